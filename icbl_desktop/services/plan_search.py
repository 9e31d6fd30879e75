"""What the plan in force says, by words: few enough texts to be looked through in memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from icbl_desktop.domain.hits import Hit, HitKind
from icbl_desktop.domain.matching import closeness
from icbl_desktop.domain.plan import Plan, PlannedActivity, StrategyText
from icbl_desktop.domain.plan_extras import Alert, ToolkitDocument
from icbl_desktop.services import alerts, calendar, countries, plans, toolkit
from icbl_desktop.store.database import Database

Entry = tuple[Hit, str]
"""A hit in waiting, and what is looked through beside its title."""


def entries(db: Database) -> tuple[Entry, ...]:
    """All that can be found of the plan: what it asks, of whom, when, and what came with it."""
    plan = plans.current(db)
    return (
        *_objectives(plan),
        *_targets(plan),
        *_asked_of_campaigns(plan),
        *map(_date, calendar.of_plan(db)),
        *(_alert(one.alert) for one in alerts.every(db)),
        *(_document(one) for one in toolkit.documents(db)),
    )


def answering(known: Iterable[Entry], asked: Sequence[str]) -> Iterator[Hit]:
    """Those that answer these folded words."""
    for hit, text in known:
        close = closeness(asked, hit.title, text)
        if close is not None:
            yield replace(hit, closeness=close)


def _objectives(plan: Plan) -> Iterator[Entry]:
    """They open under Targets, their indicators under Progress."""
    for objective in plan.objectives:
        title = f"{objective.code}  {objective.title}"
        yield Hit(kind=HitKind.OBJECTIVE, title=title, page="targets", id=plan.ref(objective.code)), ""
    for one in plan.indicators:
        hit = Hit(
            kind=HitKind.INDICATOR,
            title=one.text,
            detail=one.objective or "",
            page="progress",
            id=plan.ref(one.id),
        )
        yield hit, one.question


def _targets(plan: Plan) -> Iterator[Entry]:
    """Each state once under an objective, whatever lists it stands on."""
    name = countries.facts().name
    titles = {one.code: f"{one.code}  {one.title}" for one in plan.objectives}
    for code, iso3 in dict.fromkeys((one.objective, one.iso3) for one in plan.targets):
        yield (
            Hit(
                kind=HitKind.TARGET, title=name(iso3), detail=titles[code], page="targets", id=plan.ref(code)
            ),
            "",
        )


def _asked_of_campaigns(plan: Plan) -> Iterator[Entry]:
    planned: tuple[PlannedActivity | StrategyText, ...] = (*plan.activities, *plan.strategies)
    for asked in planned:
        yield _under_objective(plan, HitKind.PLANNED_ACTIVITY, asked.objective, asked.text)
    for one in plan.commitments:
        yield _under_objective(plan, HitKind.COMMITMENT, one.objective, one.text)


def _under_objective(plan: Plan, kind: HitKind, code: str, text: str) -> Entry:
    return Hit(kind=kind, title=text, detail=code, page="targets", id=plan.ref(code)), ""


def _date(entry: calendar.Entry) -> Entry:
    """On the campaign's own day where it chose one; those it folded away are not among them."""
    hit = Hit(
        kind=HitKind.EVENT,
        title=entry.title,
        detail=entry.place,
        day=entry.start,
        precision=entry.precision,
        page="calendar",
        id=entry.start.isoformat(),
    )
    return hit, entry.place


def _alert(alert: Alert) -> Entry:
    day = alert.end or alert.start
    hit = Hit(
        kind=HitKind.ALERT,
        title=alert.title,
        detail=alert.asked,
        day=day,
        page="calendar",
        id=day.isoformat(),
    )
    return hit, alert.asked


def _document(document: ToolkitDocument) -> Entry:
    hit = Hit(
        kind=HitKind.TOOLKIT,
        title=document.title,
        detail=document.note or document.file,
        page="toolkit",
        id=document.file,
    )
    return hit, f"{document.file} {document.note}"
