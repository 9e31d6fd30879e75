"""The annex: every record and file by its id, what stayed behind, and how to check the whole."""

from __future__ import annotations

from reportlab.platypus import Flowable, Paragraph

from icbl_desktop.domain.grant import Expense, Grant
from icbl_desktop.domain.record_set import WorkRecord
from icbl_desktop.domain.report_period import day_of
from icbl_desktop.domain.vocabulary import Precision
from icbl_desktop.domain.words import RECORD_KINDS, say
from icbl_desktop.domain.work import Activity, FollowUp, IndicatorUpdate, Outcome, Promise
from icbl_desktop.formats.report_data import FileEntry
from icbl_desktop.formats.report_pdf import words
from icbl_desktop.formats.report_pdf.layout import BODY, CELL, SMALL, WIDTH, section, subsection, table
from icbl_desktop.formats.report_pdf.sheet import Sheet
from icbl_desktop.formats.report_pdf.text import amount, answer, short_day, short_id, shorten, size, span

ROWS = 200
"""Rows in one table: ReportLab splits a longer one ever more slowly."""

TITLE_WIDTH = WIDTH * 0.44 - 12


def annex(sheet: Sheet) -> list[Flowable]:
    """Everything that lets a reader match paper, data and files."""
    story = section(words.ANNEX)
    story += subsection(words.RECORDS, words.RECORDS, "records")
    rows = [_record_row(sheet, kind, record) for kind, record in sheet.report.all_records()]
    heads = [words.COLUMN_ID, words.COLUMN_KIND, words.COLUMN_DAY, words.COLUMN_TITLE, words.COLUMN_REVISION]
    story += _tables(heads, rows, (10, 15, 24, 44, 7)) or [Paragraph(words.NO_RECORDS, BODY)]
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
        say(RECORD_KINDS, kind),
        _when(record),
        _title_cell(sheet, record),
        f"{record.revision:,}",
    ]


def _title_cell(sheet: Sheet, record: WorkRecord) -> Flowable:
    """A link to where the record stands; an expense of the period, of which pages show sums, stands here."""
    title = shorten(_title(sheet, record), 110)
    if isinstance(record, Expense) and record in sheet.report.records.expenses:
        return sheet.lead(sheet.text(title), "", CELL, record.id)
    return sheet.linked_line(record.id, title, TITLE_WIDTH)


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
        return f"{sheet.names.question(record.indicator)} {answer(record.value, record.currency)}"
    if isinstance(record, Expense):
        return f"{amount(record.amount, record.currency)}: {record.what}"
    if isinstance(record, Promise):
        return f"{record.who}: {record.what}"
    if isinstance(record, FollowUp):
        return record.what
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
