"""Which reports count: worked out from all that came in and all that was decided, whatever the order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from icbl_desktop.domain.inbox import Standing
from icbl_desktop.domain.merging import Lasts, Parents, descendants, rivals

BOTH = "both"
"""The choice between rival successors that lets each count."""


@dataclass(frozen=True)
class Bond:
    """A stream under one key: the campaign it is bound to, or none; whom it says it carries on, or nobody.

    ``parent_number`` is the last report of that one that it knew, 0 for none.
    """

    stream: str
    key: str
    campaign: str
    refused: bool
    parent: str
    parent_number: int = 0


@dataclass(frozen=True)
class Filed:
    """A report whose signature holds. ``amends`` is the digest of the one it replaces, or empty."""

    digest: str
    stream: str
    key: str
    number: int
    amends: str


@dataclass(frozen=True)
class Choice:
    """What a person chose, and between what; it holds as long as there is nothing else to choose from."""

    between: tuple[str, ...]
    choice: str


Choices = Mapping[str, Choice]
"""What was decided, by subject."""


def parents(bonds: Iterable[Bond], campaign: str) -> Parents:
    """The stream that each of a campaign's bound streams carries on."""
    return {stream: parent for stream, (parent, _) in _carried_on(bonds, campaign).items()}


def lasts(bonds: Iterable[Bond], campaign: str) -> Lasts:
    """The last report that each of a campaign's bound streams knew of the one it carries on."""
    return {stream: number for stream, (_, number) in _carried_on(bonds, campaign).items()}


def standings(
    bonds: Sequence[Bond], campaign: str, filed: Sequence[Filed], choices: Choices
) -> dict[str, Standing]:
    """The standing of each of a campaign's reports, by digest; ``bonds`` are those of all campaigns."""
    by_key = _of_keys(bonds)
    found = {one.digest: by_key[one.stream, one.key] for one in filed}
    by_stream = _of_rivals(campaign, parents(bonds, campaign), choices)
    for one in filed:
        if found[one.digest] is Standing.COUNTED:
            found[one.digest] = by_stream.get(one.stream, Standing.COUNTED)
    counting = [one for one in filed if found[one.digest] is Standing.COUNTED]
    found |= _of_numbers(campaign, counting, choices)
    counting = [one for one in counting if found[one.digest] is Standing.COUNTED]
    here = {one.digest for one in counting}
    return found | {one.amends: Standing.REPLACED for one in counting if one.amends in here}


def number_subject(campaign: str, stream: str, number: int) -> str:
    """What a decision between reports of one number is filed under."""
    return f"number/{campaign}/{stream}/{number}"


def successor_subject(campaign: str, stream: str) -> str:
    """What a decision between the successors of a stream is filed under."""
    return f"successor/{campaign}/{stream}"


def record_subject(campaign: str, record_id: str) -> str:
    """What a decision between contents of a record is filed under."""
    return f"record/{campaign}/{record_id}"


def chosen(choices: Choices, subject: str, between: Iterable[str]) -> str:
    """What a person chose between just these; empty where nobody did."""
    made = choices.get(subject)
    return made.choice if made and made.between == tuple(sorted(between)) else ""


def _carried_on(bonds: Iterable[Bond], campaign: str) -> dict[str, tuple[str, int]]:
    """By stream, what it says of the one it carries on; of a stream under two keys, the same one speaks."""
    found: dict[str, tuple[str, int]] = {}
    for bond in bonds:
        if bond.campaign == campaign:
            found[bond.stream] = max(found.get(bond.stream, ("", 0)), (bond.parent, bond.parent_number))
    return found


def _of_keys(bonds: Sequence[Bond]) -> dict[tuple[str, str], Standing]:
    bound = {bond.stream for bond in bonds if bond.campaign}
    found = {}
    for bond in bonds:
        unknown = Standing.CHANGED_KEY if bond.stream in bound else Standing.UNKNOWN_KEY
        known = Standing.COUNTED if bond.campaign else unknown
        found[bond.stream, bond.key] = Standing.REFUSED if bond.refused else known
    return found


def _of_rivals(campaign: str, carried_on: Parents, choices: Choices) -> dict[str, Standing]:
    """The streams that do not count, or not yet, as several say that they carry on the same one."""
    found: dict[str, Standing] = {}
    for parent, streams in rivals(carried_on).items():
        choice = chosen(choices, successor_subject(campaign, parent), streams)
        if choice == BOTH:
            continue
        standing = Standing.REFUSED if choice else Standing.RIVAL
        for stream in descendants([one for one in streams if one != choice], carried_on):
            if found.get(stream) is not Standing.REFUSED:
                found[stream] = standing
    return found


def _of_numbers(campaign: str, counting: Iterable[Filed], choices: Choices) -> dict[str, Standing]:
    """The reports that share their stream and number with another."""
    numbered: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
    for one in counting:
        numbered[one.stream, one.number].append(one.digest)
    found: dict[str, Standing] = {}
    for (stream, number), digests in numbered.items():
        if len(digests) > 1:
            choice = chosen(choices, number_subject(campaign, stream, number), digests)
            others = Standing.REFUSED if choice else Standing.TWO_OF_A_NUMBER
            found |= {one: Standing.COUNTED if one == choice else others for one in digests}
    return found
