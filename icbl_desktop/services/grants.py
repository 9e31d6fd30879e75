"""Small grants: their money and dates, their expenses, and the outcomes they led to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from icbl_desktop.domain.final_report import Gap, missing
from icbl_desktop.domain.grant import Expense, ExpenseDraft, Grant, GrantDraft
from icbl_desktop.domain.grant_life import step_to
from icbl_desktop.domain.money import GrantMoney, grant_money
from icbl_desktop.domain.record import as_draft
from icbl_desktop.domain.vocabulary import Changed
from icbl_desktop.domain.work import Activity, Outcome, OutcomeDraft
from icbl_desktop.services import work_records
from icbl_desktop.services.record_kinds import ACTIVITY, EXPENSE, GRANT, OUTCOME
from icbl_desktop.store import records
from icbl_desktop.store.database import Database
from icbl_desktop.store.tables_grants import ExpenseRow, GrantRow
from icbl_desktop.store.tables_work import ActivityRow
from icbl_desktop.store.tables_workspace import EvidenceRow

PaidT = TypeVar("PaidT", Activity, Expense)


@dataclass(frozen=True)
class GrantView:
    """A grant with what hangs on it, newest first.

    ``receipts`` are the ids of the expenses with a file behind them.
    """

    grant: Grant
    money: GrantMoney
    outcomes: tuple[Outcome, ...]
    activities: tuple[Activity, ...]
    expenses: tuple[Expense, ...]
    receipts: frozenset[str]

    def missing(self, today: date) -> tuple[Gap, ...]:
        """What its final report still lacks: see ``domain.final_report``."""
        return missing(self.grant, self.money, self.expenses, self.outcomes, self.receipts, today)


@dataclass(frozen=True)
class GrantLine:
    """What a list says of a grant; no receipt is looked for."""

    grant: Grant
    money: GrantMoney


def save(db: Database, draft: GrantDraft, grant_id: str = "", form: str = "") -> Changed:
    """Add a grant, or change the one with this id; raises what ``work_records.save`` raises."""
    return work_records.save(db, GRANT, draft, grant_id, form)


def all_grants(db: Database) -> tuple[Grant, ...]:
    """Every grant that is not in the trash, newest first."""
    return work_records.every(db, GRANT)


def lines(db: Database) -> tuple[GrantLine, ...]:
    """Every grant that is not in the trash, newest first, with its money."""
    with db.read() as session:
        paid_for = work_records.every_in(session, ACTIVITY, ActivityRow.grant_id != "")
        spent = work_records.every_in(session, EXPENSE)
        found = work_records.every_in(session, GRANT)
    return tuple(GrantLine(one, grant_money(one, _of(one, paid_for), _of(one, spent))) for one in found)


def view(db: Database, grant_id: str) -> GrantView:
    """One grant, whole. Raises UserError where it is gone."""
    with db.read() as session:
        grant = records.to_record(records.find(session, GrantRow, grant_id), Grant)
        activities = work_records.every_in(session, ACTIVITY, grant_id=grant_id)
        outcomes = work_records.every_in(session, OUTCOME, grant_id=grant_id)
        expenses = work_records.every_in(session, EXPENSE, grant_id=grant_id)
        receipts = _receipts(session, grant_id)
    return GrantView(
        grant=grant,
        money=grant_money(grant, activities, expenses, receipts),
        outcomes=tuple(sorted(outcomes, key=lambda one: one.when or date.min, reverse=True)),
        activities=tuple(sorted(activities, key=lambda one: one.start or date.min, reverse=True)),
        expenses=tuple(sorted(expenses, key=lambda one: one.date or date.min, reverse=True)),
        receipts=receipts,
    )


def grant_of(db: Database, record_id: str) -> str:
    """The id of the grant that this expense belongs to; a grant's own id stays as it is."""
    with db.read() as session:
        expense = session.get(ExpenseRow, record_id)
        return record_id if expense is None else expense.grant_id


def take_step(db: Database, grant_id: str, state: str, on: date, by: str = "") -> Changed:
    """Take a grant's next step on this day; ``by`` says who decided. Raises what ``save`` raises."""
    draft = as_draft(work_records.get(db, GRANT, grant_id), GrantDraft)
    return save(db, step_to(draft, state, on, by), grant_id)


def save_outcome(db: Database, draft: OutcomeDraft, outcome_id: str = "", form: str = "") -> Changed:
    """Add an outcome, or change the one with this id; raises what ``work_records.save`` raises."""
    return work_records.save(db, OUTCOME, draft, outcome_id, form)


def save_expense(db: Database, draft: ExpenseDraft, expense_id: str = "", form: str = "") -> Changed:
    """Add an expense, or change the one with this id; raises what ``work_records.save`` raises."""
    return work_records.save(db, EXPENSE, draft, expense_id, form)


def _of(grant: Grant, records: Iterable[PaidT]) -> list[PaidT]:
    return [one for one in records if one.grant_id == grant.id]


def _receipts(session: Session, grant_id: str) -> frozenset[str]:
    return frozenset(
        session.scalars(
            select(EvidenceRow.record_id)
            .join(ExpenseRow, ExpenseRow.id == EvidenceRow.record_id)
            .where(ExpenseRow.grant_id == grant_id)
        )
    )
