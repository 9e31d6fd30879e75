"""The history of one record: who changed what and when, and the way back to an older version."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QWidget

from icbl_desktop.domain.vocabulary import Changed
from icbl_desktop.errors import UserError
from icbl_desktop.services import history
from icbl_desktop.services.history import Step
from icbl_desktop.ui.context import Context
from icbl_desktop.ui.kit.latest_read import LatestRead
from icbl_desktop.ui.kit.layouts import clear, column, row
from icbl_desktop.ui.kit.page_parts import Bar
from icbl_desktop.ui.kit.scrolling import Canvas, set_up_scrolling
from icbl_desktop.ui.kit.widgets import Card, IconLabel, Paragraph, button, label
from icbl_desktop.ui.words import moment, sentence
from icbl_desktop.ui.worklog.history_words import action_icon, action_words, change_words, field_words

_AT_ONCE = 20
"""Steps shown until more are asked for."""


class HistoryView(QScrollArea):
    """``show_record`` shows a record's steps, newest first, and follows what changes while it is seen."""

    def __init__(self, context: Context, may_bring_back: bool = True) -> None:
        super().__init__()
        self._db, self._jobs = context.app.db, context.jobs
        self._reads = LatestRead(context.jobs, self)
        self._may_bring_back = may_bring_back
        self._kind, self._record_id = "", ""
        self._steps: Sequence[Step] = ()
        self._wrong, self._cards = Bar(), column(gap=12)
        self._more = button(self.tr("Show all that is older"), "quiet", "caret-down")
        self._more.clicked.connect(lambda: self._show_cards(len(self._steps)))
        self._lay_out()
        context.jobs.changed.connect(self._follow)

    def show_record(self, kind: str, record_id: str) -> None:
        """Show the history of this record of this kind."""
        if record_id != self._record_id:
            clear(self._cards)
            self._more.hide()
        self._kind, self._record_id = kind, record_id
        self._wrong.hide()
        db = self._db
        self._reads.ask(lambda: history.of(db, record_id), self._show)

    def _follow(self, changed: Changed) -> None:
        if self._record_id in changed.ids and self.isVisible():
            self.show_record(self._kind, self._record_id)

    def _show(self, steps: tuple[Step, ...]) -> None:
        self._steps = steps
        self._show_cards(_AT_ONCE)
        self.verticalScrollBar().setValue(0)

    def _show_cards(self, most: int) -> None:
        clear(self._cards)
        for step in self._steps[:most]:
            self._cards.addWidget(self._card(step))
        self._more.setVisible(len(self._steps) > most)

    def _card(self, step: Step) -> Card:
        card = Card(gap=4)
        head = row(None, [IconLabel(action_icon(step), "muted")], gap=8)
        head.addWidget(label(action_words(step), "strong", wrap=True), 1)
        card.body.addLayout(head)
        who = step.who or self.tr("this computer")
        card.body.addWidget(label(f"{moment(step.at)} · {who}", "secondary", wrap=True))
        for change in step.changes:
            words = change_words(self._kind, change)
            if words:
                card.body.addSpacing(4)
                card.body.addWidget(label(field_words(self._kind, change.field), "caption", wrap=True))
                card.body.addWidget(Paragraph(words))
        if step.differs and self._may_bring_back:
            card.body.addSpacing(8)
            card.body.addWidget(self._back(step))
        return card

    def _back(self, step: Step) -> QWidget:
        made = button(self.tr("Bring back this version"), "plain", "clock-counter-clockwise")
        made.setAccessibleName(self.tr("Bring back the version of {when}").format(when=moment(step.at)))
        made.clicked.connect(lambda: self._bring_back(step))
        return made

    def _bring_back(self, step: Step) -> None:
        db, kind, record_id = self._db, self._kind, self._record_id
        self._wrong.hide()
        self._jobs.write(
            lambda: history.bring_back(db, kind, record_id, step.key),
            lambda _changed: None,  # whoever shows the record hears of it
            owner=self,
            failed=self._refused,
        )

    def _refused(self, refusal: UserError) -> None:
        words = self.tr("This version cannot be brought back as it was. {why}")
        self._wrong.say(words.format(why=sentence(refusal)), "error")
        self.verticalScrollBar().setValue(0)

    def _lay_out(self) -> None:
        canvas = Canvas()
        inside = column(canvas, gap=12, margins=(24, 16, 24, 24))
        inside.addWidget(self._wrong)
        inside.addLayout(self._cards)
        inside.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeading)
        inside.addStretch(1)
        self._more.hide()
        set_up_scrolling(self, canvas)
