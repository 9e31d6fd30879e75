"""The activity list: all ids of a question at once, rows for those on the screen."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

import msgspec
from sqlalchemy import text
from sqlalchemy.orm import Session

from icbl_desktop.domain.period import Period, previous_quarter
from icbl_desktop.store import search

_ORDERS = {
    "newest": "a.start DESC, a.key DESC",
    "oldest": "a.start ASC, a.key ASC",
    "title": "a.title COLLATE NOCASE ASC, a.key DESC",
    "title_last": "a.title COLLATE NOCASE DESC, a.key ASC",
    "place": "a.place COLLATE NOCASE ASC, a.key DESC",
    "place_last": "a.place COLLATE NOCASE DESC, a.key ASC",
    "changed": "a.changed_at DESC, a.key DESC",
}
_LATEST = """
    (SELECT {what} FROM reported x JOIN report r ON r.id = x.report_id
        WHERE x.record_id = a.id ORDER BY r.number DESC LIMIT 1)
"""
_CHANGED_SINCE = _LATEST.format(what="x.kind <> 'tombstone' AND x.revision < a.revision")
_FOUND = "a.key IN (SELECT rowid FROM activity_search WHERE activity_search MATCH :words)"
_TAGGED = "a.key IN (SELECT rowid FROM activity_search WHERE activity_search MATCH :written)"
_MANY = 8_000
_ARE_MANY = f"""
    SELECT count(*) = {_MANY} FROM
        (SELECT 1 FROM activity_search WHERE activity_search MATCH :words LIMIT {_MANY})
"""
_ANSWERS = {
    "files": {
        "with": "EXISTS (SELECT 1 FROM evidence e WHERE e.record_id = a.id)",
        "without": "NOT EXISTS (SELECT 1 FROM evidence e WHERE e.record_id = a.id)",
    },
    "report": {
        "none": "NOT EXISTS (SELECT 1 FROM reported x WHERE x.record_id = a.id AND x.kind = 'activity')",
        "changed": f"a.id IN (SELECT record_id FROM reported) AND {_CHANGED_SINCE}",
    },
}


@dataclass(frozen=True, kw_only=True)
class ActivityFilter:
    """Which activities, in which order. Empty fields do not narrow.

    ``words`` are looked for inside words, in any script, accents and case folded. Words of one or two
    letters count only where there is no longer one; then titles, results and places are looked through.
    ``files`` is with or without; ``report`` is none (in no report yet) or changed (since it was sent).
    ``days`` is this_quarter, last_quarter or this_year, which ``dated`` makes a ``start`` and ``end`` of.
    ``order`` is one of newest, oldest, title, title_last, place, place_last, changed.
    """

    words: str = ""
    objective: str = ""
    type: str = ""
    state: str = ""
    sharing: str = ""
    grant_id: str = ""
    tag: str = ""
    files: str = ""
    report: str = ""
    days: str = ""
    start: date | None = None
    end: date | None = None
    order: str = "newest"


@dataclass(frozen=True, kw_only=True)
class ActivityLine:
    """One line of the activity list. ``files`` counts evidence; ``report`` is the last number or 0.

    ``grant`` is the title of the grant that paid.
    """

    id: str
    title: str
    type: str
    place: str
    start: date | None
    precision: str
    objectives: tuple[str, ...]
    result: str
    institutions: tuple[str, ...]
    participants: int | None
    cost: Decimal | None
    currency: str
    grant: str
    tags: tuple[str, ...]
    state: str
    sharing: str
    files: int
    report: int
    changed_since: bool


def dated(wanted: ActivityFilter, today: date) -> ActivityFilter:
    """The same question with the days that "this quarter" means today."""
    quarter = Period.quarter_of(today)
    known = {
        "this_quarter": quarter,
        "last_quarter": previous_quarter(quarter),
        "this_year": Period(date(today.year, 1, 1), date(today.year, 12, 31)),
    }
    period = known.get(wanted.days)
    return replace(wanted, days="", start=period.start, end=period.end) if period else wanted


def activity_ids(session: Session, wanted: ActivityFilter) -> list[str]:
    """The ids of all activities that answer the filter, in its order."""
    joins, where, values = _question(wanted)
    driver = session.connection().connection.driver_connection  # twice as fast for 100,000 ids
    assert driver is not None  # noqa: S101 - a session in use is connected
    if _FOUND in where and driver.execute(_ARE_MANY, {"words": values["words"]}).fetchone()[0]:
        where = where.replace(_FOUND, f"+{_FOUND}")  # walk the order's own index: nothing is left to sort
    sql = f"SELECT a.id FROM activity a {joins} WHERE {where} ORDER BY {_ORDERS[wanted.order]}"
    return [one for (one,) in driver.execute(sql, values)]


def activity_count(session: Session) -> int:
    """How many activities there are, whatever a list shows of them."""
    return session.scalar(text("SELECT count(*) FROM activity WHERE trashed_at IS NULL")) or 0


def activity_tags(session: Session) -> list[str]:
    """The tags that activities have, in alphabetical order."""
    found = session.scalars(
        text(
            "SELECT DISTINCT t.value FROM activity a, json_each(a.tags) t"
            " WHERE a.trashed_at IS NULL AND a.tags <> '[]' ORDER BY t.value COLLATE NOCASE"
        )
    )
    return list(found)


def _question(wanted: ActivityFilter) -> tuple[str, str, dict[str, object]]:
    joins, where = "", ["a.trashed_at IS NULL"]
    values: dict[str, object] = {}
    words = wanted.words.split()
    if long := search.long_enough(words):
        where.append(_FOUND)
        values["words"] = search.phrase(long)
    elif words:
        where.append("instr(lower(a.title || ' ' || a.result || ' ' || a.place), lower(:words))")
        values["words"] = " ".join(words)
    if wanted.objective:
        joins = "JOIN activity_objective o ON o.activity = a.key AND o.objective = :objective"
        values["objective"] = wanted.objective
    for column in ("type", "state", "sharing", "grant_id"):
        if getattr(wanted, column):
            where.append(f"a.{column} = :{column}")
            values[column] = getattr(wanted, column)
    if wanted.tag:
        where += [_TAGGED, "EXISTS (SELECT 1 FROM json_each(a.tags) WHERE value = :tag)"]
        values |= {"tag": wanted.tag, "written": search.phrase([json.dumps(wanted.tag, ensure_ascii=False)])}
    where += [_ANSWERS[name][answer] for name in _ANSWERS if (answer := getattr(wanted, name))]
    for name, sign in (("start", ">="), ("end", "<=")):
        if day := getattr(wanted, name):
            where.append(f'COALESCE(a."end", a.start) {sign} :{name}')
            values[name] = day.isoformat()
    return joins, " AND ".join(where), values


_LINES = text(
    f"""
    SELECT json_group_array(json_object(
        'id', a.id, 'title', a.title, 'type', a.type, 'place', a.place, 'start', a.start,
        'precision', a.precision, 'objectives', json(a.objectives), 'result', a.result,
        'institutions', json(a.institutions), 'participants', a.participants, 'cost', a.cost,
        'currency', a.currency, 'tags', json(a.tags), 'state', a.state, 'sharing', a.sharing,
        'grant', COALESCE((SELECT g.title FROM grant_ g WHERE g.id = a.grant_id), ''),
        'files', (SELECT count(*) FROM evidence e WHERE e.record_id = a.id),
        'report', COALESCE((SELECT max(r.number) FROM reported x JOIN report r ON r.id = x.report_id
            WHERE x.record_id = a.id AND x.kind = 'activity'), 0),
        'changed_since', COALESCE({_CHANGED_SINCE}, 0)))
    FROM activity a WHERE a.id IN (SELECT value FROM json_each(:ids))
    """
)


def activity_lines(session: Session, ids: Sequence[str]) -> list[ActivityLine]:
    """The lines of these activities, in the order asked; one that has gone is left out.

    They come as one value: each row of a result would wait for whoever else runs Python just then.
    """
    raw = session.scalar(_LINES, {"ids": json.dumps(list(ids))})
    found = {
        line.id: line for line in msgspec.json.decode(raw or "[]", type=list[ActivityLine], strict=False)
    }
    return [found[one] for one in ids if one in found]
