"""What a grant still lacks before its final report, each by the place where it is mended."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from icbl_desktop.domain.final_report import Gap, Lack, missing
from icbl_desktop.domain.grant import BudgetLine, Expense, GrantDraft, Payment, PlannedResult
from icbl_desktop.domain.grant_life import life, next_states, step_to
from icbl_desktop.domain.money import grant_money
from icbl_desktop.domain.vocabulary import GrantState
from icbl_desktop.domain.work import Outcome

NOW = datetime(2018, 6, 1, tzinfo=UTC)
TODAY = date(2018, 8, 1)
WHOLE = GrantDraft(
    title="Survivor network",
    programme="investing_in_action",
    state="final_report_due",
    currency="USD",
    awarded=Decimal(1000),
    payments=(Payment(date=date(2018, 1, 5), amount=Decimal(1000)),),
    start=date(2018, 1, 1),
    end=date(2018, 6, 30),
    planned_results=(PlannedResult(planned="A network in Pailin", happened="Met monthly", reached="yes"),),
    budget=(BudgetLine(id="1", title="Training", amount=Decimal(1000)),),
    difficulties="Rain",
    next_steps="Go on",
    certified_by="The director",
)
EXPENSE = Expense(
    id="e",
    stream="s",
    revision=1,
    made_at=NOW,
    changed_at=NOW,
    grant_id="g",
    date=date(2018, 3, 1),
    what="Hall",
    line="1",
    amount=Decimal(1000),
    currency="USD",
)
OUTCOME = Outcome(id="o", stream="s", revision=1, made_at=NOW, changed_at=NOW, actor="Ministry", change="Met")


def gaps(grant: GrantDraft = WHOLE, expense: Expense | None = EXPENSE, files: bool = True) -> list[Gap]:
    spent = [expense] if expense else []
    receipts = {one.id for one in spent if files}
    money = grant_money(grant, [], spent, receipts)
    return [*missing(grant, money, spent, [OUTCOME], receipts, TODAY)]


def test_a_whole_account_lacks_nothing() -> None:
    assert gaps() == []


@pytest.mark.parametrize(
    ("grant", "gap"),
    [
        (replace(WHOLE, end=None), Gap(Lack.PERIOD, "end")),
        (replace(WHOLE, start=None), Gap(Lack.PERIOD, "start")),
        (replace(WHOLE, end=TODAY), Gap(Lack.NOT_OVER, "end")),
        (replace(WHOLE, planned_results=()), Gap(Lack.PLANNED, "planned_results")),
        (
            replace(WHOLE, planned_results=(PlannedResult(planned="A law"),)),
            Gap(Lack.RESULT, "planned_results[0].happened", "A law"),
        ),
        (
            replace(WHOLE, planned_results=(PlannedResult(planned="A law", happened="No"),)),
            Gap(Lack.RESULT, "planned_results[0].reached", "A law"),
        ),
        (replace(WHOLE, payments=()), Gap(Lack.PAYMENTS, "payments")),
        (replace(WHOLE, payments=(Payment(amount=Decimal(1100)),)), Gap(Lack.UNSPENT, "unspent")),
        (
            replace(WHOLE, budget=(BudgetLine(id="1", title="Training", amount=Decimal(900)),)),
            Gap(Lack.LINE_REASON, "budget[0].reason", "Training"),
        ),
        (
            replace(WHOLE, budget=(BudgetLine(id="1", title="Training", amount=Decimal(1112)),)),
            Gap(Lack.LINE_REASON, "budget[0].reason", "Training"),
        ),
        (replace(WHOLE, difficulties=" "), Gap(Lack.DIFFICULTIES, "difficulties")),
        (replace(WHOLE, next_steps=""), Gap(Lack.NEXT_STEPS, "next_steps")),
        (replace(WHOLE, certified_by=""), Gap(Lack.CERTIFIER, "certified_by")),
    ],
)
def test_each_gap_of_the_grant_is_named_with_its_field(grant: GrantDraft, gap: Gap) -> None:
    assert gaps(grant) == [gap]


def test_a_tenth_over_or_under_needs_no_reason_and_more_is_settled_by_one() -> None:
    for amount, reason in ((950, ""), (1100, ""), (500, "Two more trainings"), (2000, "A free hall")):
        line = BudgetLine(id="1", title="Training", amount=Decimal(amount), reason=reason)
        assert gaps(replace(WHOLE, budget=(line,))) == []


def test_what_is_not_spent_is_asked_about_only_after_the_end() -> None:
    line = BudgetLine(id="1", title="Training", amount=Decimal(5000))
    running = replace(WHOLE, end=TODAY, budget=(line,), payments=(Payment(amount=Decimal(5000)),))
    assert gaps(running) == [Gap(Lack.NOT_OVER, "end")]


def test_each_gap_of_an_expense_opens_it() -> None:
    assert gaps(files=False) == [Gap(Lack.RECEIPT, "", "Hall", "e")]
    assert gaps(files=False, expense=replace(EXPENSE, receipt_missing="Lost in the flood")) == []
    foreign = replace(EXPENSE, currency="KHR")
    assert Gap(Lack.RATE, "", "Hall", "e") in gaps(expense=foreign)


def test_without_expenses_and_outcomes_they_are_what_is_missing() -> None:
    money = grant_money(replace(WHOLE, budget=()), [], [])
    found = missing(replace(WHOLE, budget=(), unspent="All sent back"), money, [], [], (), TODAY)
    assert found == (Gap(Lack.EXPENSES), Gap(Lack.OUTCOME))


def test_a_grant_lives_step_by_step_and_each_step_has_its_day() -> None:
    grant = GrantDraft(state=GrantState.IDEA)
    for day in range(1, 7):
        state, *_ = next_states(grant.state)
        grant = step_to(grant, state, date(2018, day, 1), "The grants committee" if day == 2 else "")
    assert [(one.state, one.on and one.on.month, one.by) for one in life(grant)] == [
        ("idea", None, ""),
        ("applied", 1, ""),
        ("approved", 2, "The grants committee"),
        ("running", 3, ""),
        ("final_report_due", 4, ""),
        ("reported", 5, ""),
        ("closed", 6, ""),
    ]
    assert next_states(grant.state) == ()
    assert [one.is_now for one in life(grant)] == [False] * 6 + [True]


def test_a_declined_grant_ends_with_the_decision() -> None:
    assert next_states(GrantState.APPLIED) == (GrantState.APPROVED, GrantState.DECLINED)
    declined = step_to(GrantDraft(state=GrantState.APPLIED), GrantState.DECLINED, TODAY, "The committee")
    assert [one.state for one in life(declined)] == ["idea", "applied", "declined"]
    assert (life(declined)[-1].on, life(declined)[-1].by) == (TODAY, "The committee")
    assert next_states(declined.state) == ()
