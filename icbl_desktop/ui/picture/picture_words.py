"""The picture in words: what was done, what is not known, where a line comes from."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import QCoreApplication

from icbl_desktop.domain.countries import Countries
from icbl_desktop.domain.picture import KINDS, NONE_OF_THESE, Number, Traced, Work
from icbl_desktop.domain.plan import Plan
from icbl_desktop.domain.words import RECORD_KINDS
from icbl_desktop.ui.inbox.inbox_words import stream_words
from icbl_desktop.ui.kit.amounts import format_amount, format_number
from icbl_desktop.ui.words import counted, day, number, say

UNKNOWN = "—"
"""In place of a number that is not known, and that is not 0."""
_SHORT = 8
"""Letters of a digest that people compare."""


def figure_words(one: Number) -> str:
    """A number as people write it, or a dash where it is not known."""
    if one.value is None:
        return UNKNOWN
    return number(one.value) if isinstance(one.value, int) else format_number(Decimal(one.value))


def money_words(one: Number) -> str:
    """An amount, whose currency stands beside it; a dash where it is not known."""
    return UNKNOWN if one.value is None else format_amount(Decimal(one.value))


def money_column(name: str) -> str:
    """What an amount of a grant is: "awarded"."""
    words = {
        "requested": _tr("requested"),
        "awarded": _tr("awarded"),
        "paid": _tr("paid"),
        "spent": _tr("spent"),
    }
    return words[name]


def how_words(how: str) -> str:
    """The sentence on how a figure is counted; empty for none."""
    return _tr(how) if how else ""


def work_words(work: Work) -> str:
    """All that was done: "3 activities, 1 grant"; empty for nothing."""
    return ", ".join(counted(kind, work.of(kind)) for kind in KINDS if work.of(kind))


def state_name(facts: Countries, iso3: str) -> str:
    """A state's name; words for none."""
    return _tr("State not named") if iso3 == NONE_OF_THESE else facts.name(iso3)


def objective_name(plan: Plan, code: str) -> str:
    """An objective's code and title; words for none."""
    if code == NONE_OF_THESE:
        return _tr("No objective of this plan")
    title = next((one.title for one in plan.objectives if one.code == code), "")
    return f"{code} {title}".strip()


def place_words(facts: Countries, iso3: str, code: str) -> str:
    """Where something stands in the matrix: "Cambodia · 1A"."""
    state = state_name(facts, iso3) if iso3 else _tr("All states")
    objective = _tr("no objective") if code == NONE_OF_THESE else code or _tr("all objectives")
    return f"{state} · {objective}"


def report_words(line: Traced) -> str:
    """The report that tells of a line; words for facts that came with the program."""
    return stream_words(line.stream_code, line.number) if line.digest else _tr("Facts of the program")


def short_digest(digest: str) -> str:
    """The beginning of a digest."""
    return digest[:_SHORT]


def about_words(line: Traced, facts: Countries) -> str:
    """Kind, campaign, states and day of a line."""
    kinds = {**RECORD_KINDS, "report": "Report", "state": "State"}
    states = ", ".join(facts.name(iso3) for iso3 in line.states)
    parts = (say(kinds, line.kind), line.organisation, states, day(line.day))
    return " · ".join(part for part in parts if part)


def _tr(text: str) -> str:
    return QCoreApplication.translate("picture", text)
