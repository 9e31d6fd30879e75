"""A report before it is made: its period, what goes and what stays, and its real pages."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QSplitter, QWidget

from icbl_desktop.domain.period import Period
from icbl_desktop.services.reports import Preview
from icbl_desktop.ui import look, report_contents
from icbl_desktop.ui.forms import FieldRow
from icbl_desktop.ui.icon_line import icon_line
from icbl_desktop.ui.layouts import clear, column
from icbl_desktop.ui.pdf_preview import PdfPreview
from icbl_desktop.ui.period_input import PeriodInput
from icbl_desktop.ui.widgets import button, label
from icbl_desktop.ui.words import today

_SETTLE_MS = 250
"""How long a person pauses before the pages are drawn again."""
_LEFT = 360


class ReportMaker(QWidget):
    """Says which period is asked for, and that the report on show is wanted."""

    period_chosen = Signal(Period)
    make_wanted = Signal(object)
    """The ``Preview`` that is shown."""
    drafts_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
