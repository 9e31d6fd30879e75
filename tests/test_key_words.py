"""A fingerprint in words: the same for everyone, forgiving to the ear, not to another key."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from icbl_desktop.formats import key_words, signing
from icbl_desktop.formats.signing import PublicKey

KEY = PublicKey(bytes(8), bytes(range(32)))


def spoken(key: PublicKey = KEY) -> str:
    return " ".join(key_words.words(key))


def test_the_words_stand_for_the_fingerprint():
    """BIP-39 of these 20 bytes, so that others can compute it too."""
    assert signing.fingerprint_bytes(KEY).hex() == "630dcd2966c4336691125448bbb25b4ff412a49c"
    assert spoken() == (
        "glide hover engage snow drip rebuild dust enhance emerge talk nothing paper donkey false inherit"
    )


def test_other_keys_have_other_words_and_the_id_does_not_count():
    assert key_words.words(PublicKey(KEY.key_id, bytes(32))) != key_words.words(KEY)
    assert key_words.words(PublicKey(b"12345678", KEY.raw)) == key_words.words(KEY)


def test_capitals_spaces_and_commas_do_not_matter():
    words = key_words.words(KEY)
    for heard in (spoken().upper(), ",\n ".join(words), f"  {spoken().title()}. ", "\n".join(words)):
        assert key_words.matches(heard, KEY)
        assert key_words.belong_together(heard)


@pytest.mark.parametrize(
    "heard", ["", " ", "glide", "é", "１", spoken() + " glide", spoken()[: -len(" inherit")]]
)
def test_anything_else_does_not_match(heard: str):
    assert not key_words.matches(heard, KEY)
    assert not key_words.belong_together(heard)


def test_words_in_another_order_do_not_match():
    assert not key_words.matches(" ".join(reversed(key_words.words(KEY))), KEY)


def test_a_word_that_is_none_of_the_list_is_noticed():
    assert not key_words.belong_together(spoken().replace("donkey", "monkeys"))


@given(st.binary(min_size=32, max_size=32), st.integers(0, 14), st.integers(0, 2047))
def test_a_misheard_word_never_matches(raw: bytes, place: int, other: int):
    key = PublicKey(bytes(8), raw)
    words = list(key_words.words(key))
    assert len(words) == 15
    assert key_words.belong_together(" ".join(words))
    heard = key_words._list().wordlist[other]
    same = words[place] == heard
    words[place] = heard
    assert key_words.matches(" ".join(words), key) == same


def test_the_checksum_notices_nearly_every_misheard_word():
    words = list(key_words.words(KEY))
    missed = sum(
        key_words.belong_together(" ".join([*words[:7], other, *words[8:]]))
        for other in key_words._list().wordlist
        if other != words[7]
    )
    assert missed < 2048 / 16


def test_the_list_of_words_is_read_only_when_words_are_wanted():
    """The window starts without it."""
    code = "import sys, icbl_desktop.formats.key_words; sys.exit('mnemonic' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
