"""The key list an office keeps: edited, signed by a root, revoked for good; never half done."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from icbl_desktop.errors import NewerFile
from icbl_desktop.formats import key_lists, secret_key, signing
from icbl_desktop.services import key_list_making
from tests.key_folders import content, refused
from tests.locked_keys import locked_text

NOW = datetime(2018, 3, 1, 9, 30, 15, 123456, tzinfo=UTC)
LATER = datetime(2018, 4, 1, tzinfo=UTC)
AGE = "age1" + "q" * 58
OFFICER, STRANGER = signing.generate(), signing.generate()
ROOT = signing.generate()
ROOT_SECRET = secret_key.secret_key_text(ROOT)


def public(key: signing.SigningKey) -> str:
    return signing.public_key_text(key.public)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "keys"


def test_edits_before_a_signature_are_one_edition(folder: Path):
    assert key_list_making.key_list(folder) == key_list_making.KeptList(None)
    key_list_making.add_officer(folder, " Amal ", public(OFFICER), NOW)
    keys = key_list_making.add_recipient(folder, "Reports", f" {AGE}\n", LATER)
    assert (keys.number, keys.issued_at) == (1, LATER)
    assert [(one.name, one.public) for one in keys.keys] == [("Amal", public(OFFICER).splitlines()[1])]
    assert [(one.name, one.public) for one in keys.recipients] == [("Reports", AGE)]
    assert key_list_making.key_list(folder) == key_list_making.KeptList(keys)


def test_a_signed_list_is_whole_and_the_next_edit_begins_the_next(folder: Path):
    key_list_making.add_officer(folder, "Amal", public(OFFICER), NOW)
    kept = key_list_making.sign_list(folder, ROOT_SECRET)
    assert kept.signed_by == signing.fingerprint(ROOT.public)
    assert kept.problems == ()
    raw, minisig = ((folder / name).read_bytes() for name in (key_lists.KEYS, key_lists.KEYS_SIGNATURE))
    assert key_lists.read_signed(raw, minisig, (ROOT.public,)).keys.number == 1

    on = date(2018, 3, 31)
    keys = key_list_making.revoke(folder, public(OFFICER), "Her laptop was stolen", on, LATER)
    assert (keys.number, keys.keys[0].revoked, keys.keys[0].reason) == (2, on, "Her laptop was stolen")
    assert key_list_making.add_officer(folder, "Binh", public(STRANGER), LATER).number == 2
    assert not (folder / key_lists.KEYS_SIGNATURE).exists()
    assert key_list_making.key_list(folder).signed_by is None


def test_a_new_list_beside_an_old_signature_never_counts_and_loses_no_number(folder: Path):
    """What a power cut between the two steps leaves."""
    key_list_making.add_officer(folder, "Amal", public(OFFICER), NOW)
    key_list_making.sign_list(folder, ROOT_SECRET)
    old = (folder / key_lists.KEYS_SIGNATURE).read_bytes()
    key_list_making.add_officer(folder, "Binh", public(STRANGER), LATER)
    (folder / key_lists.KEYS_SIGNATURE).write_bytes(old)

    kept = key_list_making.key_list(folder, [public(ROOT)])
    assert kept.signed_by is None
    assert "does not match its signature" in kept.problems[0]
    assert key_list_making.add_recipient(folder, "Reports", AGE, LATER).number == 3


def test_a_revoked_key_never_comes_back(folder: Path):
    key_list_making.add_officer(folder, "Amal", public(OFFICER), NOW)
    key_list_making.revoke(folder, public(OFFICER), "stolen", NOW.date(), NOW)
    before = content(folder)
    with refused("never comes back", "public"):
        key_list_making.add_officer(folder, "Amal again", public(OFFICER), NOW)
    with refused("revoked on 2018-03-01"):
        key_list_making.revoke(folder, public(OFFICER), "later", LATER.date(), LATER)
    assert content(folder) == before


def test_the_same_key_under_another_id_is_the_same_key(folder: Path):
    key_list_making.add_officer(folder, "Amal", public(OFFICER), NOW)
    renamed = replace(OFFICER.public, key_id=b"another!")
    with refused("already"):
        key_list_making.add_officer(folder, "Amal", signing.public_key_text(renamed), NOW)


def test_what_is_wrong_changes_nothing(folder: Path):
    key_list_making.add_officer(folder, "Amal", public(OFFICER), NOW)
    key_list_making.add_recipient(folder, "Reports", AGE, NOW)
    key_list_making.sign_list(folder, ROOT_SECRET)
    before = content(folder)
    for name in ("", "  ", "two\nlines", "x" * 201):
        with refused("one short line", "name"):
            key_list_making.add_officer(folder, name, public(STRANGER), NOW)
        with refused("one short line", "reason"):
            key_list_making.revoke(folder, public(OFFICER), name, NOW.date(), NOW)
    for age in (
        "",
        "age1",
        AGE + "q",
        AGE[:-1],
        AGE.upper(),
        AGE[:-1] + "b",
        AGE[:-1] + "1",
        "AGE-SECRET-KEY-1",
    ):
        with refused("not an age public key", "public"):
            key_list_making.add_recipient(folder, "Other", age, NOW)
    with refused("already", "public"):
        key_list_making.add_recipient(folder, "Other", AGE, NOW)
    with refused("not in the list", "public"):
        key_list_making.remove_recipient(folder, AGE[:-1] + "p", NOW)
    with refused("not in the list", "public"):
        key_list_making.revoke(folder, public(STRANGER), "lost", NOW.date(), NOW)
    with refused("not a minisign public key"):
        key_list_making.add_officer(folder, "Amal", ROOT_SECRET, NOW)
    assert content(folder) == before


def test_a_recipient_is_removed(folder: Path):
    key_list_making.add_recipient(folder, "Reports", AGE, NOW)
    assert key_list_making.remove_recipient(folder, AGE, LATER).recipients == ()


def test_only_a_root_signs_the_list(folder: Path):
    with refused("no key list here yet"):
        key_list_making.sign_list(folder, ROOT_SECRET)
    key_list_making.add_officer(folder, "Amal", public(OFFICER), NOW)
    before = content(folder)
    with refused("Only a root signs"):
        key_list_making.sign_list(folder, secret_key.secret_key_text(OFFICER))
    assert content(folder) == before


def test_a_list_that_an_officer_signed_all_the_same_is_told(folder: Path):
    key_list_making.add_officer(folder, "Amal", public(OFFICER), NOW)
    raw = (folder / key_lists.KEYS).read_bytes()
    (folder / key_lists.KEYS_SIGNATURE).write_bytes(key_lists.sign_list(raw, OFFICER))
    assert key_list_making.key_list(folder).problems == (
        "An officer's key signed this list. Only a root may.",
    )


def test_another_root_than_the_one_expected_is_told(folder: Path):
    key_list_making.add_officer(folder, "Amal", public(OFFICER), NOW)
    key_list_making.sign_list(folder, ROOT_SECRET)
    assert key_list_making.key_list(folder, [public(ROOT)]).problems == ()
    assert "None of the roots" in key_list_making.key_list(folder, [public(STRANGER)]).problems[0]


def test_a_wrong_passphrase_signs_nothing(folder: Path):
    key_list_making.add_officer(folder, "Amal", public(OFFICER), NOW)
    with refused("does not open", "passphrase"):
        key_list_making.sign_list(folder, locked_text(ROOT, "three small words"), "wrong one")
    assert not (folder / key_lists.KEYS_SIGNATURE).exists()


@pytest.mark.parametrize("raw", [b"", b"{}", b"\xff", b'{"format": "icbl-keys", "version": "1.0"}'])
def test_a_list_that_cannot_be_read_is_told_and_left(folder: Path, raw: bytes):
    folder.mkdir()
    (folder / key_lists.KEYS).write_bytes(raw)
    kept = key_list_making.key_list(folder)
    assert kept.keys is None
    assert len(kept.problems) == 1
    with refused("keys.json"):
        key_list_making.add_officer(folder, "Amal", public(OFFICER), NOW)
    assert (folder / key_lists.KEYS).read_bytes() == raw


def test_a_list_of_a_newer_program_is_read_not_edited(folder: Path):
    key_list_making.add_officer(folder, "Amal", public(OFFICER), NOW)
    path = folder / key_lists.KEYS
    path.write_bytes(path.read_bytes().replace(b'"1.0"', b'"1.7"'))
    before = content(folder)
    assert key_list_making.key_list(folder).keys
    with pytest.raises(NewerFile):
        key_list_making.add_recipient(folder, "Reports", AGE, NOW)
    assert content(folder) == before
