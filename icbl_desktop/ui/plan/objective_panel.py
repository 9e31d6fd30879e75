"""One objective at full length: what the plan says of it, the questions, the campaign's own work."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtWidgets import QScrollArea, QWidget

from icbl_desktop.domain.countries import State
from icbl_desktop.domain.plan import Indicator
from icbl_desktop.domain.plan_extras import ToolkitDocument
from icbl_desktop.services.indicator_values import Series
from icbl_desktop.services.progress import Logged
from icbl_desktop.ui.context import Context, Place
from icbl_desktop.ui.kit.held_width import hold_width
from icbl_desktop.ui.kit.layouts import column, row
from icbl_desktop.ui.kit.refill import InTurn, Refill
from icbl_desktop.ui.kit.scrolling import Canvas, set_up_scrolling
from icbl_desktop.ui.kit.widgets import Card, Chip, button, label
from icbl_desktop.ui.plan.commitments import commitments_card
from icbl_desktop.ui.plan.entry_card import EntryCard
from icbl_desktop.ui.plan.indicator_questions import IndicatorQuestions
from icbl_desktop.ui.plan.moments import moments_card
from icbl_desktop.ui.plan.notes_card import NotesCard
from icbl_desktop.ui.plan.objective_sections import Shown, begun, why_card
from icbl_desktop.ui.plan.planned_activities import planned_card
from icbl_desktop.ui.plan.retired_targets import left_plan_bar
from icbl_desktop.ui.plan.target_states import target_states_card
from icbl_desktop.ui.plan.toolkit_list import ToolkitList
from icbl_desktop.ui.plan.work_done import WorkDone

_WIDTH = 800


@dataclass(frozen=True)
class _Asked:
    """What the questions are about; of an earlier plan they can be read only."""

    strategy: str
    indicators: tuple[Indicator, ...]
    states: tuple[State, ...]
    read_only: bool


class ObjectivePanel(QScrollArea):
    """Scrolls; each part is made anew only when what it shows has changed.

    Of an objective that the plan in force does not have, there is what stands here: own work, answers, notes.
    """

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._ref = ""
        self._questions: IndicatorQuestions | None = None
        self._in_turn = InTurn(self)
        self._top = Refill(self._build_top)
        self._left_plan = Refill(left_plan_bar)
        self._why = Refill(why_card)
        self._work = Refill[Logged](lambda work: WorkDone(context, work))
        self._planned = Refill[Shown](lambda shown: planned_card(context, shown))
        self._moments = Refill[Shown](lambda shown: moments_card(context, shown))
        self._commitments = Refill[Shown](lambda shown: commitments_card(context, shown))
        self._answers = Refill(self._build_questions)
        self._notes = Refill[str](lambda ref: NotesCard(context, ref))
        self._documents = Refill(self._build_documents)
        self._states = Refill[Shown](lambda shown: None if shown.earlier else target_states_card(shown))
        content = QWidget()
        hold_width(content, most=_WIDTH)
        layout = column(content, gap=16, margins=(0, 0, 16, 32))
        for part in self._parts():
            layout.addWidget(part)
        layout.addStretch(1)
        canvas = Canvas()
        row(canvas, [content])
        set_up_scrolling(self, canvas)

    def show_objective(self, shown: Shown, work: Logged) -> None:
        """Show this objective; from its top if it is another than before."""
        if shown.view.ref != self._ref:
            self._ref = shown.view.ref
            self.verticalScrollBar().setValue(0)
        said = shown.plan_says()
        promised = replace(said, view=replace(said.view, commitments=shown.view.commitments))
        answers = [one for one in shown.view.answers if one.latest or not shown.earlier]
        indicators = tuple(answer.indicator for answer in answers)
        asked = _Asked(shown.plan.strategy.id, indicators, shown.states, shown.earlier)
        self._in_turn.run(
            [
                lambda: self._top.show_content(said),
                lambda: self._left_plan.show_content(replace(said, tally=shown.tally, retired=shown.retired)),
                lambda: self._why.show_content(said),
                lambda: self._work.show_content(work),
                lambda: _show_entries(self._planned, said, shown),
                lambda: _show_entries(self._moments, said, shown),
                lambda: self._answers.show_content(asked),
                lambda: self._show_answers(answers),
                lambda: self._commitments.show_content(promised),
                lambda: self._notes.show_content(shown.view.ref),
                lambda: self._documents.show_content(shown.documents),
                lambda: self._states.show_content(said),
            ]
        )

    def flush(self) -> None:
        """Keep notes that wait to be kept."""
        for card in self.findChildren(NotesCard):
            card.flush()

    def _parts(self) -> tuple[QWidget, ...]:
        """From the top down."""
        head = (self._top, self._left_plan, self._why, self._work)
        plan = (self._planned, self._moments, self._answers, self._commitments)
        return (*head, *plan, self._notes, self._documents, self._states)

    def _show_answers(self, answers: Sequence[Series]) -> None:
        if self._questions is not None:
            self._questions.show_answers(answers)

    def _build_top(self, shown: Shown) -> QWidget:
        view = shown.view
        part = QWidget()
        layout = column(part, gap=8)
        top = row(None, [Chip(view.objective.code, "accent", "target")])
        top.addWidget(label(view.goal_title, "secondary", wrap=True), 1)
        if not shown.earlier:
            log = button(self.tr("Log activity"), "plain", "plus")
            log.setAccessibleName(self.tr("Log activity for {code}").format(code=view.objective.code))
            log.clicked.connect(lambda: self._context.go(Place("activities", draft=begun(shown))))
            top.addWidget(log)
        layout.addLayout(top)
        layout.addWidget(label(view.objective.title, "title", wrap=True))
        return part

    def _build_questions(self, asked: _Asked) -> QWidget | None:
        self._questions = None
        if asked.indicators:
            self._questions = IndicatorQuestions(
                self._context, asked.strategy, asked.indicators, asked.states, asked.read_only
            )
        return self._questions

    def _build_documents(self, documents: tuple[ToolkitDocument, ...]) -> QWidget | None:
        if not documents:
            return None
        card = Card(self.tr("Documents for this"), gap=12)
        card.body.addWidget(ToolkitList(self._context, documents))
        return card


def _show_entries(place: Refill[Shown], said: Shown, shown: Shown) -> None:
    """What the plan says there, and in the same breath what the campaign hid of it, chose and did."""
    place.show_content(said)
    for card in place.findChildren(EntryCard):
        card.show_own(shown.choices, shown.view.answered)
