"""A state brief: one or two pages to take to a meeting. All its records are in the data of the file."""

from __future__ import annotations

from datetime import date

from reportlab.platypus import Flowable, Spacer

from icbl_desktop.domain.plan import reason_of, targets_of
from icbl_desktop.domain.vocabulary import PromiseState
from icbl_desktop.domain.words import GROUPS, PROMISE_STATES
from icbl_desktop.domain.work import Activity, IndicatorUpdate, Promise
from icbl_desktop.formats.report_pdf import document_words as words
from icbl_desktop.formats.report_pdf.annex import chosen_to_stay
from icbl_desktop.formats.report_pdf.in_short import open_follow_ups, promises_line
from icbl_desktop.formats.report_pdf.opening import change_line, needed, own_lines, title_block
from icbl_desktop.formats.report_pdf.sheet import Sheet
from icbl_desktop.formats.report_pdf.state_facts import standing_lines
from icbl_desktop.formats.report_pdf.styles import BODY, BRIEF, DATED_SMALL, ENTRY, MUTED, SMALL, coloured
from icbl_desktop.formats.report_pdf.text import answer, day, period, short_day, shorten, span
from icbl_desktop.formats.report_pdf.words import (
    DUE,
    NO_DATE,
    OVERDUE,
    PROMISES,
    SHORT_TAKEN_BACK,
    STANDING,
    WHAT_CHANGED,
)

MOST_CHANGES, MOST_PROMISES, MOST_ANSWERS, MOST_ACTIVITIES, MOST_NEXT = 4, 5, 5, 5, 3


def state_brief(sheet: Sheet) -> list[Flowable]:
    """What one needs to know of a state, its standing first."""
    campaign = shorten(sheet.report.campaign.organisation, 200)
    subtitle = sheet.joined((campaign, period(sheet.language, sheet.period)))
    return [
        *title_block(sheet, sheet.say(words.STATE_BRIEF), _state(sheet), subtitle, sheet.report.iso3),
        *_standing(sheet),
        *_summary(sheet),
        *own_lines(sheet),
        *_why(sheet),
        *_part(sheet, WHAT_CHANGED, _changes(sheet)),
        *_part(sheet, PROMISES, _promises(sheet)),
        *_part(sheet, words.LATEST_ANSWERS, _answers(sheet)),
        *_part(sheet, words.LATEST_ACTIVITIES, _activities(sheet)),
        *_part(sheet, words.NEXT_FOLLOW_UPS, _next(sheet)),
        *needed(sheet),
        *_not_here(sheet),
    ]


def _not_here(sheet: Sheet) -> list[Flowable]:
    """Counts of what the campaign chose not to send, or took back."""
    gone = len(sheet.report.tombstones)
    lines = [*chosen_to_stay(sheet), *([sheet.count(SHORT_TAKEN_BACK, gone)] if gone else [])]
    return [Spacer(0, 8), *(sheet.paragraph(sheet.text(line), SMALL) for line in lines)] if lines else []


def _state(sheet: Sheet) -> str:
    return sheet.names.state_names([sheet.report.iso3])


def _part(sheet: Sheet, heading: str, lines: list[Flowable]) -> list[Flowable]:
    """Lines under a heading, if there are any."""
    if not lines:
        return []
    return [*sheet.plain_subsection(heading, 60), *lines]


def _standing(sheet: Sheet) -> list[Flowable]:
    facts = sheet.names.facts
    if facts is None or sheet.report.iso3 not in facts.states:
        return []
    heading = sheet.say(words.WHERE_IT_STANDS, state=_state(sheet))
    lines = [
        sheet.paragraph(f"{_labelled(sheet, label)} {sheet.text(said)}", BODY)
        for label, said in standing_lines(sheet, facts)
    ]
    as_of = sheet.say(words.STATUS_AS_OF, day=day(sheet.language, facts.date_of(sheet.report.iso3)))
    lines.append(sheet.paragraph(sheet.text(as_of), SMALL))
    return [*sheet.subsection(sheet.text(heading), heading, "standing", 80), *lines]


def _labelled(sheet: Sheet, label: str) -> str:
    return sheet.bold(sheet.say(words.LABEL, label=label))


def _summary(sheet: Sheet) -> list[Flowable]:
    """Two sentences: the campaign's work here in numbers, and what became of promises."""
    figures, language = sheet.report.figures, sheet.language
    counts = ((words.ACTIVITIES_DONE, figures.activities), (words.CHANGES_BY_OTHERS, figures.outcomes))
    parts = language.listed([sheet.count(forms, n) for forms, n in counts if n])
    work = sheet.say(
        words.BRIEF_SUMMARY if parts else words.BRIEF_NOTHING,
        organisation=shorten(sheet.report.campaign.organisation, 120),
        start=day(language, sheet.period.start),
        end=day(language, sheet.period.end),
        parts=parts,
    )
    sentences = [work, *promises_line(sheet.report, language)]
    return [sheet.paragraph(sheet.text(" ".join(sentences)), BRIEF)]


def _why(sheet: Sheet) -> list[Flowable]:
    plan = sheet.names.plan
    lines = []
    for target in targets_of(plan, [sheet.report.iso3]):
        group = sheet.language.word(GROUPS, target.group)
        why = sheet.joined((group, reason_of(plan, target)), ". ")
        title = sheet.names.objective(plan.ref(target.objective))
        markup = sheet.joined((sheet.text(title), coloured(sheet.text(why), MUTED)), ". ")
        lines.append(sheet.paragraph(markup, ENTRY, beside=target.objective))
    if not lines:
        said = sheet.say(words.NOT_NAMED, plan=plan.title, state=_state(sheet))
        lines = [sheet.paragraph(sheet.text(said), SMALL)]
    return _part(sheet, words.WHY_NAMED, lines)


def _changes(sheet: Sheet) -> list[Flowable]:
    """The latest outcomes, the newest first."""
    latest = sorted(
        sheet.report.records.outcomes, key=lambda one: (str(one.when or ""), one.id), reverse=True
    )
    return [change_line(sheet, one) for one in latest[:MOST_CHANGES]]


def _promises(sheet: Sheet) -> list[Flowable]:
    """Open ones by the day they are due, then those whose fate is known, the newest first."""
    every = sheet.report.records.promises
    waiting = sorted(
        (one for one in every if one.state == PromiseState.OPEN),
        key=lambda one: (one.due or date.max, one.id),
    )
    settled = sorted(
        (one for one in every if one.state != PromiseState.OPEN),
        key=lambda one: (one.settled_on or date.min, one.id),
        reverse=True,
    )
    return [_promise(sheet, one) for one in (*waiting, *settled)[:MOST_PROMISES]]


def _promise(sheet: Sheet, promise: Promise) -> Flowable:
    who = _labelled(sheet, shorten(promise.who, 100))
    state = sheet.bold(sheet.language.word(PROMISE_STATES, promise.state))
    is_open = promise.state == PromiseState.OPEN
    if is_open and promise.due:
        late = promise.due < sheet.report.made_at.date()
        due = sheet.say(OVERDUE if late else DUE, day=day(sheet.language, promise.due))
        state = sheet.say(STANDING, state=state, day=sheet.text(due))
    markup = sheet.joined((who, sheet.text(shorten(promise.what, 200)), state), " ")
    if not is_open:
        return sheet.paragraph(markup, ENTRY, beside=short_day(sheet.language, promise.settled_on))
    return sheet.paragraph(markup, ENTRY, beside=short_day(sheet.language, promise.made_on))


def _answers(sheet: Sheet) -> list[Flowable]:
    """The newest answer to each question, the newest first."""
    newest: dict[str, IndicatorUpdate] = {}
    for one in sorted(
        sheet.report.records.indicator_updates, key=lambda one: (one.date or date.min, one.made_at)
    ):
        newest.pop(one.indicator, None)
        newest[one.indicator] = one
    return [_answer(sheet, one) for one in list(reversed(newest.values()))[:MOST_ANSWERS]]


def _answer(sheet: Sheet, update: IndicatorUpdate) -> Flowable:
    said = shorten(answer(sheet.language, update.value, update.currency), 200)
    question = sheet.text(shorten(sheet.names.question(update.indicator), 200))
    markup = sheet.joined((question, sheet.bold(said)), " ")
    return sheet.paragraph(markup, ENTRY, beside=short_day(sheet.language, update.date))


def _activities(sheet: Sheet) -> list[Flowable]:
    """The latest, those with a result before others; how many more there are."""
    every = sorted(
        sheet.report.records.activities,
        key=lambda one: (bool(one.result.strip()), str(one.end or one.start or ""), one.id),
        reverse=True,
    )
    lines = [_activity(sheet, one) for one in every[:MOST_ACTIVITIES]]
    more = len(every) - len(lines)
    if more:
        lines.append(sheet.paragraph(sheet.text(sheet.count(words.MORE_IN_DATA, more)), DATED_SMALL))
    return lines


def _activity(sheet: Sheet, activity: Activity) -> Flowable:
    title = sheet.text(shorten(activity.title, 160))
    result = sheet.bold(shorten(activity.result, 200))
    markup = sheet.joined((result, title), " ") if activity.result.strip() else title
    when = span(sheet.language, activity.start, activity.end, activity.precision)
    return sheet.paragraph(markup, ENTRY, beside=when)


def _next(sheet: Sheet) -> list[Flowable]:
    return [
        sheet.paragraph(
            sheet.text(shorten(one.what, 200)),
            ENTRY,
            beside=short_day(sheet.language, one.due) or sheet.say(NO_DATE),
        )
        for one in open_follow_ups(sheet.report)[:MOST_NEXT]
    ]
