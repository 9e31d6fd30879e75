"""Many activities changed at once: the rules of the form, all or nothing, each change on record."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select, update

from icbl_desktop.domain.record import as_draft
from icbl_desktop.domain.words import SHARING
from icbl_desktop.domain.work import ActivityDraft
from icbl_desktop.errors import Cancelled, UserError
from icbl_desktop.services import activities, bulk, trash, undo
from icbl_desktop.services.activities import ActivityFilter
from icbl_desktop.services.bulk import BulkChange
from icbl_desktop.services.record_kinds import GRANT
from icbl_desktop.store.database import Database
from icbl_desktop.store.tables_work import ActivityRow
from icbl_desktop.store.tables_workspace import AuditRow, UndoableRow
from tests.workspace import CLEARANCE, JOIN_CCM, contents, fund, log


@pytest.fixture
def ids(db: Database) -> list[str]:
    """Three activities with different tags."""
    return [log(db, title=title, tags=tags) for title, tags in (("A", ()), ("B", ("press",)), ("C", ("eu",)))]


def values(db: Database, ids: Sequence[str], field: str) -> list[Any]:
    return [getattr(activities.get(db, one), field) for one in ids]


def test_every_change_reaches_every_activity_and_leaves_the_rest_alone(db: Database, ids: list[str]) -> None:
    grant_id = fund(db)
    before = values(db, ids, "result")
    bulk.edit(db, ids, BulkChange(add_tags=("press", "law"), remove_tags=("eu",)))
    assert values(db, ids, "tags") == [("press", "law"), ("press", "law"), ("press", "law")]
    change = BulkChange(
        add_objectives=(CLEARANCE,), remove_objectives=(JOIN_CCM,), sharing="local", grant_id=grant_id
    )
    bulk.edit(db, ids, change)
    assert values(db, ids, "objectives") == [(CLEARANCE,)] * 3
    assert values(db, ids, "sharing") == ["local"] * 3
    assert values(db, ids, "grant_id") == [grant_id] * 3
    assert activities.ids(db, ActivityFilter(tag="law", objective=CLEARANCE)) == activities.ids(
        db, ActivityFilter()
    )
    bulk.edit(db, ids, BulkChange(grant_id=""))
    assert values(db, ids, "grant_id") == [""] * 3
    assert values(db, ids, "result") == before


def test_each_change_is_on_record_and_the_whole_can_be_undone(db: Database, ids: list[str]) -> None:
    changed = bulk.edit(db, ids, BulkChange(add_tags=("press",)))
    assert changed.ids == {ids[0], ids[2]}, "B had the tag"
    with db.read() as session:
        rows = list(session.scalars(select(AuditRow).filter_by(undoable=changed.undoable)))
        action = session.get(UndoableRow, changed.undoable)
    assert {(row.record_id, row.revision, row.action) for row in rows} == {
        (ids[0], 2, "edited"),
        (ids[2], 2, "edited"),
    }
    told = {row.record_id: json.loads(row.changes) for row in rows}
    assert told == {ids[0]: {"tags": [[], ["press"]]}, ids[2]: {"tags": [["eu"], ["eu", "press"]]}}
    assert action is not None
    assert (action.action, action.kind, action.count, action.title) == ("bulk_edit", "activity", 2, "")
    undo.undo(db, changed.undoable)
    assert values(db, ids, "tags") == [(), ("press",), ("eu",)]


def test_what_is_so_already_is_no_change_and_nothing_to_undo(db: Database, ids: list[str]) -> None:
    before = contents(db)
    changed = bulk.edit(db, ids, BulkChange(remove_tags=("never used",)))
    assert (changed.ids, changed.undoable) == (frozenset(), 0)
    assert contents(db) == before


def test_a_record_that_would_break_a_rule_stops_all_and_is_named(db: Database, ids: list[str]) -> None:
    before = contents(db)
    with pytest.raises(UserError) as refusal:
        bulk.edit(db, ids, BulkChange(sharing="everybody"))
    assert refusal.value.sentence == (
        "Nothing was changed: 3 of 3 activities would break a rule. "
        f"The first is “A”: “everybody” is not known here. Known are: {', '.join(SHARING)}."
    )
    assert contents(db) == before


def test_one_that_broke_a_rule_before_stops_all_as_in_the_form(db: Database, ids: list[str]) -> None:
    with db.write() as session:
        session.execute(update(ActivityRow).where(ActivityRow.id == ids[1]).values(women=5, participants=2))
    with pytest.raises(
        UserError, match="1 of 3 activities would break a rule. The first is “B”: This is more"
    ):
        bulk.edit(db, ids, BulkChange(add_tags=("law",)))
    assert values(db, ids, "tags") == [(), ("press",), ("eu",)]
    bulk.edit(db, ids, BulkChange(trash=True))
    assert activities.count(db) == 0, "what is wrong can still be taken away"


def test_one_that_has_gone_stops_all(db: Database, ids: list[str]) -> None:
    activities.trash(db, ids[1])
    before = contents(db)
    with pytest.raises(UserError, match="1 of these activities are not here any more. Nothing was changed"):
        bulk.edit(db, ids, BulkChange(add_tags=("law",)))
    assert contents(db) == before


def test_a_grant_that_is_not_here_stops_all(db: Database, ids: list[str]) -> None:
    before = contents(db)
    with pytest.raises(UserError, match="There is no grant"):
        bulk.edit(db, ids, BulkChange(grant_id="not-there"))
    assert contents(db) == before


def test_a_grant_in_the_trash_is_kept_where_it_is_named_and_set_nowhere(db: Database, ids: list[str]) -> None:
    grant_id = fund(db, title="Survivor network")
    bulk.edit(db, ids[:1], BulkChange(grant_id=grant_id))
    trash.put(db, GRANT, [grant_id])
    with pytest.raises(UserError, match="“Survivor network” lies in the trash. Nothing was saved."):
        bulk.edit(db, ids, BulkChange(grant_id=grant_id))
    with pytest.raises(UserError, match="“Survivor network” lies in the trash. Nothing was saved."):
        log(db, grant_id=grant_id)
    draft = as_draft(activities.get(db, ids[0]), ActivityDraft)
    activities.save(db, replace(draft, title="Renamed"), ids[0])
    assert values(db, ids, "grant_id") == [grant_id, "", ""]


def test_trash_takes_all_at_once_and_undo_brings_all_back(db: Database, ids: list[str]) -> None:
    changed = bulk.edit(db, ids, BulkChange(trash=True))
    assert activities.count(db) == 0
    latest = undo.latest(db)
    assert latest is not None
    assert (latest.key, latest.action, latest.count) == (changed.undoable, "trash", 3)
    undo.undo(db, changed.undoable)
    assert activities.count(db) == 3


def test_stopped_half_way_nothing_is_changed(db: Database, ids: list[str]) -> None:
    before = contents(db)
    told = []

    def stop(done: int, total: int) -> None:
        told.append((done, total))
        raise Cancelled("The work was stopped. Nothing was changed.")

    with pytest.raises(Cancelled):
        bulk.edit(db, ids, BulkChange(add_tags=("law",)), stop)
    assert told == [(3, 3)]
    assert contents(db) == before


def test_the_tags_in_use_are_offered(db: Database, ids: list[str]) -> None:
    assert bulk.tags(db) == ["eu", "press"]
    activities.trash(db, ids[2])
    assert bulk.tags(db) == ["press"]
