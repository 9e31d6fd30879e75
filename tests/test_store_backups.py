"""Backups: whole, readable, without the signing key, and not too many."""

from __future__ import annotations

from contextlib import closing
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import pytest

from icbl_desktop.errors import UserError
from icbl_desktop.services import activities, campaign
from icbl_desktop.services.activities import ActivityFilter
from icbl_desktop.store.backups import KEPT, back_up
from icbl_desktop.store.database import Database
from tests.workspace import CAMBODIA, contents, is_sound, log

KEY = bytes(range(32))


def secret_of(db: Database) -> bytes:
    """The stream's secret key as it is stored."""
    (row,) = contents(db)["stream"]
    return str(row[3]).splitlines()[1].encode()


def test_a_backup_holds_everything_but_the_signing_key(db: Database, tmp_path: Path) -> None:
    activity = activities.get(db, log(db))
    secret = secret_of(db)
    copy = back_up(db, tmp_path / "backups", "before-plan")

    assert secret not in copy.read_bytes()
    assert secret_of(db) == secret, "the workspace itself keeps it"
    assert [path.name for path in copy.parent.iterdir()] == [copy.name]
    assert copy.name.endswith("-before-plan.db")
    with closing(Database(copy)) as restored:
        assert is_sound(restored)
        assert asdict(activities.get(restored, activity.id)) == asdict(activity)
        original, found = contents(db), contents(restored)
        stream = [(*row[:3], None, *row[4:]) for row in original["stream"]]
        assert found == {**original, "stream": stream}


def test_a_backup_holds_what_is_not_in_the_main_file_yet(db: Database, tmp_path: Path) -> None:
    with db.read() as session:
        session.connection()  # a reader keeps the changes in the log beside the file
        log(db, title="Just saved")
        copy = back_up(db, tmp_path, "manual")
    with closing(Database(copy)) as restored:
        assert activities.ids(restored, ActivityFilter(words="just saved"))


def test_the_newest_ten_are_kept(db: Database, tmp_path: Path) -> None:
    made = [back_up(db, tmp_path / "backups", f"copy-{number}") for number in range(KEPT + 2)]
    assert sorted((tmp_path / "backups").iterdir()) == made[2:]


def test_a_protected_workspace_has_protected_backups(tmp_path: Path) -> None:
    with closing(Database(tmp_path / "workspace.db", KEY)) as db:
        campaign.start(db, CAMBODIA)
        copy = back_up(db, tmp_path / "backups", "manual")
    assert CAMBODIA.organisation.encode() not in copy.read_bytes()
    with pytest.raises(UserError, match="protected with a passphrase"):
        Database(copy)
    with closing(Database(copy, KEY)) as restored:
        assert contents(restored)["campaign"][0][1] == CAMBODIA.organisation


def test_a_backup_that_cannot_be_made_is_said_so(db: Database, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.write_text("a file in the way")
    with pytest.raises(UserError, match="A backup could not be made, so nothing was changed"):
        back_up(db, folder, "manual")


def test_a_backup_that_stops_half_way_leaves_no_half_copy(db: Database, tmp_path: Path) -> None:
    blocked = tmp_path / "20180301T120000000000-manual.tmp"
    blocked.mkdir()
    db.clock = lambda: datetime(2018, 3, 1, 12, tzinfo=UTC)
    with pytest.raises(UserError, match="Make room on the disk"):
        back_up(db, tmp_path, "manual")
    assert not list(tmp_path.glob("*.db"))


def test_a_clock_set_back_does_not_cost_the_new_backup(db: Database, tmp_path: Path) -> None:
    for number in range(KEPT):
        back_up(db, tmp_path / "backups", f"copy-{number}")
    db.clock = lambda: datetime(2001, 1, 1, tzinfo=UTC)
    made = back_up(db, tmp_path / "backups", "before-plan")
    assert made.exists()
    assert len([*made.parent.iterdir()]) == KEPT
