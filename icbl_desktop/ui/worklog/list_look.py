"""How the list looks: its columns, order, and how close its rows stand; kept across restarts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu

from icbl_desktop.services import views
from icbl_desktop.services.views import COLUMNS, ListLook
from icbl_desktop.ui.context import Context
from icbl_desktop.ui.kit.input_choices import Option
from icbl_desktop.ui.kit.menus import add_options, open_below
from icbl_desktop.ui.kit.widgets import icon_button


class LookMenu(QObject):
    """A button with the menu. ``look`` is how the list is to be shown."""

    changed = Signal()
    """The look, or the person's choice of it, is another."""
    order_wanted = Signal(str)

    def __init__(
        self, context: Context, parent: QObject, titles: dict[str, str], order: Callable[[], str]
    ) -> None:
        """``titles`` of the columns by their names; ``order`` gives the one in use."""
        super().__init__(parent)
        self._jobs, self._db = context.jobs, context.app.db
        self._titles, self._order = titles, order
        self.look = ListLook()
        self.button = icon_button("sliders-horizontal", self.tr("Columns, order and rows"))
        self.button.clicked.connect(lambda: open_below(self._menu(), self.button))
        db = self._db
        self._jobs.read(lambda: views.look(db), self._show, owner=self)

    def keep(self, look: ListLook) -> None:
        """Show the list so from now on."""
        db = self._db
        self._show(look)
        self._jobs.write(lambda: views.keep_look(db, look), lambda _: None, owner=self)

    def _show(self, look: ListLook) -> None:
        self.look = look
        self.changed.emit()

    def _menu(self) -> QMenu:
        menu = QMenu(self.button)
        columns = menu.addMenu(self.tr("Columns"))
        for name in COLUMNS:
            action = columns.addAction(self._titles[name])
            action.setCheckable(True)
            action.setChecked(name in self.look.columns)
            action.setEnabled(name != "activity")
            action.toggled.connect(partial(self._wish, name))
        add_options(menu.addMenu(self.tr("Order")), self._orders(), self.order_wanted.emit, self._order())
        rows = menu.addMenu(self.tr("Rows"))
        kinds = [Option("", self.tr("Comfortable")), Option("compact", self.tr("Compact"))]
        add_options(rows, kinds, self._set_rows, "compact" if self.look.compact else "")
        preview = menu.addAction(self.tr("Show the chosen activity beside the list"))
        preview.setCheckable(True)
        preview.setChecked(self.look.preview)
        preview.toggled.connect(lambda on: self.keep(replace(self.look, preview=on)))
        return menu

    def _wish(self, name: str, wished: bool) -> None:
        kept = tuple(one for one in COLUMNS if (wished if one == name else one in self.look.columns))
        self.keep(replace(self.look, columns=kept))

    def _set_rows(self, kind: str) -> None:
        self.keep(replace(self.look, compact=bool(kind)))

    def _orders(self) -> list[Option]:
        return [
            Option("newest", self.tr("Newest first")),
            Option("oldest", self.tr("Oldest first")),
            Option("title", self.tr("By title, from A")),
            Option("title_last", self.tr("By title, from Z")),
            Option("place", self.tr("By place, from A")),
            Option("place_last", self.tr("By place, from Z")),
            Option("changed", self.tr("Last changed first")),
        ]
