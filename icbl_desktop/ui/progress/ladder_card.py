"""A state's way to one treaty, rung by rung: where it stands, why that is said, and a new step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QWidget

from icbl_desktop.domain.countries import Standing
from icbl_desktop.domain.ladder import RUNGS, Basis
from icbl_desktop.domain.words import LADDER, TREATIES
from icbl_desktop.domain.work import IndicatorUpdate, IndicatorUpdateDraft
from icbl_desktop.services.ladders import Climb
from icbl_desktop.ui.context import Context
from icbl_desktop.ui.kit.form_place import FormPlace
from icbl_desktop.ui.kit.layouts import FlowLayout, column, row
from icbl_desktop.ui.kit.refill import Refill
from icbl_desktop.ui.kit.scrolling import bring_into_view
from icbl_desktop.ui.kit.widgets import Card, IconLabel, Role, button, label
from icbl_desktop.ui.plan.answer_form import AnswerForm
from icbl_desktop.ui.plan.treaty_words import dates_of, status_chip
from icbl_desktop.ui.progress.values_fold import ValuesFold
from icbl_desktop.ui.words import day, say


class LadderCard(Card):
    """What is being typed stays while other steps come."""

    def __init__(
        self, context: Context, climb: Climb, named: bool, new: Callable[[], IndicatorUpdateDraft]
    ) -> None:
        """``named`` says the state's name too, ``new`` gives what a new step begins with."""
        super().__init__(gap=8)
        self._context, self._climb = context, climb
        self._form = FormPlace()
        self._why = label("", "body", wrap=True)
        treaty = say(TREATIES, climb.treaty)
        title = f"{climb.state.name}: {treaty}" if named else treaty
        self._head, self._rungs = Refill(partial(_head, title)), Refill(_rungs)
        self._record = button(self.tr("Record a step"), "plain", "plus")
        self._record.setAccessibleName(
            self.tr("Record a step of {state} towards the {treaty}").format(
                state=climb.state.name, treaty=treaty
            )
        )
        self._record.clicked.connect(lambda: self.begin(new()))
        self._history = ValuesFold(context, self.tr("All steps recorded"), climb.indicator, (climb.state,))
        self._history.correct_wanted.connect(self.begin)
        for part in (self._head, self._why, self._rungs, self._form, self._record, self._history):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.show_climb(climb)

    def show_climb(self, climb: Climb) -> None:
        """Show where the state stands now."""
        self._climb = climb
        self._head.show_content(climb.standing)
        self._why.setText(why_words(climb))
        self._rungs.show_content(climb.position.rung)
        self._history.show_values(climb.answers, climb.files)

    def open(self, answer_id: str = "") -> None:
        """Bring it into view with all its steps, one of them chosen."""
        bring_into_view(self)
        self._history.choose(answer_id)

    def begin(self, draft: IndicatorUpdateDraft) -> None:
        """Open the form with this; a step that is kept is corrected, anything else is a new one."""
        climb = self._climb
        ref = draft.indicator if isinstance(draft, IndicatorUpdate) else climb.ref
        begin = replace(draft, iso3=climb.state.iso3)
        form = AnswerForm(self._context, ref, climb.indicator, (climb.state,), begin)
        form.saved.connect(self._close)
        form.cancelled.connect(self._close)
        self._form.open_form(form)
        self._record.hide()

    def _close(self) -> None:
        self._form.close_form()
        self._record.show()
        self._record.setFocus(Qt.FocusReason.OtherFocusReason)


def why_words(climb: Climb) -> str:
    """Where the state stands, and what says so: "Signed on 3 December 2008, from the treaty's record."."""
    position = climb.position
    rung, step = say(LADDER, position.rung), position.step
    if step is None:
        return _tr("Nothing is recorded yet: neither a signature nor an answer of yours.")
    if position.basis == Basis.RECORD:
        return _record_words(climb, rung, step.date)
    words = _tr("{rung}: your newest answer, of {date}.").format(rung=rung, date=day(step.date))
    if position.ahead:
        more = _tr("{words} The treaty's record of {date} does not say so yet.")
        return more.format(words=words, date=day(climb.as_of))
    return words


def _record_words(climb: Climb, rung: str, when: date | None) -> str:
    dated = _tr("{rung} on {date}, from the treaty's record.").format(rung=rung, date=day(when))
    words = dated if when else _tr("{rung}, from the treaty's record.").format(rung=rung)
    if not climb.answers:
        return words
    same = climb.answers[0].value == climb.position.rung
    beside = (
        _tr("Your newest answer says the same.") if same else _tr("It goes further than your newest answer.")
    )
    return f"{words} {beside}"


def _head(title: str, standing: Standing) -> QWidget:
    """The treaty, and beside it what the treaty's record says of the state."""
    made, line = QWidget(), QWidget()
    across = FlowLayout(line)
    across.addWidget(label(title, "section"))
    across.addWidget(status_chip(standing))
    lines = column(made)
    lines.addWidget(line)
    if standing.withdrawn:
        lines.addWidget(label(dates_of(standing), "secondary", wrap=True))
    return made


def _rungs(position: str) -> QWidget:
    """All rungs, for a state that stands on this one; having no position is none that was passed."""
    made = QWidget()
    lines = column(made, gap=2)
    for rung in RUNGS if position == RUNGS[0] else RUNGS[1:]:
        lines.addWidget(_rung_line(position, rung))
    return made


def _rung_line(position: str, rung: str) -> QWidget:
    """A rung that was passed has a tick, the one the state stands on a flag, those to come a circle."""
    here, at = RUNGS.index(position), RUNGS.index(rung)
    role: Role
    if at < here:
        icon, ink, role, spoken = "check", "success", "body", _tr("{rung}: passed")
    elif at == here:
        icon, ink, role, spoken = "flag", "accent", "strong", _tr("{rung}: now")
    else:
        icon, ink, role, spoken = "circle", "muted", "secondary", _tr("{rung}: still to come")
    words = say(LADDER, rung)
    made = label(words, role, wrap=True)
    made.setAccessibleName(spoken.format(rung=words))
    line = QWidget()
    across = row(line, [], gap=8)
    across.addWidget(IconLabel(icon, ink, 16), 0, Qt.AlignmentFlag.AlignVCenter)
    across.addWidget(made, 1)
    return line


def _tr(text: str) -> str:
    return QCoreApplication.translate("ladder_card", text)
