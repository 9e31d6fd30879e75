"""The annex of the consolidated document: the records behind its figures, and the reports that tell them."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.platypus import CondPageBreak, Flowable, Spacer

from icbl_desktop.domain.picture import Traced
from icbl_desktop.domain.words import MANY_RECORDS, ONE_RECORD
from icbl_desktop.formats.report_pdf import picture_words as words
from icbl_desktop.formats.report_pdf.picture_sheet import DIGITS, PictureSheet, report_name
from icbl_desktop.formats.report_pdf.styles import BODY
from icbl_desktop.formats.report_pdf.text import shorten

MOST = 2000
"""Records of one kind that are printed: a list of tens of thousands is for the workbook."""


def annex(sheet: PictureSheet) -> list[Flowable]:
    """Everything that lets a reader go from a figure to the reports it was counted from."""
    story = [*sheet.section(words.ANNEX), *_towards(sheet)]
    for kind, lines in sheet.picture.records.items():
        if lines:
            name = sheet.count((ONE_RECORD[kind], MANY_RECORDS[kind]), len(lines))
            story += sheet.subsection(sheet.text(name), name, f"records {kind}")
            story += _records(sheet, lines)
    return [*story, *_reports(sheet)]


def _towards(sheet: PictureSheet) -> list[Flowable]:
    """What counts towards each commitment; facts about states, which no report tells, by name alone."""
    counted = [one for one in sheet.picture.commitments if sheet.picture.towards.get(one.commitment.id)]
    story = sheet.plain_subsection(words.TOWARDS) if counted else []
    for one in counted:
        lines = sheet.picture.towards[one.commitment.id]
        title = f"{one.commitment.objective}  {one.commitment.text}"
        story += [CondPageBreak(90), Spacer(0, 8), sheet.paragraph(sheet.bold(title), BODY)]
        if facts := [line for line in lines if not line.digest]:
            story.append(sheet.aside(", ".join(line.title for line in facts)))
        if reported := [line for line in lines if line.digest]:
            rows = [_short(sheet, line) for line in reported[:MOST]]
            story += sheet.long_table(words.TOWARDS_HEADS, rows, (26, 12, 34, 12, 16))
            story += _more(sheet, len(reported))
    return story


def _short(sheet: PictureSheet, line: Traced) -> list[str]:
    name = report_name(line.stream_code, line.number)
    who, what = shorten(line.organisation, 60), shorten(line.title, 90)
    return [who, sheet.day(line.day), what, name, line.digest[:DIGITS]]


def _records(sheet: PictureSheet, lines: Sequence[Traced]) -> list[Flowable]:
    rows = []
    for line in lines[:MOST]:
        who, *rest = _short(sheet, line)
        rows.append([shorten(who, 44), shorten(", ".join(line.states), 24), *rest])
    story = sheet.long_table(words.RECORD_HEADS, rows, (22, 8, 12, 30, 12, 16))
    return [*story, *_more(sheet, len(lines))]


def _more(sheet: PictureSheet, whole: int) -> list[Flowable]:
    return [sheet.line(sheet.count(words.MORE, whole - MOST))] if whole > MOST else []


def _reports(sheet: PictureSheet) -> list[Flowable]:
    """Each report with the whole of its digest."""
    story = []
    for heading, reports in (
        (words.ALL_REPORTS, sheet.picture.reports),
        (words.OTHER_REPORTS, sheet.picture.other_reports),
    ):
        rows = [
            [report_name(one.stream_code, one.number), shorten(one.organisation, 60), one.digest]
            for one in reports
        ]
        if rows:
            story += sheet.plain_subsection(heading, 70)
            story += sheet.long_table(words.REPORT_HEADS, rows, (12, 28, 60))
    return [
        *story,
        Spacer(0, 4),
        sheet.aside(words.CHECK),
    ]
