"""Where reports contradict each other a person decides; until then neither counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from icbl_desktop.domain.standing import BOTH
from icbl_desktop.domain.vocabulary import Changed
from icbl_desktop.errors import UserError
from icbl_desktop.services.office import doubting
from icbl_desktop.services.office.doubting import Doubt, Option
from icbl_desktop.services.office.settling import settle
from icbl_desktop.store.office import OfficeStore, note, upsert
from icbl_desktop.store.tables_office import CampaignRow
from icbl_desktop.store.tables_review import DecisionRow

__all__ = ["BOTH", "Decided", "Doubt", "Option", "decide", "decided", "doubts", "reopen"]


@dataclass(frozen=True)
class Decided:
    """What was decided or put away, by whom, about whose reports.

    ``holds`` is false where there is something else to choose from now.
    """

    kind: str
    organisation: str
    subject: str
    choice: str
    by: str
    at: datetime
    holds: bool


def doubts(store: OfficeStore) -> tuple[Doubt, ...]:
    """All that waits for a person: two reports of a number, rival successors, records that differ."""
    with store.read() as session:
        return tuple(doubting.waiting(session))


def decide(store: OfficeStore, doubt: Doubt, choice: str, by: str) -> Changed:
    """Choose. Raises UserError where there is something else to choose from now, or no such choice."""
    between = doubt.between
    with store.write() as session:
        now = {one.subject: one for one in doubting.waiting(session)}.get(doubt.subject)
        if now is None or now.between != between:
            raise UserError(
                "There is something else to choose from now, or somebody has chosen. Nothing was changed. "
                "Look at the list again."
            )
        if choice not in (*between, *_also(doubt)):
            raise UserError("There is no such choice. Nothing was changed. Look at the list again.")
        at = store.clock()
        row = {"subject": doubt.subject, "between": between, "choice": choice, "by": by, "at": at}
        upsert(session, DecisionRow, [row], update=True)
        note(session, at, by, "decided", doubt.subject, choice=choice, between=between)
        settle(session, at, by, campaigns={doubt.campaign})
    return Changed.of("inbox")


def decided(store: OfficeStore) -> tuple[Decided, ...]:
    """What was decided, the newest first."""
    with store.read() as session:
        waiting = {one.subject for one in doubting.waiting(session)}
        names = {one.id: one.organisation for one in session.scalars(select(CampaignRow))}

        def whose(subject: str) -> str:
            return ", ".join(sorted(names.get(one, one) for one in doubting.campaigns_of(session, subject)))

        rows = session.scalars(select(DecisionRow).order_by(DecisionRow.at.desc(), DecisionRow.subject))
        return tuple(
            Decided(
                row.subject.partition("/")[0],
                whose(row.subject),
                row.subject,
                row.choice,
                row.by,
                row.at,
                row.subject not in waiting,
            )
            for row in rows
        )


def reopen(store: OfficeStore, subject: str, by: str) -> Changed:
    """Take a decision back: it waits for a person again. Raises UserError where there was none."""
    with store.write() as session:
        row = session.get(DecisionRow, subject)
        if row is None:
            raise UserError("Nobody has decided this. Nothing was changed. Look at the list again.")
        concerned = doubting.campaigns_of(session, subject)
        session.delete(row)
        note(session, store.clock(), by, "decision reopened", subject, choice=row.choice)
        session.flush()
        settle(session, store.clock(), by, campaigns=concerned)
    return Changed.of("inbox")


def _also(doubt: Doubt) -> tuple[str, ...]:
    return (BOTH,) if doubt.kind == "successor" else ()
