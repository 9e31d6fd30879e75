"""Files dropped on a part of the window are taken in by it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget

_DRAGS = (QEvent.Type.DragEnter, QEvent.Type.Drop)


class FileDrops(QObject):
    """Hands ``take`` the files that are dropped anywhere on a widget."""

    def __init__(self, target: QWidget, take: Callable[[list[Path]], None]) -> None:
        super().__init__(target)
        self._take = take
        target.setAcceptDrops(True)
        target.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Welcome files, and take them where they are let go; all else goes its usual way."""
        if not isinstance(event, QDropEvent) or event.type() not in _DRAGS:
            return False
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if not paths:
            return False
        event.acceptProposedAction()
        if event.type() == QEvent.Type.Drop:
            self._take(paths)
        return True
