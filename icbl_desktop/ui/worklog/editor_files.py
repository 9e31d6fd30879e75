"""An editor with files behind its record: those of a new one are kept as soon as it is saved."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from icbl_desktop.domain.vocabulary import Changed
from icbl_desktop.ui.worklog.evidence_strip import EvidenceStrip
from icbl_desktop.ui.worklog.file_drops import FileDrops
from icbl_desktop.ui.worklog.record_editor import RecordEditor


class EditorFiles(QObject):
    """Shows the files of the record in the editor, and adds those that waited for a save."""

    done = Signal(str)
    """A record was saved, with all its files."""
    refused = Signal(str)
    """A record was saved, but a file could not be kept: the strip says why."""

    def __init__(self, editor: RecordEditor[Any], files: EvidenceStrip) -> None:
        super().__init__(editor)
        self._editor, self._files = editor, files
        FileDrops(editor, self._dropped)
        editor.shown.connect(files.show_record)
        editor.saved.connect(self._saved)
        files.attached.connect(self._attached)

    def _dropped(self, paths: list[Path]) -> None:
        """Files may be dropped anywhere on the editor; it shows where they went."""
        self._files.add_files(paths)
        self._editor.scroller.ensureWidgetVisible(self._files)

    def _saved(self, changed: Changed) -> None:
        (record_id,) = changed.ids
        if self._files.is_waiting():
            self._files.attach(record_id)
        else:
            self.done.emit(record_id)

    def _attached(self, all_kept: bool) -> None:
        """Files added to a record that stays open change nothing here."""
        if self._editor.is_open():
            return
        (self.done if all_kept else self.refused).emit(self._files.record_id)
