"""``inbox picture``, ``inbox behind`` and ``inbox search``: figures, and the records that they count."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from typing import Any

from icbl_desktop.app import App
from icbl_desktop.commands.common import add_json_flag, day, plain_text, print_json
from icbl_desktop.commands.inbox_common import add_store_options, office
from icbl_desktop.config import Folders
from icbl_desktop.domain.field_words import FIELDS
from icbl_desktop.domain.period import Period
from icbl_desktop.domain.picture import NONE_OF_THESE, Figure, Matrix, Measure, Number, Scope, Totals, Traced
from icbl_desktop.domain.picture_tables import CommitmentCount, CurrencySum, IndicatorSum
from icbl_desktop.domain.plan import Plan
from icbl_desktop.domain.words import (
    ACTIVITY_TYPES,
    ANSWERS,
    BOUNDS,
    GRANT_PROGRAMMES,
    LADDER,
    PROMISE_STATES,
    say,
)
from icbl_desktop.errors import UserError
from icbl_desktop.services import countries, plans
from icbl_desktop.services.office import (
    behind,
    commitments,
    grants,
    indicators,
    matrix,
    picture,
    search,
    silence,
    timeline,
)


def add_to(group: Any) -> None:
    """Add the commands to the group of the inbox."""
    whole = group.add_parser("picture", help="what all campaigns did, against the plan")
    whole.set_defaults(run=_picture)
    opened = group.add_parser("behind", help="the records behind a figure, each with its report")
    measures = [one.value for one in Measure]
    opened.add_argument("measure", choices=measures, metavar="MEASURE", help=", ".join(measures))
    opened.add_argument(
        "about", nargs="?", type=plain_text, default="", help="which one: letter, kept, 1A-c2, USD/awarded"
    )
    opened.set_defaults(run=_behind)
    found = group.add_parser("search", help="find reported records by words")
    found.add_argument("words", nargs="+", type=plain_text, metavar="WORDS")
    found.set_defaults(run=_search)
    for parser in (whole, opened):
        _add_scope(parser)
    for parser in (whole, opened, found):
        add_store_options(parser)
        add_json_flag(parser)


def _add_scope(parser: Any) -> None:
    parser.add_argument("--plan", type=plain_text, default="", metavar="ID", help="else the plan in use")
    parser.add_argument(
        "--from", dest="start", type=day, metavar="DAY", help="else from the plan's first day"
    )
    parser.add_argument("--to", dest="end", type=day, metavar="DAY", help="else to the plan's last day")
    parser.add_argument("--state", type=plain_text, default="", metavar="CODE", help="one state, such as KHM")
    parser.add_argument("--objective", type=plain_text, default="", metavar="CODE", help="one, such as 1A")
    parser.add_argument("--campaign", type=plain_text, default="", metavar="ID", help="one campaign")


def scope_of(options: argparse.Namespace, app: App) -> tuple[Plan, Scope]:
    """The plan and the scope that a command names.

    Raises UserError for a state or an objective that is none, and for a time that ends before it begins.
    """
    plan = plans.plan(app.db, options.plan) if options.plan else plans.current_as_issued(app.db)
    iso3, code = options.state.upper(), options.objective.upper()
    if unknown := countries.unknown_state([iso3] if iso3 else []):
        raise UserError(unknown)
    if code not in ("", NONE_OF_THESE, *(one.code for one in plan.objectives)):
        raise UserError("The plan has no objective “{code}”. Nothing was done.", code=code)
    period = None
    if options.start or options.end:
        start, end = options.start or plan.start, options.end or plan.end
        if end < start:
            raise UserError("The time ends before it begins. Nothing was done. Give --from and --to anew.")
        period = Period(start, end)
    return plan, Scope(plan.id, period, iso3, code, options.campaign)


def _picture(options: argparse.Namespace, folders: Folders) -> None:
    with office(options, folders) as (app, store, _by):
        plan, scope = scope_of(options, app)
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


def _behind(options: argparse.Namespace, folders: Folders) -> None:
    with office(options, folders) as (app, store, _by):
        plan, scope = scope_of(options, app)
        found = behind.behind(store, plan, Figure(options.measure, scope, options.about))
    if options.json:
        print_json(found)
        return
    print(f"{found.value}  {found.how}".rstrip())
    for line in found.lines:
        print(_line(line))


def _search(options: argparse.Namespace, folders: Folders) -> None:
    with office(options, folders) as (_app, store, _by):
        found = search.search(store, " ".join(options.words))
    if options.json:
        print_json(found)
        return
    for line in found:
        print(_line(line))


def _line(line: Traced) -> str:
    amount = "" if line.amount is None else f"{line.amount:f} {line.currency}"
    report = f"{line.stream_code} {line.number} {line.digest[:8]}" if line.digest else ""
    said = f"{line.organisation}: {line.title}" if line.organisation else line.title
    return f"{line.day or ''!s:<10}  {line.kind:<16}  {report:<22}  {said}  {amount}".rstrip()


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
        f"without a date: {totals.undated.value}"
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
    counted = "not counted from reports" if one.counted.value is None else f"{one.counted.value} counted"
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
