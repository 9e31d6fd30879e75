"""Evidence files: kept once, whole, and missed out loud."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from icbl_desktop.app import App
from icbl_desktop.domain.file_names import holdable
from icbl_desktop.errors import UserError
from icbl_desktop.services import activities, evidence
from icbl_desktop.services.activities import ActivityFilter
from icbl_desktop.store import evidence as files
from tests.workspace import contents, log


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    path = tmp_path / "letter.txt"
    path.write_bytes(b"a letter to a meeting")
    return path


def kept(app: App) -> list[Path]:
    """Every file in the evidence folder."""
    return [path for path in app.folders.evidence.rglob("*") if path.is_file()]


def test_a_file_is_kept_by_its_hash_with_what_is_known_of_it(app: App, letter: Path) -> None:
    record_id = log(app.db)
    evidence.add(app.db, app.folders, record_id, [letter])
    (one,) = evidence.of(app.db, record_id)
    assert (one.name, one.media_type, one.size) == ("letter.txt", "text/plain", 21)
    assert one.sha256 == hashlib.sha256(b"a letter to a meeting").hexdigest()
    assert [path.name for path in kept(app)] == [one.sha256]


def test_the_same_file_is_kept_once(app: App, letter: Path, tmp_path: Path) -> None:
    same = tmp_path / "the same.txt"
    same.write_bytes(letter.read_bytes())
    first, second = log(app.db), log(app.db)
    evidence.add(app.db, app.folders, first, [letter, same])
    evidence.add(app.db, app.folders, first, [letter])
    evidence.add(app.db, app.folders, second, [same])
    assert [one.name for one in evidence.of(app.db, first)] == ["letter.txt"]
    assert [one.name for one in evidence.of(app.db, second)] == ["the same.txt"]
    assert len(kept(app)) == 1


def test_a_copy_opens_under_its_own_name(app: App, letter: Path, tmp_path: Path) -> None:
    record_id = log(app.db)
    evidence.add(app.db, app.folders, record_id, [letter])
    (one,) = evidence.of(app.db, record_id)
    copy = evidence.copy_to(app.db, app.folders, one.id, tmp_path / "workspace")
    assert (copy.name, copy.read_bytes()) == ("letter.txt", letter.read_bytes())


def test_a_file_added_or_removed_is_a_change_of_its_record(app: App, letter: Path) -> None:
    record_id = log(app.db)
    changed = evidence.add(app.db, app.folders, record_id, [letter])
    assert changed.kinds == {"evidence", "activity"}
    assert changed.ids == {record_id}
    assert activities.get(app.db, record_id).revision == 2
    evidence.add(app.db, app.folders, record_id, [letter])
    assert activities.get(app.db, record_id).revision == 2, "it was there already"
    evidence.remove(app.db, evidence.of(app.db, record_id)[0].id)
    assert activities.get(app.db, record_id).revision == 3
    assert [row[5] for row in contents(app.db)["audit"] if row[4] == record_id] == [1, 2, 3]


def test_removing_takes_the_line_and_leaves_the_bytes(app: App, letter: Path) -> None:
    record_id = log(app.db)
    evidence.add(app.db, app.folders, record_id, [letter])
    (one,) = evidence.of(app.db, record_id)
    evidence.remove(app.db, one.id)
    assert evidence.of(app.db, record_id) == ()
    assert len(kept(app)) == 1
    with pytest.raises(UserError, match="not here any more"):
        evidence.remove(app.db, one.id)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (None, "letter {1}.pdf cannot be read. It was not added."),
        (b"", "letter {1}.pdf is empty. It was not added."),
        (b"x" * (files.MAX_SIZE + 1), "letter {1}.pdf is larger than 25 MB. It was not added."),
    ],
    ids=["missing", "empty", "too large"],
)
def test_a_file_that_cannot_be_kept_is_named_and_none_is_added(
    app: App, letter: Path, tmp_path: Path, content: bytes | None, sentence: str
) -> None:
    record_id = log(app.db)
    bad = tmp_path / "letter {1}.pdf"
    if content is not None:
        bad.write_bytes(content)
    with pytest.raises(UserError) as caught:
        evidence.add(app.db, app.folders, record_id, [letter, bad])
    assert caught.value.sentence.startswith(sentence)
    assert evidence.of(app.db, record_id) == ()


def test_a_file_of_exactly_25_mb_is_kept(app: App, tmp_path: Path) -> None:
    large = tmp_path / "film.mp4"
    large.write_bytes(bytes(files.MAX_SIZE))
    assert len(files.read(large)) == 25 * 1024 * 1024


def test_a_folder_that_cannot_be_written_to_is_said_so(app: App, letter: Path) -> None:
    record_id = log(app.db)
    app.folders.evidence.write_text("a file in the way")
    before = contents(app.db)
    with pytest.raises(UserError, match="could not be saved"):
        evidence.add(app.db, app.folders, record_id, [letter])
    assert contents(app.db) == before
    assert len(activities.ids(app.db, ActivityFilter())) == 1


def test_a_missing_or_damaged_file_is_said_so_and_mended_by_adding_it_again(app: App, letter: Path) -> None:
    digest = files.keep(app.folders.evidence, letter.read_bytes())
    (path,) = kept(app)
    for harm in (lambda: path.write_bytes(b"another letter to a meeting"), path.unlink):
        harm()
        with pytest.raises(UserError, match="Add it again"):
            files.load(app.folders.evidence, digest)
        files.keep(app.folders.evidence, letter.read_bytes())
        assert files.load(app.folders.evidence, digest) == letter.read_bytes()


def test_a_name_as_long_as_a_disk_allows_is_kept_and_opened(app: App, tmp_path: Path) -> None:
    long = tmp_path / f"{'ក' * 83}.txt"  # three bytes a letter
    long.write_text("a letter")
    record_id = log(app.db)
    evidence.add(app.db, app.folders, record_id, [long])
    (one,) = evidence.of(app.db, record_id)
    (tmp_path / "open").mkdir()
    assert evidence.copy_to(app.db, app.folders, one.id, tmp_path / "open").read_text() == "a letter"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no such files")
def test_what_has_no_end_or_never_begins_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for endless in (Path("/dev/zero"), tmp_path / "pipe"):
        with pytest.raises(UserError, match="cannot be read. It was not added."):
            files.read(endless)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("CON.txt", "_CON.txt"),
        ("a:b?.txt", "a_b_.txt"),
        ("\u202etxt.exe", "txt.exe"),
        ("two\nlines.txt", "two_lines.txt"),
        ("bad\udcff.txt", "bad_.txt"),
        ("dots. .", "dots"),
        (f"{'x' * 300}.txt", f"{'x' * 176}.txt"),
    ],
)
def test_a_kept_file_has_a_name_that_any_computer_can_hold(name: str, kept: str) -> None:
    assert holdable(name) == kept
