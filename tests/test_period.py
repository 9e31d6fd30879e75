"""Stretches of time: their labels, their quarters, whether they meet."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from icbl_desktop.domain.period import Period

DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))
PERIODS = st.builds(lambda one, other: Period(min(one, other), max(one, other)), DAYS, DAYS)
YEAR = Period(date(2018, 1, 1), date(2018, 12, 31))


@given(st.one_of(PERIODS, st.builds(Period.quarter_of, DAYS), st.just(YEAR)))
def test_a_label_names_one_period(period: Period) -> None:
    assert Period.from_label(period.label) == period


@pytest.mark.parametrize("label", ["", "2018-Q5", "2018-01-05_", "spring"])
def test_what_is_no_label_is_refused(label: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        Period.from_label(label)


@given(PERIODS)
def test_the_quarters_of_a_period_hold_each_of_its_days_once(period: Period) -> None:
    quarters = period.quarters()
    assert quarters[0].start <= period.start
    assert all(one.touches(period) for one in quarters)
    ends = [one.end.toordinal() + 1 for one in quarters[:-1]]
    assert ends == [one.start.toordinal() for one in quarters[1:]]
    assert quarters[-1].end >= period.end


@given(PERIODS, PERIODS)
def test_periods_touch_where_they_have_a_day_in_common(one: Period, other: Period) -> None:
    in_common = one.holds(other.start) or other.holds(one.start)
    assert one.touches(other) is other.touches(one) is in_common


def test_the_year_has_its_four_quarters() -> None:
    assert [one.label for one in YEAR.quarters()] == ["2018-Q1", "2018-Q2", "2018-Q3", "2018-Q4"]
