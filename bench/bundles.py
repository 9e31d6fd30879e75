"""Reading a plan bundle of a megabyte with every check, against hash, signature and JSON alone."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from uuid import UUID

import msgspec

from bench.measure import Result, side_by_side
from icbl_desktop import config
from icbl_desktop.formats import bundle, signing, strict_zip
from icbl_desktop.services import countries

MEGABYTE = 1024 * 1024


def results() -> Iterator[Result]:
    """A plan.json of a megabyte, zipped and signed."""
    raw, key, known = _large_plan(), signing.generate(), countries.facts().states.keys()
    data = bundle.sign_bundle(
        bundle.build(
            raw,
            sequence=1,
            issuer="ICBL-CMC",
            issued_at=datetime(2018, 1, 1, tzinfo=UTC),
            bundle_id=UUID(int=1),
            base=None,
            known_states=known,
        ),
        key,
    )
    entries = {entry.name: strict_zip.read(data, entry) for entry in strict_zip.entries(data)}
    manifest, signature = entries[bundle.MANIFEST], entries[bundle.SIGNATURE]

    def ours() -> object:
        return bundle.read(data, [key.public], known)

    def bare() -> object:
        hashlib.sha256(raw).hexdigest()
        signing.verify(manifest, signature, [key.public])
        return msgspec.json.decode(raw)

    yield Result("read and check a 1 MB plan bundle", "hash + verify + parse", *side_by_side(ours, bare), 3)


def _large_plan() -> bytes:
    """The 2017 plan with its planned activities repeated up to a megabyte."""
    plan = json.loads(config.data("plans", "2017", "plan.json").read_bytes())
    activities = plan["activities"]
    size = len(json.dumps(activities, ensure_ascii=False).encode())
    plan["activities"] = [
        {**one, "id": f"{one['id']}-{copy}"} for copy in range(MEGABYTE // size) for one in activities
    ]
    return json.dumps(plan, ensure_ascii=False, indent=1).encode()
