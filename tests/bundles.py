"""Plan bundles to test with: one good one, and the means to make others from its files."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from icbl_desktop.domain.key_list import KeyList, OfficerKey, Recipient
from icbl_desktop.errors import UserError
from icbl_desktop.formats import bundle, bundle_parts, key_lists, signing, strict_zip
from icbl_desktop.formats.bundle_schema import read_manifest, write_manifest, write_plan
from icbl_desktop.formats.key_lists import KEYS, KEYS_SIGNATURE, Trust
from icbl_desktop.formats.signed_zip import MANIFEST, SIGNATURE, ManifestEntry
from tests.hostile_zip import Part
from tests.plan_extras import rich_extras
from tests.plans import STATES as TARGETED
from tests.plans import first_plan, second_plan

STATES = TARGETED | {"XKX"}
KEY = signing.generate()
OTHER = signing.generate()
ROOT = signing.generate()
BUNDLE_ID = UUID("83de06f0-02a3-4a63-a5e2-4b8b0ee43bd1")
PLAN_JSON = write_plan(second_plan())
Files = dict[str, bytes]


def build(
    plan_json: bytes = PLAN_JSON,
    sequence: int = 3,
    issued_at: datetime | None = None,
    parts: Files | None = None,
) -> bytes:
    return bundle.build(
        plan_json,
        parts=parts,
        sequence=sequence,
        issuer="ICBL-CMC",
        issued_at=issued_at or datetime(2018, 1, 15, 9, 30, tzinfo=UTC),
        bundle_id=BUNDLE_ID,
        base=None,
        known_states=STATES,
    )


UNSIGNED = build()
SIGNED = bundle.sign_bundle(UNSIGNED, KEY)


def officers(*keys: OfficerKey, number: int = 7) -> KeyList:
    """A key list of these officers, by default of ``KEY``'s alone."""
    listed = keys or (OfficerKey("Amal", signing.public_key_line(KEY.public)),)
    issued, seal = datetime(2018, 1, 2, 9, 30, tzinfo=UTC), "age1" + "q" * 58
    return KeyList("icbl-keys", "1.0", number, issued, listed, (Recipient("Secretariat", seal),))


def key_files(keys: KeyList | None = None, root: signing.SigningKey = ROOT) -> Files:
    """The list as it goes into a bundle, signed by a root."""
    raw = key_lists.write_key_list(keys or officers())
    return {KEYS: raw, KEYS_SIGNATURE: key_lists.sign_list(raw, root)}


REVOKED = OfficerKey("Sam", signing.public_key_line(OTHER.public), date(2018, 1, 1), "Lost on a journey.")
DOCUMENTS = {"letter-fr.docx": b"PK a letter", "poster 4 April.pdf": b"%PDF a poster"}
RICH_PARTS = (
    bundle_parts.write(rich_extras(), DOCUMENTS)
    | key_files(officers(OfficerKey("Amal", signing.public_key_line(KEY.public)), REVOKED))
    | {"receipts/KHM.age": b"age-encryption.org/v1\nsealed"}
)
RICH = bundle.sign_bundle(build(write_plan(first_plan()), parts=RICH_PARTS), KEY)
"""A bundle with something of everything, which only the root's key list vouches for."""
RICH_TRUST = Trust(roots=(ROOT.public,))


def files(data: bytes = SIGNED) -> Files:
    return {entry.name: strict_zip.read(data, entry) for entry in strict_zip.entries(data)}


def parts() -> dict[str, Part]:
    return {name: Part(name.encode(), content) for name, content in files().items()}


def parts_of(data: bytes) -> list[Part]:
    return [Part(name.encode(), content) for name, content in files(data).items()]


def relisted(contents: Files, key: signing.SigningKey = KEY) -> bytes:
    """A signed bundle of these files, its manifest listing them all."""
    others = {name: content for name, content in contents.items() if name not in (MANIFEST, SIGNATURE)}
    entries = tuple(ManifestEntry(n, len(c), hashlib.sha256(c).hexdigest()) for n, c in others.items())
    manifest = write_manifest(replace(read_manifest(contents[MANIFEST]), entries=entries))
    return signed(manifest, others, key)


def signed(manifest: bytes, others: Files, key: signing.SigningKey = KEY) -> bytes:
    signature = signing.sign(key, manifest, signing.naming(key.public))
    return strict_zip.write({MANIFEST: manifest, SIGNATURE: signature, **others})


def read(data: bytes, *keys: signing.PublicKey) -> bundle.Bundle:
    return bundle.read(data, Trust(officers=keys or (KEY.public,)), STATES)


def refused(data: bytes, kind: type[UserError], words: str, trust: Trust | None = None) -> None:
    with pytest.raises(UserError) as caught:
        bundle.read(data, trust or Trust(officers=(KEY.public,)), STATES)
    assert isinstance(caught.value, kind)
    assert words in caught.value.sentence
