"""One file of the inbox, opened: the report in it with its signature checked, or why there is none."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from icbl_desktop.domain.file_budget import LIMIT
from icbl_desktop.domain.inbox import Verdict
from icbl_desktop.errors import BadFile, NewerFile, NotTrusted, UserError
from icbl_desktop.files import is_there, read_at_most
from icbl_desktop.formats import pdf_envelope, sealing, signing
from icbl_desktop.formats.report_data import Report
from icbl_desktop.services import report_files
from icbl_desktop.services.office import mails

PDF, SEALED, MAIL = ".pdf", ".pdf.age", ".eml"
REPORTS = (PDF, SEALED)
ENDINGS = (*REPORTS, MAIL)

NOT_OPENED = "This report is sealed, and no key at hand opens it. Add it again with the office's reading key."
_NO_REPORT = (
    "This is no report. Nothing was changed. A report is a PDF, a sealed one (.pdf.age), or an e-mail."
)
NO_ATTACHMENT = "No report is attached to this e-mail. Nothing was changed. Ask for the report's PDF."
_WRONG_FILE = "A file in this report is not the one that was sent with it. Ask for the original file."
_STRANGE = "This file could not be read as a report. Nothing was changed. Ask for the original file."
_MAX_ID = 200
"""Letters of the ids of records and streams; ours have 36."""


@dataclass(frozen=True)
class Piece:
    """The bytes of one file, or of one attachment of an e-mail, as they came."""

    name: str
    content: bytes
    sha256: str


@dataclass(frozen=True)
class Letter:
    """A report that was opened. ``pdf`` is unsealed, ``key`` the line of the key that signed it."""

    report: Report
    digest: str
    name: str
    key: str
    raw: bytes
    pdf: bytes


@dataclass(frozen=True)
class Fault:
    """Why there is no report in a file."""

    verdict: Verdict
    reason: UserError


def files_in(paths: Sequence[Path]) -> list[Path]:
    """The files named, and in folders, also the ones inside, those that may be reports; each once, by name.

    Raises UserError for a path where nothing is.
    """
    found: dict[Path, None] = {}
    for path in paths:
        if not (is_there(path) and (path.is_file() or path.is_dir())):
            raise UserError(
                "There is no file or folder {path}. Nothing was changed. Check its name.", path=path
            )
        inside = sorted(_inside(path)) if path.is_dir() else [path]
        found |= dict.fromkeys(inside)
    return list(found)


def size_of(path: Path) -> int:
    """A file's size; 0 where it cannot be told, as it shows when it is read."""
    try:
        return path.stat().st_size
    except OSError:
        return 0


def whole(path: Path) -> Piece:
    """The file's bytes, not more than any report or e-mail has. Raises UserError where it cannot be read."""
    most = mails.MAX_BYTES if is_mail(path.name) else sealing.MAX_BYTES
    return _piece(path.name, read_at_most(path, most + 1))


def attached(mail: Piece) -> list[Piece]:
    """Each report attached to an e-mail. Raises BadFile where it cannot be read."""
    found = mails.attached(mail.content, REPORTS)
    return [_piece(f"{mail.name}: {name}", content) for name, content in found]


def is_mail(name: str) -> bool:
    """Whether a file of this name is an e-mail."""
    return name.lower().endswith(MAIL)


def opened(piece: Piece, identities: Sequence[str]) -> Letter | Fault:
    """The report in a file, its evidence compared with what it says of it; never raises."""
    try:
        return _letter(_unsealed(piece, identities))
    except sealing.SealedForOthers:
        return Fault(Verdict.SEALED, UserError(NOT_OPENED))
    except UserError as error:
        return fault(error, _verdict(error, piece))
    except Exception:  # whatever a library makes of a hostile file, it must not stop the others
        logging.getLogger(__name__).warning("a file could not be read", exc_info=True)
        return Fault(Verdict.DAMAGED, UserError(_STRANGE))


def fault(error: UserError, verdict: Verdict) -> Fault:
    """The reason without the error itself, which holds on to the file's bytes."""
    return Fault(verdict, UserError(error.template, None, **error.values))


def _inside(folder: Path) -> Iterator[Path]:
    for path in folder.rglob("*"):
        if path.name.lower().endswith(ENDINGS) and path.is_file():
            yield path


def _piece(name: str, content: bytes) -> Piece:
    shown = name.encode("utf-8", "backslashreplace").decode()  # whatever bytes a name holds
    return Piece(shown.replace("\0", ""), content, hashlib.sha256(content).hexdigest())


def _unsealed(piece: Piece, identities: Sequence[str]) -> bytes:
    if sealing.is_sealed(piece.content):
        return sealing.open_sealed(piece.content, identities) if identities else _refuse_sealed()
    if not (_begins_as_ours(piece.content) or piece.name.lower().endswith(REPORTS)):
        raise BadFile(_NO_REPORT)
    return piece.content


def _refuse_sealed() -> bytes:
    raise sealing.SealedForOthers(NOT_OPENED)


def _letter(pdf: bytes) -> Letter:
    with pdf_envelope.envelope(pdf) as envelope:
        attached = envelope.data()
        found = report_files.signed(attached)
        sent = [one for one in found.report.files if one.sent]
        contents = envelope.files([one.attachment for one in sent], LIMIT)
        for entry, content in zip(sent, contents, strict=True):
            if hashlib.sha256(content).hexdigest() != entry.sha256:
                raise BadFile(_WRONG_FILE)
    _check_texts(found.report, attached.report_json)
    key = signing.public_key_line(found.key)
    return Letter(found.report, found.digest, found.name, key, attached.report_json, pdf)


def _check_texts(report: Report, raw: bytes) -> None:
    """Raises BadFile for texts that no database can hold or find again."""
    ids = [one.id for _, one in report.all_records()] + [one.id for one in report.tombstones]
    if rb"\u0000" in raw or any(len(one) > _MAX_ID for one in ids):
        raise BadFile(_STRANGE)


def _verdict(error: UserError, piece: Piece) -> Verdict:
    if isinstance(error, NewerFile):
        return Verdict.NEWER_FORMAT
    if isinstance(error, NotTrusted):
        return Verdict.BAD_SIGNATURE
    return Verdict.DAMAGED if _begins_as_ours(piece.content) else Verdict.NOT_OURS


def _begins_as_ours(content: bytes) -> bool:
    return content.startswith(b"%PDF-") or sealing.is_sealed(content)
