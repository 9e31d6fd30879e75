"""The running program: the window, the workspace behind it, and the way from page to page."""

from __future__ import annotations

from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, SignalInstance
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from icbl_desktop import config
from icbl_desktop.config import Folders
from icbl_desktop.domain.vocabulary import Changed
from icbl_desktop.errors import UserError
from icbl_desktop.ui import messages
from icbl_desktop.ui.first_paint import after_first_paint
from icbl_desktop.ui.jobs import Jobs
from icbl_desktop.ui.main_window import MainWindow
from icbl_desktop.ui.page_list import SECRETARIAT, page_list
from icbl_desktop.ui.plan_files import PlanDrops, ask_for_file

if TYPE_CHECKING:
    from icbl_desktop.app import App
    from icbl_desktop.services.header import Header
    from icbl_desktop.ui.command_palette import CommandPalette
    from icbl_desktop.ui.context import Context, Place
    from icbl_desktop.ui.kit.offer_list import Group
    from icbl_desktop.ui.pages.welcome import Welcome
    from icbl_desktop.ui.undo_line import UndoLine


class Program(QObject):
    """Lives as long as the window. ``filled`` says that the first page shows its content.

    ``store`` is where the office's inbox lies, if not where the settings say.
    """

    filled = Signal()

    def __init__(self, folders: Folders, store: str = "") -> None:
        super().__init__()
        self._folders = folders
        self._store = store
        self._app: App | None = None
        self._welcome: Welcome | None = None
        self._undo: UndoLine | None = None
        self._palette: CommandPalette | None = None
        self._entered = False
        self._file: Path | None = None  # asked for before the records were open
        self.jobs = Jobs(self)
        self.window = MainWindow(page_list(self._context), self.jobs)
        self.window.log_activity.connect(self._log_activity)
        self.window.search_wanted.connect(self._search)
        self.window.file_wanted.connect(self._choose_file)
        self.window.plan_dropped.connect(self.open_file)
        self._fit_role()
        self.jobs.changed.connect(self._changed)
        self.jobs.refused.connect(self._refused)
        self.jobs.crashed.connect(lambda details: messages.crash(self.window, details))

    def begin(self) -> None:
        """Show the shell, and once it is painted open the workspace beside it."""
        self.window.set_ready(False)
        if self._folders.database.exists():
            after_first_paint(self.window, self._open)
            self.window.show()
        else:
            self._open()

    def close(self) -> None:
        """Wait for what is still being saved, and let go of the files."""
        self.jobs.close()
        if self._app is not None:
            self._app.close()

    def go(self, place: Place) -> None:
        """Open a page, and on it the place."""
        page = self.window.go(place.page)
        if callable(take := getattr(page, "open", None)):
            take(place)

    def open_file(self, file: Path) -> None:
        """Show what a plan file holds, or take receipts in: now, or as soon as the records are open."""
        if not self._entered:
            self._file = file
            if self._welcome is not None:
                self._welcome.say_kept(file.name)
            return
        from icbl_desktop.ui.context import Place  # brings the store: not before the first paint

        page = "reports" if file.suffix.lower() == config.RECEIPTS_ENDING else "plan_updates"
        self.go(Place(page, id=str(file)))

    def answer(self, file: Path | None) -> None:
        """Another start asks for the open window: come forward, with the file if there is one."""
        if file is not None:
            self.open_file(file)
        _bring_forward(self._welcome or self.window)

    def _choose_file(self) -> None:
        file = ask_for_file(self.window)
        if file is not None:
            self.open_file(file)

    def _open(self) -> None:
        folders, store = self._folders, self._store

        def work() -> tuple[App, Header | None]:
            from icbl_desktop.app import open_app  # SQLAlchemy: not before the first paint
            from icbl_desktop.services import header

            app = open_app(folders, store)
            return app, header.header(app.db)

        self.jobs.read(work, self._opened, owner=self, failed=self._not_opened)

    def _opened(self, opened: tuple[App, Header | None]) -> None:
        self._app, header = opened
        if header is None:
            self._first_start()
        else:
            self._show_header(header)
            self._enter()

    def _not_opened(self, refusal: UserError) -> None:
        messages.error(None, refusal)
        QApplication.exit(1)

    def _first_start(self) -> None:
        from icbl_desktop.ui.pages.welcome import Welcome  # only at the first start

        self.window.hide()
        self._welcome = welcome = Welcome(self._context())
        welcome.finished.connect(self._started)
        PlanDrops(welcome).dropped.connect(self.open_file)
        if self._file is not None:
            self.open_file(self._file)
        welcome.show()
        self.filled.emit()

    def _started(self) -> None:
        if self._welcome is not None:
            self._welcome.close()
            self._welcome = None
        self._refresh_header()
        self.window.show()
        self._enter()

    def _enter(self) -> None:
        self.window.set_ready(True)
        self._entered = True
        self._offer_undo()
        if self._file is not None:
            self.open_file(self._file)
            return
        overview = self.window.go("overview")
        if isinstance(filled := getattr(overview, "filled", None), SignalInstance):
            filled.connect(self.filled)
            filled.connect(self._load_pages, Qt.ConnectionType.SingleShotConnection)

    def _load_pages(self) -> None:
        """Load the code of the other pages between two events, so that none of them opens late."""
        from icbl_desktop.ui.kit.refill import InTurn  # not before the first paint

        modules = [f"icbl_desktop.ui.pages.{page.key}" for page in self.window.offered()]
        InTurn(self).run([partial(import_module, module) for module in modules])

    def _offer_undo(self) -> None:
        """Above every page, and by Ctrl+Z wherever that undoes no typing."""
        from icbl_desktop.ui.undo_line import UndoLine  # brings the store: not before the first paint

        self._undo = line = UndoLine(self._context())
        self.window.add_line(line)
        self.window.shown.connect(lambda _page: line.turn_page())
        QShortcut(QKeySequence.StandardKey.Undo, self.window, line.undo_newest)

    def _changed(self, changed: Changed) -> None:
        if changed.kinds & {"campaign", "plan"}:
            self._refresh_header()
        if "settings" in changed.kinds:
            self._fit_role()

    def _fit_role(self) -> None:
        """The secretariat has some pages more."""
        offered = config.load_settings(self._folders).secretariat
        for page in SECRETARIAT:
            self.window.offer(page, offered)

    def _refresh_header(self) -> None:
        from icbl_desktop.services import header  # as above

        db = self._context().app.db
        self.jobs.read(lambda: header.header(db), self._show_header, owner=self)

    def _show_header(self, header: Header | None) -> None:
        if header is not None:
            self.window.top.show_states(", ".join(header.states))
            self.window.top.show_plan(header.plan_title)

    def _refused(self, refusal: UserError) -> None:
        messages.error(self.window, refusal)

    def _search(self) -> None:
        """Open the command palette, or close it."""
        if self._palette is None:
            from icbl_desktop.ui.command_palette import CommandPalette  # only once it is wanted

            self._palette = CommandPalette(self._context(), self.window, self._commands)
        self._palette.toggle()

    def _commands(self) -> list[Group]:
        from icbl_desktop.ui import commands  # as above

        window, context = self.window, self._context()
        assert self._undo is not None  # noqa: S101 - it is there once the records are open
        log, open_file, undo = window.log_activity.emit, window.file_wanted.emit, self._undo.undo_newest
        work = commands.work_commands(context, log, open_file, undo)
        return [work, commands.page_commands(context, window.offered())]

    def _log_activity(self) -> None:
        page = self.window.go("activities")
        if callable(begin := getattr(page, "begin_new", None)):
            begin()

    def _context(self) -> Context:
        from icbl_desktop.ui.context import Context  # brings the store: not before the first paint

        assert self._app is not None  # noqa: S101 - pages are built only once the workspace is open
        return Context(self._app, self.jobs, self.go)


def _bring_forward(window: QWidget) -> None:
    """Before all other windows where the system allows it; else its mark in the task bar asks to be seen."""
    if not window.isVisible():  # it is about to open
        return
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.raise_()
    window.activateWindow()
    QApplication.alert(window)
