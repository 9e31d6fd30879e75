"""The plan's indicators over all states: in sum, and behind a fold state by state."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QBoxLayout, QWidget

from icbl_desktop.domain.countries import Countries
from icbl_desktop.domain.period import Period
from icbl_desktop.domain.picture import Figure, Measure, Number, Scope
from icbl_desktop.domain.picture_tables import IndicatorSum, StateAnswer, Step
from icbl_desktop.domain.words import ANSWERS, LADDER, TREATIES
from icbl_desktop.ui.inbox.inbox_words import stream_words
from icbl_desktop.ui.kit.forms import FoldingSection
from icbl_desktop.ui.kit.layouts import column, flowing
from icbl_desktop.ui.kit.line_button import LineButton
from icbl_desktop.ui.kit.menus import cut
from icbl_desktop.ui.kit.widgets import Card, Paragraph, label
from icbl_desktop.ui.picture.figures_section import figure_link
from icbl_desktop.ui.picture.first_lines import add_first
from icbl_desktop.ui.picture.line_card import Build
from icbl_desktop.ui.picture.opening import Open, Opening
from icbl_desktop.ui.picture.picture_words import figure_words
from icbl_desktop.ui.plan.value_words import answer_words
from icbl_desktop.ui.words import day, number, say

_DIFFERS = "differs"


@dataclass(frozen=True)
class Asked:
    """The indicators and steps of a plan, and the states' names."""

    scope: Scope
    indicators: Sequence[IndicatorSum]
    steps: Sequence[Step]
    facts: Countries


def indicator_lines(asked: Asked, open_: Open) -> list[Build]:
    """Each indicator that somebody answered; the others stand together at the end."""
    answered = [one for one in asked.indicators if one.answered.value]
    silent = [one for one in asked.indicators if not one.answered.value]
    lines: list[Build] = [partial(_indicator, one, asked.facts, open_) for one in answered]
    return [*lines, partial(_unanswered, silent)] if silent else lines


def steps_card(asked: Asked, open_: Open) -> QWidget | None:
    """Steps of states towards a treaty, as campaigns tell of them; None where there are none."""
    if not asked.steps:
        return None
    card = Card(_tr("Steps towards the treaties"), gap=4)
    add_first(card.body, [partial(_step, one, asked, open_) for one in asked.steps])
    return card


def _step(step: Step, asked: Asked, open_: Open) -> QWidget:
    """The step opens what was answered of the state on that day."""
    title = _tr("{state}: {step}").format(state=asked.facts.name(step.iso3), step=say(LADDER, step.rung))
    line = LineButton("steps", title, f"{say(TREATIES, step.treaty)} · {_source(step.answer)}", day(step.day))
    here = replace(asked.scope, iso3=step.iso3)
    if step.day:
        here = replace(here, period=Period(step.day, step.day))
    figure = Figure(Measure.INDICATOR_UPDATE, here)
    line.clicked.connect(lambda: open_(Opening(title, ((title, figure),))))
    return line


def _indicator(one: IndicatorSum, facts: Countries, open_: Open) -> QWidget:
    made = QWidget()
    lines = column(made, gap=2)
    lines.addWidget(label(one.question or one.text, "strong", wrap=True))
    if one.question:
        lines.addWidget(label(" · ".join(filter(None, (one.objective, one.text))), "secondary", wrap=True))
    lines.addWidget(
        flowing(*(_figure(name, number_, one, open_) for name, number_ in _sums(one)), *_none(one))
    )
    by_state = FoldingSection(_tr("By state"), quiet=True, fill=lambda body: _states(body, one, facts, open_))
    lines.addWidget(by_state)
    return made


def _sums(one: IndicatorSum) -> list[tuple[str, Number]]:
    """The numbers of an indicator, each with its name."""
    found = [(_value_name(value), count) for value, count in one.by_value]
    if one.total is not None:
        found.append((_tr("In sum"), one.total))
    found += [(currency, sum_) for currency, sum_ in one.by_currency]
    return found or [(_tr("States that answered"), one.answered)]


def _figure(name: str, one: Number, indicator: IndicatorSum, open_: Open) -> QWidget:
    words = _tr("{what}: {n}").format(what=cut(name), n=figure_words(one))
    return figure_link(words, indicator.question or indicator.text, one, open_)


def _none(one: IndicatorSum) -> list[QWidget]:
    if not one.unanswered:
        return []
    words = _tr("No answer: {n}").format(n=number(len(one.unanswered)))
    made = label(words, "secondary")
    made.setToolTip(", ".join(one.unanswered))
    return [made]


def _states(body: QBoxLayout, one: IndicatorSum, facts: Countries, open_: Open) -> None:
    body.setSpacing(0)
    for answer in one.states:
        name = facts.name(answer.iso3)
        values = " / ".join(answer_words(value, answer.currency) for value in answer.values)
        title = _tr("{state}: {answer}").format(state=name, answer=values)
        if answer.differs:
            title = _tr("{answer} (campaigns differ)").format(answer=title)
        line = LineButton(
            "scales" if answer.differs else "chart-line-up", title, _source(answer), day(answer.day)
        )
        figure = one.answered.figure
        here = replace(figure, scope=replace(figure.scope, iso3=answer.iso3))
        line.clicked.connect(
            lambda _checked=False, name=name, title=title, here=here: open_(Opening(name, ((title, here),)))
        )
        body.addWidget(line)
    if one.unanswered:
        names = ", ".join(facts.name(iso3) for iso3 in one.unanswered)
        body.addWidget(Paragraph(_tr("No answer: {states}").format(states=names), "secondary"))


def _unanswered(silent: Sequence[IndicatorSum]) -> QWidget:
    def fill(body: QBoxLayout) -> None:
        for one in silent:
            body.addWidget(label(f"{one.objective} {one.question or one.text}".strip(), "body", wrap=True))

    words = _tr("Questions that nobody answered: {n}").format(n=number(len(silent)))
    return FoldingSection(words, quiet=True, fill=fill)


def _source(answer: StateAnswer) -> str:
    """The campaign and the report that an answer comes from."""
    return f"{answer.organisation} · {stream_words(answer.stream_code, answer.number)}"


def _value_name(value: str) -> str:
    if value == _DIFFERS:
        return _tr("Campaigns differ")
    return say(ANSWERS, value) if value in ANSWERS else say(LADDER, value)


def _tr(text: str) -> str:
    return QCoreApplication.translate("picture_indicators", text)
