"""The office reviews reports and hands out receipts on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from icbl_desktop.formats import receipts, strict_zip
from icbl_desktop.services import key_office
from tests.locked_keys import keep_locked
from tests.office_reports import KHM, LAO
from tests.shell import Shell

FIRST = KHM.report(1, KHM.activity(1))


@pytest.fixture
def office(cambodia: Shell) -> Shell:
    """An inbox with a counted report each of two campaigns, both number 1."""
    for one in (FIRST, LAO.report(1, LAO.activity(1))):
        one.put(cambodia.folder / "in")
    assert cambodia("inbox", "add", cambodia.folder / "in", "--by", "Amal")[0] == 0
    for sender in (KHM, LAO):
        code, _, err = cambodia("inbox", "keys", "confirm", sender.code, "--by", "Amal")
        assert (code, err) == (0, "")
    return cambodia


def test_a_report_is_asked_about_and_accepted(office: Shell) -> None:
    shown = office("inbox", "show", f"{KHM.code}/1")[1]
    assert "Cambodia Campaign" in shown
    assert "It is counted." in shown
    assert "More than one report is called 1." in office("inbox", "show", "1")[2]
    assert "no report 9 in the inbox" in office("inbox", "show", "9")[2]

    which = ("--record", "khm-a1", "--field", "institutions", "--by", "Lucía")
    code, out, _ = office("inbox", "ask", FIRST.digest[:12], "--template", "Which institution", *which)
    assert code == 0
    assert "Meeting 1 / institutions: Which ministry or institution was it? (Lucía)" in out
    assert "Review: has issues, Amal" in office("inbox", "issues", FIRST.digest, "--by", "Amal")[1]
    (question,) = office.data("inbox", "show", FIRST.digest, "--json")["questions"]
    assert question["record_id"] in shown, "as “inbox ask” takes it"
    withdrawn = office("inbox", "withdraw", FIRST.digest, question["id"], "--by", "Amal")[1]
    assert "Review: received" in withdrawn
    assert "Review: accepted, Lucía" in office("inbox", "accept", FIRST.digest, "--by", "Lucía")[1]
    assert "Review: received" in office("inbox", "reopen", FIRST.digest, "--by", "Lucía")[1]
    assert office("inbox", "ask", FIRST.digest)[0] == 2, "nothing is asked"
    assert office("inbox", "ask", FIRST.digest, "Who?", "--field", "institutions")[0] == 2, "of which record?"
    assert "no field planets" in office("inbox", "ask", FIRST.digest, "Who?", *which[:3], "planets")[2]


def test_own_questions_are_added_and_taken_out(office: Shell) -> None:
    assert "Which embassy: Of which state?" in office(
        "inbox", "questions", "--add", "Which embassy", "Of which state?"
    )[1]  # fmt: skip
    assert "of this name" in office("inbox", "questions", "--add", "which EMBASSY", "?")[2]
    assert "Which embassy" not in office("inbox", "questions", "--remove", "Which embassy")[1]
    code, _, err = office("inbox", "questions", "--remove", "When it was")
    assert code == 1
    assert "Only questions of your own" in err


def test_receipts_go_into_a_folder_or_straight_into_a_bundle(office: Shell) -> None:
    out = office("inbox", "receipts", "--out", office.folder / "out")[1]
    assert "Receipts of 2 reports for 2 campaigns" in out
    assert len(list((office.folder / "out").glob("*.age"))) == 2
    assert "lie in" in office("inbox", "receipts", "--out", office.folder / "out")[2], "older answers do"
    assert len(list((office.folder / "out").glob("*.age"))) == 2
    for words in (["--receipts", office.folder / "out"], ["--inbox", "--by", "Amal"]):
        bundle = office.folder / "plan.icblplan"
        assert office("plan", "build", "2018-2019", bundle, *words)[0] == 0
        names = [entry.name for entry in strict_zip.entries(bundle.read_bytes())]
        assert sum(name.startswith("receipts/") for name in names) == 2


def test_one_campaigns_receipts_go_into_a_file_of_their_own(office: Shell, tmp_path: Path) -> None:
    key, passphrase = keep_locked(tmp_path / "keys", "marie", "seven green doors"), tmp_path / "passphrase"
    passphrase.write_text("seven green doors\n")
    target = office.folder / "cambodia.icblreceipts"
    words = ("inbox", "receipts", "--out", target, "--campaign", "Cambodia Campaign")
    assert "Name the officer's key" in office(*words)[2]
    code, out, err = office(*words, "--key", key, "--passphrase-file", passphrase)
    assert (code, err) == (0, "")
    assert "Only this campaign's program opens them." in out
    (sealed,) = (one for one in strict_zip.entries(target.read_bytes()) if one.name.endswith(".age"))
    opened = receipts.open_receipts(strict_zip.read(target.read_bytes(), sealed), [KHM.age.identity])
    assert [one.digest for one in opened.receipts] == [FIRST.digest]
    assert "There is a file" in office(*words, "--key", key, "--passphrase-file", passphrase)[2]
    assert "No campaigns are called “Laos”" in office(*words[:-1], "Laos", "--key", key, "--replace")[2]

    # A campaign whose computer does not know the key is told so, and takes the file in once it does.
    code, _, err = office("receipts", "take-in", target)
    assert (code, key_office.look_at(key).fingerprint in err) == (1, True)
    public = tmp_path / "marie.pub"
    public.write_text(key_office.look_at(key).public_text)
    assert office("plan", "trust", public, "--name", "Marie")[0] == 0
    code, out, err = office("receipts", "take-in", target)
    assert (code, out, err) == (0, "Receipts taken in: 0, new questions: 0.\n", ""), "sealed for another"
