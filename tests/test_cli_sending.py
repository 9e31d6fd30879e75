"""Reports on their way, receipts, keys and rebuilding on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from icbl_desktop.app import open_app
from icbl_desktop.config import Folders
from icbl_desktop.domain.receipt import AskedQuestion, Receipt
from icbl_desktop.formats import receipts as formats
from icbl_desktop.formats import signing
from icbl_desktop.services import keys
from tests.shell import Shell
from tests.test_receipts import REVIEWED
from tests.workspace import contents, signed_plan

MEETING = json.dumps({"type": "meeting", "title": "Meeting", "start": "2018-03-01", "sharing": "public"})


@pytest.fixture
def reported(cambodia: Shell) -> Shell:
    """A campaign that issued one report into its folder."""
    assert cambodia("activity", "add", "--json", "-", stdin=MEETING)[0] == 0
    assert cambodia("report", "make", "--quarter", "2018-Q1", "--out", cambodia.folder)[0] == 0
    return cambodia


def listed(shell: Shell) -> dict[str, object]:
    (line,) = shell.data("report", "list", "--json")
    assert isinstance(line, dict)
    return line


def test_a_report_is_saved_again_in_another_form(reported: Shell) -> None:
    name = str(listed(reported)["name"])
    public = reported("report", "save", "1", "--as", "public", "--out", reported.folder)[1]
    assert public.startswith("Saved (public): ")
    assert (reported.folder / name.replace(".pdf", "-public.pdf")).exists()
    code, out, err = reported("report", "save", "1", "--as", "sealed", "--out", reported.folder)
    assert (code, out) == (1, "")
    assert "Apply its newest plan first" in err
    assert "no report 2 here" in reported("report", "save", "2", "--out", reported.folder)[2]


def test_a_mail_is_written_in_the_language_asked_for(reported: Shell) -> None:
    code, out, _ = reported("report", "mail", "1", "--out", reported.folder, "--language", "fr")
    (eml,) = reported.folder.glob("*.eml")
    assert code == 0
    assert str(eml) in out
    assert b"X-Unsent: 1" in eml.read_bytes()


def test_what_was_sent_is_noted_and_taken_back(reported: Shell) -> None:
    assert reported("report", "sent", "1", "--on", "2018-04-12")[0] == 0
    assert (listed(reported)["sent"], listed(reported)["state"]) == ("2018-04-12", "sent")
    assert reported("report", "sent", "1", "--not")[0] == 0
    assert (listed(reported)["sent"], listed(reported)["state"]) == (None, "saved")
    assert reported("report", "sent", "1")[0] == 2


def test_receipts_come_in_and_questions_are_answered(reported: Shell) -> None:
    officer = signing.generate()
    app = open_app(Folders(reported.folder / "workspace"))
    keys.trust(app.db, signing.public_key_text(officer.public), "Officer")
    stream = contents(app.db)["stream"][0]
    app.close()
    receipt = Receipt(
        digest=str(listed(reported)["digest"]),
        stream=stream[0],
        number=1,
        revision=1,
        state="has_issues",
        reviewer="Amal",
        reviewed_at=REVIEWED,
        questions=(AskedQuestion(id="q1", text="Who was there?"),),
    )
    sealed = formats.seal_receipts(stream[0], [receipt], [stream[4]])
    bundle = reported.folder / "answers.icblplan"
    bundle.write_bytes(signed_plan(officer, parts={"receipts/KHM.age": sealed}))
    assert "taken in: 1, new questions: 1" in reported("receipts", "take-in", bundle)[1]
    assert "taken in: 0" in reported("receipts", "take-in", bundle)[1]
    assert "q1  report 1, the whole report: Who was there?" in reported("report", "questions")[1]
    assert reported("report", "answer", "q1", "The minister.")[0] == 0
    assert reported("report", "questions")[1] == ""
    assert "The minister." in reported("report", "questions", "--all")[1]
    assert listed(reported)["state"] == "has_issues"


def test_keys_and_reports_make_the_workspace_anew(reported: Shell, tmp_path: Path) -> None:
    passphrase = reported.folder / "passphrase.txt"
    passphrase.write_text("three small words\n")
    kept = reported.folder / "mine.icblidentity"
    backup = ("identity", "backup", "--out", kept, "--passphrase-file", passphrase)
    assert reported(*backup)[0] == 0
    assert "another file called" in reported(*backup)[2]
    command = ("rebuild", reported.folder, "--identity", kept, "--passphrase-file", passphrase)
    assert "records in this workspace already" in reported(*command)[2]
    report = listed(reported)

    (reported.folder / "workspace").rename(tmp_path / "lost")
    assert "Records: activity: 1." in reported(*command, "--look")[1]
    assert not (reported.folder / "workspace").exists()
    code, out, _ = reported(*command)
    assert (code, out.splitlines()[-1][:5]) == (0, "Done.")
    assert listed(reported)["digest"] == report["digest"]
    assert "does not open the file" in reported(*command[:-1], "-", stdin="no\n")[2]
