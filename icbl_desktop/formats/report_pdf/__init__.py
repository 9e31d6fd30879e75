"""The report's pages: a PDF for people, drawn from the report's data and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from icbl_desktop.domain.report_order import Paper, ReportKind
from icbl_desktop.formats.report_data import Report
from icbl_desktop.formats.report_pdf.activities import activities
from icbl_desktop.formats.report_pdf.amendment import otherwise
from icbl_desktop.formats.report_pdf.annex import annex, how_to_check
from icbl_desktop.formats.report_pdf.binding import bound
from icbl_desktop.formats.report_pdf.changes import changes
from icbl_desktop.formats.report_pdf.follow_ups import follow_ups
from icbl_desktop.formats.report_pdf.fonts import load
from icbl_desktop.formats.report_pdf.grant_accounts import expenses
from icbl_desktop.formats.report_pdf.grant_report import answers, final_report, mid_term_report
from icbl_desktop.formats.report_pdf.grants import grants
from icbl_desktop.formats.report_pdf.in_short import drafted_lines
from icbl_desktop.formats.report_pdf.language import Language, language
from icbl_desktop.formats.report_pdf.names import Names
from icbl_desktop.formats.report_pdf.opening import opening
from icbl_desktop.formats.report_pdf.outcomes import outcomes
from icbl_desktop.formats.report_pdf.progress import progress
from icbl_desktop.formats.report_pdf.promises import promises
from icbl_desktop.formats.report_pdf.sheet import Seal, Sheet
from icbl_desktop.formats.report_pdf.state_brief import state_brief

__all__ = ["Language", "Names", "Seal", "drafted_lines", "language", "render"]

ACTIVITY_SECTIONS = (
    opening,
    activities,
    promises,
    follow_ups,
    outcomes,
    grants,
    progress,
    changes,
    otherwise,
    annex,
)
GRANT_SECTIONS = (outcomes, activities, expenses, promises, follow_ups, answers, changes, otherwise, annex)
SECTIONS = {
    ReportKind.ACTIVITY: ACTIVITY_SECTIONS,
    ReportKind.GRANT_MID_TERM: (mid_term_report, *GRANT_SECTIONS),
    ReportKind.GRANT_FINAL: (final_report, *GRANT_SECTIONS),
    ReportKind.STATE_BRIEF: (state_brief, otherwise, how_to_check),
}
"""What each kind of report is made of, in the order of its pages."""


def render(
    report: Report,
    names: Names,
    fonts: Path,
    seal: Seal | None,
    *,
    paper: str = Paper.A4,
    pictures: Mapping[str, bytes] | None = None,
    public: bool = False,
) -> bytes:
    """The pages of a report as a PDF, the same bytes for the same report.

    ``fonts`` is the folder of the bundled fonts; the headings are in the language of ``names``. ``pictures``
    are small images of evidence by their file's id. Without a ``seal`` the pages are a draft: they say so,
    and bear no number. A ``public`` copy says so too.
    """
    load(fonts)
    sheet = Sheet(report, names, seal, paper, pictures or {}, public)
    sections = SECTIONS[ReportKind(report.kind)]
    return bound(sheet, [flowable for section in sections for flowable in section(sheet)])
