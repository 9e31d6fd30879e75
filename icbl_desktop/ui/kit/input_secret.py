"""What a key is opened with: a passphrase that nobody reads over a shoulder, and a file or folder."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QDir, Qt
from PySide6.QtWidgets import QFileDialog, QLineEdit

from icbl_desktop.ui.kit.icons import set_icon
from icbl_desktop.ui.kit.inputs import Input
from icbl_desktop.ui.kit.layouts import row
from icbl_desktop.ui.kit.widgets import button, icon_button


class PassphraseInput(Input):
    """Dots, unless the person asks to see them. The value is every character typed, blanks too."""

    def __init__(self) -> None:
        self._line = QLineEdit()
        super().__init__(self._line)
        self._line.setEchoMode(QLineEdit.EchoMode.Password)
        self._line.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
        )
        self._line.textEdited.connect(self.edited)
        self._look = icon_button("eye", self.tr("Show what I type"))
        self._look.setCheckable(True)
        self._look.toggled.connect(self._show)
        row(self, [self._line, self._look], gap=4)

    def value(self) -> str:
        """What was typed."""
        return self._line.text()

    def set_value(self, value: str) -> None:
        """Only ever used to empty the field; it hides again what is typed."""
        self._line.setText(value)
        self._look.setChecked(False)

    def _show(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self._line.setEchoMode(mode)
        set_icon(self._look, "eye", "accent" if shown else "text")


class PathInput(Input):
    """A file or a folder: chosen, or typed. The value is its path, or None."""

    def __init__(self, title: str, kinds: str = "") -> None:
        """``title`` is that of the dialog; ``kinds`` its filter, and without one a folder is asked for."""
        self._line = QLineEdit()
        super().__init__(self._line)
        self._title, self._kinds = title, kinds
        self._line.textEdited.connect(self.edited)
        choose = button(self.tr("Choose…"), "plain", "folder-open")
        choose.setAccessibleName(title)
        choose.clicked.connect(self._choose)
        across = row(self, gap=8)
        across.addWidget(self._line, 1)
        across.addWidget(choose)

    def value(self) -> Path | None:
        """The path."""
        text = self._line.text().strip()
        return Path(text) if text else None

    def set_value(self, value: Path | None) -> None:
        """Show this path."""
        self._line.setText(QDir.toNativeSeparators(str(value)) if value else "")

    def _choose(self) -> None:
        if self._kinds:
            chosen, _ = QFileDialog.getOpenFileName(self, self._title, "", self._kinds)
        else:
            chosen = QFileDialog.getExistingDirectory(self, self._title)
        if chosen:
            self.set_value(Path(chosen))
            self.edited.emit()
