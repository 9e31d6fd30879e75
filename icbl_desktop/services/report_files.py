"""Report files outside the workspace: write a copy, and check one that came."""

from __future__ import annotations

import errno
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from icbl_desktop.domain.period import Period
from icbl_desktop.errors import BadFile, UserError
from icbl_desktop.files import is_there, write_whole
from icbl_desktop.formats import report_data, report_parts, signing
from icbl_desktop.formats.report_data import Report

if TYPE_CHECKING:
    from icbl_desktop.formats.pdf_envelope import Attached


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


@dataclass(frozen=True)
class Opened:
    """A report's data with the digest that names it, the file name it was signed under, and the key."""

    report: Report
    digest: str
    name: str
    key: signing.PublicKey


def verify(pdf: bytes, keys: Sequence[signing.PublicKey] = ()) -> Verified:
    """Check a report's file against ``keys``, or against the key it names where none are given.

    Raises what ``opened`` raises.
    """
    found = opened(pdf, keys)
    return _verified(found.report, found.digest, found.key, known=bool(keys))


def opened(pdf: bytes, keys: Sequence[signing.PublicKey] = ()) -> Opened:
    """The data of a report whose signature holds, by one of ``keys`` or by the key it names.

    Raises BadFile where it is damaged, has lost its data or cannot be read, NewerFile where it was made
    by a newer program, NotTrusted where the signature does not hold or is by none of the keys.
    """
    from icbl_desktop.formats import pdf_envelope, sealing  # load pikepdf and pyrage: starts faster

    if sealing.is_sealed(pdf):
        raise BadFile("This report is sealed. Nothing was changed. Open it with age first.")
    return signed(pdf_envelope.open_envelope(pdf), keys)


def signed(attached: Attached, keys: Sequence[signing.PublicKey] = ()) -> Opened:
    """The same from the report's data that were taken out of it already. Raises as ``opened`` does."""
    report = report_data.read_report(attached.report_json)
    own = signing.parse_public_key(report.campaign.key)
    held = signing.verify(attached.report_json, attached.minisig, keys or (own,), "report")
    if held.key.raw != own.raw:
        raise BadFile("This report names another key than the one that signed it. Ask for the original file.")
    name = held.trusted_comment.removesuffix(" report.json")
    return Opened(report, report_data.digest_of(attached.report_json), name, own)


def write_copy(content: bytes, target: Path, *, replace: bool = False) -> Path:
    """Write a file whole or not at all, and return its path.

    Raises UserError where another file is there and ``replace`` is not asked for, or the disk refuses; what
    stood there is as it was then, and nothing half is left.
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
        raise UserError(_why(target, error), folder=target.parent, name=target.name) from error
    return target


def _why(target: Path, error: OSError) -> str:
    """What the disk's refusal means to a person, and the way on."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return (
            "The report could not be saved in {folder}: the disk is full. It is safe in the program: "
            "make room, or choose another folder."
        )
    if error.errno == errno.EFBIG:
        return (
            "The report could not be saved in {folder}: the disk does not take a file this large. It is "
            "safe in the program: choose another folder, or send fewer files."
        )
    if not is_there(target.parent):
        return (
            "The report could not be saved in {folder}: the folder is not there. It is safe in the program: "
            "choose another folder."
        )
    if isinstance(error, PermissionError) and is_there(target):
        return (
            "The file {name} could not be replaced: another program may have it open, or it is protected. "
            "It is as it was. Close it there and try again, or choose another name."
        )
    return (
        "The report could not be saved in {folder}: files cannot be written there. It is safe in the "
        "program: choose another folder."
    )


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
        records=sum(1 for _ in report_parts.as_records(report.records).by_kind()),
        changes=sum(1 for _ in report_parts.as_records(report.changes).by_kind()),
        files=len(report.files),
        fingerprint=signing.fingerprint(key),
        known=known,
    )
