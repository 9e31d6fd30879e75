"""Asks for one short text in the page itself: a name, a word of the person's own."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QLineEdit

from icbl_desktop.ui.kit.layouts import column, row
from icbl_desktop.ui.kit.widgets import button, icon_button, label


class NameLine(QFrame):
    """A question, a line to write in, a button; hidden until ``ask``. Enter answers, Esc leaves."""

    answered = Signal(str)
    """What was written; ``close_line`` or ``refuse`` follows."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("bar", "neutral")
        self._question, self._wrong = label("", "label"), label("", "error", wrap=True)
        self._line = QLineEdit()
        self._line.setMaxLength(60)
        self._answer = button("", "quiet")
        leave = icon_button("x", self.tr("Close (Esc)"))
        across = row(None, [self._question], gap=8)
        across.addWidget(self._line, 1)
        across.addWidget(self._answer)
        across.addWidget(leave)
        whole = column(self, gap=2, margins=(12, 6, 6, 6))
        whole.addLayout(across)
        whole.addWidget(self._wrong)
        away = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        away.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        for leaving in (away.activated, leave.clicked):
            leaving.connect(self.close_line)
        for answering in (self._line.returnPressed, self._answer.clicked):
            answering.connect(self._say)
        self.hide()

    def ask(self, question: str, answer: str, text: str = "") -> None:
        """Show the line; ``answer`` is the word on its button, ``text`` what stands there already."""
        self._question.setText(question)
        self._line.setAccessibleName(question)
        self._answer.setText(answer)
        self._line.setText(text)
        self._wrong.hide()
        self.show()
        self._line.setFocus(Qt.FocusReason.OtherFocusReason)
        self._line.selectAll()

    def refuse(self, sentence: str) -> None:
        """Say why this cannot be the answer."""
        self._wrong.setText(sentence)
        self._wrong.show()
        self._line.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_line(self) -> None:
        """Leave without an answer, or after one."""
        self.hide()

    def _say(self) -> None:
        if self._line.text().strip():
            self.answered.emit(self._line.text().strip())
