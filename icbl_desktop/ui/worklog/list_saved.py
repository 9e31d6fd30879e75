"""The filters kept by name: choose one, keep the one in use, give it another name, forget it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu

from icbl_desktop.domain.vocabulary import Changed
from icbl_desktop.services import views
from icbl_desktop.services.activities import ActivityFilter
from icbl_desktop.services.views import SavedFilter
from icbl_desktop.ui.context import Context
from icbl_desktop.ui.kit.input_choices import Option
from icbl_desktop.ui.kit.menus import add_options, open_below, short
from icbl_desktop.ui.kit.name_line import NameLine
from icbl_desktop.ui.kit.widgets import icon_button
from icbl_desktop.ui.words import sentence


class SavedFilters(QObject):
    """A button with the menu, and the line that asks for a name."""

    chosen = Signal(object)
    """An ``ActivityFilter`` that was kept."""

    def __init__(self, context: Context, parent: QObject, wanted: Callable[[], ActivityFilter]) -> None:
        """``wanted`` gives the filter in use."""
        super().__init__(parent)
        self._jobs, self._db, self._wanted = context.jobs, context.app.db, wanted
        self._saved: tuple[SavedFilter, ...] = ()
        self._keep: Callable[[str], Changed] | None = None
        self.button = icon_button("bookmark-simple", self.tr("Saved filters"))
        self.button.clicked.connect(lambda: open_below(self._menu(), self.button))
        self.line = NameLine()
        self.line.answered.connect(self._answered)

    def refresh(self) -> None:
        """Read them again."""
        db = self._db
        self._jobs.read(lambda: views.saved(db), self._take, owner=self)

    def _take(self, saved: tuple[SavedFilter, ...]) -> None:
        self._saved = saved

    def _menu(self) -> QMenu:
        menu, wanted = QMenu(self.button), self._wanted()
        in_use = next((one.name for one in self._saved if one.filter == wanted), "")
        add_options(menu, [Option(one.name, one.name) for one in self._saved], self._choose, in_use)
        menu.addSeparator()
        save = menu.addAction(self.tr("Save this filter…"))
        save.setEnabled(not in_use and wanted != ActivityFilter(order=wanted.order))
        save.triggered.connect(self._ask_name)
        if in_use:
            rename = menu.addAction(self.tr("Rename “{name}”…").format(name=short(in_use)))
            rename.triggered.connect(lambda: self._ask_new_name(in_use))
            remove = menu.addAction(self.tr("Remove “{name}” from this menu").format(name=short(in_use)))
            remove.triggered.connect(lambda: self._write(lambda: views.remove(self._db, in_use)))
        return menu

    def _choose(self, name: str) -> None:
        found = next(one.filter for one in self._saved if one.name == name)
        self.chosen.emit(found)

    def _ask_name(self) -> None:
        db, wanted = self._db, self._wanted()
        self._keep = lambda name: views.save(db, name, wanted)
        self.line.ask(self.tr("Name of this filter"), self.tr("Save filter"))

    def _ask_new_name(self, name: str) -> None:
        db = self._db
        self._keep = lambda to: views.rename(db, name, to)
        self.line.ask(self.tr("New name of this filter"), self.tr("Rename"), name)

    def _answered(self, name: str) -> None:
        keep = self._keep
        if keep is not None:
            self._write(lambda: keep(name))

    def _write(self, work: Callable[[], Changed]) -> None:
        self._jobs.write(
            work,
            self._written,
            owner=self,
            failed=lambda refusal: self.line.refuse(sentence(refusal)),
        )

    def _written(self, _changed: Changed) -> None:
        self.line.close_line()
        self.refresh()
