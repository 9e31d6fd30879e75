"""``inbox doubts``, ``decide``, ``undecide``: where reports contradict each other, a person chooses."""

from __future__ import annotations

import argparse
from typing import Any

from icbl_desktop.commands.common import add_json_flag, plain_text, print_json
from icbl_desktop.commands.inbox_common import acting, add_acting_options, add_store_option, office
from icbl_desktop.config import Folders
from icbl_desktop.errors import UserError
from icbl_desktop.services.office import deciding
from icbl_desktop.services.office.deciding import BOTH, Doubt, Option


def add_to(group: Any) -> None:
    """Add the commands to the ``inbox`` commands."""
    doubts = group.add_parser("doubts", help="what waits for a person to choose, and what was chosen")
    add_json_flag(doubts)
    doubts.set_defaults(run=_doubts)
    decide = group.add_parser("decide", help="choose between what contradicts each other")
    decide.add_argument("subject", type=plain_text, metavar="SUBJECT", help="as “inbox doubts” lists it")
    decide.add_argument("choice", type=plain_text, metavar="CHOICE", help="its beginning suffices")
    decide.set_defaults(run=_decide)
    undecide = group.add_parser("undecide", help="take a decision back")
    undecide.add_argument("subject", type=plain_text, metavar="SUBJECT", help="as “inbox doubts” lists it")
    undecide.set_defaults(run=_reopen)
    add_store_option(doubts)
    for parser in (decide, undecide):
        add_acting_options(parser)


def _doubts(options: argparse.Namespace, folders: Folders) -> None:
    with office(options, folders) as (_, store):
        waiting, decided = deciding.doubts(store), deciding.decided(store)
    if options.json:
        print_json({"doubts": waiting, "decided": decided})
        return
    for doubt in waiting:
        print(f"{doubt.subject}\n  {doubt.organisation}: {title(doubt)}")
        for option in doubt.options:
            print(f"  {_line(option, doubt)}")
        if doubt.kind == "successor":
            print(f"  {BOTH}")
    for one in decided:
        print(f"Decided: {one.subject}: {one.choice[:12]}, by {one.by}.")
    print(f"To decide: {len(waiting)}. Decided: {len(decided)}.")


def title(doubt: Doubt) -> str:
    """What there is to decide, in a few words."""
    first = doubt.options[0]
    match doubt.kind:
        case "number":
            return f"two reports {first.stream_code}/{first.number}"
        case "successor":
            return "two streams carry on the same one"
        case _:
            return f"{doubt.record_kind.replace('_', ' ')} told in two ways: {doubt.record_title}"


def _line(option: Option, doubt: Doubt) -> str:
    """An option with what the others say otherwise."""
    same = set.intersection(*({*one.lines} for one in doubt.options))
    differs = "; ".join(f"{field}: {text}" for field, text in option.lines if (field, text) not in same)
    return f"{option.choice[:40]}  {option.stream_code}/{option.number}  {differs}"


def _decide(options: argparse.Namespace, folders: Folders) -> None:
    with acting(options, folders) as (_, store, by):
        doubt = next((one for one in deciding.doubts(store) if one.subject == options.subject), None)
        if doubt is None:
            raise UserError(
                "There is no such thing to decide. Nothing was changed. “inbox doubts” shows what there is."
            )
        deciding.decide(store, doubt, _choice(doubt, options.choice), by)
    print("Decided.")


def _choice(doubt: Doubt, begins: str) -> str:
    if doubt.kind == "successor" and begins == BOTH:
        return BOTH
    found = [one.choice for one in doubt.options if one.choice.startswith(begins)]
    if len(found) != 1:
        raise UserError(
            "{count} choices begin so. Nothing was changed. “inbox doubts” shows them.",
            count=len(found) or "No",
        )
    return found[0]


def _reopen(options: argparse.Namespace, folders: Folders) -> None:
    with acting(options, folders) as (_, store, by):
        deciding.reopen(store, options.subject, by)
    print("It waits for a person again.")
