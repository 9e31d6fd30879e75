"""Everything by words: the campaign's records, whom they name, and what the plan in force says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from icbl_desktop.domain.hits import Hit, HitKind, by_kind
from icbl_desktop.domain.matching import closeness, closeness_of_title, words_in
from icbl_desktop.services import plan_search
from icbl_desktop.services.plan_search import Entry
from icbl_desktop.store import search
from icbl_desktop.store.database import Database
from icbl_desktop.store.search import Match, Named

MOST = 8
"""How many of one kind are worth showing."""
LOOKED_AT = 60
"""How many records of an index are compared: those kept last."""
_BETWEEN_NAMES = re.compile(r"[,;\n،、]")

_PAGES = {
    "activity": "activities",
    "grant": "grants",
    "expense": "grants",
    "outcome": "outcomes",
    "promise": "promises",
    "follow_up": "promises",
    "indicator_update": "progress",
}


def find(
    db: Database, words: str, most: int = MOST, of_plan: Iterable[Entry] | None = None
) -> tuple[Hit, ...]:
    """What answers all the words, in any script, case and accents aside, also inside words.

    By kind, own records before what the plan says where both are close, and in a kind the closest first; at
    most ``most`` of a kind. Nothing that is in the trash. Every sign counts as a letter. Who searches at each
    key hands in ``of_plan``, which is ``plan_search.entries``. Raises UserError before the first start.
    """
    asked = words_in(words)
    if not asked:
        return ()
    known = plan_search.entries(db) if of_plan is None else of_plan
    return by_kind([*_of_records(db, words, asked), *plan_search.answering(known, asked)], most)


def _of_records(db: Database, words: str, asked: Sequence[str]) -> Iterator[Hit]:
    typed = words.split()  # the index folds by itself, and less
    with db.read() as session:
        activities = search.activities(session, typed, LOOKED_AT)
        others = search.records(session, typed, LOOKED_AT)
        named = search.names(session, typed, LOOKED_AT)
    yield from (_hit(one, asked) for one in (*activities, *others))
    yield from _names(named, asked)


def _hit(match: Match, asked: Sequence[str]) -> Hit:
    return Hit(
        kind=HitKind(match.kind),
        record=match.id,
        title=match.title,
        detail=match.detail,
        currency=match.currency,
        day=match.day,
        precision=match.precision,
        page=_PAGES[match.shower],
        id=match.shown_by,
        closeness=closeness_of_title(search.long_enough(asked) or asked, match.title),
    )


def _names(named: Iterable[Named], asked: Sequence[str]) -> Iterator[Hit]:
    """Each person and institution once, at the newest record that names it."""
    seen: set[tuple[HitKind, str]] = set()
    for one in named:
        people = (name.strip() for name in _BETWEEN_NAMES.split(one.people))
        for kind, names in ((HitKind.INSTITUTION, one.institutions), (HitKind.PERSON, people)):
            for name in names:
                close = closeness(asked, name)
                if close is not None and (kind, name) not in seen:
                    seen.add((kind, name))
                    yield Hit(
                        kind=kind,
                        record=one.id,
                        title=name,
                        detail=one.title,
                        page=_PAGES[one.kind],
                        id=one.id,
                        closeness=close,
                    )
