"""Forms: a label above, the input, a helping or correcting sentence below; named like a dataclass's fields.

A page puts a form together and binds it by name::

    form = Form()
    form.add("title", tr("What did you do?"), TextLine(), hint=tr("A sentence is enough."))
    met = form.section(tr("Who you met"))
    form.add("people", tr("People"), TextBox(), into=met)
    form.set_values(vars(draft));  draft = replace(draft, **form.values())
    form.edited.connect(self._save_soon);  form.show_error("title", sentence)
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QPushButton, QWidget

from icbl_desktop.errors import InvalidRecord, UserError
from icbl_desktop.ui.kit.held_width import hold_width
from icbl_desktop.ui.kit.icons import set_icon
from icbl_desktop.ui.kit.inputs import Input
from icbl_desktop.ui.kit.layouts import ALL_THE_ROOM, column, row
from icbl_desktop.ui.kit.scrolling import bring_into_view
from icbl_desktop.ui.kit.tab_order import tab_as_read
from icbl_desktop.ui.kit.widgets import IconLabel, label, set_look
from icbl_desktop.ui.words import sentence

FORM_WIDTH = 680
Fill = Callable[[QBoxLayout], None]
_FIELD_GAP = 16


class FieldRow(QWidget):
    """A label, its input, and a sentence below: help, or while something is wrong, what."""

    def __init__(self, words: str, entry: Input, hint: str = "") -> None:
        super().__init__()
        self.entry = entry
        self._hint = hint
        self._label = label(words, "label", wrap=True)
        self._label.setBuddy(entry.control)
        self._wrong = IconLabel("warning-circle", "error", 16)
        self._note = label("", "secondary", wrap=True)
        layout = column(self, gap=4)
        layout.addWidget(self._label)
        layout.addWidget(entry)
        below = row(None, [self._wrong], gap=6)
        below.addWidget(self._note, 1)
        layout.addLayout(below)
        layout.addStretch(1)  # beside a taller field it stands at the top
        entry.name_for_readers(words)
        self.show_error("")

    def show_error(self, sentence: str) -> None:
        """Border, icon and sentence; an empty sentence takes them away."""
        wrong = bool(sentence)
        self._wrong.setVisible(wrong)
        self._note.setText(sentence or self._hint)
        self._note.setVisible(bool(sentence or self._hint))
        set_look(self._note, "role", "error" if wrong else "secondary")
        self.entry.mark_error(wrong)
        self.entry.control.setAccessibleDescription(sentence or self._hint)

    def words(self) -> str:
        """What stands above the input."""
        return self._label.text()

    def note(self) -> str:
        """The sentence below the input."""
        return self._note.text()


class FoldingSection(QWidget):
    """A heading that opens and closes what stands below it; a ``quiet`` one inside a card.

    ``fill`` puts in what is long, when it is first opened.
    """

    def __init__(
        self, title: str, opened: bool = False, quiet: bool = False, fill: Fill | None = None
    ) -> None:
        super().__init__()
        self._fill = fill
        self._head = QPushButton(title)
        self._head.setProperty("kind", "quiet" if quiet else "disclosure")
        self._head.setCheckable(True)
        self._content = QWidget()
        self.body = column(self._content, gap=_FIELD_GAP, margins=(0, 8, 0, 8))
        layout = column(self, gap=0)
        if quiet:
            layout.addWidget(self._head, 0, Qt.AlignmentFlag.AlignLeft)
        else:
            layout.addWidget(self._head)
        layout.addWidget(self._content)
        self._head.toggled.connect(self._show)
        self._head.setChecked(opened)
        self._show(opened)

    def open(self, opened: bool = True) -> None:
        """Open or close it."""
        self._head.setChecked(opened)

    def is_open(self) -> bool:
        """Whether its fields are shown."""
        return self._head.isChecked()

    def _show(self, opened: bool) -> None:
        if opened and self._fill is not None:
            fill, self._fill = self._fill, None
            fill(self.body)
            tab_as_read(self)
        self._content.setVisible(opened)
        set_icon(self._head, "caret-down" if opened else "caret-right", "muted")


class Form(QWidget):
    """Fields by name, in the order they were added."""

    edited = Signal(str)
    """The name of a field that the person changed."""

    def __init__(self) -> None:
        super().__init__()
        lines = QWidget()
        hold_width(lines, most=FORM_WIDTH)
        across = row(self)
        across.addWidget(lines, ALL_THE_ROOM)
        across.addStretch(1)
        self.body = column(lines, gap=_FIELD_GAP)
        self._rows: dict[str, FieldRow] = {}
        self._sections: dict[str, FoldingSection] = {}

    def add(
        self,
        name: str,
        words: str,
        entry: Input,
        hint: str = "",
        into: FoldingSection | None = None,
    ) -> FieldRow:
        """Add a field at the end of the form, or of one of its sections."""
        made = FieldRow(words, entry, hint)
        self._rows[name] = made
        if into is not None:
            self._sections[name] = into
        (into or self).body.addWidget(made)
        entry.edited.connect(lambda: self._edited(name))
        return made

    def section(self, title: str, opened: bool = False) -> FoldingSection:
        """Add a section that opens and closes."""
        made = FoldingSection(title, opened)
        self.body.addWidget(made)
        return made

    def values(self) -> dict[str, Any]:
        """The values of all fields, by name."""
        return {name: made.entry.value() for name, made in self._rows.items()}

    def set_values(self, values: Mapping[str, Any]) -> None:
        """Show these values; names without a field are passed over, errors go."""
        for name, made in self._rows.items():
            if name in values:
                made.entry.set_value(values[name])
            made.show_error("")

    def row(self, name: str) -> FieldRow:
        """The row of a field."""
        return self._rows[name]

    def show_error(self, name: str, sentence: str) -> None:
        """Say what is wrong with a field: its section opens, it gets the focus and comes into view."""
        if name in self._sections:
            self._sections[name].open()
        self._rows[name].show_error(sentence)
        self._rows[name].entry.setFocus(Qt.FocusReason.OtherFocusReason)
        bring_into_view(self._rows[name])

    def show_refusal(self, refusal: UserError) -> bool:
        """Show a ``UserError`` beside its fields; False if it names no field of this form."""
        if isinstance(refusal, InvalidRecord):
            problems = {
                name: QCoreApplication.translate("errors", words) for name, words in refusal.problems.items()
            }
        else:
            problems = {refusal.field or "": sentence(refusal)}
        for name in reversed([name for name in self._rows if name in problems]):
            self.show_error(name, problems[name])
        return any(name in self._rows for name in problems)

    def is_readable(self) -> bool:
        """Whether every field holds a value; says beside the first that does not why not."""
        for name, made in reversed(self._rows.items()):
            if sentence := made.entry.problem():
                self.show_error(name, sentence)
        return not any(made.entry.problem() for made in self._rows.values())

    def _edited(self, name: str) -> None:
        self._rows[name].show_error("")
        self.edited.emit(name)
