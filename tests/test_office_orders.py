"""The inbox ends in the same state, whatever order files come in and persons decide in."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from icbl_desktop.domain.period import Period
from icbl_desktop.errors import UserError
from icbl_desktop.services.office import arriving, campaigns, deciding, received
from icbl_desktop.store.office import OfficeStore
from tests.office_reports import LAO, Made, Sender
from tests.office_state import state

Act = Callable[[OfficeStore], bool]
"""Something that is done to the inbox; false where it cannot be done yet."""

YEARS = tuple(Period.quarter(year, number) for year in (2017, 2018) for number in (1, 2, 3, 4))


@dataclass(frozen=True)
class Post:
    """Files to bring in, and senders whose keys a person confirms."""

    files: tuple[Path, ...]
    confirmed: tuple[Sender, ...]


def of_one(sender: Sender) -> list[Made]:
    """A campaign's own reports: an amendment, records changed, left out and taken back, and a gap."""
    first = [sender.activity(number) for number in range(4)]
    made = [sender.report(1, *first)]
    made.append(sender.report(2, sender.activity(1, revision=2, title="Corrected"), gone=first[3:]))
    made.append(sender.report(4, sender.activity(0, participants=9), first[2], amends=made[0]))
    made.append(sender.report(5, *(sender.activity(number) for number in range(5, 8))))
    return made


def contradicting(sender: Sender, last: Made) -> tuple[list[Made], list[Sender]]:
    """What a person decides: two reports of a number, a record told twice, two successors, a stranger."""
    made = [sender.report(6, sender.activity(8)), sender.report(6, sender.activity(9))]
    made.append(sender.report(7, sender.activity(5, revision=2, title="One way")))
    made.append(sender.report(8, sender.activity(5, revision=2, title="The other way")))
    proven, asked = (
        sender.successor(f"{sender.name}-2", last),
        sender.successor(f"{sender.name}-3", proven=False),
    )
    made.append(proven.report(1, sender.activity(0, revision=3), proven.activity(1)))
    made.append(asked.report(1, sender.activity(0, revision=3, title="Otherwise"), asked.activity(1)))
    after = proven.successor(f"{sender.name}-4", made[-2])
    made.append(after.report(1, proven.activity(1, revision=2)))
    thief = Sender("thief", campaign=sender.campaign)
    made.append(thief.report(1, sender.activity(2, revision=9, title="Never happened")))
    return made, [asked]


def mishaps(folder: Path, made: Sequence[Made]) -> list[Path]:
    """Files of no use, and one report in two more files."""
    whole = made[0]
    (folder / "cut off.pdf").write_bytes(whole.pdf[: len(whole.pdf) // 2])
    (folder / "changed.pdf").write_bytes(whole.pdf.replace(b"stream", b"streem", 1))
    return [
        folder / "cut off.pdf",
        folder / "changed.pdf",
        whole.put(folder, "again.pdf"),
        made[1].put(folder, "b.pdf"),
    ]


@cache
def one_campaign() -> tuple[TemporaryDirectory[str], Post]:
    """All that may befall one campaign, and another beside it that carries a record of its."""
    kept = TemporaryDirectory()
    folder, sender = Path(kept.name), Sender("khm")
    own = of_one(sender)
    torn, asked = contradicting(sender, own[-1])
    beside = [
        LAO.report(1, LAO.activity(1)),
        LAO.report(2, sender.activity(6, revision=5, title="Not theirs")),
    ]
    made = [*own, *torn, *beside]
    files = [one.put(folder) for one in made] + mishaps(folder, made)
    return kept, Post(tuple(files), (sender, *asked, LAO))


@cache
def whole_world() -> tuple[TemporaryDirectory[str], Post]:
    """Twenty campaigns over two years, five of them in trouble."""
    kept = TemporaryDirectory()
    folder, files, confirmed = Path(kept.name), list[Path](), list[Sender]()
    for number in range(20):
        sender = Sender(f"campaign-{number}")
        made = of_one(sender)
        made += [
            sender.report(20 + n, *(sender.activity(20 + n * 3 + k) for k in range(3)), period=period)
            for n, period in enumerate(YEARS)
        ]
        confirmed.append(sender)
        if number % 4 == 0:
            torn, asked = contradicting(sender, made[3])
            made, confirmed = made + torn, confirmed + asked
        files += [one.put(folder) for one in made]
        files += mishaps(folder, made) if number == 0 else []
    return kept, Post(tuple(files), tuple(confirmed))


def add(paths: Sequence[Path], store: OfficeStore) -> bool:
    """Put files into the inbox; that can always be done."""
    arriving.add(store, paths, "Ana")
    return True


def confirm(sender: Sender, store: OfficeStore) -> bool:
    """Confirm a sender's key, once something has come from there."""
    if not any((one.id, one.key) == (sender.stream, sender.key_line) for one in campaigns.unknown(store)):
        return False
    campaigns.confirm(store, sender.stream, sender.key_line, "Ben")
    return True


def decide(store: OfficeStore) -> bool:
    """Decide all that waits, by one rule, until nothing does: a decision may bring up or settle more."""
    for _ in range(10):
        waiting = deciding.doubts(store)
        if not waiting:
            return True
        for doubt in waiting:
            with suppress(UserError):  # what was decided just before has settled this one too
                deciding.decide(store, doubt, min(doubt.between), "Ben")
    raise AssertionError("the decisions never end")


def after(acts: Sequence[Act], store: OfficeStore) -> dict[str, list[Any]]:
    """The state after all these acts; what cannot be done yet is done as soon as it can."""
    waiting: list[Act] = []
    for act in acts:
        waiting = [one for one in (act, *waiting) if not one(store)]
    assert not waiting
    return state(store)


def plain(post: Post, *, decided: bool) -> list[Act]:
    """All files at once, then all keys, then all decisions."""
    keys = [partial(confirm, sender) for sender in post.confirmed]
    return [partial(add, post.files), *keys, *([decide] if decided else [])]


@st.composite
def orders(draw: st.DrawFn, post: Post, *, decided: bool) -> list[Act]:
    """The same in another order: files in any, some again, in several goes, keys and decisions between."""
    again = draw(st.lists(st.sampled_from(post.files), max_size=4))
    files = draw(st.permutations([*post.files, *again]))
    cuts = sorted(draw(st.sets(st.integers(1, len(files) - 1), max_size=5)))
    acts: list[Act] = [partial(add, files[a:b]) for a, b in zip([0, *cuts], [*cuts, len(files)], strict=True)]
    acts += [partial(confirm, sender) for sender in post.confirmed]
    acts += [decide] * 2 if decided else []
    return [*draw(st.permutations(acts)), *([decide] if decided else [])]


@pytest.mark.slow
@settings(max_examples=15, deadline=None)
@given(data=st.data(), decided=st.booleans())
def test_any_order_of_files_keys_and_decisions_ends_the_same(data: st.DataObject, decided: bool) -> None:
    _, post = one_campaign()
    acts = data.draw(orders(post, decided=decided))
    with TemporaryDirectory() as folder, closing(OfficeStore(Path(folder) / "office.db")) as store:
        assert after(acts, store) == ended(one_campaign, decided)


@cache
def ended(posted: Callable[[], tuple[object, Post]], decided: bool) -> dict[str, list[Any]]:
    """The state after everything in plain order."""
    with TemporaryDirectory() as folder, closing(OfficeStore(Path(folder) / "office.db")) as store:
        return after(plain(posted()[1], decided=decided), store)


def test_nothing_is_lost_or_slips_in(office_store: OfficeStore) -> None:
    _, post = one_campaign()
    after(plain(post, decided=False), office_store)
    assert standings(office_store) == {
        "counted": 7,
        "replaced": 1,
        "two_of_a_number": 2,
        "rival": 3,
        "unknown_key": 1,
    }
    kinds = Counter(one.kind for one in deciding.doubts(office_store))
    assert kinds == {"number": 1, "successor": 1, "record": 1}
    assert [one.numbers for one in received.gaps(office_store)] == [(3,)]
    assert len(received.asides(office_store)) == 2
    decide(office_store)
    assert standings(office_store) == {"counted": 10, "replaced": 1, "refused": 2, "unknown_key": 1}
    assert deciding.doubts(office_store) == ()
    told = state(office_store)["record"]
    assert not any("Never happened" in one or "Not theirs" in one for one in told)


def standings(store: OfficeStore) -> Counter[str]:
    """How many reports stand how."""
    return Counter(one.standing.value for one in received.reports(store))


@pytest.mark.slow
def test_twenty_campaigns_end_the_same_in_any_order(sqlite_office: OfficeStore) -> None:
    _, post = whole_world()
    chance = random.Random(20)
    files = [*post.files, *chance.choices(post.files, k=20)]
    chance.shuffle(files)
    acts: list[Act] = [partial(add, files[start : start + 60]) for start in range(0, len(files), 60)]
    acts += [*(partial(confirm, sender) for sender in post.confirmed), decide, decide]
    chance.shuffle(acts)
    assert after([*acts, decide], sqlite_office) == ended(whole_world, True)
    assert len(campaigns.campaigns(sqlite_office)) == 20
