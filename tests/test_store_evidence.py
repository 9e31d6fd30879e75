"""Evidence files: kept once, whole, and missed out loud."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from icbl_desktop.app import App
from icbl_desktop.errors import UserError
from icbl_desktop.services import activities, evidence
from icbl_desktop.services.activities import ActivityFilter
from icbl_desktop.store import evidence as files
from tests.workspace import contents, log


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "photo.jpg"
    path.write_bytes(b"a photo of a meeting")
    return path


def kept(app: App) -> list[Path]:
    """Every file in the evidence folder."""
    return [path for path in app.folders.evidence.rglob("*") if path.is_file()]


def test_a_file_is_kept_by_its_hash_with_what_is_known_of_it(app: App, photo: Path) -> None:
    record_id = log(app.db)
    evidence.add(app.db, app.folders, record_id, [photo])
    (one,) = evidence.of(app.db, record_id)
    assert (one.name, one.media_type, one.size) == ("photo.jpg", "image/jpeg", 20)
    assert one.sha256 == hashlib.sha256(b"a photo of a meeting").hexdigest()
    assert [path.name for path in kept(app)] == [one.sha256]


def test_the_same_file_is_kept_once(app: App, photo: Path, tmp_path: Path) -> None:
    same = tmp_path / "the same.jpg"
    same.write_bytes(photo.read_bytes())
    first, second = log(app.db), log(app.db)
    evidence.add(app.db, app.folders, first, [photo, same])
    evidence.add(app.db, app.folders, first, [photo])
    evidence.add(app.db, app.folders, second, [same])
    assert [one.name for one in evidence.of(app.db, first)] == ["photo.jpg"]
    assert [one.name for one in evidence.of(app.db, second)] == ["the same.jpg"]
    assert len(kept(app)) == 1


def test_a_copy_opens_under_its_own_name(app: App, photo: Path, tmp_path: Path) -> None:
    record_id = log(app.db)
    evidence.add(app.db, app.folders, record_id, [photo])
    (one,) = evidence.of(app.db, record_id)
    copy = evidence.copy_to(app.db, app.folders, one.id, tmp_path / "workspace")
    assert (copy.name, copy.read_bytes()) == ("photo.jpg", photo.read_bytes())


def test_a_file_added_or_removed_is_a_change_of_its_record(app: App, photo: Path) -> None:
    record_id = log(app.db)
    changed = evidence.add(app.db, app.folders, record_id, [photo])
    assert changed.kinds == {"evidence", "activity"}
    assert changed.ids == {record_id}
    assert activities.get(app.db, record_id).revision == 2
    evidence.add(app.db, app.folders, record_id, [photo])
    assert activities.get(app.db, record_id).revision == 2, "it was there already"
    evidence.remove(app.db, evidence.of(app.db, record_id)[0].id)
    assert activities.get(app.db, record_id).revision == 3
    assert [row[5] for row in contents(app.db)["audit"] if row[4] == record_id] == [1, 2, 3]


def test_removing_takes_the_line_and_leaves_the_bytes(app: App, photo: Path) -> None:
    record_id = log(app.db)
    evidence.add(app.db, app.folders, record_id, [photo])
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
    app: App, photo: Path, tmp_path: Path, content: bytes | None, sentence: str
) -> None:
    record_id = log(app.db)
    bad = tmp_path / "letter {1}.pdf"
    if content is not None:
        bad.write_bytes(content)
    with pytest.raises(UserError) as caught:
        evidence.add(app.db, app.folders, record_id, [photo, bad])
    assert caught.value.sentence.startswith(sentence)
    assert evidence.of(app.db, record_id) == ()


def test_a_file_of_exactly_25_mb_is_kept(app: App, tmp_path: Path) -> None:
    large = tmp_path / "film.mp4"
    large.write_bytes(bytes(files.MAX_SIZE))
    assert files.keep(app.folders.evidence, large)[1] == 25 * 1024 * 1024


def test_a_folder_that_cannot_be_written_to_is_said_so(app: App, photo: Path) -> None:
    record_id = log(app.db)
    app.folders.evidence.write_text("a file in the way")
    before = contents(app.db)
    with pytest.raises(UserError, match="could not be saved"):
        evidence.add(app.db, app.folders, record_id, [photo])
    assert contents(app.db) == before
    assert len(activities.ids(app.db, ActivityFilter())) == 1


def test_a_missing_or_damaged_file_is_said_so_and_mended_by_adding_it_again(app: App, photo: Path) -> None:
    digest, _ = files.keep(app.folders.evidence, photo)
    (path,) = kept(app)
    for harm in (lambda: path.write_bytes(b"a photo of another meeting"), path.unlink):
        harm()
        with pytest.raises(UserError, match="Add it again"):
            files.load(app.folders.evidence, digest)
        files.keep(app.folders.evidence, photo)
        assert files.load(app.folders.evidence, digest) == photo.read_bytes()


def test_a_name_as_long_as_a_disk_allows_is_kept_and_opened(app: App, tmp_path: Path) -> None:
    long = tmp_path / f"{'ក' * 83}.txt"  # three bytes a letter
    long.write_text("a letter")
    record_id = log(app.db)
    evidence.add(app.db, app.folders, record_id, [long])
    (one,) = evidence.of(app.db, record_id)
    (tmp_path / "open").mkdir()
    assert evidence.copy_to(app.db, app.folders, one.id, tmp_path / "open").read_text() == "a letter"


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no endless file here")
def test_a_file_without_an_end_is_not_read_to_its_end(app: App) -> None:
    with pytest.raises(UserError, match="larger than 25 MB"):
        files.keep(app.folders.evidence, Path("/dev/zero"))
