"""Grants: their money, with unknown kept apart from nothing, and their outcomes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from icbl_desktop.config import Folders
from icbl_desktop.domain.grant import BudgetLine, ExpenseDraft, Payment, PlannedResult
from icbl_desktop.errors import InvalidRecord, UserError
from icbl_desktop.services import activities, evidence, grants, trash
from icbl_desktop.services.record_kinds import EXPENSE
from icbl_desktop.store.database import Database
from tests.workspace import GRANT, OUTCOME, contents, fund, log, one


def test_what_is_not_known_stays_unknown(db: Database) -> None:
    money = grants.view(db, fund(db)).money
    assert (money.requested, money.awarded, money.paid, money.balance) == (None, None, None, None)
    assert money.spent == 0


def test_nothing_received_is_not_unknown(db: Database) -> None:
    money = grants.view(db, fund(db, payments=(Payment(amount=Decimal(0)),))).money
    assert (money.paid, money.balance) == (Decimal(0), Decimal(0))


def test_spent_is_what_its_activities_cost_in_its_currency(db: Database) -> None:
    part_payments = (Payment(amount=Decimal("1500.05")), Payment(amount=Decimal("500.05")))
    grant_id = fund(db, requested=Decimal(5000), awarded=Decimal(4000), payments=part_payments)
    log(db, grant_id=grant_id, cost=Decimal("0.10"), currency="USD")
    log(db, grant_id=grant_id, cost=Decimal("0.20"), currency="USD")
    log(db, grant_id=grant_id, cost=Decimal(100), currency="EUR")
    log(db, grant_id=grant_id)
    log(db, cost=Decimal(700), currency="USD")
    activities.trash(db, log(db, grant_id=grant_id, cost=Decimal(900), currency="USD"))

    money = grants.view(db, grant_id).money
    assert (money.spent, money.balance) == (Decimal("0.30"), Decimal("1999.80"))
    assert (money.other_currency, money.without_cost) == (1, 1)
    assert money.currency == "USD"


def test_a_grant_shows_its_own_activities_and_outcomes_newest_first(db: Database) -> None:
    grant_id, other = fund(db), fund(db, title="Other grant")
    log(db, title="March", grant_id=grant_id)
    log(db, title="May", grant_id=grant_id, start=date(2018, 5, 1))
    log(db, title="Elsewhere", grant_id=other)
    grants.save_outcome(db, replace(OUTCOME, grant_id=grant_id))
    grants.save_outcome(db, replace(OUTCOME, grant_id=grant_id, actor="Parliament", when=date(2018, 6, 1)))
    grants.save_outcome(db, OUTCOME)

    view = grants.view(db, grant_id)
    assert [activity.title for activity in view.activities] == ["May", "March"]
    assert [outcome.actor for outcome in view.outcomes] == ["Parliament", "Ministry of Foreign Affairs"]
    assert [grant.title for grant in grants.all_grants(db)] == ["Other grant", "Survivor network"]


def test_an_outcome_needs_the_grant_it_names(db: Database) -> None:
    before = contents(db)
    with pytest.raises(UserError, match="There is no grant “no-such-grant” here"):
        grants.save_outcome(db, replace(OUTCOME, grant_id="no-such-grant"))
    with pytest.raises(UserError, match="There is no activity “no-such-activity” here"):
        grants.save_outcome(db, replace(OUTCOME, activities=("no-such-activity",)))
    assert contents(db) == before

    grant_id = fund(db)
    changed = grants.save_outcome(db, replace(OUTCOME, grant_id=grant_id))
    assert changed.kinds == {"outcome"}
    assert [outcome.id for outcome in grants.view(db, grant_id).outcomes] == [*changed.ids]


def test_grant_and_outcome_can_be_changed(db: Database) -> None:
    grant_id = fund(db)
    grants.save(db, replace(GRANT, state="closed"), grant_id)
    outcome_id = one(grants.save_outcome(db, OUTCOME).ids)
    grants.save_outcome(db, replace(OUTCOME, grant_id=grant_id, positive=False), outcome_id)
    view = grants.view(db, grant_id)
    assert (view.grant.state, view.grant.revision) == ("closed", 2)
    (outcome,) = view.outcomes
    assert (outcome.id, outcome.positive, outcome.revision) == (outcome_id, False, 2)


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"title": ""}, "title", "Give the grant a short name."),
        ({"programme": ""}, "programme", "Choose which kind of grant"),
        ({"programme": "gift"}, "programme", "“gift” is not known here."),
        ({"state": ""}, "state", "Choose where the grant stands."),
        ({"awarded": Decimal(5), "currency": ""}, "currency", "Give the currency"),
        ({"rate": Decimal(0), "local_currency": "KHR"}, "rate", "An exchange rate is a number above zero."),
        ({"rate": Decimal("1e-11"), "local_currency": "KHR"}, "rate", "Write the exchange rate with at most"),
        ({"rate": Decimal(4050)}, "local_currency", "Give the currency you pay in"),
        ({"start": date(2018, 2, 1), "end": date(2018, 1, 1)}, "end", "The end lies before the start."),
        (
            {"applied_on": date(2018, 2, 1), "decided_on": date(2018, 1, 1)},
            "decided_on",
            "The decision lies before the application.",
        ),
        (
            {"payments": (Payment(amount=Decimal(1)), Payment(amount=Decimal(-1)))},
            "payments[1].amount",
            "Payment 2: An amount of money cannot be below",
        ),
        ({"payments": (Payment(note="In May"),)}, "payments[0].amount", "Payment 1: write the amount"),
        ({"budget": (BudgetLine(id="1", title=" "),)}, "budget[0].title", "Budget line 1: give it a name"),
        (
            {"budget": (BudgetLine(id="1", title="Hall", amount=Decimal("0.00001")),)},
            "budget[0].amount",
            "Budget line 1: Write the amount with at most four decimals.",
        ),
        (
            {"budget": (BudgetLine(id="1", title="Hall"), BudgetLine(id="1", title="Bus"))},
            "budget",
            "Each budget line needs an id of its own.",
        ),
        (
            {"planned_results": (PlannedResult(reached="yes"),)},
            "planned_results[0].planned",
            "Result 1: write what was to change",
        ),
        (
            {"planned_results": (PlannedResult(planned="x", reached="maybe"),)},
            "planned_results[0].reached",
            "“maybe” is not known here.",
        ),
        (
            {"planned_results": (PlannedResult(planned="x" * 20_001),)},
            "planned_results[0].planned",
            "Result 1: this text is too long.",
        ),
    ],
)
def test_each_broken_rule_of_a_grant_is_named(
    db: Database, changes: dict[str, Any], field: str, sentence: str
) -> None:
    with pytest.raises(InvalidRecord) as caught:
        fund(db, **changes)
    assert caught.value.problems[field].startswith(sentence)
    assert grants.all_grants(db) == ()


HALL = ExpenseDraft(date=date(2018, 3, 2), what="Hall", amount=Decimal(90), currency="USD")


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"grant_id": ""}, "grant_id", "Choose the grant this was paid from."),
        ({"date": None}, "date", "Give the day it was paid."),
        ({"what": " "}, "what", "Write in a few words what it was for."),
        ({"amount": None}, "amount", "Write the amount."),
        ({"amount": Decimal(-5)}, "amount", "An amount of money cannot be below zero."),
        ({"currency": "Riel"}, "currency", "Give the currency as three letters"),
        ({"rate": Decimal("NaN")}, "rate", "An exchange rate is a number above zero."),
        ({"rate": Decimal(10**12)}, "rate", "This exchange rate is too large."),
        (
            {"amount": Decimal(1000), "rate": Decimal("1e-10")},
            "rate",
            "At this rate the amount is too large.",
        ),
        ({"sharing": "all"}, "sharing", "“all” is not known here."),
    ],
)
def test_each_broken_rule_of_an_expense_is_named(
    db: Database, changes: dict[str, Any], field: str, sentence: str
) -> None:
    with pytest.raises(InvalidRecord) as caught:
        grants.save_expense(db, replace(HALL, **{"grant_id": fund(db)} | changes))
    assert list(caught.value.problems) == [field]
    assert caught.value.problems[field].startswith(sentence)


def test_an_expense_stands_on_a_line_of_its_own_grant(db: Database) -> None:
    travel = (BudgetLine(id="1", title="Travel", amount=Decimal(100)),)
    grant_id, bare = fund(db, budget=travel), fund(db)
    before = contents(db)
    with pytest.raises(UserError, match="has no budget line “2”. Its lines are: 1 \\(Travel\\)") as caught:
        grants.save_expense(db, replace(HALL, grant_id=grant_id, line="2"))
    assert caught.value.field == "line"
    with pytest.raises(UserError, match="has no budget lines. Leave the line empty."):
        grants.save_expense(db, replace(HALL, grant_id=bare, line="1"))
    with pytest.raises(UserError, match="There is no grant “gone” here"):
        grants.save_expense(db, replace(HALL, grant_id="gone"))
    assert contents(db) == before
    grants.save_expense(db, replace(HALL, grant_id=grant_id, line="1"))
    (line,) = grants.view(db, grant_id).money.lines
    assert (line.spent, line.difference) == (Decimal(90), Decimal(10))


def test_an_expense_takes_the_place_of_its_activitys_cost_and_its_file_is_its_receipt(
    db: Database, tmp_path: Path
) -> None:
    grant_id = fund(db)
    activity = log(db, grant_id=grant_id, cost=Decimal(500), currency="USD")
    expense_id = one(grants.save_expense(db, replace(HALL, grant_id=grant_id, activity_id=activity)).ids)
    before = grants.view(db, grant_id)
    assert (before.money.spent, before.money.receipts_missing) == (Decimal(90), 1)
    (tmp_path / "bill.pdf").write_bytes(b"%PDF-1.7 a bill")
    evidence.add(db, Folders(tmp_path / "evidence"), expense_id, [tmp_path / "bill.pdf"])
    after = grants.view(db, grant_id)
    assert (after.receipts, after.money.receipts_missing) == (frozenset({expense_id}), 0)
    trash.put(db, EXPENSE, [expense_id])
    assert grants.view(db, grant_id).money.spent == Decimal(500), "the activity's own cost counts again"


def test_a_step_in_the_life_of_a_grant_writes_its_day_and_who_decided(db: Database) -> None:
    grant_id = fund(db, state="applied", applied_on=date(2018, 1, 5))
    grants.take_step(db, grant_id, "approved", date(2018, 2, 1), "The grants committee")
    grant = grants.view(db, grant_id).grant
    assert (grant.state, grant.decided_on, grant.decided_by) == (
        "approved",
        date(2018, 2, 1),
        "The grants committee",
    )
    with pytest.raises(InvalidRecord, match="The decision lies before the application."):
        grants.take_step(db, grant_id, "approved", date(2017, 2, 1))


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"actor": ""}, "actor"),
        ({"change": ""}, "change"),
        ({"when": None}, "when"),
        ({"outcome_kind": "x"}, "outcome_kind"),
    ],
)
def test_each_broken_rule_of_an_outcome_is_named(db: Database, changes: dict[str, Any], field: str) -> None:
    with pytest.raises(InvalidRecord) as caught:
        grants.save_outcome(db, replace(OUTCOME, **changes))
    assert list(caught.value.problems) == [field]
