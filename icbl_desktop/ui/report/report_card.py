"""One saved report: what it is, where it stands, what ties it to others, and what can be done with it."""

from __future__ import annotations

from enum import StrEnum
from functools import partial

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QMenu, QWidget

from icbl_desktop.domain.report_state import ReportState
from icbl_desktop.services.report_history import ReportLine
from icbl_desktop.ui.kit.layouts import flowing
from icbl_desktop.ui.kit.menus import open_below
from icbl_desktop.ui.kit.widgets import Card, Paragraph, button, label
from icbl_desktop.ui.report.report_words import link_chips, state_chip, title_of
from icbl_desktop.ui.words import day, number

_WAITING = (ReportState.SENT, ReportState.CONFIRMED)
"""Sent, and nothing has come back yet."""


class Act(StrEnum):
    """What a person can do with a saved report."""

    SAVE = "save"
    SENT = "sent"
    NOT_SENT = "not_sent"
    CONFIRMED = "confirmed"
    NOT_CONFIRMED = "not_confirmed"
    CORRECT = "correct"
    OPEN = "open"


class ReportCard(Card):
    """Says with ``acted`` what is to be done."""

    acted = Signal(object, object)
    """The ``Act`` and the ``ReportLine``."""

    def __init__(self, report: ReportLine) -> None:
        super().__init__(gap=4)
        self._report, self._title = report, title_of(report)
        self.body.addWidget(label(self._title, "strong", wrap=True))
        self.body.addWidget(Paragraph(_about(report), "secondary"))
        self.body.addSpacing(4)
        self.body.addWidget(flowing(state_chip(report), *link_chips(report)))
        if advice := _advice(report):
            self.body.addWidget(label(advice, "secondary", wrap=True))
        self.body.addSpacing(4)
        buttons = self._buttons()
        self.setFocusProxy(buttons[0])
        self.body.addWidget(flowing(*buttons))

    def _buttons(self) -> list[QWidget]:
        state = self._report.state
        buttons: list[QWidget] = [self._button(_tr("Save or send…"), Act.SAVE, "download-simple")]
        if state == ReportState.SAVED:
            buttons.append(self._button(_tr("I sent it"), Act.SENT, "paper-plane-tilt"))
        if state == ReportState.SENT:
            buttons.append(self._button(_tr("They confirmed by e-mail"), Act.CONFIRMED, "check"))
        if state != ReportState.SAVED and not self._report.replaced_by:
            buttons.append(self._button(_tr("Correct a sent report"), Act.CORRECT, "pencil-simple"))
        buttons.append(self._button(_tr("Open the pages"), Act.OPEN, "arrow-square-out"))
        if state in _WAITING:
            more = button(_tr("More"), "quiet", "dots-three")
            more.clicked.connect(lambda: self._open_more(more))
            self._name(more)
            buttons.append(more)
        return buttons

    def _button(self, words: str, act: Act, icon: str) -> QWidget:
        made = button(words, "plain" if act in (Act.SAVE, Act.SENT, Act.CONFIRMED) else "quiet", icon)
        made.clicked.connect(lambda: self.acted.emit(act, self._report))
        self._name(made)
        return made

    def _name(self, made: QWidget) -> None:
        """Each button says to a screen reader which report it is about."""
        made.setAccessibleName(f"{self._title}: {made.property('text')}")

    def _open_more(self, below: QWidget) -> None:
        menu = QMenu(self)
        acts = [(_tr("It was sent on another day…"), Act.SENT), (_tr("It was not sent"), Act.NOT_SENT)]
        if self._report.state == ReportState.CONFIRMED:
            acts.append((_tr("They did not confirm it"), Act.NOT_CONFIRMED))
        for words, act in acts:
            menu.addAction(words).triggered.connect(partial(self._emit, act))
        open_below(menu, below)

    def _emit(self, act: Act, _checked: bool = False) -> None:
        self.acted.emit(act, self._report)


def _about(report: ReportLine) -> str:
    parts = [
        _tr("Saved {date}").format(date=day(report.issued_at)),
        _tr("Records: {count}").format(count=number(report.records)),
        _tr("Files: {count}").format(count=number(report.files)) if report.files else "",
        report.name,
    ]
    return " · ".join(filter(None, parts))


def _advice(report: ReportLine) -> str:
    """What to expect, or to do next."""
    match report.state:
        case ReportState.SENT:
            return _tr("No receipt yet. You can send the same file again; it will not count twice.")
        case ReportState.CONFIRMED:
            return _tr("The receipt comes with a plan update.")
        case ReportState.HAS_ISSUES:
            return _tr("The secretariat has read it and asks something: see Questions.")
    return ""


def _tr(text: str) -> str:
    return QCoreApplication.translate("report_card", text)
