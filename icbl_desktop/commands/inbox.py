"""``inbox``: the secretariat's inbox. Here: put files in, and list the reports; the rest in ``inbox_*``."""

from __future__ import annotations

import argparse
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from icbl_desktop.commands import (
    inbox_behind,
    inbox_decide,
    inbox_export,
    inbox_keys,
    inbox_needs,
    inbox_picture,
    inbox_receipts,
    inbox_review,
)
from icbl_desktop.commands.common import add_json_flag, plain_text, print_json
from icbl_desktop.commands.inbox_common import (
    acting,
    add_acting_options,
    add_reading_options,
    add_store_option,
    identities,
    numbers_in_short,
    office,
)
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
    add_acting_options(add)
    add.set_defaults(run=_add)
    reports = group.add_parser("list", help="list the reports that came in")
    reports.add_argument("--standing", choices=[one.value for one in Standing], help="only those")
    add_json_flag(reports)
    add_store_option(reports)
    reports.set_defaults(run=_list)
    away = group.add_parser("put-away", help="put away files that were set aside: they are listed no more")
    away.add_argument("names", type=plain_text, nargs="+", metavar="NAME", help="as “inbox list” shows it")
    add_acting_options(away)
    away.set_defaults(run=_put_away)
    for part in (
        inbox_keys,
        inbox_decide,
        inbox_review,
        inbox_receipts,
        inbox_needs,
        inbox_picture,
        inbox_behind,
        inbox_export,
    ):
        part.add_to(group)


def _add(options: argparse.Namespace, folders: Folders) -> None:
    from icbl_desktop.services.office import arriving, search  # loads pikepdf: the others start faster

    keys = identities(options, folders)
    with acting(options, folders) as (_, store, by):
        added = arriving.add(store, options.paths, by, keys, partial(_progress, "files"))
        if options.json:
            print_json([_data(one) for one in added.results])
        else:
            for one in added.results:
                print(_line(one))
        search.index_pending(store, partial(_progress, "records made ready for searching"))
    aside = sum(one.verdict in ASIDE for one in added.results)
    if aside:
        raise UserError(
            "Set aside: {aside} of {total} files, for the reasons above. What else came is in the inbox.",
            aside=aside,
            total=len(added.results),
        )


def _progress(what: str, done: int, total: int) -> None:
    """One line that moves on, for a person who waits."""
    if sys.stderr.isatty():
        print(f"\r{done} of {total} {what}", end="\n" if done == total else "", file=sys.stderr, flush=True)


def _line(one: FileResult) -> str:
    """What became of a file: its name, the verdict, whose report, and why."""
    about = f" {one.organisation}, {one.stream}/{one.number}." if one.digest else ""
    amends = f" Replaces number {one.amends}." if one.amends else ""
    missing = f" Not here: {numbers_in_short(one.missing)}." if one.missing else ""
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
    with office(options, folders) as (_, store):
        found = received.reports(store, standing=standing)
        aside = received.asides(store) if standing is None else ()
    if options.json:
        print_json(found)
        return
    for one in found:
        print(_summary(one))
    for file in aside:
        print(f"Set aside: {file.name}. {file.reason.sentence}")
    print(f"Reports: {len(found)}. Files set aside: {len(aside)}.")


def _summary(one: ReceivedReport) -> str:
    """A report in one line; the beginning of its digest names it to other commands."""
    state = f", {one.state.replace('_', ' ')}" if one.state else ""
    return (
        f"{one.digest[:12]}  {one.stream_code}/{one.number}  {one.organisation}  {one.period.label}  "
        f"records: {one.records}  {one.standing.value.replace('_', ' ')}{state}"
    )


def _put_away(options: argparse.Namespace, folders: Folders) -> None:
    with acting(options, folders) as (_, store, by):
        found = [one for one in received.asides(store) if one.name in options.names]
        if missing := {*options.names} - {one.name for one in found}:
            raise UserError(
                "No file that was set aside is called {names}. Nothing was changed. “inbox list” shows them.",
                names=", ".join(sorted(missing)),
            )
        for one in found:
            received.put_away(store, one.sha256, by)
    print(f"Put away: {len(found)}.")
