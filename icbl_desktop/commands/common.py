"""What the commands share: arguments, files, and printing data."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from icbl_desktop.app import App, open_app
from icbl_desktop.config import Folders
from icbl_desktop.errors import NotStarted, UserError
from icbl_desktop.files import is_folder, is_there, write_whole
from icbl_desktop.services import campaign

MAX_BYTES = 64 * 1024 * 1024
"""More than a bundle or a report may hold."""


@contextmanager
def new_workspace(folders: Folders) -> Iterator[App]:
    """The open workspace, made if it is not there, and closed again afterwards."""
    app = open_app(folders)
    try:
        yield app
    finally:
        app.close()


@contextmanager
def workspace(folders: Folders) -> Iterator[App]:
    """The open workspace of a campaign. Raises NotStarted where there is none, and makes no folder for it."""
    if not folders.database.exists():
        raise NotStarted
    with new_workspace(folders) as app:
        campaign.get(app.db)
        yield app


def print_json(data: Any) -> None:
    """Print data as indented JSON, letters of every script as they are."""
    print(msgspec.json.format(msgspec.json.encode(data), indent=2).decode("utf-8"))


def read_file(path: Path) -> bytes:
    """A file's bytes; ``-`` is standard input. Raises UserError where it cannot be read or is too large."""
    too_large = UserError("The file {path} is too large. Nothing was changed.", path=path)
    try:
        if str(path) == "-":
            content = sys.stdin.buffer.read(MAX_BYTES + 1)
        elif path.stat().st_size > MAX_BYTES:
            raise too_large
        else:
            with path.open("rb") as file:
                content = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise UserError(
            "The file {path} cannot be read: {reason}. Nothing was changed. Check its name.",
            path=path,
            reason=error.strerror or error,
        ) from error
    if len(content) > MAX_BYTES:
        raise too_large
    return content


def shown(path: Path) -> str:
    """A path as text, whatever bytes its name holds."""
    return str(path).encode("utf-8", "backslashreplace").decode()


def existing_file(name: str) -> Path | None:
    """The file of this name, if there is one; a name that no disk can hold is no file."""
    try:
        return path if (path := Path(name)).is_file() else None
    except OSError:
        return None


def read_key(path: Path) -> str:
    """A key file's text. Raises UserError where it cannot be read; whether it is a key shows later."""
    return read_file(path).decode("utf-8", "replace")


def write_file(path: Path, content: bytes, mode: int = 0o644) -> None:
    """Write a file whole or not at all; its folder is made. Raises UserError where the disk refuses."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, content, mode)
    except OSError as error:
        raise _cannot_write(path, error) from error


def check_can_write(out: Path, *, replace: bool) -> None:
    """Try a file's folder, or a folder, before work that cannot be taken back. Raises UserError.

    Another file in its place is refused too, unless it may be replaced.
    """
    if is_there(out) and not is_folder(out) and not replace:
        raise UserError(
            "There is a file {path} already. Nothing was made. Choose another name, or add --replace.",
            path=out,
        )
    folder = out if is_folder(out) else out.parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            out.exists()  # refuses a name that no disk can hold
    except OSError as error:
        raise _cannot_write(out, error) from error


def _cannot_write(path: Path, error: OSError) -> UserError:
    return UserError(
        "The file {path} cannot be written: {reason}. Nothing was saved.",
        path=path,
        reason=error.strerror or error,
    )


def plain_text(argument: str) -> str:
    """An argument that is kept as text: wrong usage where its bytes are none in this computer's encoding."""
    if not argument.isascii() and any("\ud800" <= letter <= "\udfff" for letter in argument):
        raise argparse.ArgumentTypeError("this is not text")
    return argument


def report_number(argument: str) -> int:
    """An argument that is the number of a report: wrong usage where none can have it."""
    if not argument.isascii() or not argument.isdecimal() or not 0 < len(argument) < 10:
        raise argparse.ArgumentTypeError("write the number of a report, such as 7")
    return int(argument)


def stream_code(argument: str) -> str:
    """An argument that is the short code of a stream, in small letters or large."""
    return plain_text(argument).upper()


def day(argument: str) -> date:
    """An argument that is a day: wrong usage where it is none."""
    try:
        return date.fromisoformat(argument)
    except ValueError as error:
        raise argparse.ArgumentTypeError("write the day as 2018-03-25") from error


def add_json_flag(parser: argparse.ArgumentParser) -> None:
    """Let a command print its data as JSON."""
    parser.add_argument("--json", action="store_true", help="print the data as JSON")
