"""Killed inside an action on a thousand records: all of it is there, or nothing of it."""

from __future__ import annotations

import os
import random
import signal
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path

import pytest

from icbl_desktop.services import bulk, trash, undo
from icbl_desktop.services.bulk import BulkChange
from icbl_desktop.services.record_kinds import ACTIVITY
from icbl_desktop.store.database import Database, utc_now
from icbl_desktop.store.tables_work import ActivityRow
from tests import workspace
from tests.workspace import MEETING, contents, is_sound

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows has no fork")

MANY = 1000
ROUNDS = 2


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """The database file of a campaign with a thousand activities, the last thing done to them a bulk edit."""
    app = workspace.fresh(tmp_path_factory.mktemp("many") / "workspace")
    with closing(app), app.db.write() as session:
        rows = [ActivityRow(**vars(replace(MEETING, title=f"Meeting {number}"))) for number in range(MANY)]
        session.add_all(rows)
    bulk.edit(app.db, [row.id for row in rows], BulkChange(add_tags=("one",)))
    app.close()
    return app.folders.database, [row.id for row in rows]


def dies_at(call: int) -> Callable[[], datetime]:
    """A clock; the computer goes off when it is looked at for this time."""
    calls = iter(range(1, call))

    def clock() -> datetime:
        if next(calls, None) is None:
            os.kill(os.getpid(), signal.SIGKILL)
        return utc_now()

    return clock


Action = Callable[[Database, Sequence[str]], object]
ACTIONS: tuple[Action, ...] = (
    lambda db, ids: trash.put(db, ACTIVITY, ids),
    lambda db, ids: bulk.edit(db, ids, BulkChange(add_tags=("two",), sharing="local")),
    lambda db, _ids: undo.undo_latest(db),
)


def killed(work: Callable[[], object]) -> bool:
    """Run it in a process of its own; whether that was killed."""
    child = os.fork()
    if child == 0:
        work()
        os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL


@pytest.mark.slow
def test_killed_half_way_through_a_thousand_records_nothing_is_done(many: tuple[Path, list[str]]) -> None:
    file, ids = many
    with closing(Database(file)) as db:
        before = contents(db)
        for action in ACTIONS:
            assert killed(partial(half_way, action, file, ids))
            assert contents(db) == before
        assert is_sound(db)


@pytest.mark.slow
def test_killed_at_any_moment_all_are_in_the_trash_or_none(many: tuple[Path, list[str]]) -> None:
    file, ids = many
    chance = random.Random(2018)
    for _ in range(ROUNDS):
        assert killed(partial(to_and_fro, file, ids, chance.randrange(3 * MANY)))
        with closing(Database(file)) as db:
            assert len(trash.listing(db)) in (0, MANY)
            found = contents(db)
            assert len(found["audit"]) == MANY * (1 + len(found["undoable"])), "once added, once an action"
            assert is_sound(db)


def half_way(action: Action, file: Path, ids: Sequence[str]) -> None:
    """An action during which the computer goes off."""
    action(Database(file, clock=dies_at(MANY // 2)), ids)


def to_and_fro(file: Path, ids: Sequence[str], moment: int) -> None:
    """Into the trash and out of it, until killed."""
    db = Database(file, clock=dies_at(moment))
    while True:
        trash.put(db, ACTIVITY, ids)
        trash.restore(db, ACTIVITY, ids)
