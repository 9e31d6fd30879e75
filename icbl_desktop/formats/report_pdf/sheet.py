"""What every section of the pages needs: the report, what its codes mean, and how to set text."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import CondPageBreak, Flowable

from icbl_desktop.domain.grant import Grant
from icbl_desktop.domain.period import Period
from icbl_desktop.domain.report_order import Paper, ReportKind
from icbl_desktop.domain.work import Activity, Promise
from icbl_desktop.formats.report_data import Report
from icbl_desktop.formats.report_pdf import words
from icbl_desktop.formats.report_pdf.fonts import BOLD, as_markup, is_everyday
from icbl_desktop.formats.report_pdf.language import SEPARATOR, Language
from icbl_desktop.formats.report_pdf.names import Names
from icbl_desktop.formats.report_pdf.placed import LinkedLine, marked
from icbl_desktop.formats.report_pdf.styles import (
    ACCENT,
    AT_RIGHT,
    CELL,
    DATED,
    DATED_SMALL,
    HEAD_CELL,
    PART,
    ROW,
    SECTION,
    SUBSECTION,
    hex_of,
    text_width,
)
from icbl_desktop.formats.report_pdf.tables import table
from icbl_desktop.formats.report_pdf.text import shorten, unbroken

_VERY_SHORT = 22
"""Characters, as of "1 evidence file"."""

_ROWS = 200
"""Rows in one table: ReportLab splits a longer one ever more slowly."""


@dataclass(frozen=True)
class Seal:
    """What proves an issued report: the digest of its data and the fingerprint of the key that signs it."""

    digest: str
    fingerprint: str


@dataclass(frozen=True)
class Sheet:
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
    def right_to_left(self) -> bool:
        """Whether the pages run from right to left."""
        return self.language.right_to_left

    @property
    def width(self) -> float:
        """How wide the text is on this paper, in points."""
        return text_width(self.paper)

    def say(self, message: str, /, **values: object) -> str:
        """A message of ``words`` in the report's language, as plain text."""
        return self.language.say(message, **values)

    def count(self, forms: tuple[str, str], n: int, /, **values: object) -> str:
        """The same for a message about ``n`` things."""
        return self.language.count(forms, n, **values)

    def joined(self, parts: Iterable[str], between: str = SEPARATOR) -> str:
        """Short facts in one line, plain or all as markup, without those that are empty."""
        return self.language.joined(parts, between)

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

    def paragraph(
        self,
        markup: str,
        style: ParagraphStyle,
        *,
        beside: str = "",
        key: str = "",
        entry: tuple[str, int] | None = None,
    ) -> Flowable:
        """Markup set as a paragraph: the one way text gets onto the pages.

        ``beside`` is plain text in the column next to it; ``key`` is where links to it lead, ``entry`` its
        title and level in the outline.
        """
        return marked(
            markup,
            style,
            key,
            entry=entry,
            beside=beside,
            right_to_left=self.right_to_left,
            language=self.language.code,
        )

    def section(self, message: str, room: float = 150) -> list[Flowable]:
        """A section's heading, on a new page where there is not ``room`` (points) for what follows."""
        title = self.say(message)
        heading = self.paragraph(self.text(title), SECTION, key=f"section {message}", entry=(title, 0))
        return [CondPageBreak(room), heading]

    def subsection(self, markup: str, title: str, key: str, room: float = 100) -> list[Flowable]:
        """A heading below a section's, kept with what follows in the same way; a brief has none above it."""
        style = PART if self.report.kind == ReportKind.STATE_BRIEF else SUBSECTION
        return [CondPageBreak(room), self.paragraph(markup, style, key=key, entry=(title, 1))]

    def plain_subsection(self, message: str, room: float = 100) -> list[Flowable]:
        """The same for a message."""
        title = self.say(message)
        return self.subsection(self.text(title), title, f"subsection {message}", room)

    def table(
        self,
        rows: Sequence[Sequence[str | Flowable]],
        shares: Sequence[float],
        *,
        numbers: Collection[int] = (),
        style: ParagraphStyle = CELL,
    ) -> Flowable:
        """A table whose first row is its head; ``shares`` are the columns' parts of the width in per cent.

        ``numbers`` are the columns of figures; ``style`` is CELL, or ROW for long lists.
        """
        head, *others = rows
        cells = [self._cells(head, HEAD_CELL), *(self._cells(row, style) for row in others)]
        widths = [self.width * share / 100 for share in shares]
        return table(cells, widths, right_to_left=self.right_to_left, numbers=numbers, style=style)

    def long_table(
        self,
        heads: Sequence[str],
        rows: Sequence[Sequence[str | Flowable]],
        shares: Sequence[float],
        *,
        numbers: Collection[int] = (),
    ) -> list[Flowable]:
        """A long list in small type, with these messages for its head: several tables, as one grows slow."""
        head = [self.say(one) for one in heads]
        parts = (rows[start : start + _ROWS] for start in range(0, len(rows), _ROWS))
        return [self.table([head, *part], shares, numbers=numbers, style=ROW) for part in parts]

    def cell(self, text: str, style: ParagraphStyle = CELL, *, bold: bool = False) -> Flowable:
        """A table's cell of any length: it goes on over several lines."""
        return self.paragraph(self.bold(text) if bold else self.text(text), style)

    def figure(self, text: str) -> Flowable:
        """A cell of a column of figures that stands out, as a sum of those above it."""
        return self.paragraph(self.bold(text), CELL if self.right_to_left else AT_RIGHT[CELL.name])

    def bold(self, text: str) -> str:
        """A text as markup that stands out."""
        return f'<font name="{BOLD}">{self.text(text)}</font>'

    def text(self, text: str) -> str:
        """A person's text as markup."""
        return as_markup(text)

    def labelled(self, message: str, text: str, style: ParagraphStyle = DATED) -> Flowable:
        """A record's further line: what it says, after a bold message for what it is, if that needs one."""
        return self.labelled_markup(message, self.text(text), style)

    def labelled_markup(self, message: str, markup: str, style: ParagraphStyle = DATED) -> Flowable:
        """The same for what is markup already."""
        if not message:
            return self.paragraph(markup, style)
        label = self.bold(self.say(message))
        return self.paragraph(f"{label} {self.language.begun(self.language.isolated(markup))}", style)

    def texts(self, pairs: Sequence[tuple[str, str]], style: ParagraphStyle = DATED) -> list[Flowable]:
        """A labelled line for each text there is."""
        return [self.labelled(message, text, style) for message, text in pairs if text.strip()]

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

    def _cells(self, row: Sequence[str | Flowable], style: ParagraphStyle) -> list[str | Flowable]:
        """A row whose texts are plain where the everyday font can set them: a paragraph takes longer."""
        return [
            cell if not isinstance(cell, str) or is_everyday(cell) else self.paragraph(self.text(cell), style)
            for cell in row
        ]


def _anchor(record_id: str) -> str:
    """Ids come from files too: only letters, digits and dashes go into markup as they are."""
    return "r-" + re.sub(r"[^A-Za-z0-9-]", lambda found: f".{ord(found[0])}.", record_id)
