"""A sample in each of thirteen languages, set by the report's text engine, and how well it reads again."""

from __future__ import annotations

import difflib
import json
import re
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, SimpleDocTemplate, Table

from icbl_desktop import config
from icbl_desktop.formats.report_pdf.fonts import REGULAR, as_markup, load
from icbl_desktop.formats.report_pdf.placed import marked
from icbl_desktop.formats.report_pdf.tagging import TaggedCanvas

STYLE = ParagraphStyle("sample", fontName=REGULAR, fontSize=11, leading=16)
CELL = 110
"""The width, in points, of a narrow cell of a table."""

_SAMPLES = Path(__file__).parents[1] / "tests" / "data" / "script_samples.json"
_ADDED = re.compile("[\\s\u202a-\u202e]")
"""White space, and the marks of direction that pdftotext adds to what it finds."""


@dataclass(frozen=True)
class Sample:
    """Some sentences in a language. ``right_to_left`` is the direction of a document in it."""

    language: str
    text: str
    right_to_left: bool

    def paragraph(self) -> Flowable:
        """The sample as a paragraph of a document in its own language."""
        load(config.resource("fonts"))
        return marked(as_markup(self.text), STYLE, language=self.language, right_to_left=self.right_to_left)


def samples() -> list[Sample]:
    """All thirteen."""
    found = json.loads(_SAMPLES.read_text(encoding="utf-8"))
    return [Sample(language, one["text"], one["direction"] == "rtl") for language, one in found.items()]


def in_cell(paragraph: Flowable) -> Flowable:
    """A paragraph in a narrow cell of a table."""
    return Table([[paragraph]], colWidths=[CELL], hAlign="LEFT", style=[("FONT", (0, 0), (0, 0), REGULAR)])


def document(story: Sequence[Flowable]) -> bytes:
    """A PDF of some flowables, the same bytes for the same ones."""
    out = BytesIO()
    SimpleDocTemplate(out, initialFontName=REGULAR, invariant=1).build(list(story), canvasmaker=TaggedCanvas)
    return out.getvalue()


def read_again(pdf: bytes) -> str:
    """The text of a PDF, as pdftotext finds it; FileNotFoundError without pdftotext."""
    done = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    return done.stdout.decode()


def letters(text: str) -> str:
    """A text without white space."""
    return _ADDED.sub("", text)


def likeness(pdf: bytes, text: str) -> float:
    """How alike a PDF's text and its source are, white space left out: 1 if they are the same."""
    return difflib.SequenceMatcher(None, letters(read_again(pdf)), letters(text), autojunk=False).ratio()
