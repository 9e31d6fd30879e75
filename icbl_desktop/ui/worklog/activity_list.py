"""The list of activities: search while typing, filters, order, and what is in each line."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QStackedWidget, QWidget

from icbl_desktop.domain.plan import code_of
from icbl_desktop.domain.vocabulary import RecordState
from icbl_desktop.domain.words import ACTIVITY_TYPES
from icbl_desktop.services import activities
from icbl_desktop.services.activities import ActivityFilter, ActivityLine
from icbl_desktop.ui.context import Context
from icbl_desktop.ui.kit.card_grid import CardGrid
from icbl_desktop.ui.kit.icons import set_icon
from icbl_desktop.ui.kit.input_choices import Choice, Option
from icbl_desktop.ui.kit.latest_read import LatestRead
from icbl_desktop.ui.kit.layouts import column, row
from icbl_desktop.ui.kit.lazy_table import Column
from icbl_desktop.ui.kit.page_parts import EmptyState, Heading
from icbl_desktop.ui.kit.table_view import TALL_ROW, LazyTableView
from icbl_desktop.ui.words import choices, number, say, short_day


class ActivityList(QWidget):
    """Shows all that answers search and filters; says what the person wants to do with a line."""

    opened = Signal(str)
    trash_wanted = Signal(str)
    new_wanted = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._db = context.app.db
        self._reads = LatestRead(context.jobs, self)
        self._choose_next = ""
        self._heading = Heading(self.tr("Activities"))
        self._search = QLineEdit()
        self._search.setPlaceholderText(self.tr("Search (Ctrl+F)"))
        self._search.setAccessibleName(self.tr("Search activities"))
        self._search.setClearButtonEnabled(True)
        glass = QAction(self._search)
        set_icon(glass, "magnifying-glass", "muted")
        self._search.addAction(glass, QLineEdit.ActionPosition.LeadingPosition)
        self._objective = _filter(self.tr("Objective"), self.tr("All objectives"))
        self._type = _filter(
            self.tr("Type"), self.tr("All types"), [Option(*one) for one in choices(ACTIVITY_TYPES)]
        )
        self._order = _filter(self.tr("Order"), "", self._orders())
        for one in (self._objective, self._type):
            one.control.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.table = self._make_table()
        self.bars = column(gap=8)
        self._shown = QStackedWidget()
        self._lay_out()
        self._search.textEdited.connect(self.refresh)
        for one in (self._objective, self._type, self._order):
            one.edited.connect(self.refresh)
        self._add_keys()

    def offer_objectives(self, options: Sequence[Option]) -> None:
        """The objectives to filter by."""
        self._objective.set_options(options)

    def refresh(self, _words: str = "") -> None:
        """Ask again which activities are to be shown."""
        db, wanted = self._db, self._wanted()

        def work() -> tuple[list[str], int]:
            return activities.ids(db, wanted), activities.count(db)

        self._reads.ask(work, lambda found: self._show(*found))

    def choose(self, record_id: str) -> None:
        """Make this the current line, now or as soon as it is listed."""
        if record_id in self.table.lazy.ids:
            self.table.choose(record_id)
        else:
            self._choose_next = record_id

    def _wanted(self) -> ActivityFilter:
        return ActivityFilter(
            words=self._search.text(),
            objective=self._objective.value() or "",
            type=self._type.value() or "",
            order=self._order.value() or "newest",
        )

    def _show(self, ids: list[str], total: int) -> None:
        self.table.show_ids(ids)
        if self._choose_next in ids:
            self.table.choose(self._choose_next)
            self._choose_next = ""
        all_shown = len(ids) == total
        words = self.tr("{count} logged") if all_shown else self.tr("{shown} of {count} logged")
        counted = words.format(shown=number(len(ids)), count=number(total)) if total else ""
        self._heading.say(self.tr("Activities"), counted)
        self._shown.setCurrentIndex(0 if ids else 1 if total else 2)
        self._filters.setVisible(total > 0)
        self._order.setVisible(total > 0)

    def _show_all(self) -> None:
        self._search.clear()
        self._objective.set_value(None)
        self._type.set_value(None)
        self.refresh()

    def _orders(self) -> list[Option]:
        return [
            Option("newest", self.tr("Newest first")),
            Option("oldest", self.tr("Oldest first")),
            Option("title", self.tr("By title")),
        ]

    def _make_table(self) -> LazyTableView[ActivityLine]:
        db = self._db
        made = LazyTableView(self._columns(), lambda ids: activities.lines(db, ids), TALL_ROW)
        made.setAccessibleName(self.tr("Activities"))
        made.opened.connect(self.opened)
        made.clicked.connect(lambda index: self.opened.emit(made.lazy.ids[index.row()]))
        return made

    def _columns(self) -> list[Column[ActivityLine]]:
        return [
            Column(self.tr("Date"), _date, width=116, spare=True),
            Column(self.tr("Activity"), _title, below=self._below),
            Column(self.tr("Objective"), _codes, width=92),
            Column(self.tr("Result"), lambda line: line.result, spare=True),
            Column(self.tr("Files"), _files, icon=_files_icon, width=68, spare=True),
            Column(
                self.tr("Report"),
                self._report,
                below=self._since,
                icon=_report_icon,
                ink=_report_ink,
                width=148,
                spare=True,
            ),
        ]

    def _below(self, line: ActivityLine) -> str:
        date = _date(line) if self.table.isColumnHidden(0) else ""
        return " · ".join(part for part in (date, say(ACTIVITY_TYPES, line.type), line.place) if part)

    def _report(self, line: ActivityLine) -> str:
        if line.state == RecordState.DRAFT:
            return self.tr("Draft")
        return self.tr("Report {number}").format(number=line.report) if line.report else ""

    def _since(self, line: ActivityLine) -> str:
        return self.tr("Changed since") if line.changed_since else ""

    def _add_keys(self) -> None:
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.activated.connect(self._find)
        away = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self.table)
        away.setContext(Qt.ShortcutContext.WidgetShortcut)
        away.activated.connect(self._want_trash)

    def _find(self) -> None:
        self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._search.selectAll()

    def _want_trash(self) -> None:
        if (chosen := self.table.chosen_id()) is not None:
            self.trash_wanted.emit(chosen)

    def _lay_out(self) -> None:
        nothing = EmptyState(
            "list-checks",
            self.tr("What did you do last?"),
            self.tr(
                "Here you keep what your campaign does: meetings, letters, workshops, articles. "
                "Log the last thing you did; a line is enough. Reports are made from it."
            ),
            self.tr("Log an activity"),
        )
        nothing.acted.connect(self.new_wanted)
        no_match = EmptyState(
            "magnifying-glass",
            self.tr("No activity fits"),
            self.tr("Try fewer words, or another objective or type."),
            self.tr("Show all"),
        )
        no_match.acted.connect(self._show_all)
        self._shown.addWidget(self.table)
        for empty in (no_match, nothing):
            self._shown.addWidget(_centred(empty))
        both = QWidget()
        row(both, [self._objective, self._type])
        self._filters = CardGrid([self._search, both], narrowest=360, gap=8)
        self._heading.buttons.addWidget(self._order)
        whole = column(self, gap=12, margins=(32, 24, 32, 24))
        whole.addLayout(self.bars)
        whole.addWidget(self._heading)
        whole.addWidget(self._filters)
        whole.addWidget(self._shown, 1)


def _filter(name: str, none: str, options: Sequence[Option] = ()) -> Choice:
    made = Choice(options, none=none)
    made.name_for_readers(name)
    return made


def _centred(widget: QWidget) -> QWidget:
    made = QWidget()
    row(made, [widget]).setAlignment(widget, Qt.AlignmentFlag.AlignCenter)
    return made


def _date(line: ActivityLine) -> str:
    return short_day(line.start, line.precision)


def _title(line: ActivityLine) -> str:
    return line.title or "…"


def _codes(line: ActivityLine) -> str:
    return ", ".join(code_of(ref) for ref in line.objectives)


def _files(line: ActivityLine) -> str:
    return number(line.files) if line.files else ""


def _files_icon(line: ActivityLine) -> str | None:
    return "paperclip" if line.files else None


def _report_icon(line: ActivityLine) -> str | None:
    if line.state == RecordState.DRAFT:
        return "note-pencil"
    if line.changed_since:
        return "warning"
    return "file-text" if line.report else None


def _report_ink(line: ActivityLine) -> str:
    return "caution" if line.changed_since else "text"
