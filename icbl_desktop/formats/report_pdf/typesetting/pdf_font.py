"""A font as PDF objects, as PDF/A wants them: the file, exact widths, and what each code reads."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFDocument,
    PDFName,
    PDFObjectReference,
    PDFStream,
    PDFString,
    PDFZCompress,
)

from icbl_desktop.formats.report_pdf.typesetting.faces import Face
from icbl_desktop.formats.report_pdf.typesetting.subset import FontFile, Shape, font_file

_SYMBOLIC = 4
_AT_ONCE = 100
"""Codes in one part of a ToUnicode map: the most the format allows."""

_MAP = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
{entries}
endcmap
CMapName currentdict /CMap defineresource pop
end
end"""


def embedded(
    document: PDFDocument, face: Face, shapes: Sequence[Shape], texts: Sequence[str]
) -> PDFObjectReference:
    """The font in the document: code 1 draws the first of ``shapes`` and reads as the first of ``texts``."""
    name = f"SHAPED+{face.name}"
    file = font_file(face, shapes)
    scale = 1000 / face.units
    widths = [face.advance(0), *(shape.advance for shape in shapes)]
    descendant = PDFDictionary(
        {
            "Type": PDFName("Font"),
            "Subtype": PDFName("CIDFontType2"),
            "BaseFont": PDFName(name),
            "CIDSystemInfo": PDFDictionary(
                {"Registry": PDFString("Adobe"), "Ordering": PDFString("Identity"), "Supplement": 0}
            ),
            "FontDescriptor": document.Reference(_descriptor(document, face, name, file, len(widths))),
            "DW": widths[0],
            "W": PDFArray([0, PDFArray([round(one * scale, 3) for one in widths])]),
            "CIDToGIDMap": _stream(document, b"".join(n.to_bytes(2, "big") for n in [0, *file.places])),
        }
    )
    font = PDFDictionary(
        {
            "Type": PDFName("Font"),
            "Subtype": PDFName("Type0"),
            "BaseFont": PDFName(name),
            "Encoding": PDFName("Identity-H"),
            "DescendantFonts": PDFArray([document.Reference(descendant)]),
            "ToUnicode": _stream(document, _to_unicode(texts).encode("ascii")),
        }
    )
    return document.Reference(font)


def _descriptor(document: PDFDocument, face: Face, name: str, file: FontFile, codes: int) -> PDFDictionary:
    scale = 1000 / face.units
    extents = face.shaper.get_font_extents("ltr")
    bits = ("1" * codes).ljust(-(-codes // 8) * 8, "0")
    return PDFDictionary(
        {
            "Type": PDFName("FontDescriptor"),
            "FontName": PDFName(name),
            "Flags": _SYMBOLIC,
            "FontBBox": PDFArray([round(one * scale) for one in file.box]),
            "ItalicAngle": 0,
            "Ascent": round(extents.ascender * scale),
            "Descent": round(extents.descender * scale),
            "CapHeight": 714,
            "StemV": 80,
            "FontFile2": _stream(document, file.data, Length1=len(file.data)),
            "CIDSet": _stream(document, int(bits, 2).to_bytes(len(bits) // 8, "big")),
        }
    )


def _to_unicode(texts: Sequence[str]) -> str:
    """What each code reads, so that copied and searched text is exactly what was written."""
    reads = (text.encode("utf-16-be").hex().upper() for text in texts)
    entries = [f"<{code:04X}> <{read}>" for code, read in enumerate(reads, 1)]
    parts = [entries[start : start + _AT_ONCE] for start in range(0, len(entries), _AT_ONCE)]
    blocks = [f"{len(part)} beginbfchar\n" + "\n".join(part) + "\nendbfchar" for part in parts]
    return _MAP.format(entries="\n".join(blocks))


def _stream(document: PDFDocument, content: bytes, **more: int) -> PDFObjectReference:
    stream = PDFStream(PDFDictionary(dict(more)), content)
    stream.filters = [PDFZCompress]
    return document.Reference(stream)
