"""``evidence``: the files behind records."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from icbl_desktop.commands.common import add_json_flag, plain_text, print_json, workspace
from icbl_desktop.config import Folders
from icbl_desktop.errors import UserError
from icbl_desktop.files import is_folder
from icbl_desktop.services import evidence, work_records


def add_to(commands: Any) -> None:
    """Add the ``evidence`` command."""
    actions = commands.add_parser("evidence", help="files behind records").add_subparsers(required=True)
    add = actions.add_parser("add", help="keep files behind a record of any kind; photos are cleaned")
    _record(add)
    add.add_argument("files", nargs="+", type=Path, metavar="FILE")
    add.add_argument("--as-is", action="store_true", help="photos neither scaled nor cleaned")
    add.add_argument("--original", action="store_true", help="keep photos as they were too, on this computer")
    add.set_defaults(run=_add)
    listed = actions.add_parser("list", help="the files behind a record")
    _record(listed)
    add_json_flag(listed)
    listed.set_defaults(run=_list)
    get = actions.add_parser("get", help="copy a file out, under its own name")
    get.add_argument("id", type=plain_text, metavar="EVIDENCE-ID")
    get.add_argument("--out", type=Path, default=Path(), metavar="DIR")
    get.add_argument("--original", action="store_true", help="a photo as it came, where that was kept")
    get.set_defaults(run=_get)


def _record(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("record", type=plain_text, metavar="ID", help="a record's id, or how that begins")


def _add(options: argparse.Namespace, folders: Folders) -> None:
    with workspace(folders) as app:
        record_id = work_records.id_of_any(app.db, options.record)
        evidence.add(
            app.db,
            app.folders,
            record_id,
            options.files,
            clean=not options.as_is,
            original=options.original,
        )
        print_json(evidence.of(app.db, record_id))


def _list(options: argparse.Namespace, folders: Folders) -> None:
    with workspace(folders) as app:
        found = evidence.of(app.db, work_records.id_of_any(app.db, options.record))
    if options.json:
        print_json(found)
        return
    for one in found:
        print(f"{one.id}  {one.size:>10,}  {one.sharing:<11}  {one.name}")


def _get(options: argparse.Namespace, folders: Folders) -> None:
    if not is_folder(options.out):
        raise UserError(
            "There is no folder {folder}. Nothing was written. Make it first.", folder=options.out
        )
    with workspace(folders) as app:
        print(evidence.copy_to(app.db, app.folders, options.id, options.out, original=options.original))
