"""What was typed once is offered again; what is known of a new activity stands in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from icbl_desktop.domain.work import ActivityEntry, FollowUpDraft, PromiseDraft
from icbl_desktop.services import activities, work_records
from icbl_desktop.services.record_kinds import FOLLOW_UP, PROMISE
from icbl_desktop.services.suggestions import typed_before
from icbl_desktop.store.database import Database
from tests.workspace import JOIN_CCM, MEETING, log, one


def entry(**fields: object) -> ActivityEntry:
    return replace(ActivityEntry(**vars(MEETING)), **fields)  # type: ignore[arg-type]


def test_the_last_place_comes_first_then_what_was_typed_most_often(db: Database) -> None:
    for place in ("Battambang", "Battambang", "Pailin", "Siem Reap"):
        log(db, place=place)
    assert typed_before(db).places == ("Siem Reap", "Battambang", "Pailin")


def test_words_are_offered_once_as_they_were_written_last(db: Database) -> None:
    log(db, institutions=("cmaa", "Parliament"), people="Sok Chea\nChan Thy ", tags=("border",))
    log(db, institutions=("CMAA",), people="Sok Chea", tags=("border", "youth"))
    activities.trash(db, log(db, institutions=("Not any more",), tags=("gone",)))
    typed = typed_before(db)
    assert typed.institutions == ("CMAA", "Parliament")
    assert typed.people == ("Sok Chea", "Chan Thy")
    assert typed.tags == ("border", "youth")


def test_who_promised_and_who_follows_up_are_offered_again(db: Database) -> None:
    promises = (PromiseDraft(who="Ministry of Defence", what="Destroy the stock"),)
    follow_ups = (FollowUpDraft(what="Ask again", who="Sok Chea"),)
    activities.save(db, entry(promises=promises, follow_ups=follow_ups, institutions=("CMAA",)))
    typed = typed_before(db)
    assert set(typed.promise_makers) == {"Ministry of Defence", "CMAA"}
    assert typed.doers == ("Sok Chea",)


def test_a_new_activity_takes_over_the_level_but_never_how_far_it_travels(db: Database) -> None:
    log(db, level="regional", sharing="public", people_shared=True, place="Vientiane")
    blank = activities.blank(db)
    assert (blank.level, blank.states) == ("regional", ("KHM",))
    assert (blank.sharing, blank.people_shared, blank.place, blank.objectives) == (
        "secretariat",
        False,
        "",
        (),
    )


def test_a_duplicate_keeps_what_was_done_and_not_what_came_of_it(db: Database) -> None:
    first = log(db, participants=12, cost=None, state_response="They listened", tags=("border",))
    again = activities.duplicate(db, first)
    assert (again.title, again.objectives, again.tags) == (MEETING.title, (JOIN_CCM,), ("border",))
    assert (again.start, again.result, again.participants, again.state_response) == (None, "", None, "")
    assert (again.promises, again.follow_ups) == ((), ())


def test_a_promise_has_day_state_and_objective_from_its_activity_and_goes_no_further(db: Database) -> None:
    promises = (PromiseDraft(who="CMAA", what="Send the list", sharing="public"),)
    follow_ups = (FollowUpDraft(what="Ask again"),)
    activity = one(activities.save(db, entry(promises=promises, follow_ups=follow_ups, sharing="local")).ids)
    (promise,) = work_records.every(db, PROMISE, activity_id=activity)
    (follow_up,) = work_records.every(db, FOLLOW_UP, activity_id=activity)
    assert (promise.made_on, promise.iso3, promise.objectives) == (date(2018, 3, 1), "KHM", (JOIN_CCM,))
    assert (promise.sharing, follow_up.sharing) == ("local", "local")
