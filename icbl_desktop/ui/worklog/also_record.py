"""What officials did or promised, or what came of it, raised to a record of its own in one step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from icbl_desktop.domain.plan import Ref
from icbl_desktop.domain.prefilled import answer_of, follow_up_of, outcome_of, promise_in
from icbl_desktop.domain.record import Draft
from icbl_desktop.domain.work import ActivityEntry
from icbl_desktop.ui.context import Go, Place
from icbl_desktop.ui.kit.icons import set_icon
from icbl_desktop.ui.kit.input_choices import Option
from icbl_desktop.ui.kit.layouts import FlowLayout
from icbl_desktop.ui.kit.widgets import label


class AlsoRecord(QWidget):
    """Buttons that stand below what was written, for each kind of record it may be.

    A promise or a follow-up is a line of the form. An outcome or an answer to an indicator is begun on its
    own page, once the activity is saved.
    """

    line_wanted = Signal(str, object)
    """The field of the form, and the line to add to it."""
    save_first = Signal(object)
    """Save the activity, then call this with its id."""

    def __init__(self, activity: Callable[[], ActivityEntry], go: Go) -> None:
        """``activity`` gives what stands in the form."""
        super().__init__()
        self._activity, self._go = activity, go
        self._indicators: Sequence[Option] = ()
        self._flow = FlowLayout(self)
        self._flow.addWidget(label(self.tr("Also record as"), "label"))
        self._add(self.tr("Promise"), "handshake").clicked.connect(
            lambda: self.line_wanted.emit("promises", promise_in(activity()))
        )
        self._add(self.tr("Follow-up"), "bell").clicked.connect(
            lambda: self.line_wanted.emit("follow_ups", follow_up_of(activity()))
        )
        self._add(self.tr("Outcome"), "plant").clicked.connect(lambda: self._begin("outcomes", outcome_of))
        self._answer = self._add(self.tr("Step or indicator value"), "stairs")
        self._answer.clicked.connect(self._open_indicators)

    def offer_indicators(self, indicators: Sequence[Option]) -> None:
        """The indicators it is likely to be an answer to; another one is chosen on their page."""
        self._indicators = indicators

    def _add(self, words: str, icon: str) -> QPushButton:
        made = QPushButton(words)
        made.setProperty("kind", "pill")
        made.setAccessibleName(self.tr("Also record as: {kind}").format(kind=words))
        set_icon(made, icon, "muted")
        self._flow.addWidget(made)
        return made

    def _open_indicators(self) -> None:
        if not self._indicators:
            self._begin_answer("")
            return
        menu = QMenu(self)
        for one in (*self._indicators, Option("", self.tr("Another indicator"))):
            menu.addAction(one.words).setData(one.key)
        menu.triggered.connect(lambda action: self._begin_answer(str(action.data())))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._answer.mapToGlobal(QPoint(0, self._answer.height())))

    def _begin_answer(self, indicator: Ref) -> None:
        self._begin("progress", partial(answer_of, indicator=indicator))

    def _begin(self, page: str, made_of: Callable[[ActivityEntry, str], Draft]) -> None:
        activity, go = self._activity(), self._go
        self.save_first.emit(lambda saved_id: go(Place(page, draft=made_of(activity, saved_id))))
