"""A place where a small form opens in the page itself, and closes again."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from icbl_desktop.ui.kit.layouts import column
from icbl_desktop.ui.kit.scrolling import bring_into_view


class FormPlace(QWidget):
    """Hidden while there is no form in it; another form takes the place of the one before."""

    def __init__(self) -> None:
        super().__init__()
        self._form: QWidget | None = None
        self._column = column(self, gap=0)
        self.hide()

    def has_form(self) -> bool:
        """Whether a form is open."""
        return self._form is not None

    def open_form(self, form: QWidget) -> None:
        """Show this form, bring it into view and give it the focus."""
        self.close_form()
        self._form = form
        self._column.addWidget(form)
        self.show()
        form.show()  # what is not shown yet takes no focus
        form.setFocus(Qt.FocusReason.OtherFocusReason)
        bring_into_view(form)

    def close_form(self) -> None:
        """Take the form away, if there is one."""
        if self._form is not None:
            self._form.hide()
            self._form.deleteLater()
            self._form = None
            self.hide()
