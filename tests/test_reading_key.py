"""The office's reading keys: what campaigns seal they open, here and with age itself."""

from __future__ import annotations

import os
import pty
import subprocess
from pathlib import Path

import pytest

from icbl_desktop.errors import BadFile
from icbl_desktop.formats import sealing
from icbl_desktop.services import key_backup, reading_key
from tests import office
from tests.key_folders import content, refused
from tests.locked_age import locked_with
from tests.office_reports import Sender
from tests.shell import Shell

PASSPHRASE = "three small words"
KEYGEN = "# created: 2018-01-01T00:00:00Z\n# public key: {0.recipient}\n{0.identity}\n"
OURS = sealing.generate()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "keys"


@pytest.fixture
def locked(tmp_path: Path) -> Path:
    """An age key from elsewhere, locked."""
    path = tmp_path / "elsewhere.age"
    path.write_bytes(locked_with(KEYGEN.format(OURS).encode(), PASSPHRASE))
    return path


def test_a_made_key_opens_what_is_sealed_for_it_with_age_too(folder: Path, tmp_path: Path):
    made = reading_key.make(folder, "reports-1", PASSPHRASE)
    assert reading_key.held(folder) == (made,)
    assert (made.path.stat().st_mode & 0o077, PASSPHRASE.encode() in made.path.read_bytes()) == (0, False)
    (tmp_path / "report.age").write_bytes(sealing.seal(b"a report", [made.recipient]))
    assert _age_opens(tmp_path / "report.age", made.path) == b"a report"
    identity = reading_key.open_key(folder, "reports-1", PASSPHRASE)
    assert sealing.open_sealed((tmp_path / "report.age").read_bytes(), [identity]) == b"a report"


def test_a_locked_key_from_elsewhere_is_kept_as_it_is(folder: Path, locked: Path):
    taken = reading_key.take_in(folder, "old", locked, PASSPHRASE)
    assert taken.recipient == OURS.recipient
    assert taken.path.read_bytes() == locked.read_bytes()
    assert reading_key.open_key(folder, "old", PASSPHRASE) == OURS.identity


def test_an_open_key_from_elsewhere_is_locked(folder: Path, tmp_path: Path):
    subprocess.run(["age-keygen", "-o", tmp_path / "plain"], check=True, capture_output=True)
    with refused("too short", "passphrase"):
        reading_key.take_in(folder, "old", tmp_path / "plain", "short")
    taken = reading_key.take_in(folder, "old", tmp_path / "plain", PASSPHRASE)
    assert taken.recipient in (tmp_path / "plain").read_text()
    assert b"AGE-SECRET-KEY" not in taken.path.read_bytes()


@pytest.mark.parametrize(
    "text", ["", "# only words\n", "AGE-SECRET-KEY-1", KEYGEN.format(OURS) * 2, "\0" * 70_000]
)
def test_what_is_no_age_key_is_not_taken_in(folder: Path, tmp_path: Path, text: str):
    (tmp_path / "plain").write_text(text)
    with pytest.raises(BadFile, match="Nothing was changed"):
        reading_key.take_in(folder, "old", tmp_path / "plain", PASSPHRASE)
    assert content(folder) == {}


def test_a_refusal_changes_nothing(folder: Path, locked: Path, tmp_path: Path):
    with refused("does not open the file", "passphrase"):
        reading_key.take_in(folder, "old", locked, "three other words")
    with refused("cannot be read"):
        reading_key.take_in(folder, "old", tmp_path / "nothing", PASSPHRASE)
    assert content(folder) == {}
    reading_key.take_in(folder, "old", locked, PASSPHRASE)
    before = content(folder)
    for name, said in (("OLD", "already"), ("../old", "short name"), ("", "short name")):
        with refused(said, "name"):
            reading_key.make(folder, name, PASSPHRASE)
    with refused("no reading key named", "name"):
        reading_key.open_key(folder, "older", PASSPHRASE)
    with refused("does not open the file", "passphrase"):
        reading_key.open_key(folder, "old", "three other words")
    assert content(folder) == before


def test_a_backup_brings_reading_keys_back(folder: Path, locked: Path, tmp_path: Path):
    taken = reading_key.take_in(folder, "old", locked, PASSPHRASE)
    assert key_backup.back_up(folder, tmp_path / "stick") == ("old",)
    assert key_backup.restore(tmp_path / "new", tmp_path / "stick") == ("old",)
    assert content(tmp_path / "new") == content(folder)
    assert (tmp_path / "new" / "old.age").stat().st_mode & 0o077 == 0
    assert key_backup.restore(folder, tmp_path / "stick") == ()
    reading_key.public_file(taken).unlink()
    assert reading_key.held(folder)[0].recipient == ""
    assert key_backup.restore(folder, tmp_path / "stick") == ("old",), "its public half"
    assert reading_key.held(folder) == (taken,)


def test_another_reading_key_of_the_same_name_is_not_overwritten(folder: Path, locked: Path, tmp_path: Path):
    reading_key.take_in(folder, "old", locked, PASSPHRASE)
    key_backup.back_up(folder, tmp_path / "stick")
    other = tmp_path / "other.age"
    other.write_bytes(locked_with(KEYGEN.format(sealing.generate()).encode(), PASSPHRASE))
    reading_key.take_in(tmp_path / "new", "old", other, PASSPHRASE)
    before = content(tmp_path / "new")
    with refused("Another key named old"):
        key_backup.restore(tmp_path / "new", tmp_path / "stick")
    assert content(tmp_path / "new") == before


def test_the_commands_take_a_key_in_and_put_it_into_the_key_list(shell: Shell, locked: Path, tmp_path: Path):
    assert "no reading keys" in shell("keys", "reading", "list")[1]
    (words := tmp_path / "words").write_text(PASSPHRASE)
    named = ("--recipient", "Reports desk", "--passphrase-file", words)
    code, out, err = shell("keys", "reading", "take-in", "old", locked, *named)
    assert (code, err) == (0, "")
    assert f"sealed to {OURS.recipient}" in out
    assert "Key list number 1: not signed yet" in out
    assert f"Reports desk: reports are sealed for {OURS.recipient}" in shell("keys", "show")[1]
    assert [key["recipient"] for key in shell.data("keys", "reading", "list", "--json")] == [OURS.recipient]
    assert shell("keys", "reading", "take-in", "old", locked)[0] == 1


def test_a_sealed_report_is_set_aside_until_its_reading_key_is_named(
    shell: Shell, locked: Path, tmp_path: Path
):
    (words := tmp_path / "words").write_text(PASSPHRASE)
    report = Sender("sok").report(1)
    sealed = tmp_path / f"{report.name}.age"
    sealed.write_bytes(sealing.seal(report.pdf, [OURS.recipient]))
    shell("keys", "reading", "take-in", "old", locked, "--passphrase-file", words)
    code, out, _ = shell("inbox", "add", sealed, "--by", "Ana")
    assert (code, "reading key" in out) == (1, True)
    named = ("--reading-key", "old", "--passphrase-file", words)
    (added,) = shell.data("inbox", "add", sealed, "--by", "Ana", *named, "--json")
    assert (added["verdict"], added["digest"]) == ("unknown_key", report.digest)
    assert "no reading key named" in shell("inbox", "add", sealed, "--by", "Ana", "--reading-key", "new")[2]
    assert "who is at work here: --by NAME" in shell("inbox", "add", sealed)[2]


def test_the_inbox_of_a_shared_store_is_the_same_from_any_workspace(shell: Shell, tmp_path: Path):
    store = ("--store", office.fresh_url())
    report = Sender("sok").report(1)
    assert shell("inbox", "add", report.put(tmp_path), *store, "--by", "Ana")[0] == 0
    assert not (shell.folder / "workspace" / "office.db").exists()
    shell.folder = tmp_path / "another"
    assert [one["digest"] for one in shell.data("inbox", "list", "--json", *store)] == [report.digest]


def _age_opens(sealed: Path, key: Path) -> bytes:
    """What age makes of a sealed file with a locked key; it asks for the passphrase on a terminal."""
    child, terminal = pty.fork()
    out = sealed.with_suffix(".opened")
    if child == 0:
        os.execvp("age", ["age", "-d", "-i", str(key), "-o", str(out), str(sealed)])
    os.read(terminal, 1000)
    os.write(terminal, f"{PASSPHRASE}\n".encode())
    _, status = os.waitpid(child, 0)
    os.close(terminal)
    assert status == 0
    return out.read_bytes()
