"""What befalls campaigns of ``demo --world``: corrections, copied and lost computers, a thief."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from icbl_desktop import config
from icbl_desktop.app import open_app
from icbl_desktop.commands.demo_world.campaign import Memory, Player
from icbl_desktop.commands.demo_world.story import WorkStory
from icbl_desktop.commands.demo_world.work import log
from icbl_desktop.config import Folders
from icbl_desktop.domain.period import Period
from icbl_desktop.domain.record import as_draft
from icbl_desktop.domain.report_order import ReportOrder
from icbl_desktop.domain.work import ActivityDraft
from icbl_desktop.services import activities, reports


@dataclass(frozen=True)
class Copy:
    """A computer as it was: its workspace, what it remembered, what was going on."""

    workspace: Path
    remembered: Path
    memory: Memory


def copied(player: Player, to: Path) -> Copy:
    """Copy the campaign's computer."""
    player.app.close()
    copy = Copy(to / "workspace", to / "remembered", deepcopy(player.memory))
    shutil.copytree(player.root, copy.workspace)
    shutil.copytree(config.remembered(), copy.remembered)
    player.reopen()
    return copy


def put_back(player: Player, copy: Copy) -> None:
    """Put an older copy of the workspace back: its next stream carries the old one on, by its key's word."""
    player.app.close()
    shutil.rmtree(player.root)
    shutil.copytree(copy.workspace, player.root)
    player.memory = deepcopy(copy.memory)
    player.reopen()


def reinstall(player: Player) -> None:
    """The computer is lost; a new one goes on from the newest backup, in which there is no key."""
    player.app.close()
    backup = newest_backup(player)
    for old in player.root.glob("workspace.db*"):
        old.unlink()
    shutil.copy(backup, player.folders.database)
    player.reopen()


def newest_backup(player: Player) -> Path:
    """The backup that was made last of this workspace."""
    return max(player.folders.backups.glob("*.db"))


def amend(player: Player, period: Period, day: date) -> None:
    """Correct the report of this quarter on a later day: one activity had more people in it."""
    (wrong,) = (one for one in player.sent if one.period == period and one.kind == "activity_report")
    in_it = (activities.get(player.app.db, one) for ids in player.memory.done.values() for one in ids)
    counted = [one for one in in_it if one.participants and period.holds(one.start)]
    grow(player, player.chance.choice(counted).id, 12)
    order = reports.amend(player.app.db, wrong.id)
    player.report(replace(order, why="A list of participants was found that had not been counted."), day)


def take_back(player: Player) -> None:
    """Take an activity away that was reported: it had been logged twice."""
    ids = next(iter(player.memory.done.values()))
    activities.trash(player.app.db, ids.pop(0))


def take_one(player: Player, period: Period) -> str:
    """The id of an activity of this quarter with people in it, which nobody here looks at again."""
    for ids in player.memory.done.values():
        for one in ids:
            activity = activities.get(player.app.db, one)
            if activity.participants and period.holds(activity.start):
                ids.remove(one)
                return one
    raise LookupError(period.label)


def grow(player: Player, activity: str, more: int) -> None:
    """Correct an activity: so many more took part."""
    one = activities.get(player.app.db, activity)
    draft = replace(as_draft(one, ActivityDraft), participants=(one.participants or 0) + more)
    activities.save(player.app.db, draft, activity)


def twin_number(player: Player, copy: Copy, period: Period) -> None:
    """A cloned computer reports a quarter too, on other work: one number, two digests."""
    with instead(player, copy):
        for number in range(3):
            day = period.start + timedelta(20 * number + 7)
            player.at(day)
            log(player, _ON_THE_CLONE, day)
        player.report(ReportOrder(period=period), period.end + timedelta(15))


def twin_record(player: Player, copy: Copy, activity: str, periods: tuple[Period, Period]) -> None:
    """A cloned computer corrects an activity too, otherwise than the first did: one revision, two contents.

    Of its two reports only the second arrives, and the first computer's of that quarter does not.
    """
    lost = next(one for one in player.sent if one.period == periods[1])
    player.withheld.add(lost.digest)
    with instead(player, copy):
        unseen = player.report(ReportOrder(period=periods[0]), periods[0].end + timedelta(9))
        player.withheld.add(unseen.digest)
        player.at(periods[1].start)
        grow(player, activity, 30)
        log(player, _ON_THE_CLONE, periods[1].start)
        player.report(ReportOrder(period=periods[1]), periods[1].end + timedelta(12))


_ON_THE_CLONE = WorkStory(
    type="meeting",
    objective="3A",
    title="Met the district office in {place}",
    result="It will list who is left without help.",
    treaty="MBT",
    people=(3, 9),
)


@contextmanager
def instead(player: Player, copy: Copy) -> Iterator[None]:
    """Work on the copied computer, as if the campaign's own were not there."""
    own, memory, outbox = player.root.with_name("own"), player.memory, player.outbox
    remembers = os.environ.get(config.STATE_VARIABLE)
    player.app.close()
    player.root.rename(own)
    shutil.move(copy.workspace, player.root)
    os.environ[config.STATE_VARIABLE] = str(copy.remembered)
    player.memory, player.outbox = deepcopy(copy.memory), outbox.with_name("sent-by-the-clone")
    player.reopen()
    try:
        yield
    finally:
        player.app.close()
        shutil.rmtree(player.root)
        own.rename(player.root)
        del os.environ[config.STATE_VARIABLE]
        if remembers is not None:
            os.environ[config.STATE_VARIABLE] = remembers
        player.memory, player.outbox = memory, outbox
        player.reopen()


def steal(victim: Player, folder: Path, period: Period) -> Player:
    """A stranger reports from a stolen backup in the campaign's name: on its records, with another key."""
    root = folder / "workspace"
    root.mkdir(parents=True)
    shutil.copy(newest_backup(victim), Folders(root).database)
    app = open_app(Folders(root))
    thief = replace(victim, root=root, outbox=folder / "sent", app=app, sent=[], withheld=set())
    thief.at(period.end)
    for activity in activities.ids(thief.app.db, activities.ActivityFilter())[:3]:
        one = activities.get(thief.app.db, activity)
        draft = replace(as_draft(one, ActivityDraft), title="Cancelled", result="Nothing came of it.")
        activities.save(thief.app.db, draft, activity)
    thief.report(ReportOrder(period=period), period.end + timedelta(2))
    return thief
