"""The list of what was taken away: all kinds together, found by words, several chosen at once."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from icbl_desktop.domain.matching import fold, words_in
from icbl_desktop.domain.words import RECORD_KINDS
from icbl_desktop.services.record_kinds import KINDS
from icbl_desktop.services.trash import Trashed
from icbl_desktop.ui.kit.layouts import column
from icbl_desktop.ui.kit.lazy_table import Column
from icbl_desktop.ui.kit.page_parts import EmptyState, Heading
from icbl_desktop.ui.kit.search_line import SearchLine
from icbl_desktop.ui.kit.table_view import TALL_ROW, LazyTableView
from icbl_desktop.ui.kit.widgets import button
from icbl_desktop.ui.plan.value_words import answer_words
from icbl_desktop.ui.words import counted, say, short_day
from icbl_desktop.ui.worklog.history_words import value_text
from icbl_desktop.ui.worklog.record_icons import RECORD_ICONS


class TrashList(QWidget):
    """Says which records are chosen, which is opened, and which are to be restored."""

    chosen = Signal(list)
    """The ``Trashed`` that are chosen now."""
    opened = Signal(object)
    """A ``Trashed``, at Enter or a double click."""
    restore_wanted = Signal(list)
    activities_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._all: dict[str, Trashed] = {}
        self._texts: dict[str, str] = {}
        self._heading = Heading(self.tr("Trash"))
        self._restore = button(self.tr("Restore"), "plain", "arrow-counter-clockwise")
        self._search = SearchLine(self.tr("Search the trash"), self.tr("Search (Ctrl+F)"))
        self.table, self._shown = self._make_table(), QStackedWidget()
        self._restore.clicked.connect(lambda: self.restore_wanted.emit(self._chosen()))
        self._search.textEdited.connect(self._filter)
        self.table.selectionModel().selectionChanged.connect(self._say_chosen)
        self.table.opened.connect(lambda one: self.opened.emit(self._all[one]))
        QShortcut(QKeySequence.StandardKey.Find, self, self._search.setFocus)
        self._lay_out()

    def show_trash(self, found: Sequence[Trashed], texts: Sequence[str]) -> None:
        """Show these, in this order; ``texts`` are their ``searched_text``, made off the GUI thread.

        What was chosen stays chosen, where it is among them.
        """
        self._all = {one.id: one for one in found}
        self._texts = dict(zip(self._all, texts, strict=True))
        self._filter()

    def _filter(self) -> None:
        words = words_in(self._search.text())
        found = [one for one, text in self._texts.items() if all(word in text for word in words)]
        self.table.show_ids(found)
        self._shown.setCurrentIndex(0 if found else 1 if self._all else 2)
        for part in (self._search, self._restore):
            part.setVisible(bool(self._all))
        self._heading.say(self.tr("Trash"), counted("", len(self._all)) if self._all else "")
        self._say_chosen()

    def _chosen(self) -> list[Trashed]:
        return [self._all[one] for one in self.table.chosen_ids()]

    def _say_chosen(self) -> None:
        chosen = self._chosen()
        self._restore.setEnabled(bool(chosen))
        self._restore.setToolTip("" if chosen else self.tr("Choose first what to restore."))
        several = self.tr("Restore {what}").format(what=counted("", len(chosen)))
        self._restore.setText(several if len(chosen) > 1 else self.tr("Restore"))
        self.chosen.emit(chosen)

    def _show_all(self) -> None:
        self._search.clear()
        self._filter()

    def _make_table(self) -> LazyTableView[Trashed]:
        columns = [
            Column(self.tr("Record"), trashed_title, below=_kind, icon=lambda one: RECORD_ICONS[one.kind]),
            Column(self.tr("Since"), lambda one: short_day(one.trashed_at), width=124),
        ]
        made = LazyTableView(columns, lambda ids: [self._all[one] for one in ids], TALL_ROW, several=True)
        made.setAccessibleName(self.tr("Trash"))
        return made

    def _lay_out(self) -> None:
        nothing = EmptyState(
            "trash",
            self.tr("Nothing was taken away"),
            self.tr("What you remove comes here. Nothing is gone for good: each record can be restored."),
            self.tr("Go to the activities"),
        )
        nothing.acted.connect(self.activities_wanted)
        no_match = EmptyState(
            "magnifying-glass",
            self.tr("Nothing here fits"),
            self.tr("Try fewer words."),
            self.tr("Show all"),
        )
        no_match.acted.connect(self._show_all)
        self._shown.addWidget(self.table)
        for empty in (no_match, nothing):
            self._shown.addWidget(empty)
        self._heading.buttons.addWidget(self._restore)
        whole = column(self, gap=12, margins=(32, 24, 32, 24))
        whole.addWidget(self._heading)
        whole.addWidget(self._search)
        whole.addWidget(self._shown, 1)


def trashed_title(one: Trashed) -> str:
    """By what a person knows the record, on one line; the kind alone where it has no words of its own."""
    title = " ".join(one.title.split())
    words = (
        answer_words(title, one.currency)
        if one.currency
        else value_text(one.kind, KINDS[one.kind].title, title)
    )
    return words or _kind(one)


def searched_text(one: Trashed) -> str:
    """Where the words that are looked for may stand: its title and its kind."""
    return fold(f"{trashed_title(one)} {_kind(one)}")


def _kind(one: Trashed) -> str:
    return say(RECORD_KINDS, one.kind)
