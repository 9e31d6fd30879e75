"""States by objectives: what was done where, and the silence."""

from __future__ import annotations

from datetime import date

import pytest

from icbl_desktop.domain.period import Period
from icbl_desktop.domain.picture import NONE_OF_THESE, Matrix, MatrixRow, Scope
from icbl_desktop.domain.plan import Plan
from icbl_desktop.services import plans
from icbl_desktop.services.office import matrix
from icbl_desktop.store.office import OfficeStore
from tests.office_data import LAO, PHNOM_PENH, filled_office

__all__ = ["filled_office"]


@pytest.fixture(scope="module")
def plan() -> Plan:
    """The plan of 2017."""
    return next(one for one in plans.bundled() if one.id == "2017")


def row(found: Matrix, iso3: str) -> MatrixRow:
    return next(one for one in found.rows if one.iso3 == iso3)


def counts(found: Matrix, iso3: str, code: str) -> dict[str, int]:
    return dict(row(found, iso3).cells[found.columns.index(code)].work.counts)


def test_each_state_that_the_plan_targets_has_a_row(filled_office: OfficeStore, plan: Plan) -> None:
    found = matrix.matrix(filled_office, plan, Scope("2017"))
    rows = [one.iso3 for one in found.rows]
    assert rows == sorted({one.iso3 for one in plan.targets} | {"SRB", "BIH", "KHM", "LAO", "COL"})
    assert found.columns == (*(one.code for one in plan.objectives), NONE_OF_THESE)


def test_what_was_done_stands_in_each_of_its_objectives_and_states(
    filled_office: OfficeStore, plan: Plan
) -> None:
    found = matrix.matrix(filled_office, plan, Scope("2017"))
    assert counts(found, "KHM", "1A") == {
        "activity": 2,
        "outcome": 1,
        "grant": 1,
        "promise": 2,
        "indicator_update": 2,
    }
    assert counts(found, "BIH", "2B") == {"activity": 1}, "the mission went to both of the campaign's states"
    assert counts(found, "KHM", NONE_OF_THESE) == {"activity": 1}
    assert row(found, "KHM").work.of("activity") == 4, "a record in two cells is one in its row"
    assert row(found, "KHM").work.last == date(2017, 10, 1)
    assert row(found, "KHM").campaigns == 2
    assert found.all.of("activity") == 16
    assert found.totals[0].of("activity") == 8


def test_silence_is_a_target_where_nothing_was_done(filled_office: OfficeStore, plan: Plan) -> None:
    found = matrix.matrix(filled_office, plan, Scope("2017"))
    silent = row(found, "AGO")
    assert silent.silent
    assert silent.cells[0].silent
    assert not row(found, "KHM").silent
    assert not row(found, "SRB").cells[0].silent, "it is no target of 1A"


def test_the_scope_narrows_rows_and_columns(filled_office: OfficeStore, plan: Plan) -> None:
    one_state = matrix.matrix(filled_office, plan, Scope("2017", iso3="LAO"))
    assert [one.iso3 for one in one_state.rows] == ["LAO"]
    one_objective = matrix.matrix(filled_office, plan, Scope("2017", objective="3B"))
    assert one_objective.columns == ("3B",)
    assert one_objective.all.counts == {"activity": 4}
    under_none = matrix.matrix(filled_office, plan, Scope("2017", objective=NONE_OF_THESE))
    assert under_none.columns == (NONE_OF_THESE,)
    assert under_none.all.counts == {"activity": 4}
    quarter = matrix.matrix(filled_office, plan, Scope("2017", Period.quarter(2017, 3)))
    assert quarter.all.counts == {"activity": 4, "outcome": 4}
    one_campaign = matrix.matrix(filled_office, plan, Scope("2017", campaign=PHNOM_PENH.campaign))
    assert one_campaign.all.counts == {"indicator_update": 4}


def test_what_names_no_day_is_in_no_period(filled_office: OfficeStore, plan: Plan) -> None:
    found = matrix.matrix(filled_office, plan, Scope("2017", campaign=LAO.campaign))
    assert found.all.of("activity") == 4, "the fifth names no day"


def test_a_plan_of_another_strategy_has_the_work_under_none_of_its_objectives(
    filled_office: OfficeStore,
) -> None:
    old = next(one for one in plans.bundled() if one.id == "2012-2015")
    years = Period(date(2017, 1, 1), date(2017, 12, 31))
    found = matrix.matrix(filled_office, old, Scope("2012-2015", years))
    assert found.columns[-1] == NONE_OF_THESE
    assert found.totals[-1].of("activity") == 16
