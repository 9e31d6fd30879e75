"""A report's data inside its PDF: put in as attachments, and taken out with care."""

from __future__ import annotations

import logging
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

import pikepdf
from pikepdf import Array, AttachedFileSpec, Name, Object, Pdf, Stream

from icbl_desktop.errors import BadFile, UserError
from icbl_desktop.formats import pdf_archive
from icbl_desktop.formats.pdf_archive import About
from icbl_desktop.formats.report_data import MAX_BYTES as MAX_REPORT_BYTES
from icbl_desktop.formats.signing import MAX_SIGNATURE_BYTES

REPORT = "report.json"
SIGNATURE = "report.json.minisig"
MAX_PDF_BYTES = 64 * 1024 * 1024
MAX_ATTACHED_BYTES = MAX_PDF_BYTES - 1024 * 1024
"""What may go into it: the file holds a little more than its parts."""

MAX_NAMES = 1000

_DATA = "The report's data"
_SIGNED = "The signature of report.json, in minisign's format"

MAX_UNPACKED = 32 * 1024 * 1024
"""Bytes that any one stream may unpack to while a PDF is opened, before we have seen anything of it."""

# Both hold for the whole process. What pikepdf has to say of a damaged file we say ourselves.
pikepdf.settings.set_qpdf_limits(
    flate_max_memory=MAX_UNPACKED,
    run_length_max_memory=MAX_UNPACKED,
    png_max_memory=MAX_UNPACKED,
    tiff_max_memory=MAX_UNPACKED,
)
logging.getLogger("pikepdf").addHandler(logging.NullHandler())

_TWICE = "This file holds its data more than once. Nothing was changed. Ask for the original file."

_REFUSED = (pikepdf.PikepdfError, ValueError, TypeError, AttributeError, KeyError, RuntimeError)
"""What pikepdf raises on a PDF that is none, is broken, or asks for a password."""


@dataclass(frozen=True)
class Attached:
    """What a report's PDF carries, to the byte."""

    report_json: bytes
    minisig: bytes


@dataclass(frozen=True, kw_only=True)
class EvidenceFile:
    """A file that goes with the report. ``name`` is in ASCII and no other file's."""

    name: str
    media_type: str
    content: bytes
    description: str


def wrap(
    pages: bytes,
    report_json: bytes,
    minisig: bytes,
    about: About,
    profile: bytes,
    files: Sequence[EvidenceFile] = (),
) -> bytes:
    """The pages with their data and files attached, as PDF/A-3; the same bytes for the same input.

    ``profile`` is what the colours are meant in (``pdf_archive.describe``). Raises UserError where it would
    be larger than ``open_envelope`` takes.
    """
    if len(pages) + len(report_json) + sum(len(file.content) for file in files) > MAX_ATTACHED_BYTES:
        raise UserError(
            "The files of this report are too large to go with it: together they may be {most} MB. "
            "Nothing was made or changed. Send fewer or smaller ones: the others are listed as held.",
            most=MAX_ATTACHED_BYTES // 1_000_000,
        )
    data = (
        EvidenceFile(name=REPORT, media_type="application/json", content=report_json, description=_DATA),
        EvidenceFile(name=SIGNATURE, media_type="text/plain", content=minisig, description=_SIGNED),
    )
    with pikepdf.open(BytesIO(pages)) as document:
        pdf_archive.describe(document, about, profile, pdf_archive.WITH_FILES)
        for file in data:
            document.attachments[file.name] = _attachment(document, file, Name.Data, about.made_at)
        for file in files:
            document.attachments[file.name] = _attachment(document, file, Name.Supplement, about.made_at)
        document.Root.AF = Array([document.attachments[file.name].obj for file in (*data, *files)])
        return pdf_archive.written(document, pdf_archive.WITH_FILES)


class Envelope:
    """A report's PDF while it is open: what is attached to it, and nothing of its pages."""

    def __init__(self, found: list[tuple[set[str], Object]]) -> None:
        self._found = found

    def data(self) -> Attached:
        """The report's data. Raises BadFile where they are lost, or held in a way that could mislead."""
        report, signature = _only(self._found, REPORT), _only(self._found, SIGNATURE)
        return Attached(_content(report, MAX_REPORT_BYTES), _content(signature, MAX_SIGNATURE_BYTES))

    def files(self, names: Sequence[str], limit: int) -> Iterator[bytes]:
        """The attached files of these names, one after the other, together of at most ``limit`` bytes.

        Raises BadFile where one is missing or they are more than that.
        """
        for name in names:
            content = _content(_only(self._found, name), limit)
            limit -= len(content)
            yield content


def open_envelope(pdf: bytes) -> Attached:
    """The data a report's PDF carries; nothing on its pages is read.

    Raises BadFile for anything that is not a PDF, has lost its data, or holds it in a way that could mislead.
    """
    with envelope(pdf) as opened:
        return opened.data()


def read_files(pdf: bytes, names: Sequence[str], limit: int) -> dict[str, bytes]:
    """The attached files of these names. Raises BadFile as ``open_envelope`` and ``Envelope.files`` do."""
    with envelope(pdf) as opened:
        return dict(zip(names, opened.files(names, limit), strict=True))


@contextmanager
def envelope(pdf: bytes) -> Iterator[Envelope]:
    """A report's PDF, to read more than its data at one opening.

    Raises BadFile for what is no PDF or is damaged, also where only reading on shows it.
    """
    if len(pdf) > MAX_PDF_BYTES:
        raise BadFile("This file is too large for a report. Nothing was changed. Ask for the original file.")
    try:
        with pikepdf.open(BytesIO(pdf), suppress_warnings=True, attempt_recovery=False) as document:
            yield Envelope(list(_embedded(document)))
    except _REFUSED as error:
        raise BadFile(
            "This file is not a PDF, or it is damaged. Nothing was changed. Ask for the original file."
        ) from error


def _attachment(document: Pdf, file: EvidenceFile, relationship: Name, made_at: datetime) -> AttachedFileSpec:
    date = pdf_archive.pdf_date(made_at)
    spec = AttachedFileSpec(
        document,
        file.content,
        filename=file.name,
        mime_type=file.media_type,
        description=file.description,
        creation_date=date,
        mod_date=date,
    )
    spec.relationship = relationship
    return spec


def _embedded(document: Pdf) -> Iterator[tuple[set[str], Object]]:
    """Each embedded file with all the names it goes by, in a tree that may be hostile."""
    waiting = [document.Root.Names.EmbeddedFiles] if _has_files(document) else []
    seen = 0
    while waiting:
        node = waiting.pop()
        seen += 1
        entries = list(node.get(Name.Names, Array()))
        seen += len(entries)
        if seen > MAX_NAMES:
            raise BadFile("This file holds too many attachments for a report. Nothing was changed.")
        for key, spec in zip(entries[::2], entries[1::2], strict=True):
            names = {str(key)} | {str(spec[one]) for one in (Name.F, Name.UF) if one in spec}
            yield names, spec
        waiting.extend(node.get(Name.Kids, Array()))


def _has_files(document: Pdf) -> bool:
    return Name.Names in document.Root and Name.EmbeddedFiles in document.Root.Names


def _only(found: list[tuple[set[str], Object]], name: str) -> Stream:
    """The one file of that name, which goes by no other."""
    named = [(names, spec) for names, spec in found if name in names]
    if not named:
        raise BadFile("This copy has lost its data (printed or converted?): ask for the original file.")
    if len(named) > 1 or named[0][0] != {name}:
        raise BadFile(_TWICE)
    embedded = named[0][1].EF
    streams = [embedded[one] for one in (Name.UF, Name.F) if one in embedded]
    if len({one.objgen for one in streams}) != 1 or not isinstance(streams[0], Stream):
        raise BadFile(_TWICE)
    return streams[0]


def _content(stream: Stream, limit: int) -> bytes:
    """The file's bytes, deflated or plain, and never more than ``limit`` of them."""
    filters = stream.get(Name.Filter, Array())
    names = [filters] if isinstance(filters, Name) else list(filters)
    raw = stream.read_raw_bytes()
    if not names:
        content = raw
    elif names == [Name.FlateDecode] and Name.DecodeParms not in stream:
        content = _inflated(raw, limit)
    else:
        raise BadFile("The data in this file is packed in an unknown way. Ask for the original file.")
    if len(content) > limit:
        raise BadFile("The data in this file is too large for a report. Nothing was changed.")
    return content


def _inflated(raw: bytes, limit: int) -> bytes:
    try:
        return zlib.decompressobj().decompress(raw, limit + 1)
    except zlib.error as error:
        raise BadFile("The data in this file is damaged. Nothing was changed. Ask for a new copy.") from error
