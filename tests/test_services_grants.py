"""Grants: their money, with unknown kept apart from nothing, and their outcomes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from icbl_desktop.errors import InvalidRecord, UserError
from icbl_desktop.services import activities, grants
from icbl_desktop.store.database import Database
from tests.workspace import GRANT, OUTCOME, contents, fund, log, one


def test_what_is_not_known_stays_unknown(db: Database) -> None:
    money = grants.view(db, fund(db)).money
    assert (money.requested, money.awarded, money.paid, money.balance) == (None, None, None, None)
    assert money.spent == 0


def test_nothing_received_is_not_unknown(db: Database) -> None:
    money = grants.view(db, fund(db, paid=Decimal(0))).money
    assert (money.paid, money.balance) == (Decimal(0), Decimal(0))


def test_spent_is_what_its_activities_cost_in_its_currency(db: Database) -> None:
    grant_id = fund(db, requested=Decimal(5000), awarded=Decimal(4000), paid=Decimal("2000.10"))
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
    assert grant_id in changed.ids
    assert changed.kinds == {"outcome", "grant"}


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
        ({"paid": Decimal(-1)}, "paid", "An amount of money cannot be below zero."),
        ({"start": date(2018, 2, 1), "end": date(2018, 1, 1)}, "end", "The end lies before the start."),
    ],
)
def test_each_broken_rule_of_a_grant_is_named(
    db: Database, changes: dict[str, Any], field: str, sentence: str
) -> None:
    with pytest.raises(InvalidRecord) as caught:
        fund(db, **changes)
    assert caught.value.problems[field].startswith(sentence)
    assert grants.all_grants(db) == ()


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
