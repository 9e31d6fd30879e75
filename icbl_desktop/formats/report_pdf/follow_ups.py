"""What comes next: what the campaign still means to do, and what it has done of it."""

from __future__ import annotations

from reportlab.platypus import CondPageBreak, Flowable, Paragraph

from icbl_desktop.domain.work import FollowUp
from icbl_desktop.formats.report_pdf import words
from icbl_desktop.formats.report_pdf.in_short import open_follow_ups
from icbl_desktop.formats.report_pdf.layout import BODY, ENTRY, section, subsection
from icbl_desktop.formats.report_pdf.sheet import Sheet
from icbl_desktop.formats.report_pdf.text import day, short_day


def follow_ups(sheet: Sheet) -> list[Flowable]:
    """Open ones by the day they are due, then those that were done in the period."""
    waiting = open_follow_ups(sheet.report)
    done = [one for one in sheet.report.records.follow_ups if one.done]
    if not waiting and not done:
        return []
    story = section(words.FOLLOW_UPS, 80)
    for one in waiting:
        story += follow_up_block(sheet, one)
    if not waiting:
        story.append(Paragraph(words.NOTHING_NEXT, BODY))
    if done:
        story += subsection(words.FOLLOW_UPS_DONE, words.FOLLOW_UPS_DONE, "follow-ups done", 60)
    for one in done:
        story += follow_up_block(sheet, one)
    return story


def follow_up_block(sheet: Sheet, follow_up: FollowUp, note: str = "") -> list[Flowable]:
    """One follow-up, and what it came from."""
    beside = short_day(follow_up.done_on if follow_up.done else follow_up.due)
    done_on = words.DONE_ON.format(day=day(follow_up.done_on)) if follow_up.done_on else words.DONE
    files = sheet.files_behind.get(follow_up.id, 0)
    facts = [
        note,
        done_on if follow_up.done else "",
        words.counted(files, words.FILES_BEHIND) if files else "",
    ]
    return [
        CondPageBreak(30),
        sheet.lead(sheet.text(follow_up.what), beside or words.NO_DATE, ENTRY, follow_up.id),
        *sheet.small(facts),
        *sheet.linked("", [follow_up.activity_id, follow_up.promise_id]),
    ]
