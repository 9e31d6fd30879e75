"""Targets and objectives that left the plan while own work stands under them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from icbl_desktop.app import App
from icbl_desktop.domain.plan import Plan
from icbl_desktop.domain.retired import left_behind, retired
from icbl_desktop.domain.work import IndicatorUpdateDraft
from icbl_desktop.formats import signing
from icbl_desktop.services import (
    activities,
    grants,
    keys,
    notes,
    own_work,
    plan_offers,
    plan_updates,
    plans,
    progress,
)
from icbl_desktop.services.own_work import OwnWork, Tally
from icbl_desktop.store.database import Database
from tests import workspace
from tests.plans import first_plan, second_plan
from tests.workspace import CAMBODIA, CLEARANCE, JOIN_CCM, OUTCOME, fund, log, signed_plan

OLD, NEW = first_plan(), second_plan()
REFS = {OLD.ref(objective.code) for objective in OLD.objectives}


def gone(plan: Plan, earlier: Plan, *states: str, worked: set[str] = REFS) -> list[tuple[str, str, str]]:
    """Objective, list and state of each retired target."""
    found = retired(plan, [plan, earlier], states, worked)
    return [(one.target.objective, one.target.group, one.target.iso3) for one in found]


def test_a_target_that_left_the_plan_is_retired() -> None:
    assert gone(OLD, NEW, "KHM") == [("2B", "clearance", "KHM")]
    assert gone(NEW, OLD, "NPL") == [
        ("1A", "affected-or-stockpiling", "NPL"),
        ("1A", "interim-steps", "NPL"),
    ]
    assert gone(NEW, OLD, "KHM") == [], "all of Cambodia's targets are in the plan"


def test_only_own_states_and_objectives_with_work_count() -> None:
    assert gone(OLD, NEW, "KHM", worked={JOIN_CCM}) == []
    assert gone(OLD, NEW, "THA") == []


def test_the_newest_plan_that_named_it_is_told() -> None:
    (one,) = retired(OLD, [OLD, NEW], ["KHM"], {CLEARANCE})
    assert (one.ref, one.plan.title) == (CLEARANCE, "Operational plan 2018-2019")


def test_objectives_of_another_strategy_are_left_behind_where_work_stands() -> None:
    other = plans.bundled()[0]
    assert other.strategy.id == "2012-2015"
    (one,) = left_behind(other, [other, NEW, OLD], {JOIN_CCM, "2012-2015/8"})
    assert (one.ref, one.objective.code, one.plan.id) == (JOIN_CCM, "1A", "2018-2019")
    assert left_behind(NEW, [NEW, OLD], REFS) == ()


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    """A campaign in Cambodia that took the plan of 2018-2019 in after that of 2017."""
    app = workspace.fresh(tmp_path / "workspace", CAMBODIA, plan_id="2017")
    officer = signing.generate()
    keys.trust(app.db, signing.public_key_text(officer.public), "Secretariat")
    plan_updates.apply(app.db, app.folders, plan_offers.offer(app.db, signed_plan(officer)))
    yield app
    app.close()


def kept(db: Database) -> OwnWork:
    return own_work.kept(db, plans.current(db), ["KHM"])


def test_work_under_a_gained_target_stays_marked_after_undo(app: App) -> None:
    log(app.db, objectives=(CLEARANCE,), start=date(2018, 4, 4))
    assert kept(app.db).retired == (), "2B is a target of Cambodia in the plan of 2018-2019"
    plan_updates.undo(app.db)
    (one,) = kept(app.db).retired
    assert (one.ref, one.target.group, one.plan.title) == (
        CLEARANCE,
        "clearance",
        "2018-2019 Operational Plan",
    )
    assert kept(app.db).work == {CLEARANCE: Tally(activities=1)}


def test_without_work_nothing_is_retired(app: App) -> None:
    activity = log(app.db, objectives=(CLEARANCE,))
    activities.trash(app.db, activity)
    plan_updates.undo(app.db)
    assert kept(app.db).retired == ()


def test_notes_answers_grants_promises_and_outcomes_are_work_too(app: App) -> None:
    db = app.db
    indicator = next(one for one in plans.current(db).indicators if one.objective == "2B")
    draft = IndicatorUpdateDraft(
        indicator=f"strategy-2017-2021/{indicator.id}", iso3="KHM", date=date(2018, 5, 1), value="yes"
    )
    progress.save_update(db, draft)
    notes.keep(db, CLEARANCE, "Ask for the survey.")
    fund(db, objectives=(CLEARANCE,))
    grants.save_outcome(db, OUTCOME)
    workspace.promise(db, objectives=(CLEARANCE,))
    gone = log(db)
    workspace.promise(db, objectives=(JOIN_CCM,), activity_id=gone)
    activities.trash(db, gone)
    plan_updates.undo(db)
    assert kept(db).work == {
        CLEARANCE: Tally(grants=1, promises=1, answers=1, noted=True),
        JOIN_CCM: Tally(outcomes=1),
    }
    assert [one.ref for one in kept(db).retired] == [CLEARANCE]


def test_under_another_strategy_the_work_is_left_behind_and_readable(app: App) -> None:
    log(app.db, title="Meeting on accession")
    plans.choose(app.db, "2012-2015")
    found = kept(app.db)
    (one,) = found.left_behind
    assert (one.ref, one.plan.id, found.retired) == (JOIN_CCM, "2018-2019", ())
    view = progress.objective_view(app.db, one.plan, "1A", ["KHM"])
    assert [line.title for line in activities.lines(app.db, view.work)] == ["Meeting on accession"]
