"""A trusted key's fingerprint in words, shown when somebody asks for them on the phone."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from icbl_desktop.services import key_office
from icbl_desktop.services.keys import TrustedKey
from icbl_desktop.ui.context import Context
from icbl_desktop.ui.kit.layouts import column
from icbl_desktop.ui.kit.spoken_key import words_table
from icbl_desktop.ui.kit.widgets import button


class KeyWords(QWidget):
    """A link; pressed, it gives way to the words."""

    def __init__(self, context: Context, key: TrustedKey) -> None:
        super().__init__()
        self._layout = column(self, gap=0)
        self._show = button(self.tr("Show it in words"), "link")
        self._show.setAccessibleName(self.tr("Show the key of {name} in words").format(name=key.name))
        self._show.clicked.connect(
            lambda: context.jobs.read(lambda: key_office.words_of(key.text), self._show_words, owner=self)
        )
        self._layout.addWidget(self._show, 0, Qt.AlignmentFlag.AlignLeading)

    def _show_words(self, words: tuple[str, ...]) -> None:
        self._show.hide()
        self._layout.addWidget(words_table(words), 0, Qt.AlignmentFlag.AlignLeading)
