"""Outcomes in full: who changed what, why it matters, and what the campaign had to do with it."""

from __future__ import annotations

from reportlab.platypus import CondPageBreak, Flowable

from icbl_desktop.domain.plan import code_of
from icbl_desktop.domain.words import OUTCOME_KINDS
from icbl_desktop.domain.work import Outcome
from icbl_desktop.formats.report_pdf import words
from icbl_desktop.formats.report_pdf.sheet import Sheet
from icbl_desktop.formats.report_pdf.styles import LEAD_TEXT, ROOM
from icbl_desktop.formats.report_pdf.text import short_day, shorten


def outcomes(sheet: Sheet) -> list[Flowable]:
    """Each outcome of the period."""
    if not sheet.report.records.outcomes:
        return []
    story = sheet.section(words.OUTCOMES)
    for one in sheet.report.records.outcomes:
        story += outcome_block(sheet, one)
    return story


def outcome_block(sheet: Sheet, outcome: Outcome, note: str = "") -> list[Flowable]:
    """One outcome, told by Outcome Harvesting."""
    when = short_day(sheet.language, outcome.when, outcome.precision)
    return [
        CondPageBreak(ROOM),
        sheet.lead(changed(sheet, outcome), when, LEAD_TEXT, outcome.id),
        *sheet.texts(
            [
                (words.SIGNIFICANCE, outcome.significance),
                (words.CONTRIBUTION, outcome.contribution),
                (words.OTHERS, outcome.others),
                (words.SUBSTANTIATION, outcome.substantiation),
            ]
        ),
        *sheet.small([note, *_facts(sheet, outcome)]),
        *sheet.linked(words.BEHIND_IT, [*outcome.activities, *outcome.promises]),
    ]


def changed(sheet: Sheet, outcome: Outcome) -> str:
    """Who changed what, as markup: the actor begins the sentence, and stands out."""
    return f"{sheet.bold(outcome.actor)} {sheet.text(outcome.change)}"


def _facts(sheet: Sheet, outcome: Outcome) -> list[str]:
    grant = sheet.grant_titles.get(outcome.grant_id, "")
    codes = sheet.language.listed([*map(code_of, outcome.objectives)])
    return [
        sheet.language.word(OUTCOME_KINDS, outcome.outcome_kind),
        "" if outcome.positive else sheet.say(words.NEGATIVE),
        "" if outcome.intended else sheet.say(words.UNINTENDED),
        outcome.place,
        sheet.say(words.UNDER, codes=codes) if codes else "",
        sheet.say(words.HELPED_BY, grant=shorten(grant, 60)) if grant else "",
        sheet.files(outcome.id),
    ]
