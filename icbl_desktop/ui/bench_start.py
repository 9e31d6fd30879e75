"""Times the start for ``make bench``: prints seconds since the process began, then quits."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication

from icbl_desktop.ui.program import Program


def report_start(program: Program, moment: str) -> None:
    """At "paint", the shell's first paint; at "filled", the first page with its content."""
    if moment == "filled":
        program.filled.connect(lambda: QTimer.singleShot(0, _finish))
    else:
        watcher = _FirstPaint(program.window)
        program.window.installEventFilter(watcher)


class _FirstPaint(QObject):
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, _finish)
        return False


def _finish() -> None:
    sys.stdout.write(f"{_age():.4f}\n")
    sys.stdout.flush()
    QApplication.exit(0)


def _age() -> float:
    """Seconds since this process started, from the system's own books (Linux only)."""
    ticks = int(Path("/proc/self/stat").read_text(encoding="ascii").rpartition(")")[2].split()[19])
    return time.clock_gettime(time.CLOCK_BOOTTIME) - ticks / os.sysconf("SC_CLK_TCK")
