"""A report of 200 activities, against plain ReportLab paragraphs of the same text.

``python -m bench.reports FOLDER ours|bare`` makes either once, so that its memory can be measured.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape

from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Paragraph, SimpleDocTemplate

from bench.launch import launched
from bench.measure import Result, side_by_side
from icbl_desktop import config
from icbl_desktop.app import App, open_app
from icbl_desktop.config import Folders
from icbl_desktop.domain.period import Period
from icbl_desktop.domain.report_order import ReportOrder
from icbl_desktop.services import activities, reports
from icbl_desktop.services.activities import ActivityFilter

PERIOD = Period(date(2017, 1, 1), date(2019, 12, 31))
FONT = "Bare"
WAYS = ("ours", "bare")


def results(app: App, in_khmer: App) -> Iterator[Result]:
    """Of a workspace of 200 activities, and of one that tells of as many in Khmer."""
    texts = _texts(app)
    plain = "ReportLab paragraphs"
    times = side_by_side(lambda: _report(app), lambda: _paragraphs(texts), 5)
    yield Result("report of 200 activities, from question to PDF", plain, *times, 1.5)
    times = side_by_side(lambda: _report(in_khmer), lambda: _report(app), 5)
    yield Result("the same told in Khmer", "the report in English", *times, 3)
    ours, bare = (launched(("-m", "bench.reports", str(app.folders.root), way))[1] for way in WAYS)
    yield Result("most memory to make the one in English", plain, ours, bare, 2, "MB")


def _report(app: App) -> object:
    return reports.preview(app.db, app.folders, ReportOrder(period=PERIOD))


def _paragraphs(texts: list[str]) -> object:
    if FONT not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont(FONT, config.resource("fonts", "NotoSans-Regular.ttf")))
    style = ParagraphStyle("bare", fontName=FONT, fontSize=10, leading=14)
    file = io.BytesIO()
    SimpleDocTemplate(file).build([Paragraph(escape(text), style) for text in texts])
    return file


def _texts(app: App) -> list[str]:
    """What the pages say of each activity, a paragraph each."""
    texts = []
    for activity_id in activities.ids(app.db, ActivityFilter()):
        one = activities.get(app.db, activity_id)
        facts = f"{one.start} {one.place} {one.participants} {one.cost} {one.currency} {one.institutions}"
        texts += [one.result, one.title, one.details, facts]
    return texts


def main(folder: Path, way: str) -> None:
    """Make the report of a workspace, or its bare paragraphs, and say when it is done."""
    with closing(open_app(Folders(folder))) as app:
        if way == "ours":
            _report(app)
        else:
            _paragraphs(_texts(app))
    print("done")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
