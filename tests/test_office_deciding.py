"""Where reports contradict each other a person decides, and the decision holds for just what there was."""

from __future__ import annotations

from pathlib import Path

import pytest

from icbl_desktop.domain.inbox import Standing, Verdict
from icbl_desktop.errors import UserError
from icbl_desktop.services.office import arriving, deciding, received
from icbl_desktop.services.office.deciding import BOTH, Doubt
from icbl_desktop.store.office import OfficeStore
from tests.office_counting import titles
from tests.office_desk import confirm_all
from tests.office_reports import KHM, Made


def add(store: OfficeStore, folder: Path, *made: Made) -> list[Verdict]:
    found = arriving.add(store, [one.put(folder) for one in made], "Reviewer").results
    confirm_all(store)
    return [one.verdict for one in found]


def only(store: OfficeStore) -> Doubt:
    (doubt,) = deciding.doubts(store)
    return doubt


def choice_of(doubt: Doubt, text: str) -> str:
    """The option one of whose lines says this."""
    return next(one.choice for one in doubt.options if text in [said for _, said in one.lines])


def test_of_two_reports_of_a_number_one_is_chosen(office_store: OfficeStore, tmp_path: Path) -> None:
    first, other = (KHM.report(1, KHM.activity(1, title=title)) for title in ("One", "Other"))
    add(office_store, tmp_path, first)
    assert titles(office_store) == ["One"]
    assert add(office_store, tmp_path, other) == [Verdict.CONFLICT]
    assert titles(office_store) == []
    doubt = only(office_store)
    assert (doubt.kind, doubt.organisation, len(doubt.options)) == ("number", "Cambodia Campaign", 2)
    deciding.decide(office_store, doubt, other.digest, "Reviewer")
    assert titles(office_store) == ["Other"]
    assert received.get(office_store, first.digest).standing is Standing.REFUSED
    assert deciding.doubts(office_store) == ()
    assert [(one.choice, one.by, one.holds) for one in deciding.decided(office_store)] == [
        (other.digest, "Reviewer", True)
    ]


def test_a_third_of_the_number_opens_the_question_again(office_store: OfficeStore, tmp_path: Path) -> None:
    made = [KHM.report(1, KHM.activity(1, title=title)) for title in ("One", "Other", "Third")]
    add(office_store, tmp_path, *made[:2])
    seen = only(office_store)
    deciding.decide(office_store, seen, made[0].digest, "Reviewer")
    add(office_store, tmp_path, made[2])
    assert titles(office_store) == []
    assert not deciding.decided(office_store)[0].holds
    with pytest.raises(UserError, match="something else to choose from"):
        deciding.decide(office_store, seen, made[0].digest, "Somebody else")
    with pytest.raises(UserError, match="no such choice"):
        deciding.decide(office_store, only(office_store), "nothing", "Reviewer")
    assert titles(office_store) == []


def test_a_record_that_differs_is_shown_side_by_side_and_chosen(
    office_store: OfficeStore, tmp_path: Path
) -> None:
    add(office_store, tmp_path, *(KHM.report(n, KHM.activity(1, title=f"Title {n}")) for n in (1, 2)))
    doubt = only(office_store)
    assert (doubt.kind, doubt.record_kind) == ("record", "activity")
    assert {dict(one.lines)["title"]: one.number for one in doubt.options} == {"Title 1": 1, "Title 2": 2}
    deciding.decide(office_store, doubt, choice_of(doubt, "Title 1"), "Reviewer")
    assert titles(office_store) == ["Title 1"]
    deciding.reopen(office_store, doubt.subject, "Reviewer")
    assert titles(office_store) == []
    assert only(office_store) == doubt
    with pytest.raises(UserError, match="Nobody has decided"):
        deciding.reopen(office_store, doubt.subject, "Reviewer")


def test_of_rival_successors_one_is_chosen_or_both(office_store: OfficeStore, tmp_path: Path) -> None:
    last = KHM.report(1, KHM.activity(1))
    here, there = (KHM.successor(name, last) for name in ("here", "there"))
    made = [here.report(1, here.activity(1)), there.report(1, there.activity(2))]
    assert add(office_store, tmp_path, last, *made)[0] is Verdict.UNKNOWN_KEY
    assert titles(office_store) == ["Meeting 1"]
    doubt = only(office_store)
    assert (doubt.kind, {one.choice for one in doubt.options}) == ("successor", {here.stream, there.stream})
    deciding.decide(office_store, doubt, there.stream, "Reviewer")
    assert titles(office_store) == ["Meeting 1", "Meeting 2"]
    assert received.get(office_store, made[0].digest).standing is Standing.REFUSED
    deciding.reopen(office_store, doubt.subject, "Reviewer")
    deciding.decide(office_store, only(office_store), BOTH, "Reviewer")
    assert titles(office_store) == ["Meeting 1", "Meeting 1", "Meeting 2"]


def test_a_reviewer_who_saw_less_is_told(office_store: OfficeStore, tmp_path: Path) -> None:
    made = [KHM.report(1, KHM.activity(1, title=title)) for title in ("One", "Other")]
    add(office_store, tmp_path, *made)
    doubt = only(office_store)
    deciding.decide(office_store, doubt, made[0].digest, "First reviewer")
    with pytest.raises(UserError, match="somebody has chosen"):
        deciding.decide(office_store, doubt, made[1].digest, "Second reviewer")
    assert titles(office_store) == ["One"]
