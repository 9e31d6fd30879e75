"""A key's passphrase for a command: asked for on a terminal, or the first line of a file."""

from __future__ import annotations

import argparse
import getpass
import sys
from pathlib import Path
from typing import Any

from icbl_desktop.commands.common import read_file
from icbl_desktop.errors import UserError
from icbl_desktop.services import key_office

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def add_option(
    parser: Any,
    name: str = "--passphrase-file",
    told: str = "its first line (- reads standard input); else you are asked",
) -> None:
    """Let a command read a passphrase from a file; without it, a person is asked."""
    parser.add_argument(name, type=Path, metavar="FILE", help=told)


def opening(options: argparse.Namespace, secret: str) -> str:
    """The passphrase that opens this secret key; none is asked for where it is not locked."""
    return _read(options.passphrase_file, "--passphrase-file") if key_office.is_locked(secret) else ""


def given(file: Path | None) -> str:
    """The passphrase of a file that is locked for sure."""
    return _read(file, "--passphrase-file")


def new(file: Path | None, option: str = "--passphrase-file") -> str:
    """A passphrase to lock a key with, asked for twice. Raises UserError for a weak one."""
    passphrase = _read(file, option, "New passphrase: ")
    key_office.check_new_passphrase(passphrase)
    if file is None and _ask("The same again: ") != passphrase:
        raise UserError("The two passphrases are not the same. Nothing was changed. Try again.")
    return passphrase


def _read(file: Path | None, option: str, question: str = "Passphrase: ") -> str:
    if file is not None:
        line = read_file(file).removeprefix(_BYTE_ORDER_MARK).partition(b"\n")[0].removesuffix(b"\r")
        return line.decode("utf-8", "surrogateescape")
    if not sys.stdin.isatty():
        raise UserError(
            "A passphrase is needed, and there is nobody to ask. Nothing was changed. "
            "Write it in the first line of a file and name it: {option} FILE.",
            option=option,
        )
    return _ask(question)


def _ask(question: str) -> str:
    try:
        return getpass.getpass(question)
    except (EOFError, KeyboardInterrupt) as error:
        raise UserError("No passphrase was given. Nothing was changed.") from error
