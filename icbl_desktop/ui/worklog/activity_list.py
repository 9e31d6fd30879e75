"""The list of activities: search and filters above it, the rows, what can be done with those chosen."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from icbl_desktop.domain.vocabulary import Changed
from icbl_desktop.errors import UserError
from icbl_desktop.services import activities, bulk, views
from icbl_desktop.services.activities import ActivityFilter, ActivityLine
from icbl_desktop.services.bulk import BulkChange
from icbl_desktop.ui.context import Context
from icbl_desktop.ui.jobs import Progress
from icbl_desktop.ui.kit import look
from icbl_desktop.ui.kit.latest_read import LatestRead
from icbl_desktop.ui.kit.layouts import column
from icbl_desktop.ui.kit.page_parts import EmptyState, Heading
from icbl_desktop.ui.kit.table_view import CLOSE_ROW, TALL_ROW, LazyTableView
from icbl_desktop.ui.words import number, sentence
from icbl_desktop.ui.worklog.list_actions import ListActions
from icbl_desktop.ui.worklog.list_bulk import BulkBar
from icbl_desktop.ui.worklog.list_columns import ListColumns
from icbl_desktop.ui.worklog.list_filter_words import FilterChoices
from icbl_desktop.ui.worklog.list_filters import ListFilters
from icbl_desktop.ui.worklog.list_look import LookMenu
from icbl_desktop.ui.worklog.list_saved import SavedFilters
from icbl_desktop.ui.worklog.list_text import as_text

_AT_ONCE = 300
"""So many are changed in the blink of an eye; more get a bar with Cancel."""


class ActivityList(QWidget):
    """Shows all that answers search and filters; says what the person wants to do with a line."""

    opened = Signal(str)
    chosen = Signal(str)
    """The one activity that is chosen now; empty for none or several."""
    taking = Signal(list)
    """The ids of those about to be moved to the trash."""
    preview_wanted = Signal()
    duplicate_wanted = Signal(str)
    new_wanted = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._db, self._jobs = context.app.db, context.jobs
        self._reads, self._tags = LatestRead(context.jobs, self), LatestRead(context.jobs, self)
        self._choices, self._order = FilterChoices(), "newest"
        self._choose_next, self._just_changed = "", frozenset[str]()
        self._columns = ListColumns(lambda: self.table.isColumnHidden(0))
        self._heading = Heading(self.tr("Activities"))
        self.table = self._make_table()
        self._filters, self._bulk, self._actions = ListFilters(), BulkBar(self), ListActions(self.table)
        self._saved = SavedFilters(context, self, self._wanted)
        self.look = LookMenu(context, self, self._columns.titles(), lambda: self._order)
        self.bars = column(gap=8)
        self._shown = QStackedWidget()
        self._lay_out()
        self._connect()

    def offer(self, choices: FilterChoices) -> None:
        """The objectives and grants to filter by; tags are read anew."""
        self._choices = choices
        self._tags.ask(lambda: bulk.tags(self._db), self._offer_tags)
        self._saved.refresh()

    def refresh(self) -> None:
        """Ask again which activities are to be shown."""
        db, wanted = self._db, views.dated(self._wanted(), date.today())  # noqa: DTZ011 - the person's own day

        def work() -> tuple[list[str], int]:
            return activities.ids(db, wanted), activities.count(db)

        self._reads.ask(work, lambda found: self._show(*found))

    def set_filter(self, wanted: ActivityFilter) -> None:
        """Ask for what this filter holds, in its order."""
        self._filters.set_filter(wanted)
        self._set_order(wanted.order)

    def choose(self, record_id: str) -> None:
        """Make this the current line, now or as soon as it is listed."""
        if record_id in self.table.lazy.ids:
            self.table.choose(record_id)
        else:
            self._choose_next = record_id

    def chosen_id(self) -> str:
        """The one activity that is chosen; empty for none or several."""
        return self.table.chosen_id() or "" if self.table.chosen_count() == 1 else ""

    def change(self, change: BulkChange) -> None:
        """Do this to all that are chosen."""
        db, ids = self._db, self.table.chosen_ids()
        self._bulk.note.hide()
        if not ids:
            return
        if change.trash:
            self.taking.emit(ids)
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)  # the pressed button goes away
        if len(ids) <= _AT_ONCE:
            self._jobs.write(
                lambda: bulk.edit(db, ids, change), self._changed, owner=self, failed=self._refused
            )
            return

        def work(progress: Progress) -> Changed:
            return bulk.edit(db, ids, change, progress)

        title = self.tr("Changing {count} activities").format(count=number(len(ids)))
        self._jobs.long(work, self._changed, owner=self, title=title, failed=self._refused)

    def _wanted(self) -> ActivityFilter:
        return replace(self._filters.wanted(), order=self._order)

    def _show(self, ids: list[str], total: int) -> None:
        known = set(self.table.lazy.ids) if self._just_changed else ()
        back = [one for one in ids if one in self._just_changed and one not in known]
        self._just_changed = frozenset()
        self.table.show_ids(ids)
        self.table.choose_all(back)
        if self._choose_next in ids:
            self.table.choose(self._choose_next)
            self._choose_next = ""
        all_shown = len(ids) == total
        words = self.tr("{count} logged") if all_shown else self.tr("{shown} of {count} logged")
        counted = words.format(shown=number(len(ids)), count=number(total)) if total else ""
        self._heading.say(self.tr("Activities"), counted)
        self._shown.setCurrentIndex(0 if ids else 1 if total else 2)
        for part in (self._filters, self.look.button):
            part.setVisible(total > 0)
        self._say_chosen()

    def _note(self, changed: Changed) -> None:
        """What comes back into the list while it is seen is chosen there, so that it can be seen as well."""
        if "activity" in changed.kinds and self.isVisible():
            self._just_changed = changed.ids

    def _show_all(self) -> None:
        self.set_filter(ActivityFilter(order=self._order))

    def _set_order(self, order: str) -> None:
        self._order = order
        self.table.show_order(order)
        self.refresh()

    def _show_look(self) -> None:
        self._columns.look = self.look.look
        self.table.show_columns(self._columns.shown())
        self.table.set_row_height(CLOSE_ROW if self.look.look.compact else TALL_ROW)
        self.table.viewport().update()

    def _offer_tags(self, tags: list[str]) -> None:
        choices = self._actions.choices = replace(self._choices, tags=tags)
        self._filters.offer(choices)
        self._bulk.offer(choices)

    def _say_chosen(self) -> None:
        self._bulk.show_count(self.table.chosen_count())
        self.chosen.emit(self.chosen_id())

    def _changed(self, changed: Changed) -> None:
        if not changed.ids:
            self._bulk.note.say(self.tr("Nothing had to be changed: all of them are so already."))

    def _refused(self, refusal: UserError) -> None:
        self._bulk.note.say(sentence(refusal), "error")

    def _copy(self) -> None:
        db, ids = self._db, self.table.chosen_ids()
        if ids:
            self._jobs.read(
                lambda: as_text(activities.lines(db, ids)), look.application().clipboard().setText, self
            )

    def _find(self) -> None:
        self._filters.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._filters.search.selectAll()

    def _make_table(self) -> LazyTableView[ActivityLine]:
        db = self._db
        made = LazyTableView(
            self._columns.made(), lambda ids: activities.lines(db, ids), TALL_ROW, several=True
        )
        made.setAccessibleName(self.tr("Activities"))
        return made

    def _connect(self) -> None:
        self._jobs.changed.connect(self._note)
        self.table.opened.connect(self.opened)
        self.table.order_wanted.connect(self._set_order)
        self.table.selectionModel().selectionChanged.connect(lambda _new, _old: self._say_chosen())
        self.table.show_order(self._order)
        self._filters.edited.connect(self.refresh)
        self._saved.chosen.connect(self.set_filter)
        self.look.changed.connect(self._show_look)
        self.look.order_wanted.connect(self._set_order)
        self._bulk.wanted.connect(self.change)
        self._bulk.cleared.connect(self.table.clearSelection)
        self._actions.change_wanted.connect(self.change)
        self._actions.tag_wanted.connect(self._bulk.ask_tag)
        self._actions.copy_wanted.connect(self._copy)
        self._actions.preview_wanted.connect(self.preview_wanted)
        self._actions.duplicate_wanted.connect(self.duplicate_wanted)
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.activated.connect(self._find)

    def _lay_out(self) -> None:
        self._shown.addWidget(self.table)
        for empty in self._empty_states():
            self._shown.addWidget(empty)
        self._filters.buttons.addWidget(self._saved.button)
        self._filters.buttons.addWidget(self.look.button)
        whole = column(self, gap=12, margins=(32, 24, 32, 24))
        whole.addLayout(self.bars)
        for part in (self._heading, self._filters, self._saved.line):
            whole.addWidget(part)
        whole.addWidget(self._shown, 1)
        for below in self._bulk.parts:
            whole.addWidget(below)

    def _empty_states(self) -> tuple[EmptyState, EmptyState]:
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
            self.tr("Try fewer words, or take a filter away."),
            self.tr("Show all"),
        )
        no_match.acted.connect(self._show_all)
        return no_match, nothing
