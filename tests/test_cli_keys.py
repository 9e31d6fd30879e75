"""The secretariat's keys on the command line: passphrases from files and people, a list and its signature."""

from __future__ import annotations

import json
import os
import pty
import shutil
import subprocess
import sys
from pathlib import Path
from typing import IO

import pytest

from tests.shell import Shell

AGE = "age1" + "q" * 58
PASSPHRASE = "three small words"


@pytest.fixture
def passphrase(shell: Shell) -> Path:
    """A file as Notepad on Windows writes it."""
    path = shell.folder / "passphrase.txt"
    path.write_bytes(b"\xef\xbb\xbf" + PASSPHRASE.encode() + b"\r\nnot this line\r\n")
    return path


@pytest.fixture
def keys(shell: Shell) -> Path:
    return shell.folder / "workspace" / "keys"


def refused(shell: Shell, *words: object, stdin: str = "") -> str:
    """The one sentence of a command that changes nothing."""
    files = {path: path.read_bytes() for path in shell.folder.rglob("*") if path.is_file()}
    code, out, err = shell(*words, stdin=stdin)
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert {path: path.read_bytes() for path in shell.folder.rglob("*") if path.is_file()} == files
    return err


def test_a_key_is_made_locked_and_told_in_words(shell: Shell, passphrase: Path, keys: Path) -> None:
    made = shell.data("keys", "make", "root-1", "--passphrase-file", passphrase, "--json")
    assert made["locked"]
    assert made["file"] == str(keys / "root-1.key")
    assert len(made["words"]) == 15
    assert shell.data("keys", "list", "--json") == [made]
    out = shell("keys", "list")[1]
    assert made["fingerprint"] in out
    assert " ".join(made["words"]) == " ".join(" ".join(out.splitlines()[2:5]).split())
    assert PASSPHRASE not in json.dumps(made) + out
    assert "already" in refused(shell, "keys", "make", "root-1", "--passphrase-file", passphrase)


def test_with_nobody_to_ask_the_way_out_is_told(shell: Shell) -> None:
    assert "--passphrase-file FILE" in refused(shell, "keys", "make", "root-1")
    assert not (shell.folder / "workspace").exists()


def test_a_short_passphrase_or_a_missing_file_makes_nothing(shell: Shell) -> None:
    command = ("keys", "make", "root-1", "--passphrase-file")
    assert "too short" in refused(shell, *command, "-", stdin="short\n")
    assert "cannot be read" in refused(shell, *command, shell.folder / "none")


def test_a_bundle_is_signed_with_a_locked_key(shell: Shell, passphrase: Path) -> None:
    bundle, key = shell.folder / "plan.icblplan", shell.folder / "officer.key"
    told = shell("plan", "keygen", key.with_suffix(""), "--passphrase-file", passphrase)[1]
    assert "no passphrase" not in told
    assert shell("plan", "build", "2017", bundle)[0] == 0
    assert "--passphrase-file FILE" in refused(shell, "plan", "sign", bundle, "--key", key)
    wrong = refused(shell, "plan", "sign", bundle, "--key", key, "--passphrase-file", "-", stdin="not it\n")
    assert "This passphrase does not open the key. Nothing was changed." in wrong
    assert shell("plan", "sign", bundle, "--key", key, "--passphrase-file", passphrase)[0] == 0
    assert shell("plan", "verify", bundle, "--key", key.with_suffix(".pub"))[0] == 0


def test_a_key_without_a_passphrase_needs_no_questions_and_says_so(shell: Shell) -> None:
    code, out, _ = shell("plan", "keygen", shell.folder / "root")
    assert code == 0
    assert "has no passphrase" in out
    words = shell.data("keys", "words", shell.folder / "root.pub", "--json")["words"]
    assert words == [word for line in out.splitlines()[2:5] for word in line.split()]


def test_the_list_from_its_first_key_to_a_revocation(shell: Shell) -> None:
    for name in ("root", "amal"):
        shell("plan", "keygen", shell.folder / name)
    officer, root = shell.folder / "amal.pub", shell.folder / "root.pub"
    assert "number 1: not signed yet" in shell("keys", "officer", "add", "Amal", officer)[1]
    assert "number 1: not signed yet" in shell("keys", "recipient", "add", "Reports", AGE)[1]
    assert shell("keys", "sign", "--root", root.with_suffix(".key"))[0] == 0
    signed = shell.data("keys", "show", "--root", root, "--json")
    fingerprint = shell.data("keys", "words", root, "--json")["fingerprint"]
    assert (signed["list"]["number"], signed["signed_by"], signed["problems"]) == (1, fingerprint, [])

    revoke = ("keys", "revoke", officer, "--reason", "Her laptop was stolen", "--on", "2018-03-31")
    assert "number 2: not signed yet" in shell(*revoke)[1]
    code, out, _ = shell("keys", "show")
    assert code == 0
    assert "Amal: REVOKED on 2018-03-31: Her laptop was stolen" in out
    assert AGE in out
    assert "never comes back" in refused(shell, "keys", "officer", "add", "Amal", officer)
    assert "revoked on 2018-03-31" in refused(shell, *revoke)
    assert "number 2" in shell("keys", "recipient", "remove", AGE)[1]


def test_only_a_root_signs_and_a_false_signature_is_told(shell: Shell, keys: Path) -> None:
    for name in ("root", "amal"):
        shell("plan", "keygen", shell.folder / name)
    root = shell.folder / "root.key"
    assert "no key list here" in refused(shell, "keys", "sign", "--root", root)
    shell("keys", "officer", "add", "Amal", shell.folder / "amal.pub")
    assert "Only a root" in refused(shell, "keys", "sign", "--root", shell.folder / "amal.key")
    shell("keys", "sign", "--root", root)
    (keys / "keys.json").write_text((keys / "keys.json").read_text().replace("Amal", "Amil"))
    code, _, err = shell("keys", "show", keys / "keys.json", "--root", root.with_suffix(".pub"))
    assert code == 1
    assert "does not match its signature" in err


def test_what_is_no_key_is_refused(shell: Shell, passphrase: Path) -> None:
    for command in ("words", "revoke --reason lost", "officer add Amal", "take-in root-1", "sign --root"):
        assert "key" in refused(shell, "keys", *command.split(), passphrase)
    assert "not an age public key" in refused(shell, "keys", "recipient", "add", "Reports", "age1x")
    assert "no key named" in refused(shell, "keys", "passphrase", "root-1")
    assert "no key list" in refused(shell, "keys", "show")


def test_words_heard_on_the_phone(shell: Shell) -> None:
    shell("plan", "keygen", shell.folder / "root")
    public = shell.folder / "root.pub"
    words = shell.data("keys", "words", public, "--json")["words"]
    assert "words of this key" in shell("keys", "words", public, "--heard", " ".join(words).upper())[1]
    assert "misheard" in refused(shell, "keys", "words", public, "--heard", " ".join(words[:-1]))


def test_keys_are_taken_in_backed_up_and_restored(shell: Shell, passphrase: Path) -> None:
    shell("plan", "keygen", shell.folder / "old")
    taken = shell("keys", "take-in", "root-1", shell.folder / "old.key", "--passphrase-file", passphrase)
    assert taken[0] == 0
    usb, elsewhere = shell.folder / "usb", shell.folder / "elsewhere"
    assert "locked: root-1" in shell("keys", "backup", usb)[1]
    assert "already" in refused(shell, "keys", "backup", usb)
    assert "Taken in: root-1." in shell("keys", "restore", usb, "--folder", elsewhere)[1]
    assert shell.data("keys", "list", "--folder", elsewhere, "--json")[0]["locked"]

    new = shell.folder / "new.txt"
    new.write_text("other small words")
    change = ("keys", "passphrase", "root-1", "--passphrase-file")
    assert "--new-passphrase-file FILE" in refused(shell, *change, passphrase)
    assert shell(*change, passphrase, "--new-passphrase-file", new)[0] == 0
    assert "does not open" in refused(shell, *change, passphrase, "--new-passphrase-file", new)


@pytest.mark.skipif(shutil.which("minisign") is None, reason="Debian's minisign is not installed")
def test_minisign_checks_our_list_and_signs_it_too(shell: Shell, passphrase: Path, keys: Path) -> None:
    shell("keys", "make", "root-1", "--passphrase-file", passphrase)
    shell("plan", "keygen", shell.folder / "amal")
    shell("keys", "officer", "add", "Amal", shell.folder / "amal.pub")
    shell("keys", "sign", "--root", keys / "root-1.key", "--passphrase-file", passphrase)
    check = ["minisign", "-Vm", "keys.json", "-p", "root-1.pub"]
    assert subprocess.run(check, cwd=keys, capture_output=True, check=False).returncode == 0
    sign = ["minisign", "-S", "-m", "keys.json", "-s", "root-1.key"]
    made = subprocess.run(
        sign, cwd=keys, input=f"{PASSPHRASE}\n", text=True, capture_output=True, check=False
    )
    assert made.returncode == 0, made.stderr
    assert shell.data("keys", "show", "--root", keys / "root-1.pub", "--json")["problems"] == []


def asked(folder: Path, *answers: str) -> tuple[int, str]:
    """Make a key as a person on a terminal: the exit code, and all that was to be seen."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "icbl_desktop", "--data-dir", str(folder), "keys", "make", "root-1"]
    process = subprocess.Popen(
        command,
        stdin=theirs,
        stdout=theirs,
        stderr=subprocess.PIPE,
        text=True,
        bufsize=0,
        start_new_session=True,
    )
    os.close(theirs)
    assert process.stderr
    seen = "".join(_until_asked(process.stderr, ours, answer) for answer in answers) + process.stderr.read()
    code = process.wait(60)
    shown = os.read(ours, 65536).decode() if code == 0 else ""
    os.close(ours)
    process.stderr.close()
    return code, seen + shown


def _until_asked(screen: IO[str], keyboard: int, answer: str) -> str:
    """What stands on the screen up to a question, which is answered."""
    seen = ""
    while not seen.endswith(": "):
        letter = screen.read(1)
        assert letter, seen
        seen += letter
    os.write(keyboard, answer.encode() + b"\n")
    return seen


def test_a_person_is_asked_twice_and_nothing_is_shown(tmp_path: Path) -> None:
    code, seen = asked(tmp_path, PASSPHRASE, PASSPHRASE)
    assert code == 0
    assert "Made: " in seen
    assert PASSPHRASE not in seen
    assert (tmp_path / "keys" / "root-1.key").exists()


def test_two_passphrases_that_differ_make_no_key(tmp_path: Path) -> None:
    code, seen = asked(tmp_path, PASSPHRASE, "three small worms")
    assert code == 1
    assert "not the same. Nothing was changed." in seen
    assert list(tmp_path.iterdir()) == []
