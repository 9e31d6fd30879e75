"""Plans that came along, and what they ask of one state."""

from __future__ import annotations

from datetime import date

import pytest

from icbl_desktop.domain.plan import targets_of
from icbl_desktop.domain.work import IndicatorUpdateDraft
from icbl_desktop.errors import InvalidRecord, UserError
from icbl_desktop.services import activities, campaign, plan_history, plans, progress
from icbl_desktop.services.progress import ObjectiveView
from icbl_desktop.store.database import Database
from tests.workspace import CLEARANCE, JOIN_CCM, contents, log

SHIPPED = ["2012-2015", "strategy-2017-2021", "2017", "2018-2019"]


def seen(db: Database, code: str, plan_id: str = "2018-2019") -> ObjectiveView:
    """An objective as the campaign in Cambodia sees it."""
    return progress.objective_view(db, plans.plan(db, plan_id), code, ("KHM",))


def test_every_shipped_plan_is_there_oldest_first(db: Database) -> None:
    assert [plan.id for plan in plans.bundled()] == SHIPPED
    catalogue = plans.catalogue(db)
    assert [version.plan_id for version in catalogue] == SHIPPED
    assert [version.plan_id for version in catalogue if version.current] == ["2018-2019"]
    assert {version.origin for version in catalogue} == {"bundled"}


def test_work_can_move_to_another_plan_and_the_move_is_remembered(db: Database) -> None:
    log(db)
    before = contents(db)["activity"]
    plans.choose(db, "2017")
    assert plans.current(db).id == campaign.get(db).current_plan == "2017"
    assert [(step.plan_id, step.action) for step in plan_history.history(db)] == [
        ("2017", "chosen"),
        ("2018-2019", "began"),
    ]
    assert contents(db)["activity"] == before


def test_an_unknown_plan_is_said_so(db: Database) -> None:
    with pytest.raises(UserError, match="“icbl-desktop plan list” shows those there are"):
        plans.plan(db, "2031")
    with pytest.raises(UserError, match="There is no plan “2031” here"):
        plans.choose(db, "2031")
    assert plans.current(db).id == "2018-2019"


def test_opening_again_takes_in_no_plan_twice(app: object, db: Database) -> None:
    before = contents(db)
    plans.refresh_bundled(db)
    assert contents(db) == before


def test_a_plan_a_new_version_of_the_program_brings_is_taken_in(app: object, db: Database) -> None:
    with db.write() as session:
        connection = session.connection()
        for table in ("plan_pointer", "plan_version"):
            connection.exec_driver_sql(f"DELETE FROM {table} WHERE plan_id = '2012-2015'")
    assert "2012-2015" not in [version.plan_id for version in plans.catalogue(db)]
    plans.refresh_bundled(db)
    assert "2012-2015" in [version.plan_id for version in plans.catalogue(db)]
    assert plans.current(db).id == "2018-2019"


@pytest.mark.parametrize(
    ("iso3", "plan_id", "expected"),
    [
        ("KHM", "2017", ["1A", "3A", "3B"]),
        ("KHM", "2018-2019", ["1A", "2B", "3A", "3B"]),
        ("NPL", "2017", ["1A", "1B", "1B"]),
        ("NPL", "2018-2019", ["1A"]),
    ],
)
def test_where_a_state_is_a_target(db: Database, iso3: str, plan_id: str, expected: list[str]) -> None:
    assert [target.objective for target in targets_of(plans.plan(db, plan_id), [iso3])] == expected


def test_an_objective_says_why_cambodia_is_listed(db: Database) -> None:
    view = seen(db, "2B")
    assert view.ref == CLEARANCE
    assert [(target.group, target.iso3) for target in view.mine] == [("clearance", "KHM")]
    (listed,) = [(one, states) for one, states in view.lists if one.group == "clearance"]
    assert listed[0].reason
    assert "KHM" in listed[1]
    assert len(listed[1]) > 1, "the other states of the list are there to be seen"
    assert view.objective.goal == "2"
    assert view.goal_title
    assert seen(db, "1B").mine == ()


def test_what_campaigns_are_asked_stands_apart_from_what_others_do(db: Database) -> None:
    view = seen(db, "1A", "2017")
    assert view.asked
    assert view.others
    assert {one.who for one in view.asked} <= {"campaigns", "both"}
    assert {one.who for one in view.others} <= {"secretariat", "monitor"}
    plan = plans.plan(db, "2017")
    assert len(view.asked) + len(view.others) == len([a for a in plan.activities if a.objective == "1A"])


def test_work_under_an_objective_is_listed_and_counted(db: Database) -> None:
    older = log(db, start=date(2018, 1, 5))
    newer = log(db, objectives=(JOIN_CCM, CLEARANCE))
    activities.trash(db, log(db))
    assert seen(db, "1A").work == (newer, older)
    assert seen(db, "2B").work == (newer,)
    assert progress.work_counts(db) == {JOIN_CCM: 2, CLEARANCE: 1}


def test_the_newest_answer_to_an_indicator_counts(db: Database) -> None:
    first = IndicatorUpdateDraft(
        indicator="strategy-2017-2021/1A-i1", iso3="KHM", date=date(2018, 6, 1), value="no"
    )
    progress.save_update(db, first)
    later = IndicatorUpdateDraft(
        indicator="strategy-2017-2021/1A-i1", iso3="KHM", date=date(2018, 9, 1), value="yes"
    )
    progress.save_update(db, later)
    elsewhere = IndicatorUpdateDraft(
        indicator="strategy-2017-2021/1A-i1", iso3="LAO", date=date(2018, 10, 1), value="no"
    )
    progress.save_update(db, elsewhere)

    answers = {answer.indicator.id: answer for answer in seen(db, "1A").answers}
    latest = answers["1A-i1"].latest
    assert latest is not None
    assert (latest.value, answers["1A-i1"].count) == ("yes", 2)
    assert (answers["1A-i2"].latest, answers["1A-i2"].count) == (None, 0), "no answer is not an answer"


def test_an_incomplete_answer_names_its_fields(db: Database) -> None:
    with pytest.raises(InvalidRecord) as caught:
        progress.save_update(db, IndicatorUpdateDraft())
    assert list(caught.value.problems) == ["indicator", "iso3", "date", "value"]


def test_an_answer_given_under_one_plan_stands_under_the_next_of_its_strategy(db: Database) -> None:
    plans.choose(db, "2017")
    given = IndicatorUpdateDraft(
        indicator=plans.current(db).ref("1A-i1"), iso3="KHM", date=date(2017, 11, 1), value="no"
    )
    progress.save_update(db, given)
    plans.choose(db, "2018-2019")
    view = progress.objective_view(db, plans.current(db), "1A", ["KHM"])
    latest = next(one.latest for one in view.answers if one.indicator.id == "1A-i1")
    assert latest is not None
    assert latest.value == "no"
