"""The secretariat's keys: made, locked, backed up, taken in; never lost, never overwritten."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from icbl_desktop.formats import secret_key, signing
from icbl_desktop.services import key_backup, key_list_making, key_office
from tests.key_folders import content, refused
from tests.locked_keys import keep_locked

PASSPHRASE = "three small words"
NOW = datetime(2018, 3, 1, 9, 30, 15, 123456, tzinfo=UTC)
OFFICER, STRANGER = signing.generate(), signing.generate()
ROOT = signing.generate()
ROOT_SECRET = secret_key.secret_key_text(ROOT)


def public(key: signing.SigningKey) -> str:
    return signing.public_key_text(key.public)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two locked keys, made once."""
    folder = tmp_path_factory.mktemp("office") / "keys"
    for name in ("root-1", "amal"):
        keep_locked(folder, name, PASSPHRASE)
    return folder


@pytest.fixture
def office(made: Path, tmp_path: Path) -> Path:
    return shutil.copytree(made, tmp_path / "keys")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "keys"


def test_a_made_key_is_locked_listed_and_for_its_owner_alone(office: Path):
    key_office.make(office, "paul", PASSPHRASE)
    amal, paul, root = key_office.held(office)
    assert (amal.name, paul.name, root.name) == ("amal", "paul", "root-1")
    assert paul.locked
    assert paul.fingerprint == signing.fingerprint(signing.parse_public_key(paul.public_text))
    assert len(paul.words) == 15
    assert paul.words == key_office.words_of(paul.public_text)
    assert paul.path.stat().st_mode & 0o077 == 0
    assert key_office.open_key(paul.path, PASSPHRASE).public == signing.parse_public_key(paul.public_text)


def test_no_folder_holds_no_keys_and_none_is_made(folder: Path):
    assert key_office.held(folder) == ()
    assert not folder.exists()


@pytest.mark.parametrize(
    "passphrase", ["", "short", " " * 20, "a  " + " " * 10, "two\nlines of it", "x" * 1024]
)
def test_a_weak_passphrase_makes_no_key(folder: Path, passphrase: str):
    with refused("passphrase", "passphrase"):
        key_office.make(folder, "root-1", passphrase)
    assert not folder.exists()


@pytest.mark.parametrize("name", ["", ".", "..", "../x", "a/b", "a\\b", "-x", "é", "a b", "a\n", "x" * 61])
def test_a_name_that_no_file_should_have_makes_no_key(folder: Path, name: str):
    with refused("short name", "name"):
        key_office.make(folder, name, PASSPHRASE)
    assert not folder.exists()


@pytest.mark.parametrize("name", ["amal", "AMAL"])
def test_a_name_is_given_once(office: Path, name: str):
    before = content(office)
    with refused("already", "name"):
        key_office.make(office, name, PASSPHRASE)
    assert content(office) == before


def test_a_damaged_key_is_listed_with_what_is_wrong(office: Path):
    (office / "amal.pub").write_text("nothing")
    (office / "root-1.key").write_bytes(b"\xff")
    amal, root = key_office.held(office)
    assert "not a minisign public key" in amal.problem
    assert "not a minisign secret key" in root.problem
    assert (amal.fingerprint, amal.words) == ("", ())


def test_a_passphrase_is_changed(office: Path):
    key_office.change_passphrase(office, "amal", PASSPHRASE, "another of these")
    amal = key_office.held(office)[0]
    key_office.open_key(amal.path, "another of these")
    assert amal.path.stat().st_mode & 0o077 == 0
    with refused("does not open"):
        key_office.open_key(amal.path, PASSPHRASE)


@pytest.mark.parametrize(("old", "new"), [("wrong", "another of these"), (PASSPHRASE, "short")])
def test_a_passphrase_not_changed_leaves_the_key(office: Path, old: str, new: str):
    before = content(office)
    with refused("passphrase", "passphrase"):
        key_office.change_passphrase(office, "amal", old, new)
    with refused("no key named", "name"):
        key_office.change_passphrase(office, "../keys/amal", PASSPHRASE, "another of these")
    assert content(office) == before


def test_an_open_key_from_elsewhere_is_locked_when_it_is_taken_in(folder: Path, tmp_path: Path):
    source = tmp_path / "old.key"
    source.write_text(ROOT_SECRET)
    taken = key_office.take_in(folder, "root-2", source, PASSPHRASE)
    assert taken.locked
    assert taken.public_text == public(ROOT)
    assert key_office.open_key(taken.path, PASSPHRASE) == ROOT


def test_a_locked_key_from_elsewhere_is_opened_once(office: Path, folder: Path, tmp_path: Path):
    before = content(office)
    with refused("does not open"):
        key_office.take_in(office, "again", office / "amal.key", "wrong passphrase")
    assert content(office) == before
    taken = key_office.take_in(office, "again", office / "amal.key", PASSPHRASE)
    assert taken.path.read_bytes() == before["amal.key"]
    assert (office / "again.pub").read_bytes() == before["amal.pub"]


def test_words_heard_on_the_phone_are_compared():
    words = " ".join(key_office.words_of(public(OFFICER)))
    key_office.compare(public(OFFICER), words.upper())
    with refused("another key"):
        key_office.compare(public(STRANGER), words)
    with refused("misheard"):
        key_office.compare(public(OFFICER), words + " once more")


def test_a_backup_holds_all_and_brings_it_back(office: Path, tmp_path: Path):
    key_list_making.add_officer(office, "Amal", public(OFFICER), NOW)
    key_list_making.sign_list(office, ROOT_SECRET)
    copied = key_backup.back_up(office, tmp_path / "usb" / "keys")
    assert copied == ("amal", "root-1")
    assert content(tmp_path / "usb" / "keys") == content(office)
    assert [path.name for path in (tmp_path / "usb").iterdir()] == ["keys"]

    restored = key_backup.restore(tmp_path / "new", tmp_path / "usb" / "keys")
    assert restored == ("amal", "root-1")
    assert content(tmp_path / "new") == content(office)
    assert (tmp_path / "new" / "amal.key").stat().st_mode & 0o077 == 0
    assert key_backup.restore(tmp_path / "new", tmp_path / "usb" / "keys") == ()


def test_one_key_is_backed_up_alone(office: Path, tmp_path: Path):
    key_backup.back_up(office, tmp_path / "usb", ["amal"])
    assert sorted(content(tmp_path / "usb")) == ["amal.key", "amal.pub"]


def test_a_backup_never_overwrites(office: Path, tmp_path: Path):
    (tmp_path / "usb").mkdir()
    with refused("already"):
        key_backup.back_up(office, tmp_path / "usb")
    assert content(tmp_path / "usb") == {}


def test_what_is_not_locked_or_not_whole_is_not_copied(office: Path, tmp_path: Path):
    (office / "open.key").write_text(ROOT_SECRET)
    (office / "open.pub").write_text(public(ROOT))
    with refused("no passphrase"):
        key_backup.back_up(office, tmp_path / "usb")
    (office / "open.pub").unlink()
    with refused("not whole"):
        key_backup.back_up(office, tmp_path / "usb")
    with refused("no key named"):
        key_backup.back_up(office, tmp_path / "usb", ["../keys/amal"])
    assert not (tmp_path / "usb").exists()


def test_nothing_is_no_backup(folder: Path, tmp_path: Path):
    for do in (key_backup.back_up, key_backup.restore):
        with refused("no keys"):
            do(folder, tmp_path / "nothing")
    assert list(tmp_path.iterdir()) == []


def test_a_disk_that_refuses_leaves_no_half_backup(office: Path, tmp_path: Path):
    (tmp_path / "file").write_text("not a folder")
    with refused("cannot be written"):
        key_backup.back_up(office, tmp_path / "file" / "usb")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "keys"]


def test_another_key_of_the_same_name_is_not_overwritten(office: Path, tmp_path: Path):
    key_backup.back_up(office, tmp_path / "usb")
    shutil.copy(office / "root-1.key", office / "amal.key")
    shutil.copy(office / "root-1.pub", office / "amal.pub")
    (office / "root-1.key").unlink()
    before = content(office)
    with refused("Another key named amal"):
        key_backup.restore(office, tmp_path / "usb")
    assert content(office) == before


def test_a_lost_public_half_comes_back(office: Path, tmp_path: Path):
    key_backup.back_up(office, tmp_path / "usb")
    before = content(office)
    (office / "amal.pub").unlink()
    assert key_backup.restore(office, tmp_path / "usb") == ("amal",)
    assert content(office) == before
