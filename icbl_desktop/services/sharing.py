"""How far a record, a file or the names in a record may travel: changed at one press, as any edit."""

from __future__ import annotations

from typing import Any

from icbl_desktop.domain.vocabulary import Changed, Sharing
from icbl_desktop.errors import UserError
from icbl_desktop.services import evidence, undo
from icbl_desktop.services.record_kinds import ACTIVITY, KINDS
from icbl_desktop.services.undo import Action
from icbl_desktop.store import records
from icbl_desktop.store.database import Database


def set_level(db: Database, kind: str, record_id: str, sharing: str) -> Changed:
    """Let a record of this kind go as far as this level and no further; it can be undone.

    Raises UserError for an unknown level, or where the record is gone.
    """
    return _set(db, kind, record_id, "sharing", _level(sharing))


def share_people(db: Database, activity_id: str, shared: bool) -> Changed:
    """Let the names of the people that an activity met go to the secretariat, or keep them; can be undone.

    Raises UserError where the activity is gone.
    """
    return _set(db, ACTIVITY.name, activity_id, "people_shared", shared)


def set_file_level(db: Database, evidence_id: str, sharing: str) -> Changed:
    """The same for a file behind a record; it stands in that record's history.

    Raises UserError for an unknown level, or where the file is gone.
    """
    return evidence.set_level(db, evidence_id, _level(sharing))


def _set(db: Database, kind: str, record_id: str, field: str, value: Any) -> Changed:
    described = KINDS[kind]
    with db.write() as session:
        row = records.find(session, described.row, record_id)
        if getattr(row, field) == value:
            return Changed(frozenset())
        title = str(getattr(row, described.title))
        number = undo.begin(session, db.clock(), Action.MARK, kind, 1, title)
        setattr(row, field, value)
        return Changed(frozenset({kind}), frozenset({record_id}), number)


def _level(sharing: str) -> Sharing:
    if sharing not in tuple(Sharing):
        raise UserError("There is no such level of sharing. Nothing was changed.", field="sharing")
    return Sharing(sharing)
