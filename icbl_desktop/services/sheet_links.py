"""What a sheet calls by name - grants, budget lines, activities, states - found among the records."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from sqlalchemy import select

from icbl_desktop.domain.grant import Grant
from icbl_desktop.domain.rule_parts import shortened
from icbl_desktop.formats.sheet_cells import Unfit, plain
from icbl_desktop.services import countries, work_records
from icbl_desktop.services.record_kinds import GRANT
from icbl_desktop.store.database import Database
from icbl_desktop.store.tables_work import ActivityRow

T = TypeVar("T")


class Links:
    """Looks up what cells name, for one sheet."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._grants = work_records.every(db, GRANT)
        self._activities: dict[str, list[str]] = {}
        self._states: dict[str, str] = {}

    def resolve(self, field: str, value: Any, row: Mapping[str, Any]) -> Any:
        """The value of a field with names replaced by ids and codes. Raises Unfit for an unknown one."""
        if field == "grant_id":
            return self._grant(value).id
        if field == "line":
            return self._line(value, row)
        if field == "activity_id":
            return self._activity(value)
        if field == "activities":
            return tuple(map(self._activity, value))
        if field == "states":
            return tuple(map(self._state, value))
        if field == "iso3":
            return self._state(value)
        if field == "currency":
            return value.upper()
        return value

    def _grant(self, name: str) -> Grant:
        return _one("grant", name, {one.id: (one.title, one) for one in self._grants})

    def _line(self, name: str, row: Mapping[str, Any]) -> str:
        """A line of the row's grant; without one, of any grant."""
        grants = [one for one in self._grants if row.get("grant_id") in (None, one.id)]
        lines = {line.id: (line.title, line) for grant in grants for line in grant.budget}
        return _one("budget line", name, lines).id

    def _activity(self, name: str) -> str:
        if not self._activities:
            with self._db.read() as session:
                rows = session.execute(
                    select(ActivityRow.id, ActivityRow.title).where(ActivityRow.trashed_at.is_(None))
                )
                for one, title in rows:
                    self._activities.setdefault(plain(title), []).append(one)
                    self._activities[one] = [one]
        found = self._activities.get(name) or self._activities.get(plain(name)) or []
        if len(found) > 1:
            raise Unfit(f"Several activities are called “{shortened(name)}”. Write the id of the one meant.")
        if not found:
            raise Unfit(
                f"There is no activity “{shortened(name)}” here. Write its title as it stands in the list."
            )
        return found[0]

    def _state(self, name: str) -> str:
        if not self._states:
            for iso3, state in countries.facts().states.items():
                self._states[plain(state.name)] = self._states[plain(iso3)] = iso3
        found = self._states.get(plain(name))
        if found is None:
            raise Unfit(
                f"“{shortened(name)}” is neither a state's name nor its three-letter code. Cambodia's is KHM."
            )
        return found


def _one(kind: str, name: str, known: Mapping[str, tuple[str, T]]) -> T:
    """The one of these, by id, that has this id or title. Raises Unfit."""
    found = [one for key, (title, one) in known.items() if name == key or plain(name) == plain(title)]
    if len(found) > 1:
        raise Unfit(f"Several {kind}s are called “{shortened(name)}”. Write the id of the one meant.")
    if not found:
        titles = ", ".join(title for title, _ in known.values()) or "none yet"
        raise Unfit(f"There is no {kind} “{shortened(name)}” here. Known are: {titles}.")
    return found[0]
