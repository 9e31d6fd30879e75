"""What the bundles in force carry beside their plans: alerts, toolkit, titles in other languages, facts."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from icbl_desktop.domain.plan_extras import Extras
from icbl_desktop.formats import bundle_parts
from icbl_desktop.store.tables_plan import PlanPartRow


def keep(session: Session, digest: str, parts: Mapping[str, bytes]) -> None:
    """Keep the small files of a plan version that comes in."""
    session.add_all(PlanPartRow(digest=digest, name=name, content=raw) for name, raw in parts.items())


def extras(session: Session, digest: str) -> Extras:
    """What a plan version's bundle carries; nothing for a plan that came with the program."""
    rows = session.scalars(select(PlanPartRow).where(PlanPartRow.digest == digest).order_by(PlanPartRow.name))
    return _parsed(tuple((row.name, row.content) for row in rows))


@lru_cache(maxsize=16)
def _parsed(parts: tuple[tuple[str, bytes], ...]) -> Extras:
    return bundle_parts.parse(dict(parts))
