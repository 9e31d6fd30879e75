"""Small plans to test with: two operational plans of one strategy, in the manner of 2017 and 2018-2019."""

from __future__ import annotations

from datetime import date

from icbl_desktop.domain.plan import (
    Commitment,
    Event,
    Goal,
    Indicator,
    KeyDate,
    Objective,
    Plan,
    PlannedActivity,
    Publication,
    Responsive,
    Strategy,
    StrategyText,
    Target,
    TargetList,
)

STATES = frozenset({"KHM", "LAO", "NPL", "THA", "ZWE"})

STRATEGY = Strategy(
    id="strategy-2017-2021",
    title="Strategy 2017-2021",
    start=date(2017, 1, 1),
    end=date(2021, 12, 31),
    goals=(Goal("1", "No use"), Goal("2", "Land released"), Goal("3", "Victims assisted")),
    objectives=(
        Objective("1A", "1", "More states join the Convention on Cluster Munitions"),
        Objective("2B", "2", "Mine Ban Treaty Article 5 deadlines are met"),
        Objective("3A", "3", "Victim assistance is carried out"),
    ),
)


def first_plan() -> Plan:
    """The plan of 2017: Cambodia under 1A and 3A."""
    return Plan(
        format="icbl-plan",
        version="1.0",
        id="2017",
        title="Operational plan 2017",
        kind="operational",
        start=date(2017, 1, 1),
        end=date(2017, 12, 31),
        strategy=STRATEGY,
        treaties=("MBT", "CCM"),
        indicators=(
            Indicator("1A-i1", "States that joined", "number", "Has your state joined?", objective="1A"),
            Indicator("2B-i1", "States on track", "number", "Is your state on track?", objective="2B"),
        ),
        target_lists=(
            TargetList("1A", "affected-or-stockpiling", "Affected, or holds stockpiles.", "CCM"),
            TargetList("1A", "interim-steps", "Could take interim steps.", "CCM"),
            TargetList("3A", "victim-assistance", "Many victims."),
        ),
        targets=(
            Target("1A", "affected-or-stockpiling", "KHM"),
            Target("1A", "affected-or-stockpiling", "NPL"),
            Target("1A", "interim-steps", "NPL"),
            Target("3A", "victim-assistance", "KHM"),
        ),
        activities=(
            PlannedActivity("1A-a1", "1A", "National Campaigning", "Meet the ministry.", "campaigns"),
            PlannedActivity("1A-a2", "1A", "Research", "Publish profiles.", "monitor"),
        ),
        commitments=(
            Commitment("1A-c1", "1A", "at_least", 130, "States Parties", "By 2020", "both"),
            Commitment("1A-c2", "1A", "at_least", 6, "campaigns", "Supported with a grant", "secretariat"),
            Commitment("1A-c3", "1A", "between", 2, "missions", "Advocacy", "both", maximum=3),
        ),
        events=(
            Event("e1", "Mine Awareness Day", date(2017, 4, 4), treaty="MBT", objectives=("2B",)),
            Event("e2", "Meeting of States Parties", date(2017, 12, 18), end=date(2017, 12, 21)),
        ),
        key_dates=(KeyDate("1A-k1", "1A", date(2017, 8, 1), "Entry into force, seven years on"),),
        publications=(Publication("p1", "Landmine Monitor 2017"),),
    )


def second_plan() -> Plan:
    """The plan of 2018-2019: Cambodia also under 2B; ways of working in place of activities."""
    return Plan(
        format="icbl-plan",
        version="1.0",
        id="2018-2019",
        title="Operational plan 2018-2019",
        kind="operational",
        start=date(2018, 1, 1),
        end=date(2019, 12, 31),
        strategy=STRATEGY,
        treaties=("MBT", "CCM"),
        indicators=(
            Indicator("1A-i1", "States that joined", "number", "Has your state joined?", objective="1A"),
            Indicator("3A-i1", "States that report", "number", "Does your state report?", objective="3A"),
        ),
        target_lists=(
            TargetList("1A", "affected-or-stockpiling", "Affected, or holds stockpiles.", "CCM"),
            TargetList("2B", "clearance", "Has a clearance deadline.", "MBT"),
            TargetList("3A", "victim-assistance", "Responsible for many victims."),
        ),
        targets=(
            Target("1A", "affected-or-stockpiling", "KHM"),
            Target("2B", "clearance", "KHM"),
            Target("2B", "clearance", "ZWE"),
            Target("3A", "victim-assistance", "KHM"),
        ),
        responsive=(Responsive("1A-r1", "1A", "Any state where use is reported."),),
        strategies=(StrategyText("1A-s1", "1A", "Work with neighbours.", "both"),),
        commitments=(
            Commitment("1A-c1", "1A", "at_least", 130, "States Parties", "By 2020", "both"),
            Commitment("1A-c2", "1A", "at_least", 8, "campaigns", "Supported with a grant", "secretariat"),
        ),
        events=(
            Event("e1", "Mine Awareness Day", date(2018, 4, 4), treaty="MBT", objectives=("2B",)),
            Event("e2", "Meeting of States Parties", date(2018, 11, 26), end=date(2018, 11, 30)),
        ),
    )
