"""Reports that somebody made up: any data, signed with a key of their own, in a PDF of one page."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from typing import Any

import pikepdf

from icbl_desktop.formats import signing
from icbl_desktop.formats.pdf_envelope import REPORT, SIGNATURE, open_envelope

KEY = signing.SigningKey(b"somebody", bytes(range(32, 64)))
KEY_LINE = signing.public_key_text(KEY.public).splitlines()[1]


def data_of(pdf: bytes) -> dict[str, Any]:
    """What a report carries, to be changed and signed again by ``forge``."""
    data: dict[str, Any] = json.loads(open_envelope(pdf).report_json)
    data["campaign"]["key"] = KEY_LINE
    return data


def forge(data: Any, files: Mapping[str, bytes]) -> bytes:
    """A report of these data that is signed as it should be, with these attachments."""
    raw = json.dumps(data).encode()
    signed = {REPORT: raw, SIGNATURE: signing.sign(KEY, raw, "forged.pdf report.json"), **files}
    with pikepdf.new() as document:
        document.add_blank_page()
        for name, content in signed.items():
            attach(document, name, content)
        return written(document)


def attach(document: pikepdf.Pdf, name: str, content: bytes) -> None:
    """A file in the PDF, of which nothing more is said."""
    document.attachments[name] = pikepdf.AttachedFileSpec(
        document, content, filename=name, description="", mime_type="", creation_date="", mod_date=""
    )


def written(document: pikepdf.Pdf, **options: Any) -> bytes:
    """The PDF's bytes."""
    out = io.BytesIO()
    document.save(out, **options)
    return out.getvalue()
