"""What every section of the consolidated document needs: the picture, and how to set it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from reportlab.platypus import Flowable

from icbl_desktop.domain.consolidated import Consolidated
from icbl_desktop.domain.picture import Number
from icbl_desktop.domain.report_order import Paper
from icbl_desktop.formats.report_pdf.language import ENGLISH, Language
from icbl_desktop.formats.report_pdf.setting import Setting
from icbl_desktop.formats.report_pdf.styles import BODY, SMALL
from icbl_desktop.formats.report_pdf.text import short_day
from icbl_desktop.formats.report_pdf.words import UNKNOWN

DIGITS = 16
"""Of a report's SHA-256, where a list stands for it."""


@dataclass(frozen=True)
class PictureSheet(Setting):
    """One picture being set."""

    picture: Consolidated
    paper: str = Paper.A4

    @property
    def language(self) -> Language:
        """The office works in English."""
        return ENGLISH

    def number(self, number: Number) -> str:
        """A figure; a dash where it is not known."""
        return UNKNOWN if number.value is None else self.language.number(number.value)

    def day(self, day: date | None) -> str:
        """A day in short; empty where it is not known."""
        return short_day(self.language, day)

    def states(self, codes: tuple[str, ...]) -> str:
        """The names of states in one line."""
        return ", ".join(self.picture.state(code) for code in codes)

    def line(self, words: str) -> Flowable:
        """A plain sentence."""
        return self.paragraph(self.text(words), BODY)

    def aside(self, words: str) -> Flowable:
        """A sentence on how something is to be read."""
        return self.paragraph(self.text(words), SMALL)


def report_name(stream_code: str, number: int) -> str:
    """What a report is called in lists: "7KQ2-r0007"; empty for what no report tells."""
    return f"{stream_code}-r{number:04}" if number else ""
