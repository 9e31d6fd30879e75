"""The bar under the list while several activities are chosen: how many, and what to do with them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFrame, QMenu, QPushButton, QWidget

from icbl_desktop.services.bulk import BulkChange
from icbl_desktop.ui.kit.layouts import FlowLayout, row
from icbl_desktop.ui.kit.menus import open_below
from icbl_desktop.ui.kit.name_line import NameLine
from icbl_desktop.ui.kit.page_parts import Bar
from icbl_desktop.ui.kit.widgets import button, icon_button, label
from icbl_desktop.ui.words import number
from icbl_desktop.ui.worklog.list_changes import fill_grants, fill_objectives, fill_sharing, fill_tags
from icbl_desktop.ui.worklog.list_filter_words import FilterChoices


class BulkBar(QObject):
    """Its ``parts`` are hidden until two are chosen. ``note`` says what came of the last change."""

    wanted = Signal(object)
    """A ``BulkChange`` for all that are chosen."""
    cleared = Signal()
    """Nothing is to be chosen any more."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._choices = FilterChoices()
        self.note, self._line = Bar(), NameLine()
        self._line.answered.connect(self._tag)
        self._count = label("", "strong")
        self._tools = QFrame()
        self._tools.setProperty("bar", "neutral")
        self._flow_tools()
        self.parts = (self.note, self._line, self._tools)
        self._tools.hide()

    def offer(self, choices: FilterChoices) -> None:
        """What can be chosen in this workspace."""
        self._choices = choices

    def show_count(self, count: int) -> None:
        """So many are chosen; one alone needs no bar."""
        self._count.setText(self.tr("{count} chosen").format(count=number(count)))
        self._tools.setVisible(count > 1)
        if count < 2:
            self._line.close_line()

    def ask_tag(self) -> None:
        """Ask for a tag that is not in use yet."""
        self._line.ask(self.tr("New tag"), self.tr("Add tag"))

    def _tag(self, words: str) -> None:
        self._line.close_line()
        self.wanted.emit(BulkChange(add_tags=(words,)))

    def _flow_tools(self) -> None:
        parts = QWidget()
        flow = FlowLayout(parts)
        flow.addWidget(self._count)
        change = self.wanted.emit
        for words, icon, fill in (
            (self.tr("Tag"), "tag", lambda menu: fill_tags(menu, self._choices, change, self.ask_tag)),
            (self.tr("Objective"), "target", lambda menu: fill_objectives(menu, self._choices, change)),
            (self.tr("Sharing"), "eye", lambda menu: fill_sharing(menu, change)),
            (self.tr("Grant"), "hand-coins", lambda menu: fill_grants(menu, self._choices, change)),
        ):
            flow.addWidget(self._menu_button(words, icon, fill))
        trash = button(self.tr("Move to trash"), "quiet", "trash")
        trash.clicked.connect(lambda: change(BulkChange(trash=True)))
        flow.addWidget(trash)
        leave = icon_button("x", self.tr("Choose none"))
        leave.clicked.connect(self.cleared)
        across = row(self._tools, margins=(12, 4, 4, 4))
        across.addWidget(parts, 1)
        across.addWidget(leave)

    def _menu_button(self, words: str, icon: str, fill: Callable[[QMenu], None]) -> QPushButton:
        made = button(words, "quiet", icon)

        def show() -> None:
            menu = QMenu(made)
            fill(menu)
            open_below(menu, made)

        made.clicked.connect(show)
        return made
