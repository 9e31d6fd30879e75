"""What may stand in a plan bundle: ``manifest.json`` and ``plan.json``, read strictly and written stably."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated
from uuid import UUID

from msgspec import Meta

from icbl_desktop.domain import plan_rules
from icbl_desktop.domain.plan import Plan
from icbl_desktop.formats import typed_json
from icbl_desktop.formats.signed_zip import ManifestEntry
from icbl_desktop.formats.typed_json import MINOR

PLAN_FORMAT = "icbl-plan"
BUNDLE_FORMAT = "icbl-plan-bundle"
MAX_PLAN_BYTES = 16 * 1024 * 1024
MAX_MANIFEST_BYTES = 1024 * 1024


@dataclass(frozen=True)
class Manifest:
    """What is signed: who issues which plan, as which in the sequence, and every other file's hash.

    ``base`` is the bundle this one follows, if it follows one. ``issued_at`` is in UTC.
    """

    format: str
    version: str
    bundle_id: UUID
    plan_id: Annotated[str, Meta(min_length=1, max_length=100)]
    sequence: Annotated[int, Meta(ge=1, le=2**53)]
    issuer: Annotated[str, Meta(min_length=1, max_length=200)]
    issued_at: Annotated[datetime, Meta(tz=True)]
    base: UUID | None
    entries: tuple[ManifestEntry, ...]


def read_plan(raw: bytes, known_states: Collection[str]) -> Plan:
    """The plan in a ``plan.json``. Raises BadFile naming the place, and NewerFile for a higher major version.

    A higher minor version may hold fields and words unknown here: keep ``raw`` to pass them on.
    """
    plan, minor = typed_json.read(raw, Plan, PLAN_FORMAT, "plan.json", MAX_PLAN_BYTES)
    for fault in plan_rules.faults(plan, known_states, any_code=minor > MINOR):
        raise typed_json.bad("plan.json", fault.place, fault.sentence)
    return plan


def write_plan(plan: Plan) -> bytes:
    """The plan as ``plan.json``: the same plan always gives the same bytes."""
    return typed_json.write(plan)


def read_manifest(raw: bytes) -> Manifest:
    """The manifest in a ``manifest.json``. Raises BadFile naming the place, and NewerFile."""
    manifest, _ = typed_json.read(raw, Manifest, BUNDLE_FORMAT, "manifest.json", MAX_MANIFEST_BYTES)
    if manifest.issued_at.utcoffset() != timedelta(0):
        raise typed_json.bad("manifest.json", "issued_at", "the time is not in UTC.")
    if not plan_rules.ID.fullmatch(manifest.plan_id):
        raise typed_json.bad("manifest.json", "plan_id", "it cannot be used as an id.")
    if not manifest.issuer.isprintable():
        raise typed_json.bad("manifest.json", "issuer", "it is not one line of text.")
    return manifest


def write_manifest(manifest: Manifest) -> bytes:
    """The manifest as ``manifest.json``: the same manifest always gives the same bytes."""
    return typed_json.write(manifest)
