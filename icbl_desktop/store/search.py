"""Records by words: the newest that answer, never all of them.

Words of three letters and more are looked for in the trigram indexes, which fold case and accents. Shorter
ones count only where there is no longer one; then titles are looked through.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import text
from sqlalchemy.orm import Session

TRIGRAM = 3  # letters: an index knows no shorter word


@dataclass(frozen=True, kw_only=True)
class Match:
    """A record that answers. What opens to show it is ``shown_by``, of kind ``shower``: most often itself.

    ``currency`` is that of an indicator's answer in money.
    """

    kind: str
    id: str
    title: str
    detail: str
    day: date | None
    precision: str
    shower: str
    shown_by: str
    currency: str = ""


@dataclass(frozen=True, kw_only=True)
class Named:
    """The people and institutions of a record in which one of them answers."""

    kind: str
    id: str
    title: str
    institutions: tuple[str, ...]
    people: str


@dataclass(frozen=True)
class _Index:
    """A search index and the table whose keys are its row numbers."""

    words: str
    table: str
    walk: str = ""
    """What leaves out the trash where the table holds it, and walks an index that holds the titles."""


_ACTIVITY = _Index("activity_search", "activity", "AND trashed_at IS NULL ORDER BY title COLLATE NOCASE")
_OTHER = _Index("searchable_words", "searchable")

_FOUND = "IN (SELECT value FROM json_each(:keys))"
_ACTIVITIES = f"""
    SELECT 'activity' AS kind, id, title, place AS detail, start AS day, precision,
        'activity' AS shower, id AS shown_by
    FROM activity WHERE trashed_at IS NULL AND key {_FOUND} ORDER BY start DESC, key DESC
"""
_RECORDS = f"""
    SELECT s.kind, s.record_id AS id, s.title, s.detail, s.day, 'day' AS precision,
        iif(s.kind = 'evidence', COALESCE(o.kind, 'activity'), s.kind) AS shower,
        iif(s.kind = 'evidence', COALESCE(o.shown_by, s.owner), s.shown_by) AS shown_by,
        COALESCE(i.currency, '') AS currency
    FROM searchable s LEFT JOIN searchable o ON o.record_id = s.owner
        LEFT JOIN indicator_update i ON i.id = s.record_id
        LEFT JOIN searchable oo ON oo.record_id = o.owner
        LEFT JOIN activity a ON a.id = COALESCE(NULLIF(o.owner, ''), s.owner) AND a.trashed_at IS NULL
    WHERE s.key {_FOUND} AND (s.owner = '' OR o.owner = '' OR oo.key IS NOT NULL OR a.key IS NOT NULL)
        AND NOT EXISTS (SELECT 1 FROM follow_up f JOIN promise p ON p.id = f.promise_id
            WHERE f.id = s.record_id AND p.trashed_at IS NOT NULL)
    ORDER BY s.day DESC, s.key DESC
"""
_NAMES_OF_ACTIVITIES = f"""
    SELECT 'activity' AS kind, id, title, institutions, people FROM activity
    WHERE trashed_at IS NULL AND key {_FOUND} ORDER BY start DESC, key DESC
"""
_NAMES_OF_PROMISES = f"""
    SELECT 'promise' AS kind, p.id, p.what AS title, json_array(p.who) AS institutions, p.person AS people
    FROM searchable s JOIN promise p ON p.id = s.record_id
        LEFT JOIN activity a ON a.id = s.owner AND a.trashed_at IS NULL
    WHERE s.key {_FOUND} AND (s.owner = '' OR a.key IS NOT NULL) ORDER BY s.key DESC
"""


def phrase(words: Sequence[str], column: str = "") -> str:
    """Words as an index is asked for them: all of them, each letter for letter; in one column if named."""
    quoted = " AND ".join('"' + word.replace('"', '""') + '"' for word in words)
    return f"{column} : ({quoted})" if column else quoted


def long_enough(words: Sequence[str]) -> list[str]:
    """The words that an index knows."""
    return [word for word in words if len(word) >= TRIGRAM]


def activities(session: Session, words: Sequence[str], most: int) -> list[Match]:
    """Activities that answer, newest first: at most so many by their titles, and so many by all they say."""
    return _matches(session, _ACTIVITIES, _keys(session, _ACTIVITY, words, most))


def records(session: Session, words: Sequence[str], most: int) -> list[Match]:
    """The same for records of other kinds; what hangs on a record in the trash is left out."""
    return _matches(session, _RECORDS, _keys(session, _OTHER, words, most))


def names(session: Session, words: Sequence[str], most: int) -> list[Named]:
    """Activities and promises with people or institutions that may answer, newest first."""
    if not (long := long_enough(words)):
        return []
    return [
        *_named(session, _NAMES_OF_ACTIVITIES, _indexed(session, _ACTIVITY, long, most, "names")),
        *_named(session, _NAMES_OF_PROMISES, _indexed(session, _OTHER, long, most, "text")),
    ]


def _keys(session: Session, index: _Index, words: Sequence[str], most: int) -> list[int]:
    """The keys of what answers, some of them twice."""
    if not (long := long_enough(words)):
        return _titled(session, index, words, most)
    return _indexed(session, index, long, most, "title") + _indexed(session, index, long, most)


def _indexed(session: Session, index: _Index, words: Sequence[str], most: int, column: str = "") -> list[int]:
    """The keys of those kept last that answer."""
    sql = f"SELECT rowid FROM {index.words} WHERE {index.words} MATCH :words ORDER BY rowid DESC LIMIT :most"
    return list(session.scalars(text(sql), {"words": phrase(words, column), "most": most}))


def _titled(session: Session, index: _Index, words: Sequence[str], most: int) -> list[int]:
    """The keys of some with these letters in their titles."""
    asked = {f"word{number}": word for number, word in enumerate(words)}
    holds = " AND ".join(f"instr(lower(title), lower(:{name}))" for name in asked)
    sql = f"SELECT key FROM {index.table} WHERE {holds} {index.walk} LIMIT :most"
    return list(session.scalars(text(sql), {**asked, "most": most}))


def _matches(session: Session, sql: str, keys: list[int]) -> list[Match]:
    rows = session.execute(text(sql), {"keys": json.dumps(keys)}).mappings()
    return [Match(**{**row, "day": date.fromisoformat(row["day"]) if row["day"] else None}) for row in rows]


def _named(session: Session, sql: str, keys: list[int]) -> list[Named]:
    rows = session.execute(text(sql), {"keys": json.dumps(keys)}).mappings()
    return [Named(**{**row, "institutions": tuple(json.loads(row["institutions"]))}) for row in rows]
