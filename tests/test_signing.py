"""Signatures: what Debian's minisign accepts from us, and we from it; and everything that is refused."""

from __future__ import annotations

import base64
import hashlib
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from icbl_desktop.errors import BadFile, NotTrusted
from icbl_desktop.formats import secret_key, signing
from icbl_desktop.formats.signing import PublicKey, SigningKey

DATA = b"what is signed"
KEY = SigningKey(bytes.fromhex("b402bb1e44558a08"), bytes(range(32)))
OTHER = signing.generate()

needs_minisign = pytest.mark.skipif(
    shutil.which("minisign") is None, reason="Debian's minisign is not installed (apt install minisign)"
)


def minisign(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    program = shutil.which("minisign")
    assert program
    return subprocess.run([program, *words], cwd=folder, capture_output=True, text=True, check=False)


def signed(edit: Callable[[list[bytes]], object] = lambda lines: None) -> bytes:
    """A good signature of DATA, with its four lines edited."""
    lines = signing.sign(KEY, DATA, "comment").splitlines()
    edit(lines)
    return b"\n".join(lines) + b"\n"


def repacked(line: bytes, start: int, replacement: bytes) -> bytes:
    packed = bytearray(base64.b64decode(line))
    packed[start : start + len(replacement)] = replacement
    return base64.b64encode(packed)


def refused(minisig: bytes, *keys: PublicKey, data: bytes = DATA) -> str:
    with pytest.raises(NotTrusted) as caught:
        signing.verify(data, minisig, keys or [KEY.public])
    return caught.value.sentence


def test_a_signature_names_its_key_and_its_comment():
    verified = signing.verify(
        DATA, signing.sign(KEY, DATA, "plan 2017\tnumber 3"), [OTHER.public, KEY.public]
    )
    assert verified == signing.Verified(KEY.public, "plan 2017\tnumber 3")


def test_the_private_half_is_never_printed():
    assert str(KEY.private) not in repr(KEY)


def test_other_data_does_not_match():
    assert "does not match its signature" in refused(signed(), data=DATA + b" ")


def test_the_trusted_comment_is_signed_too():
    def edit(lines: list[bytes]) -> None:
        lines[2] = b"trusted comment: another"

    assert "does not match its signature" in refused(signed(edit))


def test_both_signatures_count():
    for line, start in ((1, 20), (3, 20)):

        def edit(lines: list[bytes], line: int = line, start: int = start) -> None:
            lines[line] = repacked(lines[line], start, b"\0\0\0\0")

        assert "does not match its signature" in refused(signed(edit))


def test_an_unknown_key_is_named_with_what_to_do():
    sentence = refused(signed(), OTHER.public)
    assert "88A55441EBB02B4" in sentence
    assert "fingerprint" in sentence


def test_the_key_id_is_only_a_hint():
    same_id = PublicKey(KEY.key_id, OTHER.public.raw)
    assert signing.verify(DATA, signed(), [same_id, KEY.public]).key == KEY.public
    assert "does not match" in refused(signed(), same_id)


def test_a_prehashed_signature_relabelled_as_legacy_is_refused():
    """Over the hash itself the relabelled signature would hold."""

    def edit(lines: list[bytes]) -> None:
        lines[1] = repacked(lines[1], 0, b"Ed")

    assert "old way" in refused(signed(edit), data=hashlib.blake2b(DATA).digest())


def test_a_true_legacy_signature_is_refused():
    private = Ed25519PrivateKey.from_private_bytes(KEY.private)
    signature = private.sign(DATA)

    def edit(lines: list[bytes]) -> None:
        lines[1] = base64.b64encode(b"Ed" + KEY.key_id + signature)
        lines[3] = base64.b64encode(private.sign(signature + b"comment"))

    assert "old way" in refused(signed(edit))


@pytest.mark.parametrize(
    "broken",
    [
        b"",
        b"\n\n\n\n",
        signed()[:-1],
        signed() + b"\n",
        b"\n" + signed(),
        signed().replace(b"\n", b"\r\n"),
        signed().replace(b"untrusted comment: ", b""),
        signed().replace(b"\ntrusted comment: ", b"\nTrusted comment: "),
        signed().replace(b"trusted comment: comment", b"trusted comment: com\xffment"),
        signed().replace(b"trusted comment: comment", b"trusted comment: com\x1b[2Jment"),
        signed(lambda lines: lines.append(b"and more")),
        signed(lambda lines: lines.pop()),
        signed(lambda lines: lines.insert(1, lines.pop(1) + b"=")),
        signed(lambda lines: lines.insert(1, b" " + lines.pop(1))),
        signed(lambda lines: lines.insert(1, lines.pop(1)[:-4])),
        signed(lambda lines: lines.insert(1, repacked(lines.pop(1), 0, b"XX"))),
        b"untrusted comment: "
        + b"x" * signing.MAX_SIGNATURE_BYTES
        + b"\n"
        + b"\n".join(signed().splitlines()[1:]),
    ],
)
def test_anything_but_four_exact_lines_cannot_be_read(broken: bytes):
    assert "cannot be read" in refused(broken)


def test_base64_has_one_spelling():
    """The last letters of the first signature hold spare bits that a lax reader ignores."""
    first = signed().splitlines()[1]
    assert first.endswith(b"=")
    letters = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    other = letters[letters.index(first[-2]) ^ 1 :][:1]
    respelled = first[:-2] + other + b"="
    assert base64.b64decode(respelled) == base64.b64decode(first)
    assert "cannot be read" in refused(signed().replace(first, respelled))


def test_one_changed_byte_anywhere_but_in_the_untrusted_comment_is_refused():
    good = signed()
    for position in range(good.index(b"\n") + 1, len(good)):
        changed = bytearray(good)
        changed[position] ^= 1
        refused(bytes(changed))


def test_a_comment_of_several_lines_is_our_mistake():
    with pytest.raises(ValueError, match="one printable line"):
        signing.sign(KEY, DATA, "one\ntwo")


def test_keys_survive_their_files():
    assert signing.parse_public_key(signing.public_key_text(KEY.public)) == KEY.public
    assert signing.parse_public_key(signing.public_key_text(KEY.public).splitlines()[1]) == KEY.public


@pytest.mark.parametrize(
    "text", ["", "RWS0", "untrusted comment: x", "a\nb\nc", "é" * 56, "RWS0" * 14 + "\nmore"]
)
def test_what_is_no_key_is_refused(text: str):
    with pytest.raises(BadFile):
        signing.parse_public_key(text)


def test_a_fingerprint_can_be_read_out():
    letters = "[0-9A-HJKMNP-TV-Z]{4}"
    assert re.fullmatch(f"{letters}( {letters}){{7}}", signing.fingerprint(KEY.public))
    assert signing.fingerprint(KEY.public).startswith(signing.short_code(KEY.public))
    assert signing.fingerprint(KEY.public) != signing.fingerprint(OTHER.public)
    assert signing.fingerprint(PublicKey(OTHER.key_id, KEY.public.raw)) == signing.fingerprint(KEY.public)


@needs_minisign
def test_minisign_accepts_what_we_sign(tmp_path: Path):
    (tmp_path / "file").write_bytes(DATA)
    (tmp_path / "file.minisig").write_bytes(signing.sign(KEY, DATA, "plan 2017, ក"))
    (tmp_path / "key.pub").write_text(signing.public_key_text(KEY.public))
    checked = minisign(tmp_path, "-Vm", "file", "-p", "key.pub")
    assert checked.returncode == 0, checked.stderr
    assert "Trusted comment: plan 2017, ក" in checked.stdout
    (tmp_path / "file").write_bytes(DATA + b"!")
    assert minisign(tmp_path, "-Vm", "file", "-p", "key.pub").returncode != 0


@needs_minisign
def test_minisign_signs_with_our_secret_key(tmp_path: Path):
    (tmp_path / "file").write_bytes(DATA)
    (tmp_path / "key.sec").write_text(secret_key.secret_key_text(KEY))
    made = minisign(tmp_path, "-S", "-m", "file", "-s", "key.sec", "-t", "by hand")
    assert made.returncode == 0, made.stderr
    verified = signing.verify(DATA, (tmp_path / "file.minisig").read_bytes(), [KEY.public])
    assert verified == signing.Verified(KEY.public, "by hand")


@needs_minisign
def test_we_take_minisigns_own_keys(tmp_path: Path):
    made = minisign(tmp_path, "-G", "-W", "-p", "key.pub", "-s", "key.sec")
    assert made.returncode == 0, made.stderr
    key = secret_key.parse_secret_key((tmp_path / "key.sec").read_text())
    assert signing.parse_public_key((tmp_path / "key.pub").read_text()) == key.public
    assert key.public.id_text in (tmp_path / "key.pub").read_text()
    (tmp_path / "file").write_bytes(DATA)
    (tmp_path / "file.minisig").write_bytes(signing.sign(key, DATA, "ours"))
    assert minisign(tmp_path, "-Vm", "file", "-p", "key.pub").returncode == 0


@needs_minisign
def test_minisigns_own_legacy_signature_is_refused(tmp_path: Path):
    (tmp_path / "file").write_bytes(DATA)
    (tmp_path / "key.sec").write_text(secret_key.secret_key_text(KEY))
    assert minisign(tmp_path, "-S", "-l", "-m", "file", "-s", "key.sec").returncode == 0
    assert "old way" in refused((tmp_path / "file.minisig").read_bytes())
