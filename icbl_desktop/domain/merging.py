"""Reports of many streams merged into one picture of each record, whatever order they came in.

Everything here is a pure function of what reports said: the same set gives the same picture.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

Parents = Mapping[str, str]
"""The stream that each stream says it carries on, by id; empty for a first one."""

Lasts = Mapping[str, int]
"""By stream: the number of the last report it knew of the stream it carries on; 0 where it knew none."""


@dataclass(frozen=True)
class Said:
    """What one report said of one record: its ``revision``, and the SHA-256 of its content.

    ``content`` is empty where the report took the record back, up to that revision. ``replaced`` are the
    digests of the reports that this one amends, near and far; ``number`` is its own in its stream.
    """

    report: str
    stream: str
    revision: int
    content: str
    replaced: frozenset[str] = frozenset()
    number: int = 1


@dataclass(frozen=True)
class Merged:
    """How a record stands. ``holds`` are what is said of it at last: one, or several that differ.

    Nothing is held of a record that was taken back.
    """

    holds: tuple[Said, ...]

    @property
    def is_conflict(self) -> bool:
        """Whether a person has to choose."""
        return len(self.holds) > 1


def merge(said: Iterable[Said], parents: Parents, lasts: Lasts) -> Merged:
    """What is said of one record at last, by one campaign's reports that count.

    Within a stream the highest revision holds; at the same one, taking back over telling, and an amendment
    over what it amends. A stream outweighs what those it carries on said up to the last report it knew. Of
    what is left side by side the highest revision holds; equal revisions that differ are a conflict.
    """
    by_stream: dict[str, list[Said]] = {}
    for one in said:
        by_stream.setdefault(one.stream, []).append(one)
    known = _known(by_stream, parents, lasts)
    left: list[Said] = []
    for stream, some in sorted(by_stream.items()):
        left += _newest([one for one in some if one.number > known.get(stream, 0)])
    return Merged(tuple(one for one in _distinct(_newest(left)) if one.content))


def ancestors(stream: str, parents: Parents) -> Iterator[str]:
    """The streams that this one carries on, the nearest first; a circle ends where it began."""
    seen = {stream, ""}
    while (stream := parents.get(stream, "")) not in seen:
        seen.add(stream)
        yield stream


def rivals(parents: Parents) -> dict[str, tuple[str, ...]]:
    """By the stream they carry on: the streams that say so, where it is more than one."""
    successors: dict[str, list[str]] = {}
    for stream, parent in sorted(parents.items()):
        if parent:
            successors.setdefault(parent, []).append(stream)
    return {parent: tuple(streams) for parent, streams in successors.items() if len(streams) > 1}


def descendants(streams: Collection[str], parents: Parents) -> frozenset[str]:
    """These streams, and all that carry them on."""
    wanted = set(streams)
    return frozenset(
        one for one in {*parents, *wanted} if one in wanted or wanted & {*ancestors(one, parents)}
    )


def missing_numbers(here: Collection[int], last: int, most: int = 100) -> tuple[int, ...]:
    """The numbers up to ``last`` that are not here; at most so many, as a number may say anything."""
    found = []
    for number in range(1, last + 1):
        if number not in here:
            found.append(number)
            if len(found) == most:
                break
    return tuple(found)


def _known(streams: Iterable[str], parents: Parents, lasts: Lasts) -> dict[str, int]:
    """By stream: the last number of it that those of ``streams`` knew which carry it on, near or far."""
    found: dict[str, int] = {}
    for stream in streams:
        for past in ancestors(stream, parents):
            found[past] = max(found.get(past, 0), lasts.get(stream, 0))
            stream = past
    return found


def _newest(said: Sequence[Said]) -> list[Said]:
    """What is said at the highest revision: taken back, or told; not what an amendment there replaced."""
    highest = max((one.revision for one in said), default=0)
    newest = [one for one in said if one.revision == highest]
    gone = [one for one in newest if not one.content]
    if gone:
        return gone
    amended = {digest for one in newest for digest in one.replaced}
    return [one for one in newest if one.report not in amended] or newest


def _distinct(said: Sequence[Said]) -> list[Said]:
    """One of each content: of several reports that say the same, the one with the highest number speaks."""
    by_content = {one.content: one for one in sorted(said, key=lambda each: (each.number, each.report))}
    return [by_content[content] for content in sorted(by_content)]
