"""After a bundle was saved: what it is, who signed it, and what to do with it now."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QWidget

from icbl_desktop.services.plan_signing import Signed
from icbl_desktop.ui.kit.layouts import FlowLayout, column, row
from icbl_desktop.ui.kit.paths import shown_path
from icbl_desktop.ui.kit.widgets import IconLabel, Paragraph, button, icon_button, label
from icbl_desktop.ui.words import number

_DIGEST_SHOWN = 16
"""Characters of the digest: enough to tell two files apart on the phone."""


class SavedBundle(QFrame):
    """Stays until closed, or until another workbook is opened."""

    look_wanted = Signal(object)
    """The person wants to see it as a campaign does: its ``Path``."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("bar", "success")
        self._path = Path()
        self._title, self._where = label("", "strong", wrap=True), label("", wrap=True)
        self._facts = Paragraph("")
        close = icon_button("x", self.tr("Close"))
        close.clicked.connect(self.hide)
        words = column(gap=8)
        words.addWidget(self._title)
        words.addWidget(self._where)
        words.addWidget(self._facts)
        words.addWidget(self._build_buttons())
        across = row(self, [], gap=12, margins=(12, 12, 6, 12))
        across.addWidget(IconLabel("seal-check", "success"), 0, Qt.AlignmentFlag.AlignTop)
        across.addLayout(words, 1)
        across.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    def say(self, signed: Signed, path: Path) -> None:
        """Show this bundle."""
        self._path = path
        read = signed.bundle
        self._title.setText(
            self.tr("Number {n} of {title} is signed, checked and saved.").format(
                n=number(read.manifest.sequence), title=read.plan.title
            )
        )
        digest = read.digest[:_DIGEST_SHOWN]
        groups = " ".join(digest[start : start + 4] for start in range(0, _DIGEST_SHOWN, 4))
        facts = self.tr(
            "Signed with {fingerprint}. Digest {digest}.\n"
            "Send it by e-mail or carry it on a stick. It is signed, not secret.\n"
            "{call}"
        )
        call = self.tr("A campaign that does not know this key yet will call: its words stand under Keys.")
        if read.key_list is not None:
            call = self.tr("A campaign that knows no root yet will call: the root's words stand under Keys.")
        self._where.setText(shown_path(path))
        self._facts.set_words(facts.format(fingerprint=read.fingerprint, digest=groups, call=call))
        self.show()

    def _build_buttons(self) -> QWidget:
        made = QWidget()
        flow = FlowLayout(made)
        folder = button(self.tr("Open the folder"), "plain", "folder-open")
        folder.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._path.parent))))
        look = button(self.tr("Look at it as a campaign does"), "quiet", "eye")
        look.clicked.connect(lambda: self.look_wanted.emit(self._path))
        flow.addWidget(folder)
        flow.addWidget(look)
        return made
