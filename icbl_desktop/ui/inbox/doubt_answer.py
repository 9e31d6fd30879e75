"""Two things that cannot both be so, side by side: what differs is marked, and a person chooses."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from icbl_desktop.errors import UserError
from icbl_desktop.services.office.deciding import BOTH, Doubt, Option
from icbl_desktop.ui.inbox.doubt_lines import DoubtLine, doubt_lines
from icbl_desktop.ui.inbox.inbox_words import stream_words
from icbl_desktop.ui.kit.card_grid import CardGrid
from icbl_desktop.ui.kit.layouts import column, row
from icbl_desktop.ui.kit.page_parts import Bar
from icbl_desktop.ui.kit.widgets import Card, IconLabel, Role, button, label
from icbl_desktop.ui.words import moment, sentence

_COLUMN = 300


class DoubtAnswer(QWidget):
    """A card for each thing there is to choose; what follows is for the list that shows it."""

    chosen = Signal(str)
    """The ``choice`` of an option."""
    report_wanted = Signal(str)
    """The report with this digest is to be shown."""
    left = Signal()

    def __init__(self, doubt: Doubt) -> None:
        super().__init__()
        self._kind = doubt.record_kind
        self._wrong = Bar(closable=False)
        layout = column(self, gap=12)
        layout.addWidget(CardGrid([self._card(one, doubt.options) for one in doubt.options], _COLUMN))
        layout.addWidget(self._wrong)
        leave = button(self.tr("Not now"), "quiet")
        leave.clicked.connect(self.left)
        below = row(None, [leave], gap=12)
        if doubt.kind == "successor" and BOTH not in [one.choice for one in doubt.options]:
            both = button(self.tr("Both are theirs"), "plain", "check")
            both.clicked.connect(lambda: self.chosen.emit(BOTH))
            below.insertWidget(0, both)
        below.addStretch(1)
        layout.addLayout(below)

    def refuse(self, refusal: UserError) -> None:
        """Say why the choice was not kept."""
        self._wrong.say(sentence(refusal), "error")

    def _card(self, option: Option, options: Sequence[Option]) -> Card:
        card = Card(option.title, gap=8)
        if option.number:
            made = moment(option.made_at) if option.made_at else ""
            said = (stream_words(option.stream_code, option.number), made)
            card.body.addWidget(label(" · ".join(filter(None, said)), "secondary", wrap=True))
        for line in doubt_lines(option, options, self._kind):
            card.body.addWidget(self._line(line))
        card.body.addStretch(1)
        choose = button(self.tr("This one counts"), "plain", "check")
        choose.setAccessibleName(self.tr("This one counts: {title}").format(title=option.title))
        choose.clicked.connect(lambda: self.chosen.emit(option.choice))
        buttons = row(None, [choose], gap=8)
        if option.digest:
            look = button(self.tr("Open the report"), "quiet", "file-text")
            look.clicked.connect(lambda: self.report_wanted.emit(option.digest))
            buttons.addWidget(look)
        buttons.addStretch(1)
        card.body.addLayout(buttons)
        return card

    def _line(self, line: DoubtLine) -> QWidget:
        made = QWidget()
        name = self.tr("{field} · differs").format(field=line.name) if line.differs else line.name
        words = column(gap=0)
        words.addWidget(label(name, "caption"))
        role: Role = "strong" if line.differs else "body"
        words.addWidget(label(line.words or self.tr("Nothing"), role, wrap=True))
        across = row(made, gap=8)
        sign = IconLabel("scales", "caution", 16) if line.differs else IconLabel("equals", "muted", 16)
        across.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        across.addLayout(words, 1)
        return made
