"""``inbox doubts``, ``decide``, ``undecide``: where reports contradict each other, a person chooses."""

from __future__ import annotations

import argparse
from typing import Any

from icbl_desktop.commands.common import add_json_flag, plain_text, print_json
from icbl_desktop.commands.inbox_common import add_store_options, office
from icbl_desktop.config import Folders
from icbl_desktop.errors import UserError
from icbl_desktop.services.office import deciding
from icbl_desktop.services.office.deciding import BOTH, Doubt, Option

_WORDS = {
    "number": "Two reports of one number",
    "successor": "Rival successors",
    "record": "A record that differs",
}


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
    undecide.add_argument("subject", type=plain_text, metavar="SUBJECT")
    undecide.set_defaults(run=_reopen)
    for parser in (doubts, decide, undecide):
        add_store_options(parser)


def _doubts(options: argparse.Namespace, folders: Folders) -> None:
    with office(options, folders) as (_, store, _by):
        waiting, decided = deciding.doubts(store), deciding.decided(store)
    if options.json:
        print_json({"doubts": waiting, "decided": decided})
        return
    for doubt in waiting:
        print(f"{doubt.subject}\n  {_WORDS[doubt.kind]}, {doubt.organisation}. {doubt.record_title}".rstrip())
        for option in doubt.options:
            print(f"  {_line(option, doubt)}")
    for one in decided:
        print(f"Decided: {one.subject}: {one.choice[:12]}, by {one.by}.")
    print(f"{len(waiting)} to decide, {len(decided)} decided.")


def _line(option: Option, doubt: Doubt) -> str:
    """An option with what the others say otherwise."""
    same = set.intersection(*({*one.lines} for one in doubt.options))
    differs = "; ".join(f"{field}: {text}" for field, text in option.lines if (field, text) not in same)
    return f"{option.choice[:40]}  {option.stream_code} no. {option.number}  {differs}"


def _decide(options: argparse.Namespace, folders: Folders) -> None:
    with office(options, folders) as (_, store, by):
        doubt = next((one for one in deciding.doubts(store) if one.subject == options.subject), None)
        if doubt is None:
            raise UserError("There is nothing to decide of this name. Nothing was changed.")
        deciding.decide(store, doubt, _choice(doubt, options.choice), by)
    print("Decided.")


def _choice(doubt: Doubt, begins: str) -> str:
    if doubt.kind == "successor" and begins == BOTH:
        return BOTH
    found = [one.choice for one in doubt.options if one.choice.startswith(begins)]
    if len(found) != 1:
        raise UserError("{count} choices begin so. Nothing was changed. Write more of it.", count=len(found))
    return found[0]


def _reopen(options: argparse.Namespace, folders: Folders) -> None:
    with office(options, folders) as (_, store, by):
        deciding.reopen(store, options.subject, by)
    print("It waits for a person again.")
