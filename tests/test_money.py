"""A grant's money: sums that add up to the cent, and unknown kept apart from nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from icbl_desktop.domain.grant import BudgetLine, Expense, GrantDraft, Payment
from icbl_desktop.domain.money import grant_money, in_grant_currency
from icbl_desktop.domain.work import Activity

NOW = datetime(2018, 6, 1, tzinfo=UTC)
KEPT: dict[str, Any] = {"stream": "s", "revision": 1, "made_at": NOW, "changed_at": NOW}
BUDGET = (
    BudgetLine(id="1", title="Training", amount=Decimal(1000)),
    BudgetLine(id="2", title="Travel", amount=Decimal("250.50")),
    BudgetLine(id="3", title="Other"),
)
GRANT = GrantDraft(currency="USD", start=date(2018, 1, 1), end=date(2018, 6, 30), budget=BUDGET)
EXPENSE = Expense(
    id="e", **KEPT, grant_id="g", date=date(2018, 2, 1), what="Bus", amount=Decimal(10), currency="USD"
)
ACTIVITY = Activity(id="a", **KEPT, title="Training", grant_id="g", cost=Decimal(30), currency="USD")

amounts = st.decimals(min_value=0, max_value=10**9, places=2)
expenses = st.lists(
    st.builds(
        replace,
        st.just(EXPENSE),
        amount=amounts,
        currency=st.sampled_from(["USD", "KHR"]),
        rate=st.none() | st.decimals(min_value=Decimal("0.0001"), max_value=5000, places=4),
        line=st.sampled_from(["", "1", "2", "3", "taken-out"]),
        receipt_missing=st.sampled_from(["", "  ", "The driver gives none."]),
        date=st.dates(date(2017, 12, 1), date(2018, 7, 31)),
        activity_id=st.sampled_from(["", "a0", "a1"]),
    ),
    max_size=12,
)
activities = st.lists(
    st.builds(
        replace,
        st.just(ACTIVITY),
        cost=st.none() | amounts,
        currency=st.sampled_from(["USD", "EUR"]),
    ),
    max_size=4,
)


@given(expenses, activities, st.sets(st.integers(0, 11)))
def test_the_sums_are_those_of_a_plain_ledger(
    spent: list[Expense], paid_for: list[Activity], with_file: set[int]
) -> None:
    spent = [replace(one, id=f"e{number}") for number, one in enumerate(spent)]
    paid_for = [replace(one, id=f"a{number}") for number, one in enumerate(paid_for)]
    money = grant_money(GRANT, paid_for, spent, {f"e{number}" for number in with_file})

    ledger: dict[str, Fraction] = {}
    unknown = 0
    for one in spent:
        assert one.amount is not None
        if one.currency == "USD":
            value = Fraction(one.amount)
        elif one.rate is None:
            unknown += 1
            continue
        else:
            cents = Fraction(one.amount) / Fraction(one.rate) * 100
            value = Fraction((2 * cents.numerator + cents.denominator) // (2 * cents.denominator), 100)
        on = one.line if one.line in {"1", "2", "3"} else ""
        ledger[on] = ledger.get(on, Fraction(0)) + value
    told = {one.activity_id for one in spent}
    for activity in paid_for:
        if activity.id not in told and activity.cost is not None and activity.currency == "USD":
            ledger[""] = ledger.get("", Fraction(0)) + Fraction(activity.cost)

    for line in money.lines:
        assert Fraction(line.spent) == ledger.get(line.line, 0)
    assert Fraction(money.off_line) == ledger.get("", 0)
    assert money.spent == sum(line.spent for line in money.lines) + money.off_line
    assert Fraction(money.spent) == sum(ledger.values())
    assert money.without_rate == unknown
    assert money.out_of_period == sum(1 for one in spent if one.date and not inside(one.date))
    bare = [one for one in spent if int(one.id[1:]) not in with_file]
    assert money.receipts_missing + money.receipts_explained == len(bare)
    assert money.receipts_explained == sum(1 for one in bare if one.receipt_missing.strip())


def inside(day: date) -> bool:
    return day - date(2018, 1, 1) >= timedelta(0) and date(2018, 6, 30) - day >= timedelta(0)


def test_an_expense_counts_to_the_nearest_cent_and_half_a_cent_upwards() -> None:
    riel = replace(EXPENSE, amount=Decimal(1_000_000), currency="KHR", rate=Decimal(4050))
    assert in_grant_currency(riel, GRANT) == Decimal("246.91")
    half = replace(riel, amount=Decimal(1), rate=Decimal(8))
    assert in_grant_currency(half, GRANT) == Decimal("0.13")
    assert in_grant_currency(replace(riel, rate=None), GRANT) is None
    largest = replace(riel, amount=Decimal(10**12 - 1), rate=Decimal("1.0000000001"))
    assert in_grant_currency(largest, GRANT) == Decimal("999999999899.00")


def test_a_line_says_what_is_left_of_it_and_the_whole_what_is_over() -> None:
    grant = replace(GRANT, awarded=Decimal(1200), payments=(Payment(amount=Decimal(600)), Payment()))
    trips = [replace(EXPENSE, id="1", line="2", amount=Decimal("300.75"))]
    money = grant_money(grant, [], [*trips, replace(EXPENSE, id="2", line="1", amount=Decimal(1000))])
    training, travel, other = money.lines
    assert (training.difference, training.overspent) == (Decimal(0), Decimal(0))
    assert (travel.difference, travel.overspent) == (Decimal("-50.25"), Decimal("50.25"))
    assert (other.budgeted, other.difference, other.spent + other.overspent) == (None, None, Decimal(0))
    assert (money.paid, money.balance) == (Decimal(600), Decimal("-700.75"))
    assert money.overspent == Decimal("100.75")
    assert grant_money(GRANT, [], trips).overspent == 0, "what was awarded is not known"


def test_where_the_time_is_not_known_nothing_lies_outside_it() -> None:
    late = replace(EXPENSE, date=date(2030, 1, 1))
    assert grant_money(replace(GRANT, end=None), [], [late]).out_of_period == 0
    assert grant_money(replace(GRANT, start=None), [], [late]).out_of_period == 1
