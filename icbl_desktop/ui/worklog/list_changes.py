"""The menus of what can be done to several activities at once; each choice is a ``BulkChange``."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMenu

from icbl_desktop.domain.words import SHARING
from icbl_desktop.services.bulk import BulkChange
from icbl_desktop.ui.kit.input_choices import Option
from icbl_desktop.ui.kit.menus import add_options, add_submenu
from icbl_desktop.ui.words import choices
from icbl_desktop.ui.worklog.list_filter_words import FilterChoices

Change = Callable[[BulkChange], None]


def fill_tags(menu: QMenu, known: FilterChoices, change: Change, ask: Callable[[], None]) -> None:
    """Add or remove a tag; ``ask`` asks for a new one."""
    tags = [Option(tag, tag) for tag in known.tags]
    add_options(menu, tags, lambda tag: change(BulkChange(add_tags=(tag,))))
    menu.addAction(_tr("New tag…")).triggered.connect(ask)
    menu.addSeparator()
    add_submenu(menu, _tr("Remove a tag"), tags, lambda tag: change(BulkChange(remove_tags=(tag,))))


def fill_objectives(menu: QMenu, known: FilterChoices, change: Change) -> None:
    """Add or remove an objective."""
    add_options(menu, known.objectives, lambda ref: change(BulkChange(add_objectives=(ref,))))
    menu.addSeparator()
    add_submenu(
        menu,
        _tr("Remove an objective"),
        known.objectives,
        lambda ref: change(BulkChange(remove_objectives=(ref,))),
    )


def fill_sharing(menu: QMenu, change: Change) -> None:
    """How far they may travel."""
    options = [Option(*one) for one in choices(SHARING)]
    add_options(menu, options, lambda sharing: change(BulkChange(sharing=sharing)))


def fill_grants(menu: QMenu, known: FilterChoices, change: Change) -> None:
    """The grant that paid, or none."""
    options = [*known.grants, Option("", _tr("No grant"))]
    add_options(menu, options, lambda grant: change(BulkChange(grant_id=grant)))


def _tr(words: str) -> str:
    return QCoreApplication.translate("list_changes", words)
