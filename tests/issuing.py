"""Reports that a test's workspace issues, and what they carry."""

from __future__ import annotations

from icbl_desktop.app import App
from icbl_desktop.domain.report_order import ReportOrder
from icbl_desktop.formats.pdf_envelope import open_envelope
from icbl_desktop.formats.report_data import Report, read_report
from icbl_desktop.services import reports


def raw_of(app: App, order: ReportOrder) -> bytes:
    """Issue a report, and take ``report.json`` out of its final bytes."""
    issued = reports.issue(app.db, app.folders, order)
    return open_envelope(reports.pdf_of(app.db, issued.id)).report_json


def issue(app: App, order: ReportOrder) -> Report:
    """Issue a report, and read the data out of its final bytes."""
    return read_report(raw_of(app, order))


def data_of(pdf: bytes) -> Report:
    """What a report's file carries."""
    return read_report(open_envelope(pdf).report_json)
