"""The annex: every record and file by its id, what stayed behind, and how to check the whole."""

from __future__ import annotations

from reportlab.platypus import Flowable, Paragraph

from icbl_desktop.domain.projection import WorkRecord, day_of
from icbl_desktop.domain.vocabulary import Precision
from icbl_desktop.domain.words import say_answer
from icbl_desktop.domain.work import Activity, Grant, IndicatorUpdate, Outcome
from icbl_desktop.formats.report_data import FileEntry
from icbl_desktop.formats.report_pdf import words
from icbl_desktop.formats.report_pdf.layout import BODY, CELL, SMALL, WIDTH, section, subsection, table
from icbl_desktop.formats.report_pdf.sheet import Sheet
from icbl_desktop.formats.report_pdf.text import short_day, short_id, shorten, size, span

ROWS = 200
"""Rows in one table: ReportLab splits a longer one ever more slowly."""

TITLE_WIDTH = WIDTH * 0.45 - 12


def annex(sheet: Sheet) -> list[Flowable]:
    """Everything that lets a reader match paper, data and files."""
    story = section(words.ANNEX)
    story += subsection(words.RECORDS, words.RECORDS, "records")
    rows = [_record_row(sheet, kind, record) for kind, record in sheet.report.all_records()]
    heads = [words.COLUMN_ID, words.COLUMN_KIND, words.COLUMN_DAY, words.COLUMN_TITLE, words.COLUMN_REVISION]
    story += _tables(heads, rows, (11, 10, 27, 45, 7)) or [Paragraph(words.NO_RECORDS, BODY)]
    if sheet.report.files:
        story += subsection(words.FILES, words.FILES, "files")
        heads = [words.COLUMN_FILE, words.COLUMN_SIZE, words.COLUMN_SHA, words.COLUMN_RECORD]
        story += _tables(heads, [_file_row(sheet, file) for file in sheet.report.files], (56, 12, 19, 13))
    story += subsection(words.STAYED, words.STAYED, "stayed")
    story += [Paragraph(line, BODY) for line in _stayed(sheet)]
    story += subsection(words.CHECK, words.CHECK, "check")
    key = sheet.text(sheet.report.campaign.key.strip().splitlines()[-1])
    story += [Paragraph(f"{words.HOW_TO_CHECK} {key}. {words.NO_DATA_ON_PAPER}", SMALL)]
    return story


def _tables(heads: list[str], rows: list[list[object]], shares: tuple[int, ...]) -> list[Flowable]:
    widths = [WIDTH * share / 100 for share in shares]
    return [table([heads, *rows[start : start + ROWS]], widths) for start in range(0, len(rows), ROWS)]


def _record_row(sheet: Sheet, kind: str, record: WorkRecord) -> list[object]:
    return [
        short_id(record.id),
        words.KINDS[kind],
        _when(record),
        sheet.linked_line(record.id, shorten(_title(sheet, record), 110), TITLE_WIDTH),
        f"{record.revision:,}",
    ]


def _when(record: WorkRecord) -> str:
    """When it was, as exactly as its own lines say it."""
    if isinstance(record, (Activity, Grant)):
        return span(record.start, record.end, getattr(record, "precision", Precision.DAY))
    return short_day(day_of(record), getattr(record, "precision", Precision.DAY))


def _title(sheet: Sheet, record: WorkRecord) -> str:
    """What names a record in a list."""
    if isinstance(record, Outcome):
        return f"{record.actor}: {record.change}"
    if isinstance(record, IndicatorUpdate):
        return f"{sheet.names.question(record.indicator)} {say_answer(record.value)}"
    return record.title


def _file_row(sheet: Sheet, file: FileEntry) -> list[object]:
    name = f"{file.name} ({file.caption})" if file.caption.strip() else file.name
    record = sheet.link(file.record_id, short_id(file.record_id))
    return [
        Paragraph(sheet.text(shorten(name, 110)), CELL),
        size(file.size),
        file.sha256[:12],
        Paragraph(record, CELL),
    ]


def _stayed(sheet: Sheet) -> list[str]:
    held = sum(not file.sent for file in sheet.report.files)
    lines = [words.counted(held, words.STAYED_FILES)] if held else []
    if sheet.report.drafts:
        lines.append(words.counted(sheet.report.drafts, words.STAYED_DRAFTS))
    return [*lines, words.STAYED_RULE]
