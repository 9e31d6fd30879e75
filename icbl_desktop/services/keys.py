"""The public keys whose signature on a plan bundle this workspace trusts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import select

from icbl_desktop.domain.key_list import KeyRole
from icbl_desktop.domain.vocabulary import Changed
from icbl_desktop.errors import UserError
from icbl_desktop.files import read_at_most
from icbl_desktop.formats import signing
from icbl_desktop.store.database import Database
from icbl_desktop.store.tables_plan import TrustedKeyRow

_MAX_FILE_BYTES = 16 * 1024
"""More than a key file ever holds."""


@dataclass(frozen=True)
class TrustedKey:
    """A trusted key; ``fingerprint`` is what is read out on the phone."""

    text: str
    name: str
    fingerprint: str
    added_at: datetime


def look_at(text: str) -> TrustedKey:
    """What a key file or pasted line holds, before it is trusted. Raises UserError for anything else."""
    key = signing.parse_public_key(text)
    return TrustedKey(
        signing.public_key_text(key), "", signing.fingerprint(key), datetime.fromtimestamp(0, UTC)
    )


def look_into(path: Path) -> TrustedKey:
    """What a key file holds. Raises UserError where it cannot be read or is no key."""
    try:
        return look_at(read_at_most(path, _MAX_FILE_BYTES).decode())
    except UnicodeDecodeError:
        return look_at("")  # not even text: refused in the same words


def trust(db: Database, text: str, name: str, role: KeyRole = KeyRole.PLANS) -> Changed:
    """Trust a key from now on: the person has compared its fingerprint on the phone."""
    if not name.strip():
        raise UserError("Write whose key this is.", field="name")
    key = signing.parse_public_key(text)
    with db.write() as session:
        session.merge(
            TrustedKeyRow(
                public_key=signing.public_key_text(key), name=name.strip(), role=role, added_at=db.clock()
            )
        )
    return Changed.of("trusted_key")


def distrust(db: Database, text: str) -> Changed:
    """Trust a key no longer; plans applied before stay applied."""
    with db.write() as session:
        row = session.get(TrustedKeyRow, text)
        if row is not None:
            session.delete(row)
    return Changed.of("trusted_key")


def trusted(db: Database) -> tuple[TrustedKey, ...]:
    """All trusted keys, oldest first."""
    with db.read() as session:
        rows = session.scalars(select(TrustedKeyRow).order_by(TrustedKeyRow.added_at)).all()
        return tuple(
            TrustedKey(
                row.public_key,
                row.name,
                signing.fingerprint(signing.parse_public_key(row.public_key)),
                row.added_at,
            )
            for row in rows
        )


def public_keys(db: Database) -> list[signing.PublicKey]:
    """The trusted keys, ready to verify with."""
    return [signing.parse_public_key(key.text) for key in trusted(db)]
