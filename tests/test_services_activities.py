"""The work log: save, change, take away, bring back; and forms that were left open."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from icbl_desktop.domain.record import as_draft
from icbl_desktop.domain.work import ActivityDraft
from icbl_desktop.errors import InvalidRecord, UserError
from icbl_desktop.services import activities, drafts
from icbl_desktop.services.activities import ActivityFilter
from icbl_desktop.store.database import Database
from tests.workspace import CLEARANCE, JOIN_CCM, MEETING, contents, fund, log

FULL = ActivityDraft(
    type="workshop",
    title="សិក្ខាសាលា with “survivors”",
    start=date(2018, 3, 1),
    end=date(2018, 3, 2),
    precision="day",
    objectives=(JOIN_CCM, CLEARANCE),
    result="Two\nlines",
    details="Details",
    place="Battambang",
    states=("KHM", "LAO"),
    level="regional",
    treaty="CCM",
    institutions=("CMAA", "Ministry of Foreign Affairs"),
    people="Somebody in private",
    people_shared=True,
    state_response="They listened",
    participants=40,
    women=0,
    men=20,
    under_18=4,
    aged_18_to_59=0,
    aged_60_and_over=6,
    persons_with_disabilities=12,
    survivors=9,
    media_reach="Two newspapers",
    reached=12_000,
    cost=Decimal("1250.0001"),
    currency="USD",
    planned_activity="2017/1A-a01",
    event="2018-2019/e01",
    alert="2017/alert-1",
    commitment="2017/1A-c1",
    tags=("border", "សន្តិភាព"),
    state="draft",
    sharing="public",
)


def test_every_field_comes_back_as_it_was_saved(db: Database) -> None:
    full = replace(FULL, grant_id=fund(db))
    (activity_id,) = activities.save(db, full).ids
    kept = activities.get(db, activity_id)
    assert {f.name: getattr(kept, f.name) for f in fields(ActivityDraft)} == {
        f.name: getattr(full, f.name) for f in fields(ActivityDraft)
    }
    assert all(getattr(full, f.name) != f.default for f in fields(ActivityDraft) if f.name not in SAME)
    assert (kept.id, kept.revision) == (activity_id, 1)
    assert as_draft(kept, ActivityDraft) == full


def test_an_activity_is_not_paid_from_a_grant_that_is_not_here(db: Database) -> None:
    with pytest.raises(UserError, match="There is no grant “no-such-grant” here. Nothing was saved"):
        log(db, grant_id="no-such-grant")
    assert activities.ids(db, ActivityFilter()) == []


SAME = {"precision"}  # the one field whose sample is its default


def test_a_save_says_what_changed(db: Database) -> None:
    changed = activities.save(db, MEETING)
    (activity_id,) = changed.ids
    assert changed.kinds == {"activity"}
    assert activities.save(db, replace(MEETING, title="Second meeting"), activity_id).ids == {activity_id}
    assert activities.get(db, activity_id).title == "Second meeting"
    assert len(activities.ids(db, ActivityFilter())) == 1


def test_trash_takes_it_from_the_list_and_restore_brings_it_back_whole(db: Database) -> None:
    activity_id = log(db)
    activities.trash(db, activity_id)
    assert activities.ids(db, ActivityFilter()) == []
    activities.restore(db, activity_id)
    assert activities.ids(db, ActivityFilter()) == [activity_id]
    assert as_draft(activities.get(db, activity_id), ActivityDraft) == MEETING


@pytest.mark.parametrize("use", [activities.get, activities.trash, activities.restore])
def test_a_record_that_is_gone_is_said_so(db: Database, use: Any) -> None:
    with pytest.raises(UserError, match="not here any more"):
        use(db, "no-such-id")
    with pytest.raises(UserError, match="not here any more"):
        log(db, "no-such-id")


@pytest.mark.parametrize(
    ("changes", "problems"),
    [
        ({"type": ""}, {"type": "Choose what kind"}),
        ({"title": " "}, {"title": "Write in a few words"}),
        ({"start": None}, {"start": "Give the date"}),
        ({"end": date(2018, 2, 28)}, {"end": "The end lies before the start."}),
        ({"type": "party"}, {"type": "“party” is not known here. Known are: meeting, letter"}),
        ({"sharing": "everyone"}, {"sharing": "“everyone” is not known here."}),
        ({"participants": -1}, {"participants": "A number of people cannot be below zero."}),
        ({"participants": 10**19}, {"participants": "This number is too large."}),
        ({"participants": 5, "women": 6}, {"women": "This is more than all participants."}),
        ({"cost": Decimal(5)}, {"currency": "Give the currency as three letters"}),
        ({"cost": Decimal(-5), "currency": "USD"}, {"cost": "An amount of money cannot be below zero."}),
        ({"cost": Decimal("NaN"), "currency": "USD"}, {"cost": "An amount of money cannot be below zero."}),
        ({"cost": Decimal("0.00001"), "currency": "USD"}, {"cost": "Write the amount with at most four"}),
        ({"cost": Decimal("1e40"), "currency": "USD"}, {"cost": "This amount is too large."}),
        ({"cost": Decimal("12.50000000"), "currency": "USD"}, {"cost": "Write the amount with at most four"}),
        ({"cost": Decimal(5), "currency": "usd"}, {"currency": "Give the currency as three letters"}),
        ({"treaty": "NPT"}, {"treaty": "“NPT” is not known here."}),
        ({"states": ("KHM", "XXX")}, {"states": "“XXX” is not the three-letter code of a state."}),
        ({"details": "a" * 20_001}, {"details": "This text is too long. Write at most 20,000 characters."}),
        ({"title": "", "start": None}, {"title": "Write in a few words", "start": "Give the date"}),
    ],
)
def test_each_broken_rule_is_named_at_its_field_and_nothing_is_saved(
    db: Database, changes: dict[str, Any], problems: dict[str, str]
) -> None:
    before = contents(db)
    with pytest.raises(InvalidRecord) as caught:
        log(db, **changes)
    assert caught.value.problems.keys() == problems.keys()
    for field, sentence in problems.items():
        assert caught.value.problems[field].startswith(sentence)
        assert sentence in caught.value.sentence
    assert contents(db) == before


def test_a_draft_may_be_as_good_as_empty(db: Database) -> None:
    (activity_id,) = activities.save(db, ActivityDraft(state="draft")).ids
    assert activities.get(db, activity_id).state == "draft"


def test_nobody_came_is_kept_apart_from_not_counted(db: Database) -> None:
    kept = activities.get(db, log(db, participants=0))
    assert (kept.participants, kept.women) == (0, None)


def test_a_form_left_open_is_offered_until_it_is_discarded(db: Database) -> None:
    typing = replace(FULL, title="Half a sent")
    drafts.keep(db, "activity", "", MEETING)
    drafts.keep(db, "activity", "", typing)
    offered = drafts.latest(db, "activity", ActivityDraft)
    assert offered is not None
    assert (offered.record_id, offered.draft) == ("", typing)
    assert drafts.find(db, "activity", "", ActivityDraft) == offered

    drafts.discard(db, "activity", "")
    assert drafts.latest(db, "activity", ActivityDraft) is None
    assert drafts.find(db, "activity", "", ActivityDraft) is None


def test_forms_left_open_do_not_mix(db: Database) -> None:
    first = log(db)
    drafts.keep(db, "activity", "", replace(MEETING, title="New"))
    drafts.keep(db, "activity", first, replace(MEETING, title="Edited"))
    drafts.keep(db, "other form", first, replace(MEETING, title="Other"))
    offered = drafts.latest(db, "activity", ActivityDraft)
    assert offered is not None
    assert offered.draft.title == "Edited", "the newest is offered first"
    drafts.discard(db, "activity", first)
    offered = drafts.latest(db, "activity", ActivityDraft)
    assert offered is not None
    assert offered.draft.title == "New"
    assert activities.get(db, first).title == MEETING.title, "a draft changes no record"


def test_what_was_kept_of_a_form_ends_with_the_save_and_not_with_a_refused_one(db: Database) -> None:
    drafts.keep(db, "activity", "", replace(MEETING, type=""))
    with pytest.raises(InvalidRecord):
        activities.save(db, replace(MEETING, type=""), form="activity")
    assert drafts.find(db, "activity", "", ActivityDraft) is not None
    activities.save(db, MEETING, form="activity")
    assert drafts.find(db, "activity", "", ActivityDraft) is None


def test_a_count_leaves_out_what_is_in_the_trash(db: Database) -> None:
    log(db)
    activities.trash(db, log(db))
    assert activities.count(db) == 1
