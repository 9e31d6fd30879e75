"""Activities by objective, what came of them first."""

from __future__ import annotations

from itertools import groupby

from reportlab.platypus import CondPageBreak, Flowable, Paragraph

from icbl_desktop.domain.plan import code_of
from icbl_desktop.domain.vocabulary import Level
from icbl_desktop.domain.words import ACTIVITY_TYPES, LEVELS, TREATIES, say
from icbl_desktop.domain.work import Activity
from icbl_desktop.formats.report_pdf import words
from icbl_desktop.formats.report_pdf.layout import BODY, DATED, LEAD, LEAD_MUTED, ROOM, section, subsection
from icbl_desktop.formats.report_pdf.sheet import Sheet
from icbl_desktop.formats.report_pdf.text import amount, shorten, span


def activities(sheet: Sheet) -> list[Flowable]:
    """Each activity under its first objective, in the plan's order."""
    story = section(words.ACTIVITIES)
    if not sheet.report.records.activities:
        return [*story, Paragraph(words.NO_ACTIVITIES, BODY)]
    order = sorted(sheet.report.records.activities, key=lambda a: _place(sheet, a))
    for ref, under in groupby(order, key=_first_objective):
        story += _objective(sheet, ref)
        for one in under:
            story += activity_block(sheet, one)
    return story


def activity_block(sheet: Sheet, activity: Activity, note: str = "") -> list[Flowable]:
    """One activity: its result, what was done, and the facts around it."""
    when = span(activity.start, activity.end, activity.precision)
    if activity.result.strip():
        lead = sheet.lead(sheet.text(activity.result, bold=True), when, LEAD, activity.id)
    else:
        lead = sheet.lead(words.NO_RESULT, when, LEAD_MUTED, activity.id)
    return [
        CondPageBreak(ROOM),
        lead,
        Paragraph(sheet.text(activity.title), DATED),
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
    title = sheet.names.objective(ref)
    heading = f"{code_of(ref)}  {title}" if ref else words.NO_OBJECTIVE
    markup = sheet.text(heading, bold=True)
    if ref:
        code = f'<font color="#0B6068">{sheet.text(code_of(ref), bold=True)}</font>'
        markup = f"{code}  {sheet.text(title, bold=True)}"
    return subsection(markup, heading, f"objective {ref}")


def _first_objective(activity: Activity) -> str:
    return activity.objectives[0] if activity.objectives else ""


def _place(sheet: Sheet, activity: Activity) -> tuple[bool, tuple[int, int, str], str, str]:
    """Where an activity stands: those without an objective last, then by date."""
    ref = _first_objective(activity)
    return not ref, sheet.names.objective_order(ref), str(activity.start), activity.id


def _facts(sheet: Sheet, activity: Activity) -> list[str]:
    kind = say(ACTIVITY_TYPES, activity.type)
    others = ", ".join(code_of(ref) for ref in activity.objectives[1:])
    grant = sheet.grant_titles.get(activity.grant_id, "")
    cost = "" if activity.cost is None else f"{words.COST} {amount(activity.cost, activity.currency)}"
    files = sheet.files_behind.get(activity.id, 0)
    return [
        kind,
        "" if activity.level == Level.NATIONAL else say(LEVELS, activity.level),  # national is the rule
        activity.place,
        _participants(activity),
        say(TREATIES, activity.treaty),
        words.MET.format(institutions=", ".join(activity.institutions)) if activity.institutions else "",
        words.ALSO_UNDER.format(codes=others) if others else "",
        cost,
        words.PAID_FROM.format(grant=shorten(grant, 60)) if grant else "",
        words.counted(files, words.FILES_BEHIND) if files else "",
    ]


def _participants(activity: Activity) -> str:
    """Only what was asked is said: "46 participants (19 women, 7 survivors)"."""
    counts = [
        (activity.women, words.WOMEN),
        (activity.men, words.MEN),
        (activity.persons_with_disabilities, words.DISABILITIES),
        (activity.survivors, words.SURVIVORS),
    ]
    parts = ", ".join(words.counted(n, forms) for n, forms in counts if n is not None)
    if activity.participants is None:
        return parts
    total = words.counted(activity.participants, words.PARTICIPANTS)
    return f"{total} ({parts})" if parts else total
