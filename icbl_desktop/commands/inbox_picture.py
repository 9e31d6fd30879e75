"""``inbox picture``: what all campaigns did, against the plan, in words or as data."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from typing import Any

from icbl_desktop.commands import inbox_scope
from icbl_desktop.commands.common import add_json_flag, print_json
from icbl_desktop.commands.inbox_common import add_store_option, office
from icbl_desktop.config import Folders
from icbl_desktop.domain.field_words import FIELDS
from icbl_desktop.domain.picture import Matrix, Measure, Number, Totals
from icbl_desktop.domain.picture_tables import CommitmentCount, CurrencySum, IndicatorSum
from icbl_desktop.domain.words import (
    ACTIVITY_TYPES,
    ANSWERS,
    BOUNDS,
    GRANT_PROGRAMMES,
    LADDER,
    PROMISE_STATES,
    say,
)
from icbl_desktop.services.office import (
    commitments,
    grants,
    indicators,
    matrix,
    picture,
    silence,
    timeline,
)


def add_to(group: Any) -> None:
    """Add the command to the group of the inbox."""
    whole = group.add_parser("picture", help="what all campaigns did, against the plan")
    inbox_scope.add_to(whole)
    add_store_option(whole)
    add_json_flag(whole)
    whole.set_defaults(run=_picture)


def _picture(options: argparse.Namespace, folders: Folders) -> None:
    with office(options, folders) as (app, shared), shared.one_moment() as store:
        plan, scope = inbox_scope.scope_of(options, app, store)
        parts = {
            "totals": picture.totals(store, plan, scope),
            "matrix": matrix.matrix(store, plan, scope),
            "timeline": timeline.timeline(store, plan, scope),
            "silent": silence.silent(store, plan, scope),
            "commitments": commitments.commitments(store, plan, scope),
            "programmes": commitments.programmes(store, plan, scope),
            "indicators": indicators.indicators(store, plan, scope),
            "grants": grants.grants(store, plan, scope),
            "money": grants.by_currency(store, plan, scope),
        }
    if options.json:
        print_json(parts)
    else:
        print("\n".join(_lines(parts)))


def _lines(parts: dict[str, Any]) -> Iterator[str]:
    yield from _totals(parts["totals"])
    yield from _states(parts["matrix"])
    for one in parts["silent"]:
        yield f"Silent: {one.organisation}, last report on {one.last.label if one.last else 'nothing'}"
    for one in parts["commitments"]:
        yield _commitment(one)
    for one in parts["programmes"]:
        name = say(GRANT_PROGRAMMES, one.programme)
        yield f"{name}: {one.counted.value} of at least {one.wanted} grants in all"
    for one in parts["indicators"]:
        if one.answered.value is not None:
            yield _indicator(one)
    for one in parts["money"]:
        yield _money(one)


def _totals(totals: Totals) -> Iterator[str]:
    held = _each((why.replace("_", " "), number) for why, number in totals.held)
    yield (
        f"{totals.reports.value} reports of {totals.campaigns.value} campaigns on work in "
        f"{totals.states.value} states; held: {held}"
    )
    yield (
        f"{totals.activities.value} activities, {totals.outcomes.value} outcomes, "
        f"{totals.grants.value} grants, {totals.promises.value} promises, {totals.answers.value} answers; "
        f"without a date: {totals.undated.value}, in conflict: {totals.conflicts.value}"
    )
    yield f"Activities: {_each((say(ACTIVITY_TYPES, name), number) for name, number in totals.by_type)}"
    yield f"Promises: {_each((say(PROMISE_STATES, name), number) for name, number in totals.by_promise)}"
    for one in totals.audiences:
        name = say(FIELDS[Measure.ACTIVITY], one.field)
        largest = f"at most {one.largest} in one; not added up, as they may overlap"
        known = f"counted in {one.asked.value} activities, {largest}" if one.asked.value else "not asked"
        yield f"{name}: {known}"


def _states(found: Matrix) -> Iterator[str]:
    for row in found.rows:
        cells = (
            f"{code} {sum(cell.work.counts.values()) or 'silent'}"
            for code, cell in zip(found.columns, row.cells, strict=True)
            if cell.targeted or not cell.work.is_nothing
        )
        if not row.silent:
            yield f"{row.iso3}  {'  '.join(cells)}"
    if silent := [row.iso3 for row in found.rows if row.silent]:
        yield f"Targeted, and nothing was reported: {', '.join(silent)}"


def _commitment(one: CommitmentCount) -> str:
    promised = one.commitment
    most = f" and {promised.maximum}" if promised.maximum else ""
    wanted = f"{say(BOUNDS, promised.bound).lower()} {promised.minimum}{most} {promised.unit}"
    counted = "no report tells of it" if one.counted.value is None else f"{one.counted.value} counted"
    several = "; several may tell of one" if one.overlapping and one.counted.value else ""
    as_of = f" (as of {one.as_of})" if one.as_of else ""
    return f"{promised.id}  {counted}{as_of}, {wanted}{several}: {promised.text}"


def _indicator(one: IndicatorSum) -> str:
    sums = [("in all", one.total)] if one.total else one.by_currency
    given = [(say(ANSWERS | LADDER, value).lower(), number) for value, number in one.by_value]
    return f"{one.id}  states that answered: {one.answered.value}; {_each((*given, *sums))}  {one.text}"


def _money(one: CurrencySum) -> str:
    return f"Grants in {one.currency or 'no currency'}: {one.grants.value}, {_each(one.amounts)}"


def _each(numbers: Iterable[tuple[str, Number]]) -> str:
    said = (f"{name} {'not known' if one.value is None else one.value}" for name, one in numbers)
    return ", ".join(said) or "none"
