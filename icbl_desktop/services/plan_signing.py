"""The plan desk's second half: a bundle built, signed, checked, and saved under a number of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from icbl_desktop.config import Folders
from icbl_desktop.domain.key_list import KeyList, KeyRole, OfficerKey
from icbl_desktop.errors import BadFile, UserError
from icbl_desktop.files import write_whole
from icbl_desktop.formats import bundle as bundles
from icbl_desktop.formats import bundle_schema, signing
from icbl_desktop.formats.key_lists import KEYS, Trust, entry_of
from icbl_desktop.services import (
    bundle_contents,
    countries,
    key_list_making,
    key_office,
    keys,
    made_bundles,
    plan_desk,
    plan_making,
)
from icbl_desktop.services.key_list_making import KeptList
from icbl_desktop.services.key_office import HeldKey
from icbl_desktop.services.office.receipt_files import Sealed
from icbl_desktop.services.plan_desk import Base, Book
from icbl_desktop.store.database import Database

ISSUER = "ICBL-CMC"
"""Who issues the first bundle; later ones propose whoever issued the last."""


@dataclass(frozen=True)
class Office:
    """The keys held here, and the key list kept beside them."""

    held: tuple[HeldKey, ...]
    kept: KeptList


@dataclass(frozen=True)
class Proposal:
    """What the next bundle of a plan would be: its number, its issuer. ``last`` is None for a first."""

    number: int
    issuer: str
    last: Base | None


@dataclass(frozen=True)
class Order:
    """What a person decides about a bundle: ``key`` is the locked file of the key that signs it.

    ``receipts`` is a folder with sealed ones; ``inbox`` are those of the office's inbox.
    """

    number: int
    issuer: str
    key: Path
    with_key_list: bool = False
    receipts: Path | None = None
    inbox: Sealed | None = None


@dataclass(frozen=True)
class Signed:
    """A bundle that was signed and passed every check a campaign makes; it is not saved yet.

    ``inbox`` are the receipts of the inbox in it: handed out once it is saved.
    """

    data: bytes
    bundle: bundles.Bundle
    name: str
    inbox: Sealed | None = None


def propose(db: Database, folders: Folders, plan_id: str) -> Proposal:
    """The next number of a plan, and the issuer of the bundle made last."""
    last = plan_desk.newest(db, folders, plan_id)
    before = made_bundles.newest(folders.made)
    issuer = bundles.read_unsigned(before, countries.known_states()).manifest.issuer if before else ISSUER
    return Proposal(last.number + 1 if last else 1, issuer, last)


def office(db: Database, folders: Folders) -> Office:
    """The keys and the key list that lie in the workspace."""
    roots = [one.text for one in keys.trusted(db) if one.role == KeyRole.ROOT]
    return Office(key_office.held(folders.keys), key_list_making.key_list(folders.keys, roots))


def listed(keys: KeyList | None, public: str) -> OfficerKey | None:
    """The entry of a public key in a key list."""
    return entry_of(keys.keys if keys else (), signing.parse_public_key(public))


def signing_keys(office: Office) -> tuple[HeldKey, ...]:
    """The officers' keys that can be used here: those that the key list lets sign come first, no root's."""

    def is_listed(key: HeldKey) -> bool:
        found = listed(office.kept.keys, key.public_text)
        return found is not None and found.revoked is None

    usable = [key for key in office.held if not key.problem and key.fingerprint != office.kept.signed_by]
    return tuple(sorted(usable, key=lambda key: not is_listed(key)))


def sign(db: Database, folders: Folders, book: Book, order: Order, passphrase: str) -> Signed:
    """Build, sign and check a bundle as a campaign that knows no key yet will; nothing is written.

    Raises UserError at "number", "key", "passphrase" or "receipts", and where a part cannot be read.
    """
    plan = book.checked.plan
    if plan is None:
        raise BadFile("There are problems in the workbook. Nothing was signed.")
    proposal = propose(db, folders, plan.id)
    _check_number(order.number, proposal)
    _refuse_revoked(folders, order.key)
    parts = _parts(folders, book, order)
    unsigned = plan_making.build(
        bundle_schema.write_plan(plan),
        sequence=order.number,
        issuer=order.issuer,
        issued_at=db.clock(),
        follows=proposal.last.bundle_id if proposal.last else None,
        parts=parts,
    )
    data = bundles.sign_bundle(unsigned, key_office.open_key(order.key, passphrase))
    asked = bundles.stranger(data, Trust())
    if asked is None:
        raise BadFile("The bundle that was made does not say who signed it. Nothing was saved.")
    checked = bundles.read(data, asked.added_to(Trust()), countries.known_states())
    return Signed(data, checked, made_bundles.file_name(plan.id, order.number), order.inbox)


def save(db: Database, folders: Folders, signed: Signed, path: Path) -> Path:
    """Save a signed bundle, and keep a copy here under its number. Raises UserError where it cannot."""
    plan_id, number = signed.bundle.plan.id, signed.bundle.manifest.sequence
    _check_number(number, propose(db, folders, plan_id))
    kept = made_bundles.keep(folders.made, plan_id, number, signed.data)
    try:
        write_whole(path, signed.data)
    except OSError as error:
        kept.unlink()
        raise made_bundles.cannot_save(path, error) from error
    return path


def _check_number(number: int, proposal: Proposal) -> None:
    if number < proposal.number:
        raise UserError(
            "Number {number} of this plan is taken: campaigns refuse two bundles with one number. "
            "Nothing was signed. Use {next} or a higher one.",
            field="number",
            number=number,
            next=proposal.number,
        )


def _parts(folders: Folders, book: Book, order: Order) -> Mapping[str, bytes]:
    """What goes into the bundle beside its plan. Raises UserError where something is missing or unfit."""
    parts = bundle_contents.of_workbook(book.checked.extras, book.path.parent)
    if order.with_key_list:
        parts |= bundle_contents.of_key_list(folders.keys / KEYS)
    if order.receipts is not None:
        receipts = bundle_contents.of_receipts(order.receipts)
        if not receipts:
            raise UserError(
                "There are no sealed receipts (NAME.age) in this folder. Nothing was signed.",
                field="receipts",
            )
        parts |= receipts
    if order.inbox is not None:
        parts |= order.inbox.parts()
    return parts


def _refuse_revoked(folders: Folders, key: Path) -> None:
    found = listed(key_list_making.key_list(folders.keys).keys, key_office.look_at(key).public_text)
    if found is not None and found.revoked:
        raise UserError(
            "The key list revokes this key: campaigns refuse what it signs. Nothing was signed. Use another.",
            field="key",
        )
