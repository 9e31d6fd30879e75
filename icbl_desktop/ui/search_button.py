"""The search box in the top bar: it opens the command palette, and is an icon where room is short."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QSizePolicy

from icbl_desktop.ui.kit.icons import set_icon

_KEYS = QKeySequence("Ctrl+K")


class SearchButton(QPushButton):
    """Ctrl+K presses it from anywhere."""

    def __init__(self) -> None:
        super().__init__()
        self._words = self.tr("Search or run a command")
        self.setProperty("kind", "search")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self._words)
        self.setToolTip(self._label())
        self.show_words(True)
        QShortcut(_KEYS, self, self.click)  # a button's own shortcut answers a tenth of a second late

    def show_words(self, shown: bool) -> None:
        """The words beside the icon, or the icon alone."""
        self.setText(self._label() if shown else "")
        set_icon(self, "magnifying-glass", "muted")

    def width_with_words(self) -> int:
        """How wide it is with its words, whether they are shown or not."""
        metrics = self.fontMetrics()
        edges = self.sizeHint().width() - metrics.horizontalAdvance(self.text())
        return edges + metrics.horizontalAdvance(self._label())

    def _label(self) -> str:
        return f"{self._words}     {_KEYS.toString(QKeySequence.SequenceFormat.NativeText)}"
