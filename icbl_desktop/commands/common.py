"""What the commands share: arguments, files, and printing data."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec

from icbl_desktop.app import App, open_app
from icbl_desktop.config import Folders
from icbl_desktop.errors import UserError
from icbl_desktop.files import write_whole


@contextmanager
def workspace(folders: Folders) -> Iterator[App]:
    """The open workspace, closed again afterwards."""
    app = open_app(folders)
    try:
        yield app
    finally:
        app.close()


def print_json(data: Any) -> None:
    """Print data as indented JSON, letters of every script as they are."""
    print(msgspec.json.format(msgspec.json.encode(data), indent=2).decode("utf-8"))


def read_file(path: Path) -> bytes:
    """A file's bytes; ``-`` is standard input. Raises UserError where it cannot be read."""
    if str(path) == "-":
        return sys.stdin.buffer.read()
    try:
        return path.read_bytes()
    except OSError as error:
        raise UserError(
            "The file {path} cannot be read: {reason}.", path=path, reason=error.strerror or error
        ) from error


def write_file(path: Path, content: bytes, mode: int = 0o644) -> None:
    """Write a file whole or not at all. Raises UserError where the disk refuses."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, content, mode)
    except OSError as error:
        raise UserError(
            "The file {path} cannot be written: {reason}. Nothing was saved.",
            path=path,
            reason=error.strerror or error,
        ) from error


def add_json_flag(parser: argparse.ArgumentParser) -> None:
    """Let a command print its data as JSON."""
    parser.add_argument("--json", action="store_true", help="print the data as JSON")
