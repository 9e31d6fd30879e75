"""Activities by objective, what came of them first."""

from __future__ import annotations

from itertools import groupby

from reportlab.platypus import CondPageBreak, Flowable

from icbl_desktop.domain.plan import code_of
from icbl_desktop.domain.vocabulary import Level
from icbl_desktop.domain.words import ACTIVITY_TYPES, LEVELS, TREATIES
from icbl_desktop.domain.work import Activity
from icbl_desktop.formats.report_pdf import words
from icbl_desktop.formats.report_pdf.charts import work_charts
from icbl_desktop.formats.report_pdf.sheet import Sheet
from icbl_desktop.formats.report_pdf.styles import BODY, DATED, LEAD, LEAD_MUTED, MUTED, ROOM, coloured
from icbl_desktop.formats.report_pdf.text import amount, shorten, span


def activities(sheet: Sheet) -> list[Flowable]:
    """Each activity under its first objective, in the plan's order."""
    story = sheet.section(words.ACTIVITIES)
    if not sheet.report.records.activities:
        return [*story, sheet.paragraph(sheet.text(sheet.say(words.NO_ACTIVITIES)), BODY)]
    story += work_charts(sheet)
    order = sorted(sheet.report.records.activities, key=lambda a: _place(sheet, a))
    for ref, under in groupby(order, key=_first_objective):
        story += _objective(sheet, ref)
        for one in under:
            story += activity_block(sheet, one)
    return story


def activity_block(sheet: Sheet, activity: Activity, note: str = "") -> list[Flowable]:
    """One activity: its result, what was done, and the facts around it."""
    when = span(sheet.language, activity.start, activity.end, activity.precision)
    if activity.result.strip():
        lead = sheet.lead(sheet.text(activity.result), when, LEAD, activity.id)
    else:
        lead = sheet.lead(sheet.text(sheet.say(words.NO_RESULT)), when, LEAD_MUTED, activity.id)
    return [
        CondPageBreak(ROOM),
        lead,
        sheet.paragraph(sheet.text(activity.title), DATED),
        *sheet.texts(
            [
                ("", activity.details),
                (words.RESPONSE, activity.state_response),
                (words.PEOPLE, activity.people),
                (words.REACH, activity.media_reach),
            ]
        ),
        *sheet.small([note, *_facts(sheet, activity)]),
    ]


def _objective(sheet: Sheet, ref: str) -> list[Flowable]:
    heading = sheet.names.coded_objective(ref) if ref else sheet.say(words.NO_OBJECTIVE)
    markup = sheet.text(heading)
    if ref:
        code = sheet.text(code_of(ref))
        markup = markup.replace(code, coloured(code, MUTED), 1)
    return sheet.subsection(markup, heading, f"objective {ref}")


def _first_objective(activity: Activity) -> str:
    return activity.objectives[0] if activity.objectives else ""


def _place(sheet: Sheet, activity: Activity) -> tuple[bool, tuple[int, int, str], str, str]:
    """Where an activity stands: those without an objective last, then by date."""
    ref = _first_objective(activity)
    return not ref, sheet.names.objective_order(ref), str(activity.start), activity.id


def _facts(sheet: Sheet, activity: Activity) -> list[str]:
    language = sheet.language
    others = language.listed([code_of(ref) for ref in activity.objectives[1:]])
    grant = sheet.grant_titles.get(activity.grant_id, "")
    cost = activity.cost
    return [
        language.word(ACTIVITY_TYPES, activity.type),
        ""
        if activity.level == Level.NATIONAL
        else language.word(LEVELS, activity.level),  # national is the rule
        activity.place,
        _participants(sheet, activity),
        language.word(TREATIES, activity.treaty),
        sheet.say(words.MET, institutions=language.listed(activity.institutions))
        if activity.institutions
        else "",
        sheet.say(words.ALSO_UNDER, codes=others) if others else "",
        "" if cost is None else sheet.say(words.COST, cost=amount(language, cost, activity.currency)),
        sheet.say(words.PAID_FROM, grant=shorten(grant, 60)) if grant else "",
        sheet.files(activity.id),
    ]


def _participants(sheet: Sheet, activity: Activity) -> str:
    """Only what was asked is said: "46 participants (19 women, 7 survivors)"."""
    counts = [
        (activity.women, words.WOMEN),
        (activity.men, words.MEN),
        (activity.persons_with_disabilities, words.DISABILITIES),
        (activity.survivors, words.SURVIVORS),
    ]
    parts = sheet.language.listed([sheet.count(forms, n) for n, forms in counts if n is not None])
    if activity.participants is None:
        return parts
    total = sheet.count(words.PARTICIPANTS, activity.participants)
    return f"{total} ({parts})" if parts else total
