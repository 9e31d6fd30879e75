"""Commitments, indicators and grants of the consolidated document."""

from __future__ import annotations

from decimal import Decimal

from reportlab.platypus import Flowable, Spacer

from icbl_desktop.domain.consolidated import wanted_words
from icbl_desktop.domain.picture import Number
from icbl_desktop.domain.picture_tables import MONEY_COLUMNS, CommitmentCount, GrantLine, IndicatorSum
from icbl_desktop.domain.words import ANSWERS, GRANT_PROGRAMMES, LADDER, TREATIES
from icbl_desktop.formats.report_pdf import picture_words as words
from icbl_desktop.formats.report_pdf.picture_sheet import PictureSheet, report_name
from icbl_desktop.formats.report_pdf.styles import CELL, MUTED, coloured
from icbl_desktop.formats.report_pdf.text import amount, answer, shorten
from icbl_desktop.formats.report_pdf.words import UNKNOWN

_SAID = {**ANSWERS, **LADDER, "differs": words.DIFFERS}


def commitments(sheet: PictureSheet) -> list[Flowable]:
    """What the plan promised in numbers, against what was reported."""
    if not sheet.picture.commitments:
        return []
    rows: list[list[str | Flowable]] = [list(words.COMMITMENT_HEADS)]
    rows += [_commitment(sheet, one) for one in sheet.picture.commitments]
    story = [*sheet.section(words.COMMITMENTS), sheet.table(rows, (6, 44, 22, 11, 17), numbers=(3,))]
    programmes = sheet.picture.programmes
    if programmes:
        lines: list[list[str | Flowable]] = [list(words.PROGRAMME_HEADS)]
        for one in programmes:
            name = sheet.language.word(GRANT_PROGRAMMES, one.programme)
            lines.append([name, sheet.language.number(one.wanted), sheet.number(one.counted), one.how])
        story += sheet.plain_subsection(words.PROGRAMMES, 80)
        story.append(sheet.table(lines, (24, 14, 12, 50), numbers=(1, 2)))
    return story


def _commitment(sheet: PictureSheet, one: CommitmentCount) -> list[str | Flowable]:
    as_of = sheet.say(words.AS_OF, day=sheet.day(one.as_of)) if one.as_of else ""
    how = coloured(sheet.text(f"{one.how} {as_of}".strip()), MUTED)
    text = sheet.text(one.commitment.text)
    return [
        one.commitment.objective,
        sheet.paragraph(f"{text}<br/>{how}", CELL),
        wanted_words(one.commitment),
        sheet.number(one.counted),
        words.REACH[one.reach],
    ]


def indicators(sheet: PictureSheet) -> list[Flowable]:
    """Each indicator over all states, then what each state answered."""
    asked = [one for one in sheet.picture.indicators if one.answered.value]
    story = sheet.section(words.INDICATORS)
    if not asked:
        return [*story, sheet.line(words.NOTHING)]
    rows = [_indicator(sheet, one) for one in asked]
    story += sheet.long_table(words.INDICATOR_HEADS, rows, (9, 43, 12, 24, 12), numbers=(2,))
    answers = [
        [one.id, sheet.picture.state(state.iso3), sheet.day(state.day), said, name]
        for one in asked
        for state in one.states
        for said in [" / ".join(answer(sheet.language, value, state.currency) for value in state.values)]
        for name in [report_name(state.stream_code, state.number)]
    ]
    story += sheet.plain_subsection(words.ANSWERS_OF_STATES)
    return [*story, *sheet.long_table(words.ANSWER_HEADS, answers, (10, 24, 16, 34, 16)), *_steps(sheet)]


def _steps(sheet: PictureSheet) -> list[Flowable]:
    """The steps of states on their way to joining a treaty, if any was reported."""
    rows = [
        [
            sheet.picture.state(one.iso3),
            sheet.language.word(TREATIES, one.treaty),
            sheet.language.word(LADDER, one.rung),
            sheet.day(one.day),
            report_name(one.answer.stream_code, one.answer.number),
        ]
        for one in sheet.picture.steps
    ]
    if not rows:
        return []
    story = sheet.plain_subsection(words.STEPS)
    return [*story, *sheet.long_table(words.STEP_HEADS, rows, (24, 26, 22, 14, 14))]


def _indicator(sheet: PictureSheet, one: IndicatorSum) -> list[str]:
    said = ", ".join(
        f"{sheet.language.word(_SAID, value)} {sheet.number(number)}" for value, number in one.by_value
    )
    sums = [sheet.number(one.total)] if one.total is not None else []
    sums += [_money(sheet, number, currency) for currency, number in one.by_currency]
    return [one.id, one.question or one.text, sheet.number(one.answered), said, ", ".join(sums)]


def grants(sheet: PictureSheet) -> list[Flowable]:
    """Money by currency, then each grant."""
    story = sheet.section(words.MONEY)
    if not sheet.picture.grants:
        return [*story, sheet.line(words.NOTHING)]
    rows: list[list[str | Flowable]] = [list(words.CURRENCY_HEADS)]
    for one in sheet.picture.currencies:
        amounts = dict(one.amounts)
        sums = [
            _money(sheet, amounts[column], "") if column in amounts else UNKNOWN for column in MONEY_COLUMNS
        ]
        rows.append([one.currency or words.NO_CURRENCY, sheet.number(one.grants), *sums])
    return [
        *story,
        sheet.aside(sheet.say(words.MONEY_HOW, dash=UNKNOWN)),
        Spacer(0, 4),
        sheet.table(rows, (14, 12, 18, 18, 19, 19), numbers=(1, 2, 3, 4, 5)),
        Spacer(0, 10),
        *sheet.long_table(
            words.GRANT_HEADS,
            [_grant(sheet, one) for one in sheet.picture.grants],
            (24, 29, 12, 12, 12, 11),
            numbers=(2, 3, 4),
        ),
    ]


def _grant(sheet: PictureSheet, one: GrantLine) -> list[str]:
    sums = [amount(sheet.language, value, one.currency) for value in (one.awarded, one.paid, one.spent)]
    name = report_name(one.stream_code, one.number)
    return [shorten(one.organisation, 60), shorten(one.title, 90), *sums, name]


def _money(sheet: PictureSheet, number: Number, currency: str) -> str:
    return amount(sheet.language, None if number.value is None else Decimal(number.value), currency)
