"""What one sheet holds: its columns, its rows, and the button that takes them in."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from icbl_desktop.domain.words import RECORD_KINDS
from icbl_desktop.services.sheet_columns import IMPORTABLE
from icbl_desktop.services.sheet_import import Preview
from icbl_desktop.ui.kit.forms import FieldRow
from icbl_desktop.ui.kit.icon_line import icon_note
from icbl_desktop.ui.kit.input_choices import Choice, Option
from icbl_desktop.ui.kit.layouts import clear, column, row
from icbl_desktop.ui.kit.ticks import Tick
from icbl_desktop.ui.kit.widgets import Card, button, label
from icbl_desktop.ui.sheets.sheet_rows import SheetRows
from icbl_desktop.ui.words import counted, number, say


class SheetCard(Card):
    """Shows a ``Preview``; says when its rows are wanted, or when it is to be read as another kind."""

    wanted = Signal(bool)
    """Take the rows in; True leaves out those with problems."""
    kind_wanted = Signal(str)
    again = Signal()
    """Read the file again: it was mended and saved."""

    def __init__(self) -> None:
        super().__init__("", gap=12)
        self._preview: Preview | None = None
        self._name, self._sums = label("", "section", wrap=True), label("", "secondary", wrap=True)
        kinds = [Option(kind, say(RECORD_KINDS, kind)) for kind in IMPORTABLE]
        self._kind = Choice(kinds)
        self._kind.edited.connect(lambda: self.kind_wanted.emit(self._kind.value()))
        self._columns = column(gap=4)
        self._taken, self._left = label("", "body", wrap=True), QWidget()
        self._rows = SheetRows()
        self._leave_out = Tick(self.tr("Leave out the rows with problems"))
        self._leave_out.clicked.connect(self._show_button)
        self._take = button("", "plain", "download-simple")
        self._take.clicked.connect(lambda: self.wanted.emit(self._leave_out.box.isChecked()))
        read_again = button(self.tr("Read again"), "quiet", "arrow-counter-clockwise")
        read_again.clicked.connect(self.again)
        for part in (self._name, self._sums, FieldRow(self.tr("What the rows are"), self._kind)):
            self.body.addWidget(part)
        self.body.addLayout(self._columns)
        self.body.addWidget(self._rows)
        self.body.addWidget(self._leave_out)
        why = self.tr("Mend the rows with problems first, or tick that they are left out.")
        self._why = label(why, "secondary", wrap=True)
        foot = row(None, [self._take, read_again])
        foot.addStretch(1)
        self.body.addLayout(foot)
        self.body.addWidget(self._why)

    def show_preview(self, path: Path, preview: Preview) -> None:
        """Show what this file holds."""
        self._preview = preview
        self._name.setText(path.name)
        self._kind.set_value(preview.kind)
        self._sums.setText(self._counts(preview))
        self._show_columns(preview)
        self._rows.show_preview(preview)
        bad = sum(bool(one.problems) for one in preview.rows)
        self._leave_out.setVisible(bool(bad))
        self._leave_out.box.setChecked(False)
        self._show_button()

    def _counts(self, preview: Preview) -> str:
        bad = sum(bool(one.problems) for one in preview.rows)
        rows = self.tr("1 row") if len(preview.rows) == 1 else self.tr("{n} rows")
        parts = [rows.format(n=number(len(preview.rows)))]
        parts.append(self.tr("{n} to be taken in").format(n=number(len(preview.good))))
        if preview.here:
            parts.append(self.tr("{n} here already").format(n=number(len(preview.here))))
        if bad:
            parts.append(self.tr("{n} to be mended").format(n=number(bad)))
        return " · ".join(parts)

    def _show_columns(self, preview: Preview) -> None:
        clear(self._columns)
        renamed = self.tr("{heading} is “{field}”")
        pairs = [
            heading if heading == field else renamed.format(heading=heading, field=field)
            for heading, field in preview.taken
        ]
        taken = self.tr("Columns taken in: {names}.").format(names="; ".join(pairs))
        self._columns.addWidget(icon_note("check", taken))
        if preview.passed_over:
            others = self.tr("Columns not known here and passed over: {names}.")
            self._columns.addWidget(icon_note("info", others.format(names="; ".join(preview.passed_over))))

    def _show_button(self) -> None:
        if self._preview is None:
            return
        good = len(self._preview.good)
        self._take.setText(self.tr("Take in {records}").format(records=counted(self._preview.kind, good)))
        may = bool(good) and (not self._preview.problems or self._leave_out.box.isChecked())
        self._take.setEnabled(may)
        self._why.setVisible(bool(good) and not may)
