"""What names a record in a list: its title, or what it says in one line."""

from __future__ import annotations

from icbl_desktop.domain.grant import Expense
from icbl_desktop.domain.record_set import WorkRecord
from icbl_desktop.domain.work import FollowUp, IndicatorUpdate, Outcome, Promise
from icbl_desktop.formats.report_pdf.sheet import Sheet
from icbl_desktop.formats.report_pdf.text import amount, answer


def title_of(sheet: Sheet, record: WorkRecord) -> str:
    """One record's."""
    if isinstance(record, Outcome):
        return f"{record.actor}: {record.change}"
    if isinstance(record, IndicatorUpdate):
        said = answer(sheet.language, record.value, record.currency)
        return f"{sheet.names.question(record.indicator)} {said}"
    if isinstance(record, Expense):
        return f"{amount(sheet.language, record.amount, record.currency)}: {record.what}"
    if isinstance(record, Promise):
        return f"{record.who}: {record.what}"
    if isinstance(record, FollowUp):
        return record.what
    return record.title


def titles(sheet: Sheet) -> dict[str, str]:
    """Those of all records in the report by their id."""
    return {record.id: title_of(sheet, record) for _, record in sheet.report.all_records()}
