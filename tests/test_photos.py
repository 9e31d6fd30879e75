"""Photos: scaled, stripped of place and device, their day kept; what is broken or too large is said."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pytest
from PIL import Image

from icbl_desktop.app import App
from icbl_desktop.domain.vocabulary import Sharing
from icbl_desktop.domain.work import Evidence, EvidenceDraft
from icbl_desktop.errors import UserError
from icbl_desktop.formats import photos
from icbl_desktop.services import activities, evidence
from icbl_desktop.store import evidence as files
from tests.workspace import log

PHONE = "Phone of a campaigner"


def picture(kind: str = "JPEG", size: tuple[int, int] = (600, 400), *, turned: bool = False) -> bytes:
    """A photo as a phone makes it: with place, device and day in it."""
    image = Image.new("RGB", size, "darkgreen")
    exif = Image.Exif()
    exif[0x010F], exif[0x0110] = "Maker", PHONE
    exif[0x0112], exif[306] = 6 if turned else 1, "2018:03:14 09:30:00"
    exif.get_ifd(0x8769)[36867] = "2018:03:14 09:30:00"
    exif.get_ifd(0x8825).update({1: "N", 2: (13.0, 5.0, 52.0), 3: "E", 4: (103.0, 12.0, 7.0)})
    out = io.BytesIO()
    image.save(out, kind, exif=exif)
    return out.getvalue()


def taken_in(app: App, path: Path, content: bytes, **how: bool) -> Evidence:
    record_id = log(app.db)
    path.write_bytes(content)
    evidence.add(app.db, app.folders, record_id, [path], **how)
    (one,) = evidence.of(app.db, record_id)
    return one


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_place_and_device_go_the_day_stays(app: App, tmp_path: Path, kind: str) -> None:
    content = picture(kind)
    assert PHONE.encode() in content
    one = taken_in(app, tmp_path / f"meeting.{kind.lower()}", content)
    sent = files.load(app.folders.evidence, one.sha256)
    assert PHONE.encode() not in sent
    assert not opened(sent).getexif()
    assert set(opened(sent).info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    assert one.taken_on == date(2018, 3, 14)
    assert one.name == ("meeting.png" if kind == "PNG" else "meeting.jpg")
    assert [path.name for path in app.folders.evidence.rglob("*") if path.is_file()] == [one.sha256]


def test_nothing_hangs_on_a_picture_that_is_sent(app: App, tmp_path: Path) -> None:
    with_film = picture() + b"\0\0\0\x18ftypmp42" + PHONE.encode()
    out = io.BytesIO()
    opened(picture()).convert("P").save(out, "GIF", comment=PHONE.encode())
    for name, content in (("moving.jpg", with_film), ("drawing.gif", out.getvalue())):
        one = taken_in(app, tmp_path / name, content)
        assert PHONE.encode() not in files.load(app.folders.evidence, one.sha256)


def test_a_scan_in_sixteen_bits_keeps_its_greys() -> None:
    out = io.BytesIO()
    Image.new("I;16", (8, 8), 40_000).save(out, "PNG")
    assert opened(photos.for_sending(out.getvalue(), "scan.png").content).getpixel((4, 4)) == (156, 156, 156)


def test_a_large_photo_is_scaled_and_stands_upright(app: App, tmp_path: Path) -> None:
    one = taken_in(app, tmp_path / "wide.jpg", picture(size=(4000, 1000), turned=True))
    assert opened(files.load(app.folders.evidence, one.sha256)).size == (500, 2000)
    small = evidence.thumbnail(app.folders, one)
    assert small is not None
    assert opened(small).size == (48, 192)


def test_the_original_is_kept_if_wanted_and_never_what_is_sent(app: App, tmp_path: Path) -> None:
    content = picture()
    one = taken_in(app, tmp_path / "meeting.jpg", content, original=True)
    assert one.sha256 != one.original_sha256
    (tmp_path / "open").mkdir()
    copied = evidence.copy_to(app.db, app.folders, one.id, tmp_path / "open", original=True)
    assert copied.read_bytes() == content
    assert evidence.copy_to(app.db, app.folders, one.id, tmp_path / "open").read_bytes() != content


def test_told_otherwise_a_photo_stays_as_it_is(app: App, tmp_path: Path) -> None:
    content = picture()
    one = taken_in(app, tmp_path / "meeting.jpg", content, clean=False)
    assert files.load(app.folders.evidence, one.sha256) == content
    assert one.sharing == Sharing.SECRETARIAT


@pytest.mark.parametrize("name", ["meeting.heic", "walk.mp4"])
def test_what_cannot_be_cleaned_stays_on_this_computer(app: App, tmp_path: Path, name: str) -> None:
    one = taken_in(app, tmp_path / name, b"\0\0\0\x18ftypheic\0\0\0\0mif1heic")
    assert one.sharing == Sharing.LOCAL


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("torn.jpg", picture()[:2000][:-1500]),
        ("torn.png", picture("PNG")[:60]),
        ("letter.jpg", b"this is a letter"),
    ],
)
def test_a_damaged_picture_is_named_and_nothing_is_added(
    app: App, tmp_path: Path, name: str, content: bytes
) -> None:
    record_id = log(app.db)
    (tmp_path / name).write_bytes(content)
    with pytest.raises(UserError, match=f"{name} is damaged: it cannot be read as a picture"):
        evidence.add(app.db, app.folders, record_id, [tmp_path / name])
    assert evidence.of(app.db, record_id) == ()


def test_a_picture_of_too_many_pixels_is_refused_before_it_is_read() -> None:
    header = picture("PNG")
    bomb = header[:16] + (60_000).to_bytes(4, "big") * 2 + header[24:]  # says 60,000 by 60,000
    with pytest.raises(UserError, match=r"damaged|too many pixels"):
        photos.for_sending(bomb, "bomb.png")


def test_what_is_said_of_a_file_is_kept_and_its_source_is_no_news(app: App, tmp_path: Path) -> None:
    one = taken_in(app, tmp_path / "meeting.jpg", picture())
    said = EvidenceDraft(caption="The handing over", taken_on=one.taken_on, sharing=one.sharing)
    evidence.describe(app.db, one.id, said)
    assert evidence.of(app.db, one.record_id)[0].caption == "The handing over"
    revision = activities.get(app.db, one.record_id).revision
    evidence.describe(app.db, one.id, EvidenceDraft(**{**vars(said), "source": "Somebody"}))
    assert activities.get(app.db, one.record_id).revision == revision
    with pytest.raises(UserError, match="not known here"):
        evidence.describe(app.db, one.id, EvidenceDraft(sharing="everybody"))
