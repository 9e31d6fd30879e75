"""What a person types into: each input has a value, and says ``edited`` when the person changed it.

Setting a value says nothing. ``problem()`` is a sentence when what stands there cannot be a value.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QRegularExpression, QSize, QStringListModel, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QRegularExpressionValidator, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QStyledItemDelegate,
    QWidget,
)

from icbl_desktop.ui.kit import look
from icbl_desktop.ui.kit.completing import LineOfBoxCompleter, complete_line
from icbl_desktop.ui.kit.held_width import hold_width
from icbl_desktop.ui.kit.layouts import row
from icbl_desktop.ui.kit.widgets import set_look

_NUMBER_WIDTH = 140


class Input(QWidget):
    """One value on screen. ``self.control`` is the widget that takes the focus and the error's border."""

    edited = Signal()
    """The person changed the value."""

    def __init__(self, control: QWidget) -> None:
        super().__init__()
        self.control = control
        self.setFocusProxy(control)

    def value(self) -> Any:
        """The value as it stands."""
        raise NotImplementedError

    def set_value(self, value: Any) -> None:
        """Show a value, without saying ``edited``."""
        raise NotImplementedError

    def problem(self) -> str:
        """Why what stands there cannot be a value; empty if it can."""
        return ""

    def problems(self) -> dict[str, str]:
        """The same by place: "" for the whole, "[0].amount" for a field of a line in it."""
        problem = self.problem()
        return {"": problem} if problem else {}

    def row_within(self, place: str) -> QWidget | None:
        """The row of a field in it, by its place; None where there is no such field."""
        return None

    def name_for_readers(self, words: str) -> None:
        """What a screen reader calls this input."""
        self.control.setAccessibleName(words)

    def mark_error(self, wrong: bool) -> None:
        """The border of an error, or no longer."""
        set_look(self.control, "error", wrong)


class TextLine(Input):
    """One line of text; the value is ``str``.

    ``words`` are offered while it is typed; with ``between`` it holds several, and each is completed.
    """

    def __init__(
        self,
        placeholder: str = "",
        longest: int = 500,
        words: QStringListModel | None = None,
        between: str = "",
    ) -> None:
        self._line = QLineEdit()
        super().__init__(self._line)
        self._line.setPlaceholderText(placeholder)
        self._line.setMaxLength(longest)
        self._line.textEdited.connect(self.edited)
        if words is not None:
            complete_line(self._line, words, between).activated.connect(lambda _words: self._say_taken())
        row(self, [self._line])

    def value(self) -> str:
        """The text without blanks around it."""
        return self._line.text().strip()

    def set_value(self, value: str | None) -> None:
        """Show this text from its beginning. Ctrl+Z then undoes nothing that was typed before it."""
        if value != self.value() or self._line.isUndoAvailable():
            self._line.setText(value or "")
            self._line.setCursorPosition(0)

    def _say_taken(self) -> None:
        """Once what was chosen stands in the line."""
        QTimer.singleShot(0, self, self.edited.emit)


class TextBox(Input):
    """Text of several lines; the box grows with it. Tab goes on to the next field.

    ``words`` are offered while a line is typed.
    """

    def __init__(self, lines: int = 3, words: QStringListModel | None = None) -> None:
        self._box = GrowingText(lines)
        super().__init__(self._box)
        self._quiet = False
        if words is not None:
            self._box.completer = LineOfBoxCompleter(self._box, words)
        self._box.textChanged.connect(self._say_edited)
        row(self, [self._box])

    def value(self) -> str:
        """The text without blanks around it."""
        return self._box.toPlainText().strip()

    def set_value(self, value: str | None) -> None:
        """Show this text. Ctrl+Z then undoes nothing that was typed before it."""
        if value != self.value() or self._box.document().isUndoAvailable():
            self._quiet = True
            self._box.setPlainText(value or "")
            self._quiet = False

    def _say_edited(self) -> None:
        if not self._quiet:
            self.edited.emit()


class WholeNumber(Input):
    """A number that may be left open: blank is None, which is not 0."""

    def __init__(self, when_blank: str = "") -> None:
        """``when_blank`` stands in the empty field; without it "Not asked"."""
        self._line = QLineEdit()
        super().__init__(self._line)
        self._line.setPlaceholderText(when_blank or self.tr("Not asked"))
        hold_width(self._line, _NUMBER_WIDTH, _NUMBER_WIDTH)
        self._line.setValidator(QRegularExpressionValidator(QRegularExpression(r"\p{Nd}{0,9}"), self))
        self._line.textEdited.connect(self.edited)
        row(self, [self._line]).addStretch(1)

    def value(self) -> int | None:
        """The number, or None."""
        return int(self._line.text()) if self._line.text() else None

    def set_value(self, value: int | None) -> None:
        """Show this number, or nothing for None."""
        if value != self.value() or self._line.isUndoAvailable():
            self._line.setText("" if value is None else str(value))


class GrowingText(QPlainTextEdit):
    """A text field as high as its text, between ``lines`` and ``most_lines``."""

    def __init__(self, lines: int, most_lines: int = 14) -> None:
        super().__init__()
        self._lines, self._most_lines = lines, most_lines
        self.completer: LineOfBoxCompleter | None = None
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().documentLayout().documentSizeChanged.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """As high as the text."""
        shown = min(max(round(self.document().size().height()), self._lines), self._most_lines)
        around = 2 * (self.frameWidth() + round(self.document().documentMargin())) + look.scaled(8)
        return QSize(super().sizeHint().width(), shown * self.fontMetrics().lineSpacing() + around)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """At another width the text has other lines; Qt says nothing of it."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            QTimer.singleShot(0, self, self.updateGeometry)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What chooses among offered words is no text."""
        if self.completer is not None and self.completer.wants(event):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def minimumSizeHint(self) -> QSize:
        """Never lower than the text."""
        return QSize(120, self.sizeHint().height())


class CalmCombo(QComboBox):
    """A combo box that the mouse wheel scrolls past instead of changing."""

    def __init__(self) -> None:
        super().__init__()
        self.setItemDelegate(QStyledItemDelegate(self))  # the style sheet reaches no other

    def showPopup(self) -> None:
        """Open the list, wide enough for its longest line."""
        self.view().setMinimumWidth(self.view().sizeHintForColumn(0) + look.scaled(32))
        super().showPopup()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()
