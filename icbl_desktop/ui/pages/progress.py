"""Indicators of the plan for the campaign's states, and what was done against what was promised."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from icbl_desktop.app import App
from icbl_desktop.domain.countries import State
from icbl_desktop.domain.plan import Plan, Ref, targets_of
from icbl_desktop.domain.vocabulary import Changed
from icbl_desktop.domain.work import IndicatorUpdateDraft
from icbl_desktop.errors import UserError
from icbl_desktop.services import (
    campaign,
    countries,
    indicator_values,
    ladders,
    plans,
    progress,
    work_records,
)
from icbl_desktop.services.indicator_values import Series
from icbl_desktop.services.ladders import Climb
from icbl_desktop.services.plans import PlanVersion
from icbl_desktop.services.progress import Counted
from icbl_desktop.services.record_kinds import INDICATOR_UPDATE
from icbl_desktop.ui.context import Context, Place
from icbl_desktop.ui.kit.held_width import hold_width
from icbl_desktop.ui.kit.input_choices import Choice, Option
from icbl_desktop.ui.kit.latest_read import LatestRead
from icbl_desktop.ui.kit.page_parts import Bar, Page
from icbl_desktop.ui.kit.refill import InTurn, Refill, WhenShown
from icbl_desktop.ui.kit.widgets import Paragraph
from icbl_desktop.ui.progress.indicator_card import IndicatorCard
from icbl_desktop.ui.progress.ladder_card import LadderCard
from icbl_desktop.ui.progress.ladders import Ladders, Ways, ways_of
from icbl_desktop.ui.progress.promised import Promised, promised_card
from icbl_desktop.ui.progress.question_groups import Asked, QuestionGroups, groups_of
from icbl_desktop.ui.words import isolated

_CHOICE_WIDTH = 400


@dataclass(frozen=True)
class _Wanted:
    """The question to go to, and the answer to be chosen there."""

    ref: Ref = ""
    answer_id: str = ""


@dataclass(frozen=True)
class _Found:
    """What the page shows of one plan, in force or earlier; ``own`` are the states' objectives."""

    catalogue: tuple[PlanVersion, ...]
    plan: Plan
    in_force: bool
    states: tuple[State, ...]
    own: frozenset[str]
    series: tuple[Series, ...]
    climbs: tuple[Climb, ...]
    counted: tuple[Counted, ...]
    wanted: _Wanted


class ProgressPage(Page):
    """``open`` takes an indicator, "STRATEGY/ID", an answer's id, or a draft of one: its form stands open."""

    def __init__(self, context: Context) -> None:
        super().__init__(840)
        self._context = context
        self._plan_id = ""
        self._wanted = ""
        self._draft: IndicatorUpdateDraft | None = None
        self._own: dict[str, frozenset[str]] = {}
        self._groups: QuestionGroups | None = None
        self._ladders: Ladders | None = None
        self._read, self._in_turn = LatestRead(context.jobs, self), InTurn(self)
        self._plans = Choice([])
        self._plans.name_for_readers(self.tr("Plan"))
        self._plans.edited.connect(self._choose_plan)
        self._note = Bar()
        self._note.dismissed.connect(self._forget_draft)
        self._way, self._questions = Refill(self._build_ladders), Refill(self._build_questions)
        self._promised = Refill[Promised](lambda promised: promised_card(context, promised))
        self.heading.say(self.tr("Progress"))
        hold_width(self._plans, most=_CHOICE_WIDTH)
        for part in (self._plans, self._note, self._way, self._questions, self._promised):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self._when_shown = WhenShown(self, self._load)

    def open(self, place: Place) -> None:
        """Show an indicator with its values, an answer among them, or begin the answer of a draft."""
        if isinstance(place.draft, IndicatorUpdateDraft):
            self._draft, self._wanted, self._plan_id = place.draft, place.draft.indicator, ""
        elif place.id:
            self._wanted, self._plan_id = place.id, ""
        self._when_shown.ask()

    def refresh(self, changed: Changed) -> None:
        """Show what changed."""
        if changed.kinds - {"report", "note"}:
            self._when_shown.ask()

    def _load(self) -> None:
        app, plan_id, wanted = self._context.app, self._plan_id, self._wanted
        self._read.ask(lambda: _find(app, plan_id, wanted), self._show, failed=self._refused)

    def _refused(self, refusal: UserError) -> None:
        """An answer that is gone is said to be gone, and the page shows what there is."""
        self._context.jobs.refused.emit(refusal)
        if self._wanted:
            self._wanted = ""
            self._load()

    def _choose_plan(self) -> None:
        self._plan_id = self._plans.value() or ""
        self._load()

    def _show(self, found: _Found) -> None:
        """Group by group; what stands in the open for a plan stays there while answers come."""
        plan = found.plan
        own = self._own.setdefault(plan.id, found.own)
        self._show_head(found)
        asked = Asked(plan, found.states, own, not found.in_force)
        codes = tuple(state.iso3 for state in found.states)
        promised = Promised(plan, codes, own, found.counted, not found.in_force)
        self._in_turn.run(
            [
                lambda: self._way.show_content(ways_of(found.climbs, many=len(found.states) > 1)),
                lambda: self._show_climbs(found.climbs),
                lambda: self._questions.show_content(asked),
                lambda: self._show_series(found.series),
                *[self._build_next] * len(own),
                lambda: self._go_to(found.wanted),
                lambda: self._promised.show_content(promised),
            ]
        )

    def _build_next(self) -> None:
        if self._groups is not None:
            self._groups.build_next()

    def _show_head(self, found: _Found) -> None:
        self._plans.set_options(
            [Option(one.plan_id, isolated(one.title)) for one in reversed(found.catalogue)]
        )
        self._plans.set_value(found.plan.id)
        names = ", ".join(state.name for state in found.states)
        if found.in_force:
            words = self.tr("Progress in {states}, question by question, and what you did towards the plan.")
        else:
            words = self.tr("Not the plan in force: what was answered for {states} can be read, not changed.")
        self.heading.say(self.tr("Progress"), words.format(states=names))

    def _show_climbs(self, climbs: tuple[Climb, ...]) -> None:
        if self._ladders is not None:
            self._ladders.show_climbs(climbs)

    def _show_series(self, series: tuple[Series, ...]) -> None:
        if self._groups is not None:
            self._groups.show_series(series)

    def _build_ladders(self, ways: Ways) -> QWidget | None:
        self._ladders = Ladders(self._context, ways, self._take_draft) if ways.climbs else None
        return self._ladders

    def _build_questions(self, asked: Asked) -> QWidget:
        self._groups = None
        if not groups_of(asked.plan):
            return Paragraph(self.tr("This plan asks no questions about states. Its operational plans do."))
        self._groups = QuestionGroups(self._context, asked, self._take_draft)
        return self._groups

    def _go_to(self, wanted: _Wanted) -> None:
        """To the question that was asked for; without one a draft waits until its question is chosen."""
        self._wanted = ""
        card = self._card(wanted.ref) if wanted.ref else None
        if card is not None and self._draft is not None:
            card.begin(self._take_draft())
        elif card is not None:
            card.open(wanted.answer_id)
        elif self._draft is not None:
            words = self.tr("Choose the question this answers. What is known already is filled in.")
            self._note.say(words)

    def _card(self, ref: Ref) -> IndicatorCard | LadderCard | None:
        """The question of a reference in the plan shown, else the ladder."""
        question = self._groups.card(ref) if self._groups else None
        return question or (self._ladders.card(ref, self._draft) if self._ladders else None)

    def _take_draft(self) -> IndicatorUpdateDraft:
        """What a new answer begins with: the draft that waits, once."""
        draft = self._draft or IndicatorUpdateDraft()
        self._forget_draft()
        return draft

    def _forget_draft(self) -> None:
        self._draft = None
        self._note.hide()


def _find(app: App, plan_id: str, asked_for: str) -> _Found:
    """The plan of this id; without one that in force, or the last that asks what is wanted."""
    db, current, wanted = app.db, plans.current(app.db), _resolved(app, asked_for)
    catalogue = plans.catalogue(db)
    shown = current
    if plan_id and plan_id != current.id:
        shown = plans.plan(db, plan_id)
    elif not plan_id and not _asks(current, wanted.ref):
        every = [plans.plan(db, one.plan_id) for one in reversed(catalogue)]
        shown = next((one for one in every if _asks(one, wanted.ref)), current)
    who, known = campaign.get(db), countries.known(db)
    states = tuple(known.states[iso3] for iso3 in who.states if iso3 in known.states)
    in_force = shown.id == current.id
    series = indicator_values.series(db, shown, who.states)
    return _Found(
        catalogue,
        shown,
        in_force,
        states,
        _own(shown, who.states, series),
        series,
        ladders.climbs(db, who.states) if in_force else (),
        progress.commitments(db, shown),
        wanted,
    )


def _resolved(app: App, asked_for: str) -> _Wanted:
    """A question by its reference, or by the id of an answer to it."""
    if not asked_for or "/" in asked_for:
        return _Wanted(asked_for)
    return _Wanted(work_records.get(app.db, INDICATOR_UPDATE, asked_for).indicator, asked_for)


def _asks(plan: Plan, ref: Ref) -> bool:
    return not ref or any(plan.ref(one.id) == ref for one in plan.indicators)


def _own(plan: Plan, states: tuple[str, ...], series: tuple[Series, ...]) -> frozenset[str]:
    """The objectives, or goals, that are about these states: they are on a list, or answers were given."""
    listed = {target.objective for target in targets_of(plan, states)}
    answered = {one.indicator.objective or one.indicator.goal or "" for one in series if one.values}
    return frozenset(listed | answered)
