"""Killed at any moment: what was said to be saved is there, the file opens, nothing is half done."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from icbl_desktop.config import Folders
from icbl_desktop.domain.record import as_draft
from icbl_desktop.domain.work import ActivityDraft
from icbl_desktop.services import activities, evidence
from icbl_desktop.services.activities import ActivityFilter
from icbl_desktop.store import evidence as files
from icbl_desktop.store.database import Database
from icbl_desktop.store.migrations import STEPS, migrate, version
from tests import saver, workspace

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows has no fork")

ROOT = Path(__file__).parents[1]
ROUNDS = 200


@dataclass
class Confirmed:
    """What the killed programs had said is saved."""

    versions: dict[str, int] = field(default_factory=dict)
    with_file: set[str] = field(default_factory=set)

    def take(self, line: str) -> None:
        word, record_id, *version = line.split()
        if word == "saved":
            self.versions[record_id] = int(version[0])
        else:
            self.with_file.add(record_id)


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    app = workspace.fresh(tmp_path / "workspace")
    app.close()
    return app.folders


@contextmanager
def launcher(folders: Folders) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "tests.saver", str(folders.root)]
    with subprocess.Popen(command, cwd=ROOT, stdin=-1, stdout=-1, text=True, bufsize=1) as process:
        yield process
        assert process.stdin is not None
        process.stdin.close()


def kill_one(process: subprocess.Popen[str], order: str, chance: random.Random, confirmed: Confirmed) -> None:
    """Let a child save, kill it after some lines and a moment more, and take down what it said."""
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(f"{order}\n")
    child = int(process.stdout.readline().removeprefix("child "))
    for _ in range(chance.randrange(6)):
        confirmed.take(process.stdout.readline())
    end = time.perf_counter() + chance.random() * 0.006
    while time.perf_counter() < end:
        pass  # so that the end falls anywhere inside a save
    os.kill(child, signal.SIGKILL)
    for line in iter(process.stdout.readline, "over\n"):
        confirmed.take(line)


def check_all(db: Database, confirmed: Confirmed) -> int:
    """Every confirmed version is there, every record is whole; return how many there are."""
    found = {one: activities.get(db, one) for one in activities.ids(db, ActivityFilter())}
    assert confirmed.versions.keys() <= found.keys()
    trail: dict[str, list[int]] = {}
    for row in workspace.contents(db)["audit"]:
        trail.setdefault(row[4], []).append(row[5])
    assert trail.keys() == found.keys()
    for record_id, activity in found.items():
        version_number, attached = int(activity.title.split()[-1]), len(evidence.of(db, record_id))
        assert version_number >= confirmed.versions.get(record_id, 1)
        assert attached >= (record_id in confirmed.with_file)
        assert as_draft(activity, ActivityDraft) == saver.draft(activity.title)
        assert activity.revision == version_number + attached
        assert trail[record_id] == list(range(1, activity.revision + 1))
    return len(found)


def check_files(db: Database, folders: Folders) -> int:
    """Every evidence file a record points at is there, undamaged; return how many there are."""
    digests = {row[5] for row in workspace.contents(db)["evidence"]}
    for digest in digests:
        files.load(folders.evidence, digest)
    return len(digests)


def check_indexes(db: Database) -> None:
    """Search and objectives know each record in its present words, and no other."""
    found = activities.ids(db, ActivityFilter())
    for one in found[:: max(1, len(found) // 50)]:
        assert one in activities.ids(db, ActivityFilter(words=activities.get(db, one).title))
    assert len(workspace.contents(db)["activity_search"]) == len(found)
    for objective in saver.OBJECTIVES:
        assert set(activities.ids(db, ActivityFilter(objective=objective))) == set(found)


@pytest.mark.slow
def test_killed_two_hundred_times_while_saving(folders: Folders, tmp_path: Path) -> None:
    chance, confirmed = random.Random(2018), Confirmed()
    with launcher(folders) as process:
        for number in range(1, ROUNDS + 1):
            file = str(tmp_path / "letter.txt") if number % 2 else "-"
            kill_one(process, f"{number} {file}", chance, confirmed)
            if number % 20 == 0:
                with closing(Database(folders.database)) as db:
                    assert workspace.is_sound(db)
                    assert set(activities.ids(db, ActivityFilter())) >= confirmed.versions.keys()
    with closing(Database(folders.database)) as db:
        count = check_all(db, confirmed)
        assert count <= len(confirmed.versions) + ROUNDS, "at most one a round was not confirmed"
        assert check_files(db, folders) >= len(confirmed.with_file) > 20
        check_indexes(db)
    assert len(confirmed.versions) > ROUNDS


def test_killed_inside_a_migration_step_the_file_is_as_before(folders: Folders) -> None:
    with closing(Database(folders.database)) as db:
        workspace.log(db)
        before = workspace.contents(db)
    child = os.fork()
    if child == 0:
        migrate(Database(folders.database).connect(), (*STEPS, die_half_way))
    _, status = os.waitpid(child, 0)
    assert os.WTERMSIG(status) == signal.SIGKILL
    with closing(Database(folders.database)) as db, closing(db.connect()) as connection:
        assert version(connection) == len(STEPS)
        assert workspace.contents(db) == before
        assert workspace.is_sound(db)


def die_half_way(connection: Any) -> None:
    """A migration step during which the computer goes off."""
    connection.execute("CREATE TABLE half_done (x)")
    connection.execute("DELETE FROM activity")
    connection.execute("UPDATE campaign SET organisation = 'half done'")
    os.kill(os.getpid(), signal.SIGKILL)
