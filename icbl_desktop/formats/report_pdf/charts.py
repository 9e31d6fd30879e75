"""Charts of a report: activities by objective and month, money spent of what was awarded, answers over time.

Each is a table whose bars stand beside the figures they show: words go through the pages' own text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import groupby

from babel.dates import format_skeleton
from reportlab.platypus import Flowable, KeepTogether, Spacer

from icbl_desktop.domain.answer_rules import as_number
from icbl_desktop.domain.plan import code_of
from icbl_desktop.domain.report_period import day_of
from icbl_desktop.domain.words import RECORD_KINDS
from icbl_desktop.domain.work import IndicatorUpdate
from icbl_desktop.formats.report_pdf import document_words as words
from icbl_desktop.formats.report_pdf.figures import bar, column, gauge, line
from icbl_desktop.formats.report_pdf.in_short import money_of
from icbl_desktop.formats.report_pdf.sheet import Sheet
from icbl_desktop.formats.report_pdf.styles import AXIS, CELL, HEAD_CELL
from icbl_desktop.formats.report_pdf.tables import grid
from icbl_desktop.formats.report_pdf.text import amount, answer, day, shorten
from icbl_desktop.formats.report_pdf.words import AWARDED, OBJECTIVE, SPENT, WORK_DONE

FEWEST = 4
"""So many activities make a chart worth its room."""

MOST_MONTHS = 12
MOST_LABELS = 8
"""Above that only the first and the last point of a line say their value."""
_MONTH = 40
"""How wide the column of a month is: twelve stand side by side on any paper."""

_PADDING = 12


def work_charts(sheet: Sheet) -> list[Flowable]:
    """Activities by objective and by month, where there are enough of them to tell something."""
    if len(sheet.report.records.activities) < FEWEST:
        return []
    return [*_by_objective(sheet), *_by_month(sheet)]


def _by_objective(sheet: Sheet) -> list[Flowable]:
    """An activity under two objectives counts under both."""
    counts = Counter(ref for one in sheet.report.records.activities for ref in one.objectives)
    if len(counts) < 2:
        return []
    most, room = max(counts.values()), sheet.width * 0.34 - _PADDING
    rows: list[list[str | Flowable]] = [[sheet.say(OBJECTIVE), sheet.say(WORK_DONE), ""]]
    for ref in sorted(counts, key=sheet.names.objective_order):
        n = counts[ref]
        title = sheet.cell(sheet.names.coded_objective(ref))
        shown = bar(Fraction(n, most), room, f"{code_of(ref)}: {n}", right_to_left=sheet.right_to_left)
        rows.append([title, sheet.language.number(n), shown])
    return [Spacer(0, 4), sheet.table(rows, (52, 14, 34), numbers=(1,)), Spacer(0, 6)]


def _by_month(sheet: Sheet) -> list[Flowable]:
    """One column a month of the period; longer periods than a year have none."""
    months = list(_months(sheet.period.start, sheet.period.end))
    if not 2 <= len(months) <= MOST_MONTHS:
        return []
    days = (one.end or one.start for one in sheet.report.records.activities)
    counts = Counter((one.year, one.month) for one in days if one)
    numbers = [counts[(one.year, one.month)] for one in months]
    labels = [format_skeleton("MMM", one, locale=sheet.language.locale) for one in months]
    columns = [
        column(Fraction(n, max(*numbers, 1)), _MONTH, sheet.language.number(n), f"{label}: {n}")
        for n, label in zip(numbers, labels, strict=True)
    ]
    look = [
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-1, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), 0),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
    ]
    cells = [columns, [sheet.paragraph(sheet.text(label), AXIS) for label in labels]]
    chart = grid(cells, [_MONTH] * len(months), look, right_to_left=sheet.right_to_left)
    chart.hAlign = "RIGHT" if sheet.right_to_left else "LEFT"
    heading = sheet.paragraph(sheet.text(sheet.say(words.BY_MONTH)), HEAD_CELL)
    return [Spacer(0, 8), KeepTogether([heading, Spacer(0, 5), chart]), Spacer(0, 4)]


def _months(first: date, last: date) -> Iterator[date]:
    one = first.replace(day=1)
    while one <= last:
        yield one
        one = date(one.year + one.month // 12, one.month % 12 + 1, 1)


def awards(sheet: Sheet) -> list[Flowable]:
    """One row a grant, where there are several: what was spent of what was awarded."""
    heads = [sheet.say(one) for one in (AWARDED, SPENT, words.SHARE_SPENT)]
    rows: list[list[str | Flowable]] = [[sheet.language.word(RECORD_KINDS, "grant"), *heads]]
    for grant in sheet.report.records.grants:
        money = money_of(sheet.report, grant)
        if money:
            title = sheet.paragraph(sheet.link(grant.id, sheet.text(shorten(grant.title, 90))), CELL)
            sums = [amount(sheet.language, one, money.currency) for one in (money.awarded, money.spent)]
            rows.append([title, *sums, spent_bar(sheet, money.spent, money.awarded, 26)])
    return [sheet.table(rows, (38, 18, 18, 26), numbers=(1, 2)), Spacer(0, 6)] if len(rows) > 2 else []


def spent_bar(sheet: Sheet, spent: Decimal, whole: Decimal | None, share: float) -> Flowable | str:
    """A cell ``share`` per cent wide: what was spent, framed by what there was; empty without a whole."""
    if not whole:
        return ""
    part = Fraction(spent) / Fraction(whole)
    alt = sheet.say(words.BAR_SHOWS, percent=sheet.language.number(round(part * 100)))
    room = sheet.width * share / 100 - _PADDING
    return gauge(max(part, Fraction(0)), room, alt, right_to_left=sheet.right_to_left)


def trends(sheet: Sheet) -> list[Flowable]:
    """A line for each question and state that has two numbers as answers in this report."""
    updates = (*sheet.report.records.indicator_updates, *sheet.report.changes.indicator_updates)
    dated = sorted((one for one in updates if one.date and as_number(one.value) is not None), key=_place)
    story: list[Flowable] = []
    for _, group in groupby(dated, key=_question):
        answers = list(group)
        if len({one.date for one in answers}) > 1:
            story += _trend(sheet, answers)
    return story


def _trend(sheet: Sheet, answers: list[IndicatorUpdate]) -> list[Flowable]:
    first, last = answers[0], answers[-1]
    labelled = answers if len(answers) <= MOST_LABELS else (first, last)
    points = [
        (one.date, Fraction(number), sheet.language.number(number) if one in labelled else "")
        for one in answers
        if one.date and (number := as_number(one.value)) is not None
    ]
    question = sheet.names.question(first.indicator)
    alt = sheet.say(
        words.TREND_SHOWS,
        question=question,
        first=answer(sheet.language, first.value, first.currency),
        start=day(sheet.language, first.date),
        last=answer(sheet.language, last.value, last.currency),
        end=day(sheet.language, last.date),
    )
    states = sheet.names.state_names([first.iso3]) if len(sheet.report.campaign.states) > 1 else ""
    title = sheet.joined((question, states, first.currency))
    figure = line(points, sheet.width * 0.6, alt, right_to_left=sheet.right_to_left)
    figure.hAlign = "RIGHT" if sheet.right_to_left else "LEFT"
    return [KeepTogether([sheet.paragraph(sheet.text(title), CELL), Spacer(0, 4), figure]), Spacer(0, 6)]


def _question(update: IndicatorUpdate) -> tuple[str, str, str]:
    return update.indicator, update.iso3, update.currency


def _place(update: IndicatorUpdate) -> tuple[tuple[str, str, str], date, str]:
    return _question(update), day_of(update) or date.min, update.id
