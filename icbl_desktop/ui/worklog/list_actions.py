"""What the keyboard and the context menu do with the chosen activities."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from icbl_desktop.services.activities import ActivityLine
from icbl_desktop.services.bulk import BulkChange
from icbl_desktop.ui.kit.icons import set_icon
from icbl_desktop.ui.kit.table_view import LazyTableView
from icbl_desktop.ui.worklog.list_changes import fill_grants, fill_objectives, fill_sharing, fill_tags
from icbl_desktop.ui.worklog.list_filter_words import FilterChoices


class ListActions(QObject):
    """Actions of the table, each with its key; they say what is wanted, the list does it."""

    preview_wanted = Signal()
    duplicate_wanted = Signal(str)
    copy_wanted = Signal()
    change_wanted = Signal(object)
    """A ``BulkChange`` for all that are chosen."""
    tag_wanted = Signal()
    """A tag that is not in use yet."""

    def __init__(self, table: LazyTableView[ActivityLine]) -> None:
        super().__init__(table)
        self._table = table
        self.choices = FilterChoices()
        standard = QKeySequence.StandardKey
        self._open = self._action(self.tr("Open"), "pencil-simple", None)
        self._preview = self._action(self.tr("Preview"), "eye", QKeySequence(Qt.Key.Key_Space))
        self._duplicate = self._action(self.tr("Duplicate"), "copy", QKeySequence("Ctrl+D"))
        self._copy = self._action(self.tr("Copy as text"), "clipboard-text", QKeySequence(standard.Copy))
        self._trash = self._action(self.tr("Move to trash"), "trash", QKeySequence(standard.Delete))
        self._open.triggered.connect(lambda: self._with_one(table.opened.emit))
        self._preview.triggered.connect(self.preview_wanted)
        self._duplicate.triggered.connect(lambda: self._with_one(self.duplicate_wanted.emit))
        self._copy.triggered.connect(self.copy_wanted)
        self._trash.triggered.connect(lambda: self.change_wanted.emit(BulkChange(trash=True)))
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        table.customContextMenuRequested.connect(self._show_menu)

    def menu(self) -> QMenu:
        """What can be done with what is chosen."""
        menu, change, several = QMenu(self._table), self.change_wanted.emit, self._table.chosen_count() > 1
        if not several:
            menu.addActions([self._open, self._preview, self._duplicate])
        menu.addAction(self._copy)
        menu.addSeparator()
        fill_tags(menu.addMenu(self.tr("Tag")), self.choices, change, self.tag_wanted.emit)
        fill_objectives(menu.addMenu(self.tr("Objective")), self.choices, change)
        fill_sharing(menu.addMenu(self.tr("Sharing")), change)
        fill_grants(menu.addMenu(self.tr("Grant")), self.choices, change)
        menu.addSeparator()
        menu.addAction(self._trash)
        return menu

    def _show_menu(self, place: QPoint) -> None:
        if not self._table.chosen_count():
            return
        if not self._table.selectionModel().isSelected(self._table.indexAt(place)):  # by the menu key
            place = self._table.visualRect(self._table.currentIndex()).bottomLeft()
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._table.viewport().mapToGlobal(place))

    def _with_one(self, act: Callable[[str], None]) -> None:
        if (chosen := self._table.chosen_id()) is not None:
            act(chosen)

    def _action(self, words: str, icon: str, keys: QKeySequence | None) -> QAction:
        made = QAction(words, self._table)
        set_icon(made, icon)
        if keys is not None:
            made.setShortcut(keys)
            made.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self._table.addAction(made)
        return made
