"""What an activity may be linked with: what fits its objectives is offered, what was chosen stays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLabel

from icbl_desktop.domain.plan import Ref
from icbl_desktop.ui.kit.forms import FieldRow
from icbl_desktop.ui.kit.input_choices import Choice
from icbl_desktop.ui.worklog.record_choices import Choices, link_options, option_of, suggested_grant


def offer_links(rows: Mapping[str, FieldRow], values: Mapping[str, Any], choices: Choices) -> None:
    """Offer in these rows what fits the ``values``; what was chosen stays, though the plan has moved on."""
    today = date.today()  # noqa: DTZ011 - the person's own day
    for name, options in link_options(choices, values["objectives"], today).items():
        if name not in rows:
            continue
        entry, key = rows[name].entry, values[name]
        assert isinstance(entry, Choice)  # noqa: S101 - it was added as one
        known = {option.key for option in options}
        kept = [option_of(choices, key)] if key and key not in known else []
        entry.set_options(options + kept)


def suggest_grant(line: QLabel, objectives: Sequence[Ref], choices: Choices) -> None:
    """Name on this line a grant for the same objectives; without one it is hidden."""
    grant = suggested_grant(choices, objectives)
    line.setVisible(grant is not None)
    if grant is not None:
        words = _tr("“{grant}” is for the same objective. Choose it if it paid for this.")
        line.setText(words.format(grant=grant.title))


def _tr(words: str) -> str:
    return QCoreApplication.translate("activity_links", words)
