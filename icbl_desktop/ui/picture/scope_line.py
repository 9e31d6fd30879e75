"""The one filter of the picture: plan, time, state, objective, campaign."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from icbl_desktop.domain.period import Period
from icbl_desktop.domain.picture import NONE_OF_THESE, Scope
from icbl_desktop.domain.plan import Plan
from icbl_desktop.domain.vocabulary import Precision
from icbl_desktop.ui.inbox.inbox_words import period_words
from icbl_desktop.ui.kit.held_width import hold_width
from icbl_desktop.ui.kit.input_choices import Choice, Option
from icbl_desktop.ui.kit.input_dates import DateInput
from icbl_desktop.ui.kit.layouts import FlowLayout, column
from icbl_desktop.ui.kit.widgets import button, label
from icbl_desktop.ui.picture.picture_data import Head
from icbl_desktop.ui.picture.picture_words import objective_name, state_name
from icbl_desktop.ui.words import isolated

_OWN = "own"
_WIDTHS = {"plan": 264, "period": 184, "iso3": 152, "objective": 176, "campaign": 184}


class ScopeLine(QWidget):
    """``edited`` carries the ``Scope`` that the person asked for."""

    edited = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._scope = Scope("")
        self._choices = {
            "plan": Choice([]),
            "period": Choice([], self.tr("The plan's time")),
            "iso3": Choice([], self.tr("All states")),
            "objective": Choice([], self.tr("All objectives")),
            "campaign": Choice([], self.tr("All campaigns")),
        }
        self._days = _OwnDays()
        self._days.edited.connect(self._ask)
        self._clear = button(self.tr("Clear"), "quiet", "x")
        self._clear.setAccessibleName(self.tr("Show all of the plan again"))
        self._clear.clicked.connect(lambda: self.edited.emit(Scope(self._scope.plan_id)))
        self._lay_out()

    def show_scope(self, head: Head) -> None:
        """Offer what there is, and show what was chosen."""
        scope = self._scope = head.scope
        plans = [Option(one.plan_id, isolated(one.title)) for one in reversed(head.catalogue)]
        objectives = [(one.code, objective_name(head.plan, one.code)) for one in head.plan.objectives]
        states = {row.iso3 for row in head.matrix.rows} | {scope.iso3} - {""}
        named = sorted((state_name(head.facts, iso3), iso3) for iso3 in states)
        known = [Option(one.id, isolated(one.organisation)) for one in head.campaigns]
        self._choices["plan"].set_options(plans)
        self._choices["period"].set_options(self._periods(head.plan, scope.period))
        if not scope.iso3:  # with one chosen the others are not in the matrix
            self._choices["iso3"].set_options([Option(iso3, name) for name, iso3 in named])
        self._choices["objective"].set_options(
            [
                *(Option(code, isolated(words)) for code, words in objectives),
                Option(NONE_OF_THESE, self.tr("None of them")),
            ]
        )
        self._choices["campaign"].set_options(known)
        self._show_values(scope)

    def _show_values(self, scope: Scope) -> None:
        chosen = {
            "plan": scope.plan_id,
            "period": scope.period.label if scope.period else None,
            "iso3": scope.iso3 or None,
            "objective": scope.objective or None,
            "campaign": scope.campaign or None,
        }
        for name, value in chosen.items():
            self._choices[name].set_value(value)
        self._clear.setVisible(scope != Scope(scope.plan_id))
        self._days.hide()

    def _periods(self, plan: Plan, chosen: Period | None) -> list[Option]:
        """The years and quarters of the plan, dates of one's own, and those that were chosen."""
        years = range(plan.start.year, plan.end.year + 1)
        found = [Period(date(year, 1, 1), date(year, 12, 31)) for year in years] if len(years) > 1 else []
        found += Period(plan.start, plan.end).quarters()
        offered = [Option(one.label, period_words(one)) for one in found]
        if chosen is not None and chosen not in found:
            offered.append(Option(chosen.label, period_words(chosen)))
        return [*offered, Option(_OWN, self.tr("Other dates…"))]

    def _edited(self, name: str) -> None:
        if name == "plan":
            self.edited.emit(Scope(self._choices["plan"].value() or ""))
        elif name == "period" and self._choices["period"].value() == _OWN:
            self._days.begin(self._scope.period)
        else:
            self._ask()

    def _ask(self) -> None:
        named = self._choices["period"].value()
        chosen = Period.from_label(named) if named not in (None, _OWN) else None
        self.edited.emit(
            replace(
                self._scope,
                period=self._days.period() if named == _OWN else chosen,
                iso3=self._choices["iso3"].value() or "",
                objective=self._choices["objective"].value() or "",
                campaign=self._choices["campaign"].value() or "",
            )
        )

    def _lay_out(self) -> None:
        names = {
            "plan": self.tr("Plan"),
            "period": self.tr("Time"),
            "iso3": self.tr("State"),
            "objective": self.tr("Objective"),
            "campaign": self.tr("Campaign"),
        }
        line = QWidget()
        flow = FlowLayout(line)
        for name, choice in self._choices.items():
            choice.name_for_readers(names[name])
            hold_width(choice, least=_WIDTHS[name], most=_WIDTHS[name])
            choice.edited.connect(lambda name=name: self._edited(name))
            flow.addWidget(choice)
        flow.addWidget(self._clear)
        whole = column(self, gap=8)
        whole.addWidget(line)
        whole.addWidget(self._days)
        self._clear.hide()


class _OwnDays(QWidget):
    """From one day to another; hidden until it is wanted."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._first, self._last = DateInput(months=False), DateInput(months=False)
        self._wrong = label(self.tr("The last day comes before the first."), "error")
        show = button(self.tr("Show"), "quiet", "check")
        show.clicked.connect(self._say)
        flow = FlowLayout(self)
        for words, entry in ((self.tr("From"), self._first), (self.tr("To"), self._last)):
            entry.name_for_readers(words)
            flow.addWidget(label(words, "label"))
            flow.addWidget(entry)
        for part in (show, self._wrong):
            flow.addWidget(part)
        self.hide()

    def begin(self, period: Period | None) -> None:
        """Ask for the days, beginning with those that were chosen."""
        if period is not None:
            self._first.set_value((period.start, Precision.DAY))
            self._last.set_value((period.end, Precision.DAY))
        self._wrong.hide()
        self.show()
        self._first.setFocus()

    def period(self) -> Period | None:
        """The days; None while they are the wrong way round."""
        first, last = self._first.value(), self._last.value()
        return Period(first[0], last[0]) if first and last and first[0] <= last[0] else None

    def _say(self) -> None:
        self._wrong.setVisible(self.period() is None)
        if self.period() is not None:
            self.edited.emit()
