"""Records outside the period that are new, or were changed since they were last sent."""

from __future__ import annotations

from reportlab.platypus import Flowable, Paragraph

from icbl_desktop.domain.projection import WorkRecord
from icbl_desktop.domain.work import Activity, Grant, Outcome
from icbl_desktop.formats.report_data import as_records
from icbl_desktop.formats.report_pdf import words
from icbl_desktop.formats.report_pdf.activities import activity_block
from icbl_desktop.formats.report_pdf.grants import grant_block
from icbl_desktop.formats.report_pdf.layout import SMALL, section
from icbl_desktop.formats.report_pdf.outcomes import outcome_block
from icbl_desktop.formats.report_pdf.progress import update_block
from icbl_desktop.formats.report_pdf.sheet import Sheet


def changes(sheet: Sheet) -> list[Flowable]:
    """Each of them in full, with its revision."""
    changed = [record for _, record in as_records(sheet.report.changes).by_kind()]
    if not changed:
        return []
    story = [*section(words.CHANGES, 165), Paragraph(words.CHANGES_ARE, SMALL)]
    for record in changed:
        story += _block(sheet, record, words.REVISION.format(n=record.revision))
    return story


def _block(sheet: Sheet, record: WorkRecord, note: str) -> list[Flowable]:
    if isinstance(record, Activity):
        return activity_block(sheet, record, note)
    if isinstance(record, Grant):
        return grant_block(sheet, record, note)
    if isinstance(record, Outcome):
        return outcome_block(sheet, record, note)
    return update_block(sheet, record, note)
