"""The campaign's own choices on the plan: what it hides, which dates it chose. They stay on this computer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from icbl_desktop.domain.choices import Choice, ChoiceKind, Conflict, Entry, said
from icbl_desktop.domain.vocabulary import Changed
from icbl_desktop.store.database import Database
from icbl_desktop.store.tables_workspace import ChoiceRow


def every(db: Database) -> tuple[Choice, ...]:
    """All choices, whatever plan they are about."""
    with db.read() as session:
        rows = session.scalars(select(ChoiceRow).order_by(ChoiceRow.about, ChoiceRow.kind))
        return tuple(map(_choice, rows))


def hide(db: Database, about: str, entry: Entry) -> Changed:
    """Fold an entry of the plan away (``about``: "PLAN/SECTION/ID"); it stays readable."""
    return _keep(db, Choice(about, ChoiceKind.HIDDEN, "", said(entry)))


def choose_date(db: Database, about: str, entry: Entry, day: date) -> Changed:
    """Choose one's own day for an entry of the plan."""
    return _keep(db, Choice(about, ChoiceKind.DATE, day.isoformat(), said(entry)))


def forget(db: Database, about: str, kind: ChoiceKind) -> Changed:
    """Take a choice back."""
    with db.write() as session:
        row = session.get(ChoiceRow, (about, kind))
        if row is not None:
            session.delete(row)
    return Changed.of("choice", about)


def settle(session: Session, answers: Mapping[Conflict, bool]) -> str:
    """Keep choices against what the plan now says, or give them up; returns what ``restore`` takes."""
    rows = {one: session.get(ChoiceRow, (one.choice.about, one.choice.kind)) for one in answers}
    before = [_choice(row) for row in rows.values() if row]  # one may have been taken back meanwhile
    for conflict, row in rows.items():
        if row and not answers[conflict]:
            session.delete(row)
        elif row and conflict.after is not None:
            row.seen = said(conflict.after)
    return msgspec.json.encode(before).decode()


def restore(session: Session, before: str, now: datetime) -> None:
    """Take back what ``settle`` did, but for a choice that was made anew since."""
    for choice in msgspec.json.decode(before, type=list[Choice]):
        row = session.get(ChoiceRow, (choice.about, choice.kind))
        if row is None or row.value == choice.value:
            session.merge(_row(choice, now))


def _keep(db: Database, choice: Choice) -> Changed:
    with db.write() as session:
        session.merge(_row(choice, db.clock()))
    return Changed.of("choice", choice.about)


def _row(choice: Choice, now: datetime) -> ChoiceRow:
    return ChoiceRow(
        about=choice.about, kind=choice.kind, value=choice.value, seen=choice.seen, changed_at=now
    )


def _choice(row: ChoiceRow) -> Choice:
    return Choice(row.about, ChoiceKind(row.kind), row.value, row.seen)
