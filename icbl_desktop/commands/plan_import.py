"""``plan import`` and ``plan trust``: a bundle is checked and worked under; a key is confirmed."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from icbl_desktop.commands import plan_sentences
from icbl_desktop.commands.common import (
    add_json_flag,
    plain_text,
    print_json,
    read_file,
    read_key,
    workspace,
)
from icbl_desktop.commands.keys import print_spoken
from icbl_desktop.commands.receipts import print_taken_in
from icbl_desktop.config import Folders
from icbl_desktop.domain.choices import ChoiceKind, Conflict, said
from icbl_desktop.domain.key_list import KeyRole
from icbl_desktop.errors import UnknownKey, UserError
from icbl_desktop.services import key_office, keys, plan_making, plan_offers, plan_updates, receipts
from icbl_desktop.services.plan_offers import Offer


def add_to(plan: Any) -> None:
    """Add ``import`` and ``trust`` to the ``plan`` commands."""
    trust = plan.add_parser("trust", help="trust the secretariat's public key")
    trust.add_argument("key", type=Path, metavar="FILE")
    trust.add_argument("--name", type=plain_text, default="Secretariat")
    trust.add_argument("--root", action="store_true", help="a root: it vouches for the officers' keys")
    trust.set_defaults(run=_trust)
    take_in = plan.add_parser("import", help="check a signed bundle and work under its plan")
    take_in.add_argument("file", type=Path, metavar="FILE")
    take_in.add_argument("--trust", type=Path, metavar="KEY", help="trust this public key, if it signed")
    answer = take_in.add_mutually_exclusive_group()
    answer.add_argument("--keep-mine", dest="keep", action="store_true", default=None,
                        help="keep all own choices that the plan says otherwise about")  # fmt: skip
    answer.add_argument("--take-plans", dest="keep", action="store_false", default=None,
                        help="give them up for what the plan says")  # fmt: skip
    add_json_flag(take_in)
    take_in.set_defaults(run=_import)


def _trust(options: argparse.Namespace, folders: Folders) -> None:
    text = read_key(options.key)
    with workspace(folders) as app:
        keys.trust(app.db, text, options.name, KeyRole.ROOT if options.root else KeyRole.PLANS)
    role = "as a root" if options.root else "to sign plans"
    print(f"Trusted {role}: {options.name}.")
    print_spoken(plan_making.fingerprint_of(text), key_office.words_of(text))


def _import(options: argparse.Namespace, folders: Folders) -> None:
    data = read_file(options.file)
    with workspace(folders) as app:
        if options.trust:
            key, role = _signer(data, options.trust)
            _refuse(plan_offers.offer(app.db, data, key, role))  # what is refused changes no trust either
            keys.trust(app.db, key, options.trust.stem, role)
        offered = plan_offers.look_at(app.db, data)
        _refuse(offered)
        settled = {one: one.keep if options.keep is None else options.keep for one in offered.conflicts}
        plan_updates.apply(app.db, app.folders, offered, settled)
        taken = receipts.take_in(app.db, data)
    mine = offered.mine
    if options.json:
        choices = [{"about": one.choice.about, "kept": kept} for one, kept in settled.items()]
        changes = {"gained": mine.gained, "lost": mine.lost, "kept": mine.kept, "choices": choices}
        print_json({"plan": offered.bundle.plan.id, **changes})
        return
    print(f"Applied: {offered.plan.title}, signed by {offered.signer_name}. For your states:")
    for line in plan_sentences.targets(offered.replaces, offered.plan, mine):
        print(line)
    for conflict, kept in settled.items():
        print(_answered(conflict, kept))
    if offered.bundle.receipts:
        print_taken_in(taken)


def _signer(data: bytes, file: Path) -> tuple[str, KeyRole]:
    """The key in this file, and what it did: sign the bundle, or as a root the list that names its signer.

    Raises UnknownKey where it did neither, and what a bundle is refused for.
    """
    key = read_key(file)
    try:
        plan_making.verify(data, [key])
    except UnknownKey:
        plan_making.verify(data, (), [key])
        return key, KeyRole.ROOT
    return key, KeyRole.PLANS


def _refuse(offered: Offer) -> None:
    """Raise UserError where the bundle cannot be applied; for a stranger's with the key to confirm."""
    if offered.stranger is None:
        if offered.obstacle:
            raise UserError(offered.obstacle)
        return
    root = offered.stranger.role == KeyRole.ROOT
    raise UserError(
        "This computer does not know the {what}. Nothing was changed. Its fingerprint is {fingerprint}, in "
        "words: {words}. Compare it with the secretariat on the phone, then trust the key: plan trust "
        "FILE.pub{option}",
        what="root key behind this plan" if root else "key that signed this plan",
        fingerprint=offered.stranger.fingerprint,
        words=" ".join(key_office.words_of(offered.stranger.text)),
        option=" --root" if root else "",
    )


def _answered(conflict: Conflict, kept: bool) -> str:
    """What became of an own choice."""
    choice = conflict.choice
    mine = "hidden" if choice.kind == ChoiceKind.HIDDEN else f"your date {choice.value}"
    says = f"the plan now says: {said(conflict.after)}" if conflict.after else "the plan has it no longer"
    return f"{'Kept' if kept else 'Given up'}: {mine}, for {choice.seen}; {says}"
