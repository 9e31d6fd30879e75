"""The sheets and columns of the plan workbook: one table that writing, reading and checking share."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from icbl_desktop.domain import plan
from icbl_desktop.domain.plan_rules import PLAN_KINDS
from icbl_desktop.domain.vocabulary import (
    Bound,
    Category,
    Direction,
    Group,
    IndicatorKind,
    Precision,
    Treaty,
    Who,
)
from icbl_desktop.formats.workbook_columns import EXAMPLE, Column, Kind, Must, Sheet


def _id(note: str = "", field: str = "id") -> Column:
    """The first column of most sheets: its example cell marks the example row."""
    return Column("id", field, Kind.ID, note or "Stays the same from one plan to the next.", EXAMPLE)


def _label(field: str, note: str, example: str) -> Column:
    return Column("label", field, Kind.TEXT, note, example, width=70)


def _text(name: str, note: str, example: str, width: int = 20) -> Column:
    return Column(name, name, Kind.TEXT, note, example, blank="", width=width)


def _word(name: str, words: Iterable[str], note: str, example: str, blank: Any = Must.FILL) -> Column:
    known = tuple(map(str, words))
    return Column(name, name, Kind.WORD, note, str(example), blank, known, width=max(map(len, known)) + 4)


def _date(name: str, note: str, example: date, blank: Any = Must.FILL, field: str = "") -> Column:
    return Column(name, field or name, Kind.DATE, note, example, blank)


def _objective(example: str = "1A", blank: Any = Must.FILL) -> Column:
    return Column("objective", "objective", Kind.OBJECTIVE, "The objective it belongs to.", example, blank)


_GROUP = _word("group", Group, "Which of the objective's lists of targets.", Group.CLEARANCE)
_WHO = _word("who", Who, "Who acts.", Who.CAMPAIGNS)
_TREATY = _word("treaty", Treaty, "The treaty it is about, if it is one.", Treaty.MBT, blank=None)

PLAN = Sheet(
    "plan",
    "",
    plan.Plan,
    (
        _id("The plan's own id: no other plan ever has it."),
        _label("title", "The plan's title.", "2018-2019 Operational Plan"),
        _word("kind", PLAN_KINDS, "What plan it is.", "operational"),
        _date("start", "Its first day.", date(2018, 1, 1)),
        _date("end", "Its last day.", date(2019, 12, 31)),
        _text("summary", "The plan in a few sentences.", "What campaigns do in these two years.", width=60),
        Column("treaties", "treaties", Kind.WORDS, "The treaties.", "MBT\nCCM", (), tuple(Treaty)),
        Column(
            "action_plans", "action_plans", Kind.TEXTS, "Action plans of the treaties that it follows.",
            "2014-2019 Maputo Action Plan", (), width=34,
        ),
        Column(
            "strategy", "strategy.id", Kind.ID, "The strategy's id, the same in all plans of the strategy.",
            "strategy-2017-2021", width=22,
        ),
        Column(
            "strategy_label", "strategy.title", Kind.TEXT, "The strategy's title.",
            "ICBL-CMC Strategy 2017-2021", width=34,
        ),
        _date("strategy_start", "Its first day.", date(2017, 1, 1), field="strategy.start"),
        _date("strategy_end", "Its last day.", date(2021, 12, 31), field="strategy.end"),
    ),
)  # fmt: skip

GOALS = Sheet(
    "goals",
    "strategy.goals",
    plan.Goal,
    (_id("The goal's number: 1, 2, ...", "code"), _label("title", "The goal.", "No more new victims")),
)

OBJECTIVES = Sheet(
    "objectives",
    "strategy.objectives",
    plan.Objective,
    (
        _id("The objective's code: 1A, 1B, ...", "code"),
        Column("goal", "goal", Kind.GOAL, "The goal it belongs to.", "1"),
        _label("title", "The objective.", "Mine Ban Treaty Article 5 deadlines are met"),
    ),
)

INDICATORS = Sheet(
    "indicators",
    "indicators",
    plan.Indicator,
    (
        _id(),
        _objective(blank=None),
        Column("goal", "goal", Kind.GOAL, "In place of an objective: the goal it belongs to.", None, None),
        _label("text", "What is measured over the world.", "States that completed clearance"),
        _word("kind", IndicatorKind, "What the answer is.", IndicatorKind.YES_NO),
        _text("question", "The same, asked of one state.", "Has your state completed clearance?", 60),
        _text("unit", "What is counted.", "states"),
        _word("direction", Direction, "Which way it should move.", Direction.UP, blank=Direction.UP.value),
    ),
)

TARGET_LISTS = Sheet(
    "target lists",
    "target_lists",
    plan.TargetList,
    (
        _objective(EXAMPLE),
        _GROUP,
        _text("reason", "Why states stand on this list.", "Has a clearance deadline in these years.", 70),
        _TREATY,
    ),
)

TARGETS = Sheet(
    "targets",
    "targets",
    plan.Target,
    (
        _objective(EXAMPLE),
        _GROUP,
        Column("state", "iso3", Kind.STATE, "One state a row.", "KHM", width=24),
    ),
)

RESPONSIVE = Sheet(
    "responsive",
    "responsive",
    plan.Responsive,
    (
        _id(),
        _objective(),
        _label("text", "Who is a target, where no states are named.", "Each state that uses landmines."),
    ),
)

ACTIVITIES = Sheet(
    "activities",
    "activities",
    plan.PlannedActivity,
    (
        _id(),
        _objective(),
        _word("category", Category, "What kind of activity.", Category.NATIONAL_CAMPAIGNING),
        _label("text", "What the plan asks for.", "Meet the ministry of foreign affairs."),
        _WHO,
    ),
)

STRATEGIES = Sheet(
    "strategies",
    "strategies",
    plan.StrategyText,
    (_id(), _objective(), _label("text", "A way of working.", "Work with neighbouring states."), _WHO),
)

COMMITMENTS = Sheet(
    "commitments",
    "commitments",
    plan.Commitment,
    (
        _id(),
        _objective(),
        _word("bound", Bound, "How the number is meant.", Bound.AT_LEAST),
        Column("minimum", "minimum", Kind.NUMBER, "The number; with between, the lower one.", 6),
        Column("maximum", "maximum", Kind.NUMBER, "Only with between: the higher number.", None, None),
        _text("unit", "What is counted.", "national campaigns", 26),
        _label("text", "The promise.", "Supported with a grant"),
        _date("by", "Until when, if the plan says so.", date(2019, 12, 31), blank=None),
        _WHO,
    ),
)

EVENTS = Sheet(
    "events",
    "events",
    plan.Event,
    (
        _id(),
        _label("title", "What takes place.", "Meeting of States Parties to the Mine Ban Treaty"),
        _date("start", "Its first day; of a month or a year, the first day of that.", date(2018, 11, 26)),
        _date("end", "Its last day, if it is another.", date(2018, 11, 30), blank=None),
        _word("precision", Precision, "How exactly it is known.", Precision.DAY, Precision.DAY.value),
        _text("place", "Where.", "Geneva"),
        Column("to_be_confirmed", "to_be_confirmed", Kind.YES_NO, "Whether it may move.", "no", False),
        _TREATY,
        Column("objectives", "objectives", Kind.OBJECTIVES, "The objectives it serves.", "1A", ()),
    ),
)

KEY_DATES = Sheet(
    "key dates",
    "key_dates",
    plan.KeyDate,
    (
        _id(),
        _objective(),
        _date("date", "The day.", date(2018, 8, 1)),
        _label("title", "What the day stands for.", "A treaty's anniversary"),
    ),
)

PUBLICATIONS = Sheet(
    "publications",
    "publications",
    plan.Publication,
    (
        _id(),
        _label("title", "Its title.", "Landmine Monitor 2018"),
        _text("note", "More, if needed.", "", 50),
    ),
)

SHEETS = (
    PLAN, GOALS, OBJECTIVES, INDICATORS, TARGET_LISTS, TARGETS, RESPONSIVE, ACTIVITIES, STRATEGIES,
    COMMITMENTS, EVENTS, KEY_DATES, PUBLICATIONS,
)  # fmt: skip
