"""The campaign's own notes on the plan: they stay on this computer, whatever plan comes."""

from __future__ import annotations

from sqlalchemy import select

from icbl_desktop.store.database import Database
from icbl_desktop.store.tables_workspace import NoteRow


def note(db: Database, about: str) -> str:
    """What was noted about an objective (its reference); empty where nothing was."""
    with db.read() as session:
        row = session.get(NoteRow, about)
        return row.words if row else ""


def noted(db: Database) -> frozenset[str]:
    """The references that a note was kept about."""
    with db.read() as session:
        return frozenset(session.scalars(select(NoteRow.about)))


def keep(db: Database, about: str, words: str) -> None:
    """Keep these words in place of what was noted before; empty words leave no note."""
    with db.write() as session:
        row = session.get(NoteRow, about)
        if words.strip():
            session.merge(NoteRow(about=about, words=words, changed_at=db.clock()))
        elif row is not None:
            session.delete(row)
