"""What the commands of the inbox share: the office's store, who acts in it, what opens sealed reports."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby
from typing import Any

from icbl_desktop.app import App, open_app
from icbl_desktop.commands import passphrases
from icbl_desktop.commands.common import plain_text
from icbl_desktop.config import Folders
from icbl_desktop.errors import UserError
from icbl_desktop.services import reading_key
from icbl_desktop.services.office import campaigns, desk


def add_store_option(parser: Any, default: str = "") -> None:
    """Let a command name the office's store."""
    parser.add_argument(
        "--store",
        type=plain_text,
        default=default,
        metavar="URL",
        help="a shared inbox, postgresql+psycopg://...; else as in the settings",
    )


def add_acting_options(parser: Any, default: str = "") -> None:
    """Let a command that changes the store name it, and who acts."""
    add_store_option(parser, default)
    parser.add_argument(
        "--by", type=plain_text, default=default, metavar="NAME", help="who acts; else as in the settings"
    )


def add_reading_options(parser: Any) -> None:
    """Let a command open sealed reports with one of the office's reading keys."""
    parser.add_argument(
        "--reading-key",
        type=plain_text,
        metavar="NAME",
        help="opens sealed reports: a key of “keys reading list”",
    )
    passphrases.add_option(parser)


@contextmanager
def office(options: argparse.Namespace, folders: Folders) -> Iterator[tuple[App, desk.OfficeStore]]:
    """The open workspace and the office's store, to read in; closed again afterwards."""
    app = open_app(folders, options.store)
    try:
        yield app, app.office.store()
    finally:
        app.close()


@contextmanager
def acting(options: argparse.Namespace, folders: Folders) -> Iterator[tuple[App, desk.OfficeStore, str]]:
    """The same with who acts, to change something. Raises UserError where nobody is named."""
    with office(options, folders) as (app, store):
        by = options.by.strip() or desk.reviewer(folders, app.db)
        if not by:
            raise UserError("Say who is at work here: --by NAME. Nothing was changed.")
        yield app, store, by


def identities(options: argparse.Namespace, folders: Folders) -> tuple[str, ...]:
    """The identity of the reading key that is named, if one is. Raises UserError for a wrong passphrase."""
    if not options.reading_key:
        return ()
    reading_key.find(folders.keys, options.reading_key)  # before a passphrase is asked for
    return (
        reading_key.open_key(folders.keys, options.reading_key, passphrases.given(options.passphrase_file)),
    )


def campaign_id(store: desk.OfficeStore, name: str) -> str:
    """The id of the campaign of this name or id. Raises UserError where none, or more than one, has it."""
    known = campaigns.campaigns(store)
    found = [one.id for one in known if name.casefold() in (one.organisation.casefold(), one.id)]
    if len(found) != 1:
        raise UserError(
            "{count} campaigns are called “{name}”. Nothing was done. Name one of these, or its id: {known}.",
            field="campaign",
            count=len(found) or "No",
            name=name,
            known="; ".join(f"{one.organisation} ({one.id})" for one in known) or "none is known yet",
        )
    return found[0]


def numbers_in_short(numbers: Sequence[int]) -> str:
    """Rising numbers of reports, rows of them by their ends: "1-8, 10"."""
    rows = [
        [number for _, number in row] for _, row in groupby(enumerate(numbers), lambda one: one[1] - one[0])
    ]
    return ", ".join(f"{row[0]}-{row[-1]}" if len(row) > 1 else f"{row[0]}" for row in rows)
