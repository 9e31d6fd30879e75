"""What became of each file that was put into the inbox: said once, and kept with its reason."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from icbl_desktop.domain.inbox import Verdict
from icbl_desktop.errors import UserError
from icbl_desktop.store.office import upsert
from icbl_desktop.store.tables_office import ArrivalRow

if TYPE_CHECKING:
    from icbl_desktop.services.office.opening import Piece


@dataclass(frozen=True, kw_only=True)
class FileResult:
    """What became of one file. ``reason`` says why, where it does not count yet or was set aside.

    ``stream`` is the short code. ``amends`` is the number of the report that it replaces; ``missing`` are
    lower numbers of its stream that are not here.
    """

    name: str
    verdict: Verdict
    reason: UserError | None = None
    digest: str = ""
    organisation: str = ""
    stream: str = ""
    number: int = 0
    amends: int = 0
    missing: tuple[int, ...] = ()


def keep(session: Session, came: Iterable[tuple[Piece, FileResult]], now: datetime, by: str) -> None:
    """Note what became of each file; one that was set aside and is tried again is noted anew.

    One that could not be read at all is not: there are no bytes to know it by.
    """
    rows = {
        piece.sha256: {
            "sha256": piece.sha256,
            "name": piece.name,
            "verdict": said.verdict.value,
            "reason": said.reason.template if said.reason else "",
            "values": _values(said.reason),
            "report": said.digest,
            "at": now,
            "by": by,
            "put_away_at": None,
        }
        for piece, said in came
        if piece.sha256
    }
    upsert(session, ArrivalRow, list(rows.values()), update=True)


def reason_of(row: ArrivalRow) -> UserError | None:
    """Why a file was set aside or held, as it was said then."""
    return UserError(row.reason, None, **json.loads(row.values)) if row.reason else None


def _values(reason: UserError | None) -> str:
    values = reason.values if reason else {}
    return json.dumps({name: str(value) for name, value in values.items()}, ensure_ascii=False)
