"""The running program: the window, the workspace behind it, and the way from page to page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from icbl_desktop.config import Folders
from icbl_desktop.domain.vocabulary import Changed
from icbl_desktop.errors import UserError
from icbl_desktop.ui import messages
from icbl_desktop.ui.first_paint import after_first_paint
from icbl_desktop.ui.jobs import Jobs
from icbl_desktop.ui.main_window import MainWindow
from icbl_desktop.ui.navigation import PageSpec

if TYPE_CHECKING:
    from icbl_desktop.app import App
    from icbl_desktop.services.header import Header
    from icbl_desktop.ui.context import Context, Place


class Program(QObject):
    """Lives as long as the window. ``filled`` says that the first page shows its content."""

    filled = Signal()

    def __init__(self, folders: Folders) -> None:
        super().__init__()
        self._folders = folders
        self._app: App | None = None
        self._welcome: QWidget | None = None
        self.jobs = Jobs(self)
        self.window = MainWindow(self._pages(), self.jobs)
        self.window.log_activity.connect(self._log_activity)
        self.window.plan_wanted.connect(lambda: self.window.go("plan_updates"))
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

    def _open(self) -> None:
        folders = self._folders

        def work() -> tuple[App, Header | None]:
            from icbl_desktop.app import open_app  # SQLAlchemy: not before the first paint
            from icbl_desktop.services import header

            app = open_app(folders)
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
        self.window.go("overview")

    def _changed(self, changed: Changed) -> None:
        if changed.kinds & {"campaign", "plan"}:
            self._refresh_header()

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

    def _log_activity(self) -> None:
        page = self.window.go("activities")
        if callable(begin := getattr(page, "begin_new", None)):
            begin()

    def _context(self) -> Context:
        from icbl_desktop.ui.context import Context  # brings the store: not before the first paint

        assert self._app is not None  # noqa: S101 - pages are built only once the workspace is open
        return Context(self._app, self.jobs, self.go)

    def _pages(self) -> dict[str, PageSpec]:
        tr = QCoreApplication.translate
        specs = (
            PageSpec("overview", tr("Program", "Overview"), "house", self._overview),
            PageSpec("targets", tr("Program", "Targets"), "target", self._targets),
            PageSpec("activities", tr("Program", "Activities"), "list-checks", self._activities),
            PageSpec("grants", tr("Program", "Grants"), "hand-coins", self._grants),
            PageSpec("reports", tr("Program", "Reports"), "file-text", self._reports),
            PageSpec(
                "plan_updates",
                tr("Program", "Plan updates"),
                "tray-arrow-down",
                self._plan_updates,
                more=True,
            ),
            PageSpec("settings", tr("Program", "Settings"), "gear", self._settings, more=True),
            PageSpec("help", tr("Program", "Help"), "question", self._help, more=True),
        )
        return {spec.key: spec for spec in specs}

    # Each page is loaded at its first visit: the first paint waits for none of them.

    def _overview(self) -> QWidget:
        from icbl_desktop.ui.pages.overview import OverviewPage

        page = OverviewPage(self._context())
        page.filled.connect(self.filled)
        return page

    def _targets(self) -> QWidget:
        from icbl_desktop.ui.pages.targets import TargetsPage

        return TargetsPage(self._context())

    def _activities(self) -> QWidget:
        from icbl_desktop.ui.pages.activities import ActivitiesPage

        return ActivitiesPage(self._context())

    def _grants(self) -> QWidget:
        from icbl_desktop.ui.pages.grants import GrantsPage

        return GrantsPage(self._context())

    def _reports(self) -> QWidget:
        from icbl_desktop.ui.pages.reports import ReportsPage

        return ReportsPage(self._context())

    def _plan_updates(self) -> QWidget:
        from icbl_desktop.ui.pages.plan_updates import PlanUpdatesPage

        return PlanUpdatesPage(self._context())

    def _settings(self) -> QWidget:
        from icbl_desktop.ui.pages.settings import SettingsPage

        return SettingsPage(self._context())

    def _help(self) -> QWidget:
        from icbl_desktop.ui.pages.help import HelpPage

        return HelpPage(self._context())
