"""Where a state stands to the two treaties, in words: status, clearance deadline, its way to joining."""

from __future__ import annotations

from collections.abc import Iterable

from icbl_desktop.domain.countries import Countries, Standing, State
from icbl_desktop.domain.deadlines import Basis, Duty, TreatyDate, deadlines
from icbl_desktop.domain.ladder import asked_by, has_joined, own_ref, position
from icbl_desktop.domain.vocabulary import Treaty, TreatyStatus
from icbl_desktop.domain.words import CLEARANCE_ARTICLES, LADDER, STATUSES, TREATIES
from icbl_desktop.domain.work import IndicatorUpdate
from icbl_desktop.formats.report_pdf import document_words as words
from icbl_desktop.formats.report_pdf.sheet import Sheet
from icbl_desktop.formats.report_pdf.text import day


def standing_lines(sheet: Sheet, facts: Countries) -> list[tuple[str, str]]:
    """What is known of the report's state, each with its label."""
    state, today = facts.states[sheet.report.iso3], sheet.report.made_at.date()
    due = [one for one in deadlines(state, facts.deadlines, today) if one.kind == Duty.CLEARANCE]
    return [
        *((sheet.say(TREATIES[treaty]), _treaty(sheet, state, treaty)) for treaty in Treaty),
        *((sheet.say(CLEARANCE_ARTICLES[one.treaty]), _deadline(sheet, one)) for one in due),
    ]


def _treaty(sheet: Sheet, state: State, treaty: str) -> str:
    """The state's status; of a treaty it has not joined, how far it has come."""
    standing = state.standing(treaty)
    if standing is None:
        return sheet.say(words.STANDING_UNKNOWN)
    status = _status(sheet, standing)
    return status if has_joined(standing) else f"{status}. {_step(sheet, standing, treaty)}"


def _status(sheet: Sheet, standing: Standing) -> str:
    if standing.withdrawn:
        return sheet.say(words.WITHDRAWN_ON, day=day(sheet.language, standing.withdrawn))
    dated = {
        TreatyStatus.STATE_PARTY: (words.STATE_PARTY_SINCE, standing.in_force or standing.joined),
        TreatyStatus.SIGNATORY: (words.SIGNED_ON, standing.signed),
    }
    form, since = dated.get(TreatyStatus(standing.status), ("", None))
    if since is None:
        return sheet.language.word(STATUSES, standing.status)
    return sheet.say(form, day=day(sheet.language, since))


def _step(sheet: Sheet, standing: Standing, treaty: str) -> str:
    where = position(standing, _answers(sheet, treaty))
    step = sheet.language.word(LADDER, where.rung)
    if where.step is None or where.step.date is None:
        return sheet.say(words.LADDER_STEP, step=step)
    return sheet.say(words.LADDER_STEP_ON, step=step, day=day(sheet.language, where.step.date))


def _answers(sheet: Sheet, treaty: str) -> Iterable[IndicatorUpdate]:
    """This report's answers about the way of its state to the treaty: to any plan's question, or its own."""
    asked = ((plan, asked_by(plan, treaty)) for plan in sheet.names.plans)
    refs = {own_ref(treaty)} | {plan.ref(one.id) for plan, one in asked if one}
    updates = sheet.report.records.indicator_updates
    return (one for one in updates if one.indicator in refs and one.iso3 == sheet.report.iso3)


def _deadline(sheet: Sheet, one: TreatyDate) -> str:
    if one.due is None:
        return sheet.say(words.DEADLINE_UNKNOWN)
    said = sheet.say(
        words.DEADLINE_PASSED if one.passed else words.ITS_DEADLINE, day=day(sheet.language, one.due)
    )
    recorded = one.basis == Basis.RECORDED
    source = sheet.say(words.DATED, date=one.as_of) if recorded else sheet.say(words.BY_RULE)
    return f"{said} ({source})"
