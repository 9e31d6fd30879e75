"""The report's pages: a PDF for people, drawn from the report's data and nothing else."""

from __future__ import annotations

from pathlib import Path

from reportlab.platypus import Flowable

from icbl_desktop.formats.report_data import Report
from icbl_desktop.formats.report_pdf import words
from icbl_desktop.formats.report_pdf.activities import activities
from icbl_desktop.formats.report_pdf.annex import annex
from icbl_desktop.formats.report_pdf.changes import changes
from icbl_desktop.formats.report_pdf.follow_ups import follow_ups
from icbl_desktop.formats.report_pdf.fonts import Fonts
from icbl_desktop.formats.report_pdf.grants import grants
from icbl_desktop.formats.report_pdf.layout import build
from icbl_desktop.formats.report_pdf.names import Names
from icbl_desktop.formats.report_pdf.opening import number, opening
from icbl_desktop.formats.report_pdf.outcomes import outcomes
from icbl_desktop.formats.report_pdf.progress import progress
from icbl_desktop.formats.report_pdf.promises import promises
from icbl_desktop.formats.report_pdf.scripts import unshaped_scripts
from icbl_desktop.formats.report_pdf.sheet import SEPARATOR, Seal, Sheet
from icbl_desktop.formats.report_pdf.text import shorten

__all__ = ["Names", "Seal", "render", "unshaped_scripts"]

SECTIONS = (opening, activities, promises, follow_ups, outcomes, grants, progress, changes, annex)


def render(report: Report, names: Names, fonts: Path, seal: Seal | None) -> bytes:
    """The pages of a report as a PDF, the same bytes for the same report.

    ``fonts`` is the folder of the bundled fonts. Without a ``seal`` the pages are a draft: they say so,
    and bear no number.
    """
    sheet = Sheet(report, names, Fonts(fonts), seal)
    story: list[Flowable] = [flowable for section in SECTIONS for flowable in section(sheet)]
    return build(story, _head(sheet), _foot(sheet))


def _head(sheet: Sheet) -> str:
    organisation = shorten(sheet.report.campaign.organisation, 70)
    states = shorten(sheet.names.state_names(sheet.report.campaign.states), 40)
    return sheet.text(SEPARATOR.join((organisation, states, sheet.period.label, number(sheet))))


def _foot(sheet: Sheet) -> str:
    """Only the first page carries it: with it paper can be checked against a file."""
    if sheet.seal is None:
        return words.NO_SEAL
    return sheet.text(
        words.SEAL.format(
            number=sheet.report.number,
            stream=sheet.report.stream.code,
            digest=sheet.seal.digest[:16],
            fingerprint=sheet.seal.fingerprint,
        )
    )
