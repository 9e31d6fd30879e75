"""The one entry point: a command, or with none, the window; a plan file opens in the window.

Exit codes: 0 done, 1 something a person can mend (one sentence on standard error), 2 wrong usage.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TextIO

from icbl_desktop import __version__, config
from icbl_desktop.config import PLAN_ENDING, RECEIPTS_ENDING
from icbl_desktop.domain.plain_text import plain
from icbl_desktop.errors import InvalidRecord, UserError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command, or open the window; return the exit code."""
    words = sys.argv[1:] if arguments is None else list(arguments)
    _print_any_letter()
    with contextlib.redirect_stdout(_Plain(sys.stdout)):
        return _main(words)


def _main(words: Sequence[str]) -> int:
    options = _parser(with_commands=_names_command(words)).parse_args(words)
    folders = config.Folders(options.data_dir) if options.data_dir else config.default_folders()
    if "run" not in options:
        return _open_window(folders, options)
    try:
        options.run(options, folders)
        sys.stdout.flush()
    except InvalidRecord as error:
        print(plain(" ".join(f"{field}: {said}" for field, said in error.problems.items())), file=sys.stderr)
        return 1
    except UserError as error:
        print(plain(error.sentence), file=sys.stderr)
        return 1
    except BrokenPipeError:  # whoever read the output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


class _Plain:
    """Standard output on which nothing that others wrote, as in a report, can move a terminal's cursor."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        """Write without controls; gives how many letters."""
        return self._stream.write(plain(text))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


def _print_any_letter() -> None:
    """Print in UTF-8 whatever the computer's own encoding; a file's name that is no text, as it can be."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _open_window(folders: config.Folders, options: argparse.Namespace) -> int:
    """Open the window, with a file if one is named. One that is gone is said where it can be read."""
    file: Path | None = options.file
    if file is not None and not _is_there(file):
        print(f"There is no file {file}. Nothing was changed. Check its name.", file=sys.stderr)
        if sys.stderr.isatty():
            return 1
    from icbl_desktop.ui.application import run  # the window is not wanted by commands

    return run(folders, file.absolute() if file is not None else None, options.store, options.bench)


def _names_command(words: Sequence[str]) -> bool:
    """Whether more than the window is wanted: commands are loaded only then, to start faster."""
    rest = [word for word in words if not word.startswith(("--data-dir=", "--store=", "--bench="))]
    while rest and rest[0] in ("--data-dir", "--store", "--bench"):
        rest = rest[2:]
    return bool(rest) and not _is_file(rest[0])


def _is_file(word: str) -> bool:
    """Whether this names a file to open. A bare word is a command, whatever lies in the folder."""
    if word.lower().endswith((PLAN_ENDING, RECEIPTS_ENDING)):
        return True
    return not word.isalpha() and _is_there(Path(word))


def _is_there(file: Path) -> bool:
    try:
        return file.is_file()
    except OSError:  # a name no disk can hold
        return False


def _parser(*, with_commands: bool) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="icbl-desktop",
        description="Plans, work log, grants and reports of an ICBL-CMC campaign. No command: the window; "
        "a plan file (NAME.icblplan) in place of a command: the window, with what that plan changes; "
        "a file of receipts (NAME.icblreceipts): the window, with what the secretariat says of your reports.",
    )
    parser.add_argument("--version", action="version", version=f"icbl-desktop {__version__}")
    parser.add_argument(
        "--data-dir", type=Path, metavar="DIR", help="the workspace folder (else this person's own)"
    )
    parser.add_argument("--bench", choices=("paint", "filled"), help=argparse.SUPPRESS)
    if with_commands:
        from icbl_desktop import commands  # starts faster without

        commands.add_to(parser)
    else:
        parser.add_argument(
            "--store",
            default="",
            metavar="URL",
            help="the secretariat's shared inbox, postgresql+psycopg://...; else as in the settings",
        )
        parser.add_argument("file", nargs="?", type=Path, help="a plan file, or one of receipts, to open")
    return parser
