"""One answer whole: its words, where it comes from, when it was corrected, the files behind it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from icbl_desktop.domain.plan import Indicator
from icbl_desktop.domain.work import IndicatorUpdate
from icbl_desktop.services import trash
from icbl_desktop.services.record_kinds import INDICATOR_UPDATE
from icbl_desktop.ui.context import Context, Place
from icbl_desktop.ui.kit import look
from icbl_desktop.ui.kit.forms import FoldingSection
from icbl_desktop.ui.kit.layouts import FlowLayout, column
from icbl_desktop.ui.kit.widgets import Paragraph, button, label
from icbl_desktop.ui.plan.value_words import confidence_words, value_words
from icbl_desktop.ui.words import day, number
from icbl_desktop.ui.worklog.evidence_strip import EvidenceStrip
from icbl_desktop.ui.worklog.file_drops import FileDrops
from icbl_desktop.ui.worklog.history_view import HistoryView

_HISTORY_HEIGHT = 280


class ValueDetail(QWidget):
    """Below a table of values; empty until one is chosen."""

    correct_wanted = Signal(object)
    """The ``IndicatorUpdate`` to be corrected."""

    def __init__(self, context: Context, indicator: Indicator, read_only: bool) -> None:
        super().__init__()
        self._context, self._indicator = context, indicator
        self._shown: IndicatorUpdate | None = None
        self._value, self._about = Paragraph(""), label("", "secondary", wrap=True)
        self._kept = label("", "secondary", wrap=True)
        self.top: QWidget = self._kept
        self._evidence = EvidenceStrip(context)
        FileDrops(self._evidence, self._evidence.add_files)
        self._activity = button(self.tr("Open the activity"), "quiet", "list-checks")
        self._correct = button(self.tr("Correct"), "quiet", "pencil-simple")
        self._remove = button(self.tr("Move to trash"), "quiet", "trash")
        self._steps = HistoryView(context, may_bring_back=not read_only)
        self._steps.setFixedHeight(look.scaled(_HISTORY_HEIGHT))
        self._history = FoldingSection(self.tr("History"), quiet=True)
        self._history.body.addWidget(self._steps)
        self._activity.clicked.connect(self._open_activity)
        self._correct.clicked.connect(lambda: self.correct_wanted.emit(self._shown))
        self._remove.clicked.connect(self._trash)
        layout = column(self, gap=4)
        for words in (self._value, self._about, self._kept):
            layout.addWidget(words)
        tools = QWidget()
        across = FlowLayout(tools)
        for one in (self._correct, self._activity, self._remove):
            across.addWidget(one)
        layout.addWidget(tools)
        layout.addWidget(self._evidence)
        layout.addWidget(self._history)
        for one in (self._correct, self._remove):
            one.setVisible(not read_only)
        self.hide()

    def show_value(self, one: IndicatorUpdate | None) -> None:
        """Show this answer; nothing for None."""
        self._shown = one
        self.setVisible(one is not None)
        if one is None:
            return
        words = value_words(self._indicator, one)
        self._value.set_words(words)
        about = " · ".join(filter(None, (day(one.date), one.source, confidence_words(one))))
        self._about.setText(about)
        self._kept.setText(self._kept_words(one))
        self._correct.setAccessibleName(self.tr("Correct this answer: {answer}").format(answer=words))
        self._remove.setAccessibleName(
            self.tr("Move this answer to the trash: {answer}").format(answer=words)
        )
        self._activity.setVisible(bool(one.activity_id))
        self._history.setVisible(one.revision > 1)
        if one.id != self._evidence.record_id:
            self._evidence.show_record(one.id)
            self._steps.show_record(INDICATOR_UPDATE.name, one.id)

    def _kept_words(self, one: IndicatorUpdate) -> str:
        written = self.tr("Written down {date}").format(date=day(one.made_at))
        if one.revision == 1:
            return written
        if one.revision == 2:
            return self.tr("{written}, corrected {date}").format(written=written, date=day(one.changed_at))
        words = self.tr("{written}, corrected {n} times, last on {date}")
        return words.format(written=written, n=number(one.revision - 1), date=day(one.changed_at))

    def _open_activity(self) -> None:
        if self._shown is not None:
            self._context.go(Place("activities", id=self._shown.activity_id))

    def _trash(self) -> None:
        if self._shown is not None:
            db, answer_id = self._context.app.db, self._shown.id
            self._context.jobs.write(
                lambda: trash.put(db, INDICATOR_UPDATE, [answer_id]), lambda _: None, owner=self
            )
