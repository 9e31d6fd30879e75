"""What comes next: what the campaign still means to do, and what it has done of it."""

from __future__ import annotations

from reportlab.platypus import CondPageBreak, Flowable

from icbl_desktop.domain.work import FollowUp
from icbl_desktop.formats.report_pdf import words
from icbl_desktop.formats.report_pdf.in_short import open_follow_ups
from icbl_desktop.formats.report_pdf.sheet import Sheet
from icbl_desktop.formats.report_pdf.styles import BODY, ENTRY
from icbl_desktop.formats.report_pdf.text import day, short_day


def follow_ups(sheet: Sheet) -> list[Flowable]:
    """Open ones by the day they are due, then those that were done in the period."""
    waiting = open_follow_ups(sheet.report)
    done = [one for one in sheet.report.records.follow_ups if one.done]
    if not waiting and not done:
        return []
    story = sheet.section(words.FOLLOW_UPS, 80)
    for one in waiting:
        story += follow_up_block(sheet, one)
    if not waiting:
        story.append(sheet.paragraph(sheet.text(sheet.say(words.NOTHING_NEXT)), BODY))
    if done:
        story += sheet.plain_subsection(words.FOLLOW_UPS_DONE, 60)
    for one in done:
        story += follow_up_block(sheet, one)
    return story


def follow_up_block(sheet: Sheet, follow_up: FollowUp, note: str = "") -> list[Flowable]:
    """One follow-up, and what it came from."""
    beside = short_day(sheet.language, follow_up.done_on if follow_up.done else follow_up.due)
    done_on = day(sheet.language, follow_up.done_on)
    done = sheet.say(words.DONE_ON, day=done_on) if done_on else sheet.say(words.DONE)
    facts = [note, done if follow_up.done else "", sheet.files(follow_up.id)]
    return [
        CondPageBreak(30),
        sheet.lead(sheet.text(follow_up.what), beside or sheet.say(words.NO_DATE), ENTRY, follow_up.id),
        *sheet.small(facts),
        *sheet.linked("", [follow_up.activity_id, follow_up.promise_id]),
    ]
