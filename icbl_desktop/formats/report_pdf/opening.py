"""The first page: who and when, the period in short, what changed, and its figures in one line."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.platypus import Flowable, HRFlowable, PageBreak, Paragraph, Spacer, Table

from icbl_desktop.domain.work import Outcome
from icbl_desktop.formats.report_pdf import words
from icbl_desktop.formats.report_pdf.fonts import BOLD, REGULAR
from icbl_desktop.formats.report_pdf.in_short import in_short, needs
from icbl_desktop.formats.report_pdf.layout import (
    ACCENT,
    CAUTION,
    DIVIDER,
    ENTRY,
    KICKER,
    LINE,
    NUMBER,
    SMALL,
    SUBTITLE,
    TITLE,
    WIDTH,
    section,
)
from icbl_desktop.formats.report_pdf.sheet import SEPARATOR, Sheet
from icbl_desktop.formats.report_pdf.text import day, period, short_day, shorten

MOST_CHANGES = 6
FEW = 3
"""With so many activities or fewer, the report goes on below its first page's figures."""


def opening(sheet: Sheet) -> list[Flowable]:
    """The first page's story."""
    return [
        *_title(sheet),
        *section(words.IN_SHORT),
        *_lines(sheet, in_short(sheet.report)),
        *_what_changed(sheet),
        Spacer(0, 14),
        _figures(sheet),
        *_needs(sheet),
        *([PageBreak()] if len(sheet.report.records.activities) > FEW else []),
    ]


def kind_of_report(sheet: Sheet) -> str:
    """What the report calls itself, by its period."""
    label = sheet.period.label
    if "Q" in label:
        return words.QUARTERLY
    return words.OTHER_PERIOD if "_" in label else words.YEARLY


def number(sheet: Sheet) -> str:
    """What the pages are called: "Report 7", or "Draft" where they are not issued."""
    return words.NUMBER.format(number=sheet.report.number) if sheet.seal else words.DRAFT


def _title(sheet: Sheet) -> list[Flowable]:
    campaign = sheet.report.campaign
    states = sheet.names.state_names(campaign.states)
    facts = [
        words.MADE_ON.format(day=day(sheet.report.made_at)),
        words.UNDER_PLAN.format(plan=sheet.names.plan.title),
    ]
    return [
        Paragraph(f"{kind_of_report(sheet)}{SEPARATOR}{_marked(sheet)}", KICKER),
        Paragraph(sheet.text(shorten(campaign.organisation, 200), bold=True), TITLE),
        Paragraph(sheet.text(f"{shorten(states, 300)}{SEPARATOR}{period(sheet.period)}"), SUBTITLE),
        Spacer(0, 7),
        HRFlowable(width=42, thickness=2, color=ACCENT, hAlign="LEFT", spaceBefore=0, spaceAfter=7),
        Paragraph(sheet.text(SEPARATOR.join(facts)), SMALL),
    ]


def _marked(sheet: Sheet) -> str:
    """The number; a draft stands out."""
    return number(sheet) if sheet.seal else f'<font color="#{CAUTION.hexval()[2:]}">{number(sheet)}</font>'


def _lines(sheet: Sheet, lines: Sequence[str]) -> list[Flowable]:
    return [Paragraph(sheet.text(line), LINE, bulletText="•") for line in lines]


def _what_changed(sheet: Sheet) -> list[Flowable]:
    outcomes = sheet.report.records.outcomes[-MOST_CHANGES:]
    if not outcomes:
        return []
    return [*section(words.WHAT_CHANGED, 80), *(_change(sheet, one) for one in outcomes)]


def _change(sheet: Sheet, outcome: Outcome) -> Paragraph:
    actor = f'<font name="{BOLD}">{sheet.text(shorten(outcome.actor, 120), bold=True)}</font>'
    markup = f"{sheet.link(outcome.id, actor)} {sheet.text(shorten(outcome.change, 320))}"
    return Paragraph(markup, ENTRY, bulletText=short_day(outcome.when, outcome.precision))


def _figures(sheet: Sheet) -> Table:
    figures = sheet.report.figures
    people = figures.participants
    made = words.FIGURE_PROMISES[figures.promises_made != 1]
    asked = words.FIGURE_PARTICIPANTS.format(asked=people.asked, all=figures.activities)
    cells = [
        (figures.activities, words.FIGURE_ACTIVITIES[figures.activities != 1]),
        (figures.outcomes, words.FIGURE_OUTCOMES[figures.outcomes != 1]),
        (people.total, words.FIGURE_NO_PARTICIPANTS if people.total is None else asked),
        (figures.promises_made, made.format(kept=figures.promises_kept)),
        (figures.grants, words.FIGURE_GRANTS[figures.grants != 1]),
        (figures.files, words.FIGURE_FILES[figures.files != 1]),
    ]
    numbers = [Paragraph(words.UNKNOWN if n is None else f"{n:,}", NUMBER) for n, _ in cells]
    captions = [Paragraph(caption, SMALL) for _, caption in cells]
    share = WIDTH / 12
    return Table(
        [numbers, captions],
        colWidths=[share * n for n in (1.7, 1.7, 3.3, 2.1, 1.3, 1.9)],
        style=[
            ("FONT", (0, 0), (-1, -1), REGULAR, 8.5, 12),
            ("LINEABOVE", (0, 0), (-1, 0), 0.8, DIVIDER),
            ("LINEBELOW", (0, 1), (-1, 1), 0.8, DIVIDER),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("TOPPADDING", (0, 0), (-1, 0), 8),
            ("BOTTOMPADDING", (0, 0), (-1, 0), 0),
            ("TOPPADDING", (0, 1), (-1, 1), 0),
            ("BOTTOMPADDING", (0, 1), (-1, 1), 9),
        ],
    )


def _needs(sheet: Sheet) -> list[Flowable]:
    lines = needs(sheet.report)
    return [*section(words.NEEDED, 80), *_lines(sheet, lines)] if lines else []
