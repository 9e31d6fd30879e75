"""Receipts on their own, ``NAME.icblreceipts``: a signed zip as a plan bundle is, without a plan in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated
from uuid import UUID

from msgspec import Meta

from icbl_desktop.errors import NotTrusted, Unsigned
from icbl_desktop.formats import bundle_parts, key_lists, signed_zip, strict_zip, typed_json
from icbl_desktop.formats.bundle import PLAN
from icbl_desktop.formats.key_lists import KEYS, KEYS_SIGNATURE, Trust
from icbl_desktop.formats.signed_zip import MANIFEST, ManifestEntry, SignedZip, Stranger, Vouched
from icbl_desktop.formats.signing import SigningKey

FORMAT = "icbl-receipts-file"

_MAX_MANIFEST = 1024 * 1024


@dataclass(frozen=True)
class Manifest:
    """What is signed: who issues the file, when (in UTC), and every other file's hash."""

    format: str
    version: str
    file_id: UUID
    issuer: Annotated[str, Meta(min_length=1, max_length=200)]
    issued_at: Annotated[datetime, Meta(tz=True)]
    entries: tuple[ManifestEntry, ...]


@dataclass(frozen=True)
class ReceiptsZip:
    """The file, read whole: ``sealed`` are the receipts in it by name, ``by`` is who vouches for them."""

    manifest: Manifest
    sealed: Mapping[str, bytes]
    by: Vouched


def is_one(data: bytes) -> bool:
    """Whether this signed zip is one of receipts, by what it holds. Raises BadFile for what is no zip."""
    return PLAN not in {entry.name for entry in strict_zip.entries(data)}


def write(
    sealed: Mapping[str, bytes],
    key: SigningKey,
    *,
    issuer: str,
    issued_at: datetime,
    file_id: UUID,
    key_list: Mapping[str, bytes],
) -> bytes:
    """The signed file of these sealed receipts, with the signed key list beside them if there is one.

    Raises BadFile where we would not take it.
    """
    contents = {**sealed, **key_list}
    entries = signed_zip.listed(contents)
    manifest = typed_json.write(Manifest(FORMAT, typed_json.VERSION, file_id, issuer, issued_at, entries))
    opened = _open(strict_zip.write({MANIFEST: manifest, **contents}))
    data = signed_zip.sign(opened, key, f"receipts {file_id}")
    read(data, Trust(officers=(key.public,)))
    return data


def read(data: bytes, trust: Trust) -> ReceiptsZip:
    """The file, once everything about it is checked against whom this computer trusts.

    Raises Unsigned; UnknownKey where nobody trusted signed it; NotTrusted where it was changed, or its key
    revoked; BadFile; NewerFile.
    """
    opened = _open(data)
    if not opened.is_signed:
        raise Unsigned(
            "These receipts are not signed. We cannot tell who made them. Nothing was changed. "
            "Ask for a new copy."
        )
    by = signed_zip.vouched(opened, trust, "file")
    contents = signed_zip.contents(
        opened,
        NotTrusted(
            "A part of this file is not the one that was signed. Nothing was changed. "
            "Do not use it. Ask for a new copy."
        ),
    )
    if KEYS in contents:
        key_lists.read_key_list(contents[KEYS])  # of the agreed form, whoever signed it
    sealed = {name: content for name, content in contents.items() if name not in (KEYS, KEYS_SIGNATURE)}
    bundle_parts.check_receipts(sealed)
    return ReceiptsZip(opened.manifest, sealed, by)


def stranger(data: bytes, trust: Trust) -> Stranger | None:
    """Whom to ask about where ``read`` knows nobody. Raises BadFile, NewerFile."""
    return signed_zip.stranger(_open(data), trust)


def _open(data: bytes) -> SignedZip[Manifest]:
    lacking = "This is neither a plan bundle nor a file of receipts: it has no {name}. Nothing was changed."
    return signed_zip.open_zip(data, _read_manifest, [], lacking)


def _read_manifest(raw: bytes) -> Manifest:
    manifest, _ = typed_json.read(raw, Manifest, FORMAT, MANIFEST, _MAX_MANIFEST)
    if manifest.issued_at.utcoffset() != timedelta(0):
        raise typed_json.bad(MANIFEST, "issued_at", "the time is not in UTC.")
    if not manifest.issuer.isprintable():
        raise typed_json.bad(MANIFEST, "issuer", "it is not one line of text.")
    return manifest
