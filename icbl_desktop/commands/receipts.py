"""``receipts take-in``: what a bundle of the secretariat says of this campaign's reports."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from icbl_desktop.commands.common import add_json_flag, print_json, read_file, workspace
from icbl_desktop.config import Folders
from icbl_desktop.services import receipts
from icbl_desktop.services.receipts import TakenIn


def add_to(commands: Any) -> None:
    """Add the ``receipts`` commands."""
    group = commands.add_parser("receipts", help="the secretariat's answers to reports")
    take_in = group.add_subparsers(required=True).add_parser(
        "take-in", help="take in the receipts of a signed bundle, an older one too"
    )
    take_in.add_argument("file", type=Path, metavar="FILE")
    add_json_flag(take_in)
    take_in.set_defaults(run=_take_in)


def print_taken_in(taken: TakenIn) -> None:
    """Say what came of a bundle's receipts."""
    print(f"Receipts taken in: {taken.receipts}, new questions: {taken.questions}.")
    if taken.not_ours:
        print(f"Passed over, for reports that are not here: {taken.not_ours}.")
    if taken.contradicting:
        print(f"Left alone, as they contradict what came before: {taken.contradicting}. Ask the secretariat.")
    for fault in taken.unreadable:
        print(fault)


def _take_in(options: argparse.Namespace, folders: Folders) -> None:
    data = read_file(options.file)
    with workspace(folders) as app:
        taken = receipts.take_in(app.db, data)
    if options.json:
        print_json({**vars(taken), "unreadable": [fault.sentence for fault in taken.unreadable]})
        return
    print_taken_in(taken)
