"""Quarter by quarter: what was reported, which campaigns are silent, which reports are missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from icbl_desktop.domain.countries import Countries
from icbl_desktop.domain.picture import KINDS, Figure, Scope, SilentCampaign, TimePoint
from icbl_desktop.domain.words import RECORD_KINDS
from icbl_desktop.services.office.received import Gap
from icbl_desktop.ui.inbox.inbox_words import numbers_words, period_words
from icbl_desktop.ui.kit.icon_line import Line, icon_line
from icbl_desktop.ui.kit.layouts import flowing, row
from icbl_desktop.ui.kit.map_signs import Sign, Swatch
from icbl_desktop.ui.kit.time_line import Stretch, TimeLine
from icbl_desktop.ui.kit.widgets import Card, label
from icbl_desktop.ui.picture.first_lines import add_first
from icbl_desktop.ui.picture.opening import Open, openings
from icbl_desktop.ui.picture.picture_words import work_words
from icbl_desktop.ui.words import number, say

_SIGNS = (
    Sign("accent", "solid", "circle"),
    Sign("success", "slanted", "diamond"),
    Sign("caution", "level", "square"),
    Sign("info", "crossed", "triangle"),
    Sign("neutral", "dotted", "wedge"),
)
"""The look of each of the kinds of records, in their order."""


def time_card(scope: Scope, quarters: Sequence[TimePoint], open_: Open) -> QWidget:
    """The quarters as columns; a column opens what is in it."""
    card = Card(_tr("Quarter by quarter"), gap=12)
    line = TimeLine(_tr("What was reported of each quarter"), _SIGNS)
    line.show_stretches([_stretch(one) for one in quarters])

    def show(at: int) -> None:
        one = quarters[at]
        here = replace(scope, period=one.period)
        open_(openings(period_words(one.period), one.work, lambda kind: Figure(kind, here), _nothing()))

    line.chosen.connect(show)
    card.body.addWidget(flowing(*(_key(sign, kind) for sign, kind in zip(_SIGNS, KINDS, strict=True))))
    card.body.addWidget(line)
    return card


def silence_card(silent: Sequence[SilentCampaign], gaps: Sequence[Gap], facts: Countries) -> QWidget | None:
    """Campaigns that did not report on this time, and numbers that are missing; None for neither."""
    if not silent and not gaps:
        return None
    card = Card(_tr("Silent, or missing"), gap=12)
    if silent:
        words = _tr("Silent campaigns: no report on this time counts")
        card.body.addWidget(label(words, "label", wrap=True))
        add_first(card.body, [partial(icon_line, _silent_line(one, facts)) for one in silent])
    if gaps:
        card.body.addWidget(label(_tr("Reports that were made and are not here"), "label", wrap=True))
        add_first(card.body, [partial(icon_line, _gap_line(one)) for one in gaps])
    return card


def _silent_line(one: SilentCampaign, facts: Countries) -> Line:
    states = ", ".join(facts.name(iso3) for iso3 in one.states)
    last = (
        _tr("Its last report is of {period}").format(period=period_words(one.last))
        if one.last
        else _tr("No report of it counts yet")
    )
    return Line(one.organisation, f"{states}. {last}" if states else last, "hourglass-medium", "caution")


def _gap_line(one: Gap) -> Line:
    words = (
        _tr("Numbers {numbers} of stream {code}")
        if len(one.numbers) > 1
        else _tr("Number {numbers} of stream {code}")
    )
    said = words.format(numbers=numbers_words(one.numbers), code=one.stream_code)
    return Line(one.organisation, said, "file-dashed", "caution")


def _stretch(one: TimePoint) -> Stretch:
    name = period_words(one.period)
    reports = _tr("1 report") if one.reports == 1 else _tr("{n} reports").format(n=number(one.reports))
    said = "\n".join(part for part in (name, work_words(one.work) or _nothing(), reports) if part)
    return Stretch(name, tuple(one.work.of(kind) for kind in KINDS), said)


def _key(sign: Sign, kind: str) -> QWidget:
    made = QWidget()
    row(made, [Swatch(sign), label(say(RECORD_KINDS, kind), "secondary")], gap=6)
    return made


def _nothing() -> str:
    return _tr("Nothing was reported of this quarter.")


def _tr(text: str) -> str:
    return QCoreApplication.translate("picture_time", text)
