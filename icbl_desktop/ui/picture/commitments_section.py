"""The plan's promises with a number in them: wanted, counted, and what lies behind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QWidget

from icbl_desktop.domain.picture import Number
from icbl_desktop.domain.picture_tables import CommitmentCount, ProgrammeCount, Reach
from icbl_desktop.domain.words import GRANT_PROGRAMMES, WHO
from icbl_desktop.ui.kit.held_width import hold_width
from icbl_desktop.ui.kit.layouts import column, row
from icbl_desktop.ui.kit.meter import Meter
from icbl_desktop.ui.kit.widgets import IconLabel, label
from icbl_desktop.ui.picture.figures_section import figure_link
from icbl_desktop.ui.picture.line_card import Build
from icbl_desktop.ui.picture.opening import Open
from icbl_desktop.ui.picture.picture_words import figure_words, how_words
from icbl_desktop.ui.plan.plan_words import commitment_words
from icbl_desktop.ui.words import day, number, say

_END = 176


@dataclass(frozen=True)
class _Wanted:
    """The number promised, or two that it lies between, and how what is counted stands to it."""

    least: int
    most: int | None = None
    overlapping: bool = False
    reach: Reach = Reach.UNTOLD

    def words(self) -> str:
        """The number, or from one to the other: 2–3."""
        return number(self.least) if self.most is None else f"{number(self.least)}–{number(self.most)}"


def commitment_lines(
    counts: Sequence[CommitmentCount], programmes: Sequence[ProgrammeCount], open_: Open
) -> list[Build]:
    """Each commitment with its number; those reports cannot tell of say so."""
    return [
        *(partial(_programme, one, open_) for one in programmes),
        *(partial(_commitment, one, open_) for one in counts),
    ]


def _programme(one: ProgrammeCount, open_: Open) -> QWidget:
    name = say(GRANT_PROGRAMMES, one.programme)
    title = _tr("{programme}: at least {n} in all").format(programme=name, n=number(one.wanted))
    return _line(title, ("", how_words(one.how)), one.counted, _Wanted(one.wanted, reach=one.reach), open_)


def _commitment(one: CommitmentCount, open_: Open) -> QWidget:
    promise = one.commitment
    by = _tr("By {date}").format(date=day(promise.by)) if promise.by else ""
    about = " · ".join(part for part in (promise.objective, by, say(WHO, promise.who)) if part)
    as_of = _tr("As of {date}.").format(date=day(one.as_of)) if one.as_of else ""
    notes = (promise.text, about, f"{how_words(one.how)} {as_of}".strip())
    wanted = _Wanted(promise.minimum, promise.maximum, one.overlapping, one.reach)
    return _line(commitment_words(promise), notes, one.counted, wanted, open_)


def _line(title: str, notes: Sequence[str], counted: Number, wanted: _Wanted, open_: Open) -> QWidget:
    made = QWidget()
    words = column(gap=2)
    words.addWidget(label(title, "strong", wrap=True))
    for place, note in enumerate(notes):
        if note:
            words.addWidget(label(note, "secondary" if place else "body", wrap=True))
    icon, ink = _sign(counted, wanted)
    across = row(made, [], gap=12)
    across.addWidget(IconLabel(icon, ink), 0, Qt.AlignmentFlag.AlignTop)
    across.addLayout(words, 1)
    across.addWidget(_end(title, counted, wanted, open_), 0, Qt.AlignmentFlag.AlignTop)
    return made


def _end(title: str, counted: Number, wanted: _Wanted, open_: Open) -> QWidget:
    """How much of how much, as a link, and as a bar."""
    made = QWidget()
    hold_width(made, least=_END, most=_END)
    lines = column(made, gap=4)
    if counted.value is None:
        lines.addWidget(label(_tr("No report tells of it"), "secondary", wrap=True))
        return made
    words = _tr("{n} of {wanted}").format(n=figure_words(counted), wanted=wanted.words())
    lines.addWidget(figure_link(words, title, counted, open_))
    lines.addWidget(Meter(min(Decimal(counted.value), Decimal(wanted.least)), Decimal(wanted.least)))
    if wanted.reach == Reach.MORE:
        lines.addWidget(label(_tr("more than planned"), "secondary", wrap=True))
    if wanted.overlapping:
        lines.addWidget(label(_tr("may tell of the same twice"), "secondary", wrap=True))
    return made


def _sign(counted: Number, wanted: _Wanted) -> tuple[str, str]:
    if counted.value is None:
        return "minus", "muted"
    if wanted.reach in (Reach.YES, Reach.MORE):
        return "check-circle", "success"
    return ("circle-half", "caution") if counted.value else ("circle", "muted")


def _tr(text: str) -> str:
    return QCoreApplication.translate("picture_commitments", text)
