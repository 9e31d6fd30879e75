"""What a form is opened on, and how it saves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic

from icbl_desktop.domain.record import DraftT
from icbl_desktop.domain.vocabulary import Changed
from icbl_desktop.ui.worklog.record_choices import Choices

Save = Callable[[DraftT, str, str], Changed]
"""Saves a draft under a record's id, empty for a new record, and ends what was kept of the named form."""

Change = Callable[[DraftT], DraftT]
"""What a Save button makes of the draft as it stands."""


@dataclass(frozen=True)
class Opening(Generic[DraftT]):
    """What to edit. ``form`` is its name among the kept drafts, ``record_id`` empty for a new record."""

    title: str
    form: str
    record_id: str
    load: Callable[[], tuple[Choices, DraftT]]
    """Reads what the form offers and what is saved, each time anew; off the GUI thread."""
