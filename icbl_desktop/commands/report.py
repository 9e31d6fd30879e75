"""``report``: issue a report, list those issued, check one."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from icbl_desktop.commands.common import add_json_flag, check_can_write, day, print_json, read_file, workspace
from icbl_desktop.config import Folders
from icbl_desktop.domain.period import Period


def add_to(commands: Any) -> None:
    """Add the ``report`` commands."""
    report = commands.add_parser("report", help="reports: make, list, verify").add_subparsers(required=True)
    make = report.add_parser("make", help="issue a report as a PDF that carries its data")
    make.add_argument("--quarter", metavar="2018-Q1")
    make.add_argument("--from", dest="start", type=day, metavar="DATE")
    make.add_argument("--to", dest="end", type=day, metavar="DATE")
    make.add_argument("--out", type=Path, required=True, metavar="FILE", help="a file, or a folder")
    make.set_defaults(run=_make, parser=make)
    listed = report.add_parser("list", help="list the issued reports")
    add_json_flag(listed)
    listed.set_defaults(run=_list)
    verify = report.add_parser("verify", help="check a report's data and signature")
    verify.add_argument("file", type=Path, metavar="FILE")
    add_json_flag(verify)
    verify.set_defaults(run=_verify)


def _period(options: argparse.Namespace) -> Period:
    """The period asked for; wrong usage ends here with exit code 2."""
    problem = "give --quarter 2018-Q1, or --from and --to"
    try:
        if options.quarter and not (options.start or options.end):
            return Period.parse_quarter(options.quarter)
        if options.start and options.end and not options.quarter:
            return Period(options.start, options.end)
    except ValueError as error:
        problem = str(error)
    options.parser.error(problem)
    raise AssertionError("the parser ends the program")


def _make(options: argparse.Namespace, folders: Folders) -> None:
    period = _period(options)
    from icbl_desktop.services import reports  # ReportLab is slow to load and seldom needed

    with workspace(folders) as app:
        check_can_write(options.out)  # before a number is taken
        issued = reports.issue(app.db, app.folders, period)
        out = reports.save_copy(app.db, issued.id, options.out, replace=True)
    print(f"Report {issued.number} is saved as {out}. It has not been sent.")


def _list(options: argparse.Namespace, folders: Folders) -> None:
    from icbl_desktop.services import reports  # as above

    with workspace(folders) as app:
        lines = reports.history(app.db)
    if options.json:
        print_json(lines)
        return
    for line in lines:
        print(f"{line.number:>4}  {line.name}")


def _verify(options: argparse.Namespace, folders: Folders) -> None:
    from icbl_desktop.services import reports  # as above

    verified = reports.verify(read_file(options.file))
    if options.json:
        print_json(verified)
        return
    print(f"Unchanged since it was signed: report {verified.number} of {verified.organisation}.")
    print(f"Digest: {verified.digest}\nFingerprint of the key: {verified.fingerprint}")
