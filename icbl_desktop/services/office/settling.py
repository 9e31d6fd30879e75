"""After anything came or was decided: what counts, and what the records say, are worked out anew."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from icbl_desktop.services.office import bindings, merged, standing
from icbl_desktop.services.office.merged import Known
from icbl_desktop.services.office.told import Contents
from icbl_desktop.store.tables_office import CarriedRow, RecordRow, ReportRow


def settle(
    session: Session,
    now: datetime,
    by: str,
    *,
    arrived: Contents | None = None,
    streams: Collection[str] = (),
    campaigns: Collection[str] = (),
) -> None:
    """Settle the store after these reports ``arrived``, or after a decision on ``streams`` or ``campaigns``.

    The result follows from all reports and decisions that are there, never from their order.
    """
    contents = arrived or {}
    rebound = bindings.work_out(session, streams)
    whole = {*campaigns, *rebound.campaigns}
    touched = set(contents) | _of_owners(session, rebound.streams)
    found = bindings.rows(session)
    bonds, choices = bindings.bonds(found), standing.choices(session)
    concerned = sorted(whole | _campaigns(session, touched))
    stands = {one: standing.work_out(session, one, bonds, choices) for one in concerned}
    for one in stands.values():
        touched |= one.turned
        if standing.introduce(session, one):
            session.execute(delete(RecordRow).where(RecordRow.campaign == one.campaign))
            whole.add(one.campaign)
    standing.receive(session, touched, now, by)
    known = Known(stands, bindings.owners(found), choices)
    merged.merge_again(session, known, contents, whole, _with_amended(touched, known))


def _campaigns(session: Session, digests: Collection[str]) -> set[str]:
    return set(session.scalars(select(ReportRow.campaign).where(ReportRow.digest.in_(digests)).distinct()))


def _of_owners(session: Session, streams: Collection[str]) -> set[str]:
    """The reports that carry records which one of these streams made, and not they."""
    if not streams:
        return set()
    carrying = select(CarriedRow.report).where(CarriedRow.owner != "", CarriedRow.owner.in_(streams))
    return set(session.scalars(carrying.distinct()))


def _with_amended(digests: Collection[str], known: Known) -> set[str]:
    """These reports, those they replace, and those that replace them, near and far."""
    links = {new: old for one in known.stands.values() for new, old in one.amends.items()}
    back: dict[str, set[str]] = {}
    for new, old in links.items():
        back.setdefault(old, set()).add(new)
    found, waiting = set[str](), set(digests)
    while waiting:
        one = waiting.pop()
        found.add(one)
        waiting |= ({links.get(one, ""), *back.get(one, ())} - found) - {""}
    return found
