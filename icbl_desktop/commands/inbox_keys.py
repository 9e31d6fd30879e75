"""``inbox keys``: whose keys are whose; each is confirmed once, by its words on the phone."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from icbl_desktop.commands.common import add_json_flag, plain_text, print_json, stream_code
from icbl_desktop.commands.inbox_common import (
    acting,
    add_acting_options,
    add_store_option,
    campaign_id,
    office,
)
from icbl_desktop.config import Folders
from icbl_desktop.errors import UserError
from icbl_desktop.services import key_office
from icbl_desktop.services.office import campaigns
from icbl_desktop.services.office.campaigns import KnownStream

if TYPE_CHECKING:
    from icbl_desktop.services.office.desk import OfficeStore


def add_to(group: Any) -> None:
    """Add the command to the ``inbox`` commands."""
    keys = group.add_parser("keys", help="the keys that sign reports: list, confirm or refuse them")
    keys.set_defaults(run=_list, by="")
    add_json_flag(keys)
    add_store_option(keys)
    actions = keys.add_subparsers()
    confirm = _action(actions, "confirm", "the key is the campaign's own: its reports count", _confirm)
    confirm.add_argument(
        "--heard", type=plain_text, metavar="WORDS", help="compare with what was heard first"
    )
    confirm.add_argument(
        "--campaign", type=plain_text, default="", metavar="NAME", help="bind it to this known campaign"
    )
    _action(actions, "refuse", "the key is not theirs: its reports do not count", _refuse)
    _action(actions, "reconsider", "take back what was decided of a key", _reconsider)


def _action(actions: Any, name: str, text: str, run: Any) -> Any:
    parser = actions.add_parser(name, help=text)
    parser.add_argument("stream", type=stream_code, metavar="STREAM", help="the short code, such as 7KQ2")
    add_acting_options(parser, default=argparse.SUPPRESS)  # else “keys --store URL confirm” forgets the URL
    parser.set_defaults(run=run)
    return parser


def _list(options: argparse.Namespace, folders: Folders) -> None:
    with office(options, folders) as (_, store):
        found = _all(store)
    if options.json:
        print_json(found)
        return
    for one in found:
        print(_line(one))
    print(f"Keys: {len(found)}.")


def _line(one: KnownStream) -> str:
    """A key in one line, with its words where a person has to compare them."""
    about = f"{one.code}  {one.organisation} ({', '.join(one.states)})  reports: {one.reports}"
    if one.campaign:
        return f"{about}  confirmed" + (f" by {one.bound_by}" if one.bound_by else " by an earlier key")
    if one.refused:
        return f"{about}  refused"
    warning = "KNOWN UNDER ANOTHER KEY" if one.changed_key else "not confirmed"
    return f"{about}  {warning}: {' '.join(one.words)}"


def _confirm(options: argparse.Namespace, folders: Folders) -> None:
    with acting(options, folders) as (_, store, by):
        one = _named(store, options.stream)
        if options.heard:
            key_office.compare(one.key, options.heard)
        campaign = campaign_id(store, options.campaign) if options.campaign else ""
        campaigns.confirm(store, one.id, one.key, by, campaign)
        print(_line(_named(store, options.stream)))


def _refuse(options: argparse.Namespace, folders: Folders) -> None:
    with acting(options, folders) as (_, store, by):
        one = _named(store, options.stream)
        campaigns.refuse(store, one.id, one.key, by)
        print(_line(_named(store, options.stream)))


def _reconsider(options: argparse.Namespace, folders: Folders) -> None:
    with acting(options, folders) as (_, store, by):
        one = _named(store, options.stream)
        campaigns.reconsider(store, one.id, one.key, by)
        print(_line(_named(store, options.stream)))


def _all(store: OfficeStore) -> list[KnownStream]:
    """What waits for a person first."""
    bound = [stream for known in campaigns.campaigns(store) for stream in known.streams]
    return [*campaigns.unknown(store), *bound, *campaigns.refused(store)]


def _named(store: OfficeStore, code: str) -> KnownStream:
    found = [one for one in _all(store) if one.code == code]
    if len(found) != 1:
        raise UserError(
            "{count} streams are called {code}. Nothing was changed. “inbox keys” shows them.",
            count=len(found) or "No",
            code=code,
        )
    return found[0]
