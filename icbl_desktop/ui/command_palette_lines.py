"""What the command palette shows: hits by kind, the commands, pages and help that answer the same words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from PySide6.QtCore import QCoreApplication

from icbl_desktop.domain.hits import Hit, HitKind
from icbl_desktop.domain.matching import Closeness, closeness, words_in
from icbl_desktop.ui.context import Go, Place
from icbl_desktop.ui.kit.offer_list import Group, Offer
from icbl_desktop.ui.plan.value_words import answer_words
from icbl_desktop.ui.settings.guide import topics
from icbl_desktop.ui.words import day
from icbl_desktop.ui.worklog.record_icons import RECORD_ICONS

_ICONS: dict[str, str] = {
    **RECORD_ICONS,
    HitKind.TARGET: "map-pin",
    HitKind.INSTITUTION: "buildings",
    HitKind.PERSON: "user",
    HitKind.EVIDENCE: "paperclip",
    HitKind.OBJECTIVE: "target",
    HitKind.PLANNED_ACTIVITY: "list-dashes",
    HitKind.COMMITMENT: "flag",
    HitKind.INDICATOR: "chart-line-up",
    HitKind.EVENT: "calendar-blank",
    HitKind.ALERT: "megaphone",
    HitKind.TOOLKIT: "toolbox",
}


def answering(words: str, hits: Iterable[Hit], commands: Sequence[Group], go: Go) -> list[Group]:
    """Hits by kind, with the commands, pages and help topics that answer: before them where one begins so."""
    asked = words_in(words)
    offered = [_fitting(group, asked) for group in (*commands, _help(go))]
    close = [group for closest, group in offered if closest in (Closeness.BEGINS, Closeness.WORD)]
    rest = [group for closest, group in offered if closest not in (None, Closeness.BEGINS, Closeness.WORD)]
    return [*close, *hit_groups(hits, go), *rest]


def hit_groups(hits: Iterable[Hit], go: Go) -> list[Group]:
    """The hits, each opening its place, under the names of their kinds."""
    titles = _titles()
    return [
        Group(titles[kind], [_offer(hit, go) for hit in of_kind])
        for kind, of_kind in groupby(hits, key=lambda hit: hit.kind)
    ]


def _fitting(group: Group, asked: Sequence[str]) -> tuple[Closeness | None, Group]:
    """What of a group answers, the closest first, and how close that is."""
    ranked = [(closeness(asked, offer.title), offer) for offer in group.offers]
    found = sorted(((close, offer) for close, offer in ranked if close is not None), key=lambda one: one[0])
    return (found[0][0] if found else None), Group(group.title, [offer for _, offer in found])


def _help(go: Go) -> Group:
    offers = [Offer(topic.title, "question", lambda: go(Place("help"))) for topic in topics()]
    return Group(_tr("Help"), offers)


def _offer(hit: Hit, go: Go) -> Offer:
    title = answer_words(hit.title, hit.currency) if hit.kind == HitKind.INDICATOR_UPDATE else hit.title
    below = " · ".join(filter(None, (_detail(hit), day(hit.day, hit.precision))))
    return Offer(title, _ICONS[hit.kind], lambda: go(Place(hit.page, id=hit.id)), below)


def _detail(hit: Hit) -> str:
    match hit.kind:
        case HitKind.PLANNED_ACTIVITY | HitKind.COMMITMENT | HitKind.INDICATOR if hit.detail:
            return _tr("Objective {code}").format(code=hit.detail)
        case HitKind.PERSON | HitKind.INSTITUTION:
            return _tr("Named in: {title}").format(title=hit.detail)
    return hit.detail


def _titles() -> dict[HitKind, str]:
    return {
        HitKind.ACTIVITY: _tr("Activities"),
        HitKind.TARGET: _tr("Target states"),
        HitKind.INSTITUTION: _tr("Institutions"),
        HitKind.PERSON: _tr("People"),
        HitKind.PROMISE: _tr("Promises"),
        HitKind.FOLLOW_UP: _tr("Follow-ups"),
        HitKind.OUTCOME: _tr("Outcomes"),
        HitKind.GRANT: _tr("Grants"),
        HitKind.EXPENSE: _tr("Expenses"),
        HitKind.EVIDENCE: _tr("Files"),
        HitKind.INDICATOR_UPDATE: _tr("Indicator updates"),
        HitKind.OBJECTIVE: _tr("Objectives"),
        HitKind.PLANNED_ACTIVITY: _tr("Planned activities"),
        HitKind.COMMITMENT: _tr("Commitments"),
        HitKind.INDICATOR: _tr("Indicators"),
        HitKind.EVENT: _tr("Calendar"),
        HitKind.ALERT: _tr("Alerts"),
        HitKind.TOOLKIT: _tr("Toolkit"),
    }


def _tr(text: str) -> str:
    return QCoreApplication.translate("command_palette", text)
