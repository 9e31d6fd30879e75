"""After files were added: what became of each; sealed ones are opened here and tried again."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from icbl_desktop.domain.inbox import Verdict
from icbl_desktop.services.office.arriving import FileResult
from icbl_desktop.ui.context import Context
from icbl_desktop.ui.inbox.adding import Delivered
from icbl_desktop.ui.inbox.results_panel import ResultsPanel
from icbl_desktop.ui.inbox.unsealing import Unsealing
from icbl_desktop.ui.kit.layouts import column


class DeliveryStep(QWidget):
    """Stands in the place of the page's tabs until the person goes back to them."""

    left = Signal()
    opened = Signal(str)
    """The report with this digest is to be shown."""
    again = Signal(object)
    """The same paths are to be added again: a key is open now."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._delivered: Delivered | None = None
        self._before: Sequence[FileResult] = ()
        self._results, self._unsealing = ResultsPanel(), Unsealing(context)
        self._results.left.connect(self._leave)
        self._results.opened.connect(self.opened)
        self._results.unseal_wanted.connect(self._unsealing.begin)
        self._unsealing.opened.connect(self._try_again)
        layout = column(self, gap=12)
        layout.addWidget(self._unsealing)
        layout.addWidget(self._results, 1)
        self.setFocusProxy(self._results)

    def show_delivered(self, delivered: Delivered) -> None:
        """Show what became of the files: of those tried again what became of them before and now."""
        results = _both_times(self._before, delivered.results)
        self._before, self._delivered = (), delivered
        self._unsealing.done()
        self._results.show_results(results)
        self._shown = results

    def _try_again(self) -> None:
        if self._delivered is not None:
            self._before = self._shown
            self.again.emit(self._delivered.paths)

    def _leave(self) -> None:
        self._before = ()
        self._unsealing.done()
        self.left.emit()


def _both_times(before: Sequence[FileResult], now: Sequence[FileResult]) -> Sequence[FileResult]:
    """What is new of files that were added twice: the second result where the first was that it is sealed."""
    if len(before) != len(now):
        return now
    return [new if old.verdict == Verdict.SEALED else old for old, new in zip(before, now, strict=True)]
