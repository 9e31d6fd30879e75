"""``calendar``: everything that has a date, for other calendars."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import Any

from icbl_desktop.commands.common import day, workspace, write_file
from icbl_desktop.config import Folders
from icbl_desktop.errors import UserError
from icbl_desktop.services import calendar_file


def add_to(commands: Any) -> None:
    """Add the ``calendar`` command."""
    actions = commands.add_parser("calendar", help="events, deadlines and what is due").add_subparsers(
        required=True
    )
    export = actions.add_parser("export", help="write an .ics file; taken in again, it updates")
    export.add_argument("out", type=Path, metavar="OUT.ics")
    export.add_argument("--from", dest="start", type=day, metavar="YYYY-MM-DD")
    export.add_argument("--to", dest="end", type=day, metavar="YYYY-MM-DD")
    export.set_defaults(run=_export)


def _export(options: argparse.Namespace, folders: Folders) -> None:
    if options.start and options.end and options.end < options.start:
        raise UserError("The end lies before the start. Nothing was written. Give --from before --to.")
    today = date.today()  # noqa: DTZ011 - the person's own day
    with workspace(folders) as app:
        content = calendar_file.write(app.db, today, options.start, options.end)
    write_file(options.out, content)
    print(options.out)
