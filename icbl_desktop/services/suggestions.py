"""What a person typed before, to be offered again while they type."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select, text
from sqlalchemy.orm import InstrumentedAttribute, Session

from icbl_desktop.store.database import Database
from icbl_desktop.store.tables_work import ActivityRow, FollowUpRow, PromiseRow

_NEWEST = 3_000
"""So many records are looked through: what was not typed in those is not waited for."""
_MOST = 200


@dataclass(frozen=True)
class Suggestions:
    """Each without doubles, whatever their case; the last place first, then what was typed most often."""

    places: tuple[str, ...] = ()
    institutions: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    promise_makers: tuple[str, ...] = ()
    doers: tuple[str, ...] = ()
    """Who of the campaign does what is to be done next."""


def typed_before(db: Database) -> Suggestions:
    """What the newest records hold."""
    with db.read() as session:
        rows = session.execute(
            select(ActivityRow.place, ActivityRow.institutions, ActivityRow.people, ActivityRow.tags)
            .where(ActivityRow.trashed_at.is_(None))
            .order_by(text("activity.key DESC"))
            .limit(_NEWEST)
        ).all()
        makers = _newest(session, PromiseRow.who)
        doers = _newest(session, FollowUpRow.who)
    institutions = [one for row in rows for one in row.institutions]
    return Suggestions(
        places=_last_first([row.place for row in rows]),
        institutions=_most_used([*institutions, *makers]),
        people=_most_used(line for row in rows for line in row.people.splitlines()),
        tags=_most_used(tag for row in rows for tag in row.tags),
        promise_makers=_most_used([*makers, *institutions]),
        doers=_most_used(doers),
    )


def _newest(session: Session, column: InstrumentedAttribute[str]) -> list[str]:
    row = column.class_
    question = select(column).where(row.trashed_at.is_(None)).order_by(row.made_at.desc()).limit(_NEWEST)
    return list(session.scalars(question))


def _most_used(words: Iterable[str]) -> tuple[str, ...]:
    """As they were written last; the most frequent first, among equals the newest."""
    said: dict[str, str] = {}
    often: Counter[str] = Counter()
    for word in words:
        plain = word.strip()
        if plain:
            said.setdefault(plain.casefold(), plain)
            often[plain.casefold()] += 1
    return tuple(said[key] for key, _ in often.most_common(_MOST))


def _last_first(words: list[str]) -> tuple[str, ...]:
    last = _most_used(next(([word] for word in words if word.strip()), []))
    return tuple(dict.fromkeys((*last, *_most_used(words))))
