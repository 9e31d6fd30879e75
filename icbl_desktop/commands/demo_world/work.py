"""What a campaign of ``demo --world`` does in a quarter: activities, promises, answers, outcomes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import Any

from icbl_desktop.commands.demo_world.campaign import Player, Step, ref
from icbl_desktop.commands.demo_world.grants import running
from icbl_desktop.commands.demo_world.story import OutcomeStory, WorkStory, some_day
from icbl_desktop.domain.period import Period
from icbl_desktop.domain.record import as_draft
from icbl_desktop.domain.vocabulary import PromiseState
from icbl_desktop.domain.work import (
    ActivityDraft,
    ActivityEntry,
    FollowUpDraft,
    IndicatorUpdateDraft,
    OutcomeDraft,
    PromiseDraft,
)
from icbl_desktop.services import activities, grants, plans, progress, promises, work_records
from icbl_desktop.services.record_kinds import FOLLOW_UP, PROMISE

_SOURCES = ("Our notes of a meeting", "The ministry's site", "Cluster Munition Monitor", "Landmine Monitor")
_KEPT, _BROKEN = 0.5, 0.7
"""Of all promises so many are kept, and as many as lie between the two are not; the rest stays open."""
_OUTCOME, _SECOND_LOOK, _EVENT = 0.45, 0.3, 0.4
"""How likely a quarter brings an outcome, corrects an old activity, and an event finds the campaign there."""


def of_quarter(player: Player, period: Period) -> list[Step]:
    """All that the campaign does in this quarter, each on its day."""
    steps = [*_activities(player, period), *_answers(player, period), *_settled(player, period)]
    chance = player.chance
    if player.memory.done and chance.random() < _OUTCOME:
        day = some_day(chance, period)
        steps.append((day, partial(_outcome, player, day)))
    if player.memory.done and chance.random() < _SECOND_LOOK:
        steps.append((some_day(chance, period), partial(look_again, player)))
    return steps


def look_again(player: Player) -> None:
    """Correct how many took part in an activity that was counted before."""
    old = (activities.get(player.app.db, one) for ids in player.memory.done.values() for one in ids)
    counted = [one for one in old if one.participants]
    if not counted:
        return
    one = player.chance.choice(counted)
    more = (one.participants or 0) + player.chance.randint(1, 4)
    activities.save(player.app.db, replace(as_draft(one, ActivityDraft), participants=more), one.id)


def _activities(player: Player, period: Period) -> Iterator[Step]:
    for _ in range(max(1, player.story.pace + player.chance.randint(-1, 1))):
        yield (day := some_day(player.chance, period)), partial(log, player, _next_work(player), day)
    for event in player.world.events:
        theirs = not event.objective or event.objective in player.story.objectives
        if theirs and event.on and period.holds(event.on) and player.chance.random() < _EVENT:
            yield event.on, partial(log, player, event, event.on)


def _next_work(player: Player) -> WorkStory:
    """The next thing this campaign does: each in turn before one comes again."""
    if not player.memory.deck:
        player.memory.deck = [one for one in player.world.work if one.objective in player.story.objectives]
        player.chance.shuffle(player.memory.deck)
    return player.memory.deck.pop()


def log(player: Player, work: WorkStory, day: date) -> str:
    """Log an activity of the story with what begins there; its id."""
    db, chance = player.app.db, player.chance
    codes = (work.objective or player.story.objectives[0],)
    plan, place = plans.current(db), chance.choice(player.story.places)
    entry = ActivityEntry(
        type=work.type,
        title=player.words(work.title, place),
        start=day,
        objectives=tuple(plan.ref(code) for code in codes),
        result=player.words(work.result, place),
        place=place,
        states=(chance.choice(player.story.states),),
        treaty=work.treaty,
        institutions=(player.words(work.at),) if work.at else (),
        reached=chance.randrange(*work.reached, 100) if work.reached else None,
        commitment=work.commitment if work.plan in ("", plan.id) else "",
        event=work.event,
        grant_id=running(player, codes[0], day) if chance.random() < 0.5 else "",
        **_people(player, work),
        promises=_promised(player, work, day),
        follow_ups=_to_do(player, work, day),
    )
    (activity,) = activities.save(db, entry).ids
    player.memory.done.setdefault(codes[0], []).append(activity)
    if entry.promises:
        (promise,) = work_records.every(db, PROMISE, activity_id=activity)
        player.memory.promises.append((promise.id, promise.due or day))
    if entry.follow_ups:
        (follow_up,) = work_records.every(db, FOLLOW_UP, activity_id=activity)
        player.memory.follow_ups.append((follow_up.id, follow_up.due or day))
    return activity


def _people(player: Player, work: WorkStory) -> dict[str, Any]:
    """Who took part, as far as it was counted: one time in six nobody did."""
    chance = player.chance
    if work.people is None or chance.random() < 1 / 6:
        return {}
    total = chance.randint(*work.people)
    women = round(total * chance.uniform(0.25, 0.65))
    counted: dict[str, Any] = {"participants": total, "women": women, "men": total - women}
    if work.survivors:
        counted["survivors"] = chance.randint(1, max(1, total // 2))
        counted["persons_with_disabilities"] = chance.randint(counted["survivors"], total)
    return counted


def _promised(player: Player, work: WorkStory, day: date) -> tuple[PromiseDraft, ...]:
    if not work.promise or player.chance.random() < 0.5:
        return ()
    due = day + timedelta(player.chance.randint(95, 200))
    who = player.words(work.at or "{ministry}")
    said = PromiseDraft(
        who=who,
        what=player.words(work.promise),
        iso3=player.story.states[0],
        made_on=day,
        due=due,
        objectives=(ref(player, work.objective),),
    )
    return (said,)


def _to_do(player: Player, work: WorkStory, day: date) -> tuple[FollowUpDraft, ...]:
    if not work.follow_up or player.chance.random() < 0.4:
        return ()
    due = day + timedelta(player.chance.randint(95, 160))
    return (FollowUpDraft(what=player.words(work.follow_up), due=due),)


def _answers(player: Player, period: Period) -> Iterator[Step]:
    for day, indicator, value in player.story.answers:
        if period.holds(day):
            yield day, partial(_answer, player, day, indicator, value)


def _answer(player: Player, day: date, indicator: str, value: str) -> None:
    draft = IndicatorUpdateDraft(
        indicator=ref(player, indicator),
        iso3=player.story.states[0],
        date=day,
        value=value,
        source=player.chance.choice(_SOURCES),
        confidence=player.chance.choice(("medium", "high")),
    )
    progress.save_update(player.app.db, draft)


def _settled(player: Player, period: Period) -> Iterator[Step]:
    """What became of promises and follow-ups that are due in this quarter."""
    for promise, due in player.memory.promises:
        if period.holds(due) and (luck := player.chance.random()) < _BROKEN:
            state = PromiseState.KEPT if luck < _KEPT else PromiseState.NOT_KEPT
            how = "We saw it done." if state == PromiseState.KEPT else "We asked twice; it was not done."
            yield due, partial(promises.settle, player.app.db, promise, state, due, how)
    for follow_up, due in player.memory.follow_ups:
        if period.holds(due) and player.chance.random() < 2 / 3:
            yield due, partial(promises.finish, player.app.db, follow_up, due)


def _outcome(player: Player, day: date) -> None:
    codes = sorted(player.memory.done)
    told = [one for one in player.world.outcomes if one.objective in codes]
    story: OutcomeStory = player.chance.choice(told)
    place = player.chance.choice(player.story.places)
    draft = OutcomeDraft(
        actor=player.words(story.actor, place),
        change=player.words(story.change),
        when=day,
        place=place,
        significance=player.words(story.significance),
        contribution=story.contribution,
        substantiation=player.words("The {authority} can confirm it."),
        outcome_kind=story.kind,
        objectives=(ref(player, story.objective),),
        grant_id=running(player, story.objective, day),
        activities=(player.memory.done[story.objective][-1],),
    )
    grants.save_outcome(player.app.db, draft)
