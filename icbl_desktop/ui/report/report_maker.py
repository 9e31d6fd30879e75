"""A report before it is made: its period, what goes and what stays, and its real pages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from icbl_desktop.domain.projection import Reason
from icbl_desktop.services.reports import Preview
from icbl_desktop.ui.kit.forms import FieldRow
from icbl_desktop.ui.kit.held_width import hold_width
from icbl_desktop.ui.kit.icon_line import Line, add_lines, icon_line
from icbl_desktop.ui.kit.layouts import clear, column, row
from icbl_desktop.ui.kit.pdf_preview import PdfPreview
from icbl_desktop.ui.kit.scrolling import Canvas, set_up_scrolling
from icbl_desktop.ui.kit.widgets import button, label
from icbl_desktop.ui.report import report_contents
from icbl_desktop.ui.report.period_input import PeriodInput

_SETTLE_MS = 250
"""How long a person pauses before the pages are drawn again."""
_WIDEST_SIDE = 420


class ReportMaker(QWidget):
    """Says which period is asked for, and that the report on show is wanted."""

    period_chosen = Signal(object)
    make_wanted = Signal(object)
    """The ``Preview`` on show."""
    drafts_wanted = Signal()

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self.period = PeriodInput(today)
        self.pages = PdfPreview(self.tr("The pages of the report"))
        self.make = button(self.tr("Make the report"), "primary", "file-pdf")
        self._drafts = button(self.tr("Open activities"), "quiet", "list-checks")
        self._going, self._staying, self._doubts = column(gap=8), column(gap=8), column(gap=8)
        self._stays = _section(self.tr("Stays on this computer"), self._staying, self._drafts)
        self._check = _section(self.tr("Please check"), self._doubts)
        self._preview: Preview | None = None
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settle.timeout.connect(self._ask)
        self.period.edited.connect(self._period_edited)
        self.make.clicked.connect(lambda: self.make_wanted.emit(self._preview))
        self._drafts.clicked.connect(self.drafts_wanted)
        across = row(self, gap=24, margins=(0, 16, 0, 0))
        across.addWidget(self._side(), 2)
        across.addWidget(self.pages, 3)
        self._wait()

    def show_preview(self, preview: Preview) -> None:
        """Show what the report would be; from now on it can be made."""
        self._preview = preview
        self.pages.show_pdf(preview.pdf)
        _fill(self._going, report_contents.going(preview))
        for section, layout, lines in (
            (self._stays, self._staying, report_contents.staying(preview)),
            (self._check, self._doubts, report_contents.doubts(preview)),
        ):
            _fill(layout, lines)
            section.setVisible(bool(lines))
        self._drafts.setVisible(any(one.reason == Reason.DRAFT for one in preview.staying))
        self.make.setEnabled(True)

    def show_failure(self, words: str) -> None:
        """There are no pages to show, and why; what is shown stays while there is a report on show."""
        if self._preview is None:
            self.pages.clear()
            self.pages.say(words)

    def preview_again(self) -> None:
        """The records changed: ask for the pages anew, once things settle."""
        self._wait()
        self._settle.start()

    def _period_edited(self) -> None:
        self._wait()
        if self.period.problem():
            self._settle.stop()
            self.pages.say(self.period.problem())
        else:
            self._settle.start()

    def _wait(self) -> None:
        """What is on show is not what was asked for, until the next preview comes."""
        self._preview = None
        self.make.setEnabled(False)
        self.pages.say(self.tr("Preparing the pages…"))

    def _ask(self) -> None:
        if (period := self.period.value()) is not None:
            self.period_chosen.emit(period)

    def _side(self) -> QWidget:
        """The scrolling lists, and below them, always in sight, the button."""
        canvas = Canvas()
        lists = column(canvas, gap=24, margins=(0, 0, 12, 16))
        lists.addWidget(FieldRow(self.tr("Period"), self.period))
        lists.addWidget(_section(self.tr("Goes into the report"), self._going))
        for section in (self._stays, self._check):
            lists.addWidget(section)
            section.hide()
        lists.addStretch(1)
        scroll = _Lists(canvas)
        side = QWidget()
        hold_width(side, most=_WIDEST_SIDE)
        layout = column(side, gap=12)
        layout.addWidget(scroll, 1)
        layout.addWidget(icon_line(Line(self.tr("Anyone who gets this file can read it."), icon="eye")))
        layout.addWidget(self.make)
        return side


class _Lists(QScrollArea):
    """Scrolls up and down, and is never narrower than what it shows."""

    def __init__(self, canvas: Canvas) -> None:
        super().__init__()
        self._canvas = canvas
        set_up_scrolling(self, canvas)

    def minimumSizeHint(self) -> QSize:
        """The lists' own width, with room for the scroll bar."""
        bar = self.verticalScrollBar().sizeHint().width()
        return QSize(self._canvas.minimumSizeHint().width() + bar, super().minimumSizeHint().height())


def _section(title: str, lines: QVBoxLayout, action: QWidget | None = None) -> QWidget:
    made = QWidget()
    layout = column(made, gap=8)
    layout.addWidget(label(title, "section", wrap=True))
    layout.addLayout(lines)
    if action is not None:
        layout.addWidget(action)
    return made


def _fill(layout: QVBoxLayout, lines: Sequence[Line]) -> None:
    clear(layout)
    add_lines(layout, lines)
