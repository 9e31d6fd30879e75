"""The pages in the order of the rail. Each is loaded at its first visit: the first paint waits for none."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from icbl_desktop.ui.navigation import PageSpec

if TYPE_CHECKING:
    from icbl_desktop.ui.context import Context

Build = Callable[["Context"], QWidget]

INBOX, PLAN_DESK = "inbox", "plan_desk"
SECRETARIAT = (INBOX, PLAN_DESK)
"""The pages that only the secretariat sees."""


def page_list(context: Callable[[], Context]) -> dict[str, PageSpec]:
    """Every page by its key; ``context`` is asked for at a page's first visit."""
    tr = QCoreApplication.translate

    def page(key: str, title: str, icon: str, build: Build, more: bool = False) -> PageSpec:
        return PageSpec(key, title, icon, lambda: build(context()), more)

    specs = (
        page("overview", tr("Program", "Overview"), "house", _overview),
        page("targets", tr("Program", "Targets"), "target", _targets),
        page("progress", tr("Program", "Progress"), "chart-line-up", _progress),
        page("activities", tr("Program", "Activities"), "list-checks", _activities),
        page("promises", tr("Program", "Promises"), "handshake", _promises),
        page("outcomes", tr("Program", "Outcomes"), "plant", _outcomes),
        page("grants", tr("Program", "Grants"), "hand-coins", _grants),
        page("calendar", tr("Program", "Calendar"), "calendar-blank", _calendar),
        page("reports", tr("Program", "Reports"), "file-text", _reports),
        page(INBOX, tr("Program", "Inbox"), "tray", _inbox),
        page(PLAN_DESK, tr("Program", "Plan desk"), "pencil-ruler", _plan_desk),
        page("plan_updates", tr("Program", "Plan updates"), "tray-arrow-down", _plan_updates, more=True),
        page("toolkit", tr("Program", "Toolkit"), "toolbox", _toolkit, more=True),
        page("import_sheet", tr("Program", "Import"), "table", _import_sheet, more=True),
        page("trash", tr("Program", "Trash"), "trash", _trash, more=True),
        page("settings", tr("Program", "Settings"), "gear", _settings, more=True),
        page("help", tr("Program", "Help"), "question", _help, more=True),
    )
    return {spec.key: spec for spec in specs}


def _overview(context: Context) -> QWidget:
    from icbl_desktop.ui.pages.overview import OverviewPage

    return OverviewPage(context)


def _targets(context: Context) -> QWidget:
    from icbl_desktop.ui.pages.targets import TargetsPage

    return TargetsPage(context)


def _activities(context: Context) -> QWidget:
    from icbl_desktop.ui.pages.activities import ActivitiesPage

    return ActivitiesPage(context)


def _grants(context: Context) -> QWidget:
    from icbl_desktop.ui.pages.grants import GrantsPage

    return GrantsPage(context)


def _calendar(context: Context) -> QWidget:
    from icbl_desktop.ui.pages.calendar import CalendarPage

    return CalendarPage(context)


def _reports(context: Context) -> QWidget:
    from icbl_desktop.ui.pages.reports import ReportsPage

    return ReportsPage(context)


def _inbox(context: Context) -> QWidget:
    from icbl_desktop.ui.pages.inbox import InboxPage

    return InboxPage(context)


def _plan_desk(context: Context) -> QWidget:
    from icbl_desktop.ui.pages.plan_desk import PlanDeskPage

    return PlanDeskPage(context)


def _plan_updates(context: Context) -> QWidget:
    from icbl_desktop.ui.pages.plan_updates import PlanUpdatesPage

    return PlanUpdatesPage(context)


def _toolkit(context: Context) -> QWidget:
    from icbl_desktop.ui.pages.toolkit import ToolkitPage

    return ToolkitPage(context)


def _settings(context: Context) -> QWidget:
    from icbl_desktop.ui.pages.settings import SettingsPage

    return SettingsPage(context)


def _help(context: Context) -> QWidget:
    from icbl_desktop.ui.pages.help import HelpPage

    return HelpPage(context)


def _outcomes(context: Context) -> QWidget:
    from icbl_desktop.ui.pages.outcomes import OutcomesPage

    return OutcomesPage(context)


def _promises(context: Context) -> QWidget:
    from icbl_desktop.ui.pages.promises import PromisesPage

    return PromisesPage(context)


def _progress(context: Context) -> QWidget:
    from icbl_desktop.ui.pages.progress import ProgressPage

    return ProgressPage(context)


def _trash(context: Context) -> QWidget:
    from icbl_desktop.ui.pages.trash import TrashPage

    return TrashPage(context)


def _import_sheet(context: Context) -> QWidget:
    from icbl_desktop.ui.pages.import_sheet import ImportSheetPage

    return ImportSheetPage(context)
