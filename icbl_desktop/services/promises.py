"""What officials promised and what the campaign is to do next: both lists, and what became of each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from icbl_desktop.domain.record import as_draft
from icbl_desktop.domain.vocabulary import Changed, PromiseState
from icbl_desktop.domain.work import FollowUp, FollowUpDraft, Promise, PromiseDraft
from icbl_desktop.services import undo, work_records
from icbl_desktop.services.record_kinds import FOLLOW_UP, PROMISE, DraftT, Kind, RecordT
from icbl_desktop.store.database import Database
from icbl_desktop.store.presence import is_here
from icbl_desktop.store.records import to_record
from icbl_desktop.store.tables_work import ActivityRow, FollowUpRow, PromiseRow

_NEVER = date.max


@dataclass(frozen=True)
class PromiseLine:
    """A promise; ``activity`` is the title of where it was made."""

    promise: Promise
    activity: str
    overdue: bool


@dataclass(frozen=True)
class FollowUpLine:
    """A follow-up; ``activity`` is the title of where it began, ``promised`` the promise it is about."""

    follow_up: FollowUp
    activity: str
    promised: str
    overdue: bool


@dataclass(frozen=True)
class Undertaken:
    """All of both, but for the trash and what hangs on it."""

    promises: tuple[PromiseLine, ...]
    follow_ups: tuple[FollowUpLine, ...]


def undertaken(db: Database, today: date) -> Undertaken:
    """Both lists: what is open by its due day, those without one last; then the latest settled."""
    with db.read() as session:
        promises = sorted(_promises(session, today), key=_promise_order)
        follow_ups = sorted(_follow_ups(session, today), key=_follow_up_order)
    return Undertaken(tuple(promises), tuple(follow_ups))


def settle(db: Database, promise_id: str, state: PromiseState, on: date | None, how: str = "") -> Changed:
    """Note that a promise was kept, or not, on this day and how; ``OPEN`` takes that back, as undo does.

    Raises what ``work_records.save`` raises.
    """
    draft = as_draft(work_records.get(db, PROMISE, promise_id), PromiseDraft)
    settled = replace(draft, state=state, settled_on=on, how=how)
    return _mark(db, PROMISE, settled, promise_id)


def finish(db: Database, follow_up_id: str, on: date | None) -> Changed:
    """Note that a follow-up was done on this day; None takes that back, as undo does."""
    draft = as_draft(work_records.get(db, FOLLOW_UP, follow_up_id), FollowUpDraft)
    return _mark(db, FOLLOW_UP, replace(draft, done=on is not None, done_on=on), follow_up_id)


def _mark(db: Database, kind: Kind[DraftT, RecordT], draft: DraftT, record_id: str) -> Changed:
    work_records.check(kind, draft)
    with db.write() as session:
        title = str(getattr(draft, kind.title))
        number = undo.begin(session, db.clock(), undo.Action.MARK, kind.name, 1, title)
        work_records.put(session, kind, draft, record_id)
    return replace(Changed.of(kind.name, record_id), undoable=number)


def _promises(session: Session, today: date) -> Iterator[PromiseLine]:
    found = session.execute(
        select(PromiseRow, ActivityRow.title)
        .outerjoin(ActivityRow, ActivityRow.id == PromiseRow.activity_id)
        .where(is_here(PromiseRow))
    )
    for row, title in found:
        overdue = row.state == PromiseState.OPEN and bool(row.due and row.due < today)
        yield PromiseLine(to_record(row, Promise), title or "", overdue)


def _follow_ups(session: Session, today: date) -> Iterator[FollowUpLine]:
    found = session.execute(
        select(FollowUpRow, ActivityRow.title, PromiseRow.what)
        .outerjoin(ActivityRow, ActivityRow.id == FollowUpRow.activity_id)
        .outerjoin(PromiseRow, PromiseRow.id == FollowUpRow.promise_id)
        .where(is_here(FollowUpRow))
    )
    for row, title, promised in found:
        overdue = not row.done and bool(row.due and row.due < today)
        yield FollowUpLine(to_record(row, FollowUp), title or "", promised or "", overdue)


def _promise_order(line: PromiseLine) -> tuple[bool, int, str]:
    one = line.promise
    return _order(one.state == PromiseState.OPEN, one.due, one.settled_on, one.what)


def _follow_up_order(line: FollowUpLine) -> tuple[bool, int, str]:
    one = line.follow_up
    return _order(not one.done, one.due, one.done_on, one.what)


def _order(is_open: bool, due: date | None, settled: date | None, what: str) -> tuple[bool, int, str]:
    if is_open:
        return False, (due or _NEVER).toordinal(), what
    return True, -(settled or date.min).toordinal(), what
