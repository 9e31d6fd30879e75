"""Saving an activity so that it survives a power cut, against the least SQLite needs for that."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, replace
from itertools import count
from pathlib import Path

from sqlcipher3 import dbapi2

from bench.generate import drafts
from bench.measure import Result, side_by_side
from icbl_desktop.app import App
from icbl_desktop.services import activities


def results(app: App, folder: Path) -> Iterator[Result]:
    """Add an activity, with its audit, its objectives and its search text."""
    (draft,) = drafts(1)
    columns = [str(value) for value in asdict(draft).values()]
    bare = dbapi2.connect(str(folder / "bare.db"), isolation_level=None)
    bare.execute("PRAGMA journal_mode = WAL")
    bare.execute("PRAGMA synchronous = FULL")
    bare.execute(f"CREATE TABLE activity ({', '.join(asdict(draft))})".replace("end,", '"end",'))
    insert = f"INSERT INTO activity VALUES ({', '.join('?' * len(columns))})"
    numbers = count()

    def ours() -> None:
        activities.save(app.db, replace(draft, title=f"{draft.title} {next(numbers)}"))

    def commit() -> None:
        bare.execute("BEGIN IMMEDIATE")
        bare.execute(insert, columns)
        bare.execute("COMMIT")

    yield Result("save an activity, durable", "one raw SQLite commit", *side_by_side(ours, commit, 300), 3)
    bare.close()
