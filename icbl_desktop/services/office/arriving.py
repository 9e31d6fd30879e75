"""Files put into the inbox: each is looked at, and kept, held or set aside; none stops the others."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from icbl_desktop.domain.inbox import Verdict
from icbl_desktop.domain.vocabulary import Changed
from icbl_desktop.errors import UserError
from icbl_desktop.services.office import bindings, keeping, opening, results, settling
from icbl_desktop.services.office.opening import Fault, Letter, Piece
from icbl_desktop.services.office.results import FileResult
from icbl_desktop.store.office import OfficeStore
from icbl_desktop.store.tables_office import ArrivalRow

__all__ = ["Added", "FileResult", "add"]

Progress = Callable[[int, int], None]
"""Told what is done, and of how much; it may raise to stop."""

_FILES_AT_ONCE = 250
_BYTES_AT_ONCE = 64 * 1024 * 1024
_AGAIN = (Verdict.SEALED, Verdict.NEWER_FORMAT)
"""What was set aside for this is tried again: there may be a key now, or a newer program."""


@dataclass(frozen=True)
class Added:
    """What became of each file, in the order they were read, and what changed."""

    results: tuple[FileResult, ...]
    changed: Changed


@dataclass(frozen=True)
class _Came:
    """A file, and what was found in it: nothing as long as it was not opened."""

    piece: Piece
    found: Letter | Fault | ArrivalRow | None = None


def add(
    store: OfficeStore,
    paths: Sequence[Path],
    by: str,
    identities: Sequence[str] = (),
    progress: Progress = lambda _done, _total: None,
) -> Added:
    """Put files and folders into the inbox: PDFs, sealed ones, and e-mails with them.

    ``identities`` are age keys that open sealed ones. ``progress`` may raise to stop: what was taken in until
    then stays, and adding the same again goes on. Raises UserError where a path is not there.
    """
    files = opening.files_in(paths)
    found: list[FileResult] = []
    done = 0
    progress(done, len(files))
    for some in _batches(files):
        with _garbage_left():
            read = [_read(path) for path in some]
            with store.read() as session:
                known = _known(session, [one for came in read for one in came])
            batch: list[_Came] = []
            for came in read:
                batch += (_opened(one, known, identities) for one in came)
                done += 1
                progress(done, len(files))
            found += _take_in(store, batch, by)
    return Added(tuple(found), Changed.of("inbox"))


@contextmanager
def _garbage_left() -> Iterator[None]:
    """Look for no garbage meanwhile: among the many parts of a batch that takes half as long again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _batches(files: Sequence[Path]) -> Iterator[list[Path]]:
    """As many files at once as are kept in one go: neither too many, nor too large."""
    batch: list[Path] = []
    size = 0
    for path in files:
        batch.append(path)
        size += opening.size_of(path)
        if len(batch) == _FILES_AT_ONCE or size > _BYTES_AT_ONCE:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _read(path: Path) -> list[_Came]:
    """The file's bytes; of an e-mail those of each report attached to it."""
    piece = Piece(path.name, b"", "")
    try:
        piece = opening.whole(path)
        pieces = opening.attached(piece) if opening.is_mail(path.name) else [piece]
    except UserError as error:
        return [_Came(piece, opening.fault(error, Verdict.DAMAGED))]
    nothing = _Came(piece, Fault(Verdict.NOT_OURS, UserError(opening.NO_ATTACHMENT)))
    return [_Came(one) for one in pieces] or [nothing]


def _known(session: Session, batch: Sequence[_Came]) -> dict[str, ArrivalRow]:
    """The files that were here before, but for those that are worth another try."""
    hashes = {one.piece.sha256 for one in batch}
    rows = session.scalars(select(ArrivalRow).where(ArrivalRow.sha256.in_(hashes)))
    return {row.sha256: row for row in rows if row.verdict not in _AGAIN}


def _opened(one: _Came, known: Mapping[str, ArrivalRow], identities: Sequence[str]) -> _Came:
    found = one.found or known.get(one.piece.sha256) or opening.opened(one.piece, identities)
    return _Came(one.piece, found)


def _take_in(store: OfficeStore, batch: Sequence[_Came], by: str) -> list[FileResult]:
    """Keep what is new of a batch, settle what follows, and say what became of each file: all, or nothing."""
    with store.write() as session:
        now = store.clock()
        letters = {one.found.digest: one.found for one in batch if isinstance(one.found, Letter)}
        names = {one.found.digest: one.piece.name for one in reversed(batch) if isinstance(one.found, Letter)}
        here = keeping.known_digests(session, list(letters))
        new = {digest: one for digest, one in letters.items() if digest not in here}
        if new:
            changed = bindings.meet(session, new.values())
            contents = keeping.reports(session, new, names, now, by)
            settling.settle(session, now, by, arrived=contents, streams=changed)
        found = results.of_batch(session, [(one.piece, one.found) for one in batch if one.found], set(new))
        known = _known(session, batch)  # somebody else may have put the same in meanwhile
        came = zip(batch, found, strict=True)
        to_note = [(one.piece, said) for one, said in came if one.piece.sha256 not in known]
        keeping.arrivals(session, to_note, now, by)
        keeping.audit(session, {digest: names[digest] for digest in new}, now, by)
        return found
