"""``inbox behind`` and ``inbox search``: reported records, each with the report that tells of it."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from typing import Any

from icbl_desktop.commands import inbox_scope
from icbl_desktop.commands.common import add_json_flag, plain_text, print_json
from icbl_desktop.commands.inbox_common import add_store_option, office
from icbl_desktop.config import Folders
from icbl_desktop.domain.inbox import COUNTING, Standing
from icbl_desktop.domain.ladder import OWN_INDICATORS
from icbl_desktop.domain.picture import Figure, Measure, Scope, Traced
from icbl_desktop.domain.picture_tables import MONEY_COLUMNS
from icbl_desktop.domain.plan import Plan
from icbl_desktop.domain.words import ACTIVITY_TYPES, GRANT_PROGRAMMES, PROMISE_STATES
from icbl_desktop.errors import UserError
from icbl_desktop.services.office import behind, search
from icbl_desktop.services.office.picture import AUDIENCES


def add_to(group: Any) -> None:
    """Add the commands to the group of the inbox."""
    opened = group.add_parser("behind", help="the records behind a figure, each with its report")
    measures = [one.value for one in Measure]
    opened.add_argument("measure", choices=measures, metavar="MEASURE", help=", ".join(measures))
    opened.add_argument(
        "about",
        nargs="?",
        type=plain_text,
        default="",
        metavar="WHICH",
        help="of activity, promise, audience, held, commitment, programme, answers and money: which one, "
        "such as letter, kept, women, unknown_key, 1A-c2, sprint, 1A-i2=deposited, USD/awarded",
    )
    inbox_scope.add_to(opened)
    opened.set_defaults(run=_behind)
    found = group.add_parser("search", help="find reported records by words")
    found.add_argument("words", nargs="+", type=plain_text, metavar="WORDS")
    found.set_defaults(run=_search)
    for parser in (opened, found):
        add_store_option(parser)
        add_json_flag(parser)


def _behind(options: argparse.Namespace, folders: Folders) -> None:
    with office(options, folders) as (app, store):
        plan, scope = inbox_scope.scope_of(options, app, store)
        found = behind.behind(store, plan, _figure(plan, scope, Measure(options.measure), options.about))
    if options.json:
        print_json(found)
        return
    print(f"{found.value if found.lines else 'Nothing is behind it.'}  {found.how}".rstrip())
    _print(found.lines)


def _search(options: argparse.Namespace, folders: Folders) -> None:
    with office(options, folders) as (_, store):
        found = search.search(store, " ".join(options.words))
    if options.json:
        print_json(found)
        return
    _print(found)
    if not found:
        print("No record that counts holds these words.")


def _figure(plan: Plan, scope: Scope, measure: Measure, which: str) -> Figure:
    """The figure that was named. Raises UserError where the picture has none of this name."""
    known = _known(plan, measure)
    about, name = which, which
    if measure == Measure.ANSWERS:
        which = which.removeprefix(plan.ref(""))
        name = which.partition("=")[0].partition("#")[0]
        about = which if name in OWN_INDICATORS else plan.ref(which)
    elif measure == Measure.MONEY:
        name = which.partition("/")[2]
    if name not in known:
        raise UserError(
            "There is no figure “{figure}”. Nothing was opened. What it can be about: {known}.",
            figure=f"{measure.value} {which}".strip(),
            known=", ".join(filter(None, known)) or "nothing, it stands alone",
        )
    return Figure(measure, scope, about)


def _known(plan: Plan, measure: Measure) -> tuple[str, ...]:
    """What figures of a measure may be about: "" is all of it."""
    match measure:
        case Measure.ACTIVITY:
            return ("", *ACTIVITY_TYPES)
        case Measure.PROMISE:
            return ("", *PROMISE_STATES)
        case Measure.AUDIENCE:
            return AUDIENCES
        case Measure.HELD:
            return tuple(one.value for one in Standing if one not in COUNTING)
        case Measure.COMMITMENT:
            return tuple(one.id for one in plan.commitments)
        case Measure.PROGRAMME:
            return (*GRANT_PROGRAMMES,)
        case Measure.ANSWERS:
            return (*(one.id for one in plan.indicators), *OWN_INDICATORS)
        case Measure.MONEY:
            return ("grants", *MONEY_COLUMNS)
        case _:
            return ("",)


def _print(lines: Iterable[Traced]) -> None:
    for line in lines:
        print(_line(line))


def _line(line: Traced) -> str:
    amount = "" if line.amount is None else f"{line.amount:f} {line.currency}"
    report = f"{line.stream_code}/{line.number}  {line.digest[:12]}" if line.digest else ""
    said = f"{line.organisation}: {line.title}" if line.organisation else line.title
    return f"{line.day or ''!s:<10}  {line.kind:<16}  {report:<22}  {said}  {amount}".rstrip()
