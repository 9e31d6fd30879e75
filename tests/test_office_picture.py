"""The picture: its figures, and that each is what lies behind it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from icbl_desktop.domain.period import Period
from icbl_desktop.domain.picture import KINDS, NONE_OF_THESE, Behind, Figure, Matrix, Measure, Number, Scope
from icbl_desktop.domain.picture_tables import Rate, converted
from icbl_desktop.domain.plan import Plan
from icbl_desktop.services import plans
from icbl_desktop.services.office import (
    behind,
    commitments,
    grants,
    indicators,
    matrix,
    picture,
    received,
    silence,
    timeline,
)
from icbl_desktop.store.office import OfficeStore
from tests.office_data import CAMBODIA, COLOMBIA, LAO, filled_office

__all__ = ["filled_office"]

SCOPES = (
    Scope("2017"),
    Scope("2018-2019"),
    Scope("2017", iso3="KHM"),
    Scope("2017", iso3="BIH"),
    Scope("2017", objective=NONE_OF_THESE),
    Scope("2017", campaign=LAO.campaign),
    Scope("2017", Period.quarter(2017, 2), "KHM", "1B"),
)


def plan_of(scope: Scope) -> Plan:
    return next(plan for plan in plans.bundled() if plan.id == scope.plan_id)


def opened(store: OfficeStore, figure: Figure) -> Behind:
    return behind.behind(store, plan_of(figure.scope), figure)


def numbers(value: Any) -> Iterator[Number]:
    """All numbers with a figure in a part of the picture."""
    if isinstance(value, Number):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from numbers(one)
    elif is_dataclass(value):
        for field in fields(value):
            yield from numbers(getattr(value, field.name))


def in_matrix(found: Matrix) -> Iterator[Number]:
    """The numbers of its cells, of its rows and of its columns."""
    for kind in KINDS:
        yield Number(found.all.of(kind), found.figure(kind))
        for code, work in zip(found.columns, found.totals, strict=True):
            yield Number(work.of(kind), found.figure(kind, objective=code))
        for row in found.rows:
            if row.work.is_nothing:
                continue
            yield Number(row.work.of(kind), found.figure(kind, row.iso3))
            cells = zip(found.columns, row.cells, strict=True)
            for code, cell in ((code, cell) for code, cell in cells if not cell.work.is_nothing):
                yield Number(cell.work.of(kind), found.figure(kind, row.iso3, code))


@pytest.mark.parametrize("scope", SCOPES, ids=str)
def test_every_figure_is_what_lies_behind_it(filled_office: OfficeStore, scope: Scope) -> None:
    store, plan = filled_office, plan_of(scope)
    every = [
        *numbers(picture.totals(store, plan, scope)),
        *numbers(commitments.commitments(store, plan, scope)),
        *numbers(commitments.programmes(store, plan, scope)),
        *numbers(indicators.indicators(store, plan, scope)),
        *numbers(grants.by_currency(store, plan, scope)),
        *in_matrix(matrix.matrix(store, plan, scope)),
    ]
    assert len(every) > 20
    digests = {one.digest for one in received.reports(store)}
    for number in every:
        found = opened(store, number.figure)
        if number.value is None:
            assert not found.lines, number
        else:
            assert found.value == number.value, number
        assert all(line.digest in digests or line.kind == "state" for line in found.lines), number
        assert all(line.number > 0 for line in found.lines if line.digest), number


def test_totals_of_a_year(filled_office: OfficeStore) -> None:
    found = picture.totals(filled_office, plan_of(SCOPES[0]), SCOPES[0])
    assert (found.reports.value, found.campaigns.value) == (5, 5)
    assert (found.activities.value, found.outcomes.value, found.grants.value) == (16, 4, 3)
    assert {name: number.value for name, number in found.by_promise} == {"kept": 4, "open": 4}
    assert [(why, number.value) for why, number in found.held] == [("unknown_key", 1)]
    assert found.undated.value == 1


def test_what_was_not_asked_is_not_nothing(filled_office: OfficeStore) -> None:
    found = picture.totals(filled_office, plan_of(SCOPES[0]), SCOPES[0])
    audiences = {one.field: (one.asked.value, one.largest) for one in found.audiences}
    assert audiences["participants"] == (8, 80), "the largest, never the sum"
    assert audiences["men"] == (0, None)


def test_an_amendment_takes_the_place_of_what_it_amends(filled_office: OfficeStore) -> None:
    scope = Scope("2018-2019", campaign=CAMBODIA.campaign)
    found = picture.totals(filled_office, plan_of(scope), scope)
    assert {name: number.value for name, number in found.by_promise} == {"kept": 2}
    lines = opened(filled_office, Figure(Measure.PROMISE, scope, "kept")).lines
    assert {(line.number, line.revision) for line in lines} == {(3, 2)}
    assert found.reports.value == 1


def test_who_was_silent_and_since_when(filled_office: OfficeStore) -> None:
    scope = Scope("2018-2019")
    found = silence.silent(filled_office, plan_of(scope), scope)
    assert [(one.campaign, one.last and one.last.label) for one in found] == [(COLOMBIA.campaign, "2017")]
    early = silence.silent(filled_office, plan_of(scope), Scope("2018-2019", Period.quarter(2016, 1), "LAO"))
    assert [one.organisation for one in early] == [LAO.organisation]


def test_the_time_line_has_each_quarter_of_the_plan(filled_office: OfficeStore) -> None:
    scope = Scope("2017")
    found = timeline.timeline(filled_office, plan_of(scope), scope)
    assert [point.period.label for point in found] == ["2017-Q1", "2017-Q2", "2017-Q3", "2017-Q4"]
    assert [point.work.of("activity") for point in found] == [4, 4, 4, 4]
    assert [point.work.of("promise") for point in found] == [8, 0, 0, 0], "by the day they were made"
    assert [point.reports for point in found] == [5, 5, 5, 5], "each is on the whole year"


def test_a_quarter_without_a_report_is_not_a_quarter_of_nothing(filled_office: OfficeStore) -> None:
    scope = Scope("2018-2019", Period(date(2018, 10, 1), date(2019, 3, 31)))
    last, ahead = timeline.timeline(filled_office, plan_of(scope), scope)
    assert (last.reports, last.is_untold) == (5, False)
    assert (ahead.reports, ahead.is_untold) == (0, True)
    for point in (last, ahead):
        alone = replace(scope, period=point.period)
        assert picture.totals(filled_office, plan_of(scope), alone).reports.value == point.reports


def test_money_is_added_up_within_a_currency_alone(filled_office: OfficeStore) -> None:
    scope = Scope("2017")
    sums = grants.by_currency(filled_office, plan_of(scope), scope)
    amounts = {one.currency: {name: number.value for name, number in one.amounts} for one in sums}
    assert amounts["EUR"]["awarded"] == Decimal(5000)
    assert amounts["USD"]["awarded"] == Decimal(10000)
    assert amounts["USD"]["spent"] == Decimal(280), "400 000 riel at 4 000, and a letter of 40, in two grants"
    spent = opened(filled_office, Figure(Measure.MONEY, scope, "USD/spent"))
    assert {line.kind for line in spent.lines} == {"expense", "activity"}


def test_currencies_come_together_only_by_a_rate_that_is_named(filled_office: OfficeStore) -> None:
    scope = Scope("2017")
    sums = grants.by_currency(filled_office, plan_of(scope), scope)
    alone = converted(sums, "USD", [])
    assert (dict(alone.amounts)["awarded"], alone.missing) == (Decimal(10000), ("EUR",))
    rate = Rate("EUR", "USD", Decimal("1.0555"), date(2017, 3, 1), "The bank's own")
    together = converted(sums, "USD", [rate])
    assert dict(together.amounts)["awarded"] == Decimal("15277.50")
    assert (together.missing, together.rates) == ((), (rate,))


def test_amounts_that_nobody_gave_are_not_zero(filled_office: OfficeStore) -> None:
    scope = Scope("2018-2019")
    assert grants.by_currency(filled_office, plan_of(scope), scope) == ()
    assert converted((), "USD", []).amounts == (
        ("requested", None),
        ("awarded", None),
        ("paid", None),
        ("spent", None),
    )
