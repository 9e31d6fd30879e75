"""Own choices that a new plan says otherwise about: both side by side, and which of them is to count."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from icbl_desktop.domain.choices import ChoiceKind, Conflict, Entry, said
from icbl_desktop.domain.plan import Commitment, Event, KeyDate
from icbl_desktop.ui.kit.card_grid import CardGrid
from icbl_desktop.ui.kit.forms import FieldRow
from icbl_desktop.ui.kit.input_choices import ChipChoice, Option
from icbl_desktop.ui.kit.layouts import clear, column
from icbl_desktop.ui.kit.widgets import Card, Paragraph, label
from icbl_desktop.ui.plan.plan_lines import event_when
from icbl_desktop.ui.plan.plan_words import commitment_text, commitment_words
from icbl_desktop.ui.words import day, number

_MINE, _PLAN = "mine", "plan"
_COLUMN = 300


class PlanConflicts(QWidget):
    """A card for each conflict; the answer that is offered first is chosen already."""

    def __init__(self) -> None:
        super().__init__()
        self._layout = column(self, gap=12)
        self._answers: dict[Conflict, ChipChoice] = {}

    def show_conflicts(self, conflicts: Sequence[Conflict]) -> None:
        """Ask about these."""
        clear(self._layout)
        self._answers = {}
        self.setVisible(bool(conflicts))
        if not conflicts:
            return
        self._layout.addWidget(label(_how_many(len(conflicts)), "section", wrap=True))
        for conflict in conflicts:
            self._layout.addWidget(self._card(conflict))

    def settled(self) -> dict[Conflict, bool]:
        """For each conflict, whether the own choice is kept."""
        return {conflict: answer.value() == _MINE for conflict, answer in self._answers.items()}

    def _card(self, conflict: Conflict) -> Card:
        answer = ChipChoice([Option(_MINE, _keep_words(conflict)), Option(_PLAN, _take_words(conflict))])
        answer.set_value(_MINE if conflict.keep else _PLAN)
        self._answers[conflict] = answer
        card = Card(gap=12)
        card.body.addWidget(label(_about(conflict), "strong", wrap=True))
        yours = _side(_tr("Yours"), _chosen(conflict), _tr("The plan said then: {words}"), _then(conflict))
        now = _side(_tr("The new plan"), _now(conflict), "", "")
        card.body.addWidget(CardGrid([yours, now], _COLUMN))
        card.body.addWidget(FieldRow(_tr("What is to count?"), answer))
        return card


def _how_many(count: int) -> str:
    if count == 1:
        return _tr("One of your own choices meets a change. Look at it before you go on.")
    words = _tr("{n} of your own choices meet a change. Look at them before you go on.")
    return words.format(n=number(count))


def _side(title: str, words: str, below: str, then: str) -> QWidget:
    side = QWidget()
    layout = column(side, gap=2)
    layout.addWidget(label(title, "label"))
    layout.addWidget(Paragraph(words))
    if then:
        layout.addWidget(Paragraph(below.format(words=then), "secondary"))
    layout.addStretch(1)
    return side


def _about(conflict: Conflict) -> str:
    entry = conflict.before or conflict.after
    if isinstance(entry, Event | KeyDate):
        return entry.title
    return entry.text if entry else conflict.choice.seen


def _chosen(conflict: Conflict) -> str:
    if conflict.choice.day:
        return _tr("You chose {date} for it.").format(date=day(conflict.choice.day))
    return _tr("You hid it.")


def _then(conflict: Conflict) -> str:
    """What the plan said when it was chosen, in the words of today where it still says so."""
    before = conflict.before
    same = before is not None and said(before) == conflict.choice.seen
    return _entry(before, _about(conflict)) if before and same else conflict.choice.seen


def _now(conflict: Conflict) -> str:
    if conflict.after is None:
        return _tr("It is no longer in the plan.")
    return _entry(conflict.after, _about(conflict))


def _entry(entry: Entry, heading: str) -> str:
    """What the plan says of it; a title that stands above already is left out."""
    if isinstance(entry, Event | KeyDate):
        when = event_when(entry) if isinstance(entry, Event) else day(entry.date)
        return when if entry.title == heading else f"{entry.title}, {when}"
    if isinstance(entry, Commitment):
        return f"{commitment_words(entry)}. {commitment_text(entry)}"
    return entry.text


def _keep_words(conflict: Conflict) -> str:
    if conflict.choice.kind == ChoiceKind.HIDDEN:
        return _tr("Keep it hidden")
    return _tr("Keep mine: {date}").format(date=day(conflict.choice.day))


def _take_words(conflict: Conflict) -> str:
    if conflict.choice.kind == ChoiceKind.HIDDEN:
        return _tr("Show it again")
    return _tr("Take the plan's") if conflict.after else _tr("Let my date go")


def _tr(text: str) -> str:
    return QCoreApplication.translate("plan_conflicts", text)
