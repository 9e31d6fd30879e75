"""Reported records by words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import msgspec

from icbl_desktop.domain.matching import fold, words_in
from icbl_desktop.domain.picture import Traced
from icbl_desktop.services.office.selecting import traced
from icbl_desktop.store import office_search
from icbl_desktop.store.office import OfficeStore

MOST = 200
"""How many records are worth showing."""
_AT_ONCE = 1000
_FIELDS = (
    "title", "what", "result", "details", "place", "institutions", "people", "state_response",
    "media_reach", "tags", "who", "person", "how", "actor", "change", "significance", "contribution",
    "others", "substantiation", "purpose", "call", "planned_results", "difficulties", "next_steps",
    "unspent", "decided_by", "certified_by", "budget", "paid_to", "receipt_missing", "source", "value",
)  # fmt: skip
"""The fields that hold words of a person, in any kind of record."""

Progress = Callable[[int, int], None]


def search(store: OfficeStore, words: str, most: int = MOST) -> tuple[Traced, ...]:
    """The records in which all words stand, in any script, case and accents aside, the newest first.

    What came in since the last search is made findable first.
    """
    asked = words_in(words)
    if not asked:
        return ()
    index_pending(store)
    with store.read() as session:
        return tuple(traced(session, office_search.found(session, asked))[:most])


def index_pending(store: OfficeStore, progress: Progress = lambda _done, _total: None) -> int:
    """Make what came in since the last time findable, and give how many records that were.

    ``progress`` may raise to stop: what is done stays done.
    """
    with store.read() as session:
        if office_search.is_ready(session):
            return 0
    with store.write() as session:
        office_search.prepare(session)
        total = office_search.count_pending(session)
    done = 0
    while count := _index_some(store):
        done += count
        progress(done, max(done, total))
    return done


def _index_some(store: OfficeStore) -> int:
    with store.write() as session:
        rows = [
            {
                "record": row.key,
                "report": row.report,
                "revision": row.revision,
                "words": _words(row.content),
            }
            for row in office_search.pending(session, _AT_ONCE)
        ]
        if rows:
            office_search.add(session, rows)
    return len(rows)


def _words(content: str) -> str:
    """The text of a record, folded, a field a line."""
    record = msgspec.json.decode(content)
    texts = (text for field in _FIELDS for text in _texts(record.get(field)))
    return fold("\n".join(texts)).replace("\0", " ")


def _texts(value: Any) -> Iterator[str]:
    """All text in a value, also within lists and parts."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one)
    elif isinstance(value, dict):
        yield from _texts([*value.values()])
