"""The real pages of a PDF that is only in memory, one below the other, to scroll and zoom."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QEvent
from PySide6.QtGui import QColor, QPalette
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QFrame, QWidget

from icbl_desktop.ui.kit import look
from icbl_desktop.ui.kit.layouts import column, row
from icbl_desktop.ui.kit.widgets import button, icon_button, label
from icbl_desktop.ui.words import number

_STEP = 1.25
_SMALLEST, _LARGEST = 0.25, 4.0
_POINTS_AN_INCH = 72


class PdfPreview(QWidget):
    """Shows pages to the width of the view; another document stands at the same place on the page."""

    def __init__(self, name: str) -> None:
        """``name`` is what a screen reader says of the pages."""
        super().__init__()
        self._bytes = QBuffer(self)
        self._document = QPdfDocument(self)
        self._view = QPdfView(self)
        self._view.setDocument(self._document)
        self._view.setPageMode(QPdfView.PageMode.MultiPage)
        self._view.setFrameShape(QFrame.Shape.NoFrame)
        self._view.setAccessibleName(name)
        self._pages = label("", "secondary")
        self._fit = button(self.tr("Fit width"), "quiet")
        self._smaller = icon_button("minus", self.tr("Smaller"))
        self._larger = icon_button("plus", self.tr("Larger"))
        self._fit.clicked.connect(self._fit_width)
        self._smaller.clicked.connect(lambda: self._zoom(1 / _STEP))
        self._larger.clicked.connect(lambda: self._zoom(_STEP))
        line = row(None, [self._pages], gap=4)
        line.addStretch(1)
        for widget in (self._smaller, self._larger, self._fit):
            line.addWidget(widget)
        layout = column(self, gap=8)
        layout.addLayout(line)
        layout.addWidget(self._view, 1)
        self._fit_width()
        self._colour()

    def show_pdf(self, pdf: bytes) -> None:
        """Show these pages."""
        place = self._view.verticalScrollBar().value()
        self.clear()
        self._bytes.setData(pdf)
        self._bytes.open(QBuffer.OpenModeFlag.ReadOnly)
        self._document.load(self._bytes)
        self._view.verticalScrollBar().setValue(place)
        self.say(self.tr("Pages: {count}").format(count=number(self.page_count())))

    def say(self, words: str) -> None:
        """Words above the pages, in place of their number."""
        self._pages.setText(words)

    def page_count(self) -> int:
        """How many pages are shown."""
        return self._document.pageCount()

    def text(self) -> str:
        """All words on the pages."""
        return "\n".join(self._document.getAllText(page).text() for page in range(self.page_count()))

    def zoom(self) -> float:
        """How large the pages are; 1.0 is their size on paper."""
        fitted = self._view.zoomMode() == QPdfView.ZoomMode.FitToWidth
        return self._fitted() if fitted else self._view.zoomFactor()

    def clear(self) -> None:
        """Let go of the pages."""
        self._document.close()
        self._bytes.close()

    def changeEvent(self, event: QEvent) -> None:
        """Keep the ground behind the pages in the theme's colours."""
        if event.type() == QEvent.Type.StyleChange:
            self._colour()
        super().changeEvent(event)

    def _colour(self) -> None:
        palette = QPalette(self._view.palette())
        palette.setColor(QPalette.ColorRole.Dark, QColor(look.colours().rail))
        self._view.setPalette(palette)

    def _fit_width(self) -> None:
        self._view.setZoomMode(QPdfView.ZoomMode.FitToWidth)

    def _zoom(self, by: float) -> None:
        wanted = min(max(self.zoom() * by, _SMALLEST), _LARGEST)
        self._view.setZoomMode(QPdfView.ZoomMode.Custom)
        self._view.setZoomFactor(wanted)

    def _fitted(self) -> float:
        if not self.page_count():
            return 1.0
        margins = self._view.documentMargins()
        room = self._view.viewport().width() - margins.left() - margins.right()
        return room / (self._document.pagePointSize(0).width() * self.logicalDpiX() / _POINTS_AN_INCH)
