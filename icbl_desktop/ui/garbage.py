"""Garbage is collected on the GUI thread alone, between two events.

Left to itself, Python collects on whatever thread happens to allocate, also on the workers; a widget that is
destroyed there takes the program down.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY = 2000
"""Milliseconds between two looks."""


class GarbageCollector(QObject):
    """In place of Python's own timing, as long as it lives; the thresholds stay Python's."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.timeout.connect(collect_if_due)
        self._timer.start(_EVERY)

    def stop(self) -> None:
        """Give the timing back to Python."""
        self._timer.stop()
        gc.enable()


def collect_if_due() -> None:
    """Collect the oldest generation whose threshold is passed, and with it the younger ones."""
    due = [count > threshold for count, threshold in zip(gc.get_count(), gc.get_threshold(), strict=True)]
    for generation in (2, 1, 0):
        if due[generation]:
            gc.collect(generation)
            return
