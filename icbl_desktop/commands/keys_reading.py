"""``keys reading``: the keys that open what campaigns seal for the office."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from icbl_desktop.commands import passphrases
from icbl_desktop.commands.common import add_json_flag, plain_text, print_json, shown
from icbl_desktop.services import key_list_making, reading_key
from icbl_desktop.services.reading_key import ReadingKey

Command = Callable[[Any, str, str, Callable[[argparse.Namespace, Path], None]], Any]


def add_to(keys: Any, command: Command) -> None:
    """Add the ``keys reading`` commands; ``command`` makes one that works on the folder of keys."""
    reading = keys.add_parser("reading", help="the keys that open sealed reports").add_subparsers(
        required=True
    )
    make = command(reading, "make", "make a reading key, locked with a passphrase", _make)
    take_in = command(reading, "take-in", "keep an age key from elsewhere", _take_in)
    for parser in (make, take_in):
        parser.add_argument("name", metavar="NAME")
    take_in.add_argument("file", type=Path, metavar="FILE")
    for parser in (make, take_in):
        parser.add_argument(
            "--recipient",
            type=plain_text,
            metavar="NAME",
            help="put it into the key list too, as this recipient: the next edition that a root signs",
        )
        passphrases.add_option(parser)
        add_json_flag(parser)
    add_json_flag(command(reading, "list", "list the reading keys in the folder", _list))


def _make(options: argparse.Namespace, folder: Path) -> None:
    reading_key.check_name(folder, options.name)  # before a passphrase is thought of
    passphrase = passphrases.new(options.passphrase_file)
    _tell(options, folder, reading_key.make(folder, options.name, passphrase), "Made")


def _take_in(options: argparse.Namespace, folder: Path) -> None:
    reading_key.check_name(folder, options.name)
    locked = reading_key.is_locked(options.file)
    passphrase = (passphrases.given if locked else passphrases.new)(options.passphrase_file)
    _tell(options, folder, reading_key.take_in(folder, options.name, options.file, passphrase), "Taken in")


def _tell(options: argparse.Namespace, folder: Path, key: ReadingKey, done: str) -> None:
    edition = 0
    if options.recipient:
        added = key_list_making.add_recipient(folder, options.recipient, key.recipient, datetime.now(UTC))
        edition = added.number
    if options.json:
        print_json(_data(key))
        return
    print(f"{done}: {shown(key.path)}, locked. Reports are sealed to {key.recipient}")
    if edition:
        print(f"Key list number {edition}: not signed yet. A root signs it: icbl-desktop keys sign")
    print("Without the passphrase nobody can open the key. Back it up now: icbl-desktop keys backup")


def _list(options: argparse.Namespace, folder: Path) -> None:
    listed = reading_key.held(folder)
    if options.json:
        print_json([_data(key) for key in listed])
        return
    for key in listed:
        print(f"{key.name}: {key.recipient or 'its file NAME.age.pub is missing or damaged'}")
    if not listed:
        print(f"There are no reading keys in {folder} yet.")


def _data(key: ReadingKey) -> dict[str, Any]:
    return {"name": key.name, "file": shown(key.path), "recipient": key.recipient}
