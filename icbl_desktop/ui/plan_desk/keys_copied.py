"""Asks where a copy of the office's keys goes, and makes it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from icbl_desktop.services import key_backup
from icbl_desktop.ui.context import Context
from icbl_desktop.ui.kit.page_parts import Bar
from icbl_desktop.ui.kit.paths import shown_path
from icbl_desktop.ui.words import sentence


def ask_and_copy(context: Context, asking: QWidget, bar: Bar) -> None:
    """Copy all keys, locked as they are, into a new folder where the person says; ``bar`` tells of it."""
    chosen = QFileDialog.getExistingDirectory(asking, _tr("Choose where the copy goes, best a stick"))
    if not chosen:
        return
    folder, today = context.app.folders.keys, context.app.db.clock().astimezone().date()
    copy = Path(chosen) / f"icbl-keys-{today.isoformat()}"
    words = _tr(
        "The keys are copied to {path}, locked as they are. Take the stick to another place, "
        "and keep the passphrases apart from it."
    )
    context.jobs.write(
        lambda: key_backup.back_up(folder, copy),
        lambda _keys: bar.say(words.format(path=shown_path(copy)), "success"),
        owner=bar,
        failed=lambda refusal: bar.say(sentence(refusal), "error"),
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("keys_copied", text)
