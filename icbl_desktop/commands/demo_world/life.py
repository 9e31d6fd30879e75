"""A campaign's life in ``demo --world``: each quarter's work and report, and the turns the story takes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from icbl_desktop.commands.demo_world import grants, turns, work
from icbl_desktop.commands.demo_world.campaign import Player, Step, report_quarter, take_plan
from icbl_desktop.commands.demo_world.office import Office
from icbl_desktop.commands.demo_world.story import some_day
from icbl_desktop.commands.demo_world.turns import Copy
from icbl_desktop.domain.period import Period

PLAN_CAME = date(2018, 1, 22)
"""The day on which the campaigns apply the office's plan of 2018-2019."""


@dataclass(frozen=True)
class _Twin:
    """A computer that was cloned at the end of a quarter; ``activity`` is what both will correct."""

    turn: str
    copy: Copy
    activity: str


def live(player: Player, office: Office, periods: Sequence[Period], aside: Path) -> None:
    """Play the campaign through these quarters. ``aside`` is an empty folder for copies of its computer."""
    befalls = player.story.turns
    older: Copy | None = None
    twins: dict[int, _Twin] = {}
    for n, period in enumerate(periods):
        turn = befalls.get(period.label, "")
        if older and turn == "rebuilt":
            turns.put_back(player, older)
        if period.holds(PLAN_CAME):
            _take_plan(player, office, again=turn == "reinstalled")
        before = periods[n - 1] if n else None
        player.play([*_steps(player, period, before), *_corrections(player, period, twins.get(n - 1))])
        if n + 1 < len(periods) and befalls.get(periods[n + 1].label) == "rebuilt":
            older = turns.copied(player, aside / "older")
        _report(player, period, turn)
        if turn in ("twin_number", "twin_record"):
            twins[n] = _twin(player, turn, period, aside / "twin")
    for n, twin in twins.items():
        _play_twin(player, twin, periods[n + 1 :])


def _steps(player: Player, period: Period, before: Period | None) -> list[Step]:
    befalls = player.story.turns
    steps = [*work.of_quarter(player, period), *grants.of_quarter(player, period)]
    if befalls.get(period.label) == "taken_back" and before:
        steps.append((some_day(player.chance, period), partial(turns.take_back, player)))
    if before and befalls.get(before.label) == "amended":
        day = before.end + timedelta(player.chance.randint(50, 70))
        steps.append((day, partial(turns.amend, player, before, day)))
    return steps


def _corrections(player: Player, period: Period, twin: _Twin | None) -> list[Step]:
    """What the first computer corrects after it was cloned."""
    if twin is None or twin.turn != "twin_record":
        return []
    return [(some_day(player.chance, period), partial(turns.grow, player, twin.activity, 5))]


def _take_plan(player: Player, office: Office, *, again: bool) -> None:
    take_plan(player, office.bundle, office.root_key, PLAN_CAME)
    if again:  # the backup was made just before
        turns.reinstall(player)
        take_plan(player, office.bundle, office.root_key, PLAN_CAME)


def _report(player: Player, period: Period, turn: str) -> None:
    if turn == "late":
        return
    sent = report_quarter(player, period)
    if turn == "lost":
        player.withheld.add(sent.digest)


def _twin(player: Player, turn: str, period: Period, aside: Path) -> _Twin:
    activity = turns.take_one(player, period)
    return _Twin(turn, turns.copied(player, aside), activity)


def _play_twin(player: Player, twin: _Twin, later: Sequence[Period]) -> None:
    if twin.turn == "twin_number":
        turns.twin_number(player, twin.copy, later[0])
    else:
        turns.twin_record(player, twin.copy, twin.activity, (later[0], later[1]))
