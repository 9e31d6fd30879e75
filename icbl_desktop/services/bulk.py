"""Many activities changed at once, under the rules of the form: all of them, or none."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy import select, text, update
from sqlalchemy.orm import Session

from icbl_desktop.domain.record import as_draft
from icbl_desktop.domain.vocabulary import Changed
from icbl_desktop.domain.work import Activity, ActivityDraft
from icbl_desktop.errors import UserError
from icbl_desktop.services import undo, work_records
from icbl_desktop.services.record_kinds import ACTIVITY
from icbl_desktop.services.undo import Action
from icbl_desktop.store import listing, records
from icbl_desktop.store.database import Database
from icbl_desktop.store.tables_grants import GrantRow
from icbl_desktop.store.tables_work import ActivityRow
from icbl_desktop.store.tables_workspace import UndoableRow

_BATCH = 500
Progress = Callable[[int, int], None]


@dataclass(frozen=True, kw_only=True)
class BulkChange:
    """What to do with each activity. None leaves a field as it is; ``grant_id`` "" takes the grant away."""

    add_tags: tuple[str, ...] = ()
    remove_tags: tuple[str, ...] = ()
    add_objectives: tuple[str, ...] = ()
    remove_objectives: tuple[str, ...] = ()
    sharing: str | None = None
    grant_id: str | None = None
    trash: bool = False


@dataclass
class _Tally:
    """What came of it so far: how many changed, the title of the first, and those that break a rule."""

    changed: list[str] = field(default_factory=list)
    title: str = ""
    broken: int = 0
    first: tuple[str, str] = ("", "")
    """The title of the first that breaks a rule, and the rule's sentence."""


def edit(
    db: Database, ids: Sequence[str], change: BulkChange, progress: Progress = lambda _done, _total: None
) -> Changed:
    """Change these activities in one transaction that can be undone whole; ``ids`` of the result changed.

    ``progress`` is told how many are done, and may raise to stop: then nothing is changed. Raises UserError
    where one is gone or would break a rule: how many do, and the first by its title.
    """
    tally = _Tally()
    with db.write() as session:
        if change.grant_id:
            records.check_links(session, GrantRow, [change.grant_id], "grant_id")
            work_records.check_not_in_trash(session, GrantRow, [change.grant_id], "grant_id")
        action = Action.TRASH if change.trash else Action.BULK_EDIT
        number = undo.begin(session, db.clock(), action, ACTIVITY.name, len(ids))
        for done, rows in _batches(session, ids):
            for row in rows:
                _take(db, row, change, tally)
            session.flush()
            session.expunge_all()
            progress(done, len(ids))
        _refuse(tally, len(ids))
        if not tally.changed:
            session.rollback()
            return Changed(frozenset())
        _describe(session, number, tally)
    return replace(Changed.of(ACTIVITY.name, *tally.changed), undoable=number)


def tags(db: Database) -> list[str]:
    """The tags that activities have, in alphabetical order."""
    with db.read() as session:
        return listing.activity_tags(session)


def _batches(session: Session, ids: Sequence[str]) -> Iterator[tuple[int, Sequence[ActivityRow]]]:
    """The rows in the order asked, some hundred at a time, with how many there were until then."""
    chosen = select(text("value")).select_from(text("json_each(:ids)"))
    for start in range(0, len(ids), _BATCH):
        some = ids[start : start + _BATCH]
        wanted = select(ActivityRow).where(ActivityRow.id.in_(chosen), ActivityRow.trashed_at.is_(None))
        found = {row.id: row for row in session.scalars(wanted, {"ids": json.dumps(list(some))})}
        if gone := len(set(some) - found.keys()):
            raise UserError(
                "{count} of these activities are not here any more. Nothing was changed. Choose again.",
                count=gone,
            )
        yield start + len(some), [found[one] for one in some]


def _take(db: Database, row: ActivityRow, change: BulkChange, tally: _Tally) -> None:
    """Change one row, unless a rule speaks against it."""
    if change.trash:
        row.trashed_at = db.clock()
    else:
        before = as_draft(records.to_record(row, Activity), ActivityDraft)
        after = changed(before, change)
        if after == before:
            return
        if problems := ACTIVITY.check(after):
            tally.broken += 1
            tally.first = tally.first if tally.broken > 1 else (row.title, " ".join(problems.values()))
            return
        records.fill(row, vars(after))
    tally.title = tally.title or row.title
    tally.changed.append(row.id)


def changed(draft: ActivityDraft, change: BulkChange) -> ActivityDraft:
    """What becomes of one activity."""
    return replace(
        draft,
        tags=_with(draft.tags, change.add_tags, change.remove_tags),
        objectives=_with(draft.objectives, change.add_objectives, change.remove_objectives),
        sharing=draft.sharing if change.sharing is None else change.sharing,
        grant_id=draft.grant_id if change.grant_id is None else change.grant_id,
    )


def _with(have: tuple[str, ...], add: tuple[str, ...], remove: tuple[str, ...]) -> tuple[str, ...]:
    kept = tuple(one for one in have if one not in remove)
    return kept + tuple(one for one in add if one not in kept)


def _refuse(tally: _Tally, total: int) -> None:
    if tally.broken:
        raise UserError(
            "Nothing was changed: {count} of {total} activities would break a rule. "
            "The first is “{title}”: {rule}",
            count=tally.broken,
            total=total,
            title=tally.first[0],
            rule=tally.first[1],
        )


def _describe(session: Session, number: int, tally: _Tally) -> None:
    """Only now is it known how many changed."""
    alone = tally.title if len(tally.changed) == 1 else ""
    values = {"count": len(tally.changed), "title": alone}
    session.execute(update(UndoableRow).where(UndoableRow.key == number).values(values))
