"""Which files travel with a report, so that it fits an e-mail."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from icbl_desktop.domain.report_order import Sending

BUDGET = 7_000_000
"""Bytes of PDF that fit an e-mail: mail sends them as text, 37 % more, and many boxes take 10 MB."""
LIMIT = 48_000_000
"""Bytes of files beyond which no report is made: whoever gets it could not open it."""
MOST_FILES = 150

_PAGES, _A_RECORD, _A_PICTURE = 300_000, 1_500, 30_000
"""About what the pages and the data take: in any report, for a record, and for a picture of a photo."""
_SMALL_PHOTO = 300_000
"""A photo below this is not worth making smaller; made smaller, hardly one is above it."""
_SHRINKS_TO = 0.3


@dataclass(frozen=True)
class Candidate:
    """A file that may travel. ``size`` in bytes; only a photo can be made smaller.

    ``smaller`` is how many bytes it then has, where that is known; else it is guessed.
    """

    id: str
    size: int
    is_photo: bool
    smaller: int | None = None


@dataclass(frozen=True)
class FileChoice:
    """How a file goes, and how many bytes of it: 0 where it is held."""

    sending: Sending
    size: int


@dataclass(frozen=True)
class ReportSize:
    """The bytes of a report and what they go to. ``total`` is a little more than its parts."""

    total: int
    pages: int
    data: int
    files: int
    budget: int = BUDGET

    @property
    def is_over(self) -> bool:
        """Whether it is too large for most e-mail."""
        return self.total > self.budget


def choose(files: Sequence[Candidate], records: int, chosen: Mapping[str, str]) -> dict[str, Sending]:
    """How each file goes, by its id: what the person chose, and the rest so that the report fits an e-mail.

    All go whole if they fit. Else photos are made smaller, the largest first, and then files are held, the
    largest first. The same files and choices always give the same result; ``records`` is how many records
    the report carries.
    """
    sending = {one.id: Sending(chosen.get(one.id, Sending.WHOLE)) for one in files}
    free = sorted((one for one in files if one.id not in chosen), key=lambda one: (-one.size, one.id))
    room = BUDGET - _PAGES - _A_RECORD * records
    shrinking = (one for one in free if one.is_photo and one.size > _SMALL_PHOTO)
    _take_steps(files, sending, shrinking, Sending.SMALLER, room)
    by_what_goes = sorted(free, key=lambda one: (-_cost(one, sending[one.id]), one.id))
    _take_steps(files, sending, by_what_goes, Sending.HELD, room)
    return sending


def _take_steps(
    files: Sequence[Candidate],
    sending: dict[str, Sending],
    candidates: Iterable[Candidate],
    step: Sending,
    room: int,
) -> None:
    """Send one candidate after another this way, until all fits."""
    total = sum(_cost(one, sending[one.id]) for one in files)
    count = sum(how != Sending.HELD for how in sending.values())
    for one in candidates:
        if total <= room and count <= MOST_FILES:
            return
        total += _cost(one, step) - _cost(one, sending[one.id])
        count -= step == Sending.HELD
        sending[one.id] = step


def _cost(one: Candidate, how: Sending) -> int:
    """About how many bytes a file adds to the report."""
    if how == Sending.HELD:
        return 0
    guess = min(_SMALL_PHOTO, round(one.size * _SHRINKS_TO)) if one.smaller is None else one.smaller
    size = min(one.size, guess) if how == Sending.SMALLER else one.size
    return size + (_A_PICTURE if one.is_photo else 0)
