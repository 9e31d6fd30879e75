"""What a record must hold to be saved: one rule set for forms, imports and the command line.

Each check returns a sentence per field that breaks a rule; an empty mapping means all is well.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import fields
from decimal import Decimal
from typing import Any

from icbl_desktop.domain.vocabulary import (
    ActivityType,
    GrantProgramme,
    GrantState,
    Level,
    OutcomeKind,
    Precision,
    RecordState,
    Sharing,
    Treaty,
)
from icbl_desktop.domain.work import (
    ActivityDraft,
    CampaignDraft,
    GrantDraft,
    IndicatorUpdateDraft,
    OutcomeDraft,
)

Problems = dict[str, str]

_COUNTS = ("participants", "women", "men", "persons_with_disabilities", "survivors")
_LARGEST = 10**12  # far above any real amount, and a thousand of them still add up to one a report can hold
_LONGEST = 20_000
_DECIMALS = 4


def check_campaign(draft: CampaignDraft) -> Problems:
    """A campaign has a name and works in at least one state."""
    problems: Problems = {}
    if not draft.organisation.strip():
        problems["organisation"] = "Write the name of your organisation."
    elif any(unicodedata.category(letter) == "Cc" for letter in draft.organisation):
        problems["organisation"] = "Write the name of your organisation on one line."
    if not draft.states:
        problems["states"] = "Choose at least one state your campaign works in."
    _texts(problems, draft)
    return problems


def check_activity(draft: ActivityDraft) -> Problems:
    """A ready activity says what kind, what and when; a draft may lack them."""
    problems: Problems = {}
    ready = draft.state == RecordState.READY
    if ready and not draft.type:
        problems["type"] = "Choose what kind of activity it was."
    if ready and not draft.title.strip():
        problems["title"] = "Write in a few words what you did."
    if ready and draft.start is None:
        problems["start"] = "Give the date; a month alone is enough."
    if draft.start and draft.end and draft.end < draft.start:
        problems["end"] = "The end lies before the start."
    _one_of(problems, "type", draft.type, ActivityType, empty=True)
    _one_of(problems, "precision", draft.precision, Precision)
    _one_of(problems, "level", draft.level, Level)
    _one_of(problems, "treaty", draft.treaty, Treaty, empty=True)
    _one_of(problems, "state", draft.state, RecordState)
    _one_of(problems, "sharing", draft.sharing, Sharing)
    for field in _COUNTS:
        count = getattr(draft, field)
        if count is not None and count < 0:
            problems[field] = "A number of people cannot be below zero."
        elif count is not None and count >= _LARGEST:
            problems[field] = "This number is too large. Check the number of digits."
        elif (
            field != "participants" and None not in (count, draft.participants) and count > draft.participants
        ):
            problems[field] = "This is more than all participants."
    _money(problems, "cost", draft.cost, draft.currency)
    _texts(problems, draft)
    return problems


def check_grant(draft: GrantDraft) -> Problems:
    """A grant says which programme, what for and where it stands; money has a currency."""
    problems: Problems = {}
    if not draft.title.strip():
        problems["title"] = "Give the grant a short name."
    if not draft.programme:
        problems["programme"] = "Choose which kind of grant it is."
    if not draft.state:
        problems["state"] = "Choose where the grant stands."
    if draft.start and draft.end and draft.end < draft.start:
        problems["end"] = "The end lies before the start."
    _one_of(problems, "programme", draft.programme, GrantProgramme, empty=True)
    _one_of(problems, "state", draft.state, GrantState, empty=True)
    _one_of(problems, "sharing", draft.sharing, Sharing)
    for field in ("requested", "awarded", "paid"):
        _money(problems, field, getattr(draft, field), draft.currency)
    _texts(problems, draft)
    return problems


def check_outcome(draft: OutcomeDraft) -> Problems:
    """An outcome says who changed, what changed, and when."""
    problems: Problems = {}
    if not draft.actor.strip():
        problems["actor"] = "Write who changed: a ministry, a parliament, an army, a company."
    if not draft.change.strip():
        problems["change"] = "Write what they did differently."
    if draft.when is None:
        problems["when"] = "Give the date; a month alone is enough."
    _one_of(problems, "precision", draft.precision, Precision)
    _one_of(problems, "outcome_kind", draft.outcome_kind, OutcomeKind)
    _one_of(problems, "sharing", draft.sharing, Sharing)
    _texts(problems, draft)
    return problems


def check_indicator_update(draft: IndicatorUpdateDraft) -> Problems:
    """An answer to an indicator has a state, a date and a value."""
    problems: Problems = {}
    if not draft.indicator:
        problems["indicator"] = "Choose the indicator this answers."
    if not draft.iso3:
        problems["iso3"] = "Choose the state this is about."
    if draft.date is None:
        problems["date"] = "Give the date of the answer."
    if not draft.value.strip():
        problems["value"] = "Write the answer."
    _one_of(problems, "sharing", draft.sharing, Sharing)
    _texts(problems, draft)
    return problems


def _one_of(problems: Problems, field: str, value: str, words: type, *, empty: bool = False) -> None:
    if value == "" and empty:
        return
    known = [str(word) for word in words]  # type: ignore[attr-defined]
    if value not in known:
        problems[field] = f"“{value}” is not known here. Known are: {', '.join(known)}."


def _money(problems: Problems, field: str, amount: Decimal | None, currency: str) -> None:
    if amount is None:
        return
    if not amount.is_finite() or amount < 0:
        problems[field] = "An amount of money cannot be below zero."
    elif amount >= _LARGEST:
        problems[field] = "This amount is too large. Check the number of digits."
    elif not _is_written_short(amount):
        problems[field] = "Write the amount with at most four decimals."
    elif not re.fullmatch("[A-Z]{3}", currency):
        problems["currency"] = "Give the currency as three letters in capitals, such as USD, EUR or KHR."


def _is_written_short(amount: Decimal) -> bool:
    """Zeros at the end count too: a report refuses an amount with too many digits."""
    exponent = amount.as_tuple().exponent
    return isinstance(exponent, int) and exponent >= -_DECIMALS


def _texts(problems: Problems, draft: Any) -> None:
    """A text is as long as a person writes it, not as long as a file pasted by mistake."""
    for field in fields(draft):
        value = getattr(draft, field.name)
        if isinstance(value, str) and len(value) > _LONGEST:
            problems[field.name] = f"This text is too long. Write at most {_LONGEST:,} characters."
