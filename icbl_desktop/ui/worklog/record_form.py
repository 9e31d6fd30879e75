"""A form that shows a draft and gives it back: what the forms of all kinds of records have in common."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Generic

from PySide6.QtCore import QCoreApplication, Signal

from icbl_desktop.domain.record import DraftT
from icbl_desktop.domain.vocabulary import Precision, Sharing
from icbl_desktop.domain.words import SHARING
from icbl_desktop.ui.kit.card_grid import CardGrid
from icbl_desktop.ui.kit.forms import FieldRow, FoldingSection, Form
from icbl_desktop.ui.kit.input_choices import ChipChoice, Option
from icbl_desktop.ui.kit.input_dates import DateInput, DateValue
from icbl_desktop.ui.words import choices as words_of
from icbl_desktop.ui.worklog.record_choices import Choices


class RecordForm(Form, Generic[DraftT]):
    """``spread`` and ``gather`` turn a draft into values by field and back, where they are not the same."""

    save_first = Signal(object)
    """Save what stands in the form, then call this with the record's id."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: DraftT | None = None

    def show_draft(self, draft: DraftT) -> None:
        """Show this draft. What it holds besides the fields comes back unchanged."""
        self._shown = draft
        self.set_values(self.spread(draft))

    def show_record(self, record_id: str) -> None:
        """Show what else belongs to the record of this id; it is empty for a new one."""

    def draft(self) -> DraftT:
        """The draft as it stands in the form; one must have been shown before."""
        assert self._shown is not None  # noqa: S101 - the editor shows a draft before it asks for one
        return replace(self._shown, **self.gather(self.values()))

    def offer(self, choices: Choices) -> None:
        """Offer what there is to choose from; before a draft is shown."""
        raise NotImplementedError

    def note(self) -> str:
        """Where this record goes, to stand beside the Save button."""
        raise NotImplementedError

    def spread(self, draft: DraftT) -> dict[str, Any]:
        """The draft as values by field."""
        return dict(vars(draft))

    def gather(self, values: dict[str, Any]) -> dict[str, Any]:
        """The form's values as members of the draft."""
        return values


def side_by_side(
    section: FoldingSection, rows: Sequence[FieldRow], most: int = 2, narrowest: int = 200
) -> None:
    """Put fields of a section beside each other, at most so many, where there is room."""
    section.body.addWidget(CardGrid(rows, narrowest=narrowest, most=most))


def date_value(day: date | None, precision: str = Precision.DAY) -> DateValue | None:
    """A date as ``DateInput`` takes it."""
    return None if day is None else (day, Precision(precision))


def day_input() -> DateInput:
    """A day that may be left open."""
    return DateInput(months=False, optional=True)


def day_of(value: DateValue | None) -> date | None:
    """The day of what ``DateInput`` gives."""
    return None if value is None else value[0]


def sharing_input() -> ChipChoice:
    """The three levels, in the program's exact words."""
    icons = {Sharing.LOCAL: "lock-simple", Sharing.SECRETARIAT: "paper-plane-tilt", Sharing.PUBLIC: "globe"}
    return ChipChoice([Option(key, words, icons[Sharing(key)]) for key, words in words_of(SHARING)])


def sharing_note(sharing: str, kept_back: str) -> str:
    """Where a record of this sharing goes. ``kept_back`` is the sentence on what stays here, or empty."""
    if sharing == Sharing.LOCAL:
        return _tr("Stays on this computer.")
    goes = {
        Sharing.SECRETARIAT: _tr("Goes to the secretariat."),
        Sharing.PUBLIC: _tr("Goes to the secretariat and may be published."),
    }[Sharing(sharing)]
    return f"{goes} {kept_back}".strip()


def _tr(words: str) -> str:
    return QCoreApplication.translate("record_form", words)
