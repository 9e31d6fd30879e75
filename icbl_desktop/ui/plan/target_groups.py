"""Target states by where they stand to the treaty of their list; those that moved come first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QCoreApplication

from icbl_desktop.domain.countries import Standing
from icbl_desktop.domain.plan import TargetList
from icbl_desktop.domain.vocabulary import TreatyStatus
from icbl_desktop.domain.words import GROUPS, STATUSES, TREATIES
from icbl_desktop.ui.kit.map_signs import Sign
from icbl_desktop.ui.kit.widgets import Chip
from icbl_desktop.ui.plan.objective_sections import Shown
from icbl_desktop.ui.plan.treaty_words import joined_since, moved_since, status_chip, withdrew_since
from icbl_desktop.ui.words import day, say

JOINED, WITHDREW, NOT_KNOWN, NO_TREATY = "joined", "withdrew", "", "no treaty"

SIGNS = {
    JOINED: Sign("success", "dotted", "diamond"),
    WITHDREW: Sign("caution", "crossed", "wedge"),
    TreatyStatus.STATE_PARTY: Sign("success", "solid", "circle"),
    TreatyStatus.SIGNATORY: Sign("info", "level", "square"),
    TreatyStatus.NOT_PARTY: Sign("neutral", "slanted", "triangle"),
    NOT_KNOWN: Sign("neutral", "level", "circle"),
    NO_TREATY: Sign("accent", "solid", "circle"),
}
"""The look of each group on the map, in the order in which groups are shown."""


@dataclass(frozen=True)
class Entry:
    """A state on a target list; ``group`` is a key of ``SIGNS``, ``since`` the day of a later move."""

    iso3: str
    name: str
    listed: TargetList
    standing: Standing | None
    group: str
    since: date | None


def entries(shown: Shown, list_group: str = "") -> tuple[Entry, ...]:
    """The states of one target list of the objective, or of all its lists, in the order of groups."""
    lists = [one for one in shown.view.lists if not list_group or one[0].group == list_group]
    found = [_entry(shown, listed, iso3) for listed, codes in lists for iso3 in codes]
    order = [*SIGNS]
    return tuple(sorted(found, key=lambda entry: order.index(entry.group)))


def group_chip(entry: Entry) -> Chip | None:
    """The chip of the group this entry is in; None where the list is about no treaty."""
    if entry.group == JOINED:
        return Chip(_tr("Joined after this plan"), "success", "seal-check")
    if entry.group == WITHDREW:
        return Chip(_tr("Withdrew after this plan"), "caution", "minus")
    return None if entry.group == NO_TREATY else status_chip(entry.standing)


def name_words(entry: Entry, mine: Iterable[str]) -> str:
    """The name, and in brackets that it is one's own and the day it moved."""
    own = _tr("your state") if entry.iso3 in mine else ""
    notes = ", ".join(part for part in (own, day(entry.since)) if part)
    return f"{entry.name} ({notes})" if notes else entry.name


def standing_words(shown: Shown, entry: Entry) -> str:
    """Where it stands, in one line: "Convention on Cluster Munitions: Signatory"; else its list."""
    if entry.listed.treaty is None:
        return say(GROUPS, entry.listed.group)
    status = moved_since(entry.standing, shown.plan.start)
    if not status:
        status = say(STATUSES, entry.standing.status) if entry.standing else _tr("Not known")
    return _tr("{treaty}: {status}").format(treaty=say(TREATIES, entry.listed.treaty), status=status)


def _entry(shown: Shown, listed: TargetList, iso3: str) -> Entry:
    state = shown.facts.states.get(iso3)
    standing = state.standing(listed.treaty) if state and listed.treaty else None
    group, since = NO_TREATY, None
    if listed.treaty:
        group, since = _group(standing, shown.plan.start)
    return Entry(iso3, shown.facts.name(iso3), listed, standing, group, since)


def _group(standing: Standing | None, plan_start: date) -> tuple[str, date | None]:
    """The group a state belongs to, and the day it moved there if that was after the plan."""
    if left := withdrew_since(standing, plan_start):
        return WITHDREW, left
    if joined := joined_since(standing, plan_start):
        return JOINED, joined
    return (standing.status if standing and standing.status in SIGNS else NOT_KNOWN), None


def _tr(text: str) -> str:
    return QCoreApplication.translate("target_groups", text)
