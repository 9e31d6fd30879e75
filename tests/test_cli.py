"""The command line: the same services, exit codes a script can rely on."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from icbl_desktop import config
from icbl_desktop.ui import application
from tests.shell import Shell


def test_plans_can_be_read_before_there_is_a_workspace(shell: Shell) -> None:
    listed = shell.data("plan", "list", "--json")
    assert [one["id"] for one in listed] == ["2012-2015", "strategy-2017-2021", "2017", "2018-2019"]
    assert not (shell.folder / "workspace").exists()


@pytest.mark.parametrize(
    ("plan_id", "counts"),
    [
        ("2012-2015", (4, 21, 52, 0, 0, 0, 0)),
        ("strategy-2017-2021", (3, 8, 0, 0, 0, 1, 0)),
        ("2017", (3, 8, 25, 86, 124, 20, 24)),
        ("2018-2019", (3, 8, 27, 85, 0, 3, 20)),
    ],
)
def test_plan_show_prints_the_whole_plan(shell: Shell, plan_id: str, counts: tuple[int, ...]) -> None:
    plan = shell.data("plan", "show", plan_id, "--json")
    names = ("goals", "objectives", "indicators", "targets", "activities", "commitments", "events")
    assert tuple(len(plan[name]) for name in names) == counts


def test_the_new_plan_names_clearance_for_cambodia(shell: Shell) -> None:
    found = shell.data("plan", "diff", "2017", "2018-2019", "--state", "KHM", "--json")
    assert [t["objective"] for t in found["gained"]] == ["2B"]
    assert found["lost"] == []
    assert [t["objective"] for t in found["kept"]] == ["1A", "3A", "3B"]


def test_the_newest_plan_is_worked_under_unless_another_is_named(shell: Shell) -> None:
    _, out, _ = shell("init", "--state", "npl", "--organisation", "A campaign in Nepal")
    assert "2018-2019 Operational Plan" in out


def test_a_second_start_is_refused(cambodia: Shell) -> None:
    code, out, err = cambodia("init", "--state", "NPL", "--organisation", "Another")
    assert (code, out) == (1, "")
    assert "already has a campaign" in err


def test_a_state_that_is_none_is_refused(shell: Shell) -> None:
    code, _, err = shell("init", "--state", "XXX", "--organisation", "A campaign")
    assert code == 1
    assert "“XXX” is not the three-letter code of a state" in err


def test_a_signed_bundle_is_verified_and_imported(cambodia: Shell, signed: Path) -> None:
    verified = cambodia.data("plan", "verify", signed, "--key", cambodia.folder / "root.pub", "--json")
    assert (verified["plan"], verified["sequence"]) == ("2018-2019", 1)
    changes = cambodia.data("plan", "import", signed, "--trust", cambodia.folder / "root.pub", "--json")
    assert [t["objective"] for t in changes["gained"]] == ["2B"]
    code, _, err = cambodia("plan", "import", signed)
    assert code == 1
    assert "applied already" in err


def test_a_bundle_of_an_unknown_key_is_refused(cambodia: Shell, signed: Path) -> None:
    code, out, err = cambodia("plan", "import", signed)
    spoken = cambodia.data("keys", "words", cambodia.folder / "root.pub", "--json")
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert "does not know the key that signed this plan. Nothing was changed." in err
    assert f"Its fingerprint is {spoken['fingerprint']}, in words: {' '.join(spoken['words'])}." in err
    assert "plan trust FILE.pub" in err
    assert cambodia("plan", "trust", cambodia.folder / "root.pub")[0] == 0
    assert cambodia("plan", "import", signed)[0] == 0


def test_a_flipped_byte_is_refused(cambodia: Shell, signed: Path) -> None:
    data = bytearray(signed.read_bytes())
    data[len(data) // 2] ^= 1
    signed.write_bytes(data)
    code, _, err = cambodia("plan", "import", signed, "--trust", cambodia.folder / "root.pub")
    assert code == 1
    assert err.count("\n") == 1
    assert "2017" in cambodia("plan", "use", "2017")[1]


def test_the_secret_key_is_readable_by_its_owner_alone(shell: Shell, signed: Path) -> None:
    assert (shell.folder / "root.key").stat().st_mode & 0o077 == 0
    code, _, err = shell("plan", "keygen", shell.folder / "root")
    assert code == 1
    assert "already" in err


def test_an_activity_is_logged_and_found(cambodia: Shell) -> None:
    activity = {"type": "meeting", "title": "Met the ministry", "start": "2018-02-01", "objectives": ["1A"]}
    added = cambodia.data("activity", "add", "--json", "-", stdin=json.dumps(activity))
    listed = cambodia.data("activity", "list", "--search", "minist", "--json")
    assert [(one["id"], one["objectives"]) for one in listed] == [(added["id"], ["1A"])]


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("{", "cannot be read"),
        ('{"titel": "x"}', "no field “titel”"),
        ('{"title": "x", "type": "dance", "start": "2018-01-01"}', "“dance” is not known"),
        ('{"title": "x", "type": "letter"}', "Give the date"),
        ('{"title": "x", "type": "letter", "start": "2018-02-30"}', "cannot be read"),
        ('{"title": "x", "type": "letter", "objectives": ["9Z"]}', "no objective “9Z”"),
        ('{"title": "x", "type": "letter", "start": "2018-02-03", "cost": "12.5"}', "currency"),
    ],
)
def test_a_wrong_activity_is_refused_in_one_sentence(cambodia: Shell, given: str, told: str) -> None:
    code, out, err = cambodia("activity", "add", "--json", "-", stdin=given)
    assert (code, out) == (1, "")
    assert told in err
    assert "Traceback" not in err
    assert cambodia.data("activity", "list", "--json") == []


def test_a_grant_and_its_outcome(cambodia: Shell) -> None:
    grant = {"programme": "investing_in_action", "title": "Survivors", "state": "running", "currency": "USD"}
    added = cambodia.data("grant", "add", "--json", "-", stdin=json.dumps(grant | {"awarded": "4500.00"}))
    outcome = {"actor": "The council", "change": "invited survivors", "when": "2018-03-01"}
    told = cambodia.data("grant", "outcome", "add", "--json", "-", stdin=json.dumps(outcome))
    assert told["grant_id"] == added["id"]


def test_wrong_usage_is_exit_code_2(shell: Shell) -> None:
    assert shell("report", "make", "--out", "x.pdf")[0] == 2
    assert shell("plan", "show")[0] == 2
    assert shell("dance")[0] == 2


def test_the_demonstration_leaves_files_other_tools_accept(shell: Shell) -> None:
    folder = shell.folder / "demo"
    assert shell("demo", folder)[0] == 0
    (report,) = folder.glob("KHM-*-2018-Q1-*-r0001.pdf")
    verified = shell.data("report", "verify", report, "--json")
    assert verified["number"] == 1
    if shutil.which("qpdf"):
        assert subprocess.run(["qpdf", "--check", report], capture_output=True, check=False).returncode == 0
    assert "is not an empty folder" in shell("demo", folder)[2]


def test_a_report_with_a_flipped_byte_is_refused(shell: Shell) -> None:
    folder = shell.folder / "demo"
    shell("demo", folder)
    (report,) = folder.glob("*.pdf")
    assert "cannot be read" in shell("report", "verify", folder / "none.pdf")[2]
    report.write_bytes(report.read_bytes()[:-2000])
    code, _, err = shell("report", "verify", report)
    assert code == 1
    assert "Traceback" not in err


def test_output_is_utf_8_wherever_it_goes(cambodia: Shell) -> None:
    activity = {"type": "meeting", "title": "ជួបក្រសួង", "start": "2018-02-01"}
    cambodia("activity", "add", "--json", "-", stdin=json.dumps(activity))
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "icbl_desktop",
            "--data-dir",
            cambodia.folder / "workspace",
            "activity",
            "list",
        ],
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
    )
    assert "ជួបក្រសួង" in done.stdout.decode("utf-8")


def test_a_reader_that_stops_early_is_no_fault(shell: Shell) -> None:
    command = f"{sys.executable} -m icbl_desktop plan show 2017 --json | head -1"
    done = subprocess.run(command, shell=True, capture_output=True, check=True)
    assert (done.stdout, done.stderr) == (b"{\n", b"")


def test_each_indicator_has_its_code_and_what_it_belongs_to(shell: Shell) -> None:
    for plan_id in ("2012-2015", "2017", "2018-2019"):
        for one in shell.data("plan", "show", plan_id, "--json")["indicators"]:
            assert one["code"] == one["id"]
            assert one["objective"] or one["goal"]
            assert one["text"]


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Path | None]:
    """What the window would be opened with; no window opens."""
    files: list[Path | None] = []

    def run(folders: config.Folders, file: Path | None, store: str, bench: str | None) -> int:
        files.append(file)
        return 0

    monkeypatch.setattr(application, "run", run)
    return files


def test_a_plan_file_opens_in_the_window(
    shell: Shell, signed: Path, opened: list[Path | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(signed.parent)
    other = signed.rename("PLAN (1).ICBLPLAN.zip")
    shutil.copy(other, "plan.icblplan")
    for words in (["plan.icblplan"], [signed], [f"./{other}"], []):
        assert shell(*words) == (0, "", "")
    assert opened == [signed, signed, signed.parent / other, None]


def test_the_window_is_told_where_the_shared_inbox_lies(
    shell: Shell, signed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[tuple[Path | None, str]] = []

    def run(folders: config.Folders, file: Path | None, store: str, bench: str | None) -> int:
        told.append((file, store))
        return 0

    monkeypatch.setattr(application, "run", run)
    place = "postgresql+psycopg:///office"
    for words in ([], ["--store", place], [f"--store={place}", signed]):
        assert shell(*words) == (0, "", "")
    assert told == [(None, ""), (None, place), (signed, place)]


def test_a_command_is_none_of_the_files_that_lie_there(
    shell: Shell, opened: list[Path | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(shell.folder)
    for name in ("plan", "dance"):
        Path(name).write_text("a file")
    assert shell("plan", "list")[0] == 0
    assert shell("dance")[0] == 2
    assert shell("./nothing.zip")[0] == 2
    assert opened == []


@pytest.mark.parametrize("name", ["gone.icblplan", "x" * 300 + ".icblplan"])
def test_a_plan_file_that_is_gone_is_said_where_it_can_be_read(
    shell: Shell, opened: list[Path | None], monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    gone, said = shell.folder / name, f"There is no file {shell.folder / name}. Nothing was changed."
    code, out, err = shell(gone)
    assert (out, err.startswith(said), opened) == ("", True, [gone]), "no terminal: the window says it too"
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    code, out, err = shell(gone)
    assert (code, out, err.startswith(said), err.count("\n")) == (1, "", True, 1)
    assert len(opened) == 1
