"""One window on a workspace: a second start is answered by the window that is open."""

from __future__ import annotations

from PySide6.QtCore import QFileSystemWatcher, QLockFile, QObject, QTimer, Signal

from icbl_desktop.config import Folders
from icbl_desktop.services import handover


def window_lock(folders: Folders) -> QLockFile:
    """The lock that the one open window holds; one left by a crash can be taken at once."""
    folders.root.mkdir(parents=True, exist_ok=True)
    lock = QLockFile(str(folders.root / "window.lock"))
    lock.setStaleLockTime(0)  # a window may stay open for weeks
    return lock


class OtherStarts(QObject):
    """Lives beside the window that holds the lock."""

    asked = Signal(object)
    """Another start asks for a file, a ``Path``, or with None for the window itself."""

    def __init__(self, folders: Folders) -> None:
        super().__init__()
        self._folders = folders
        folders.handover.mkdir(parents=True, exist_ok=True)
        self._watcher = QFileSystemWatcher([str(folders.handover)], self)
        self._watcher.directoryChanged.connect(self._answer)
        QTimer.singleShot(0, self, self._answer)  # what came while the window was being made

    def _answer(self) -> None:
        for file in handover.take_all(self._folders):
            self.asked.emit(file)
