"""Times the start for ``make bench``: prints seconds since the process began, then quits."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from icbl_desktop.ui.first_paint import after_first_paint
from icbl_desktop.ui.program import Program


def report_start(program: Program, moment: str) -> None:
    """At "paint", the shell's first paint; at "filled", the first page with its content."""
    if moment == "filled":
        program.filled.connect(lambda: QTimer.singleShot(0, _finish))
    else:
        after_first_paint(program.window, _finish)


def _finish() -> None:
    sys.stdout.write(f"{_age():.4f}\n")
    sys.stdout.flush()
    QApplication.exit(0)


def _age() -> float:
    """Seconds since this process started, from the system's own books (Linux only)."""
    ticks = int(Path("/proc/self/stat").read_text(encoding="ascii").rpartition(")")[2].split()[19])
    return time.clock_gettime(time.CLOCK_BOOTTIME) - ticks / os.sysconf("SC_CLK_TCK")
