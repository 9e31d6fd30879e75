"""A report of 200 activities, against plain ReportLab paragraphs of the same text."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from xml.sax.saxutils import escape

from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Paragraph, SimpleDocTemplate

from bench.measure import Result, side_by_side
from icbl_desktop import config
from icbl_desktop.app import App
from icbl_desktop.domain.period import Period
from icbl_desktop.services import activities, reports
from icbl_desktop.services.activities import ActivityFilter

PERIOD = Period(date(2017, 1, 1), date(2019, 12, 31))


def results(app: App) -> Iterator[Result]:
    """Of a workspace of 200 activities."""
    font = "Bare"
    pdfmetrics.registerFont(TTFont(font, config.resource("fonts", "NotoSans-Regular.ttf")))
    style = ParagraphStyle("bare", fontName=font, fontSize=10, leading=14)
    texts = _texts(app)

    def ours() -> object:
        return reports.preview(app.db, app.folders, PERIOD)

    def bare() -> object:
        file = io.BytesIO()
        SimpleDocTemplate(file).build([Paragraph(escape(text), style) for text in texts])
        return file

    times = side_by_side(ours, bare, 5)
    yield Result("report of 200 activities, from question to PDF", "ReportLab paragraphs", *times, 1.5)


def _texts(app: App) -> list[str]:
    """What the pages say of each activity, a paragraph each."""
    texts = []
    for activity_id in activities.ids(app.db, ActivityFilter()):
        one = activities.get(app.db, activity_id)
        facts = f"{one.start} {one.place} {one.participants} {one.cost} {one.currency} {one.institutions}"
        texts += [one.result, one.title, one.details, facts]
    return texts
