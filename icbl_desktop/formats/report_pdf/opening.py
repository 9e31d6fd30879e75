"""The first page: who and when, the period in short, what changed, and its figures in one line."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.platypus import CondPageBreak, Flowable, HRFlowable, Spacer

from icbl_desktop.domain.work import Outcome
from icbl_desktop.formats.report_pdf import words
from icbl_desktop.formats.report_pdf.amendment import amendment, amendment_title
from icbl_desktop.formats.report_pdf.in_short import drafted_lines
from icbl_desktop.formats.report_pdf.language import SEPARATOR
from icbl_desktop.formats.report_pdf.sheet import Sheet
from icbl_desktop.formats.report_pdf.styles import (
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
    coloured,
)
from icbl_desktop.formats.report_pdf.tables import grid
from icbl_desktop.formats.report_pdf.text import day, period, short_day, shorten

MOST_CHANGES = 6
FEW = 3
"""With so many activities or fewer, the report goes on below its figures."""

_BARELY_BEGUN = 520
"""So many points are left on a page that a long opening only just reached: the report goes on there."""


def opening(sheet: Sheet) -> list[Flowable]:
    """The first page's story; the person's own lines stand in place of those drafted from the data."""
    own, (drafted, _) = sheet.report.in_short, drafted_lines(sheet.report, sheet.names)
    return [
        *_title(sheet),
        *lines(sheet, words.IN_SHORT, drafted if own is None else own),
        *_what_changed(sheet),
        *needed(sheet),
        Spacer(0, 16),
        _figures(sheet),
        *([CondPageBreak(_BARELY_BEGUN)] if len(sheet.report.records.activities) > FEW else []),
    ]


def kind_of_report(sheet: Sheet) -> str:
    """What the report calls itself, by its period."""
    label = sheet.period.label
    if "Q" in label:
        return sheet.say(words.QUARTERLY)
    return sheet.say(words.OTHER_PERIOD if "_" in label else words.YEARLY)


def number(sheet: Sheet) -> str:
    """What the pages are called: "Report 7", "Public copy", or "Draft" where they are not issued."""
    if sheet.public:
        return sheet.say(words.PUBLIC)
    return sheet.say(words.NUMBER, number=sheet.report.number) if sheet.seal else sheet.say(words.DRAFT)


def _title(sheet: Sheet) -> list[Flowable]:
    campaign = sheet.report.campaign
    states = shorten(sheet.names.state_names(campaign.states), 300)
    return title_block(
        sheet,
        kind_of_report(sheet),
        shorten(campaign.organisation, 200),
        sheet.joined((states, period(sheet.language, sheet.period))),
    )


def title_block(sheet: Sheet, kind: str, title: str, subtitle: str, anchor: str = "") -> list[Flowable]:
    """What kind of report this is, its title, and when it was made; of an amendment, what it replaces.

    With an ``anchor``, such as a record's id, links arrive at the title and the outline begins with it.
    """
    markup = sheet.text(title)
    facts = [
        sheet.say(words.MADE_ON, day=day(sheet.language, sheet.report.made_at)),
        sheet.say(words.UNDER_PLAN, plan=sheet.names.plan.title),
    ]
    return [
        sheet.paragraph(f"{sheet.text(_kinds(sheet, kind))}{SEPARATOR}{_marked(sheet)}", KICKER),
        sheet.lead(markup, "", TITLE, anchor, (title, 0)) if anchor else sheet.paragraph(markup, TITLE),
        sheet.paragraph(sheet.text(subtitle), SUBTITLE),
        Spacer(0, 7),
        HRFlowable(
            width=42,
            thickness=2,
            color=ACCENT,
            hAlign="RIGHT" if sheet.right_to_left else "LEFT",
            spaceBefore=0,
            spaceAfter=7,
        ),
        sheet.paragraph(sheet.text(sheet.joined(facts)), SMALL),
        *amendment(sheet),
    ]


def _kinds(sheet: Sheet, kind: str) -> str:
    return sheet.joined((amendment_title(sheet), kind))


def needed(sheet: Sheet) -> list[Flowable]:
    """What the campaign needs, in its own lines or those drafted from the data."""
    own, (_, drafted) = sheet.report.needs, drafted_lines(sheet.report, sheet.names)
    return lines(sheet, words.NEEDED, drafted if own is None else own)


def _marked(sheet: Sheet) -> str:
    """The number; a draft stands out."""
    markup = sheet.text(number(sheet))
    return markup if sheet.seal or sheet.public else coloured(markup, CAUTION)


def own_lines(sheet: Sheet) -> list[Flowable]:
    """*In short* where the campaign wrote it itself: other documents draft a paragraph in its place."""
    return lines(sheet, words.IN_SHORT, sheet.report.in_short or ())


def lines(sheet: Sheet, heading: str, lines: Sequence[str]) -> list[Flowable]:
    """A short list under its heading, if there is anything on it."""
    if not lines:
        return []
    return [
        *sheet.section(heading, 80),
        *(sheet.paragraph(sheet.text(line), LINE, beside="•") for line in lines),
    ]


def _what_changed(sheet: Sheet) -> list[Flowable]:
    outcomes = sheet.report.records.outcomes[-MOST_CHANGES:]
    if not outcomes:
        return []
    return [*sheet.section(words.WHAT_CHANGED, 80), *(change_line(sheet, one) for one in outcomes)]


def change_line(sheet: Sheet, outcome: Outcome) -> Flowable:
    """An outcome in two lines or so, with its day."""
    actor = sheet.bold(shorten(outcome.actor, 120))
    markup = f"{sheet.link(outcome.id, actor)} {sheet.text(shorten(outcome.change, 320))}"
    return sheet.paragraph(markup, ENTRY, beside=short_day(sheet.language, outcome.when, outcome.precision))


def _figures(sheet: Sheet) -> Flowable:
    """The period's numbers in one line, each with its caption below."""
    cells = [
        [
            sheet.paragraph(words.UNKNOWN if n is None else sheet.language.number(n), NUMBER),
            sheet.paragraph(sheet.text(caption), SMALL),
        ]
        for n, caption in _counts(sheet)
    ]
    return grid(
        [cells],
        [sheet.width / 12 * share for share in (1.7, 1.6, 2.7, 2.5, 1.6, 1.9)],
        [
            ("LINEABOVE", (0, 0), (-1, 0), 0.8, DIVIDER),
            ("LINEBELOW", (0, 0), (-1, 0), 0.8, DIVIDER),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("RIGHTPADDING" if sheet.right_to_left else "LEFTPADDING", (0, 0), (-1, -1), 0),
            ("TOPPADDING", (0, 0), (-1, -1), 8),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 9),
        ],
        right_to_left=sheet.right_to_left,
    )


def _counts(sheet: Sheet) -> list[tuple[int | None, str]]:
    """Each number, None where it is not known, and what it counts."""
    figures = sheet.report.figures
    people = figures.participants
    asked = {"asked": sheet.language.number(people.asked), "all": sheet.language.number(figures.activities)}
    participants = words.FIGURE_NO_PARTICIPANTS if people.total is None else words.FIGURE_PARTICIPANTS
    made, kept = figures.promises_made, sheet.language.number(figures.promises_kept)
    return [
        (figures.activities, sheet.count(words.FIGURE_ACTIVITIES, figures.activities)),
        (figures.outcomes, sheet.count(words.FIGURE_OUTCOMES, figures.outcomes)),
        (people.total, sheet.say(participants, **asked)),
        (made, sheet.count(words.FIGURE_PROMISES, made, kept=kept)),
        (figures.grants, sheet.count(words.FIGURE_GRANTS, figures.grants)),
        (figures.files, sheet.count(words.FIGURE_FILES, figures.files)),
    ]
