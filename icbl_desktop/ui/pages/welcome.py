"""The first start: language, states, organisation; then the program opens on the newest plan."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QWidget

from icbl_desktop import config
from icbl_desktop.domain.countries import Countries
from icbl_desktop.domain.rules import check_campaign
from icbl_desktop.domain.vocabulary import Changed
from icbl_desktop.domain.work import CampaignDraft
from icbl_desktop.errors import UserError
from icbl_desktop.services import campaign, countries
from icbl_desktop.ui.context import Context
from icbl_desktop.ui.kit.forms import Form
from icbl_desktop.ui.kit.held_width import hold_width
from icbl_desktop.ui.kit.icon_line import icon_note
from icbl_desktop.ui.kit.inputs import TextLine
from icbl_desktop.ui.kit.layouts import ALL_THE_ROOM, column, row
from icbl_desktop.ui.kit.line_button import LineButton
from icbl_desktop.ui.kit.page_parts import Bar
from icbl_desktop.ui.kit.scrolling import Canvas, set_up_scrolling
from icbl_desktop.ui.kit.widgets import Card, Paragraph, button, label
from icbl_desktop.ui.settings.languages import language_choice
from icbl_desktop.ui.settings.state_picker import StatePicker
from icbl_desktop.ui.words import sentence

_CARD_WIDTH = 600
_USUAL = (880, 760)
_SMALLEST = (480, 480)
_NAMES = ("language", "states", "organisation")


class Welcome(QWidget):
    """A window of three steps, each with one question."""

    finished = Signal()
    """The campaign is set up."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._forms: dict[str, Form] = {}
        self._steps = QStackedWidget()
        self._count = label("", "caption")
        self._problem = Bar(closable=False)
        self._back = button(self.tr("Back"), "quiet")
        self._on = button(self.tr("Continue"), "primary")
        self._again = LineButton(
            "arrow-counter-clockwise",
            self.tr("I have worked with this program before: rebuild from my reports"),
            ink="accent",
        )
        self._again.clicked.connect(self._rebuild)
        self._back.clicked.connect(lambda: self._show(self._steps.currentIndex() - 1))
        self._on.clicked.connect(self._next)
        self.setWindowTitle(self.tr("Welcome"))
        self.setMinimumSize(*_SMALLEST)
        self.resize(*_USUAL)
        self._lay_out()
        self._on.setEnabled(False)
        context.jobs.read(countries.facts, self._fill, owner=self)

    def say_kept(self, name: str) -> None:
        """A plan file was opened before the start is finished."""
        words = self.tr("{name} is kept, and shown to you as soon as these questions are answered.")
        self._problem.say(words.format(name=name), "info")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on, as the filled button does; on another button it presses that one."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            next((one for one in (self._back, self._again) if one.hasFocus()), self._on).click()
        else:
            super().keyPressEvent(event)

    def _fill(self, facts: Countries) -> None:
        language = self._add_step(
            "language",
            self.tr("Welcome"),
            self.tr(
                "Here you keep what your campaign does against landmines and cluster munitions, "
                "and make reports of it. Three short questions, and you can start. "
                "You can change every answer later."
            ),
        )
        language.add("language", self.tr("Language"), language_choice())
        states = self._add_step(
            "states",
            self.tr("Where does your campaign work?"),
            self.tr("Choose one state, or several. The program then shows what the plan asks for there."),
        )
        states.add("states", self.tr("State or other area"), StatePicker(facts.states.values()))
        who = self._add_step(
            "organisation",
            self.tr("Who are you?"),
            self.tr("This name stands on your reports, so that the secretariat knows whose work it reads."),
        )
        who.add("organisation", self.tr("Name of your organisation or campaign"), TextLine(longest=200))
        self._on.setEnabled(True)
        self._show(0)

    def _add_step(self, name: str, title: str, words: str) -> Form:
        step = QWidget()
        form = self._forms[name] = Form()
        layout = column(step, gap=8)
        layout.addWidget(label(title, "title", wrap=True))
        layout.addWidget(Paragraph(words))
        layout.addSpacing(8)
        layout.addWidget(form)
        layout.addStretch(1)
        self._steps.addWidget(step)
        return form

    def _show(self, number: int) -> None:
        last = len(_NAMES) - 1
        self._steps.setCurrentIndex(number)
        self._problem.hide()
        self._count.setText(self.tr("Step {number} of {all}").format(number=number + 1, all=last + 1))
        self._back.setVisible(number > 0)
        self._again.setVisible(number == 0)
        self._on.setText(self.tr("Start") if number == last else self.tr("Continue"))
        name = _NAMES[number]
        self._forms[name].row(name).entry.setFocus(Qt.FocusReason.OtherFocusReason)

    def _next(self) -> None:
        name = _NAMES[self._steps.currentIndex()]
        problem = check_campaign(self._draft()).get(name)
        if problem:
            self._refused(UserError(problem, field=name))
        elif name == _NAMES[-1]:
            self._start()
        else:
            self._show(self._steps.currentIndex() + 1)

    def _draft(self) -> CampaignDraft:
        values = {name: form.values()[name] for name, form in self._forms.items()}
        return CampaignDraft(**values)

    def _start(self) -> None:
        db, draft = self._context.app.db, self._draft()
        self._on.setEnabled(False)
        self._context.jobs.write(
            lambda: campaign.start(db, draft), self._started, owner=self, failed=self._refused
        )

    def _started(self, _changed: Changed) -> None:
        self.finished.emit()

    def _rebuild(self) -> None:
        from icbl_desktop.ui.settings.rebuild_dialog import RebuildDialog  # few ever need it

        dialog = RebuildDialog(self._context, self)
        if dialog.exec():
            self.finished.emit()
        dialog.deleteLater()

    def _refused(self, refusal: UserError) -> None:
        self._on.setEnabled(True)
        if refusal.field in self._forms:
            self._show(_NAMES.index(refusal.field))
            self._forms[refusal.field].show_refusal(refusal)
        else:
            self._problem.say(sentence(refusal), "error")

    def _lay_out(self) -> None:
        card = Card(gap=12)
        card.body.setContentsMargins(32, 16, 32, 16)
        for widget in (self._count, self._steps, self._again, self._problem):
            card.body.addWidget(widget)
        buttons = row(None, [self._back])
        buttons.addStretch(1)
        buttons.addWidget(self._on)
        card.body.addLayout(buttons)
        canvas = Canvas()
        middle = column(canvas, gap=12, margins=(24, 12, 24, 12))
        middle.addStretch(1)
        middle.addLayout(_centred(icon_note("app", config.APP_NAME, "accent", "section")))
        middle.addLayout(_centred(card))
        middle.addLayout(_centred(icon_note("shield-check", self._promise(), "success")))
        middle.addStretch(2)
        scroll = QScrollArea()
        set_up_scrolling(scroll, canvas)
        column(self).addWidget(scroll)

    def _promise(self) -> str:
        return self.tr("Nothing leaves this computer without you. There is no account and no network.")


def _centred(widget: QWidget) -> QHBoxLayout:
    """The widget in the middle of the line, no wider than is good to read."""
    hold_width(widget, most=_CARD_WIDTH)
    across = row()
    across.addStretch(1)
    across.addWidget(widget, ALL_THE_ROOM)
    across.addStretch(1)
    return across
