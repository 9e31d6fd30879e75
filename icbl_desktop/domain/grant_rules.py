"""What grants and expenses must hold to be saved: see ``domain.rules``."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from icbl_desktop.domain.grant import BudgetLine, ExpenseDraft, GrantDraft, Payment, PlannedResult
from icbl_desktop.domain.rule_parts import (
    CURRENCY,
    LARGEST,
    Problems,
    amount,
    in_order,
    money,
    one_of,
    rate,
    texts,
)
from icbl_desktop.domain.vocabulary import GrantProgramme, GrantState, Reached, Sharing


def check_grant(draft: GrantDraft) -> Problems:
    """A grant says which programme, what for and where it stands; money has a currency."""
    problems: Problems = {}
    if not draft.title.strip():
        problems["title"] = "Give the grant a short name."
    if not draft.programme:
        problems["programme"] = "Choose which kind of grant it is."
    if not draft.state:
        problems["state"] = "Choose where the grant stands."
    in_order(problems, draft.start, draft.end)
    if draft.applied_on and draft.decided_on and draft.decided_on < draft.applied_on:
        problems["decided_on"] = "The decision lies before the application."
    one_of(problems, "programme", draft.programme, GrantProgramme, empty=True)
    one_of(problems, "state", draft.state, GrantState, empty=True)
    one_of(problems, "sharing", draft.sharing, Sharing)
    for field in ("requested", "awarded"):
        money(problems, field, getattr(draft, field), draft.currency)
    rate(problems, draft.rate)
    if (draft.local_currency or draft.rate) and not CURRENCY.fullmatch(draft.local_currency):
        problems["local_currency"] = "Give the currency you pay in as three letters, such as KHR."
    _payments(problems, draft.payments, draft.currency)
    _budget(problems, draft.budget, draft.currency)
    _results(problems, draft.planned_results)
    texts(problems, draft)
    return problems


def check_expense(draft: ExpenseDraft) -> Problems:
    """An expense says from which grant, when, what for and how much; a rate may still be missing."""
    problems: Problems = {}
    if not draft.grant_id:
        problems["grant_id"] = "Choose the grant this was paid from."
    if draft.date is None:
        problems["date"] = "Give the day it was paid."
    if not draft.what.strip():
        problems["what"] = "Write in a few words what it was for."
    if draft.amount is None:
        problems["amount"] = "Write the amount."
    money(problems, "amount", draft.amount, draft.currency)
    rate(problems, draft.rate)
    if draft.amount is not None and draft.rate is not None and not problems.keys() & {"amount", "rate"}:
        _in_all(problems, draft.amount, draft.rate)
    one_of(problems, "sharing", draft.sharing, Sharing)
    texts(problems, draft)
    return problems


def _in_all(problems: Problems, amount: Decimal, rate: Decimal) -> None:
    if amount >= LARGEST * rate:
        problems["rate"] = "At this rate the amount is too large. Check the amount and the rate."


def _payments(problems: Problems, payments: Sequence[Payment], currency: str) -> None:
    for number, payment in enumerate(payments):
        field, place = f"payments[{number}].amount", f"Payment {number + 1}"
        if payment.amount is None:
            problems[field] = f"{place}: write the amount, or take the line out."
        elif amount(problems, field, payment.amount, place):
            money(problems, field, payment.amount, currency)
        texts(problems, payment, f"payments[{number}].", place)


def _budget(problems: Problems, budget: Sequence[BudgetLine], currency: str) -> None:
    for number, line in enumerate(budget):
        field, place = f"budget[{number}].amount", f"Budget line {number + 1}"
        if not line.title.strip():
            problems[f"budget[{number}].title"] = f"{place}: give it a name, or take the line out."
        if amount(problems, field, line.amount, place):
            money(problems, field, line.amount, currency)
        texts(problems, line, f"budget[{number}].", place)
    ids = [line.id for line in budget]
    if len(set(ids)) < len(ids) or "" in ids:
        problems["budget"] = "Each budget line needs an id of its own."


def _results(problems: Problems, results: Sequence[PlannedResult]) -> None:
    for number, result in enumerate(results):
        within, place = f"planned_results[{number}].", f"Result {number + 1}"
        if not result.planned.strip() and not result.happened.strip():
            problems[f"{within}planned"] = f"{place}: write what was to change, or take the line out."
        one_of(problems, f"{within}reached", result.reached, Reached, empty=True)
        texts(problems, result, within, place)
