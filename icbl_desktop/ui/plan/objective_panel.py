"""One objective at full length: what the plan says of it, the questions, the campaign's own work."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtWidgets import QScrollArea, QWidget

from icbl_desktop.domain.countries import State
from icbl_desktop.domain.plan import Indicator
from icbl_desktop.domain.work import ActivityDraft
from icbl_desktop.services.progress import Answer
from icbl_desktop.ui.context import Context, Place
from icbl_desktop.ui.kit.held_width import hold_width
from icbl_desktop.ui.kit.layouts import column, row
from icbl_desktop.ui.kit.refill import InTurn, Refill
from icbl_desktop.ui.kit.scrolling import Canvas, set_up_scrolling
from icbl_desktop.ui.kit.widgets import Chip, button, label
from icbl_desktop.ui.plan.indicator_questions import IndicatorQuestions
from icbl_desktop.ui.plan.notes_card import NotesCard
from icbl_desktop.ui.plan.objective_sections import (
    Shown,
    asked_card,
    commitments_card,
    moments_card,
    why_card,
)
from icbl_desktop.ui.plan.own_work import OwnWork, Work
from icbl_desktop.ui.plan.target_states import target_states_card

_WIDTH = 800
Asked = tuple[str, tuple[Indicator, ...], tuple[State, ...]]
"""What the questions are about: a strategy's id, indicators of its plan, the campaign's states."""


class ObjectivePanel(QScrollArea):
    """Scrolls; each part is made anew only when what it shows has changed."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._ref = ""
        self._questions: IndicatorQuestions | None = None
        self._in_turn = InTurn(self)
        self._plan_says = Refill(self._build_plan_part)
        self._work = Refill[Work](lambda work: OwnWork(context, work))
        self._asked = Refill[Shown](lambda shown: asked_card(shown, context.go))
        self._answers = Refill(self._build_questions)
        self._more = Refill(self._build_more)
        self._notes = Refill[str](lambda ref: NotesCard(context, ref))
        content = QWidget()
        hold_width(content, most=_WIDTH)
        layout = column(content, gap=16, margins=(0, 0, 16, 32))
        for part in (self._plan_says, self._work, self._asked, self._answers, self._notes, self._more):
            layout.addWidget(part)
        layout.addStretch(1)
        canvas = Canvas()
        row(canvas, [content])
        set_up_scrolling(self, canvas)

    def show_objective(self, shown: Shown, work: Work) -> None:
        """Show this objective; from its top if it is another than before."""
        if shown.view.ref != self._ref:
            self._ref = shown.view.ref
            self.verticalScrollBar().setValue(0)
        indicators = tuple(answer.indicator for answer in shown.view.answers)
        said = _without_work(shown)
        self._in_turn.run(
            [
                lambda: self._plan_says.show_content(said),
                lambda: self._work.show_content(work),
                lambda: self._asked.show_content(said),
                lambda: self._answers.show_content((shown.plan.strategy.id, indicators, shown.states)),
                lambda: self._show_answers(shown.view.answers),
                lambda: self._notes.show_content(shown.view.ref),
                lambda: self._more.show_content(said),
            ]
        )

    def flush(self) -> None:
        """Keep notes that wait to be kept."""
        for card in self.findChildren(NotesCard):
            card.flush()

    def _show_answers(self, answers: Sequence[Answer]) -> None:
        if self._questions is not None:
            self._questions.show_answers(answers)

    def _build_plan_part(self, shown: Shown) -> QWidget:
        view = shown.view
        part = QWidget()
        layout = column(part, gap=8)
        top = row(None, [Chip(view.objective.code, "accent", "target")])
        top.addWidget(label(view.goal_title, "secondary", wrap=True), 1)
        log = button(self.tr("Log activity"), "plain", "plus")
        log.setAccessibleName(self.tr("Log activity for {code}").format(code=view.objective.code))
        draft = ActivityDraft(objectives=(view.ref,), states=tuple(state.iso3 for state in shown.states))
        log.clicked.connect(lambda: self._context.go(Place("activities", draft=draft)))
        top.addWidget(log)
        layout.addLayout(top)
        layout.addWidget(label(view.objective.title, "title", wrap=True))
        layout.addSpacing(8)
        layout.addWidget(why_card(shown))
        return part

    def _build_questions(self, asked: Asked) -> QWidget | None:
        strategy, indicators, states = asked
        self._questions = None
        if indicators:
            self._questions = IndicatorQuestions(self._context, strategy, indicators, states)
        return self._questions

    def _build_more(self, shown: Shown) -> QWidget:
        part = QWidget()
        layout = column(part, gap=16)
        for card in (commitments_card(shown.view), moments_card(shown), target_states_card(shown)):
            if card is not None:
                layout.addWidget(card)
        return part


def _without_work(shown: Shown) -> Shown:
    """What the plan alone says: it stays on screen while answers and activities change."""
    return replace(shown, view=replace(shown.view, answers=(), work=()))
