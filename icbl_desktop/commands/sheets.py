"""``import``: records from a sheet, checked first."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from icbl_desktop.commands.common import add_json_flag, print_json, read_file, workspace, write_file
from icbl_desktop.config import Folders
from icbl_desktop.errors import UserError
from icbl_desktop.services import sheet_import
from icbl_desktop.services.sheet_columns import IMPORTABLE
from icbl_desktop.services.sheet_import import Preview


def add_to(commands: Any) -> None:
    """Add the ``import`` command."""
    actions = commands.add_parser("import", help="records from a sheet").add_subparsers(required=True)
    check = actions.add_parser("check", help="say what would be taken in, and every problem; nothing changes")
    _sheet(check)
    add_json_flag(check)
    check.set_defaults(run=_check)
    apply = actions.add_parser("apply", help="take the rows in, all or none")
    _sheet(apply)
    apply.add_argument("--leave-out", action="store_true", help="leave the rows with problems out")
    apply.set_defaults(run=_apply)
    template = actions.add_parser("template", help="write a workbook to fill in")
    template.add_argument("kind", choices=IMPORTABLE)
    template.add_argument("out", type=Path, metavar="OUT.xlsx")
    template.set_defaults(run=_template)


def _sheet(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="an .xlsx or .csv file, or -")
    parser.add_argument("--kind", choices=IMPORTABLE, default="", help="else guessed from the headings")


def _check(options: argparse.Namespace, folders: Folders) -> None:
    with workspace(folders) as app:
        preview = sheet_import.check(app.db, read_file(options.file), options.kind)
    if options.json:
        print_json(preview)
    else:
        _print(preview)
    if preview.problems:
        raise UserError("Problems in the sheet: {n}. Nothing was changed.", n=len(preview.problems))


def _apply(options: argparse.Namespace, folders: Folders) -> None:
    with workspace(folders) as app:
        preview = sheet_import.check(app.db, read_file(options.file), options.kind)
        sheet_import.apply(app.db, preview, leave_out=options.leave_out)
    print_json({"kind": preview.kind, "taken_in": len(preview.good), "left_out": _left_out(preview)})


def _template(options: argparse.Namespace, folders: Folders) -> None:
    write_file(options.out, sheet_import.template(options.kind))
    print(options.out)


def _left_out(preview: Preview) -> int:
    return len(preview.rows) - len(preview.good)


def _print(preview: Preview) -> None:
    print(f"{preview.kind}: {len(preview.good)} new, {len(preview.here)} here already")
    if preview.passed_over:
        print(f"columns not taken in: {', '.join(preview.passed_over)}")
    for one in preview.problems:
        print(f"row {one.row}, {one.column or 'the row'}: {one.sentence}")
