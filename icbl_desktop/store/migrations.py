"""The database's form, step by step. A step, once released, is never edited: a new one follows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib.resources import files
from typing import Any

from icbl_desktop.errors import NewerFile

Step = Callable[[Any], None]
"""Brings the database from one version to the next, on a raw connection inside a transaction."""


_SEARCHED = {
    "grant": "grant_",
    "expense": "expense",
    "outcome": "outcome",
    "promise": "promise",
    "follow_up": "follow_up",
    "indicator_update": "indicator_update",
    "evidence": "evidence",
}
"""The table of each kind of record that is found by words beside activities."""


def _first_tables(connection: Any) -> None:
    run_statements(connection, _sql("schema_v1.sql"))
    search = _sql("schema_v1_search.sql")
    for kind, table in _SEARCHED.items():
        run_statements(connection, search.format(kind=kind, table=table))


def _sql(name: str) -> str:
    return files("icbl_desktop.store").joinpath(name).read_text(encoding="utf-8")


STEPS: Sequence[Step] = (_first_tables,)


def migrate(connection: Any, steps: Sequence[Step] = STEPS) -> int:
    """Bring the database up to date, each step whole or not at all; return the old version.

    Raises NewerFile, and changes nothing, where a newer program wrote the file.
    """
    before = version(connection)
    if before > len(steps):
        raise NewerFile(
            "These records were last opened with a newer version of the program. "
            "Nothing was changed. Install the newer version to open them."
        )
    for number in range(before, len(steps)):
        connection.execute("BEGIN IMMEDIATE")
        try:
            if version(connection) == number:  # another process may have been quicker
                steps[number](connection)
                connection.execute(f"PRAGMA user_version = {number + 1}")
            connection.execute("COMMIT")
        except BaseException:
            connection.execute("ROLLBACK")
            raise
    return before


def version(connection: Any) -> int:
    """The version the file is at; 0 for a new one."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def run_statements(connection: Any, sql: str) -> None:
    """Run statements one by one; ``executescript`` would commit the transaction first."""
    from sqlcipher3 import dbapi2  # at hand only where a migration is due: starts faster

    statement = ""
    for line in sql.splitlines(keepends=True):
        statement += line
        if dbapi2.complete_statement(statement):
            connection.execute(statement)
            statement = ""
