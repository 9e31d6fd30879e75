"""Cards side by side, in as many equal columns as the width has room for."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from icbl_desktop.ui.kit import look


class CardGrid(QWidget):
    """Lays the cards out again when the width, or the size of the text, leaves room for more or fewer."""

    def __init__(self, cards: Sequence[QWidget], narrowest: int = 380, most: int = 2, gap: int = 16) -> None:
        """``narrowest`` is the width in pixels, before the text scale, that a card needs."""
        super().__init__()
        self._cards = cards
        self._narrowest, self._most, self._gap = narrowest, most, gap
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(gap)
        self._place(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use the room there is."""
        super().resizeEvent(event)
        fitting = (self.width() + self._gap) // (look.scaled(self._narrowest) + self._gap)
        self._place(max(1, min(fitting, self._most)))

    def _place(self, columns: int) -> None:
        if columns == self._columns:
            return
        for number in range(self._most):
            self._grid.setColumnStretch(number, 1 if number < columns else 0)
        self._columns = columns
        for number, card in enumerate(self._cards):
            self._grid.addWidget(card, *divmod(number, columns))
