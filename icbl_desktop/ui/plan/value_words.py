"""The values of an indicator in words, and as a small curve."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from icbl_desktop.domain.answer_rules import as_number
from icbl_desktop.domain.ladder import RUNGS
from icbl_desktop.domain.plan import Indicator
from icbl_desktop.domain.vocabulary import Direction, IndicatorKind
from icbl_desktop.domain.words import ANSWERS, CONFIDENCE, LADDER
from icbl_desktop.domain.work import IndicatorUpdate
from icbl_desktop.ui.kit.amounts import format_number
from icbl_desktop.ui.kit.trend import Curve, Point, Shape
from icbl_desktop.ui.words import amount, day, number, say

_SHAPES: dict[str, Shape] = {IndicatorKind.YES_NO: "dots", IndicatorKind.STEPS: "steps"}


def value_words(indicator: Indicator, one: IndicatorUpdate) -> str:
    """A value as people read it: "Yes", "12", "USD 250,000.00", a step of the ladder by its name."""
    exact = as_number(one.value)
    match indicator.kind:
        case IndicatorKind.YES_NO:
            return say(ANSWERS, one.value)
        case IndicatorKind.STEPS:
            return say(LADDER, one.value)
        case IndicatorKind.NUMBER if exact is not None:
            return format_number(exact)
        case IndicatorKind.MONEY if exact is not None and one.currency:
            return amount(exact, one.currency)
    return one.value


def answer_words(value: str, currency: str) -> str:
    """The same where the indicator is not at hand: an amount is what has a currency."""
    exact = as_number(value) if currency else None
    return say(LADDER, say(ANSWERS, value)) if exact is None else amount(exact, currency)


def confidence_words(one: IndicatorUpdate) -> str:
    """How sure one is: "Confidence: High"; empty where that was not said."""
    if not one.confidence:
        return ""
    return _tr("Confidence: {level}").format(level=say(CONFIDENCE, one.confidence))


def aim_words(indicator: Indicator) -> str:
    """Which way the value should move; empty for words, which move nowhere."""
    if indicator.kind == IndicatorKind.QUALITATIVE:
        return ""
    if indicator.kind == IndicatorKind.YES_NO:
        return _tr("Aim: No") if indicator.direction == Direction.DOWN else _tr("Aim: Yes")
    aims = {
        Direction.UP: _tr("Aim: more"),
        Direction.DOWN: _tr("Aim: less"),
        Direction.STEADY: _tr("Aim: no less than before"),
    }
    if indicator.kind == IndicatorKind.STEPS:
        return _tr("Aim: one step further")
    return aims.get(Direction(indicator.direction), "")


def trend_words(indicator: Indicator, values: Sequence[IndicatorUpdate]) -> str:
    """What a curve of these values, the newest first, says."""
    first, last = values[-1], values[0]
    return _tr("{n} values: from {first} on {first_day} to {last} on {last_day}").format(
        n=number(len(values)),
        first=value_words(indicator, first),
        first_day=day(first.date),
        last=value_words(indicator, last),
        last_day=day(last.date),
    )


def curve_of(indicator: Indicator, values: Sequence[IndicatorUpdate]) -> Curve:
    """The values, the newest first, as a curve; none for words, or amounts in two currencies."""
    if len({one.currency for one in values}) > 1:
        return Curve(())
    heights = [(one.date, _height(indicator, one.value)) for one in reversed(values)]
    points = tuple(Point(when, height) for when, height in heights if when and height is not None)
    shape = _SHAPES.get(indicator.kind, "line")
    if shape == "line":
        return Curve(points)
    return Curve(points, shape, 0, len(RUNGS) - 1 if shape == "steps" else 1)


def _height(indicator: Indicator, value: str) -> float | None:
    match indicator.kind:
        case IndicatorKind.YES_NO if value in ANSWERS:
            return 1.0 if value == "yes" else 0.0
        case IndicatorKind.STEPS if value in RUNGS:
            return float(RUNGS.index(value))
        case IndicatorKind.NUMBER | IndicatorKind.MONEY:
            exact = as_number(value)
            return None if exact is None else float(exact)
    return None


def _tr(text: str) -> str:
    return QCoreApplication.translate("value_words", text)
