"""The command line given wrong input: one plain sentence, the right exit code, and nothing half done."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.shell import Shell


@pytest.mark.parametrize(
    "words", [("activity", "list"), ("grant", "list"), ("report", "list"), ("plan", "use", "2017")]
)
def test_a_mistyped_workspace_is_said_so_and_not_made(shell: Shell, words: tuple[str, ...]) -> None:
    code, out, err = shell(*words)
    assert (code, out) == (1, "")
    assert "no campaign here yet" in err
    assert not (shell.folder / "workspace").exists()


def test_what_cannot_be_whole_is_not_begun(cambodia: Shell, signed: Path) -> None:
    activity = {"type": "meeting", "title": "Met the ministry", "start": "2018-02-01"}
    add = ("activity", "add", "--json", "-", "--evidence", cambodia.folder / "none.pdf")
    assert cambodia(*add, stdin=json.dumps(activity))[0] == 1
    assert cambodia.data("activity", "list", "--json") == []

    (cambodia.folder / "file").write_text("in the way")
    make = ("report", "make", "--quarter", "2018-Q1", "--out")
    assert "cannot be written" in cambodia(*make, cambodia.folder / "file" / "r.pdf")[2]
    assert cambodia.data("report", "list", "--json") == []

    data = bytearray(signed.read_bytes())
    data[len(data) // 2] ^= 1
    (cambodia.folder / "flipped.icblplan").write_bytes(data)
    key = cambodia.folder / "root.pub"
    assert cambodia("plan", "import", cambodia.folder / "flipped.icblplan", "--trust", key)[0] == 1
    assert "does not know" in cambodia("plan", "import", signed)[2], "a refused bundle earns no trust"


def test_a_first_start_with_a_bad_key_is_no_start(shell: Shell) -> None:
    bad = shell.folder / "bad.pub"
    bad.write_bytes(b"\xff not a key")
    init = ("init", "--state", "KHM", "--organisation", "A campaign")
    assert shell(*init, "--trust", bad)[0] == 1
    assert shell(*init)[0] == 0


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (b'{"title": "\xff"}', "not in UTF-8"),
        (b'{"title": ' + b"[" * 100_000, "nested too deeply"),
        (b'{"objectives": ["other/9Z"]}', "no objective “other/9Z”"),
    ],
)
def test_hostile_json_is_refused_in_one_sentence(cambodia: Shell, given: bytes, told: str) -> None:
    file = cambodia.folder / "activity.json"
    file.write_bytes(given)
    code, out, err = cambodia("activity", "add", "--json", file)
    assert (code, out) == (1, "")
    assert told in err
    assert err.count("\n") == 1


def test_names_no_disk_can_hold_and_places_that_are_none(shell: Shell) -> None:
    (shell.folder / "file").write_text("in the way")
    for words in (
        ("plan", "show", "x" * 300),
        ("plan", "build", "x" * 300, shell.folder / "out"),
        ("plan", "keygen", "."),
        ("plan", "diff", "2017", "2018-2019", "--state", "XXX"),
        ("demo", shell.folder / "file"),
        ("plan", "template", shell.folder / f"{'x' * 300}.xlsx"),
        ("plan", "keygen", shell.folder / ("x" * 300)),
        ("plan", "check", shell.folder / "file"),
        ("plan", "build", "2017", shell.folder),
        ("plan", "build", "2017", shell.folder / "out", "--receipts", shell.folder / "none"),
        ("plan", "build", "2017", shell.folder / "out", "--sequence", "0"),
        ("keys", "show", shell.folder / ("x" * 300)),
        ("keys", "list", "--folder", shell.folder / "file"),
    ):
        code, _, err = shell(*words)
        assert (code, err.count("\n")) == (1, 1), words
        assert "`" not in err, words
    assert [path.name for path in shell.folder.iterdir()] == ["file"]


def test_reports_that_are_not_here_and_files_no_disk_can_hold(cambodia: Shell) -> None:
    here, unnameable = cambodia.folder, cambodia.folder / f"{'x' * 300}.pdf"
    assert cambodia("report", "make", "--quarter", "2018-Q1", "--out", here / "report.pdf")[0] == 0
    (here / "sealed.pdf.age").write_bytes(b"age-encryption.org/v1\n")
    before = sorted(here.iterdir())
    for words in (
        ("report", "make", "--quarter", "2018-Q1", "--out", unnameable),
        ("report", "make", "--quarter", "2018-Q1", "--out", here / "report.pdf"),
        ("report", "make", "--kind", "grant-final", "--grant", "none", "--out", here),
        ("report", "make", "--kind", "state-brief", "--state", "XXX", "--quarter", "2018-Q1", "--out", here),
        ("report", "make", "--quarter", "2018-Q1", "--leave-out", "none", "--out", here),
        ("report", "make", "--amend", "2", "--why", "A mistake", "--out", here),
        ("report", "make", "--amend", "1", "--out", here),
        ("report", "save", "0", "--out", here),
        ("report", "save", "1", "--stream", "none", "--out", here),
        ("report", "save", "1", "--out", unnameable),
        ("report", "save", "1", "--out", here / "nowhere" / "report.pdf"),
        ("report", "save", "1", "--as", "sealed", "--out", here),
        ("report", "mail", "1", "--out", here / "report.pdf"),
        ("report", "answer", "none", "An answer"),
        ("report", "verify", here / "sealed.pdf.age"),
        ("receipts", "take-in", here / "report.pdf"),
        ("identity", "backup", "--out", here),
        ("rebuild", here / "none"),
        ("rebuild", here, "--identity", here / "report.pdf", "--passphrase-file", here / "none"),
        ("rebuild", here),
    ):
        code, _, err = cambodia(*words)
        assert (code, err.count("\n")) == (1, 1), words
    assert sorted(here.iterdir()) == before
    assert [line["number"] for line in cambodia.data("report", "list", "--json")] == [1]


def test_a_key_is_called_what_it_was_named_and_never_written_over(shell: Shell) -> None:
    public = shell.folder / "root.v2.pub"
    public.write_text("another key")
    assert shell("plan", "keygen", shell.folder / "root.v2")[0] == 1
    assert public.read_text() == "another key"
    assert shell("plan", "keygen", shell.folder / "root.v1")[0] == 0
    assert (shell.folder / "root.v1.key").exists()


@pytest.mark.parametrize(
    "words",
    [
        ("init", "--state", "KHM", "--organisation", "\udcff"),
        ("activity", "list", "--search", "\udcff"),
        ("plan", "trust", "root.pub", "--name", "\udcff"),
        ("plan", "build", "2017", "out", "--issuer", "\udcff"),
        ("report", "make", "--quarter", "2018-Q1", "--from", "2018-01-01", "--out", "r.pdf"),
        ("report", "make", "--quarter", "2018-Q1", "--why", "A mistake", "--out", "r.pdf"),
        ("report", "make", "--quarter", "\udcff", "--out", "r.pdf"),
        ("report", "make", "--kind", "grant-final", "--out", "r.pdf"),
        ("report", "make", "--amend", "1", "--quarter", "2018-Q1", "--out", "r.pdf"),
        ("report", "save", "9" * 30, "--out", "r.pdf"),
        ("report", "save", "1", "--stream", "\udcff", "--out", "r.pdf"),
        ("report", "sent", "1"),
        ("report", "answer", "\udcff", "An answer"),
    ],
)
def test_bytes_that_are_no_text_and_contradictions_are_wrong_usage(
    cambodia: Shell, words: tuple[str, ...]
) -> None:
    assert cambodia(*words)[0] == 2
