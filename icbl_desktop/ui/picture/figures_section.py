"""The picture in one line of figures, and below it what does not count yet and why."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QPushButton, QWidget

from icbl_desktop.domain.field_words import FIELDS
from icbl_desktop.domain.inbox import Standing
from icbl_desktop.domain.picture import Audience, Number, Totals
from icbl_desktop.domain.words import ACTIVITY_TYPES, PROMISE_STATES
from icbl_desktop.ui.inbox.inbox_words import standing_sign
from icbl_desktop.ui.kit.figure_button import FigureButton
from icbl_desktop.ui.kit.forms import FoldingSection
from icbl_desktop.ui.kit.layouts import flowing
from icbl_desktop.ui.kit.line_button import LineButton
from icbl_desktop.ui.kit.menus import cut
from icbl_desktop.ui.kit.widgets import Card, Paragraph, button, label
from icbl_desktop.ui.picture.opening import Open, Opening
from icbl_desktop.ui.picture.picture_words import figure_words, money_words
from icbl_desktop.ui.words import number, say


def figures_card(totals: Totals, open_: Open) -> QWidget:
    """Each number opens what it counts; types of activity and audiences are folded away."""
    card = Card(gap=12)
    line = [*_main(totals), *_promises(totals)]
    card.body.addWidget(flowing(*(figure_button(words, one, open_) for words, one in line)))
    for part in _not_counted(totals, open_):
        card.body.addWidget(part)
    if totals.activities.value:
        more = FoldingSection(_tr("Activities by type, and people"), quiet=True)
        more.body.addWidget(flowing(*_types(totals, open_)))
        if totals.audiences:
            more.body.addWidget(_people(totals.audiences, open_))
        card.body.addWidget(more)
    return card


def _main(totals: Totals) -> Iterable[tuple[str, Number]]:
    named = (
        (totals.reports, _tr("report counted"), _tr("reports counted")),
        (totals.campaigns, _tr("campaign"), _tr("campaigns")),
        (totals.states, _tr("state"), _tr("states")),
        (totals.activities, _tr("activity"), _tr("activities")),
        (totals.outcomes, _tr("outcome"), _tr("outcomes")),
        (totals.grants, _tr("grant"), _tr("grants")),
        (totals.answers, _tr("answer to an indicator"), _tr("answers to indicators")),
        (totals.promises, _tr("promise by officials"), _tr("promises by officials")),
    )
    return ((one if number_.value == 1 else many, number_) for number_, one, many in named)


def _promises(totals: Totals) -> Iterable[tuple[str, Number]]:
    kept = dict(totals.by_promise)
    for state in PROMISE_STATES:
        if state in kept:
            yield _tr("promises: {state}").format(state=say(PROMISE_STATES, state).lower()), kept[state]


def figure_link(words: str, title: str, one: Number, open_: Open) -> QPushButton:
    """A figure within a line of text, as a link to what lies behind it; ``title`` says what it counts."""
    made = button(words.replace("&", "&&"), "link")
    made.setAccessibleName(f"{title}: {words}")
    made.setEnabled(bool(one.value))
    made.clicked.connect(lambda: open_(Opening(title, ((words, one.figure),))))
    return made


def figure_button(words: str, one: Number, open_: Open, currency: str = "") -> FigureButton:
    """A figure on its own, large; an amount where there is a ``currency``."""
    said = money_words(one) if currency else figure_words(one)
    title = f"{words} · {currency}" if currency else words
    made = FigureButton(said, words, _tr("Not known") if one.value is None else "")
    made.setEnabled(bool(one.value))
    made.clicked.connect(lambda: open_(Opening(title, ((said, one.figure),))))
    return made


def _not_counted(totals: Totals, open_: Open) -> Iterable[QWidget]:
    """Reports that are held, each with why; records that are in no period."""
    for why, one in totals.held:
        sign = standing_sign(Standing(why))
        words = _tr("Reports not counted: {n}. {why}").format(n=figure_words(one), why=sign.words)
        yield _line(sign.icon, words, sign.words, one, open_)
    if totals.conflicts.value:
        words = _tr("Records that reports tell differently, until a person has chosen: {n}")
        differing = words.format(n=figure_words(totals.conflicts))
        yield _line("warning", differing, _tr("Records in conflict"), totals.conflicts, open_)
    if totals.undated.value:
        words = _tr("Records that name no day, and so are in no period: {n}")
        undated = words.format(n=figure_words(totals.undated))
        yield _line("calendar-blank", undated, _tr("Records without a day"), totals.undated, open_)


def _line(icon: str, words: str, title: str, one: Number, open_: Open) -> QWidget:
    made = LineButton(icon, words, ink="caution")
    made.clicked.connect(lambda: open_(Opening(title, ((figure_words(one), one.figure),))))
    return made


def _types(totals: Totals, open_: Open) -> Iterable[QWidget]:
    for kind, one in totals.by_type:
        name = say(ACTIVITY_TYPES, kind)
        words = _tr("{what}: {n}").format(what=cut(name), n=figure_words(one))
        yield figure_link(words, name, one, open_)


def _people(audiences: Iterable[Audience], open_: Open) -> QWidget:
    """How many activities counted people, and the most at one: they overlap and are not added up."""
    made = Card(gap=4)
    words = _tr("The same people may have come twice: audiences overlap, so they are never added up.")
    made.body.addWidget(Paragraph(words, "secondary"))
    for one in audiences:
        name = say(FIELDS["activity"], one.field)
        if one.largest is None:
            made.body.addWidget(label(_tr("{who}: not asked").format(who=name), "body", wrap=True))
            continue
        words = _tr("{who}: counted at {n} activities, at most {most} at one of them").format(
            who=name, n=figure_words(one.asked), most=number(one.largest)
        )
        made.body.addWidget(figure_link(words, name, one.asked, open_))
    return made


def _tr(text: str) -> str:
    return QCoreApplication.translate("picture_figures", text)
