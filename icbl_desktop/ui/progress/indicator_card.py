"""One question of the plan with the newest answer, its trend, and all its values folded below."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from icbl_desktop.domain.countries import State
from icbl_desktop.domain.plan import Indicator, Ref
from icbl_desktop.domain.work import IndicatorUpdateDraft
from icbl_desktop.services.indicator_values import Series
from icbl_desktop.ui.context import Context
from icbl_desktop.ui.kit.layouts import column
from icbl_desktop.ui.kit.scrolling import bring_into_view
from icbl_desktop.ui.plan.indicator_questions import IndicatorQuestion
from icbl_desktop.ui.progress.values_fold import ValuesFold


class IndicatorCard(QWidget):
    """The question as on the targets page, and below it what was answered before."""

    def __init__(
        self,
        context: Context,
        ref: Ref,
        indicator: Indicator,
        states: Sequence[State],
        read_only: bool,
        new: Callable[[], IndicatorUpdateDraft],
    ) -> None:
        super().__init__()
        self._series: Series | None = None
        self._question = IndicatorQuestion(context, ref, indicator, states, read_only, new)
        self._values = ValuesFold(context, self.tr("All values"), indicator, states, read_only)
        self._values.correct_wanted.connect(self._question.begin)
        layout = column(self, gap=4)
        layout.addWidget(self._question)
        layout.addWidget(self._values)

    def show_series(self, series: Series) -> None:
        """Show these values, if they are not what is shown: laying out a long page takes its time."""
        if series != self._series:
            self._series = series
            self._question.show_series(series)
            self._values.show_values(series.values, series.files)

    def open(self, answer_id: str = "") -> None:
        """Bring it into view with all its values, one of them chosen."""
        bring_into_view(self)
        self._values.choose(answer_id)

    def begin(self, draft: IndicatorUpdateDraft) -> None:
        """Open the form with this."""
        self._question.begin(draft)
