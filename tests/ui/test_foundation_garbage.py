"""Garbage is collected on the GUI thread alone: a widget destroyed by a worker takes the program down."""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable

from PySide6.QtWidgets import QApplication

from icbl_desktop.ui.garbage import GarbageCollector, collect_if_due


class Circle:
    """Garbage that only the collector finds; tells which thread it went on."""

    def __init__(self, gone: Callable[[int], None]) -> None:
        self.me, self.gone = self, gone

    def __del__(self) -> None:
        self.gone(threading.get_ident())


def test_what_a_worker_leaves_goes_on_the_gui_thread(qapp: QApplication) -> None:
    went_on: list[int] = []
    garbage = GarbageCollector(qapp)
    worker = threading.Thread(target=lambda: [Circle(went_on.append) for _ in range(5000)])
    worker.start()
    worker.join()
    assert went_on == []
    collect_if_due()
    assert set(went_on) == {threading.get_ident()}
    assert len(went_on) == 5000
    garbage.stop()
    assert gc.isenabled()
