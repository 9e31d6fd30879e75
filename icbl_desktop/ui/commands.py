"""What can be run from the command palette: each works from anywhere in the window."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import QCoreApplication

from icbl_desktop import config
from icbl_desktop.domain.grant import GrantDraft
from icbl_desktop.domain.vocabulary import Changed
from icbl_desktop.domain.work import OutcomeDraft, PromiseDraft
from icbl_desktop.ui.context import Context, Place
from icbl_desktop.ui.kit import look, theme
from icbl_desktop.ui.kit.offer_list import Group, Offer
from icbl_desktop.ui.kit.theme import ThemeChoice
from icbl_desktop.ui.navigation import PageSpec

Run = Callable[[], None]


def work_commands(context: Context, log_activity: Run, open_plan_file: Run, undo: Run) -> Group:
    """To begin something new, to bring something in or out, to undo, to change the colours."""
    go = context.go
    colours = (
        (ThemeChoice.SYSTEM, _tr("Colours as the system"), "circle-half"),
        (ThemeChoice.LIGHT, _tr("Light colours"), "sun"),
        (ThemeChoice.DARK, _tr("Dark colours"), "moon"),
        (ThemeChoice.CONTRAST, _tr("High contrast"), "eye"),
    )
    return Group(
        _tr("Commands"),
        (
            Offer(_tr("Log activity"), "plus", log_activity),
            Offer(_tr("Add a promise"), "handshake", lambda: go(Place("promises", draft=PromiseDraft()))),
            Offer(_tr("Add an outcome"), "plant", lambda: go(Place("outcomes", draft=OutcomeDraft()))),
            Offer(_tr("Add a grant"), "hand-coins", lambda: go(Place("grants", draft=GrantDraft()))),
            Offer(_tr("Make a report"), "file-text", lambda: go(Place("reports"))),
            Offer(_tr("Import a sheet"), "table", lambda: go(Place("import_sheet"))),
            Offer(_tr("Open a plan file"), "folder-open", open_plan_file),
            Offer(_tr("Undo"), "arrow-counter-clockwise", undo),
            *(Offer(title, icon, partial(_colour, context, choice)) for choice, title, icon in colours),
        ),
    )


def page_commands(context: Context, pages: Iterable[PageSpec]) -> Group:
    """To go to each page."""
    offers = (Offer(page.title, page.icon, partial(context.go, Place(page.key))) for page in pages)
    return Group(_tr("Go to"), tuple(offers))


def _colour(context: Context, choice: ThemeChoice) -> None:
    """Change the colours at once, and keep them for the next start."""

    def keep() -> Changed:
        config.change_settings(context.app.folders, theme=choice.value)
        return Changed.of("settings")

    theme.apply_theme(look.application(), choice, look.text_scale())
    context.jobs.write(keep, lambda _: None, owner=look.application())


def _tr(text: str) -> str:
    return QCoreApplication.translate("commands", text)
