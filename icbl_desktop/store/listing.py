"""The activity list: all ids of a question at once, rows for those on the screen."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import text
from sqlalchemy.orm import Session

TRIGRAM = 3  # letters: the search index knows no shorter word

_ORDERS = {
    "newest": "a.start DESC, a.key DESC",
    "oldest": "a.start ASC, a.key ASC",
    "title": "a.title COLLATE NOCASE ASC, a.key DESC",
    "changed": "a.changed_at DESC, a.key DESC",
}


@dataclass(frozen=True, kw_only=True)
class ActivityFilter:
    """Which activities, in which order. Empty fields do not narrow.

    ``words`` are looked for inside words, in any script, accents and case folded. Words of one or two
    letters count only where there is no longer one; then titles, results and places are looked through.
    ``order`` is one of newest, oldest, title, changed.
    """

    words: str = ""
    objective: str = ""
    type: str = ""
    state: str = ""
    grant_id: str = ""
    start: date | None = None
    end: date | None = None
    order: str = "newest"


@dataclass(frozen=True, kw_only=True)
class ActivityLine:
    """One line of the activity list. ``files`` counts evidence; ``report`` is the last number or 0."""

    id: str
    title: str
    type: str
    place: str
    start: date | None
    precision: str
    objectives: tuple[str, ...]
    result: str
    state: str
    sharing: str
    files: int
    report: int
    changed_since: bool


def activity_ids(session: Session, wanted: ActivityFilter) -> list[str]:
    """The ids of all activities that answer the filter, in its order."""
    joins, where, values = _question(wanted)
    sql = f"SELECT a.id FROM activity a {joins} WHERE {where} ORDER BY {_ORDERS[wanted.order]}"
    driver = session.connection().connection.driver_connection  # twice as fast for 100,000 ids
    assert driver is not None  # noqa: S101 - a session in use is connected
    return [one for (one,) in driver.execute(sql, values)]


def activity_count(session: Session) -> int:
    """How many activities there are, whatever a list shows of them."""
    return session.scalar(text("SELECT count(*) FROM activity WHERE trashed_at IS NULL")) or 0


def _question(wanted: ActivityFilter) -> tuple[str, str, dict[str, object]]:
    joins, where = "", ["a.trashed_at IS NULL"]
    values: dict[str, object] = {}
    words = wanted.words.split()
    if long := [word for word in words if len(word) >= TRIGRAM]:
        where.append("a.key IN (SELECT rowid FROM activity_search WHERE activity_search MATCH :words)")
        values["words"] = " AND ".join('"' + word.replace('"', '""') + '"' for word in long)
    elif words:
        where.append("instr(lower(a.title || ' ' || a.result || ' ' || a.place), lower(:words))")
        values["words"] = " ".join(words)
    if wanted.objective:
        joins = "JOIN activity_objective o ON o.activity = a.key AND o.objective = :objective"
        values["objective"] = wanted.objective
    for column in ("type", "state", "grant_id"):
        if getattr(wanted, column):
            where.append(f"a.{column} = :{column}")
            values[column] = getattr(wanted, column)
    if wanted.start:
        where.append('COALESCE(a."end", a.start) >= :start')
        values["start"] = wanted.start.isoformat()
    if wanted.end:
        where.append('COALESCE(a."end", a.start) <= :end')
        values["end"] = wanted.end.isoformat()
    return joins, " AND ".join(where), values


_LINES = text(
    """
    SELECT a.id, a.title, a.type, a.place, a.start, a.precision, a.objectives, a.result, a.state, a.sharing,
        (SELECT count(*) FROM evidence e WHERE e.record_id = a.id) AS files,
        (SELECT r.number FROM reported x JOIN report r ON r.id = x.report_id
            WHERE x.record_id = a.id AND x.kind = 'activity' ORDER BY r.number DESC LIMIT 1) AS report,
        (SELECT CASE x.kind WHEN 'tombstone' THEN 0 ELSE x.revision < a.revision END
            FROM reported x JOIN report r ON r.id = x.report_id
            WHERE x.record_id = a.id ORDER BY r.number DESC LIMIT 1) AS changed_since
    FROM activity a WHERE a.id IN (SELECT value FROM json_each(:ids))
    """
)


def activity_lines(session: Session, ids: Sequence[str]) -> list[ActivityLine]:
    """The lines of these activities, in the order asked; one that has gone is left out."""
    found = {
        row.id: ActivityLine(
            id=row.id,
            title=row.title,
            type=row.type,
            place=row.place,
            start=date.fromisoformat(row.start) if row.start else None,
            precision=row.precision,
            objectives=tuple(json.loads(row.objectives)),
            result=row.result,
            state=row.state,
            sharing=row.sharing,
            files=row.files,
            report=row.report or 0,
            changed_since=bool(row.changed_since),
        )
        for row in session.execute(_LINES, {"ids": json.dumps(list(ids))})
    }
    return [found[one] for one in ids if one in found]
