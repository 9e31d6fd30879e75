"""Noticing that a workbook was saved, in whatever way its program writes files."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

_QUIET = 400
"""Milliseconds without a further sign: by then a spreadsheet program has written the whole file."""


class BookWatch(QObject):
    """Watches a file and its folder: many programs write beside a file, then put the new one in its place."""

    saved = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._path: Path | None = None
        self._seen: tuple[int, int] | None = None
        self._system = QFileSystemWatcher(self)
        self._wait = QTimer(self, singleShot=True, interval=_QUIET)
        self._system.fileChanged.connect(lambda _path: self._wait.start())
        self._system.directoryChanged.connect(lambda _path: self._wait.start())
        self._wait.timeout.connect(self._look)

    def watch(self, path: Path) -> None:
        """Watch this file from now on, as it is now, and no other."""
        if watched := [*self._system.files(), *self._system.directories()]:
            self._system.removePaths(watched)
        self._path, self._seen = path, _stamp(path)
        self._system.addPaths([str(path), str(path.parent)])

    def _look(self) -> None:
        if self._path is None:
            return
        if str(self._path) not in self._system.files():  # it was put in the old one's place
            self._system.addPath(str(self._path))
        stamp = _stamp(self._path)
        if stamp is not None and stamp != self._seen:
            self._seen = stamp
            self.saved.emit()


def _stamp(path: Path) -> tuple[int, int] | None:
    """What changes when a file is saved: its time and its size; None while it is not there."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size
