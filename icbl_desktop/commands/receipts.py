"""``receipts take-in``: what the secretariat says of our reports, in a bundle or in a file of its own."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from icbl_desktop.commands.common import add_json_flag, print_json, read_file, workspace
from icbl_desktop.config import Folders
from icbl_desktop.domain.key_list import KeyRole
from icbl_desktop.errors import UserError
from icbl_desktop.services import key_office, receipts, receipts_opening
from icbl_desktop.services.plan_offers import Stranger
from icbl_desktop.services.receipts import TakenIn


def add_to(commands: Any) -> None:
    """Add the ``receipts`` commands."""
    group = commands.add_parser("receipts", help="the secretariat's answers to reports")
    take_in = group.add_subparsers(required=True).add_parser(
        "take-in", help="take in the receipts of a signed file: .icblreceipts, or a bundle, an older one too"
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
        if receipts_opening.is_alone(data):
            _refuse(receipts_opening.look_at(app.db, data).stranger)
        taken = receipts.take_in(app.db, data)
    if options.json:
        print_json({**vars(taken), "unreadable": [fault.sentence for fault in taken.unreadable]})
        return
    print_taken_in(taken)


def _refuse(stranger: Stranger | None) -> None:
    """Raise UserError with the key to confirm, where nobody here knows it."""
    if stranger is None:
        return
    root = stranger.role == KeyRole.ROOT
    raise UserError(
        "This computer does not know the {what}. Nothing was changed. Its fingerprint is {fingerprint}, in "
        "words: {words}. Compare it with the secretariat on the phone, then trust the key: plan trust "
        "FILE.pub{option}",
        what="root key behind these receipts" if root else "key that signed these receipts",
        fingerprint=stranger.fingerprint,
        words=" ".join(key_office.words_of(stranger.text)),
        option=" --root" if root else "",
    )
