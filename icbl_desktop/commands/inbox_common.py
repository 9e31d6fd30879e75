"""What the commands of the inbox share: the office's store, who acts in it, what opens sealed reports."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from icbl_desktop.app import App, open_app
from icbl_desktop.commands import passphrases
from icbl_desktop.commands.common import plain_text
from icbl_desktop.config import Folders
from icbl_desktop.errors import UserError
from icbl_desktop.services import reading_key
from icbl_desktop.services.office import desk


def add_store_options(parser: Any) -> None:
    """Let a command name the office's store, and who acts in it."""
    parser.add_argument(
        "--store",
        type=plain_text,
        default="",
        metavar="URL",
        help="a shared inbox, postgresql+psycopg://...; else as in the settings",
    )
    parser.add_argument(
        "--by", type=plain_text, default="", metavar="NAME", help="who acts; else as in the settings"
    )


def add_reading_options(parser: Any) -> None:
    """Let a command open sealed reports with one of the office's reading keys."""
    parser.add_argument("--reading-key", metavar="NAME", help="a key of: icbl-desktop keys reading list")
    passphrases.add_option(parser)


@contextmanager
def office(options: argparse.Namespace, folders: Folders) -> Iterator[tuple[App, desk.OfficeStore, str]]:
    """The open workspace, the office's store, and who acts; closed again afterwards."""
    app = open_app(folders, options.store)
    try:
        by = options.by.strip() or desk.reviewer(folders, app.db)
        if not by:
            raise UserError("Say who is at work here: --by NAME. Nothing was changed.")
        yield app, app.office.store(), by
    finally:
        app.close()


def identities(options: argparse.Namespace, folders: Folders) -> tuple[str, ...]:
    """The identity of the reading key that is named, if one is. Raises UserError for a wrong passphrase."""
    if not options.reading_key:
        return ()
    reading_key.find(folders.keys, options.reading_key)  # before a passphrase is asked for
    return (
        reading_key.open_key(folders.keys, options.reading_key, passphrases.given(options.passphrase_file)),
    )
