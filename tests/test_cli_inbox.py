"""The inbox on the command line: files, keys, what was set aside."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from icbl_desktop.commands.inbox_common import numbers_in_short
from icbl_desktop.services.office import search
from icbl_desktop.store.office import OfficeStore
from tests import office
from tests.office_reports import KHM, LAO
from tests.shell import Shell


def test_each_file_has_its_line_and_a_bad_one_is_listed_until_it_is_put_away(cambodia: Shell) -> None:
    came = cambodia.folder / "came"
    KHM.report(4).put(came, "fourth.pdf")
    (came / "scan.pdf").write_bytes(b"no pdf")
    code, out, err = cambodia("inbox", "add", came)
    assert f"fourth.pdf: unknown key. Cambodia Campaign, {KHM.code}/4. Not here: 1-3." in out
    assert "scan.pdf: not ours. This file is not a PDF" in out
    assert (code, err) == (
        1,
        "Set aside: 1 of 2 files, for the reasons above. What else came is in the inbox.\n",
    )
    assert "Set aside: scan.pdf." in cambodia("inbox", "list")[1]
    assert "Set aside" not in cambodia("inbox", "list", "--standing", "unknown_key")[1]
    assert "No file that was set aside is called other.pdf" in cambodia("inbox", "put-away", "other.pdf")[2]
    assert cambodia("inbox", "put-away", "scan.pdf")[:2] == (0, "Put away: 1.\n")
    assert cambodia("inbox", "list")[1].endswith("Reports: 1. Files set aside: 0.\n")


def test_a_key_says_after_each_step_how_it_stands(cambodia: Shell) -> None:
    KHM.report(1).put(cambodia.folder / "came")
    cambodia("inbox", "add", cambodia.folder / "came")
    assert "not confirmed: " in cambodia("inbox", "keys")[1]
    for step, said in (
        ("confirm", "confirmed by A campaign"),
        ("refuse", "refused"),
        ("reconsider", "not confirmed: "),
    ):
        code, out, err = cambodia("inbox", "keys", step, KHM.code.lower())
        assert (code, err) == (0, "")
        assert out.startswith(f"{KHM.code}  Cambodia Campaign (KHM)  reports: 1  {said}")
    assert "No streams are called 0000" in cambodia("inbox", "keys", "confirm", "0000")[2]
    code, _, err = cambodia("inbox", "keys", "confirm", KHM.code, "--campaign", "Nobody")
    assert (code, "No campaigns are called “Nobody”" in err) == (1, True)


def test_the_store_may_be_named_before_or_after_the_step(shell: Shell, tmp_path: Path) -> None:
    store = ("--store", office.fresh_url())
    for sender in (KHM, LAO):
        assert shell("inbox", "add", sender.report(1).put(tmp_path), "--by", "Ana", *store)[0] == 0
    before = shell("inbox", "keys", *store, "confirm", KHM.code, "--by", "Ana")
    after = shell("inbox", "keys", "confirm", LAO.code, "--by", "Ana", *store)
    assert [(code, "confirmed by Ana" in out) for code, out, _ in (before, after)] == [(0, True)] * 2


def test_who_only_looks_need_not_say_who_it_is(shell: Shell) -> None:
    assert shell("inbox", "list")[:2] == (0, "Reports: 0. Files set aside: 0.\n")
    assert "who is at work here: --by NAME" in shell("inbox", "questions", "--add", "A", "B?")[2]


@pytest.mark.parametrize(
    ("numbers", "words"),
    [((), ""), ((2,), "2"), ((1, 2, 3), "1-3"), ((1, 3, 4, 9), "1, 3-4, 9")],
    ids=str,
)
def test_rows_of_numbers_are_said_by_their_ends(numbers: tuple[int, ...], words: str) -> None:
    assert numbers_in_short(numbers) == words


def test_what_was_added_is_ready_to_be_searched(cambodia: Shell) -> None:
    came = cambodia.folder / "came"
    cambodia("inbox", "add", KHM.report(1).put(came))
    cambodia("inbox", "keys", "confirm", KHM.code)
    cambodia("inbox", "add", KHM.report(2, KHM.activity(2)).put(came))
    with closing(OfficeStore(next(cambodia.folder.rglob("office.db")))) as store:
        assert search.index_pending(store) == 0
        assert search.search(store, KHM.activity(2).title)
