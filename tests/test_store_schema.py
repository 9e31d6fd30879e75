"""The migrated file and the mapped tables are one and the same; steps are whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Table
from sqlcipher3 import dbapi2

from icbl_desktop.errors import NewerFile
from icbl_desktop.store import tables_grants, tables_plan, tables_sync, tables_work, tables_workspace
from icbl_desktop.store.base import Base
from icbl_desktop.store.database import Database
from icbl_desktop.store.migrations import STEPS, migrate, version
from tests.workspace import all_rows

PARTS = (
    tables_grants,
    tables_plan,
    tables_sync,
    tables_work,
    tables_workspace,
)  # importing them tells Base of their tables
TABLES = sorted(Base.metadata.tables.values(), key=lambda table: table.name)
UNMAPPED = {("activity", "key")}  # counts rows for the search index; nobody asks for it by name


@pytest.fixture
def file(tmp_path: Path) -> Iterator[Any]:
    connection = dbapi2.connect(str(tmp_path / "workspace.db"), isolation_level=None)
    yield connection
    connection.close()


@pytest.fixture
def migrated(file: Any) -> Any:
    migrate(file)
    return file


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_migrated_columns_are_the_mapped_columns(migrated: Any, table: Table) -> None:
    found = {
        name: (kind, bool(required) or bool(key))
        for _, name, kind, required, _, key in migrated.execute(f'PRAGMA table_info("{table.name}")')
        if (table.name, name) not in UNMAPPED
    }
    assert found == {column.name: (column.type.compile(), not column.nullable) for column in table.columns}


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_what_names_a_row_is_the_mapped_primary_key(migrated: Any, table: Table) -> None:
    mapped = {column.name for column in table.primary_key}
    columns = migrated.execute(f'PRAGMA table_info("{table.name}")').fetchall()
    unique = [{name for _, name, *_, key in columns if key}]
    for _, index, is_unique, *_, partial in migrated.execute(f'PRAGMA index_list("{table.name}")').fetchall():
        if is_unique and not partial:
            unique.append({row[2] for row in migrated.execute(f'PRAGMA index_info("{index}")')})
    assert mapped in unique


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_migrated_references_are_the_mapped_references(migrated: Any, table: Table) -> None:
    found = {(row[3], row[2], row[4]) for row in migrated.execute(f'PRAGMA foreign_key_list("{table.name}")')}
    mapped = {(key.parent.name, key.column.table.name, key.column.name) for key in table.foreign_keys}
    assert found == mapped


def test_no_table_is_left_unmapped(migrated: Any) -> None:
    names = {
        name
        for (name,) in migrated.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
        if not name.startswith(("sqlite_", "activity_search", "activity_objective", "searchable"))
    }
    assert names == {table.name for table in TABLES}


def test_a_new_file_comes_to_the_newest_version_once(file: Any) -> None:
    assert migrate(file) == 0
    assert version(file) == len(STEPS)
    assert migrate(file) == len(STEPS)


def test_an_interrupted_step_leaves_the_old_version_and_nothing_of_itself(migrated: Any) -> None:
    def half_done(connection: Any) -> None:
        connection.execute("CREATE TABLE half_done (x)")
        connection.execute("INSERT INTO trusted_key VALUES ('key', 'name', 'plans', 'now')")
        raise RuntimeError("the computer went off")

    before = all_rows(migrated)
    with pytest.raises(RuntimeError, match="went off"):
        migrate(migrated, (*STEPS, half_done))
    assert version(migrated) == len(STEPS)
    assert all_rows(migrated) == before


def test_a_step_after_an_interrupted_one_starts_where_it_stopped(migrated: Any) -> None:
    done: list[str] = []

    def first(connection: Any) -> None:
        done.append("first")
        connection.execute("CREATE TABLE first (x)")

    def second(connection: Any) -> None:
        done.append("second")
        if done.count("second") == 1:
            raise RuntimeError("stopped")

    with pytest.raises(RuntimeError, match="stopped"):
        migrate(migrated, (*STEPS, first, second))
    migrate(migrated, (*STEPS, first, second))
    assert done == ["first", "second", "second"]
    assert version(migrated) == len(STEPS) + 2


def test_a_file_from_a_newer_version_is_refused_and_stays_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "workspace.db"
    Database(path).close()
    connection = dbapi2.connect(str(path), isolation_level=None)
    connection.execute(f"PRAGMA user_version = {len(STEPS) + 1}")
    connection.close()
    before = path.read_bytes()

    with pytest.raises(NewerFile, match="Nothing was changed. Install the newer version"):
        Database(path)

    assert path.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir()] == ["workspace.db"]
