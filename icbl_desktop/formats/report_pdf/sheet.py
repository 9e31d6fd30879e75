"""What every section of the pages needs: the report, what its codes mean, and how to set it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable

from icbl_desktop.domain.grant import Grant
from icbl_desktop.domain.period import Period
from icbl_desktop.domain.report_order import Paper, ReportKind
from icbl_desktop.domain.work import Activity, Promise
from icbl_desktop.formats.report_data import Report
from icbl_desktop.formats.report_pdf import words
from icbl_desktop.formats.report_pdf.fonts import is_everyday
from icbl_desktop.formats.report_pdf.language import Language
from icbl_desktop.formats.report_pdf.names import Names
from icbl_desktop.formats.report_pdf.placed import LinkedLine
from icbl_desktop.formats.report_pdf.setting import Setting
from icbl_desktop.formats.report_pdf.styles import ACCENT, DATED_SMALL, PART, ROW, SUBSECTION, hex_of
from icbl_desktop.formats.report_pdf.text import shorten, unbroken

_VERY_SHORT = 22
"""Characters, as of "1 evidence file"."""


@dataclass(frozen=True)
class Seal:
    """What proves an issued report: the digest of its data and the fingerprint of the key that signs it."""

    digest: str
    fingerprint: str


@dataclass(frozen=True)
class Sheet(Setting):
    """One report being set. ``seal`` is None for a draft; ``pictures`` are small images by file id."""

    report: Report
    names: Names
    seal: Seal | None
    paper: str = Paper.A4
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    public: bool = False

    @property
    def language(self) -> Language:
        """The language of headings, dates and numbers."""
        return self.names.language

    @property
    def part(self) -> ParagraphStyle:
        """A brief is a page or two: it has no sections."""
        return PART if self.report.kind == ReportKind.STATE_BRIEF else SUBSECTION

    @property
    def period(self) -> Period:
        """The period the report covers."""
        return Period(self.report.period.start, self.report.period.end)

    @cached_property
    def files_behind(self) -> dict[str, int]:
        """How many evidence files stand behind each record."""
        counts: dict[str, int] = {}
        for file in self.report.files:
            counts[file.record_id] = counts.get(file.record_id, 0) + 1
        return counts

    @cached_property
    def _titles(self) -> dict[str, str]:
        """What others call an activity, grant or promise of this report, by its id."""
        return {
            record.id: f"{record.who}: {record.what}" if isinstance(record, Promise) else record.title
            for _, record in self.report.all_records()
            if isinstance(record, (Activity, Grant, Promise))
        }

    @cached_property
    def _anchors(self) -> frozenset[str]:
        """What links lead to: a brief only tells of some records, none of them in full."""
        if self.report.kind == ReportKind.STATE_BRIEF:
            return frozenset()
        return frozenset(record.id for _, record in self.report.all_records())

    @cached_property
    def grant_titles(self) -> dict[str, str]:
        """The titles of the grants in this report by id."""
        report = self.report
        return {grant.id: grant.title for grant in (*report.records.grants, *report.changes.grants)}

    def files(self, record_id: str) -> str:
        """How many evidence files stand behind a record, in words; empty where there are none."""
        n = self.files_behind.get(record_id, 0)
        return self.count(words.FILES_BEHIND, n) if n else ""

    def small(self, parts: Sequence[str]) -> list[Flowable]:
        """A muted line of short facts, if there are any; a very short one is not broken."""
        line = self.joined(unbroken(one) if len(one) <= _VERY_SHORT else one for one in parts)
        return [self.paragraph(self.text(line), DATED_SMALL)] if line else []

    def lead(
        self,
        markup: str,
        day: str,
        style: ParagraphStyle,
        record_id: str,
        entry: tuple[str, int] | None = None,
    ) -> Flowable:
        """A record's first line, with its date beside it; links from elsewhere in the report arrive here."""
        return self.paragraph(markup, style, key=_anchor(record_id), beside=day, entry=entry)

    def link(self, record_id: str, markup: str) -> str:
        """The markup as a link to a record, where the record is in this report."""
        if record_id not in self._anchors:
            return markup
        return f'<a href="#{_anchor(record_id)}" color="{hex_of(ACCENT)}">{markup}</a>'

    def linked(self, message: str, record_ids: Sequence[str]) -> list[Flowable]:
        """A line of links to those of these records that are in this report, if there are any."""
        here = [one for one in record_ids if one in self._titles]
        links = [self.link(one, self.text(shorten(self._titles[one], 90))) for one in here]
        return [self.labelled_markup(message, self.joined(links), DATED_SMALL)] if links else []

    def linked_line(self, record_id: str, text: str, width: float) -> Flowable:
        """A long list's cell that leads to a record: on one line, if the everyday font has all of it."""
        if is_everyday(text):
            return LinkedLine(text, _anchor(record_id), width, right_to_left=self.right_to_left)
        return self.paragraph(self.link(record_id, self.text(text)), ROW)


def _anchor(record_id: str) -> str:
    """Ids come from files too: only letters, digits and dashes go into markup as they are."""
    return "r-" + re.sub(r"[^A-Za-z0-9-]", lambda found: f".{ord(found[0])}.", record_id)
