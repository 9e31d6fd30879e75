"""A signed file of the secretariat that brings receipts: who vouches for it, and what in it is for us.

It is a plan bundle, or a file of receipts alone; the same signatures count for both.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import select

from icbl_desktop.errors import UnknownKey, UserError
from icbl_desktop.files import read_at_most
from icbl_desktop.formats import bundle as bundles
from icbl_desktop.formats import receipts as formats
from icbl_desktop.formats import receipts_file, signing, strict_zip
from icbl_desktop.formats.key_lists import SignedList, Trust
from icbl_desktop.formats.receipts_file import ReceiptsZip
from icbl_desktop.formats.sealing import SealedForOthers
from icbl_desktop.services import countries, keys
from icbl_desktop.services.plan_offers import Stranger
from icbl_desktop.store.database import Database
from icbl_desktop.store.tables_sync import StreamRow


@dataclass(frozen=True)
class ReceiptsOffer:
    """A file of receipts alone. ``stranger`` is the key to ask about, where nobody here has confirmed it."""

    data: bytes
    issuer: str
    issued_at: datetime
    stranger: Stranger | None = None


@dataclass(frozen=True)
class Opened:
    """What one of our keys opened; what is wrong with the rest that is ours; the key list that came along."""

    files: tuple[formats.ReceiptsFile, ...]
    unreadable: tuple[UserError, ...]
    key_list: SignedList | None


def is_alone(data: bytes) -> bool:
    """Whether this is a file of receipts alone, and no plan bundle. Raises BadFile where it is neither."""
    return receipts_file.is_one(data)


def look(db: Database, path: Path) -> ReceiptsOffer:
    """Look at a file of receipts alone; nothing is taken in yet. Raises what ``look_at`` raises."""
    return look_at(db, read_at_most(path, strict_zip.MAX_FILE_BYTES + 1))


def look_at(db: Database, data: bytes) -> ReceiptsOffer:
    """The same for the file's bytes.

    Raises NotTrusted, Unsigned, BadFile or NewerFile where it is refused, and UnknownKey where the signature
    does not say whose it is.
    """
    trust = keys.trust_here(db)
    try:
        return _offer(data, receipts_file.read(data, trust))
    except UnknownKey:
        asked = receipts_file.stranger(data, trust)
        if asked is None:
            raise
    stranger = Stranger(signing.public_key_text(asked.key), signing.fingerprint(asked.key), asked.role)
    return _offer(data, receipts_file.read(data, asked.added_to(trust)), stranger)


def open_ours(db: Database, data: bytes) -> Opened:
    """What a trusted file holds for this campaign. Whatever is sealed for others is passed over.

    Raises NotTrusted, UnknownKey, Unsigned, BadFile or NewerFile where the file itself is refused.
    """
    names, key_list = _vouched(data, keys.trust_here(db))
    with db.read() as session:
        identities = [one for one in session.scalars(select(StreamRow.age_identity)) if one]
    opened, unreadable = [], []
    for entry in strict_zip.entries(data):
        if entry.name in names:
            try:
                opened.append(formats.open_receipts(strict_zip.read(data, entry), identities))
            except SealedForOthers:
                continue
            except UserError as fault:
                unreadable.append(fault)
    return Opened(tuple(opened), tuple(unreadable), key_list)


def _vouched(data: bytes, trust: Trust) -> tuple[frozenset[str], SignedList | None]:
    """The names of the receipts in a trusted file; the key list it brings on its own account.

    A bundle's key list is taken with its plan, once a person applies that.
    """
    if receipts_file.is_one(data):
        read = receipts_file.read(data, trust)
        return frozenset(read.sealed), read.by.key_list
    return frozenset(bundles.read(data, trust, countries.known_states()).receipts), None


def _offer(data: bytes, read: ReceiptsZip, stranger: Stranger | None = None) -> ReceiptsOffer:
    return ReceiptsOffer(data, read.manifest.issuer, read.manifest.issued_at, stranger)
