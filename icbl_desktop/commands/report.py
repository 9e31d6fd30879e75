"""``report``: issue a report, list those issued, check one."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from icbl_desktop.commands import report_options, report_send
from icbl_desktop.commands.common import add_json_flag, check_can_write, print_json, read_file, workspace
from icbl_desktop.config import Folders
from icbl_desktop.services import report_files, report_history, report_sending, reports
from icbl_desktop.services.report_sending import SendForm


def add_to(commands: Any) -> None:
    """Add the ``report`` commands."""
    report = commands.add_parser("report", help="reports: make, save, list").add_subparsers(required=True)
    make = report.add_parser("make", help="issue a report as a PDF that carries its data")
    report_options.add_to(make)
    make.add_argument("--out", type=Path, required=True, metavar="FILE", help="a file, or a folder")
    make.add_argument("--replace", action="store_true", help="replace another file that is there")
    make.set_defaults(run=_make, parser=make)
    listed = report.add_parser("list", help="list the issued reports")
    add_json_flag(listed)
    listed.set_defaults(run=_list)
    report_send.add_to(report)
    verify = report.add_parser("verify", help="check a report's data and signature")
    verify.add_argument("file", type=Path, metavar="FILE")
    add_json_flag(verify)
    verify.set_defaults(run=_verify)


def _make(options: argparse.Namespace, folders: Folders) -> None:
    report_options.check(options)
    with workspace(folders) as app:
        order = report_options.order(app, options)
        check_can_write(options.out, replace=options.replace)  # before a number is taken
        issued = reports.issue(app.db, app.folders, order)
        out = report_sending.save_as(app.db, issued.id, SendForm.PLAIN, options.out, replace=True)
    print(f"Report {issued.number} is saved as {out}. It has not been sent.")


def _list(options: argparse.Namespace, folders: Folders) -> None:
    with workspace(folders) as app:
        lines = report_history.history(app.db)
    if options.json:
        print_json(lines)
        return
    for line in lines:
        asked = f"  open questions: {line.open_questions}" if line.open_questions else ""
        print(f"{line.number:>4}  {line.state:<10}  {line.name}{asked}")


def _verify(options: argparse.Namespace, folders: Folders) -> None:
    verified = report_files.verify(read_file(options.file))
    if options.json:
        print_json(verified)
        return
    print(f"Unchanged since it was signed: report {verified.number} of {verified.organisation}.")
    print(f"Digest: {verified.digest}\nFingerprint of the key: {verified.fingerprint}")
