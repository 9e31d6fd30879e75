"""The activity list and its search, against the same question in plain SQL and against one frame."""

from __future__ import annotations

import random
import statistics
from collections.abc import Iterator
from datetime import date

from bench.measure import Result, at_95, seconds, side_by_side, typical
from icbl_desktop.app import App
from icbl_desktop.services import activities
from icbl_desktop.services.activities import ActivityFilter

FRAME = 0.016
ON_SCREEN = 50

_FROM = "SELECT a.id FROM activity a WHERE a.trashed_at IS NULL"
_NEWEST = "ORDER BY a.start DESC, a.key DESC"
_UNDER_2B = "SELECT activity FROM activity_objective WHERE objective = 'strategy-2017-2021/2B'"
QUESTIONS = {
    "newest first": (ActivityFilter(), f"{_FROM} {_NEWEST}"),
    "by title": (
        ActivityFilter(order="title"),
        f"{_FROM} ORDER BY a.title COLLATE NOCASE, a.key DESC",
    ),
    "by place": (
        ActivityFilter(order="place"),
        f"{_FROM} ORDER BY a.place COLLATE NOCASE, a.key DESC",
    ),
    "last changed": (
        ActivityFilter(order="changed"),
        f"{_FROM} ORDER BY a.changed_at DESC, a.key DESC",
    ),
    "of one type": (ActivityFilter(type="meeting"), f"{_FROM} AND a.type = 'meeting' {_NEWEST}"),
    "without files": (
        ActivityFilter(files="without"),
        f"{_FROM} AND NOT EXISTS (SELECT 1 FROM evidence e WHERE e.record_id = a.id) {_NEWEST}",
    ),
    "of one objective": (
        ActivityFilter(objective="strategy-2017-2021/2B"),
        f"{_FROM} AND a.key IN ({_UNDER_2B}) {_NEWEST}",
    ),
    "of one quarter": (
        ActivityFilter(start=date(2018, 1, 1), end=date(2018, 3, 31)),
        f"{_FROM} AND COALESCE(a.\"end\", a.start) BETWEEN '2018-01-01' AND '2018-03-31' {_NEWEST}",
    ),
}


def results(app: App, count: int) -> Iterator[Result]:
    """Open, sort, filter and search a list of ``count`` activities."""
    raw = app.db.connect()
    first_rows = []
    for name, (wanted, sql) in QUESTIONS.items():

        def ours(wanted: ActivityFilter = wanted) -> list[str]:
            return activities.ids(app.db, wanted)

        def bare(sql: str = sql) -> list[tuple[str]]:
            found: list[tuple[str]] = raw.execute(sql).fetchall()
            return found

        if len(ours()) != len(bare()):
            raise RuntimeError(f"{name}: two answers to one question")
        yield Result(f"list of {count:,}, {name}", "raw SQL", *side_by_side(ours, bare), 2)
        first_rows.append(typical(lambda: activities.lines(app.db, ours()[:ON_SCREEN])))
    raw.close()
    yield Result(f"first {ON_SCREEN} rows of {count:,}, slowest", "50 ms", max(first_rows), 0.05, 1)
    times = _typing(app, count)
    yield Result(
        f"search as you type in {count:,}, in the middle", "one frame", statistics.median(times), FRAME, 1
    )
    yield Result(f"search as you type in {count:,}, 95 of 100", "one frame", at_95(times), FRAME, 1)


def _typing(app: App, count: int, searches: int = 60) -> list[float]:
    """Seconds for each letter from the third on, looking for two words of an activity."""
    chance = random.Random(1)
    everything = activities.ids(app.db, ActivityFilter())
    times = []
    for activity_id in chance.sample(everything, searches):
        activity = activities.get(app.db, activity_id)
        words = chance.choice((activity.title, activity.result, activity.details, activity.place)).split()
        start = chance.randrange(max(1, len(words) - 1))
        phrase = " ".join(words[start : start + 2])
        for end in range(3, len(phrase) + 1):
            wanted = ActivityFilter(words=phrase[:end])
            times.append(seconds(lambda: activities.ids(app.db, wanted)))  # noqa: B023
    return times
