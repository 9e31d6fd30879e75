"""Two who tell of the same work: what counts does not hang on the order, and a person is told."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from pathlib import Path

from icbl_desktop.domain.inbox import Standing
from icbl_desktop.domain.merging import rivals
from icbl_desktop.domain.work import Outcome
from icbl_desktop.services.office import arriving, campaigns, deciding, overlaps, received, seen
from icbl_desktop.services.office.overlaps import OverlapKind
from icbl_desktop.store.office import OfficeStore
from tests.office_counting import records, titles
from tests.office_desk import confirm_all
from tests.office_reports import KHM, LAO, Made, Sender, key_named
from tests.office_state import state
from tests.reports import OUTCOME


def add(store: OfficeStore, folder: Path, *made: Made) -> None:
    arriving.add(store, [one.put(folder) for one in made], "Ana")


def confirm(store: OfficeStore, *senders: Sender) -> None:
    for one in senders:
        campaigns.confirm(store, one.stream, one.key_line, "Ana")


def test_a_stream_that_went_on_stands_beside_its_successor(office_store: OfficeStore, tmp_path: Path) -> None:
    known = KHM.report(1, KHM.activity(1, title="Known", revision=5), KHM.activity(2, title="Known"))
    later = KHM.report(2, KHM.activity(2, title="Went on", revision=3), KHM.activity(3, title="Old side"))
    new = KHM.successor("khm-2", known)
    after = new.report(
        1,
        KHM.activity(1, title="Restored", revision=2),
        KHM.activity(2, title="Behind", revision=2),
        KHM.activity(3, title="New side"),
    )
    add(office_store, tmp_path, later, after, known)
    confirm(office_store, KHM)
    assert titles(office_store) == ["Restored", "Went on"]
    assert [one.record_title for one in deciding.doubts(office_store)] == ["New side"]
    (told,) = overlaps.overlaps(office_store)
    assert (told.kind, told.what, told.other, told.numbers) == (
        OverlapKind.WENT_ON, KHM.code, new.code, (2,)
    )  # fmt: skip
    assert told.report == later.digest
    campaigns.refuse(office_store, new.stream, new.key_line, "Ana")
    assert overlaps.overlaps(office_store) == ()
    assert titles(office_store) == ["Known", "Old side", "Went on"]


def test_a_record_that_only_names_others_otherwise_is_no_conflict(
    office_store: OfficeStore, tmp_path: Path
) -> None:
    whole: Outcome = replace(OUTCOME, stream=KHM.stream)
    without = replace(whole, promises=())
    add(office_store, tmp_path, KHM.report(1, whole), KHM.report(3, without), KHM.report(2, whole))
    confirm(office_store, KHM)
    assert deciding.doubts(office_store) == ()
    assert [one.get("promises", []) for one in records(office_store)] == [[]]
    add(office_store, tmp_path, KHM.report(4, whole))
    assert [one["promises"] for one in records(office_store)] == [[*whole.promises]]
    add(office_store, tmp_path, KHM.report(5, replace(whole, significance="Otherwise.")))
    assert [one.kind for one in deciding.doubts(office_store)] == ["record"]


def test_records_of_others_and_shared_ones_are_told(office_store: OfficeStore, tmp_path: Path) -> None:
    mine, same = KHM.activity(1), KHM.activity(2, title="Said twice")
    add(office_store, tmp_path, KHM.report(1, mine, same))
    carrying = LAO.report(1, KHM.activity(9), LAO.activity(1), replace(same, stream=LAO.stream))
    add(office_store, tmp_path, carrying)
    confirm(office_store, KHM, LAO)
    told = overlaps.overlaps(office_store)
    assert [(one.kind, one.organisation, one.other, one.records) for one in told] == [
        (OverlapKind.FOREIGN, LAO.organisation, KHM.organisation, 1),
        (OverlapKind.SHARED, KHM.organisation, LAO.organisation, 1),
    ]
    assert (told[0].report, told[1].what) == (carrying.digest, "Said twice")
    seen.put_away(office_store, told[0].subject, "Ana")
    assert deciding.decided(office_store)[0].kind == "overlap"
    deciding.reopen(office_store, told[0].subject, "Ana")
    assert deciding.decided(office_store) == ()


def test_a_report_that_names_another_campaign_than_its_stream_leaves_none_behind(tmp_path: Path) -> None:
    own, other = KHM.report(1, KHM.activity(1)), replace(KHM, campaign="a-campaign").report(2)
    states = []
    for place, order in enumerate(permutations([own, other, LAO.report(1)])):
        store = OfficeStore(tmp_path / str(place) / "office.db")
        for one in order:
            add(store, tmp_path, one)
        states.append(state(store))
        store.close()
    assert all(one == states[0] for one in states)


def test_an_amendment_that_does_not_count_replaces_nothing_for_those_after_it(
    office_store: OfficeStore, tmp_path: Path
) -> None:
    first = KHM.report(1, KHM.activity(1), KHM.activity(2))
    second = KHM.report(2, KHM.activity(1), amends=first)
    third = KHM.report(3, amends=second)
    add(office_store, tmp_path, first, second, third)
    confirm(office_store, KHM)
    assert titles(office_store) == []
    add(office_store, tmp_path, KHM.report(2, KHM.activity(7)))
    assert titles(office_store) == ["Meeting 1", "Meeting 2"]
    assert received.get(office_store, first.digest).standing is Standing.COUNTED


def test_each_campaign_decides_over_a_stream_that_two_claim(
    office_store: OfficeStore, tmp_path: Path
) -> None:
    thief = replace(LAO, own_key=key_named("thief"))
    claimed = [replace(thief, name=KHM.name, campaign=LAO.campaign)] * 2
    made = [one.report(1, one.activity(n)) for n, one in enumerate([*claimed, KHM, KHM])]
    add(office_store, tmp_path, *made)
    confirm_all(office_store)
    assert len(deciding.doubts(office_store)) == 2
    for doubt in deciding.doubts(office_store):
        deciding.decide(office_store, doubt, doubt.options[0].choice, "Ana")
    assert deciding.doubts(office_store) == ()
    assert len(titles(office_store)) == 2


def test_a_stranger_does_not_speak_for_a_stream_to_choose(office_store: OfficeStore, tmp_path: Path) -> None:
    last = KHM.report(1)
    here, there = (KHM.successor(name, last) for name in ("here", "there"))
    add(office_store, tmp_path, last, here.report(1), there.report(1))
    confirm(office_store, KHM)
    thief = replace(here, own_key=key_named("thief"))
    add(office_store, tmp_path, thief.report(99, thief.activity(1)))
    (doubt,) = deciding.doubts(office_store)
    assert {one.number for one in doubt.options} == {1}
    assert rivals({here.stream: KHM.stream, there.stream: KHM.stream}) == {KHM.stream: doubt.between}
