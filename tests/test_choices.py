"""What a campaign hides of the plan and which days it chooses: kept, taken back, merged with a new plan."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from icbl_desktop.app import App
from icbl_desktop.domain.choices import ChoiceKind, Entry, conflicts, find, reference, said
from icbl_desktop.domain.plan import Plan
from icbl_desktop.formats import signing
from icbl_desktop.formats.bundle_schema import write_plan
from icbl_desktop.services import choices, keys, plan_offers, plan_updates, plans
from icbl_desktop.services.plan_offers import Offer
from icbl_desktop.store.database import Database
from tests import workspace
from tests.workspace import CAMBODIA

OFFICER = signing.generate()
WORK, OSLO = "2018-2019/strategies/2B-s1", "2018-2019/events/2018-e04"


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    """A campaign in Cambodia under the plan of 2018-2019 that hid one thing and chose a day for another."""
    app = workspace.fresh(tmp_path / "workspace", CAMBODIA, plan_id="2018-2019")
    keys.trust(app.db, signing.public_key_text(OFFICER.public), "Secretariat")
    choices.hide(app.db, WORK, entry(app.db, WORK))
    choices.choose_date(app.db, OSLO, entry(app.db, OSLO), date(2018, 3, 12))
    yield app
    app.close()


def entry(db: Database, about: str) -> Entry:
    found = find(plans.current(db), about)
    assert found is not None
    return found


def offered(app: App, plan: Plan) -> Offer:
    """This plan as the next bundle."""
    return plan_offers.offer(app.db, workspace.signed(write_plan(plan), OFFICER))


def kept(db: Database) -> dict[tuple[str, str], date | None]:
    return {(one.about, one.kind): one.day for one in choices.every(db)}


def test_choices_are_kept_changed_and_taken_back(app: App) -> None:
    assert kept(app.db) == {(WORK, "hidden"): None, (OSLO, "date"): date(2018, 3, 12)}
    choices.choose_date(app.db, OSLO, entry(app.db, OSLO), date(2018, 3, 20))
    assert kept(app.db)[OSLO, "date"] == date(2018, 3, 20)
    choices.forget(app.db, OSLO, ChoiceKind.DATE)
    choices.forget(app.db, WORK, ChoiceKind.HIDDEN)
    choices.forget(app.db, WORK, ChoiceKind.HIDDEN)
    assert kept(app.db) == {}


def test_one_entry_may_be_hidden_and_dated(app: App) -> None:
    choices.hide(app.db, OSLO, entry(app.db, OSLO))
    choices.forget(app.db, OSLO, ChoiceKind.HIDDEN)
    assert kept(app.db)[OSLO, "date"] == date(2018, 3, 12)


def test_a_new_plan_that_says_the_same_of_them_leaves_them_alone(app: App) -> None:
    before = kept(app.db)
    offer = offered(app, replace(plans.current(app.db), title="2018-2019 Operational Plan, mended"))
    assert offer.conflicts == ()
    plan_updates.apply(app.db, app.folders, offer)
    assert kept(app.db) == before


def test_what_the_new_plan_says_otherwise_is_asked(app: App) -> None:
    plan = plans.current(app.db)
    ways = tuple(replace(s, text="Clear more.") if s.id == "2B-s1" else s for s in plan.strategies)
    events = tuple(
        replace(e, start=date(2018, 3, 15), precision="day", to_be_confirmed=False)
        if e.id == "2018-e04"
        else e
        for e in plan.events
    )
    offer = offered(app, replace(plan, strategies=ways, events=events))
    assert [(one.choice.about, one.keep) for one in offer.conflicts] == [(OSLO, False), (WORK, False)]
    day, before = offer.conflicts[0], choices.every(app.db)
    plan_updates.apply(app.db, app.folders, offer, {day: True})
    assert kept(app.db) == {(OSLO, "date"): date(2018, 3, 12)}, "kept by hand; the changed text shows again"
    assert conflicts(choices.every(app.db), plan, plans.current(app.db)) == (), "asked once"

    plan_updates.undo(app.db)
    assert choices.every(app.db) == before, "undo brings back what was given up, too"


def test_undo_leaves_a_choice_alone_that_was_made_since(app: App) -> None:
    plan = plans.current(app.db)
    offer = offered(app, replace(plan, events=plan.events[4:]))
    plan_updates.apply(app.db, app.folders, offer, {offer.conflicts[0]: False})
    plan_updates.undo(app.db)
    choices.choose_date(app.db, OSLO, entry(app.db, OSLO), date(2018, 3, 20))
    again = offered(app, replace(plan, events=plan.events[4:]))
    plan_updates.apply(app.db, app.folders, again, {again.conflicts[0]: True})
    plan_updates.undo(app.db)
    assert kept(app.db)[OSLO, "date"] == date(2018, 3, 20)


def test_a_day_for_what_the_plan_drops_is_offered_to_be_kept(app: App) -> None:
    plan = plans.current(app.db)
    offer = offered(app, replace(plan, events=plan.events[4:], strategies=()))
    assert [(one.choice.about, one.after, one.keep) for one in offer.conflicts] == [(OSLO, None, True)]


def test_a_reference_finds_its_entry_in_its_own_plan_only() -> None:
    plan = plans.parse(plans.bundled_raw("2017"))
    first = plan.activities[0]
    about = reference(plan, "activities", first.id)
    assert (about, find(plan, about)) == ("2017/activities/1A-a01", first)
    assert find(plans.parse(plans.bundled_raw("2018-2019")), about) is None
    assert find(plan, "2017/targets/KHM") is None


def test_what_is_said_changes_with_the_date() -> None:
    event = next(e for e in plans.parse(plans.bundled_raw("2018-2019")).events if e.id == "2018-e04")
    assert said(event) != said(replace(event, to_be_confirmed=False))
    assert said(event) != said(replace(event, start=date(2018, 4, 1)))
    assert said(event) == said(replace(event, place="Oslo"))
