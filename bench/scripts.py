"""Text of every script on the report's pages: how fast it is set, and how well it reads again."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator

from reportlab.platypus import Flowable, Paragraph

from bench.measure import Result, side_by_side
from icbl_desktop import config
from icbl_desktop.formats.report_pdf.fonts import load
from icbl_desktop.formats.report_pdf.placed import marked
from tools.script_samples import STYLE, document, in_cell, likeness, samples

COUNT = 200
LATIN = "The commission will ask the government for its timetable of accession, and for what is next."


def results() -> Iterator[Result]:
    """Of paragraphs in everyday letters, which ReportLab sets, and in Khmer, which is shaped."""
    load(config.resource("fonts"))
    khmer = next(one for one in samples() if one.language == "km")

    def pages(paragraph: Callable[[], Flowable]) -> Callable[[], object]:
        return lambda: document([paragraph() for _ in range(COUNT)])

    plain = pages(lambda: Paragraph(LATIN, STYLE))
    latin = side_by_side(pages(lambda: marked(LATIN, STYLE)), plain, 5)
    yield Result(f"{COUNT} paragraphs in English", "ReportLab paragraphs", *latin, 2.0)
    shaped = side_by_side(pages(khmer.paragraph), plain, 5)
    yield Result(f"{COUNT} paragraphs in Khmer", "ReportLab paragraphs in English", *shaped, 15.0)


def table() -> Iterator[str]:
    """A line for each of the thirteen samples: how alike what pdftotext finds is to the source."""
    if shutil.which("pdftotext") is None:
        yield "  likeness of text read again: pdftotext is not installed"
        return
    yield f"  {'likeness of text read again':58} {'paragraph':>9} {'cell':>9}"
    for sample in samples():
        ways = (document([sample.paragraph()]), document([in_cell(sample.paragraph())]))
        wide, narrow = (likeness(pdf, sample.text) for pdf in ways)
        yield f"  {sample.language:58} {wide:9.3f} {narrow:9.3f}"
