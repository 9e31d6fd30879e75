"""One file behind a record: what it shows, its small picture, and what is said of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QCoreApplication, QLocale, QSize, Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QWidget

from icbl_desktop.domain.record import as_draft
from icbl_desktop.domain.vocabulary import Sharing
from icbl_desktop.domain.words import SHARING
from icbl_desktop.domain.work import Evidence, EvidenceDraft
from icbl_desktop.errors import UserError
from icbl_desktop.ui.kit.forms import Form
from icbl_desktop.ui.kit.input_dates import DateInput
from icbl_desktop.ui.kit.inputs import TextLine
from icbl_desktop.ui.kit.layouts import column, row
from icbl_desktop.ui.kit.widgets import IconLabel, button, icon_button, label
from icbl_desktop.ui.words import day, say
from icbl_desktop.ui.worklog.record_form import date_value, day_of, sharing_input

_PICTURE = QSize(64, 48)
_CLEANED = ("image/jpeg", "image/png")
"""What photos are made into; from other pictures and from films place and device cannot be taken here."""


class EvidenceLine(QWidget):
    """Shows a file; says what the person wants to do with it."""

    opened = Signal(bool)
    """To be looked at; True asks for the photo as it came."""
    removed = Signal()
    described = Signal(object)
    """An ``EvidenceDraft`` to be kept."""

    def __init__(self, one: Evidence) -> None:
        super().__init__()
        self._one = one
        self._form: _DescriptionForm | None = None
        self._picture, self._holder = QLabel(), QStackedWidget()
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._holder.setFixedSize(_PICTURE)
        self._holder.addWidget(IconLabel(_icon(one), "muted"))
        self._holder.addWidget(self._picture)
        self._whole = column(self, gap=4)
        texts = column(gap=0)
        texts.addWidget(label(one.caption or one.name, "body", wrap=True))
        texts.addWidget(label(self._facts(), "secondary", wrap=True))
        line = row(None, [self._holder], gap=12)
        line.addLayout(texts, 1)
        line.addLayout(self._tools())
        self._whole.addLayout(line)

    def show_thumbnail(self, png: bytes | None) -> None:
        """Show this small picture; None keeps the icon."""
        picture = QPixmap()
        if png is None or not picture.loadFromData(png):
            return
        ratio = self.devicePixelRatioF()
        fitted = picture.scaled(
            _PICTURE * ratio,
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        fitted.setDevicePixelRatio(ratio)
        self._picture.setPixmap(fitted)
        self._holder.setCurrentWidget(self._picture)

    def show_refusal(self, refusal: UserError) -> None:
        """Say beside its field what was wrong."""
        if self._form is not None:
            self._form.show_refusal(refusal)

    def _facts(self) -> str:
        one = self._one
        size = QLocale().formattedDataSize(one.size, 1, QLocale.DataSizeFormat.DataSizeSIFormat)
        named = one.name if one.caption else ""
        facts = " · ".join(part for part in (named, size, day(one.taken_on), one.source) if part)
        if one.sharing == Sharing.SECRETARIAT:
            return facts
        tells_where = one.media_type.startswith(("image/", "video/")) and one.media_type not in _CLEANED
        if tells_where and one.sharing == Sharing.LOCAL:
            stays = self.tr(
                "Place and device cannot be taken out of this kind of file here, "
                "so it stays on this computer unless you say otherwise."
            )
            return f"{facts}\n{stays}"
        return f"{facts} · {say(SHARING, one.sharing)}"

    def _tools(self) -> QHBoxLayout:
        name = self._one.name
        tools = row(gap=0)
        if self._one.original_sha256:
            original = icon_button("camera", self.tr("Open the original of {name}").format(name=name))
            original.clicked.connect(lambda: self.opened.emit(True))
            tools.addWidget(original)
        look_at = icon_button("arrow-square-out", self.tr("Open {name}").format(name=name))
        look_at.clicked.connect(lambda: self.opened.emit(False))
        describe = icon_button("pencil-simple", self.tr("Describe {name}").format(name=name))
        describe.clicked.connect(self._describe)
        remove = icon_button("trash", self.tr("Remove {name}").format(name=name))
        remove.clicked.connect(self.removed)
        for tool in (look_at, describe, remove):
            tools.addWidget(tool)
        return tools

    def _describe(self) -> None:
        """Open the form below the line, or close it."""
        if self._form is not None:
            self._form.deleteLater()
            self._form = None
            return
        self._form = _DescriptionForm(as_draft(self._one, EvidenceDraft))
        self._form.kept.connect(self.described)
        self._form.left.connect(self._describe)
        self._whole.addWidget(self._form)
        self._form.row("caption").entry.setFocus(Qt.FocusReason.OtherFocusReason)


class _DescriptionForm(Form):
    """What the file shows, when and by whom it was made, how far it may go."""

    kept = Signal(object)
    left = Signal()

    def __init__(self, draft: EvidenceDraft) -> None:
        super().__init__()
        self.add("caption", self.tr("What does it show?"), TextLine())
        self.add("taken_on", self.tr("When was it made?"), DateInput(months=False, optional=True))
        self.add(
            "source",
            self.tr("Who made it, or gave it to you?"),
            TextLine(),
            hint=self.tr("Stays on this computer."),
        )
        self.add("sharing", self.tr("How far may this file travel?"), sharing_input())
        self.set_values({**vars(draft), "taken_on": date_value(draft.taken_on)})
        save, leave = (
            button(self.tr("Save description"), "plain", "check"),
            button(self.tr("Cancel"), "quiet"),
        )
        save.clicked.connect(lambda: self._keep(draft))
        leave.clicked.connect(self.left)
        buttons = row(None, [save, leave])
        buttons.addStretch(1)
        self.body.addLayout(buttons)

    def _keep(self, draft: EvidenceDraft) -> None:
        if self.is_readable():
            values = self.values()
            self.kept.emit(replace(draft, **{**values, "taken_on": day_of(values["taken_on"])}))


def waiting_line(name: str, words: str, leave_out: Callable[[], None], *, wrong: bool) -> QWidget:
    """A file that is not kept (yet), with what is to be said about that."""
    made = QWidget()
    texts = column(gap=0)
    texts.addWidget(label(name, "body", wrap=True))
    texts.addWidget(label(words, "error" if wrong else "secondary", wrap=True))
    line = row(
        made, [IconLabel("warning-circle" if wrong else "clock", "error" if wrong else "muted")], gap=12
    )
    line.addLayout(texts, 1)
    remove = icon_button(
        "x", QCoreApplication.translate("EvidenceLine", "Leave out {name}").format(name=name)
    )
    remove.clicked.connect(leave_out)
    line.addWidget(remove)
    return made


def _icon(one: Evidence) -> str:
    if one.media_type.startswith("image/"):
        return "file-image"
    if one.media_type.startswith("audio/"):
        return "file-audio"
    return "file-pdf" if one.media_type == "application/pdf" else "file-text"
