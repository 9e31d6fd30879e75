"""``inbox export``: the picture as files, whole or of one part of it."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from icbl_desktop.commands import inbox_scope
from icbl_desktop.commands.common import plain_text, shown
from icbl_desktop.commands.inbox_common import add_store_option, office
from icbl_desktop.config import Folders
from icbl_desktop.services.office import exports
from icbl_desktop.services.office.exports import ExportOrder, Publisher, What


def add_to(group: Any) -> None:
    """Add the command to the ``inbox`` commands."""
    export = group.add_parser("export", help="write the picture as PDF, XLSX, CSV with HXL, IATI and charts")
    export.add_argument("--out", type=Path, required=True, metavar="FOLDER")
    export.add_argument("--what", type=_kinds, metavar="pdf,xlsx,...", help=f"of {', '.join(What)}; else all")
    inbox_scope.add_to(export)
    export.add_argument("--publisher", type=plain_text, metavar="ID", help="your organisation's id in IATI")
    export.add_argument("--publisher-name", type=plain_text, metavar="NAME")
    export.add_argument(
        "--all-grants", action="store_true", help="in IATI, also grants that were not given to the public"
    )
    add_store_option(export)
    export.set_defaults(run=_export)


def _export(options: argparse.Namespace, folders: Folders) -> None:
    told = {"identifier": options.publisher, "name": options.publisher_name}
    with office(options, folders) as (app, store):
        plan, scope = inbox_scope.scope_of(options, app, store)
        order = ExportOrder(
            plan=plan,
            scope=scope,
            what=options.what or frozenset(What),
            publisher=Publisher(**{name: said for name, said in told.items() if said}),
            all_grants=options.all_grants,
        )
        exported = exports.export(store, order, options.out)
    for path in exported.files:
        print(shown(path))
    for note in exported.notes:
        print(note.sentence)


def _kinds(argument: str) -> frozenset[What]:
    """The kinds of files that are asked for, with commas between."""
    try:
        return frozenset(What(one.strip()) for one in plain_text(argument).split(","))
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"name some of {', '.join(What)}, with commas between") from error
