"""``inbox export``: the picture as files, whole or of one part of it."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from icbl_desktop.commands.common import day, plain_text, shown
from icbl_desktop.commands.inbox_common import add_store_options, office
from icbl_desktop.commands.inbox_picture import scope_of
from icbl_desktop.config import Folders
from icbl_desktop.domain.period import Period
from icbl_desktop.errors import UserError
from icbl_desktop.services.office import campaigns, exports
from icbl_desktop.services.office.exports import ExportOrder, Publisher, What

if TYPE_CHECKING:
    from icbl_desktop.services.office.desk import OfficeStore


def add_to(group: Any) -> None:
    """Add the command to the ``inbox`` commands."""
    export = group.add_parser("export", help="write the picture as PDF, XLSX, CSV with HXL, IATI and charts")
    export.add_argument("--to", type=Path, required=True, metavar="FOLDER")
    export.add_argument("--what", type=_kinds, metavar="pdf,xlsx,...", help=f"of {', '.join(What)}; else all")
    export.add_argument("--plan", type=plain_text, default="", metavar="ID", help="else the plan in use")
    export.add_argument("--quarter", type=plain_text, metavar="2018-Q1", help="else the plan's own time")
    export.add_argument("--from", dest="start", type=day, metavar="DAY", help="else the plan's first day")
    export.add_argument("--until", dest="end", type=day, metavar="DAY", help="else the plan's last day")
    export.add_argument("--state", type=plain_text, default="", metavar="ISO3")
    export.add_argument("--objective", type=plain_text, default="", metavar="CODE")
    export.add_argument("--campaign", type=plain_text, default="", metavar="NAME")
    export.add_argument("--publisher", type=plain_text, metavar="ID", help="your organisation's id in IATI")
    export.add_argument("--publisher-name", type=plain_text, metavar="NAME")
    export.add_argument(
        "--all-grants", action="store_true", help="in IATI, also grants that were not given to the public"
    )
    add_store_options(export)
    export.set_defaults(run=_export, parser=export)


def _export(options: argparse.Namespace, folders: Folders) -> None:
    _set_time(options)
    told = {"identifier": options.publisher, "name": options.publisher_name}
    with office(options, folders) as (app, store, _by):
        plan, scope = scope_of(options, app)
        order = ExportOrder(
            plan=plan,
            scope=replace(scope, campaign=_campaign(store, options.campaign)),
            what=options.what or frozenset(What),
            publisher=Publisher(**{name: said for name, said in told.items() if said}),
            all_grants=options.all_grants,
        )
        exported = exports.export(store, order, options.to)
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


def _set_time(options: argparse.Namespace) -> None:
    """Turn a quarter into its days; wrong usage ends here with exit code 2."""
    if options.quarter and (options.start or options.end):
        options.parser.error("--quarter stands alone, without --from and --until")
    if options.start and options.end and options.end < options.start:
        options.parser.error("--until is earlier than --from")
    if options.quarter:
        try:
            quarter = Period.parse_quarter(options.quarter)
        except ValueError:
            options.parser.error("a quarter is written 2018-Q1")
        options.start, options.end = quarter.start, quarter.end


def _campaign(store: OfficeStore, name: str) -> str:
    """The id of the campaign of this name. Raises UserError where none, or more than one, has it."""
    if not name:
        return ""
    known = campaigns.campaigns(store)
    found = [one.id for one in known if name.casefold() in (one.organisation.casefold(), one.id)]
    if len(found) != 1:
        raise UserError(
            "{n} campaigns are called “{name}”. Name one of these, or its id: {known}.",
            field="campaign",
            n=len(found),
            name=name,
            known="; ".join(f"{one.organisation} ({one.id})" for one in known) or "none is known yet",
        )
    return found[0]
