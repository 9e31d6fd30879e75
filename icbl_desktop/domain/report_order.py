"""What a person asks of a report: its kind, what it covers, how it is printed, and what is left out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from icbl_desktop.domain.period import Period

LANGUAGES = ("en", "fr", "es", "pt", "ru", "ar")
"""The languages a report's headings can be in; narrative stays as it was written."""


class ReportKind(StrEnum):
    """What a report is. A grant report holds one grant and all that hangs on it, a brief one state."""

    ACTIVITY = "activity_report"
    GRANT_MID_TERM = "grant_mid_term"
    GRANT_FINAL = "grant_final"
    STATE_BRIEF = "state_brief"


GRANT_KINDS = (ReportKind.GRANT_MID_TERM, ReportKind.GRANT_FINAL)


class Paper(StrEnum):
    """The size of a page."""

    A4 = "A4"
    LETTER = "Letter"


class Sending(StrEnum):
    """How a file goes: as it is, a photo made smaller, or not (listed with its hash as held)."""

    WHOLE = "whole"
    SMALLER = "smaller"
    HELD = "held"


@dataclass(frozen=True, kw_only=True)
class ReportOrder:
    """One report as it is wanted.

    ``grant_id`` is for grant reports, ``iso3`` for a state brief. ``in_short`` and ``needs`` are the person's
    own lines; None takes those drafted from the data. ``left_out`` are ids of records not sent this time;
    ``files`` what was chosen for a file by its id, the rest is chosen to fit an e-mail. An amendment
    ``replaces`` the report with this id, and ``why`` says the reason.
    """

    kind: str = ReportKind.ACTIVITY
    period: Period
    grant_id: str = ""
    iso3: str = ""
    language: str = "en"
    paper: str = Paper.A4
    in_short: tuple[str, ...] | None = None
    needs: tuple[str, ...] | None = None
    left_out: frozenset[str] = frozenset()
    files: Mapping[str, str] = field(default_factory=dict)
    replaces: str = ""
    why: str = ""
