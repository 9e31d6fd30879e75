"""What makes a PDF one for an archive (PDF/A): who made it, what its colours mean, how it is written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf

PRODUCER = "ICBL Desktop"

PLAIN = 1
"""The part of the standard for pages alone."""

WITH_FILES = 3
"""The part that allows attachments of any kind."""

_SRGB = "sRGB IEC61966-2.1"

_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language></rdf:Description>
<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/"><xmp:CreateDate>{date}</xmp:CreateDate>
<xmp:ModifyDate>{date}</xmp:ModifyDate><xmp:CreatorTool>{producer}</xmp:CreatorTool></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"><pdf:Producer>{producer}</pdf:Producer>
</rdf:Description><rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<pdfaid:part>{part}</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance></rdf:Description>
</rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


@dataclass(frozen=True, kw_only=True)
class About:
    """What a PDF says of itself. ``made_at`` is in UTC."""

    title: str
    author: str
    made_at: datetime
    language: str


def plain(pages: bytes, about: About, profile: bytes) -> bytes:
    """The pages alone as PDF/A-1, the same bytes for the same input."""
    with pikepdf.open(BytesIO(pages)) as document:
        describe(document, about, profile, PLAIN)
        return written(document, PLAIN)


def describe(document: Pdf, about: About, profile: bytes, part: int) -> None:
    """Say it in both places where a PDF keeps it, and that it keeps to this part of the standard.

    ``profile`` is an ICC profile of version 2: the colours on the pages are meant in it.
    """
    for key in list(document.docinfo.keys()):
        del document.docinfo[key]
    document.docinfo["/Title"] = about.title
    document.docinfo["/Author"] = about.author
    document.docinfo["/Creator"] = document.docinfo["/Producer"] = PRODUCER
    document.docinfo["/CreationDate"] = document.docinfo["/ModDate"] = pdf_date(about.made_at)
    xmp = _XMP.format(
        title=escape(about.title),
        author=escape(about.author),
        language=escape(about.language),
        date=about.made_at.isoformat(timespec="seconds"),
        producer=PRODUCER,
        part=part,
    )
    metadata = document.make_stream(xmp.encode())
    metadata.Type, metadata.Subtype = Name.Metadata, Name.XML
    document.Root.Metadata = metadata
    document.Root.Lang = about.language
    if Name.ViewerPreferences not in document.Root:
        document.Root.ViewerPreferences = Dictionary()
    document.Root.ViewerPreferences.DisplayDocTitle = True
    document.Root.OutputIntents = Array([document.make_indirect(_output_intent(document, profile))])


def written(document: Pdf, part: int) -> bytes:
    """The document's bytes, the same for the same content; in the version of PDF that the part allows."""
    out = BytesIO()
    plain = part == PLAIN
    document.save(
        out,
        deterministic_id=True,
        object_stream_mode=getattr(pikepdf.ObjectStreamMode, "disable" if plain else "generate"),
        force_version="1.4" if plain else "1.7",
    )
    return out.getvalue()


def pdf_date(moment: datetime) -> str:
    """A moment in UTC as PDF writes it."""
    return f"D:{moment:%Y%m%d%H%M%S}Z"


def _output_intent(document: Pdf, profile: bytes) -> Dictionary:
    stream = document.make_stream(profile)
    stream.N = 3
    return Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFA1,
        OutputConditionIdentifier=_SRGB,
        Info=_SRGB,
        RegistryName="http://www.color.org",
        DestOutputProfile=stream,
    )
