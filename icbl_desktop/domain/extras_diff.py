"""What a bundle brings beside its plan, compared with what is here: for the preview before it is applied."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from icbl_desktop.domain.key_list import KeyList, OfficerKey
from icbl_desktop.domain.plan_extras import Alert, Extras


@dataclass(frozen=True)
class ExtrasDiff:
    """``alerts`` are those not known here, ``ended`` those the new bundle no longer has.

    ``documents`` counts the toolkit by language. ``facts_as_of`` is the day of newer country facts, about
    ``states`` many; ``outdated`` that of facts older than those here. ``languages`` are those that titles
    come in.
    """

    alerts: tuple[Alert, ...]
    ended: tuple[Alert, ...]
    documents: Mapping[str, int]
    facts_as_of: date | None
    states: int
    languages: tuple[str, ...]
    outdated: date | None = None


@dataclass(frozen=True)
class KeyListDiff:
    """Officers that a new edition of the key list adds, and those whose key it revokes."""

    number: int
    added: tuple[OfficerKey, ...]
    revoked: tuple[OfficerKey, ...]


def extras_diff(here: Extras, carried: Extras, facts_here: date) -> ExtrasDiff:
    """What is new in ``carried``; country facts older than ``facts_here`` bring nothing."""
    known, kept = {one.id for one in here.alerts}, {one.id for one in carried.alerts}
    facts = carried.countries
    newer = facts is not None and facts.as_of >= facts_here
    return ExtrasDiff(
        alerts=tuple(one for one in carried.alerts if one.id not in known),
        ended=tuple(one for one in here.alerts if one.id not in kept),
        documents=Counter(one.language for one in carried.toolkit),
        facts_as_of=facts.as_of if facts and newer else None,
        states=len(facts.states) if facts and newer else 0,
        languages=tuple(carried.titles),
        outdated=facts.as_of if facts and not newer else None,
    )


def key_list_diff(here: KeyList | None, carried: KeyList | None) -> KeyListDiff | None:
    """What a newer edition changes; None where there is none."""
    if carried is None or (here is not None and carried.number <= here.number):
        return None
    earlier = {one.public: one for one in here.keys} if here else {}
    added = tuple(one for one in carried.keys if one.public not in earlier and not one.revoked)
    revoked = tuple(
        one
        for one in carried.keys
        if one.revoked and (one.public not in earlier or not earlier[one.public].revoked)
    )
    return KeyListDiff(carried.number, added, revoked)
