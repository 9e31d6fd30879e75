"""Grants and their expenses. Column names are the field names of ``domain.grant``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import ClassVar

from sqlalchemy.orm import Mapped, mapped_column

from icbl_desktop.domain.grant import BudgetLine, Payment, PlannedResult
from icbl_desktop.store.base import Base, RecordRow
from icbl_desktop.store.types import PartList


class GrantRow(RecordRow, Base):
    """A small grant."""

    __tablename__ = "grant_"
    kind: ClassVar[str] = "grant"

    programme: Mapped[str]
    call: Mapped[str]
    title: Mapped[str]
    state: Mapped[str]
    objectives: Mapped[tuple[str, ...]]
    purpose: Mapped[str]
    planned_results: Mapped[tuple[PlannedResult, ...]] = mapped_column(PartList(PlannedResult))
    currency: Mapped[str]
    requested: Mapped[Decimal | None]
    awarded: Mapped[Decimal | None]
    payments: Mapped[tuple[Payment, ...]] = mapped_column(PartList(Payment))
    budget: Mapped[tuple[BudgetLine, ...]] = mapped_column(PartList(BudgetLine))
    local_currency: Mapped[str]
    rate: Mapped[Decimal | None]
    rate_source: Mapped[str]
    applied_on: Mapped[date | None]
    decided_on: Mapped[date | None]
    decided_by: Mapped[str]
    agreed_on: Mapped[date | None]
    start: Mapped[date | None]
    end: Mapped[date | None]
    interim_report_due: Mapped[date | None]
    interim_reported_on: Mapped[date | None]
    report_due: Mapped[date | None]
    reported_on: Mapped[date | None]
    closed_on: Mapped[date | None]
    difficulties: Mapped[str]
    next_steps: Mapped[str]
    unspent: Mapped[str]
    certified_by: Mapped[str]
    sharing: Mapped[str]


class ExpenseRow(RecordRow, Base):
    """Money spent from a grant."""

    __tablename__ = "expense"
    kind: ClassVar[str] = "expense"
    hangs_on: ClassVar[Mapping[str, type[RecordRow]]] = {"grant_id": GrantRow}

    grant_id: Mapped[str]
    date: Mapped[dt.date | None]
    what: Mapped[str]
    line: Mapped[str]
    amount: Mapped[Decimal | None]
    currency: Mapped[str]
    rate: Mapped[Decimal | None]
    rate_source: Mapped[str]
    paid_to: Mapped[str]
    receipt_missing: Mapped[str]
    activity_id: Mapped[str]
    sharing: Mapped[str]
