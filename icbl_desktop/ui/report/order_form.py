"""What report it is to be: its kind, what it covers, the language of its headings, and its paper."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtCore import Signal

from icbl_desktop.domain.period import Period
from icbl_desktop.domain.report_order import GRANT_KINDS, LANGUAGES, Paper, ReportKind, ReportOrder
from icbl_desktop.domain.words import REPORT_KINDS
from icbl_desktop.errors import UserError
from icbl_desktop.ui.kit.forms import Form
from icbl_desktop.ui.kit.input_choices import ChipChoice, Choice, Option
from icbl_desktop.ui.kit.inputs import TextBox
from icbl_desktop.ui.kit.language_names import language_name
from icbl_desktop.ui.kit.page_parts import Bar
from icbl_desktop.ui.report.period_input import PeriodInput
from icbl_desktop.ui.report.report_words import what_it_is
from icbl_desktop.ui.words import choices, number, sentence

_SCOPE = ("kind", "grant_id", "iso3", "period")
"""What an amendment takes over from the report it replaces."""


@dataclass(frozen=True)
class OfferedGrant:
    """A grant to report on, and the time it took."""

    id: str
    title: str
    period: Period


@dataclass(frozen=True)
class Offered:
    """What there is to report on: grants, and the campaign's states with their names."""

    grants: Sequence[OfferedGrant]
    states: Sequence[tuple[str, str]]


class OrderForm(Form):
    """The first step. Only the fields that belong to the kind of report are shown."""

    new_wanted = Signal()
    """Not the amendment after all: a new report."""

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self._replaces = Bar(closable=False)
        self._order: ReportOrder | None = None
        self._offered = Offered((), ())
        self._grants, self._states = Choice([]), Choice([])
        self._replaces.acted.connect(self.new_wanted)
        self.body.addWidget(self._replaces)
        self.add(
            "why",
            self.tr("Why is it corrected?"),
            TextBox(lines=2),
            self.tr("Stands on the first page, with what changed."),
        )
        kinds = [Option(kind, words) for kind, words in choices(REPORT_KINDS)]
        self.add("kind", self.tr("Report"), ChipChoice(kinds))
        self.add("grant_id", self.tr("Grant"), self._grants)
        self.add("iso3", self.tr("State"), self._states)
        self.add("period", self.tr("Period"), PeriodInput(today))
        self.add(
            "language",
            self.tr("Language of the headings"),
            Choice([Option(code, language_name(code)) for code in LANGUAGES]),
            self.tr("What you wrote stays in your own language."),
        )
        papers = ((Paper.A4, self.tr("A4")), (Paper.LETTER, self.tr("Letter")))
        self.add("paper", self.tr("Paper"), ChipChoice([Option(key, words) for key, words in papers]))
        self.edited.connect(self._follow)

    def offer(self, offered: Offered) -> None:
        """Offer these grants and states."""
        self._offered = offered
        self._grants.set_options([Option(one.id, one.title) for one in offered.grants])
        self._states.set_options([Option(iso3, name) for iso3, name in offered.states])
        self._fit()

    def show_order(self, order: ReportOrder, replaced: int = 0) -> None:
        """Show what is wanted; ``replaced`` is the number of the report that it amends, if it does."""
        self._order = order
        self.set_values(vars(order))
        words = self.tr("This report replaces report {number}: {what}. The first one stays as it is.")
        words = words.format(number=number(replaced), what=what_it_is(order.kind, order.period))
        self._replaces.say(words, "info", self.tr("Begin a new report"))
        self._fit()

    def order(self) -> ReportOrder | None:
        """What is wanted as it stands; None while that cannot be read."""
        values = self.values()
        if self._order is None or values["period"] is None or self._lacks_grant(values["kind"]):
            return None
        if self._order.replaces:  # whatever is offered by now
            return replace(self._order, **{name: values[name] for name in values if name not in _SCOPE})
        is_of_grant, is_of_state = values["kind"] in GRANT_KINDS, values["kind"] == ReportKind.STATE_BRIEF
        values["grant_id"] = values["grant_id"] or "" if is_of_grant else ""
        values["iso3"] = values["iso3"] or "" if is_of_state else ""
        return replace(self._order, **values)

    def say_refused(self, refusal: UserError) -> bool:
        """Say beside its field what was refused, and leave the focus where it is; False for no field here."""
        known = refusal.field in self.values()
        if known and refusal.field:
            self.row(refusal.field).show_error(sentence(refusal))
        return known

    def say_accepted(self) -> None:
        """What was refused before is no longer."""
        for name in ("grant_id", "iso3"):
            self.row(name).show_error("")

    def _follow(self, name: str) -> None:
        """A grant report covers the grant's time, until other dates are chosen."""
        if name in ("kind", "grant_id") and self._order is not None:
            values = self.values()
            grant = next((one for one in self._offered.grants if one.id == values["grant_id"]), None)
            is_of_grant = values["kind"] in GRANT_KINDS
            if is_of_grant and grant is not None:
                self.row("period").entry.set_value(grant.period)
            elif name == "kind" and not is_of_grant:
                self.row("period").entry.set_value(self._order.period)
        self._fit()

    def _fit(self) -> None:
        """Show what belongs to the kind; an amendment keeps what the report was about."""
        kind, is_amendment = self.values()["kind"], bool(self._order and self._order.replaces)
        self._replaces.setVisible(is_amendment)
        self.row("why").setVisible(is_amendment)
        fitting = {"grant_id": kind in GRANT_KINDS, "iso3": kind == ReportKind.STATE_BRIEF}
        for name in _SCOPE:
            self.row(name).setVisible(not is_amendment and fitting.get(name, True))
        lacks = self._lacks_grant(kind)
        none = self.tr("There is no grant yet. Add it under Grants first.") if lacks else ""
        self.row("grant_id").show_error(none)

    def _lacks_grant(self, kind: str | None) -> bool:
        is_amendment = self._order is not None and self._order.replaces
        return kind in GRANT_KINDS and not self._offered.grants and not is_amendment
