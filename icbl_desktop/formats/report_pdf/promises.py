"""What officials promised: the open ones by the day they are due, then what became of the others."""

from __future__ import annotations

from datetime import date

from reportlab.platypus import CondPageBreak, Flowable

from icbl_desktop.domain.plan import code_of
from icbl_desktop.domain.vocabulary import PromiseState
from icbl_desktop.domain.words import PROMISE_STATES
from icbl_desktop.domain.work import Promise
from icbl_desktop.formats.report_pdf import words
from icbl_desktop.formats.report_pdf.sheet import Sheet
from icbl_desktop.formats.report_pdf.styles import DATED, LEAD, ROOM
from icbl_desktop.formats.report_pdf.text import day, short_day


def promises(sheet: Sheet) -> list[Flowable]:
    """Each promise that was made, open or settled in the period."""
    if not sheet.report.records.promises:
        return []
    story = sheet.section(words.PROMISES)
    for one in sorted(sheet.report.records.promises, key=_place):
        story += promise_block(sheet, one)
    return story


def promise_block(sheet: Sheet, promise: Promise, note: str = "") -> list[Flowable]:
    """One promise: who, what, and where it stands."""
    return [
        CondPageBreak(ROOM),
        sheet.lead(sheet.text(promise.who), _beside(sheet, promise), LEAD, promise.id),
        sheet.paragraph(sheet.text(promise.what), DATED),
        *sheet.texts([(words.HOW, promise.how)]),
        *sheet.small([note, *_facts(sheet, promise)]),
        *sheet.linked(words.PROMISED_AT, [promise.activity_id]),
    ]


def _place(promise: Promise) -> tuple[bool, date, str]:
    """Open ones first, by the day they are due; settled ones by the day that was known."""
    is_open = promise.state == PromiseState.OPEN
    return not is_open, (promise.due if is_open else promise.settled_on) or date.max, promise.id


def _beside(sheet: Sheet, promise: Promise) -> str:
    known = promise.due if promise.state == PromiseState.OPEN else promise.settled_on
    return short_day(sheet.language, known) or sheet.say(words.NO_DATE)


def _facts(sheet: Sheet, promise: Promise) -> list[str]:
    codes = sheet.language.listed([*map(code_of, promise.objectives)])
    made_on = day(sheet.language, promise.made_on)
    several = len(sheet.report.campaign.states) > 1 and promise.iso3
    return [
        _standing(sheet, promise, sheet.report.made_at.date()),
        sheet.names.state_names([promise.iso3]) if several else "",
        sheet.say(words.MADE, day=made_on) if made_on else "",
        sheet.say(words.UNDER, codes=codes) if codes else "",
        sheet.files(promise.id),
    ]


def _standing(sheet: Sheet, promise: Promise, today: date) -> str:
    """Where it stands on the day of the report: "Open, overdue since 3 May 2018", "Kept, 4 June 2018"."""
    language = sheet.language
    state, since = language.word(PROMISE_STATES, promise.state), day(language, promise.settled_on)
    if promise.state == PromiseState.OPEN and promise.due:
        form = words.OVERDUE if promise.due < today else words.DUE
        since = sheet.say(form, day=day(language, promise.due))
    return sheet.say(words.STANDING, state=state, day=since) if since else state
