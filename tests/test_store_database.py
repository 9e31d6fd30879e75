"""The way to the file: durable, protected where asked, and plain about what goes wrong."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete

from icbl_desktop.errors import UserError
from icbl_desktop.services import activities
from icbl_desktop.services.activities import ActivityFilter
from icbl_desktop.store.database import Database
from icbl_desktop.store.tables_plan import PlanStepRow
from icbl_desktop.store.tables_work import ActivityRow
from tests import workspace

KEY, OTHER_KEY = bytes(range(32)), bytes(32)


def pragma(db: Database, text: str) -> Any:
    """Run a pragma on the connection that sessions use."""
    with db.read() as session:
        return session.connection().exec_driver_sql(f"PRAGMA {text}").scalar()


def test_commits_are_durable_and_references_enforced(db: Database) -> None:
    assert pragma(db, "journal_mode") == "wal"
    assert pragma(db, "synchronous") == 2
    assert pragma(db, "foreign_keys") == 1
    assert pragma(db, "trusted_schema") == 0


def test_reading_sees_one_moment_while_another_writes(db: Database) -> None:
    workspace.log(db)
    with db.read() as session:
        before = session.query(ActivityRow).count()
        workspace.log(db, title="Meeting two")
        assert session.query(ActivityRow).count() == before == 1
    with db.read() as session:
        assert session.query(ActivityRow).count() == 2


def test_an_action_is_kept_whole_or_not_at_all(db: Database) -> None:
    before = workspace.contents(db)

    def stopped() -> None:
        with db.write() as session:
            session.execute(delete(PlanStepRow))
            session.connection().exec_driver_sql("UPDATE campaign SET organisation = 'changed'")
            raise RuntimeError("stop")

    with pytest.raises(RuntimeError, match="stop"):
        stopped()
    assert workspace.contents(db) == before


def test_a_protected_file_opens_with_its_key_only(tmp_path: Path) -> None:
    path = tmp_path / "workspace.db"
    with closing(Database(path, KEY)) as db:
        workspace.log(db, title="Meeting in private")
    assert b"Meeting in private" not in path.read_bytes()
    assert not path.read_bytes().startswith(b"SQLite format 3")

    before = path.read_bytes()
    for key in (OTHER_KEY, None):
        with pytest.raises(UserError, match="cannot be read: the file is damaged, or protected"):
            Database(path, key)
    assert path.read_bytes() == before

    with closing(Database(path, KEY)) as db:
        (found,) = activities.ids(db, ActivityFilter())
        assert activities.get(db, found).title == "Meeting in private"


def test_a_full_disk_loses_nothing(db: Database) -> None:
    workspace.log(db, title="Meeting before")
    before = workspace.contents(db)
    pages = pragma(db, "page_count")
    pragma(db, f"max_page_count = {pages}")
    with pytest.raises(
        UserError, match="The disk is full. What was saved before is safe; this was not saved"
    ):
        workspace.log(db, details="a" * 20_000, result="b" * 20_000)
    assert workspace.contents(db) == before

    pragma(db, f"max_page_count = {pages + 1000}")
    assert activities.get(db, workspace.log(db, details="a" * 20_000, result="b" * 20_000)).details


def test_a_busy_file_is_said_so_and_can_be_tried_again(db: Database) -> None:
    pragma(db, "busy_timeout = 0")
    with closing(db.connect()) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(UserError, match="Another copy of the program is busy"):
            workspace.log(db)
        other.execute("ROLLBACK")
    workspace.log(db)
    assert len(activities.ids(db, ActivityFilter())) == 1


def test_a_damaged_file_is_said_so(tmp_path: Path) -> None:
    path = tmp_path / "workspace.db"
    path.write_bytes(b"This is not a database, however long it may be. " * 100)
    with pytest.raises(UserError, match="cannot be read: the file is damaged"):
        Database(path)


def test_a_file_damaged_inside_is_said_so(tmp_path: Path) -> None:
    path = tmp_path / "workspace.db"
    with closing(Database(path)) as db:
        for number in range(50):
            workspace.log(db, title=f"Meeting {number}", details="a" * 2000)
    content = bytearray(path.read_bytes())
    content[8192:] = b"\xff" * (len(content) - 8192)
    path.write_bytes(content)
    with pytest.raises(UserError, match="damaged"), closing(Database(path)) as db:
        activities.ids(db, ActivityFilter())


def test_a_file_where_the_folder_should_be_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "workspace").write_text("a file")
    with pytest.raises(UserError, match="cannot be opened in this folder. Nothing was changed"):
        Database(tmp_path / "workspace" / "workspace.db")


@pytest.fixture
def read_only_workspace() -> Iterator[Path]:
    """A workspace this process may read and not write, whoever runs the tests."""
    root = os.geteuid() == 0
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "workspace.db")
        with closing(Database(path)) as db:
            workspace.log(db)
        path.chmod(0o444)
        Path(folder).chmod(0o555)
        if root:
            os.seteuid(65534)  # nobody: root may write anywhere
        yield Path(folder)
        if root:
            os.seteuid(0)
        Path(folder).chmod(0o755)


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps permissions in another way")
def test_a_read_only_folder_is_said_so(read_only_workspace: Path) -> None:
    with pytest.raises(UserError, match="Nothing was changed. Check"):
        Database(read_only_workspace / "workspace.db")
    with pytest.raises(UserError, match="Nothing was changed. Check"):
        Database(read_only_workspace / "new" / "workspace.db")
