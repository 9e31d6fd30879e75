"""What changes between two plans, in sentences."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from icbl_desktop.domain.plan import Plan, Target, list_of, reason_of
from icbl_desktop.domain.plan_diff import Changes, PlanDiff
from icbl_desktop.domain.vocabulary import Group
from icbl_desktop.domain.words import CLEARANCE_ARTICLES, GROUPS, say
from icbl_desktop.services import countries


def targets(old: Plan, new: Plan, found: PlanDiff) -> Iterator[str]:
    """A line for each target: gained, lost, kept, with the reason where that is new."""
    name = countries.facts().name
    reasons = {(after.objective, after.group) for _, after in found.reasons}
    for one in found.gained:
        yield f"New for {name(one.iso3)}: {_listed(new, one)}. {reason_of(new, one)}".rstrip()
    for one in found.lost:
        yield f"No longer named, {name(one.iso3)}: {_listed(old, one)}. Work under it stays."
    for one in found.kept:
        reason = f" The plan now says: {reason_of(new, one)}" if (one.objective, one.group) in reasons else ""
        yield f"Stays for {name(one.iso3)}: {_listed(new, one)}.{reason}"


def changes(old: Plan, new: Plan, found: PlanDiff) -> Iterator[str]:
    """The same, then how much else changes."""
    yield from targets(old, new, found)
    counted: dict[str, Changes[Any]] = {
        "Planned activities": found.activities,
        "Ways of working": found.strategies,
        "Commitments": found.commitments,
        "Indicators": found.indicators,
        "Events": found.events,
        "Key dates": found.key_dates,
    }
    for word, change in counted.items():
        numbers = {"new": len(change.new), "changed": len(change.changed), "no longer": len(change.gone)}
        if any(numbers.values()):
            yield f"{word}: {', '.join(f'{count} {how}' for how, count in numbers.items() if count)}."


def _listed(plan: Plan, target: Target) -> str:
    """Code and group; a list about clearance with treaty and article."""
    listed = list_of(plan, target)
    treaty = listed.treaty if listed and target.group == Group.CLEARANCE else None
    words = f"{target.objective} {say(GROUPS, target.group)}"
    return f"{words} ({say(CLEARANCE_ARTICLES, treaty)})" if treaty else words
