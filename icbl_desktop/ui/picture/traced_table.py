"""Lines behind a figure, each with its report: what, whose, when, told by which report."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Signal

from icbl_desktop.domain.countries import Countries
from icbl_desktop.domain.picture import Traced
from icbl_desktop.ui.kit.lazy_table import Column
from icbl_desktop.ui.kit.table_view import TALL_ROW, LazyTableView
from icbl_desktop.ui.picture.picture_words import about_words, report_words, short_digest
from icbl_desktop.ui.words import amount
from icbl_desktop.ui.worklog.record_icons import RECORD_ICONS

_ICONS = {**RECORD_ICONS, "report": "file-text", "state": "globe"}


class TracedTable(LazyTableView[Traced]):
    """A click or Enter opens a line."""

    line_opened = Signal(object)
    """The ``Traced`` line."""

    def __init__(self) -> None:
        self._lines: Sequence[Traced] = ()
        self._facts: Countries | None = None
        columns = [
            Column[Traced](_tr("What"), _title, below=self._about, icon=_icon),
            Column[Traced](_tr("Told by"), report_words, below=_digest, width=148),
        ]
        super().__init__(columns, fetch=self._fetch, row_height=TALL_ROW)
        self.setAccessibleName(_tr("What is behind it"))
        self.clicked.connect(lambda index: self._open(index.row()))
        self.opened.connect(lambda key: self._open(int(key)))

    def show_lines(self, lines: Sequence[Traced], facts: Countries) -> None:
        """Show these; a line's id is its place."""
        self._lines, self._facts = lines, facts
        self.show_ids([str(place) for place in range(len(lines))])
        self.horizontalHeader().setVisible(bool(lines))

    def _fetch(self, ids: Sequence[str]) -> list[Traced]:
        return [self._lines[int(one)] for one in ids]

    def _about(self, line: Traced) -> str:
        return about_words(line, self._facts) if self._facts else ""

    def _open(self, place: int) -> None:
        self.line_opened.emit(self._lines[place])


def _title(line: Traced) -> str:
    added = amount(line.amount, line.currency) if line.amount is not None else ""
    return " · ".join(part for part in (added, line.title) if part)


def _digest(line: Traced) -> str:
    return short_digest(line.digest)


def _icon(line: Traced) -> str:
    return _ICONS.get(line.kind, "note-pencil")


def _tr(text: str) -> str:
    return QCoreApplication.translate("traced_table", text)
