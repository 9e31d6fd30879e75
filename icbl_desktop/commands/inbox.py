"""``inbox``: the secretariat's inbox. Here: put files in, and list the reports; the rest in ``inbox_*``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from icbl_desktop.commands import (
    inbox_decide,
    inbox_export,
    inbox_keys,
    inbox_needs,
    inbox_picture,
    inbox_receipts,
    inbox_review,
)
from icbl_desktop.commands.common import add_json_flag, print_json
from icbl_desktop.commands.inbox_common import add_reading_options, add_store_options, identities, office
from icbl_desktop.config import Folders
from icbl_desktop.domain.inbox import ASIDE, Standing
from icbl_desktop.errors import UserError
from icbl_desktop.services.office import received
from icbl_desktop.services.office.received import ReceivedReport

if TYPE_CHECKING:
    from icbl_desktop.services.office.arriving import FileResult


def add_to(commands: Any) -> None:
    """Add the ``inbox`` commands."""
    group = commands.add_parser("inbox", help="the secretariat's inbox").add_subparsers(required=True)
    add = group.add_parser(
        "add",
        help="put in reports: PDFs, sealed ones, e-mails, folders; exit code 1 where files were set aside",
    )
    add.add_argument("paths", type=Path, nargs="+", metavar="PATH")
    add_reading_options(add)
    add_json_flag(add)
    add_store_options(add)
    add.set_defaults(run=_add)
    reports = group.add_parser("list", help="list the reports that came in")
    reports.add_argument("--standing", choices=[one.value for one in Standing], help="only those")
    add_json_flag(reports)
    add_store_options(reports)
    reports.set_defaults(run=_list)
    for part in (
        inbox_keys,
        inbox_decide,
        inbox_review,
        inbox_receipts,
        inbox_needs,
        inbox_picture,
        inbox_export,
    ):
        part.add_to(group)


def _add(options: argparse.Namespace, folders: Folders) -> None:
    from icbl_desktop.services.office import arriving  # loads pikepdf: the other commands start faster

    keys = identities(options, folders)
    with office(options, folders) as (_, store, by):
        added = arriving.add(store, options.paths, by, keys, _progress)
    if options.json:
        print_json([_data(one) for one in added.results])
    else:
        for one in added.results:
            print(_line(one))
    aside = sum(one.verdict in ASIDE for one in added.results)
    if aside:
        raise UserError(
            "{aside} of {total} files were set aside, for the reasons above. The others are in the inbox.",
            aside=aside,
            total=len(added.results),
        )


def _progress(done: int, total: int) -> None:
    """One line that moves on, for a person who waits."""
    if sys.stderr.isatty():
        print(f"\r{done} of {total} files", end="\n" if done == total else "", file=sys.stderr, flush=True)


def _line(one: FileResult) -> str:
    """What became of a file: its name, the verdict, whose report, and why."""
    about = f" {one.organisation} {one.stream} no. {one.number}." if one.digest else ""
    amends = f" Replaces no. {one.amends}." if one.amends else ""
    missing = f" Not here: no. {', '.join(map(str, one.missing))}." if one.missing else ""
    reason = f" {one.reason.sentence}" if one.reason else ""
    return f"{one.name}: {one.verdict.value.replace('_', ' ')}.{about}{amends}{missing}{reason}"


def _data(one: FileResult) -> dict[str, Any]:
    return {
        "name": one.name,
        "verdict": one.verdict,
        "reason": one.reason.sentence if one.reason else "",
        "digest": one.digest,
        "organisation": one.organisation,
        "stream": one.stream,
        "number": one.number,
        "amends": one.amends,
        "missing": one.missing,
    }


def _list(options: argparse.Namespace, folders: Folders) -> None:
    standing = Standing(options.standing) if options.standing else None
    with office(options, folders) as (_, store, _by):
        found = received.reports(store, standing=standing)
        aside = received.asides(store)
    if options.json:
        print_json(found)
        return
    for one in found:
        print(_summary(one))
    for file in aside:
        print(f"Set aside: {file.name}. {file.reason.sentence}")
    print(f"{len(found)} reports, {len(aside)} files set aside.")


def _summary(one: ReceivedReport) -> str:
    """A report in one line; the beginning of its digest names it to other commands."""
    state = f", {one.state.replace('_', ' ')}" if one.state else ""
    return (
        f"{one.digest[:12]}  {one.organisation}  {one.stream_code} no. {one.number}  {one.period.label}  "
        f"{one.records} records  {one.standing.value.replace('_', ' ')}{state}"
    )
