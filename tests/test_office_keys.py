"""Whose reports count: keys that a person confirmed, and what those keys say of later ones."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from icbl_desktop.domain.inbox import Standing, Verdict
from icbl_desktop.errors import UserError
from icbl_desktop.services.office import arriving, campaigns, foreign, received
from icbl_desktop.store.office import OfficeStore
from tests.office_counting import titles
from tests.office_reports import KHM, LAO, Made, Sender, key_named


def add(store: OfficeStore, folder: Path, *made: Made) -> list[Verdict]:
    found = arriving.add(store, [one.put(folder) for one in made], "Reviewer").results
    return [one.verdict for one in found]


def confirm(store: OfficeStore, sender: Sender, campaign: str = "") -> None:
    campaigns.confirm(store, sender.stream, sender.key_line, "Reviewer", campaign)


def standings(store: OfficeStore) -> dict[str, Standing]:
    return {one.digest: one.standing for one in received.reports(store)}


def test_a_report_counts_once_its_key_is_confirmed(office_store: OfficeStore, tmp_path: Path) -> None:
    add(office_store, tmp_path, KHM.report(1, KHM.activity(1)))
    assert titles(office_store) == []
    one = campaigns.unknown(office_store)[0]
    assert (one.organisation, one.code, one.reports) == ("Cambodia Campaign", KHM.code, 1)
    assert len(one.words) == 15
    assert campaigns.campaigns(office_store) == ()
    confirm(office_store, KHM)
    assert titles(office_store) == ["Meeting 1"]
    known = campaigns.campaigns(office_store)[0]
    assert (known.organisation, known.recipient, known.reports) == ("Cambodia Campaign", KHM.age.recipient, 1)
    assert known.streams[0].bound_by == "Reviewer"
    assert campaigns.unknown(office_store) == ()
    assert add(office_store, tmp_path, KHM.report(2, KHM.activity(2))) == [Verdict.ACCEPTED]


def test_a_refused_key_counts_for_nothing_until_it_is_reconsidered(
    office_store: OfficeStore, tmp_path: Path
) -> None:
    made = KHM.report(1, KHM.activity(1))
    add(office_store, tmp_path, made)
    campaigns.refuse(office_store, KHM.stream, KHM.key_line, "Reviewer")
    assert campaigns.unknown(office_store) == ()
    assert campaigns.refused(office_store)[0].refused
    assert standings(office_store) == {made.digest: Standing.REFUSED}
    assert add(office_store, tmp_path, KHM.report(2)) == [Verdict.CONFLICT]
    campaigns.reconsider(office_store, KHM.stream, KHM.key_line, "Reviewer")
    assert set(standings(office_store).values()) == {Standing.UNKNOWN_KEY}
    confirm(office_store, KHM)
    assert titles(office_store) == ["Meeting 1"]
    campaigns.reconsider(office_store, KHM.stream, KHM.key_line, "Reviewer")
    assert titles(office_store) == []


def test_a_known_stream_under_another_key_is_held(office_store: OfficeStore, tmp_path: Path) -> None:
    add(office_store, tmp_path, KHM.report(1, KHM.activity(1)))
    confirm(office_store, KHM)
    thief = replace(KHM, own_key=key_named("thief"))
    stolen = thief.report(1, thief.activity(1, title="Invented", revision=9))
    assert add(office_store, tmp_path, stolen) == [Verdict.UNKNOWN_KEY]
    assert standings(office_store)[stolen.digest] is Standing.CHANGED_KEY
    assert campaigns.unknown(office_store)[0].changed_key
    add(office_store, tmp_path, thief.report(90))
    assert received.gaps(office_store) == ()
    assert titles(office_store) == ["Meeting 1"]


@pytest.mark.parametrize("newest_first", [False, True])
def test_the_word_of_a_known_key_binds_later_streams(
    office_store: OfficeStore, tmp_path: Path, newest_first: bool
) -> None:
    first = KHM.report(1, KHM.activity(1))
    second = KHM.successor("khm-2", first)
    then = second.report(1, second.activity(2))
    third = second.successor("khm-3", then).report(1, KHM.activity(3))
    came = [first, then, third]
    for one in reversed(came) if newest_first else came:
        add(office_store, tmp_path, one)
    confirm(office_store, KHM)
    assert titles(office_store) == ["Meeting 1", "Meeting 2", "Meeting 3"]
    assert [one.bound_by for one in campaigns.campaigns(office_store)[0].streams] == ["Reviewer", "", ""]
    campaigns.refuse(office_store, second.stream, second.key_line, "Reviewer")
    assert titles(office_store) == ["Meeting 1"]


def test_a_successor_without_proof_or_with_a_strangers_waits(
    office_store: OfficeStore, tmp_path: Path
) -> None:
    add(office_store, tmp_path, KHM.report(1, KHM.activity(1)))
    confirm(office_store, KHM)
    unproven = KHM.successor("khm-2", proven=False)
    of_a_thief = replace(KHM, own_key=key_named("thief")).successor("khm-3")
    of_another = replace(LAO.successor("lao-2"), campaign=KHM.campaign)
    made = [one.report(1, one.activity(5)) for one in (unproven, of_a_thief, of_another)]
    assert add(office_store, tmp_path, *made) == [Verdict.UNKNOWN_KEY] * 3
    assert titles(office_store) == ["Meeting 1"]


def test_a_stream_is_bound_to_the_campaign_that_a_person_says(
    office_store: OfficeStore, tmp_path: Path
) -> None:
    again = Sender("reinstalled")
    add(office_store, tmp_path, KHM.report(1, KHM.activity(1)), again.report(1, again.activity(2)))
    confirm(office_store, KHM)
    with pytest.raises(UserError, match="no such campaign"):
        confirm(office_store, again, "nobody")
    confirm(office_store, again, KHM.campaign)
    known = campaigns.campaigns(office_store)
    assert [len(one.streams) for one in known] == [2]
    assert {one.campaign for one in received.reports(office_store)} == {KHM.campaign}
    later = again.successor("reinstalled-2")
    assert add(office_store, tmp_path, later.report(1, later.activity(3))) == [Verdict.ACCEPTED]
    assert titles(office_store) == ["Meeting 1", "Meeting 2", "Meeting 3"]


@pytest.mark.parametrize("owner_known_first", [True, False])
def test_one_campaign_cannot_write_anothers_records(
    office_store: OfficeStore, tmp_path: Path, owner_known_first: bool
) -> None:
    own = KHM.activity(1, title="Ours")
    theirs = KHM.activity(1, title="Changed by others", revision=9)
    reports = [KHM.report(1, own), LAO.report(1, theirs, LAO.activity(2), gone=[KHM.activity(7)])]
    add(office_store, tmp_path, *reports)
    for one in (KHM, LAO) if owner_known_first else (LAO, KHM):
        confirm(office_store, one)
    assert titles(office_store) == ["Meeting 2", "Ours"]
    stranger = foreign.everywhere(office_store)[0]
    assert (stranger.report, stranger.records, stranger.owner) == (reports[1].digest, 1, "Cambodia Campaign")


def test_a_report_with_records_of_others_says_so_as_it_comes(
    office_store: OfficeStore, tmp_path: Path
) -> None:
    add(office_store, tmp_path, KHM.report(1, KHM.activity(1)), LAO.report(1))
    confirm(office_store, KHM)
    confirm(office_store, LAO)
    path = LAO.report(2, KHM.activity(1, revision=5)).put(tmp_path)
    result = arriving.add(office_store, [path], "Reviewer").results[0]
    assert result.verdict is Verdict.CONFLICT
    assert "1 records that Cambodia Campaign made" in str(result.reason)


def test_an_id_of_two_campaigns_is_shown_and_overwrites_nothing(
    office_store: OfficeStore, tmp_path: Path
) -> None:
    same = LAO.activity(2, id=KHM.activity(1).id, title="Theirs")
    add(office_store, tmp_path, KHM.report(1, KHM.activity(1)), LAO.report(1, same))
    confirm(office_store, KHM)
    confirm(office_store, LAO)
    assert titles(office_store) == ["Meeting 1", "Theirs"]
    assert foreign.shared(office_store)[0].campaigns == (KHM.campaign, LAO.campaign)


def test_a_stranger_who_names_a_known_campaign_changes_nothing_of_it(
    office_store: OfficeStore, tmp_path: Path
) -> None:
    add(office_store, tmp_path, KHM.report(1, KHM.activity(1)))
    confirm(office_store, KHM)
    before = campaigns.campaigns(office_store)
    stranger = Sender("stranger", ("USA",), "Another name", campaign=KHM.campaign)
    add(office_store, tmp_path, stranger.report(9, stranger.activity(1)))
    assert campaigns.campaigns(office_store) == before
