"""The only module that opens a message box. Each function returns when the person has answered."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox, QPushButton, QWidget

from icbl_desktop.errors import UserError
from icbl_desktop.ui.kit.icons import pixmap
from icbl_desktop.ui.kit.widgets import set_look
from icbl_desktop.ui.words import sentence

_ICON_PIXELS = 32


def error(parent: QWidget | None, refusal: UserError) -> None:
    """Say a ``UserError``'s sentence; the one button closes it."""
    box = _box(parent, _tr("This did not work"), sentence(refusal), "warning-circle", "error")
    _primary(box, _tr("Close"))
    box.exec()


def ask(parent: QWidget | None, title: str, text: str, yes: str, no: str) -> bool:
    """Ask a question whose answers are verbs, such as "Delete" and "Keep it". Escape answers no."""
    box = _box(parent, title, text, "question", "accent")
    agreed = _primary(box, yes)
    refused = box.addButton(no, QMessageBox.ButtonRole.RejectRole)
    box.setEscapeButton(refused)
    box.exec()
    return box.clickedButton() is agreed


def crash(parent: QWidget | None, details: str) -> None:
    """Own up to a mistake of the program; the details can be copied for whoever mends it."""
    text = _tr(
        "The program made a mistake. Everything saved before is still there, and you can go on working.\n\n"
        "To help us mend it, copy the details and send them to the secretariat. Read them first: "
        "they may hold words you typed."
    )
    box = _box(parent, _tr("Something went wrong"), text, "warning", "caution")
    copy = box.addButton(_tr("Copy details"), QMessageBox.ButtonRole.ActionRole)
    copy.clicked.disconnect()  # a message box closes at any click; copying should leave it open
    copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(details))
    box.setDetailedText(details)
    _primary(box, _tr("Go on"))
    box.exec()


def _box(parent: QWidget | None, title: str, text: str, icon: str, ink: str) -> QMessageBox:
    box = QMessageBox(parent)
    box.setTextFormat(Qt.TextFormat.PlainText)  # what others wrote may stand in it
    box.setWindowTitle(title)
    box.setText(title)
    box.setInformativeText(text)
    box.setIconPixmap(pixmap(icon, ink, _ICON_PIXELS))
    return box


def _primary(box: QMessageBox, text: str) -> QPushButton:
    button = box.addButton(text, QMessageBox.ButtonRole.AcceptRole)
    set_look(button, "kind", "primary")
    box.setDefaultButton(button)
    return button


def _tr(text: str) -> str:
    return QCoreApplication.translate("messages", text)
