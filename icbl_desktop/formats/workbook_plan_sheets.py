"""The sheets of the workbook that hold the plan: one table that writing, reading and checking share."""

from __future__ import annotations

from datetime import date

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
from icbl_desktop.formats.workbook_columns import (
    EXAMPLE,
    Column,
    Kind,
    Sheet,
    a_date,
    a_label,
    a_text,
    a_word,
    an_id,
    an_objective,
    objectives,
)

_GROUP = a_word("group", Group, "Which of the objective's lists of targets.", Group.CLEARANCE)
_WHO = a_word("who", Who, "Who acts.", Who.CAMPAIGNS)
_TREATY = a_word("treaty", Treaty, "The treaty it is about, if it is one.", Treaty.MBT, blank=None)

PLAN = Sheet(
    "plan",
    "",
    plan.Plan,
    (
        an_id("The plan's own id: no other plan ever has it."),
        a_label("title", "The plan's title.", "2018-2019 Operational Plan"),
        a_word("kind", PLAN_KINDS, "What plan it is.", "operational"),
        a_date("start", "Its first day.", date(2018, 1, 1)),
        a_date("end", "Its last day.", date(2019, 12, 31)),
        a_text("summary", "The plan in a few sentences.", "What campaigns do in these two years.", width=60),
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
        a_date("strategy_start", "Its first day.", date(2017, 1, 1), field="strategy.start"),
        a_date("strategy_end", "Its last day.", date(2021, 12, 31), field="strategy.end"),
    ),
)  # fmt: skip

GOALS = Sheet(
    "goals",
    "strategy.goals",
    plan.Goal,
    (an_id("The goal's number: 1, 2, ...", "code"), a_label("title", "The goal.", "No more new victims")),
)

OBJECTIVES = Sheet(
    "objectives",
    "strategy.objectives",
    plan.Objective,
    (
        an_id("The objective's code: 1A, 1B, ...", "code"),
        Column("goal", "goal", Kind.GOAL, "The goal it belongs to.", "1"),
        a_label("title", "The objective.", "Mine Ban Treaty Article 5 deadlines are met"),
    ),
)

INDICATORS = Sheet(
    "indicators",
    "indicators",
    plan.Indicator,
    (
        an_id(),
        an_objective(blank=None),
        Column("goal", "goal", Kind.GOAL, "In place of an objective: the goal it belongs to.", None, None),
        a_label("text", "What is measured over the world.", "States that completed clearance"),
        a_word("kind", IndicatorKind, "What the answer is.", IndicatorKind.YES_NO),
        a_text("question", "The same, asked of one state.", "Has your state completed clearance?", 60),
        a_text("unit", "What is counted.", "states"),
        a_word("direction", Direction, "Which way it should move.", Direction.UP, blank=Direction.UP.value),
    ),
)

TARGET_LISTS = Sheet(
    "target lists",
    "target_lists",
    plan.TargetList,
    (
        an_objective(EXAMPLE),
        _GROUP,
        a_text("reason", "Why states stand on this list.", "Has a clearance deadline in these years.", 70),
        _TREATY,
    ),
)

TARGETS = Sheet(
    "targets",
    "targets",
    plan.Target,
    (
        an_objective(EXAMPLE),
        _GROUP,
        Column("state", "iso3", Kind.STATE, "One state a row.", "KHM", width=24),
    ),
)

RESPONSIVE = Sheet(
    "responsive",
    "responsive",
    plan.Responsive,
    (
        an_id(),
        an_objective(),
        a_label("text", "Who is a target, where no states are named.", "Each state that uses landmines."),
    ),
)

ACTIVITIES = Sheet(
    "activities",
    "activities",
    plan.PlannedActivity,
    (
        an_id(),
        an_objective(),
        a_word("category", Category, "What kind of activity.", Category.NATIONAL_CAMPAIGNING),
        a_label("text", "What the plan asks for.", "Meet the ministry of foreign affairs."),
        _WHO,
    ),
)

STRATEGIES = Sheet(
    "strategies",
    "strategies",
    plan.StrategyText,
    (an_id(), an_objective(), a_label("text", "A way of working.", "Work with neighbouring states."), _WHO),
)

COMMITMENTS = Sheet(
    "commitments",
    "commitments",
    plan.Commitment,
    (
        an_id(),
        an_objective(),
        a_word("bound", Bound, "How the number is meant.", Bound.AT_LEAST),
        Column("minimum", "minimum", Kind.NUMBER, "The number; with between, the lower one.", 6),
        Column("maximum", "maximum", Kind.NUMBER, "Only with between: the higher number.", None, None),
        a_text("unit", "What is counted.", "national campaigns", 26),
        a_label("text", "The promise.", "Supported with a grant"),
        a_date("by", "Until when, if the plan says so.", date(2019, 12, 31), blank=None),
        _WHO,
    ),
)

EVENTS = Sheet(
    "events",
    "events",
    plan.Event,
    (
        an_id(),
        a_label("title", "What takes place.", "Meeting of States Parties to the Mine Ban Treaty"),
        a_date("start", "Its first day; of a month or a year, the first day of that.", date(2018, 11, 26)),
        a_date("end", "Its last day, if it is another.", date(2018, 11, 30), blank=None),
        a_word("precision", Precision, "How exactly it is known.", Precision.DAY, Precision.DAY.value),
        a_text("place", "Where.", "Geneva"),
        Column("to_be_confirmed", "to_be_confirmed", Kind.YES_NO, "Whether it may move.", "no", False),
        _TREATY,
        objectives(),
    ),
)

KEY_DATES = Sheet(
    "key dates",
    "key_dates",
    plan.KeyDate,
    (
        an_id(),
        an_objective(),
        a_date("date", "The day.", date(2018, 8, 1)),
        a_label("title", "What the day stands for.", "A treaty's anniversary"),
    ),
)

PUBLICATIONS = Sheet(
    "publications",
    "publications",
    plan.Publication,
    (
        an_id(),
        a_label("title", "Its title.", "Landmine Monitor 2018"),
        a_text("note", "More, if needed.", "", 50),
    ),
)

PLAN_SHEETS = (
    PLAN, GOALS, OBJECTIVES, INDICATORS, TARGET_LISTS, TARGETS, RESPONSIVE, ACTIVITIES, STRATEGIES,
    COMMITMENTS, EVENTS, KEY_DATES, PUBLICATIONS,
)  # fmt: skip
