"""Plan bundles to test with: one good one, and the means to make others from its files."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest

from icbl_desktop.errors import UserError
from icbl_desktop.formats import bundle, signing, strict_zip
from icbl_desktop.formats.bundle import MANIFEST, SIGNATURE
from icbl_desktop.formats.bundle_schema import ManifestEntry, read_manifest, write_manifest, write_plan
from tests.hostile_zip import Part
from tests.plans import STATES, second_plan

KEY = signing.generate()
OTHER = signing.generate()
BUNDLE_ID = UUID("83de06f0-02a3-4a63-a5e2-4b8b0ee43bd1")
PLAN_JSON = write_plan(second_plan())
Files = dict[str, bytes]


def build(plan_json: bytes = PLAN_JSON, sequence: int = 3, issued_at: datetime | None = None) -> bytes:
    return bundle.build(
        plan_json,
        sequence=sequence,
        issuer="ICBL-CMC",
        issued_at=issued_at or datetime(2018, 1, 15, 9, 30, tzinfo=UTC),
        bundle_id=BUNDLE_ID,
        base=None,
        known_states=STATES,
    )


UNSIGNED = build()
SIGNED = bundle.sign_bundle(UNSIGNED, KEY)


def files(data: bytes = SIGNED) -> Files:
    return {entry.name: strict_zip.read(data, entry) for entry in strict_zip.entries(data)}


def parts() -> dict[str, Part]:
    return {name: Part(name.encode(), content) for name, content in files().items()}


def relisted(contents: Files) -> bytes:
    """A signed bundle of these files, its manifest listing them all."""
    others = {name: content for name, content in contents.items() if name not in (MANIFEST, SIGNATURE)}
    entries = tuple(ManifestEntry(n, len(c), hashlib.sha256(c).hexdigest()) for n, c in others.items())
    manifest = write_manifest(replace(read_manifest(contents[MANIFEST]), entries=entries))
    return signed(manifest, others)


def signed(manifest: bytes, others: Files) -> bytes:
    return strict_zip.write({MANIFEST: manifest, SIGNATURE: signing.sign(KEY, manifest, "test"), **others})


def read(data: bytes, *keys: signing.PublicKey) -> bundle.Bundle:
    return bundle.read(data, keys or [KEY.public], STATES)


def refused(data: bytes, kind: type[UserError], words: str) -> None:
    with pytest.raises(UserError) as caught:
        read(data)
    assert isinstance(caught.value, kind)
    assert words in caught.value.sentence
