"""What a person has seen to though it still stands: a claimed step, a late final report, missing numbers.

It is kept as a decision of this one thing, so that it can be taken back; anything new asks again.
"""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from icbl_desktop.domain.vocabulary import Changed
from icbl_desktop.store.office import OfficeStore, note, upsert
from icbl_desktop.store.tables_review import DecisionRow

_SEEN = "seen"


def put_away(store: OfficeStore, subject: str, by: str) -> Changed:
    """Take something off the list of what needs a person; ``subject`` is what it calls itself."""
    with store.write() as session:
        at = store.clock()
        row = {"subject": subject, "between": (), "choice": _SEEN, "by": by, "at": at}
        upsert(session, DecisionRow, [row], update=True)
        note(session, at, by, "put away", subject)
    return Changed.of("inbox")


def subjects(session: Session) -> frozenset[str]:
    """All that was put away."""
    return frozenset(session.scalars(select(DecisionRow.subject).where(DecisionRow.choice == _SEEN)))
