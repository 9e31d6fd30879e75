"""``identity backup`` and ``rebuild``: keys in a locked file; a workspace from its own reports."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from icbl_desktop.commands import passphrases
from icbl_desktop.commands.common import new_workspace, workspace
from icbl_desktop.config import Folders
from icbl_desktop.services import identity, rebuild
from icbl_desktop.services.rebuild import NOT_COMING_BACK, RebuildOffer


def add_to(commands: Any) -> None:
    """Add ``identity`` and ``rebuild``."""
    group = commands.add_parser("identity", help="the keys of this workspace").add_subparsers(required=True)
    backup = group.add_parser("backup", help="write the keys to one locked file")
    backup.add_argument("--out", type=Path, required=True, metavar="FILE", help="a file, or a folder")
    backup.add_argument("--replace", action="store_true", help="replace another file that is there")
    passphrases.add_option(backup)
    backup.set_defaults(run=_back_up)
    again = commands.add_parser("rebuild", help="fill an empty workspace from one's own report files")
    again.add_argument(
        "paths", type=Path, nargs="+", metavar="FOLDER", help="folders or files, sealed or not"
    )
    again.add_argument(
        "--identity", type=Path, metavar="FILE", help="opens sealed reports; the stream goes on"
    )
    again.add_argument("--look", action="store_true", help="only say what would come back")
    passphrases.add_option(again)
    again.set_defaults(run=_rebuild)


def _back_up(options: argparse.Namespace, folders: Folders) -> None:
    with workspace(folders) as app:
        passphrase = passphrases.new(options.passphrase_file)
        out = identity.back_up(app.db, options.out, passphrase, replace=options.replace)
    print(f"The keys are in {out}. Keep it apart from this computer, and the passphrase apart from it.")


def _rebuild(options: argparse.Namespace, folders: Folders) -> None:
    known = None
    if options.identity:
        known = identity.read(options.identity, passphrases.given(options.passphrase_file))
    offer = rebuild.look(options.paths, known)
    for sentence in _sentences(offer, with_keys=known is not None):
        print(sentence)
    if options.look:
        return
    with new_workspace(folders) as app:
        rebuild.rebuild(app.db, app.folders, offer, known)
    print("Done. The next report begins a new stream that carries the old one on.")


def _sentences(offer: RebuildOffer, *, with_keys: bool) -> list[str]:
    """What comes back and what does not, one line each."""
    counts = ", ".join(f"{kind.replace('_', ' ')}: {count}" for kind, count in offer.records.items())
    lines = [
        f"{offer.organisation}. Reports: {len(offer.reports)}. Records: {counts or 0}.",
        f"Files that come back: {offer.files_sent}; by name only: {offer.files_held}.",
    ]
    lines += [f"Not used: {one.path.name}. {one.fault}" for one in offer.aside]
    lines += [f"Missing: report {number} of stream {code}." for code, number in offer.gaps]
    lines += [
        f"Stream {code} went on beside another one: look at what it changed." for code in offer.side_by_side
    ]
    if not with_keys:
        lines.append(
            "Without the identity backup, the secretariat has to confirm the new stream on the phone."
        )
    return [*lines, "What does not come back:", *(f"- {sentence}" for sentence in NOT_COMING_BACK)]
