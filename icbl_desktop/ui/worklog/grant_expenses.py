"""A grant's expenses by budget line: what was planned, what was spent, and what somebody would ask about."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QBoxLayout, QWidget

from icbl_desktop.domain.grant import Expense
from icbl_desktop.domain.money import LineMoney, in_grant_currency
from icbl_desktop.services.grants import GrantView
from icbl_desktop.ui.kit.forms import FoldingSection
from icbl_desktop.ui.kit.icon_line import icon_note
from icbl_desktop.ui.kit.layouts import column, row
from icbl_desktop.ui.kit.line_button import LineButton
from icbl_desktop.ui.kit.meter import Meter
from icbl_desktop.ui.kit.widgets import Card, Paragraph, button, divider, label
from icbl_desktop.ui.words import amount, number
from icbl_desktop.ui.worklog.grant_words import expense_facts, expense_faults

Edit = Callable[[Expense], None]
_OPEN_UP_TO = 6
"""A line with more expenses than this shows them when it is opened."""


def expenses_card(view: GrantView, add: Callable[[], None], edit: Edit) -> Card:
    """Each budget line with its expenses, then what is on no line."""
    card = Card(_tr("Expenses"), gap=12)
    if not view.expenses:
        words = _tr("Write down each thing you paid for, with its receipt. The final report adds them up.")
        card.body.addWidget(Paragraph(words, "secondary"))
    for line in view.money.lines:
        card.body.addWidget(_line_block(view, line, edit))
        card.body.addWidget(divider())
    off = _off_line_block(view, edit)
    if off is not None:
        card.body.addWidget(off)
    more = button(_tr("Add an expense"), "plain", "plus")
    more.clicked.connect(lambda: add())
    card.body.addWidget(more)
    return card


def _line_block(view: GrantView, line: LineMoney, edit: Edit) -> QWidget:
    currency = view.money.currency
    made = QWidget()
    inside = column(made, gap=4)
    if line.budgeted is None:
        sums = amount(line.spent, currency)
    else:
        words = _tr("{spent} of {budgeted}")
        sums = words.format(spent=amount(line.spent, currency), budgeted=amount(line.budgeted, currency))
    inside.addLayout(_head(line.title, sums))
    if line.budgeted is not None:
        inside.addWidget(Meter(line.spent, line.budgeted))
    if line.overspent:
        words = _tr("{amount} over budget").format(amount=amount(line.overspent, currency))
        inside.addWidget(icon_note("warning", words, "caution", "body"))
    elif line.difference:
        words = _tr("{amount} left").format(amount=amount(line.difference, currency))
        inside.addWidget(label(words, "secondary", wrap=True))
    reason = next((one.reason for one in view.grant.budget if one.id == line.line), "")
    if reason:
        inside.addWidget(Paragraph(_tr("Because: {reason}").format(reason=reason), "secondary"))
    _add_expenses(inside, view, [one for one in view.expenses if one.line == line.line], edit)
    return made


def _off_line_block(view: GrantView, edit: Edit) -> QWidget | None:
    """Expenses on no line, and what activities cost whose expenses are not written down."""
    lines = {line.line for line in view.money.lines}
    loose = [one for one in view.expenses if one.line not in lines]
    known = [in_grant_currency(one, view.grant) for one in loose]
    costs = view.money.off_line - sum((one for one in known if one is not None), Decimal(0))
    if not loose and not costs:
        return None
    made = QWidget()
    inside = column(made, gap=4)
    title = _tr("On no budget line") if lines else _tr("All expenses")
    inside.addLayout(_head(title, amount(view.money.off_line, view.money.currency)))
    if costs:
        words = _tr("With {amount} for activities whose expenses are not written down.")
        said = words.format(amount=amount(costs, view.money.currency))
        inside.addWidget(label(said, "secondary", wrap=True))
    _add_expenses(inside, view, loose, edit)
    return made


def _head(title: str, sums: str) -> QBoxLayout:
    line = row(gap=12)
    line.addWidget(label(title, "strong", wrap=True), 1, Qt.AlignmentFlag.AlignTop)
    line.addWidget(label(sums, "strong"), 0, Qt.AlignmentFlag.AlignTop)
    return line


def _add_expenses(into: QBoxLayout, view: GrantView, expenses: Sequence[Expense], edit: Edit) -> None:
    def fill(body: QBoxLayout) -> None:
        for one in expenses:
            body.addWidget(_expense(view, one, edit))

    if len(expenses) <= _OPEN_UP_TO:
        fill(into)
        return
    words = _tr("Show {count} expenses").format(count=number(len(expenses)))
    section = FoldingSection(words, quiet=True, fill=fill)
    into.addWidget(section)


def _expense(view: GrantView, one: Expense, edit: Edit) -> LineButton:
    has_receipt = one.id in view.receipts
    faults = expense_faults(one, view.grant, has_receipt)
    below = " · ".join(part for part in (expense_facts(one, view.grant), *faults) if part)
    if not has_receipt and one.receipt_missing.strip():
        below += " · " + _tr("No receipt, because: {reason}").format(reason=one.receipt_missing)
    worth = in_grant_currency(one, view.grant)
    end = amount(worth, view.grant.currency) if worth is not None else _tr("In no sum")
    icon, ink = ("warning", "caution") if faults else ("receipt", "muted")
    line = LineButton(icon, one.what, below, end, ink)
    line.clicked.connect(lambda: edit(one))
    return line


def _tr(words: str) -> str:
    return QCoreApplication.translate("grant_expenses", words)
