"""The parts of the picture, one below the other; each is built when its turn comes, so that none is felt."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from icbl_desktop.domain.countries import Countries
from icbl_desktop.domain.picture import Scope, SilentCampaign, TimePoint, Totals
from icbl_desktop.domain.picture_tables import CurrencySum, GrantLine
from icbl_desktop.services.office.received import Gap
from icbl_desktop.ui.kit.layouts import column
from icbl_desktop.ui.kit.page_parts import EmptyState
from icbl_desktop.ui.kit.refill import Refill
from icbl_desktop.ui.picture.commitments_section import commitment_lines
from icbl_desktop.ui.picture.figures_section import figures_card
from icbl_desktop.ui.picture.indicators_section import Asked, indicator_lines, steps_card
from icbl_desktop.ui.picture.line_card import LineCard
from icbl_desktop.ui.picture.map_section import MapCard
from icbl_desktop.ui.picture.matrix_section import MatrixCard
from icbl_desktop.ui.picture.money_section import OpenRecord, money_card
from icbl_desktop.ui.picture.opening import Open
from icbl_desktop.ui.picture.picture_data import Head, Rest
from icbl_desktop.ui.picture.time_section import silence_card, time_card

Steps = Sequence[Callable[[], object]]


@dataclass(frozen=True)
class _Quarters:
    scope: Scope
    points: tuple[TimePoint, ...]


@dataclass(frozen=True)
class _Silence:
    silent: tuple[SilentCampaign, ...]
    gaps: tuple[Gap, ...]
    facts: Countries


@dataclass(frozen=True)
class _Money:
    sums: tuple[CurrencySum, ...]
    lines: tuple[GrantLine, ...]
    facts: Countries


class PictureParts(QWidget):
    """``head_steps`` and ``rest_steps`` say what is to be built, in the order in which it is seen."""

    def __init__(self, open_: Open, open_record: OpenRecord, choose_state: Callable[[str], None]) -> None:
        super().__init__()
        self._open = open_
        self._matrix, self._map = MatrixCard(open_), MapCard(choose_state)
        self._empty = EmptyState(
            "tray",
            self.tr("No report counts yet"),
            self.tr(
                "Add reports, and confirm the keys of their campaigns under Needs you. Then this shows what "
                "was done, where, and against which promise."
            ),
        )
        self._figures = Refill[Totals](lambda totals: figures_card(totals, open_))
        self._time = Refill[_Quarters](lambda one: time_card(one.scope, one.points, open_))
        self._silence = Refill[_Silence](lambda one: silence_card(one.silent, one.gaps, one.facts))
        self._counts = LineCard(self.tr("Commitments of the plan"))
        self._indicators = LineCard(self.tr("Indicators"))
        self._steps = Refill[Asked](lambda asked: steps_card(asked, open_))
        self._money = Refill[_Money](
            lambda one: money_card(one.sums, one.lines, one.facts, open_, open_record)
        )
        layout = column(self, gap=16)
        for part in (
            self._empty, self._figures, self._matrix, self._map, self._time, self._silence, self._counts,
            self._indicators, self._steps, self._money,
        ):  # fmt: skip
            layout.addWidget(part)
            part.hide()

    def head_steps(self, head: Head) -> Steps:
        """The figures, the matrix and the map of this scope."""
        is_empty = not head.campaigns and not head.totals.reports.value
        self._empty.setVisible(is_empty)
        if is_empty and not head.totals.held:
            return [self._hide_all]
        return [
            lambda: self._figures.show_content(head.totals),
            lambda: self._show_matrix(head),
            lambda: self._show_map(head),
        ]

    def rest_steps(self, head: Head, rest: Rest) -> Steps:
        """What stands below them."""
        if not self._empty.isHidden():
            return []
        counts = (rest.commitments, rest.programmes)
        asked = Asked(head.scope, rest.indicators, rest.steps, head.facts)
        return [
            lambda: self._time.show_content(_Quarters(head.scope, rest.quarters)),
            lambda: self._silence.show_content(_Silence(rest.silent, rest.gaps, head.facts)),
            *self._counts.steps(counts, commitment_lines(*counts, self._open)),
            *self._indicators.steps(asked, indicator_lines(asked, self._open)),
            lambda: self._steps.show_content(asked),
            lambda: self._money.show_content(_Money(rest.money, rest.grants, head.facts)),
        ]

    def _show_matrix(self, head: Head) -> None:
        self._matrix.show_matrix(head)
        self._matrix.show()

    def _show_map(self, head: Head) -> None:
        self._map.show_states(head)
        self._map.show()

    def _hide_all(self) -> None:
        for part in (self._figures, self._matrix, self._map):
            part.hide()
