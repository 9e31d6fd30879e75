"""What earlier reports do not say yet, or no longer: records from other dates, and those taken back."""

from __future__ import annotations

from reportlab.platypus import Flowable

from icbl_desktop.domain.grant import Expense, Grant
from icbl_desktop.domain.record_set import WorkRecord
from icbl_desktop.domain.tombstones import Gone, Tombstone
from icbl_desktop.domain.work import Activity, FollowUp, Outcome, Promise
from icbl_desktop.formats.report_parts import as_records
from icbl_desktop.formats.report_pdf import words
from icbl_desktop.formats.report_pdf.activities import activity_block
from icbl_desktop.formats.report_pdf.follow_ups import follow_up_block
from icbl_desktop.formats.report_pdf.grants import expense_block, grant_block
from icbl_desktop.formats.report_pdf.outcomes import outcome_block
from icbl_desktop.formats.report_pdf.progress import update_block
from icbl_desktop.formats.report_pdf.promises import promise_block
from icbl_desktop.formats.report_pdf.sheet import Sheet
from icbl_desktop.formats.report_pdf.styles import BODY, SMALL
from icbl_desktop.formats.report_pdf.text import short_id


def changes(sheet: Sheet) -> list[Flowable]:
    """Each changed record in full, with its revision; of those taken back, their ids and nothing more."""
    changed = [record for _, record in as_records(sheet.report.changes).by_kind()]
    taken_back = _taken_back(sheet)
    if not changed and not taken_back:
        return []
    story = [*sheet.section(words.CHANGES, 165), *taken_back]
    if changed:
        story.append(sheet.paragraph(sheet.text(sheet.say(words.CHANGES_ARE)), SMALL))
    for record in changed:
        story += _block(sheet, record, sheet.say(words.REVISION, n=record.revision))
    return story


def _taken_back(sheet: Sheet) -> list[Flowable]:
    """A line for the deleted records, and one for the withdrawn."""
    gone = sheet.report.tombstones
    deleted = [one for one in gone if one.state == Gone.DELETED]
    withdrawn = [one for one in gone if one.state != Gone.DELETED]
    return [
        sheet.paragraph(_named(sheet, some, forms), BODY)
        for some, forms in ((deleted, words.DELETED), (withdrawn, words.WITHDRAWN))
        if some
    ]


def _named(sheet: Sheet, gone: list[Tombstone], forms: tuple[str, str]) -> str:
    ids = sheet.language.listed([short_id(one.id) for one in gone])
    return sheet.text(sheet.say(words.TAKEN_BACK, what=sheet.count(forms, len(gone)), ids=ids))


def _block(sheet: Sheet, record: WorkRecord, note: str) -> list[Flowable]:
    if isinstance(record, Activity):
        return activity_block(sheet, record, note)
    if isinstance(record, Grant):
        return grant_block(sheet, record, note)
    if isinstance(record, Outcome):
        return outcome_block(sheet, record, note)
    if isinstance(record, Expense):
        return expense_block(sheet, record, note)
    if isinstance(record, Promise):
        return promise_block(sheet, record, note)
    if isinstance(record, FollowUp):
        return follow_up_block(sheet, record, note)
    return update_block(sheet, record, note)
