"""The ways a plan, or a file of receipts, comes to the window: asked for, dropped, handed by the system."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QObject, Signal
from PySide6.QtGui import QDropEvent, QFileOpenEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from icbl_desktop.config import PLAN_ENDING, RECEIPTS_ENDING

_DRAGS = {QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop}


def ask_for_plan_file(parent: QWidget) -> Path | None:
    """Let the person choose a plan file; None if they chose none."""
    title = QCoreApplication.translate("plan_files", "Open a plan file")
    kinds = QCoreApplication.translate("plan_files", "Plans ({pattern})").format(pattern=f"*{PLAN_ENDING}")
    chosen, _ = QFileDialog.getOpenFileName(parent, title, "", kinds)
    return Path(chosen) if chosen else None


def ask_for_file(parent: QWidget) -> Path | None:
    """Let the person choose a plan file or a file of receipts; None if they chose none."""
    title = QCoreApplication.translate("plan_files", "Open a file of the secretariat")
    kinds = QCoreApplication.translate("plan_files", "Plans and receipts ({pattern})")
    pattern = f"*{PLAN_ENDING} *{RECEIPTS_ENDING}"
    chosen, _ = QFileDialog.getOpenFileName(parent, title, "", kinds.format(pattern=pattern))
    return Path(chosen) if chosen else None


def dragged_file(data: QMimeData) -> Path | None:
    """The first plan file, or file of receipts, among what is dragged."""
    paths = (Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile())
    return next((path for path in paths if path.suffix.lower() in (PLAN_ENDING, RECEIPTS_ENDING)), None)


class PlanDrops(QObject):
    """Takes a plan, or a file of receipts, dropped anywhere on a window, before any field or form in it can.

    It listens where the system brings the drag to the window; all other drags go their usual way.
    """

    dropped = Signal(object)
    """The file, a ``Path``."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        window.setAcceptDrops(True)
        window.winId()  # makes the system's window, if it is not there yet
        window.windowHandle().installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Welcome such a file, and take it where it is let go."""
        if not isinstance(event, QDropEvent) or event.type() not in _DRAGS:
            return False
        path = dragged_file(event.mimeData())
        if path is None:
            return False
        event.acceptProposedAction()
        if event.type() == QEvent.Type.Drop:
            self.dropped.emit(path)
        return True


class FileOpenings(QObject):
    """On macOS a double-click on a file comes to the program as an event; installed on the application."""

    opened = Signal(object)
    """The file, a ``Path``."""

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Take the event that opens a file."""
        if isinstance(event, QFileOpenEvent) and event.file():
            self.opened.emit(Path(event.file()))
            return True
        return False
