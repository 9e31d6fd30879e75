"""What an answer to an indicator must be: a number, yes or no, a step of the ladder, an amount, or words."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from icbl_desktop.domain.rule_parts import Problems, money
from icbl_desktop.domain.vocabulary import IndicatorKind
from icbl_desktop.domain.words import ANSWERS, CONFIDENCE, LADDER
from icbl_desktop.domain.work import IndicatorUpdateDraft

_NUMBER = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,4})?")


def as_number(value: str) -> Decimal | None:
    """The number that an answer holds; None where it is none."""
    try:
        number = Decimal(value)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def check_value(problems: Problems, draft: IndicatorUpdateDraft, kind: str) -> None:
    """The value is one of the indicator's kind; only an amount of money has a currency."""
    value = draft.value
    match kind:
        case IndicatorKind.NUMBER if not _NUMBER.fullmatch(value):
            problems["value"] = "Write a number, such as 12."
        case IndicatorKind.YES_NO if value not in ANSWERS:
            problems["value"] = "Answer “yes” or “no”."
        case IndicatorKind.STEPS if value not in LADDER:
            problems["value"] = f"Choose a step of the ladder: {', '.join(LADDER)}."
        case IndicatorKind.MONEY if not _NUMBER.fullmatch(value):
            problems["value"] = "Write the amount in figures, such as 250000, and its currency beside it."
        case IndicatorKind.MONEY:
            money(problems, "value", Decimal(value), draft.currency)
    if draft.currency and kind not in ("", IndicatorKind.MONEY):
        problems["currency"] = "Only an amount of money has a currency. Take it away."


def check_confidence(problems: Problems, confidence: str) -> None:
    """How sure one is: low, medium, high, or not said."""
    if confidence and confidence not in CONFIDENCE:
        problems["confidence"] = f"Say how sure you are with {', '.join(CONFIDENCE)}, or leave it out."
