"""Undoing an action whole: what it changed is as before, what was changed since is left and counted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from icbl_desktop.app import App, open_app
from icbl_desktop.domain.record import as_draft
from icbl_desktop.domain.vocabulary import Changed, PromiseState
from icbl_desktop.domain.work import ActivityDraft, PromiseDraft
from icbl_desktop.errors import UserError
from icbl_desktop.services import (
    activities,
    bulk,
    drafts,
    evidence,
    history,
    promises,
    trash,
    undo,
    work_records,
)
from icbl_desktop.services.activities import ActivityFilter
from icbl_desktop.services.bulk import BulkChange
from icbl_desktop.services.record_kinds import ACTIVITY, FOLLOW_UP, GRANT, PROMISE
from icbl_desktop.services.undo import Action
from icbl_desktop.store.database import Database
from tests import workspace
from tests.workspace import CLEARANCE, MEETING, fund, log, one

PROMISED = PromiseDraft(who="Ministry of Foreign Affairs", what="Sign in May")


def import_two(db: Database) -> tuple[Changed, list[str]]:
    """Add two activities as one action, as an import does."""
    with db.write() as session:
        number = undo.begin(session, db.clock(), Action.IMPORT, "activity", 2)
        ids = [work_records.put(session, ACTIVITY, replace(MEETING, title=title)).id for title in "ab"]
    return replace(Changed.of("activity", *ids), undoable=number), ids


def test_what_was_removed_is_back_with_a_revision_of_its_own(db: Database) -> None:
    record_id = log(db)
    removed = activities.trash(db, record_id)
    offered = undo.latest(db)
    assert offered == undo.get(db, removed.undoable)
    assert (offered.action, offered.count, offered.title) == ("trash", 1, MEETING.title)

    undone = undo.undo(db, removed.undoable)
    assert (undone.changed, undone.kept) == (Changed.of("activity", record_id), 0)
    assert activities.ids(db, ActivityFilter()) == [record_id]
    newest = history.of(db, record_id)[0]
    assert (newest.action, newest.revision) == ("undone", 3)
    assert activities.get(db, record_id).revision == 3
    assert undo.latest(db) is None


def test_a_record_changed_since_is_left_and_counted(db: Database) -> None:
    ids = [log(db, title=title, tags=("old",)) for title in "abc"]
    edited = bulk.edit(db, ids, BulkChange(add_tags=("new",), add_objectives=(CLEARANCE,)))
    log(db, ids[1], title="Said otherwise since", tags=("old", "new"))

    undone = undo.undo(db, edited.undoable)
    assert undone.changed.ids == {ids[0], ids[2]}
    assert undone.kept == 1
    kept = activities.get(db, ids[1])
    assert (kept.title, kept.tags) == ("Said otherwise since", ("old", "new"))
    for one_id, title in ((ids[0], "a"), (ids[2], "c")):
        assert as_draft(activities.get(db, one_id), ActivityDraft) == replace(
            MEETING, title=title, tags=("old",)
        )


def test_actions_are_undone_one_after_the_other(db: Database) -> None:
    ids = [log(db, title=title) for title in "ab"]
    bulk.edit(db, ids, BulkChange(add_tags=("first",)))
    bulk.edit(db, ids, BulkChange(add_tags=("second",)))
    trash.put(db, ACTIVITY, ids)
    found = []
    while undone := undo.undo_latest(db):
        assert undone.changed.ids == set(ids)
        assert undone.kept == 0, "an undone action is no change since"
        found.append(activities.get(db, ids[0]).tags)
    assert found == [("first", "second"), ("first",), ()]


def test_an_import_that_is_undone_goes_to_the_trash_all_but_what_was_worked_on(db: Database) -> None:
    changed, (first, second) = import_two(db)
    log(db, second, title="Worked on")
    undone = undo.undo(db, changed.undoable)
    assert undone.changed.ids == {first}
    assert undone.kept == 1
    assert activities.ids(db, ActivityFilter()) == [second]
    assert [found.id for found in trash.listing(db)] == [first]


def test_files_put_behind_a_record_meanwhile_stay_and_hinder_nothing(app: App, tmp_path: Path) -> None:
    file = tmp_path / "letter.txt"
    file.write_text("Dear minister")
    record_id = log(app.db)
    changed = bulk.edit(app.db, [record_id], BulkChange(sharing="local"))
    evidence.add(app.db, app.folders, record_id, [file])
    assert undo.undo(app.db, changed.undoable).kept == 0
    assert activities.get(app.db, record_id).sharing == "secretariat"
    assert [found.name for found in evidence.of(app.db, record_id)] == ["letter.txt"]


def test_what_was_done_before_a_restart_can_be_undone_after_it(app: App) -> None:
    record_id = log(app.db)
    activities.trash(app.db, record_id)
    app.close()
    again = open_app(app.folders)
    undone = undo.undo_latest(again.db)
    again.close()
    assert undone is not None
    assert undone.changed.ids == {record_id}


def test_nothing_is_undone_twice(db: Database) -> None:
    changed = activities.trash(db, log(db))
    undo.undo(db, changed.undoable)
    with pytest.raises(UserError, match="This was undone already. Nothing was changed."):
        undo.undo(db, changed.undoable)
    with pytest.raises(UserError, match="There is nothing here to undo."):
        undo.undo(db, 99)
    assert undo.undo_latest(db) is None


def test_the_trash_holds_every_kind_newest_first_and_gives_back_several_at_once(db: Database) -> None:
    activity, grant = log(db), fund(db)
    promise = one(work_records.save(db, PROMISE, PROMISED).ids)
    trash.put(db, ACTIVITY, [activity])
    trash.put(db, GRANT, [grant])
    trash.put(db, PROMISE, [promise])
    found = trash.listing(db)
    assert [(one_.kind, one_.title) for one_ in found] == [
        ("promise", "Sign in May"),
        ("grant", "Survivor network"),
        ("activity", MEETING.title),
    ]
    restored = trash.restore_each(db, [("promise", promise), ("activity", activity)])
    assert [one_.id for one_ in trash.listing(db)] == [grant]
    assert restored.kinds == {"promise", "activity"}
    assert trash.restore_each(db, [("promise", promise)]) == Changed(frozenset()), "it is there already"
    undo.undo(db, restored.undoable)
    assert {one_.id for one_ in trash.listing(db)} == {activity, grant, promise}


def test_what_hangs_on_a_record_in_the_trash_comes_back_only_with_it(db: Database) -> None:
    activity = log(db)
    promise = one(work_records.save(db, PROMISE, replace(PROMISED, activity_id=activity)).ids)
    trash.put(db, PROMISE, [promise])
    trash.put(db, ACTIVITY, [activity])
    with pytest.raises(UserError, match="“Sign in May” belongs to “.+”, which lies in the trash too"):
        trash.restore(db, PROMISE, [promise])
    assert len(trash.listing(db)) == 2
    with pytest.raises(UserError, match="lies in the trash.*Nothing was saved. Restore it first."):
        work_records.save(db, PROMISE, replace(PROMISED, activity_id=activity))
    trash.restore_each(db, [("promise", promise), ("activity", activity)])
    assert trash.listing(db) == ()


def test_a_draft_of_a_record_in_the_trash_is_not_offered_but_kept(db: Database) -> None:
    first, second = log(db), log(db, title="Second")
    drafts.keep(db, "activity", first, replace(MEETING, title="Half"))
    drafts.keep(db, "activity", second, replace(MEETING, title="Half a second"))
    activities.trash(db, second)
    offered = drafts.latest(db, "activity", ActivityDraft)
    assert offered is not None
    assert offered.record_id == first
    activities.restore(db, second)
    offered = drafts.latest(db, "activity", ActivityDraft)
    assert offered is not None
    assert offered.draft.title == "Half a second"


def test_what_was_marked_as_kept_or_done_is_open_again(db: Database) -> None:
    promise_id, follow_up_id = workspace.promise(db), workspace.follow_up(db)
    for changed in (
        promises.settle(db, promise_id, PromiseState.KEPT, date(2018, 6, 1), "By letter"),
        promises.finish(db, follow_up_id, date(2018, 6, 2)),
    ):
        undo.undo(db, changed.undoable)
    promise = work_records.get(db, PROMISE, promise_id)
    assert (promise.state, promise.settled_on, promise.how) == ("open", None, "")
    follow_up = work_records.get(db, FOLLOW_UP, follow_up_id)
    assert (follow_up.done, follow_up.done_on) == (False, None)
