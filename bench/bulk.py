"""A thousand activities changed at once, against one raw SQLite transaction that writes the same rows."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle

from bench.measure import Result, side_by_side
from icbl_desktop.app import App
from icbl_desktop.services import activities, bulk
from icbl_desktop.services.activities import ActivityFilter
from icbl_desktop.services.bulk import BulkChange

MANY = 1_000
RUNS = 7

_EDIT = "UPDATE activity SET tags = ?, revision = revision + 1, changed_at = ? WHERE id = ?"
_AUDIT = (
    "INSERT INTO audit (at, stream, kind, record_id, revision, action, changes, undoable)"
    " VALUES (?, '', 'activity', ?, 1, 'edited', ?, NULL)"
)
_NOW = "2018-03-31T09:00:00.000000+00:00"


def results(app: App, count: int) -> Iterator[Result]:
    """Tag them, with rules, audit, search text and undo; bare: the row and its line of audit, no more."""
    newest = activities.ids(app.db, ActivityFilter())
    ids, others = newest[:MANY], newest[MANY : 2 * MANY]
    raw = app.db.connect()
    changes = cycle((BulkChange(add_tags=("press",)), BulkChange(remove_tags=("press",))))
    tags = cycle(('["law"]', "[]"))

    def ours() -> object:
        return bulk.edit(app.db, ids, next(changes))

    def bare() -> None:
        written = next(tags)
        raw.execute("BEGIN IMMEDIATE")
        raw.executemany(_EDIT, [(written, _NOW, one) for one in others])
        raw.executemany(_AUDIT, [(_NOW, one, f'{{"tags": [[], {written}]}}') for one in others])
        raw.execute("COMMIT")

    taken = side_by_side(ours, bare, RUNS)
    yield Result(f"tag {MANY:,} of {count:,} activities", "one raw SQLite transaction", *taken, 5)
    raw.close()
