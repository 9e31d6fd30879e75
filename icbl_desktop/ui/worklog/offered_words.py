"""What was typed before, shared by the fields of a form that offer it again."""

from __future__ import annotations

from dataclasses import fields

from PySide6.QtCore import QObject, QStringListModel

from icbl_desktop.services.suggestions import Suggestions


class OfferedWords(QObject):
    """A list for each kind of words; the fields that offer them follow what ``show`` puts in."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.places = QStringListModel(self)
        self.institutions = QStringListModel(self)
        self.people = QStringListModel(self)
        self.tags = QStringListModel(self)
        self.promise_makers = QStringListModel(self)
        self.doers = QStringListModel(self)

    def show(self, typed: Suggestions) -> None:
        """Offer these from now on."""
        for kind in fields(typed):
            getattr(self, kind.name).setStringList(getattr(typed, kind.name))
