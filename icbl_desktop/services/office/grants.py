"""All campaigns' grants, and their money by currency: never added across currencies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from sqlalchemy.orm import Session

from icbl_desktop.domain.money import grant_money, received
from icbl_desktop.domain.picture import Behind, Figure, Measure, Number, Scope, Traced, Unit
from icbl_desktop.domain.picture_tables import MONEY_COLUMNS, CurrencySum, GrantLine
from icbl_desktop.domain.plan import Plan, code_of
from icbl_desktop.services.office.accounts import Account, accounts
from icbl_desktop.store.office import OfficeStore

_GRANTS = "grants"
_SPENT = (
    "Expenses, and the cost of activities without an expense, in the grant's currency at the rate each names."
)


def grants(store: OfficeStore, plan: Plan, scope: Scope) -> tuple[GrantLine, ...]:
    """The grants whose day lies in the scope, the newest first, with the money of their whole life."""
    with store.read() as session:
        return tuple(_line(one) for one in accounts(session, plan, scope))


def by_currency(store: OfficeStore, plan: Plan, scope: Scope) -> tuple[CurrencySum, ...]:
    """The sums of each currency, by its code; ``picture_tables.converted`` puts them into one."""
    with store.read() as session:
        found = accounts(session, plan, scope)
    return tuple(
        _sum(scope, currency, [one for one in found if one.grant.record.currency == currency])
        for currency in sorted({one.grant.record.currency for one in found})
    )


def behind(session: Session, plan: Plan, figure: Figure) -> Behind:
    """The grants, or what was spent on them, behind a sum."""
    currency, _, column = figure.about.partition("/")
    found = [one for one in accounts(session, plan, figure.scope) if one.grant.record.currency == currency]
    if column == _GRANTS:
        return Behind(figure, Unit.LINES, tuple(one.grant.line for one in found))
    lines = tuple(line for one in found for line in _lines(one, column))
    return Behind(figure, Unit.AMOUNTS, lines, _SPENT if column == "spent" else "")


def _line(account: Account) -> GrantLine:
    line, grant = account.grant.line, account.grant.record
    expenses = [one.record for one in account.expenses]
    money = grant_money(grant, [one.record for one in account.activities], expenses)
    return GrantLine(
        campaign=line.campaign,
        organisation=line.organisation,
        id=line.id,
        title=grant.title,
        programme=grant.programme,
        state=grant.state,
        objectives=tuple(code_of(ref) for ref in grant.objectives),
        states=line.states,
        day=line.day,
        currency=grant.currency,
        requested=grant.requested,
        awarded=grant.awarded,
        paid=received(grant),
        spent=money.spent if account.spending else None,
        without_rate=money.without_rate + money.other_currency,
        report_due=grant.report_due,
        reported_on=grant.reported_on,
        digest=line.digest,
        number=line.number,
        stream_code=line.stream_code,
        revision=line.revision,
    )


def _sum(scope: Scope, currency: str, found: Sequence[Account]) -> CurrencySum:
    def figure(column: str) -> Figure:
        return Figure(Measure.MONEY, scope, f"{currency}/{column}")

    lines = {column: [_lines(one, column) for one in found] for column in MONEY_COLUMNS}
    return CurrencySum(
        currency,
        Number(len(found), figure(_GRANTS)),
        tuple((column, Number(_total(some), figure(column))) for column, some in lines.items()),
        tuple((column, sum(not one for one in some)) for column, some in lines.items()),
    )


def _lines(account: Account, column: str) -> list[Traced]:
    """What adds to a column: nothing where a grant does not say it."""
    grant = account.grant.record
    if column == "spent":
        return [_adding(one.line, amount, grant.currency) for one, amount in account.spending]
    amount = received(grant) if column == "paid" else getattr(grant, column)
    return [] if amount is None else [_adding(account.grant.line, amount, grant.currency)]


def _adding(line: Traced, amount: Decimal, currency: str) -> Traced:
    return replace(line, amount=amount, currency=currency)


def _total(lines: Sequence[Sequence[Traced]]) -> Decimal | None:
    """None where nothing is known, never 0."""
    known = [line.amount for some in lines for line in some if line.amount is not None]
    return sum(known, Decimal(0)) if known else None
