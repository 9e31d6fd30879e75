"""The first pages of the consolidated document: what it is of, its figures, what counts, what is missing."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from reportlab.platypus import Flowable, HRFlowable, Spacer

from icbl_desktop.domain.field_words import FIELDS
from icbl_desktop.domain.words import ACTIVITY_TYPES
from icbl_desktop.formats.report_pdf import picture_words as words
from icbl_desktop.formats.report_pdf.figures import bar
from icbl_desktop.formats.report_pdf.picture_sheet import PictureSheet
from icbl_desktop.formats.report_pdf.styles import (
    ACCENT,
    DIVIDER,
    KICKER,
    LINE,
    NUMBER,
    SMALL,
    SUBTITLE,
    TITLE,
)
from icbl_desktop.formats.report_pdf.tables import grid
from icbl_desktop.formats.report_pdf.text import day
from icbl_desktop.formats.report_pdf.words import UNKNOWN


def opening(sheet: PictureSheet) -> list[Flowable]:
    """The title, the figures in one line, what counts, what is missing, what was done, with how many."""
    return [
        *_title(sheet),
        Spacer(0, 14),
        _figures(sheet),
        *sheet.section(words.COUNTS, 80),
        *(sheet.paragraph(sheet.text(line), LINE, beside="•") for line in _counting(sheet)),
        *_silent(sheet),
        *_missing(sheet),
        *_types(sheet),
        *_people(sheet),
    ]


def _title(sheet: PictureSheet) -> list[Flowable]:
    made = sheet.say(words.MADE_FROM, day=day(sheet.language, sheet.picture.made_at))
    return [
        sheet.paragraph(sheet.text(sheet.joined((words.KICKER, sheet.picture.plan.title))), KICKER),
        sheet.paragraph(sheet.text(words.PICTURE), TITLE, key="title", entry=(words.PICTURE, 0)),
        sheet.paragraph(sheet.text(sheet.picture.said), SUBTITLE),
        Spacer(0, 7),
        HRFlowable(width=42, thickness=2, color=ACCENT, hAlign="LEFT", spaceBefore=0, spaceAfter=7),
        sheet.paragraph(sheet.text(made), SMALL),
    ]


def _figures(sheet: PictureSheet) -> Flowable:
    totals = sheet.picture.totals
    kept = next((number for state, number in totals.by_promise if state == "kept"), None)
    said = UNKNOWN if kept is None else sheet.number(kept)
    counted = (
        (totals.reports, words.REPORTS),
        (totals.campaigns, words.CAMPAIGNS),
        (totals.states, words.STATES),
        (totals.activities, words.ACTIVITIES),
        (totals.outcomes, words.OUTCOMES),
        (totals.promises, words.PROMISES),
        (totals.grants, words.GRANTS),
    )
    cells = [
        [
            sheet.paragraph(sheet.number(number), NUMBER),
            sheet.paragraph(sheet.text(sheet.count(forms, int(number.value or 0), kept=said)), SMALL),
        ]
        for number, forms in counted
    ]
    look = [
        ("LINEABOVE", (0, 0), (-1, 0), 0.8, DIVIDER),
        ("LINEBELOW", (0, 0), (-1, 0), 0.8, DIVIDER),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), 8),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 9),
    ]
    return grid([cells], [sheet.width / len(cells)] * len(cells), look)


def _counting(sheet: PictureSheet) -> Iterator[str]:
    """Sentences on what is not in the figures."""
    totals = sheet.picture.totals
    held = [(words.HELD_ONE.get(why, why), number) for why, number in totals.held if number.value]
    if not held:
        yield words.ALL_COUNT
    for why, number in held:
        yield sheet.count(words.HELD, int(number.value or 0), why=why)
    if totals.conflicts.value:
        yield sheet.count(words.CONFLICTS, int(totals.conflicts.value))
    if totals.undated.value:
        yield sheet.count(words.UNDATED, int(totals.undated.value))


def _people(sheet: PictureSheet) -> list[Flowable]:
    """The largest of each kind of audience; a dash where nobody was asked."""
    rows = [
        [
            FIELDS["activity"].get(one.field, one.field),
            sheet.number(one.asked),
            UNKNOWN if one.largest is None else sheet.language.number(one.largest),
        ]
        for one in sheet.picture.totals.audiences
    ]
    return [
        *sheet.plain_subsection(words.PEOPLE, 150),
        sheet.aside(words.PEOPLE_HOW),
        *sheet.long_table(words.PEOPLE_HEADS, rows, (46, 27, 27), numbers=(1, 2)),
    ]


def _silent(sheet: PictureSheet) -> list[Flowable]:
    silent = sheet.picture.silent
    rows = [
        [one.organisation, sheet.states(one.states), one.last.label if one.last else words.NEVER]
        for one in silent
    ]
    return _listed(sheet, words.SILENT, words.SILENT_HEADS, rows, (46, 32, 22))


def _missing(sheet: PictureSheet) -> list[Flowable]:
    rows = [
        [one.organisation, one.stream_code, ", ".join(map(str, one.numbers))] for one in sheet.picture.missing
    ]
    return _listed(sheet, words.MISSING, words.MISSING_HEADS, rows, (46, 18, 36))


def _listed(
    sheet: PictureSheet,
    heading: str,
    heads: tuple[str, ...],
    rows: list[list[str]],
    shares: tuple[float, ...],
) -> list[Flowable]:
    """A list under its heading, if there is anything on it."""
    if not rows:
        return []
    return [*sheet.plain_subsection(heading, 70), *sheet.long_table(heads, rows, shares)]


def _types(sheet: PictureSheet) -> list[Flowable]:
    counted = [(kind, int(number.value)) for kind, number in sheet.picture.totals.by_type if number.value]
    if not counted:
        return []
    most, room = max(n for _, n in counted), sheet.width * 0.5 - 12
    rows: list[list[str | Flowable]] = [list(words.TYPE_HEADS)]
    for kind, n in sorted(counted, key=lambda pair: -pair[1]):
        name = sheet.language.word(ACTIVITY_TYPES, kind)
        rows.append([name, sheet.language.number(n), bar(Fraction(n, most), room, f"{name}: {n}")])
    return [*sheet.plain_subsection(words.TYPES, 90), sheet.table(rows, (34, 16, 50), numbers=(1,))]
