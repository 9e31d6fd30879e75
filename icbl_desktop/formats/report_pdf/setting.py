"""How text is set on pages: paragraphs, headings, tables, in one language, on one paper."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Sequence

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import CondPageBreak, Flowable

from icbl_desktop.formats.report_pdf.fonts import BOLD, as_markup, is_everyday
from icbl_desktop.formats.report_pdf.language import SEPARATOR, Language
from icbl_desktop.formats.report_pdf.placed import marked
from icbl_desktop.formats.report_pdf.styles import (
    AT_RIGHT,
    CELL,
    DATED,
    HEAD_CELL,
    ROW,
    SECTION,
    SUBSECTION,
    text_width,
)
from icbl_desktop.formats.report_pdf.tables import table

_ROWS = 200
"""Rows in one table: ReportLab splits a longer one ever more slowly."""


class Setting(ABC):
    """What is set in a language on a paper: a campaign's report, or the office's picture."""

    @property
    @abstractmethod
    def language(self) -> Language:
        """The language of headings, dates and numbers."""

    @property
    @abstractmethod
    def paper(self) -> str:
        """The paper, one of ``report_order.Paper``."""

    @property
    def part(self) -> ParagraphStyle:
        """The style of headings below a section's."""
        return SUBSECTION

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
        """A heading below a section's, kept with what follows in the same way."""
        return [CondPageBreak(room), self.paragraph(markup, self.part, key=key, entry=(title, 1))]

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

    def _cells(self, row: Sequence[str | Flowable], style: ParagraphStyle) -> list[str | Flowable]:
        """A row whose texts are plain where the everyday font can set them: a paragraph takes longer."""
        return [
            cell if not isinstance(cell, str) or is_everyday(cell) else self.paragraph(self.text(cell), style)
            for cell in row
        ]
