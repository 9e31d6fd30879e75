"""The evidence behind a report: pictures that were sent, other files that were sent, those that are held."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.platypus import Flowable

from icbl_desktop.formats.report_parts import FileEntry
from icbl_desktop.formats.report_pdf import document_words as words
from icbl_desktop.formats.report_pdf.figures import Picture
from icbl_desktop.formats.report_pdf.record_titles import titles
from icbl_desktop.formats.report_pdf.sheet import Sheet
from icbl_desktop.formats.report_pdf.styles import CAPTION, ROW, SMALL
from icbl_desktop.formats.report_pdf.tables import grid
from icbl_desktop.formats.report_pdf.text import short_day, shorten, size
from icbl_desktop.formats.report_pdf.words import COLUMN_FILE, COLUMN_RECORD, COLUMN_SHA, COLUMN_SIZE

ACROSS = 3
PICTURE_HEIGHT = 112
_GAP = 12
_ATTACHED = (30, 28, 9, 33)
_HELD = (44, 9, 14, 33)
"""The columns' parts of the width, in per cent; in the last one stands the record."""


def evidence_pages(sheet: Sheet) -> list[Flowable]:
    """Every file of the report once: seen as a picture, or in a table."""
    named = titles(sheet)
    sent = [one for one in sheet.report.files if one.sent]
    shown = [one for one in sent if one.id in sheet.pictures]
    attached = [one for one in sent if one.id not in sheet.pictures]
    held = [one for one in sheet.report.files if not one.sent]
    story: list[Flowable] = []
    if sent:
        story += sheet.plain_subsection(words.EVIDENCE_SENT, PICTURE_HEIGHT + 90 if shown else 100)
    if shown:
        story.append(_grid(sheet, [_shown(sheet, one, named[one.record_id]) for one in shown]))
    if attached:
        heads = (words.COLUMN_ATTACHMENT, COLUMN_FILE, COLUMN_SIZE, COLUMN_RECORD)
        rows = [_attached_row(sheet, one, named[one.record_id]) for one in attached]
        story += sheet.long_table(heads, rows, _ATTACHED, numbers=(2,))
    if held:
        story += sheet.plain_subsection(words.EVIDENCE_HELD)
        story.append(sheet.paragraph(sheet.text(sheet.say(words.HELD_IS)), SMALL))
        heads = (COLUMN_FILE, COLUMN_SIZE, COLUMN_SHA, COLUMN_RECORD)
        rows = [_held_row(sheet, one, named[one.record_id]) for one in held]
        story += sheet.long_table(heads, rows, _HELD, numbers=(1,))
    return story


def _grid(sheet: Sheet, cells: Sequence[list[Flowable]]) -> Flowable:
    """Pictures side by side, in the order of reading."""
    rows = [list(cells[start : start + ACROSS]) for start in range(0, len(cells), ACROSS)]
    rows[-1] += [[]] * (ACROSS - len(rows[-1]))
    before, after = ("RIGHT", "LEFT") if sheet.right_to_left else ("LEFT", "RIGHT")
    look = [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("ALIGN", (0, 0), (-1, -1), before),
        (f"{before}PADDING", (0, 0), (-1, -1), 0),
        (f"{after}PADDING", (0, 0), (-1, -1), _GAP),
        ("TOPPADDING", (0, 0), (-1, -1), 4),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 8),
    ]
    return grid(rows, [sheet.width / ACROSS] * ACROSS, look, right_to_left=sheet.right_to_left)


def _shown(sheet: Sheet, file: FileEntry, title: str) -> list[Flowable]:
    """A picture, what it shows, when it was taken, where it lies in this file, and its record."""
    smaller = sheet.say(words.SHOWN_SMALLER) if file.held_sha256 else ""
    facts = (short_day(sheet.language, file.taken_on), _attachment(sheet, file), smaller)
    return [
        _picture(sheet, file),
        sheet.cell(shorten(file.caption.strip() or file.name, 200)),
        sheet.paragraph(sheet.text(sheet.joined(facts)), CAPTION),
        sheet.paragraph(sheet.link(file.record_id, sheet.text(shorten(title, 80))), CAPTION),
    ]


def _picture(sheet: Sheet, file: FileEntry) -> Flowable:
    room = sheet.width / ACROSS - _GAP
    return Picture(sheet.pictures[file.id], room, PICTURE_HEIGHT, file.caption.strip() or file.name)


def _attached_row(sheet: Sheet, file: FileEntry, title: str) -> list[str | Flowable]:
    return [
        sheet.cell(sheet.language.code_text(file.attachment), ROW),
        sheet.cell(shorten(file.caption.strip() or file.name, 110), ROW),
        size(sheet.language, file.size),
        _record(sheet, file, title, _ATTACHED[-1]),
    ]


def _held_row(sheet: Sheet, file: FileEntry, title: str) -> list[str | Flowable]:
    return [
        sheet.cell(shorten(f"{file.name} ({file.caption})" if file.caption.strip() else file.name, 110), ROW),
        size(sheet.language, file.size),
        file.sha256[:12],
        _record(sheet, file, title, _HELD[-1]),
    ]


def _record(sheet: Sheet, file: FileEntry, title: str, share: int) -> Flowable:
    return sheet.linked_line(file.record_id, shorten(title, 80), sheet.width * share / 100 - _GAP)


def _attachment(sheet: Sheet, file: FileEntry) -> str:
    name = sheet.language.code_text(file.attachment)
    return sheet.say(words.EVIDENCE_ATTACHED, name=name) if name else ""
