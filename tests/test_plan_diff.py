"""What a person reads before a new plan is applied."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from icbl_desktop.domain.extras_diff import KeyListDiff, extras_diff, key_list_diff
from icbl_desktop.domain.key_list import KeyList, OfficerKey
from icbl_desktop.domain.plan import Objective, Target
from icbl_desktop.domain.plan_diff import Changes, Planned, diff, objectives_of, under, within
from icbl_desktop.domain.plan_sides import side_by_side
from icbl_desktop.services import plans
from tests.plan_extras import rich_extras
from tests.plans import STRATEGY, first_plan, second_plan


def test_cambodia_gains_clearance_and_keeps_the_rest():
    preview = diff(first_plan(), second_plan(), ["KHM"])
    assert preview.gained == (Target("2B", "clearance", "KHM"),)
    assert preview.lost == ()
    assert [target.objective for target in preview.kept] == ["1A", "3A"]


def test_without_states_every_target_is_compared():
    preview = diff(first_plan(), second_plan())
    assert [target.iso3 for target in preview.gained] == ["KHM", "ZWE"]
    assert [(target.group, target.iso3) for target in preview.lost] == [
        ("affected-or-stockpiling", "NPL"),
        ("interim-steps", "NPL"),
    ]


def test_the_first_plan_ever_only_brings():
    preview = diff(None, first_plan(), ["NPL"])
    assert len(preview.gained) == 2
    assert preview.lost == preview.kept == ()
    assert preview.objectives.new == STRATEGY.objectives
    assert preview.reasons == ()


def test_the_same_plan_changes_nothing():
    preview = diff(first_plan(), first_plan())
    assert not any((preview.gained, preview.lost, preview.planned, preview.reasons))
    assert preview.kept == first_plan().targets
    for part in (preview.objectives, preview.indicators, preview.commitments, preview.events):
        assert part == Changes()


def test_another_strategy_keeps_nothing_even_under_the_same_code():
    other = replace(second_plan(), strategy=replace(STRATEGY, id="strategy-2022-2026"))
    preview = diff(first_plan(), other, ["KHM"])
    assert not preview.kept
    assert not preview.reasons
    assert len(preview.lost) == 2
    assert len(preview.gained) == 3
    assert preview.objectives == Changes(new=STRATEGY.objectives, gone=STRATEGY.objectives)
    assert Planned("strategy-2017-2021/1A", (2, 0), (0, 0)) in preview.planned
    assert Planned("strategy-2022-2026/1A", (0, 0), (0, 1)) in preview.planned


def test_indicators_are_the_same_by_their_words_between_plans():
    old = replace(first_plan(), indicators=(replace(first_plan().indicators[0], id="numbered-otherwise"),))
    preview = diff(old, second_plan())
    assert [indicator.id for indicator in preview.indicators.new] == ["3A-i1"]
    assert not preview.indicators.gone
    assert not preview.indicators.changed


def test_indicators_are_the_same_by_their_id_within_a_plan():
    plan = first_plan()
    reworded = replace(plan.indicators[0], text="States that have joined")
    preview = diff(plan, replace(plan, indicators=(reworded, plan.indicators[1])))
    assert preview.indicators == Changes(changed=((plan.indicators[0], reworded),))


def test_a_commitment_with_another_number_has_changed():
    preview = diff(first_plan(), second_plan())
    assert [(before.minimum, after.minimum) for before, after in preview.commitments.changed] == [(6, 8)]
    assert [commitment.id for commitment in preview.commitments.gone] == ["1A-c3"]
    assert preview.commitments.new == ()


def test_two_commitments_in_the_same_words_are_told_apart_by_their_number():
    grants = first_plan().commitments[1]
    old = replace(first_plan(), commitments=(grants, replace(grants, id="1A-c9", minimum=2)))
    new = replace(second_plan(), commitments=(replace(grants, id="1A-c7", minimum=2),))
    preview = diff(old, new)
    assert preview.commitments == Changes(gone=(grants,))


def test_an_event_that_moves_is_neither_new_nor_gone():
    plan = first_plan()
    moved = replace(plan.events[1], start=date(2017, 11, 20), end=date(2017, 11, 23))
    preview = diff(plan, replace(plan, events=(plan.events[0], moved)))
    assert preview.events == Changes(changed=((plan.events[1], moved),))


def test_last_years_events_are_over_not_gone_and_not_moved():
    preview = diff(first_plan(), second_plan())
    assert preview.events == Changes(new=second_plan().events)


def test_an_event_the_new_plan_no_longer_expects_is_gone():
    plan = first_plan()
    preview = diff(plan, replace(plan, events=plan.events[:1]))
    assert preview.events == Changes(gone=plan.events[1:])


def test_an_objective_can_be_reworded():
    reworded = Objective("1A", "1", "All states join")
    strategy = replace(STRATEGY, objectives=(reworded, *STRATEGY.objectives[1:]))
    preview = diff(first_plan(), replace(second_plan(), strategy=strategy))
    assert preview.objectives == Changes(changed=((STRATEGY.objectives[0], reworded),))


def test_planned_activities_give_way_to_strategy_texts():
    assert diff(first_plan(), second_plan()).planned == (Planned("strategy-2017-2021/1A", (2, 0), (0, 1)),)


def test_asks_of_campaigns_are_new_changed_or_gone_by_their_words():
    old, new = first_plan(), second_plan()
    found = diff(old, new)
    assert [one.id for one in found.strategies.new] == ["1A-s1"]
    assert [one.id for one in found.activities.gone] == ["1A-a1", "1A-a2"]
    reworded = replace(old.activities[0], text="Meet the minister.")
    same_plan = replace(old, activities=(reworded, old.activities[1]))
    assert diff(old, same_plan).activities == Changes(changed=((old.activities[0], reworded),))


def test_a_key_date_that_was_over_is_not_gone():
    old, new = first_plan(), second_plan()
    assert diff(old, new).key_dates == Changes()
    assert diff(old, replace(old, key_dates=())).key_dates == Changes(gone=old.key_dates)


def test_the_part_under_one_objective_holds_that_and_nothing_else():
    old, new = first_plan(), second_plan()
    part = under(diff(old, new), old, new, old.ref("1A"))
    assert [(target.group, target.iso3) for target in part.lost] == [
        ("affected-or-stockpiling", "NPL"),
        ("interim-steps", "NPL"),
    ]
    assert part.gained == ()
    assert [one.id for one in part.commitments.gone] == ["1A-c3"]
    assert not part.indicators.new
    assert [one.id for one in under(diff(old, new), old, new, old.ref("3A")).indicators.new] == ["3A-i1"]


def test_the_same_code_of_two_strategies_is_two_objectives():
    old = first_plan()
    new = replace(second_plan(), strategy=replace(STRATEGY, id="strategy-2022-2026"))
    assert len(objectives_of(old, new)) == 6
    found = diff(old, new)
    earlier, later = (under(found, old, new, plan.ref("3A")) for plan in (old, new))
    assert (len(earlier.lost), len(earlier.gained)) == (1, 0)
    assert (len(later.lost), len(later.gained)) == (0, 1)


def test_two_plans_side_by_side_show_what_each_holds_for_a_state():
    sides = {one.objective.code: one for one in side_by_side(first_plan(), second_plan(), ["KHM"])}
    left, right = sides["1A"].left, sides["1A"].right
    assert left is not None
    assert right is not None
    assert (left.activities, left.strategies) == (2, 0)
    assert (right.activities, right.strategies) == (0, 1)
    assert [one.minimum for one in left.commitments] == [130, 6, 2]
    assert [target.iso3 for target in left.targets] == ["KHM"]
    clearance = sides["2B"]
    assert clearance.left is not None
    assert clearance.right is not None
    assert (len(clearance.left.targets), len(clearance.right.targets)) == (0, 1)
    assert [event.id for event in clearance.right.events] == ["e1"]


def test_an_objective_of_one_strategy_stands_on_one_side():
    new = replace(second_plan(), strategy=replace(STRATEGY, id="strategy-2022-2026"))
    sides = side_by_side(first_plan(), new)
    assert [(one.left is None, one.right is None) for one in sides] == [(True, False)] * 3 + [
        (False, True)
    ] * 3


def test_beside_the_plan_only_what_is_new_here_is_told():
    carried = rich_extras()
    here = replace(carried, alerts=(carried.alerts[0], replace(carried.alerts[0], id="a9")))
    found = extras_diff(here, carried, date(2026, 2, 3))
    assert [one.id for one in found.alerts] == ["a2"]
    assert [one.id for one in found.ended] == ["a9"]
    assert found.documents == {"fr": 1, "pt-BR": 1}
    assert (found.facts_as_of, found.states) == (date(2026, 2, 3), 3)
    assert extras_diff(here, carried, date(2026, 2, 4)).facts_as_of is None, "older facts bring nothing"


def test_a_key_list_tells_whom_it_adds_and_revokes():
    marie, paul = OfficerKey("Marie", "RWa"), OfficerKey("Paul", "RWb")
    gone = replace(marie, revoked=date(2018, 3, 1))

    def listed(number: int, *officers: OfficerKey) -> KeyList:
        return KeyList("icbl-keys", "1.0", number, datetime(2018, 1, 1, tzinfo=UTC), officers)

    first, second = listed(1, marie), listed(2, gone, paul)
    assert key_list_diff(None, first) == KeyListDiff(1, (marie,), ())
    assert key_list_diff(first, second) == KeyListDiff(2, (paul,), (gone,))
    assert key_list_diff(second, first) is None, "an older one brings nothing"
    assert key_list_diff(second, second) is None
    assert key_list_diff(second, listed(3, gone, paul)) == KeyListDiff(3, (), ())


def test_a_new_reason_is_told_to_the_states_that_stay():
    (pair,) = diff(first_plan(), second_plan(), ["KHM"]).reasons
    assert [listed.reason for listed in pair] == ["Many victims.", "Responsible for many victims."]
    assert diff(first_plan(), second_plan(), ["NPL"]).reasons == ()


def test_for_every_state_the_preview_equals_what_the_two_target_tables_say() -> None:
    old, new = (plans.parse(plans.bundled_raw(plan_id)) for plan_id in ("2017", "2018-2019"))
    states = {target.iso3 for target in (*old.targets, *new.targets)}
    assert len(states) > 50
    for iso3 in states:
        was = {(t.objective, t.group) for t in old.targets if t.iso3 == iso3}
        now = {(t.objective, t.group) for t in new.targets if t.iso3 == iso3}
        found = diff(old, new, [iso3])
        assert {(t.objective, t.group) for t in found.gained} == now - was
        assert {(t.objective, t.group) for t in found.lost} == was - now
        assert {(t.objective, t.group) for t in found.kept} == was & now
        assert found == within(diff(old, new), [iso3])
