"""``plan template|check``: for the secretariat, a plan written in a workbook."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from icbl_desktop.commands import plan_source
from icbl_desktop.commands.common import add_json_flag, print_json, read_file, write_file
from icbl_desktop.config import Folders
from icbl_desktop.domain.plan import Plan
from icbl_desktop.domain.plan_extras import Extras
from icbl_desktop.errors import UserError
from icbl_desktop.files import is_there, names_in
from icbl_desktop.services import plan_making, plans


def add_to(plan: Any) -> None:
    """Add these commands to the ``plan`` commands."""
    template = plan.add_parser("template", help="make a workbook (.xlsx) to write a plan in")
    template.add_argument("out", type=Path, metavar="OUT.xlsx")
    template.add_argument("--from", dest="source", metavar="ID|FILE", help="with this plan in it")
    template.set_defaults(run=_template)
    check = plan.add_parser("check", help="list every problem in a workbook")
    check.add_argument("book", type=Path, metavar="BOOK.xlsx")
    check.add_argument("--toolkit", type=Path, metavar="DIR", help="toolkit files, else beside the book")
    add_json_flag(check)
    check.set_defaults(run=_check)


def _template(options: argparse.Namespace, folders: Folders) -> None:
    out = options.out
    if out.suffix.lower() != ".xlsx":
        raise UserError("Give the workbook a name that ends in .xlsx. Nothing was written.")
    if is_there(out):
        raise UserError(
            "There is a file at {path} already. Nothing was changed. Choose another name.", path=out
        )
    plan, extras = _from(options.source) if options.source else (None, Extras())
    write_file(out, plan_making.template(plan, extras))
    print(f"Written: {out}, with {plan.title if plan else 'an example row on each sheet'}.")


def _from(name: str) -> tuple[Plan, Extras]:
    path = plan_source.file_of(name)
    return plan_source.plan_in(path) if path else (plans.parse(plans.bundled_raw(name)), Extras())


def _check(options: argparse.Namespace, folders: Folders) -> None:
    book = read_file(options.book)
    beside = names_in(options.toolkit or options.book.parent)
    checked = plan_making.check_workbook(book, beside)
    if options.json:
        plan_id = checked.plan.id if checked.plan else None
        print_json({"plan": plan_id, "problems": checked.problems, "unread": checked.unread})
    else:
        for one in checked.problems:
            row = f", row {one.row}" if one.row else ""
            column = f", {one.column}" if one.column else ""
            print(f"{one.sheet}{row}{column}: {one.wrong} Right: {one.right}")
        for name in checked.unread:
            print(f"Not read: {name}.")
    if checked.problems:
        raise UserError(
            "Problems in the workbook: {count}. Nothing was changed.", count=len(checked.problems)
        )
    if checked.plan and not options.json:
        print(f"No problems: {checked.plan.title}.")
