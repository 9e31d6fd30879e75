"""A plan bundle of a megabyte read with every check, and applied, against hash, signature and JSON alone."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from uuid import UUID

import msgspec

from bench.measure import Result, side_by_side
from icbl_desktop import config
from icbl_desktop.app import App
from icbl_desktop.formats import bundle, signed_zip, signing, strict_zip
from icbl_desktop.formats.key_lists import Trust
from icbl_desktop.services import countries, keys, plan_offers, plan_updates

MEGABYTE = 1024 * 1024
RUNS = 5
"""A workspace grows with each bundle it takes, and so does the backup before the next."""


def results(app: App) -> Iterator[Result]:
    """A plan.json of a megabyte, zipped and signed; applied in this workspace again and again."""
    raw, key, known = _large_plan(), signing.generate(), countries.facts().states.keys()
    data = _signed(raw, key, 1)
    bare = _bare(raw, data, key)

    def read() -> object:
        return bundle.read(data, Trust(officers=(key.public,)), known)

    yield _result("read and check a 1 MB plan bundle", read, bare)
    keys.trust(app.db, signing.public_key_text(key.public), "Officer")
    editions = iter([_signed(raw, key, sequence) for sequence in range(1, RUNS + 2)])

    def apply() -> object:
        offered = plan_offers.offer(app.db, next(editions))
        return plan_updates.apply(app.db, app.folders, offered)

    yield _result("read, check, compare and apply a 1 MB plan bundle", apply, bare)


def _result(what: str, ours: Callable[[], object], bare: Callable[[], object]) -> Result:
    return Result(what, "hash + verify + parse", *side_by_side(ours, bare, RUNS), 3)


def _bare(raw: bytes, data: bytes, key: signing.SigningKey) -> Callable[[], object]:
    entries = {entry.name: strict_zip.read(data, entry) for entry in strict_zip.entries(data)}
    manifest, signature = entries[signed_zip.MANIFEST], entries[signed_zip.SIGNATURE]

    def bare() -> object:
        hashlib.sha256(raw).hexdigest()
        signing.verify(manifest, signature, [key.public])
        return msgspec.json.decode(raw)

    return bare


def _signed(raw: bytes, key: signing.SigningKey, sequence: int) -> bytes:
    unsigned = bundle.build(
        raw,
        sequence=sequence,
        issuer="ICBL-CMC",
        issued_at=datetime(2018, 1, 1, tzinfo=UTC),
        bundle_id=UUID(int=sequence),
        base=None,
        known_states=countries.facts().states.keys(),
    )
    return bundle.sign_bundle(unsigned, key)


def _large_plan() -> bytes:
    """The 2017 plan with its planned activities repeated up to a megabyte."""
    plan = json.loads(config.data("plans", "2017", "plan.json").read_bytes())
    activities = plan["activities"]
    size = len(json.dumps(activities, ensure_ascii=False).encode())
    plan["activities"] = [
        {**one, "id": f"{one['id']}-{copy}"} for copy in range(MEGABYTE // size) for one in activities
    ]
    return json.dumps(plan, ensure_ascii=False, indent=1).encode()
