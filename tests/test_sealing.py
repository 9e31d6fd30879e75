"""Sealing with age: only those a file is meant for open it, and Debian's ``age`` agrees."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from icbl_desktop.errors import BadFile, UserError
from icbl_desktop.formats import sealing
from icbl_desktop.formats.sealing import SealedForOthers
from tests.locked_age import locked_with
from tests.quick_locks import at_full_cost

OURS, OTHERS = sealing.generate(), sealing.generate()
needs_age = pytest.mark.skipif(shutil.which("age") is None, reason="age is not installed")


@pytest.mark.parametrize("key", [OURS, OTHERS])
def test_each_recipient_opens_it(key: sealing.AgeKey) -> None:
    sealed = sealing.seal(b"a report", [OURS.recipient, OTHERS.recipient])
    assert b"a report" not in sealed
    assert sealing.open_sealed(sealed, [key.identity]) == b"a report"


def test_nobody_else_does() -> None:
    sealed = sealing.seal(b"a report", [OTHERS.recipient])
    for identities in ([], [OURS.identity]):
        with pytest.raises(SealedForOthers, match="sealed for somebody else"):
            sealing.open_sealed(sealed, identities)


def test_it_is_never_sealed_for_nobody() -> None:
    with pytest.raises(ValueError, match="nobody"):
        sealing.seal(b"a report", [])


@pytest.mark.parametrize("damage", [lambda b: b[:-5], lambda b: b[:-1] + bytes([b[-1] ^ 1])])
def test_damage_is_told_apart_from_another_recipient(damage: Callable[[bytes], bytes]) -> None:
    sealed = sealing.seal(b"a report" * 100, [OURS.recipient])
    with pytest.raises(BadFile, match="is damaged"):
        sealing.open_sealed(damage(sealed), [OURS.identity])
    with pytest.raises(BadFile, match="not sealed with age"):
        sealing.open_sealed(b"%PDF-1.7", [OURS.identity])


def test_a_key_list_may_name_what_is_no_key() -> None:
    assert sealing.is_recipient(OURS.recipient)
    assert not sealing.is_recipient("age1" + "q" * 58)


@needs_age
def test_age_opens_what_is_sealed_here(tmp_path: Path) -> None:
    key, sealed = tmp_path / "key.txt", tmp_path / "r.pdf.age"
    key.write_text(OURS.identity)
    sealed.write_bytes(sealing.seal(b"a report", [OTHERS.recipient, OURS.recipient]))
    opened = subprocess.run(["age", "-d", "-i", key, sealed], capture_output=True, check=True)
    assert opened.stdout == b"a report"


@needs_age
@pytest.mark.parametrize("armoured", [[], ["--armor"]])
def test_what_age_seals_is_opened_here(tmp_path: Path, armoured: list[str]) -> None:
    sealed = tmp_path / "r.pdf.age"
    command = ["age", *armoured, "-r", OURS.recipient, "-o", str(sealed)]
    subprocess.run(command, input=b"a report", check=True)
    assert sealing.open_sealed(sealed.read_bytes(), [OTHERS.identity, OURS.identity]) == b"a report"


def test_a_passphrase_locks_and_a_wrong_one_is_told_apart_from_damage() -> None:
    with at_full_cost():
        locked = sealing.lock(b"keys", "three small words")
    assert sealing.unlock(locked, "three small words") == b"keys"
    locked = locked_with(b"keys", "three small words")  # opens at once
    assert sealing.unlock(locked, "three small words") == b"keys"
    with pytest.raises(UserError, match="does not open the file") as caught:
        sealing.unlock(locked, "three other words")
    assert caught.value.field == "passphrase"
    with pytest.raises(BadFile, match="is damaged"):
        sealing.unlock(locked[:-3], "three small words")
    with pytest.raises(BadFile, match="is damaged"):
        sealing.unlock(sealing.seal(b"keys", [OURS.recipient]), "three small words")
