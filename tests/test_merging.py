"""Records of many reports become one picture, whatever the order: the pure part."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from icbl_desktop.domain.inbox import Standing
from icbl_desktop.domain.merging import Said, ancestors, descendants, merge, missing_numbers, rivals
from icbl_desktop.domain.standing import BOTH, Bond, Choice, Filed, standings

PARENTS = {"old": "", "new": "old", "side": "old"}
LASTS = {"old": 0, "new": 3, "side": 2}


def contents(*said: Said) -> list[str]:
    return [one.content for one in merge(said, PARENTS, LASTS).holds]


def test_the_highest_revision_holds() -> None:
    assert contents(Said("r1", "old", 1, "first"), Said("r2", "old", 2, "second")) == ["second"]


def test_taking_back_outweighs_telling_of_the_same_revision_and_not_of_a_higher_one() -> None:
    told, gone = Said("r1", "old", 2, "told"), Said("r2", "old", 2, "")
    assert contents(told, gone) == []
    assert contents(told, gone, Said("r3", "old", 3, "again")) == ["again"]


def test_a_stream_outweighs_the_one_it_carries_on_whatever_the_revision() -> None:
    assert contents(Said("r1", "old", 9, "before"), Said("r2", "new", 2, "after")) == ["after"]
    assert contents(Said("r1", "old", 9, "before"), Said("r2", "new", 9, "")) == []


def test_an_amendment_outweighs_what_it_replaces_at_the_same_revision() -> None:
    amended = Said("r2", "old", 1, "right", frozenset({"r1"}))
    assert contents(Said("r1", "old", 1, "wrong"), amended) == ["right"]


def test_what_the_next_stream_did_not_know_stands_beside_it() -> None:
    after = Said("r9", "new", 2, "after")
    known, unknown = (Said(f"r{n}", "old", 7, "went on", number=n) for n in (3, 4))
    assert contents(known, after) == ["after"]
    assert contents(unknown, after) == ["went on"]
    assert contents(replace(unknown, revision=2), after) == ["after", "went on"]


def test_of_those_far_back_the_one_that_carried_it_on_says_what_it_knew() -> None:
    parents, lasts = {"a": "", "b": "a", "c": "b"}, {"a": 0, "b": 5, "c": 1}
    far, last = Said("r1", "a", 9, "far", number=5), Said("r2", "c", 1, "last")
    assert merge([far, last], parents, lasts).holds == (last,)
    assert merge([replace(far, number=6), last], parents, lasts).holds[0].content == "far"


def test_equal_revisions_that_differ_are_a_conflict() -> None:
    said = Said("r1", "new", 3, "a"), Said("r2", "side", 3, "b")
    assert contents(*said) == ["a", "b"]
    assert merge(said, PARENTS, LASTS).is_conflict


def test_reports_that_say_the_same_are_one_voice() -> None:
    held = merge([Said("r1", "old", 1, "same"), Said("r2", "old", 1, "same")], PARENTS, LASTS).holds
    assert [one.report for one in held] == ["r2"]


@given(
    st.lists(
        st.builds(
            Said,
            st.sampled_from(["r1", "r2", "r3", "r4"]),
            st.sampled_from(["old", "new", "side"]),
            st.integers(1, 3),
            st.sampled_from(["", "a", "b"]),
            st.frozensets(st.sampled_from(["r1", "r2", "r3"]), max_size=2),
            st.integers(1, 4),
        ),
        max_size=4,
        unique_by=lambda one: one.report,
    )
)
def test_order_and_repeats_never_matter(said: list[Said]) -> None:
    expected = merge(said, PARENTS, LASTS)
    assert all(merge([*order, *order[:1]], PARENTS, LASTS) == expected for order in permutations(said))


def test_a_circle_of_streams_ends() -> None:
    circle = {"a": "b", "b": "a"}
    assert list(ancestors("a", circle)) == ["b"]
    assert descendants(["a"], circle) == {"a", "b"}


def test_rivals_are_those_that_carry_on_the_same_stream() -> None:
    assert rivals(PARENTS) == {"old": ("new", "side")}


def test_missing_numbers_are_those_below_the_last_and_only_so_many() -> None:
    assert missing_numbers({1, 3}, 4) == (2, 4)
    assert len(missing_numbers(set(), 2**53)) == 100


KNOWN = Bond("old", "K1", "campaign", refused=False, parent="")


def standing(bonds: list[Bond], filed: list[Filed], **choices: Choice) -> dict[str, Standing]:
    decided = {subject.replace("__", "/"): choice for subject, choice in choices.items()}
    return standings(bonds, "campaign", filed, decided)


def test_what_an_unknown_key_signs_disturbs_nothing() -> None:
    stranger = Bond("old", "K2", "", refused=False, parent="")
    filed = [Filed("a", "old", "K1", 1, ""), Filed("b", "old", "K2", 1, ""), Filed("c", "old", "K2", 2, "a")]
    assert standing([KNOWN, stranger], filed) == {
        "a": Standing.COUNTED,
        "b": Standing.CHANGED_KEY,
        "c": Standing.CHANGED_KEY,
    }


def test_two_of_a_number_wait_and_a_choice_holds_only_between_just_these() -> None:
    filed = [Filed("a", "old", "K1", 1, ""), Filed("b", "old", "K1", 1, "")]
    assert set(standing([KNOWN], filed).values()) == {Standing.TWO_OF_A_NUMBER}
    chosen = Choice(("a", "b"), "b")
    assert standing([KNOWN], filed, number__campaign__old__1=chosen) == {
        "a": Standing.REFUSED,
        "b": Standing.COUNTED,
    }
    third = [*filed, Filed("c", "old", "K1", 1, "")]
    assert set(standing([KNOWN], third, number__campaign__old__1=chosen).values()) == {
        Standing.TWO_OF_A_NUMBER
    }


def test_rival_successors_wait_with_all_that_carries_them_on() -> None:
    bonds = [KNOWN, *(Bond(name, "K", "campaign", False, parent) for name, parent in _FAMILY)]
    filed = [Filed(name, name, "K", 1, "") for name, _ in _FAMILY]
    assert set(standing(bonds, filed).values()) == {Standing.RIVAL}
    one = Choice(("new", "side"), "new")
    assert standing(bonds, filed, successor__campaign__old=one) == {
        "new": Standing.COUNTED,
        "newer": Standing.COUNTED,
        "side": Standing.REFUSED,
    }
    both = Choice(("new", "side"), BOTH)
    assert set(standing(bonds, filed, successor__campaign__old=both).values()) == {Standing.COUNTED}


_FAMILY = (("new", "old"), ("side", "old"), ("newer", "new"))


def test_only_an_amendment_that_counts_replaces() -> None:
    filed = [Filed("a", "old", "K1", 1, ""), Filed("b", "old", "K1", 2, "a")]
    assert standing([KNOWN], filed)["a"] is Standing.REPLACED
    twice = [*filed, Filed("c", "old", "K1", 2, "")]
    assert standing([KNOWN], twice)["a"] is Standing.COUNTED
