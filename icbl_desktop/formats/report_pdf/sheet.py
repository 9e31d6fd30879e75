"""What every section of the pages needs: the report, what its codes mean, and how to set text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Paragraph

from icbl_desktop.domain.grant import Grant
from icbl_desktop.domain.period import Period
from icbl_desktop.domain.work import Activity, Promise
from icbl_desktop.formats.report_data import Report
from icbl_desktop.formats.report_pdf.fonts import BOLD, Fonts
from icbl_desktop.formats.report_pdf.layout import CELL, DATED, DATED_SMALL, LinkedLine, marked
from icbl_desktop.formats.report_pdf.names import Names
from icbl_desktop.formats.report_pdf.text import shorten

SEPARATOR = "  ·  "


@dataclass(frozen=True)
class Seal:
    """What proves an issued report: the digest of its data and the fingerprint of the key that signs it."""

    digest: str
    fingerprint: str


@dataclass(frozen=True)
class Sheet:
    """One report being set. ``seal`` is None for a draft."""

    report: Report
    names: Names
    fonts: Fonts
    seal: Seal | None

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
        return frozenset(record.id for _, record in self.report.all_records())

    @cached_property
    def grant_titles(self) -> dict[str, str]:
        """The titles of the grants in this report by id."""
        report = self.report
        return {grant.id: grant.title for grant in (*report.records.grants, *report.changes.grants)}

    def text(self, text: str, *, bold: bool = False) -> str:
        """A person's text as markup."""
        return self.fonts.markup(text, bold=bold)

    def labelled(self, label: str, text: str, style: ParagraphStyle = DATED) -> Paragraph:
        """A record's further line: what it says, after a bold word for what it is, if that needs one."""
        return self.labelled_markup(label, self.text(text), style)

    def labelled_markup(self, label: str, markup: str, style: ParagraphStyle = DATED) -> Paragraph:
        """The same for what is markup already."""
        bold = f'<font name="{BOLD}">{label}</font> ' if label else ""
        return Paragraph(bold + markup, style)

    def texts(self, pairs: Sequence[tuple[str, str]]) -> list[Paragraph]:
        """A labelled line for each text there is."""
        return [self.labelled(label, text) for label, text in pairs if text.strip()]

    def small(self, parts: Sequence[str]) -> list[Paragraph]:
        """A muted line of short facts, if there are any."""
        line = SEPARATOR.join(part for part in parts if part)
        return [Paragraph(self.text(line), DATED_SMALL)] if line else []

    def lead(self, markup: str, day: str, style: ParagraphStyle, record_id: str) -> Paragraph:
        """A record's first line, with its date beside it; links from elsewhere in the report arrive here."""
        return marked(markup, style, _anchor(record_id), beside=day)

    def link(self, record_id: str, markup: str) -> str:
        """The markup as a link to a record, where the record is in this report."""
        if record_id not in self._anchors:
            return markup
        return f'<a href="#{_anchor(record_id)}" color="#0B6068">{markup}</a>'

    def linked(self, label: str, record_ids: Sequence[str]) -> list[Paragraph]:
        """A line of links to those of these records that are in this report, if there are any."""
        here = [one for one in record_ids if one in self._titles]
        links = [self.link(one, self.text(shorten(self._titles[one], 90))) for one in here]
        return [self.labelled_markup(label, "; ".join(links), DATED_SMALL)] if links else []

    def linked_line(self, record_id: str, text: str, width: float) -> Flowable:
        """A table's cell that leads to a record of this report: on one line, if the everyday font has it."""
        if self.fonts.is_everyday(text):
            return LinkedLine(text, _anchor(record_id), width)
        return Paragraph(f'<a href="#{_anchor(record_id)}">{self.text(text)}</a>', CELL)


def _anchor(record_id: str) -> str:
    """Ids come from files too: only letters, digits and dashes go into markup as they are."""
    return "r-" + re.sub(r"[^A-Za-z0-9-]", lambda found: f".{ord(found[0])}.", record_id)
