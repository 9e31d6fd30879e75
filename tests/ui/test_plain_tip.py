"""What others wrote is shown as it is: Qt takes none of it for HTML."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import Qt
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox
from pytestqt.qtbot import QtBot

from icbl_desktop.errors import UserError
from icbl_desktop.ui import messages
from icbl_desktop.ui.kit.plain_tip import plain_tip
from icbl_desktop.ui.kit.widgets import icon_button


@pytest.mark.parametrize(
    "words", ["<img src='file:///etc/x'>", "a <b>name</b>", "&lt;<img src='x'>", "<qt>x"]
)
def test_words_in_a_tooltip_are_no_html(qtbot: QtBot, words: str) -> None:
    assert Qt.mightBeRichText(words)
    assert not Qt.mightBeRichText(plain_tip(words))
    button = icon_button("x", words)
    qtbot.addWidget(button)
    assert not Qt.mightBeRichText(button.toolTip())


def test_a_message_shows_what_it_names_as_it_is(qtbot: QtBot) -> None:
    formats: list[Qt.TextFormat] = []

    def look() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        formats.extend(one.textFormat() for one in box.findChildren(QLabel) if one.text())
        box.close()

    QTimer.singleShot(0, look)
    messages.error(None, UserError("The reports of {name} name no key.", name="<img src='x'>"))
    assert formats == [Qt.TextFormat.PlainText] * 2
