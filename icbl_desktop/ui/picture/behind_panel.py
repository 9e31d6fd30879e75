"""What is behind a figure, beside the picture: its lines, and from a line the record and the report."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QFrame, QScrollArea, QWidget

from icbl_desktop.domain.countries import Countries
from icbl_desktop.domain.picture import Behind, Figure, Traced
from icbl_desktop.domain.plan import Plan
from icbl_desktop.errors import UserError
from icbl_desktop.services.office import behind, record, search
from icbl_desktop.services.office.record import RecordDetail
from icbl_desktop.ui.context import Context, Place
from icbl_desktop.ui.kit.latest_read import LatestRead
from icbl_desktop.ui.kit.layouts import FlowLayout, clear, column, row
from icbl_desktop.ui.kit.scrolling import Canvas, set_up_scrolling
from icbl_desktop.ui.kit.widgets import button, divider, icon_button, label
from icbl_desktop.ui.picture.opening import Opening
from icbl_desktop.ui.picture.picture_words import how_words
from icbl_desktop.ui.picture.record_detail import record_detail
from icbl_desktop.ui.picture.traced_table import TracedTable
from icbl_desktop.ui.words import number, sentence


class BehindPanel(QWidget):
    """``open`` shows figures, ``look_for`` what holds some words; Esc goes one step back."""

    closed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._lines_read = LatestRead(context.jobs, self, slow=True)
        self._record_read = LatestRead(context.jobs, self)
        self._plan: Plan | None = None
        self._facts: Countries | None = None
        self._again: Callable[[], None] = lambda: None
        self._title, self._how = label("", "section", wrap=True), label("", "secondary", wrap=True)
        self._figures = _Figures()
        self._figures.chosen.connect(self._load)
        self._table = TracedTable()
        self._table.line_opened.connect(self._open_line)
        self._back = button(self.tr("Back to the list"), "quiet", "arrow-left")
        self._back.clicked.connect(self._leave_record)
        self._body = column(gap=0, margins=(16, 12, 16, 16))
        self._record = QScrollArea()
        self._lay_out()
        away = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        away.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        away.activated.connect(self._step_back)

    def show_plan(self, plan: Plan, facts: Countries) -> None:
        """The plan whose figures are opened, and the names of states."""
        self._plan, self._facts = plan, facts

    def open(self, opening: Opening) -> None:
        """Show what lies behind the first of these figures; the others can be chosen."""
        self._begin(opening.title, opening.empty)
        self._figures.show_figures(opening.figures)
        if opening.figures:
            self._load(opening.figures[0][1])

    def look_for(self, words: str) -> None:
        """Show the records in which these words stand."""
        self._begin(self.tr("Records with “{words}”").format(words=words), "")
        self._figures.show_figures(())
        app = self._context.app
        self._again = lambda: self._lines_read.ask(
            lambda: search.search(app.office.store(), words), self._show_found, failed=self._refused
        )
        self._again()

    def open_record(self, campaign: str, record_id: str) -> None:
        """Show one record."""
        app = self._context.app
        self._record_read.ask(
            lambda: record.record(app.office.store(), campaign, record_id),
            self._show_record,
            failed=self._refused,
        )

    def load_again(self) -> None:
        """What is shown may have changed."""
        if self.isVisible():
            self._again()

    def focus_lines(self) -> None:
        """Give the keyboard to the lines."""
        self._table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _begin(self, title: str, said: str) -> None:
        self._leave_record()
        self._back.hide()
        self._title.setText(title)
        self._say(said)
        self._show_lines(())
        self._again = lambda: None

    def _load(self, figure: Figure) -> None:
        app, plan = self._context.app, self._plan
        if plan is None:
            return
        self._leave_record()
        self._again = lambda: self._lines_read.ask(
            lambda: behind.behind(app.office.store(), plan, figure), self._show_behind, failed=self._refused
        )
        self._again()

    def _show_behind(self, found: Behind) -> None:
        how = self.tr("{n} lines").format(n=number(len(found.lines)))
        if len(found.lines) == 1:
            how = self.tr("1 line")
        self._say(". ".join(part for part in (how, how_words(found.how)) if part))
        self._show_lines(found.lines)

    def _show_found(self, lines: tuple[Traced, ...]) -> None:
        if len(lines) == search.MOST:
            self._say(self.tr("The newest {n}. More words find fewer.").format(n=number(len(lines))))
        else:
            found = self.tr("{n} found").format(n=number(len(lines)))
            self._say(found if lines else self.tr("No record that counts holds these words."))
        self._show_lines(lines)

    def _show_lines(self, lines: tuple[Traced, ...]) -> None:
        if self._facts is not None:
            self._table.show_lines(lines, self._facts)
            self._back.setVisible(not self._record.isHidden())

    def _open_line(self, line: Traced) -> None:
        if line.kind == "report":
            self._context.go(Place("inbox", id=line.digest))
        elif line.digest:
            self.open_record(line.campaign, line.id)

    def _show_record(self, shown: RecordDetail) -> None:
        if self._facts is None:
            return
        clear(self._body)
        self._body.addWidget(record_detail(shown, self._facts, self._context.go))
        self._body.addStretch(1)
        self._record.verticalScrollBar().setValue(0)
        self._table.hide()
        self._record.show()
        self._back.setVisible(bool(self._table.lazy.ids))
        self._back.setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave_record(self) -> None:
        was_shown = not self._record.isHidden()
        self._record.hide()
        self._table.show()
        self._back.hide()
        if was_shown:
            self.focus_lines()

    def _step_back(self) -> None:
        if not self._record.isHidden() and self._table.lazy.ids:
            self._leave_record()
        else:
            self.closed.emit()

    def _refused(self, refusal: UserError) -> None:
        self._say(sentence(refusal))

    def _say(self, words: str) -> None:
        self._how.setText(words)
        self._how.setVisible(bool(words))

    def _lay_out(self) -> None:
        close = icon_button("x", self.tr("Close (Esc)"))
        close.clicked.connect(self.closed)
        words = column(gap=4)
        for part in (self._title, self._how, self._figures):
            words.addWidget(part)
        words.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeading)
        head = row(None, gap=8, margins=(16, 12, 8, 12))
        head.addLayout(words, 1)
        head.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        canvas = Canvas()
        canvas.setLayout(self._body)
        set_up_scrolling(self._record, canvas)
        self._table.setProperty("plain", True)
        card = QFrame()
        card.setProperty("card", True)
        whole = column(card, gap=0, margins=(1, 1, 1, 8))
        whole.addLayout(head)
        whole.addWidget(divider())
        whole.addWidget(self._table, 1)
        whole.addWidget(self._record, 1)
        column(self, gap=0).addWidget(card)
        self._record.hide()
        self._back.hide()


class _Figures(QWidget):
    """The figures of one place, to choose from; hidden for a single one."""

    chosen = Signal(object)
    """The ``Figure``."""

    def __init__(self) -> None:
        super().__init__()
        self._flow = FlowLayout(self)
        self._group = QButtonGroup(self)
        self.hide()

    def show_figures(self, figures: tuple[tuple[str, Figure], ...]) -> None:
        """Offer these, the first one chosen."""
        while (item := self._flow.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for place, (words, figure) in enumerate(figures):
            chip = button(words, "plain")
            chip.setProperty("kind", "pill")
            chip.setCheckable(True)
            chip.setChecked(not place)
            self._group.addButton(chip)
            chip.clicked.connect(lambda _checked=False, figure=figure: self.chosen.emit(figure))
            self._flow.addWidget(chip)
        self._flow.invalidate()
        self.setVisible(len(figures) > 1)
