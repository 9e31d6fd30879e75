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

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QBoxLayout, QPushButton, QWidget

from icbl_desktop.errors import InvalidRecord, UserError
from icbl_desktop.ui.kit.held_width import hold_width
from icbl_desktop.ui.kit.icons import set_icon
from icbl_desktop.ui.kit.inputs import Input
from icbl_desktop.ui.kit.layouts import ALL_THE_ROOM, column, row
from icbl_desktop.ui.kit.scrolling import bring_into_view
from icbl_desktop.ui.kit.tab_order import in_order, tab_as_read
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
        self.setFocusProxy(entry)
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
        self.setFocusProxy(self._head)
        self._head.toggled.connect(self._show)
        self._head.setChecked(opened)
        self._show(opened)

    def open(self, opened: bool = True) -> None:
        """Open or close it."""
        self._head.setChecked(opened)

    def is_open(self) -> bool:
        """Whether its fields are shown."""
        return self._head.isChecked()

    def is_built(self) -> bool:
        """Whether what it is filled with was begun to be put in."""
        return self._fill is None

    def build(self) -> None:
        """Put in what is long, if it is not there yet."""
        if self._fill is not None:
            fill, self._fill = self._fill, None
            fill(self.body)
            tab_as_read(self)

    def _show(self, opened: bool) -> None:
        if opened:
            self.build()
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
        self._late: dict[str, Any] = {}
        for keys, step in (("Ctrl+Down", 1), ("Ctrl+Up", -1)):
            QShortcut(QKeySequence(keys), self, partial(self._go, step)).setContext(
                Qt.ShortcutContext.WidgetWithChildrenShortcut
            )

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

    def late_section(
        self, title: str, names: Sequence[str], build: Callable[[FoldingSection], None]
    ) -> FoldingSection:
        """A section whose fields, of these names, ``build`` adds when it is opened or one is asked for."""

        def fill(_body: QBoxLayout) -> None:
            build(made)
            for name in names:
                self._rows[name].entry.set_value(self._late.pop(name))

        made = FoldingSection(title, fill=fill)
        self.body.addWidget(made)
        self._sections |= dict.fromkeys(names, made)
        self._late |= dict.fromkeys(names)
        return made

    def values(self) -> dict[str, Any]:
        """The values of all fields, by name."""
        return {name: made.entry.value() for name, made in self._rows.items()} | self._late

    def set_values(self, values: Mapping[str, Any]) -> None:
        """Show these values; names without a field are passed over, errors go."""
        self._late |= {name: values[name] for name in self._late if name in values}
        for name, made in self._rows.items():
            if name in values:
                made.entry.set_value(values[name])
            made.show_error("")

    def row(self, name: str) -> FieldRow:
        """The row of a field; the section it is in is built if it was not yet."""
        if name in self._late:
            self._sections[name].build()
        return self._rows[name]

    def show_error(self, name: str, sentence: str) -> None:
        """Say what is wrong with a field: its section opens, it gets the focus and comes into view.

        "promises[0].who" is a field of a line in the field "promises".
        """
        self._named(name).show_error(sentence)
        self.go_to(name)

    def go_to(self, name: str) -> None:
        """Open a field's section, bring it into view and give it the focus."""
        whole = name.partition("[")[0]
        if whole in self._sections:
            self._sections[whole].open()
        found = self._named(name)
        found.entry.setFocus(Qt.FocusReason.OtherFocusReason)
        bring_into_view(found)

    def show_refusal(self, refusal: UserError) -> bool:
        """Show a ``UserError`` beside its fields; False if it names no field of this form."""
        if isinstance(refusal, InvalidRecord):
            problems = {
                name: QCoreApplication.translate("errors", words) for name, words in refusal.problems.items()
            }
        else:
            problems = {refusal.field or "": sentence(refusal)}
        known = (*self._rows, *self._late)
        here = [name for row in known for name in problems if name.partition("[")[0] == row]
        for name in reversed(here):
            self.show_error(name, problems[name])
        return bool(here)

    def is_readable(self) -> bool:
        """Whether every field holds a value; says beside the first that does not why not."""
        problems = [
            (name + place, words)
            for name, made in self._rows.items()
            for place, words in made.entry.problems().items()
        ]
        for name, words in reversed(problems):
            self.show_error(name, words)
        return not problems

    def _named(self, name: str) -> FieldRow:
        whole, _, place = name.partition("[")
        inner = self.row(whole).entry.row_within(f"[{place}") if place else None
        return inner if isinstance(inner, FieldRow) else self.row(whole)

    def _edited(self, name: str) -> None:
        self._rows[name].show_error("")
        self.edited.emit(name)

    def _go(self, step: int) -> None:
        """To the next question, or the one before: faster than Tab, which stops at each button of them."""
        here = self.focusWidget()
        stops = [
            one
            for one in in_order(self.body)
            if isinstance(one, FieldRow | FoldingSection) and one.isVisible()
        ]
        inside = [at for at, one in enumerate(stops) if one.isAncestorOf(here)]
        at = inside[-1] + step if inside else 0
        if 0 <= at < len(stops):
            stops[at].setFocus(Qt.FocusReason.TabFocusReason)
            bring_into_view(stops[at])
