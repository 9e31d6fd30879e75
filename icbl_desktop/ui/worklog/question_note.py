"""Above a record's form: what the secretariat asks about it, and the way to the field."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from icbl_desktop.services import receipts
from icbl_desktop.services.receipts import Question
from icbl_desktop.ui.context import Context
from icbl_desktop.ui.kit.latest_read import LatestRead
from icbl_desktop.ui.kit.layouts import clear, column
from icbl_desktop.ui.kit.page_parts import Bar
from icbl_desktop.ui.worklog.history_words import field_words


class QuestionNote(QWidget):
    """A bar for each open question on the record."""

    field_wanted = Signal(str)
    """The field a question is on."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._db = context.app.db
        self._read = LatestRead(context.jobs, self)
        self._bars = column(self, gap=8)
        self.hide()

    def show_record(self, record_id: str) -> None:
        """Show what is asked of this record; nothing of a new one, whose id is empty."""
        db = self._db
        self.hide()
        self._read.ask(lambda: receipts.of_record(db, record_id) if record_id else (), self._show)

    def _show(self, questions: Sequence[Question]) -> None:
        clear(self._bars)
        waiting = [one for one in questions if one.answered_at is None]
        for question in waiting:
            self._bars.addWidget(self._bar(question))
        self.setVisible(bool(waiting))

    def _bar(self, question: Question) -> Bar:
        words = self.tr("The secretariat asks: {question}").format(question=question.text)
        action = ""
        if question.field:
            field = field_words(question.kind, question.field)
            words = self.tr("The secretariat asks about “{field}”: {question}").format(
                field=field, question=question.text
            )
            action = self.tr("Go to it")
        made = Bar(closable=False)
        made.say(words, "caution", action)
        made.acted.connect(lambda: self.field_wanted.emit(question.field))
        return made
