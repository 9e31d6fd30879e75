"""Secret keys behind a passphrase: minisign opens what we lock, we open what it locks; what is refused."""

from __future__ import annotations

import base64
import shutil
import struct
import subprocess
from pathlib import Path

import pytest

from icbl_desktop.errors import BadFile, UserError
from icbl_desktop.formats import secret_key, signing
from icbl_desktop.formats.secret_key import is_locked, parse_secret_key, secret_key_text
from icbl_desktop.formats.signing import SigningKey
from tests.locked_keys import locked_text
from tests.quick_locks import at_full_cost

KEY = SigningKey(bytes.fromhex("b402bb1e44558a08"), bytes(range(32)))
PASSPHRASE = "un mot de passe, ពាក្យសម្ងាត់"
SALT, WORK, MEMORY, BODY = 6, 38, 46, 54

# Made once with: minisign -G, and the password "correct horse".
BY_MINISIGN = (
    "untrusted comment: minisign encrypted secret key\n"
    "RWRTY0Iy97DyDEFrgbRQgliiRiC1j2Nyvrrr+ACas4NN+YLOnboAAAACAAAAAAAAAEAAAAAA3+hkf1CUwyZxx0pFU8q29A7E7wWtWLtO2J"
    "teqv0ggDhMUoqgaAF8dmNwMwsvyuFGqQyn1fsz4yO4mQNTK3pqMKlkCzNpUHf1xClEnu5xknNqWd2yEfG8oAiFyLvccOHV8VyVsHOaM6Q=\n"
)
PUBLIC_BY_MINISIGN = "RWQb/E6KYSOIfU+UpSxuKwFLcr6IoSp4dFJr3TDFMnEpuW3MpxiBe/aG"

needs_minisign = pytest.mark.skipif(
    shutil.which("minisign") is None, reason="Debian's minisign is not installed (apt install minisign)"
)


@pytest.fixture(scope="module")
def locked() -> str:
    with at_full_cost():
        return secret_key_text(KEY, PASSPHRASE)


@pytest.fixture(scope="module")
def lightly() -> str:
    """The same, but it opens at once."""
    return locked_text(KEY, PASSPHRASE)


def repacked(text: str, start: int, replacement: bytes) -> str:
    """A key file with other bytes at a place."""
    comment, line = text.splitlines()
    packed = bytearray(base64.b64decode(line))
    packed[start : start + len(replacement)] = replacement
    return f"{comment}\n{base64.b64encode(packed).decode()}\n"


def minisign(folder: Path, *words: str, password: str = "") -> subprocess.CompletedProcess[str]:
    program = shutil.which("minisign")
    assert program
    return subprocess.run(
        [program, *words], cwd=folder, capture_output=True, text=True, check=False, input=f"{password}\n"
    )


def test_a_key_survives_its_file(locked: str):
    assert parse_secret_key(locked, PASSPHRASE) == KEY
    assert parse_secret_key(locked.splitlines()[1], PASSPHRASE) == KEY
    assert parse_secret_key(secret_key_text(KEY)) == KEY
    assert parse_secret_key(secret_key_text(KEY), "not needed") == KEY


def test_only_a_locked_key_asks_for_a_passphrase(locked: str):
    assert is_locked(locked)
    assert not is_locked(secret_key_text(KEY))


def test_a_locked_file_shows_nothing_of_the_key(locked: str):
    packed = base64.b64decode(locked.splitlines()[1])
    for half in (KEY.key_id, KEY.private, KEY.public.raw):
        assert half not in packed


def test_the_same_key_and_passphrase_never_give_the_same_file(locked: str):
    assert secret_key_text(KEY, PASSPHRASE) != locked


def test_locking_asks_no_more_than_an_old_laptop_has(locked: str):
    work, memory = struct.unpack_from("<QQ", base64.b64decode(locked.splitlines()[1]), WORK)
    assert memory == 128 * 1024 * 1024
    assert work == memory // 32  # one pass


@pytest.mark.parametrize("wrong", ["x", PASSPHRASE.upper(), PASSPHRASE + " ", "\udcff"])
def test_a_wrong_passphrase_says_so_and_where(lightly: str, wrong: str):
    with pytest.raises(UserError) as caught:
        parse_secret_key(lightly, wrong)
    assert caught.value.sentence.startswith("This passphrase does not open the key. Nothing was changed.")
    assert caught.value.field == "passphrase"


def test_without_a_passphrase_a_locked_key_stays_locked(locked: str):
    with pytest.raises(UserError, match="is locked") as caught:
        parse_secret_key(locked)
    assert caught.value.field == "passphrase"


@pytest.mark.parametrize("passphrase", ["x" * 1024, "é" * 512])
def test_a_passphrase_that_minisign_could_not_be_given_is_refused(passphrase: str):
    with pytest.raises(UserError, match="too long"):
        secret_key_text(KEY, passphrase)


def test_no_passphrase_stands_in_what_is_refused(lightly: str):
    with pytest.raises(UserError) as caught:
        parse_secret_key(lightly, "hunter2-hunter2")
    assert "hunter2" not in f"{caught.value!r} {caught.value.values} {caught.value.sentence}"


@pytest.mark.parametrize("place", [SALT, BODY, BODY + 40, BODY + 103])
def test_damage_in_what_is_hidden_looks_like_a_wrong_passphrase(lightly: str, place: int):
    assert parse_secret_key(lightly, PASSPHRASE) == KEY
    with pytest.raises(UserError, match="may be damaged: take it from the backup"):
        parse_secret_key(repacked(lightly, place, b"\xa5\xa5"[: 158 - place]), PASSPHRASE)


@pytest.mark.parametrize(
    ("place", "limit"), [(WORK, 2**25 + 1), (WORK, 2**64 - 1), (MEMORY, 2**30 + 1), (MEMORY, 2**64 - 1)]
)
def test_a_file_cannot_ask_for_more_work_or_memory_than_minisign_does(locked: str, place: int, limit: int):
    with pytest.raises(BadFile, match="damaged"):
        parse_secret_key(repacked(locked, place, struct.pack("<Q", limit)), PASSPHRASE)


@pytest.mark.parametrize(
    ("limits", "cost"),
    [
        ((2**25, 2**30), (2**20, 1)),  # minisign's
        ((2**24, 2**30), (2**19, 1)),  # what it falls back to where memory is short
        ((2**22, 2**27), (2**17, 1)),  # ours
        ((2**19, 2**24), (2**14, 1)),  # libsodium's for a login
        ((2**25, 2**24), (2**14, 64)),
        ((0, 2**30), (2**10, 1)),
        ((0, 0), (2, 512)),
    ],
)
def test_limits_mean_what_they_mean_to_libsodium(limits: tuple[int, int], cost: tuple[int, int]):
    assert secret_key._scrypt_cost(*limits) == cost


@pytest.mark.parametrize("text", ["", "RWS0", "untrusted comment: x", "a\nb\nc", "é" * 56, "RWS0" * 14])
def test_what_is_no_key_is_refused(text: str):
    for read in (is_locked, parse_secret_key):
        with pytest.raises(BadFile, match="not a minisign secret key"):
            read(text)


@pytest.mark.parametrize(("place", "kind"), [(0, b"XX"), (2, b"A2"), (4, b"XX")])
def test_another_kind_of_key_is_refused(locked: str, place: int, kind: bytes):
    with pytest.raises(BadFile, match="not a minisign secret key"):
        parse_secret_key(repacked(locked, place, kind), PASSPHRASE)


def test_a_public_key_is_not_a_secret_one():
    with pytest.raises(BadFile, match="not a minisign secret key"):
        parse_secret_key(signing.public_key_text(KEY.public))


def test_halves_that_do_not_belong_together_are_refused():
    with pytest.raises(BadFile, match="do not belong together"):
        parse_secret_key(repacked(secret_key_text(KEY), 70, b"!!"))


@pytest.mark.slow  # a gigabyte of memory, and seconds: what minisign asks for
def test_we_open_what_minisign_locked():
    key = parse_secret_key(BY_MINISIGN, "correct horse")
    assert key.public == signing.parse_public_key(PUBLIC_BY_MINISIGN)


@needs_minisign
def test_minisign_opens_what_we_lock(tmp_path: Path, locked: str):
    (tmp_path / "file").write_bytes(b"data")
    (tmp_path / "key.key").write_text(locked)
    wrong = minisign(tmp_path, "-S", "-m", "file", "-s", "key.key", password="wrong")
    assert wrong.returncode != 0
    made = minisign(tmp_path, "-S", "-m", "file", "-s", "key.key", password=PASSPHRASE)
    assert made.returncode == 0, made.stderr
    minisig = (tmp_path / "file.minisig").read_bytes()
    assert signing.verify(b"data", minisig, [KEY.public]).key == KEY.public


@needs_minisign
def test_minisign_makes_the_same_public_key_of_it(tmp_path: Path, locked: str):
    (tmp_path / "key.key").write_text(locked)
    made = minisign(tmp_path, "-R", "-s", "key.key", "-p", "key.pub", password=PASSPHRASE)
    assert made.returncode == 0, made.stderr
    assert signing.parse_public_key((tmp_path / "key.pub").read_text()) == KEY.public
