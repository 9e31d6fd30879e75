"""What is due: open things with a date, but for what was taken away and what hangs on it."""

from __future__ import annotations

from datetime import date

from icbl_desktop.domain.vocabulary import PromiseState
from icbl_desktop.domain.work import OutcomeDraft
from icbl_desktop.services import activities, grants, outcomes, promises, trash, work_records
from icbl_desktop.services.owed import Need, owed
from icbl_desktop.services.record_kinds import GRANT, PROMISE
from icbl_desktop.store.database import Database
from tests import workspace

TODAY = date(2018, 6, 1)


def due(db: Database, today: date = TODAY) -> dict[tuple[str, str], Need]:
    with db.read() as session:
        return {(one.kind, one.title): one for one in owed(session, today)}


def test_what_is_due_comes_in_the_order_of_its_days(db: Database) -> None:
    workspace.promise(db, what="A list", due=date(2018, 6, 3))
    workspace.follow_up(db, what="Call", due=date(2018, 6, 2))
    workspace.follow_up(db, what="Some day")
    workspace.fund(db, interim_report_due=date(2018, 5, 31), report_due=date(2018, 7, 2))
    found = [*due(db).values()]
    assert [one.kind for one in found] == ["interim_report", "follow_up", "promise", "grant_report"]
    assert [one.overdue for one in found] == [True, False, False, False]
    assert [one.is_near(TODAY) for one in found] == [True, True, True, False]
    assert found[3].is_near(date(2018, 6, 2)), "thirty days before"


def test_what_is_done_is_due_no_more_until_that_is_taken_back(db: Database) -> None:
    promise = workspace.promise(db, what="A list", due=TODAY)
    call = workspace.follow_up(db, what="Call", due=TODAY)
    workspace.fund(db, interim_report_due=TODAY, interim_reported_on=TODAY, report_due=TODAY)
    promises.settle(db, promise, PromiseState.NOT_KEPT, TODAY, "No money")
    promises.finish(db, call, TODAY)
    assert due(db).keys() == {("grant_report", "Survivor network")}
    assert work_records.get(db, PROMISE, promise).how == "No money"
    promises.settle(db, promise, PromiseState.OPEN, None)
    promises.finish(db, call, None)
    assert len(due(db)) == 3
    assert work_records.get(db, PROMISE, promise).settled_on is None


def test_what_hangs_on_a_trashed_record_is_not_due(db: Database) -> None:
    activity = workspace.log(db)
    promise = workspace.promise(db, what="A list", due=TODAY, activity_id=activity)
    workspace.follow_up(db, what="Ask for the list", due=TODAY, promise_id=promise)
    workspace.follow_up(db, what="Call", due=TODAY, activity_id=activity)
    grant = workspace.fund(db, report_due=TODAY)
    trash.put(db, GRANT, [grant])
    trash.put(db, PROMISE, [promise])
    assert due(db).keys() == {("follow_up", "Call")}
    activities.trash(db, activity)
    assert due(db) == {}
    assert promises.undertaken(db, TODAY).follow_ups == ()
    activities.restore(db, activity)
    trash.restore(db, PROMISE, [promise])
    assert len(due(db)) == 3


def test_the_lists_begin_with_what_is_open_and_end_with_what_was_settled_first(db: Database) -> None:
    made: dict[str, dict[str, object]] = {
        "no date": {},
        "late": {"due": date(2018, 7, 1)},
        "soon": {"due": date(2018, 6, 2)},
        "kept long ago": {"state": "kept", "settled_on": date(2018, 1, 1)},
        "kept now": {"state": "kept", "settled_on": date(2018, 5, 1)},
    }
    for what, fields in made.items():
        workspace.promise(db, what=what, **fields)
    found = promises.undertaken(db, TODAY).promises
    order = ["soon", "late", "no date", "kept now", "kept long ago"]
    assert [one.promise.what for one in found] == order


def test_an_outcome_says_what_it_lacks(db: Database) -> None:
    activity = workspace.log(db)
    draft = OutcomeDraft(actor="Parliament", change="It voted.", when=TODAY, significance="The first vote.")
    grants.save_outcome(db, draft)
    assert [*outcomes.every(db)[0].gaps] == ["contribution", "substantiation", "evidence"]
    (outcome_id,) = [line.outcome.id for line in outcomes.every(db)]
    full = {"contribution": "We asked.", "substantiation": "The clerk", "activities": (activity,)}
    grants.save_outcome(db, OutcomeDraft(**{**vars(draft), **full}), outcome_id)
    assert outcomes.every(db)[0].gaps == ()
