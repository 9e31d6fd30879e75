"""Report files outside the workspace: write a copy, and check one that came."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from icbl_desktop.domain.period import Period
from icbl_desktop.errors import BadFile, UserError
from icbl_desktop.files import write_whole
from icbl_desktop.formats import report_data, signing
from icbl_desktop.formats.report_data import Report


@dataclass(frozen=True)
class Verified:
    """A report whose signature holds. ``digest`` is its identity.

    ``known`` says that the key was one of those asked for; otherwise it is the one the report itself
    names, and ``fingerprint`` is to be compared with the campaign's on the phone.
    """

    digest: str
    organisation: str
    states: tuple[str, ...]
    campaign: str
    stream: str
    number: int
    previous: str | None
    period: Period
    made_at: datetime
    records: int
    changes: int
    files: int
    fingerprint: str
    known: bool


def verify(pdf: bytes, keys: Sequence[signing.PublicKey] = ()) -> Verified:
    """Check a report's file against ``keys``, or against the key it names where none are given.

    Raises BadFile where it is damaged, has lost its data or cannot be read, NewerFile where it was made
    by a newer program, NotTrusted where the signature does not hold or is by none of the keys.
    """
    from icbl_desktop.formats import pdf_envelope  # loads pikepdf: starts faster

    attached = pdf_envelope.open_envelope(pdf)
    report = report_data.read_report(attached.report_json)
    own = signing.parse_public_key(report.campaign.key)
    signed = signing.verify(attached.report_json, attached.minisig, keys or (own,), "report")
    if signed.key.raw != own.raw:
        raise BadFile("This report names another key than the one that signed it. Ask for the original file.")
    return _verified(report, report_data.digest_of(attached.report_json), own, known=bool(keys))


def write_copy(content: bytes, target: Path, *, replace: bool = False) -> Path:
    """Write a file whole or not at all, and return its path.

    Raises UserError where another file is there and ``replace`` is not asked for, or the disk refuses.
    """
    try:
        if target.exists() and not replace and target.read_bytes() != content:
            raise UserError(
                "There is another file called {name} in this folder. Nothing was changed. "
                "Choose another name or folder, or ask to replace it.",
                name=target.name,
            )
        write_whole(target, content)
    except OSError as error:
        raise UserError(
            "The report could not be saved in {folder}. It is safe in the program: choose another folder.",
            folder=target.parent,
        ) from error
    return target


def _verified(report: Report, digest: str, key: signing.PublicKey, *, known: bool) -> Verified:
    return Verified(
        digest=digest,
        organisation=report.campaign.organisation,
        states=report.campaign.states,
        campaign=report.campaign.id,
        stream=report.stream.code,
        number=report.number,
        previous=report.previous,
        period=Period(report.period.start, report.period.end),
        made_at=report.made_at,
        records=sum(1 for _ in report_data.as_records(report.records).by_kind()),
        changes=sum(1 for _ in report_data.as_records(report.changes).by_kind()),
        files=len(report.files),
        fingerprint=signing.fingerprint(key),
        known=known,
    )
