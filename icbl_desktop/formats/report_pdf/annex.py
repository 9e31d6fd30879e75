"""The annex: every record and file by its id, what stayed behind, and how to check the whole."""

from __future__ import annotations

from reportlab.platypus import Flowable

from icbl_desktop.domain.grant import Expense, Grant
from icbl_desktop.domain.record_set import WorkRecord
from icbl_desktop.domain.report_order import GRANT_KINDS
from icbl_desktop.domain.report_period import day_of
from icbl_desktop.domain.vocabulary import Precision
from icbl_desktop.domain.words import RECORD_KINDS
from icbl_desktop.domain.work import Activity
from icbl_desktop.formats.report_pdf import words
from icbl_desktop.formats.report_pdf.evidence_pages import evidence_pages
from icbl_desktop.formats.report_pdf.language import Language
from icbl_desktop.formats.report_pdf.record_titles import title_of
from icbl_desktop.formats.report_pdf.sheet import Sheet
from icbl_desktop.formats.report_pdf.styles import BODY, ROW, SMALL
from icbl_desktop.formats.report_pdf.text import short_day, short_id, shorten, span

_SHARES = (9, 15, 21, 49, 6)
_TITLE = 3
_END = 150
"""Points the end of the annex takes without the lines of what stayed: it is not torn apart."""


def annex(sheet: Sheet) -> list[Flowable]:
    """Everything that lets a reader match paper, data and files."""
    stayed = _stayed(sheet)
    return [
        *sheet.section(words.ANNEX),
        *_records(sheet),
        *evidence_pages(sheet),
        *sheet.plain_subsection(words.STAYED, _END + len(stayed) * BODY.leading),
        *(sheet.paragraph(sheet.text(line), BODY) for line in stayed),
        *how_to_check(sheet),
    ]


def how_to_check(sheet: Sheet) -> list[Flowable]:
    """How a reader can tell that this is what the campaign wrote; a public copy holds nothing to tell by."""
    if sheet.public:
        return []
    key = sheet.report.campaign.key.strip().splitlines()[-1]
    check = (sheet.say(words.HOW_TO_CHECK), sheet.language.code_text(key), sheet.say(words.NO_DATA_ON_PAPER))
    return [
        *sheet.plain_subsection(words.CHECK, 80),
        *(sheet.paragraph(sheet.text(one), SMALL) for one in check),
    ]


def chosen_to_stay(sheet: Sheet) -> list[str]:
    """How many records the campaign chose not to send, or has not finished."""
    counts = ((sheet.report.left_out, words.STAYED_LEFT_OUT), (sheet.report.drafts, words.STAYED_DRAFTS))
    return [sheet.count(forms, n) for n, forms in counts if n]


def _records(sheet: Sheet) -> list[Flowable]:
    heading = sheet.plain_subsection(words.RECORDS)
    rows = [_row(sheet, kind, record) for kind, record in sheet.report.all_records()]
    if not rows:
        return [*heading, sheet.paragraph(sheet.text(sheet.say(words.NO_RECORDS)), BODY)]
    heads = (words.COLUMN_ID, words.COLUMN_KIND, words.COLUMN_DAY, words.COLUMN_TITLE, words.COLUMN_REVISION)
    return [*heading, *sheet.long_table(heads, rows, _SHARES, numbers=(4,))]


def _row(sheet: Sheet, kind: str, record: WorkRecord) -> list[str | Flowable]:
    return [
        short_id(record.id),
        sheet.language.word(RECORD_KINDS, kind),
        _when(sheet.language, record),
        _title_cell(sheet, record),
        sheet.language.number(record.revision),
    ]


def _title_cell(sheet: Sheet, record: WorkRecord) -> Flowable:
    """A link to where the record stands; here stands an expense of which the pages before show only sums."""
    title = shorten(title_of(sheet, record), 110)
    sums = sheet.report.kind not in GRANT_KINDS
    if sums and isinstance(record, Expense) and record in sheet.report.records.expenses:
        return sheet.lead(sheet.text(title), "", ROW, record.id)
    return sheet.linked_line(record.id, title, sheet.width * _SHARES[_TITLE] / 100 - 12)


def _when(language: Language, record: WorkRecord) -> str:
    """When it was, as exactly as its own lines say it."""
    if isinstance(record, (Activity, Grant)):
        return span(language, record.start, record.end, getattr(record, "precision", Precision.DAY))
    return short_day(language, day_of(record), getattr(record, "precision", Precision.DAY))


def _stayed(sheet: Sheet) -> list[str]:
    held = sum(not file.sent for file in sheet.report.files)
    files = [sheet.count(words.STAYED_FILES, held)] if held else []
    return [*files, *chosen_to_stay(sheet), sheet.say(words.STAYED_RULE)]
