"""Whose signature on a plan bundle counts here: keys a person confirmed, officers whom a root vouches for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from icbl_desktop.domain.key_list import KeyList, KeyRole, OfficerKey
from icbl_desktop.domain.vocabulary import Changed
from icbl_desktop.errors import UserError
from icbl_desktop.files import read_at_most
from icbl_desktop.formats import signing
from icbl_desktop.formats.key_lists import SignedList, Trust, read_key_list
from icbl_desktop.store.database import Database
from icbl_desktop.store.tables_plan import KeyListRow, TrustedKeyRow


@dataclass(frozen=True)
class TrustedKey:
    """A trusted key; ``fingerprint`` is what is read out on the phone."""

    text: str
    name: str
    fingerprint: str
    role: KeyRole
    added_at: datetime


@dataclass(frozen=True)
class Officer:
    """An officer in the key list. From the day ``revoked`` on, the key signs nothing more."""

    name: str
    fingerprint: str
    revoked: date | None
    reason: str


@dataclass(frozen=True)
class Officers:
    """The newest key list here; ``root`` is the text of the trusted key that signed it."""

    number: int
    root: str
    keys: tuple[Officer, ...]


@dataclass(frozen=True)
class Voucher:
    """Why a plan's key counts: ``confirmed`` here by a person, or named by a root's list of this number.

    ``revoked`` is since when it counts no more: plans applied before can still be read.
    """

    name: str
    confirmed: datetime | None = None
    root: str = ""
    number: int = 0
    revoked: date | None = None


def look_at(text: str) -> TrustedKey:
    """What a key file or pasted line holds, before it is trusted. Raises UserError for anything else."""
    key = signing.parse_public_key(text)
    fingerprint, never = signing.fingerprint(key), datetime.fromtimestamp(0, UTC)
    return TrustedKey(signing.public_key_text(key), "", fingerprint, KeyRole.PLANS, never)


def look_into(path: Path) -> TrustedKey:
    """What a key file holds. Raises UserError where it cannot be read or is no key."""
    try:
        return look_at(read_at_most(path, signing.MAX_KEY_BYTES).decode())
    except UnicodeDecodeError:
        return look_at("")  # not even text: refused in the same words


def trust(db: Database, text: str, name: str, role: KeyRole = KeyRole.PLANS) -> Changed:
    """Trust a key from now on: the person has compared its fingerprint on the phone.

    Raises UserError for a key that is trusted in the other role: a root and an officer are two people.
    """
    if not name.strip():
        raise UserError("Write whose key this is.", field="name")
    key = signing.parse_public_key(text)
    if any(one.role != role and _parsed(one).raw == key.raw for one in trusted(db)):
        raise UserError(
            "This key is trusted already, and for something else: a root key signs no plans, an officer's "
            "key no key lists. Nothing was changed. Take it back first, if that was wrong."
        )
    with db.write() as session:
        session.merge(
            TrustedKeyRow(
                public_key=signing.public_key_text(key), name=name.strip(), role=role, added_at=db.clock()
            )
        )
    return Changed.of("trusted_key")


def trust_shipped(session: Session, folder: Path, now: datetime) -> None:
    """At the first start: trust the roots that came with the program, each named for its file (NAME.pub)."""
    for path in sorted(folder.glob("*.pub")):
        text = signing.public_key_text(signing.parse_public_key(path.read_text("utf-8")))
        session.add(TrustedKeyRow(public_key=text, name=path.stem, role=KeyRole.ROOT, added_at=now))


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
                KeyRole(row.role),
                row.added_at,
            )
            for row in rows
        )


def trust_here(db: Database) -> Trust:
    """Whom this computer trusts: the keys confirmed, and the newest key list that a root of theirs signed."""
    by_role = {role: tuple(_parsed(one) for one in trusted(db) if one.role == role) for role in KeyRole}
    lists = _lists(db, by_role[KeyRole.ROOT])
    revoked = tuple(key for one in lists for key in one.keys.keys if key.revoked)
    return Trust(by_role[KeyRole.PLANS], by_role[KeyRole.ROOT], lists[0] if lists else None, revoked)


def officers(db: Database) -> Officers | None:
    """The officers that a trusted root's newest list names; None where there is no list."""
    known = trust_here(db).known
    if known is None:
        return None
    listed = (
        Officer(one.name, signing.fingerprint(signing.parse_public_key(one.public)), one.revoked, one.reason)
        for one in known.keys.keys
    )
    return Officers(known.keys.number, signing.public_key_text(known.root), tuple(listed))


def voucher(db: Database, fingerprint: str, carried: SignedList | None) -> Voucher | None:
    """Why the key of this fingerprint counts here, if it does; ``carried`` is a list that came along."""
    trust, confirmed = trust_here(db), trusted(db)
    known = trust.known if carried is None or trust.has_newer_than(carried) else carried
    named = next((one for one in known.keys.keys if _is(one, fingerprint)), None) if known else None
    revoked = next((one.revoked for one in trust.revoked if _is(one, fingerprint)), None)
    if named is not None and named.revoked:
        revoked = named.revoked
    if by_hand := next((one for one in confirmed if one.fingerprint == fingerprint), None):
        return Voucher(by_hand.name, confirmed=by_hand.added_at, revoked=revoked)
    if known is None or named is None:
        return None
    root_text = signing.public_key_text(known.root)
    root = next((one.name for one in confirmed if one.text == root_text), "")
    return Voucher(named.name, root=root, number=known.keys.number, revoked=revoked)


def _is(listed: OfficerKey, fingerprint: str) -> bool:
    return signing.fingerprint(signing.parse_public_key(listed.public)) == fingerprint


def newest_list(db: Database) -> KeyList | None:
    """The newest key list here, as it came."""
    known = trust_here(db).known
    return known.keys if known else None


def take_list(session: Session, carried: SignedList, now: datetime) -> None:
    """Keep a key list that came in a bundle, in place of one whose root is trusted no more."""
    root, number = signing.public_key_text(carried.root), carried.keys.number
    kept = session.get(KeyListRow, number)
    if kept is None or kept.root != root:
        session.merge(
            KeyListRow(number=number, digest=carried.digest, raw=carried.raw, root=root, added_at=now)
        )


def _lists(db: Database, roots: tuple[signing.PublicKey, ...]) -> list[SignedList]:
    """The editions whose root is still trusted, the highest first."""
    with db.read() as session:
        rows = session.scalars(select(KeyListRow).order_by(KeyListRow.number.desc())).all()
    lists = (SignedList(read_key_list(row.raw), row.raw, signing.parse_public_key(row.root)) for row in rows)
    return [one for one in lists if one.root in roots]


def _parsed(key: TrustedKey) -> signing.PublicKey:
    return signing.parse_public_key(key.text)
