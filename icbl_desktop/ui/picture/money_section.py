"""Grants and their money, each currency by itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from icbl_desktop.domain.countries import Countries
from icbl_desktop.domain.picture_tables import CurrencySum, GrantLine
from icbl_desktop.domain.words import GRANT_STATES
from icbl_desktop.ui.inbox.inbox_words import stream_words
from icbl_desktop.ui.kit import look
from icbl_desktop.ui.kit.forms import FoldingSection
from icbl_desktop.ui.kit.layouts import column, flowing
from icbl_desktop.ui.kit.lazy_table import Column
from icbl_desktop.ui.kit.table_view import TALL_ROW, LazyTableView
from icbl_desktop.ui.kit.widgets import Card, Paragraph, label
from icbl_desktop.ui.picture.figures_section import figure_button
from icbl_desktop.ui.picture.opening import Open
from icbl_desktop.ui.picture.picture_words import UNKNOWN, money_column
from icbl_desktop.ui.picture.rates_form import RatesForm
from icbl_desktop.ui.words import amount, number, say, short_day

_ROWS = 8
"""How many grants show at once; the others scroll."""
OpenRecord = Callable[[str, str], None]
"""Opens a record by its campaign and its id."""


def money_card(
    sums: Sequence[CurrencySum],
    lines: Sequence[GrantLine],
    facts: Countries,
    open_: Open,
    open_record: OpenRecord,
) -> QWidget | None:
    """A row a currency, then the grants; None where there are none."""
    if not lines:
        return None
    card = Card(_tr("Grants and their money"), gap=12)
    words = _tr(
        "Currencies are not added up without a rate. A dash: no grant tells this amount, which is not 0."
    )
    card.body.addWidget(Paragraph(words, "secondary"))
    for one in sums:
        card.body.addWidget(_currency(one, open_))
    if len([one for one in sums if one.currency]) > 1:
        fold = FoldingSection(
            _tr("Add up in one currency"), quiet=True, fill=lambda body: body.addWidget(RatesForm(sums))
        )
        card.body.addWidget(fold)
    card.body.addWidget(_table(lines, facts, open_record))
    return card


def _currency(one: CurrencySum, open_: Open) -> QWidget:
    """The figures of one currency; beside a sum stands how many grants it leaves out."""
    without, named = dict(one.without), one.currency or _tr("No currency named")
    parts: list[QWidget] = [figure_button(_tr("grants"), one.grants, open_)]
    for name, sum_ in one.amounts:
        words = money_column(name)
        if without.get(name):
            words = _tr("{what} ({n} not known)").format(what=words, n=number(without[name]))
        parts.append(figure_button(words, sum_, open_, named))
    made = QWidget()
    lines = column(made, gap=0)
    lines.addWidget(label(named, "strong"))
    lines.addWidget(flowing(*parts))
    return made


def _table(lines: Sequence[GrantLine], facts: Countries, open_record: OpenRecord) -> QWidget:
    by_key = {f"{one.campaign}/{one.id}": one for one in lines}

    def open_line(key: str) -> None:
        open_record(by_key[key].campaign, by_key[key].id)

    table = LazyTableView(
        _grant_columns(facts), fetch=lambda ids: [by_key[one] for one in ids], row_height=TALL_ROW
    )
    table.setAccessibleName(_tr("Grants"))
    table.opened.connect(open_line)
    table.show_ids([*by_key])
    header = table.horizontalHeader().sizeHint().height()
    table.setFixedHeight(min(len(lines), _ROWS) * look.scaled(TALL_ROW) + header + 2)
    return table


def _grant_columns(facts: Countries) -> list[Column[GrantLine]]:
    def money(value: Decimal | None, one: GrantLine) -> str:
        return UNKNOWN if value is None else amount(value, one.currency)

    def about(one: GrantLine) -> str:
        states = ", ".join(facts.name(iso3) for iso3 in one.states)
        return " · ".join(part for part in (one.organisation, states) if part)

    return [
        Column(_tr("Grant"), lambda one: one.title, below=about, icon=lambda _one: "hand-coins"),
        Column(_tr("Stands"), lambda one: say(GRANT_STATES, one.state), width=132, spare=True),
        Column(_tr("Awarded"), lambda one: money(one.awarded, one), width=132),
        Column(_tr("Spent"), lambda one: money(one.spent, one), below=_rates, width=132),
        Column(_tr("Final report"), _final, width=152, spare=True),
        Column(_tr("Told by"), lambda one: stream_words(one.stream_code, one.number), width=132, spare=True),
    ]


def _rates(one: GrantLine) -> str:
    if not one.without_rate:
        return ""
    return _tr("{n} without a rate").format(n=number(one.without_rate))


def _final(one: GrantLine) -> str:
    if one.reported_on:
        return _tr("Sent {date}").format(date=short_day(one.reported_on))
    return _tr("Due {date}").format(date=short_day(one.report_due)) if one.report_due else UNKNOWN


def _tr(text: str) -> str:
    return QCoreApplication.translate("picture_money", text)
