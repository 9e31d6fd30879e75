"""A report's data inside its PDF: put in as attachments, and taken out with care."""

from __future__ import annotations

import logging
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Array, AttachedFileSpec, Dictionary, Name, Object, Pdf, Stream

from icbl_desktop.errors import BadFile
from icbl_desktop.formats.report_data import MAX_BYTES as MAX_REPORT_BYTES
from icbl_desktop.formats.signing import MAX_SIGNATURE_BYTES

REPORT = "report.json"
SIGNATURE = "report.json.minisig"
MAX_PDF_BYTES = 64 * 1024 * 1024
MAX_NAMES = 200
PRODUCER = "ICBL Desktop"

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

_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator></rdf:Description>
<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/"><xmp:CreateDate>{date}</xmp:CreateDate>
<xmp:ModifyDate>{date}</xmp:ModifyDate><xmp:CreatorTool>{producer}</xmp:CreatorTool></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"><pdf:Producer>{producer}</pdf:Producer>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


@dataclass(frozen=True)
class Attached:
    """What a report's PDF carries, to the byte."""

    report_json: bytes
    minisig: bytes


def wrap(pdf: bytes, report_json: bytes, minisig: bytes, title: str, author: str, made_at: datetime) -> bytes:
    """The PDF with its data attached and its metadata set; the same bytes for the same input."""
    with pikepdf.open(BytesIO(pdf)) as document:
        _describe(document, title, author, made_at)
        attachments = (
            (REPORT, report_json, "application/json", "The report's data"),
            (SIGNATURE, minisig, "text/plain", "The signature of report.json, in minisign's format"),
        )
        for name, content, mime, description in attachments:
            document.attachments[name] = _attachment(document, name, content, mime, description, made_at)
        document.Root.AF = Array([document.attachments[name].obj for name, *_ in attachments])
        out = BytesIO()
        document.save(
            out,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            force_version="1.7",
        )
    return out.getvalue()


def open_envelope(pdf: bytes) -> Attached:
    """The data a report's PDF carries; nothing on its pages is read.

    Raises BadFile for anything that is not a PDF, has lost its data, or holds it in a way that could mislead.
    """
    if len(pdf) > MAX_PDF_BYTES:
        raise BadFile("This file is too large for a report. Nothing was changed. Ask for the original file.")
    try:
        with pikepdf.open(BytesIO(pdf), suppress_warnings=True, attempt_recovery=False) as document:
            found = list(_embedded(document))
            report = _only(found, REPORT)
            signature = _only(found, SIGNATURE)
            return Attached(_content(report, MAX_REPORT_BYTES), _content(signature, MAX_SIGNATURE_BYTES))
    except (pikepdf.PdfError, ValueError, TypeError, AttributeError, KeyError, RuntimeError) as error:
        raise BadFile(
            "This file is not a PDF, or it is damaged. Nothing was changed. Ask for the original file."
        ) from error


def _attachment(
    document: Pdf, name: str, content: bytes, mime: str, description: str, made_at: datetime
) -> AttachedFileSpec:
    date = _pdf_date(made_at)
    file = AttachedFileSpec(
        document,
        content,
        filename=name,
        mime_type=mime,
        description=description,
        creation_date=date,
        mod_date=date,
    )
    file.relationship = Name.Data
    return file


def _describe(document: Pdf, title: str, author: str, made_at: datetime) -> None:
    """Title, author and date in both places where a PDF keeps them."""
    for key in list(document.docinfo.keys()):
        del document.docinfo[key]
    document.docinfo["/Title"] = title
    document.docinfo["/Author"] = author
    document.docinfo["/Producer"] = PRODUCER
    document.docinfo["/CreationDate"] = document.docinfo["/ModDate"] = _pdf_date(made_at)
    date = made_at.isoformat(timespec="seconds")
    xmp = _XMP.format(title=escape(title), author=escape(author), date=date, producer=PRODUCER)
    metadata = document.make_stream(xmp.encode())
    metadata.Type, metadata.Subtype = Name.Metadata, Name.XML
    document.Root.Metadata = metadata
    document.Root.Lang = "en"
    document.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)


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


def _pdf_date(moment: datetime) -> str:
    return f"D:{moment:%Y%m%d%H%M%S}Z"
