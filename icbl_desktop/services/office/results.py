"""What became of each file that was put into the inbox, in words a person can act on."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from icbl_desktop.domain.inbox import COUNTING, Standing, Verdict
from icbl_desktop.domain.merging import missing_numbers
from icbl_desktop.errors import UserError
from icbl_desktop.services.office import bindings, foreign
from icbl_desktop.services.office.opening import Fault, Letter, Piece
from icbl_desktop.store.tables_office import ITS_STREAM, ArrivalRow, ReportRow, StreamRow

REASONS = {
    Standing.UNKNOWN_KEY: (
        "Nobody has confirmed this campaign's key yet. The report is held and does not count. Compare the "
        "key's words on the phone, then confirm it."
    ),
    Standing.CHANGED_KEY: (
        "This stream is known under another key. The report is held and does not count. Ask the campaign on "
        "the phone before you trust it."
    ),
    Standing.TWO_OF_A_NUMBER: (
        "Another report has this number, and they differ. Neither counts until somebody chooses one."
    ),
    Standing.RIVAL: (
        "Another stream says as well that it carries on the same one. Neither counts until somebody chooses."
    ),
    Standing.REFUSED: "Somebody decided that this report does not count.",
}
"""Why a report that is here does not count."""

_FOREIGN = (
    "It carries {count} records that {owner} made. They do not count here; the rest of the report does. "
    "Ask the campaign."
)
_VERDICTS = {
    Standing.UNKNOWN_KEY: Verdict.UNKNOWN_KEY,
    Standing.CHANGED_KEY: Verdict.UNKNOWN_KEY,
    Standing.TWO_OF_A_NUMBER: Verdict.CONFLICT,
    Standing.RIVAL: Verdict.CONFLICT,
    Standing.REFUSED: Verdict.CONFLICT,
}

Found = Letter | Fault | ArrivalRow
"""What was in a file: a report, none, or what was seen before."""


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


@dataclass(frozen=True)
class _Here:
    """The reports that files of a batch brought, the numbers of their streams, and what is not theirs."""

    reports: Mapping[str, Any]
    numbers: Mapping[tuple[str, str], set[int]]
    foreign: Mapping[str, foreign.Foreign]


def of_batch(
    session: Session, batch: Sequence[tuple[Piece, Found]], new: Collection[str]
) -> list[FileResult]:
    """What became of each file of a batch, after it was settled; ``new`` are the digests that it brought."""
    digests = {one.digest if isinstance(one, Letter) else _seen(one) for _, one in batch} - {""}
    here = _here(session, digests)
    waiting = set(new)
    found = []
    for piece, one in batch:
        if isinstance(one, Letter) and one.digest in waiting:
            waiting.discard(one.digest)
            found.append(_arrived(piece.name, one, here))
        elif isinstance(one, Fault):
            found.append(FileResult(name=piece.name, verdict=one.verdict, reason=one.reason))
        else:
            found.append(_again(piece.name, one, here))
    return found


def reason_of(row: ArrivalRow) -> UserError | None:
    """Why a file was set aside or held, as it was said then."""
    return UserError(row.reason, None, **json.loads(row.values)) if row.reason else None


def _seen(one: Found) -> str:
    return one.report if isinstance(one, ArrivalRow) else ""


def _here(session: Session, digests: Collection[str]) -> _Here:
    columns = (
        ReportRow.digest,
        ReportRow.organisation,
        ReportRow.stream,
        ReportRow.key,
        StreamRow.code,
        ReportRow.number,
        ReportRow.standing,
    )
    found = session.execute(select(*columns).join(StreamRow, ITS_STREAM).where(ReportRow.digest.in_(digests)))
    reports = {row.digest: row for row in found}
    numbers: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
    streams = {row.stream for row in reports.values()}
    given = select(ReportRow.stream, ReportRow.key, ReportRow.number).where(ReportRow.stream.in_(streams))
    for stream, key, number in session.execute(given):
        numbers[stream, key].add(number)
    owners = bindings.owners(bindings.rows(session))
    return _Here(reports, numbers, foreign.of_reports(session, digests, owners))


def _arrived(name: str, letter: Letter, here: _Here) -> FileResult:
    row = here.reports[letter.digest]
    standing = Standing(row.standing)
    amends = letter.report.amends.number if letter.report.amends else 0
    missing = missing_numbers(here.numbers[row.stream, row.key], row.number - 1)
    verdict, reason = Verdict.ACCEPTED, None
    if standing not in COUNTING:
        verdict, reason = _VERDICTS[standing], UserError(REASONS[standing])
    elif stranger := here.foreign.get(letter.digest):
        verdict = Verdict.CONFLICT
        reason = UserError(_FOREIGN, None, count=stranger.records, owner=stranger.owner)
    elif amends:
        verdict = Verdict.AMENDMENT
    elif missing:
        verdict = Verdict.GAP_BEFORE
    return FileResult(
        name=name,
        verdict=verdict,
        reason=reason,
        digest=letter.digest,
        organisation=row.organisation,
        stream=row.code,
        number=row.number,
        amends=amends,
        missing=missing,
    )


def _again(name: str, one: Letter | ArrivalRow, here: _Here) -> FileResult:
    """A file that was here before, or whose report was: what was set aside is so again."""
    if isinstance(one, ArrivalRow) and not one.report:
        return FileResult(name=name, verdict=Verdict(one.verdict), reason=reason_of(one))
    row = here.reports[one.digest if isinstance(one, Letter) else one.report]
    return FileResult(
        name=name,
        verdict=Verdict.ALREADY_HERE,
        digest=row.digest,
        organisation=row.organisation,
        stream=row.code,
        number=row.number,
    )
