"""``inbox receipts``: the campaigns' receipts, for a bundle, or one campaign's in a file of its own."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from icbl_desktop.commands import passphrases
from icbl_desktop.commands.common import check_can_write, plain_text, read_key
from icbl_desktop.commands.inbox_common import acting, add_acting_options, campaign_id
from icbl_desktop.config import Folders
from icbl_desktop.errors import UserError
from icbl_desktop.services import bundle_contents
from icbl_desktop.services.office import receipt_files
from icbl_desktop.services.office.receipt_files import Sealed

if TYPE_CHECKING:
    from icbl_desktop.services.office.desk import OfficeStore


def add_to(group: Any) -> None:
    """Add the command to the ``inbox`` commands."""
    receipts = group.add_parser("receipts", help="hand out receipts: into a folder for a bundle, or one file")
    receipts.add_argument("--out", type=Path, required=True, metavar="FOLDER|FILE")
    receipts.add_argument(
        "--campaign", type=plain_text, metavar="NAME", help="a file for this campaign alone"
    )
    receipts.add_argument(
        "--key", type=Path, metavar="NAME.key", help="the officer's key that signs the file"
    )
    receipts.add_argument("--replace", action="store_true", help="write over a file that is there")
    passphrases.add_option(receipts)
    add_acting_options(receipts)
    receipts.set_defaults(run=_receipts)


def print_left_out(sealed: Sealed) -> None:
    """Say which campaigns get none, and why."""
    for one in sealed.left_out:
        print(one.reason.sentence)


def _receipts(options: argparse.Namespace, folders: Folders) -> None:
    with acting(options, folders) as (_, store, by):
        if options.campaign:
            _one_file(options, folders, store, by)
            return
        sealed = receipt_files.write_folder(store, options.out, by)
    print(f"Receipts of {len(sealed.handed)} reports for {len(sealed.files)} campaigns: {options.out}.")
    print(f"Send them with the next plan: plan build ... --receipts {options.out}")
    print_left_out(sealed)


def _one_file(options: argparse.Namespace, folders: Folders, store: OfficeStore, by: str) -> None:
    if options.key is None:
        raise UserError("Name the officer's key that signs the file: --key NAME.key. Nothing was made.")
    check_can_write(options.out, replace=options.replace)
    campaign = campaign_id(store, options.campaign)
    passphrase = passphrases.opening(options, read_key(options.key))
    key_list = bundle_contents.signed_key_list(folders.keys)
    receipt_files.own_file(store, campaign, options.key, passphrase, options.out, by, key_list)
    print(f"Receipts for {options.campaign}: {options.out}. Only this campaign's program opens them.")
