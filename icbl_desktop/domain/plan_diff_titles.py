"""What changes between two plans, said in another language: compared as issued, shown as translated."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from icbl_desktop.domain.plan_diff import Changes, PlanDiff
from icbl_desktop.domain.plan_extras import Titles
from icbl_desktop.domain.plan_titles import entries_in_language

_SECTIONS = {
    "objectives": "strategy.objectives",
    "indicators": "indicators",
    "activities": "activities",
    "strategies": "strategies",
    "commitments": "commitments",
    "events": "events",
    "key_dates": "key_dates",
}


def diff_in_language(diff: PlanDiff, before: Titles, after: Titles) -> PlanDiff:
    """The same changes with the texts there are for the plan before and for the plan after.

    A plan that only gained a translation has not changed, which is why plans are not compared translated.
    """
    if not before and not after:
        return diff
    told: dict[str, Any] = {
        field: _told(getattr(diff, field), section, before, after) for field, section in _SECTIONS.items()
    }
    reasons = _pairs(diff.reasons, "target_lists", before, after)
    return replace(diff, **told, reasons=reasons)


def _told(changes: Changes[Any], section: str, before: Titles, after: Titles) -> Changes[Any]:
    return Changes(
        new=entries_in_language(section, changes.new, after),
        gone=entries_in_language(section, changes.gone, before),
        changed=_pairs(changes.changed, section, before, after),
    )


def _pairs(
    pairs: tuple[tuple[Any, Any], ...], section: str, before: Titles, after: Titles
) -> tuple[tuple[Any, Any], ...]:
    old = entries_in_language(section, tuple(one for one, _ in pairs), before)
    new = entries_in_language(section, tuple(one for _, one in pairs), after)
    return tuple(zip(old, new, strict=True))
