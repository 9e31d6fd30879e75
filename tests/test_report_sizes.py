"""Files that travel with a report: which, how large, and that it fits an e-mail."""

from __future__ import annotations

import hashlib
import io
import random
import tracemalloc
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from icbl_desktop.app import App
from icbl_desktop.domain.file_budget import BUDGET, LIMIT, MOST_FILES, Candidate, choose
from icbl_desktop.domain.file_names import attachment_name
from icbl_desktop.domain.period import Period
from icbl_desktop.domain.report_order import ReportOrder, Sending
from icbl_desktop.errors import UserError
from icbl_desktop.formats import photos
from icbl_desktop.formats.pdf_envelope import read_files
from icbl_desktop.formats.report_parts import FileEntry
from icbl_desktop.services import evidence, report_history, reports
from icbl_desktop.store import evidence as files
from tests.issuing import data_of
from tests.workspace import contents, log

pytestmark = pytest.mark.usefixtures("spring")

FIRST = ReportOrder(period=Period.quarter(2018, 1))
MB = 1_000_000


def noise(width: int, height: int, seed: int = 0) -> bytes:
    """A JPEG that hardly gets smaller: about 0.4 bytes a pixel."""
    chance = random.Random(seed)
    picture = Image.frombytes("L", (width, height), chance.randbytes(width * height))
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=80)
    return out.getvalue()


def add(app: App, tmp_path: Path, record_id: str, *contents: tuple[str, bytes]) -> dict[str, str]:
    """Put files behind a record; their ids by name."""
    paths = [tmp_path / name for name, _ in contents]
    for path, (_, content) in zip(paths, contents, strict=True):
        path.write_bytes(content)
    evidence.add(app.db, app.folders, record_id, paths)
    return {one.name: one.id for one in evidence.of(app.db, record_id)}


def issue(app: App, order: ReportOrder = FIRST) -> tuple[bytes, tuple[FileEntry, ...]]:
    """Issue a report: its final bytes, and the files its data list."""
    pdf = reports.pdf_of(app.db, reports.issue(app.db, app.folders, order).id)
    return pdf, data_of(pdf).files


def test_a_file_travels_as_it_is_under_a_plain_name(app: App, tmp_path: Path) -> None:
    add(app, tmp_path, log(app.db), ("Письмо министру.txt", b"light"), ("receipt №2.txt", b"heat"))
    pdf, listed = issue(app)
    assert [(one.name, one.attachment) for one in listed] == [
        ("receipt №2.txt", "E01-receipt-No2.txt"),
        ("Письмо министру.txt", "E02-file.txt"),
    ]
    attached = read_files(pdf, [one.attachment for one in listed], MB)
    assert [attached[one.attachment] for one in listed] == [b"heat", b"light"]
    assert all(hashlib.sha256(attached[one.attachment]).hexdigest() == one.sha256 for one in listed)
    assert report_history.history(app.db)[0].files == 2


def test_names_of_attachments_are_short_plain_and_the_only_ones() -> None:
    assert attachment_name(3, "Photo of the (Hearing).JPG") == "E03-Photo-of-the-Hearing.jpg"
    assert attachment_name(12, "../../etc/passwd") == "E12-passwd"
    assert attachment_name(1, "ភស្តុតាង.pdf") == "E01-file.pdf"
    assert len(attachment_name(150, "x" * 500 + ".tar.gz")) < 80


def test_photos_are_made_smaller_where_all_would_not_fit(app: App, tmp_path: Path) -> None:
    record_id = log(app.db)
    large = noise(2000, 1900)
    added = [(f"{n}.jpg", noise(2000, 1900, n)) for n in range(6)]
    ids = add(app, tmp_path, record_id, *added, ("receipt.pdf", b"%PDF" + bytes(400_000)))
    assert sum(one.size for one in evidence.of(app.db, record_id)) > BUDGET > len(large)
    preview = reports.preview(app.db, app.folders, FIRST)
    assert not preview.size.is_over
    pdf, listed = issue(app)
    assert len(pdf) < BUDGET
    by_name = {one.name: one for one in listed}
    assert by_name["receipt.pdf"].sent
    assert by_name["receipt.pdf"].held_sha256 == ""
    smaller = [one for one in listed if one.held_sha256]
    assert smaller
    for one in smaller:
        content = read_files(pdf, [one.attachment], MB)[one.attachment]
        assert Image.open(io.BytesIO(content)).size == (1280, 1216)
        assert (len(content), hashlib.sha256(content).hexdigest()) == (one.size, one.sha256)
        assert one.held_sha256 in {kept.sha256 for kept in evidence.of(app.db, record_id)}
    (leaving,) = preview.leaving.records
    said = {file.id: (file.sending, file.sent_size) for file in leaving.files}
    assert said == {
        one.id: (Sending.SMALLER if one.held_sha256 else Sending.WHOLE, one.size) if one.sent else ("held", 0)
        for one in listed
    }
    assert ids.keys() == by_name.keys()


def test_the_size_shown_before_is_that_of_the_file(app: App, tmp_path: Path) -> None:
    records = [log(app.db) for _ in range(30)]
    add(app, tmp_path, records[0], ("photo.jpg", noise(600, 400)))
    shown = reports.preview(app.db, app.folders, FIRST).size.total
    pdf, _ = issue(app)
    assert shown == pytest.approx(len(pdf), rel=0.1)


def test_the_persons_own_choice_counts_also_over_the_budget(app: App, tmp_path: Path) -> None:
    record_id = log(app.db)
    ids = add(app, tmp_path, record_id, ("film.bin", bytes(8 * MB)), ("note.txt", b"light"))
    assert {one.name: one.sent for one in issue(app)[1]} == {"film.bin": False, "note.txt": True}
    order = replace(FIRST, files={ids["film.bin"]: Sending.WHOLE, ids["note.txt"]: Sending.HELD})
    assert reports.preview(app.db, app.folders, order).size.files == 8 * MB
    assert reports.preview(app.db, app.folders, order).size.is_over
    assert {one.name: one.sent for one in issue(app, order)[1]} == {"film.bin": True, "note.txt": False}


def test_three_hundred_megabytes_are_held_and_listed_without_being_read(app: App, tmp_path: Path) -> None:
    record_id = log(app.db)
    for number in range(12):
        content = number.to_bytes(2, "big") + bytes(25 * MB - 2)
        add(app, tmp_path, record_id, (f"film {number}.bin", content))
    order = replace(FIRST, files={})
    tracemalloc.start()
    preview = reports.preview(app.db, app.folders, order)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 20 * MB
    assert not preview.size.is_over
    assert {file.sending for file in preview.leaving.records[0].files} == {Sending.HELD}

    before = contents(app.db)
    everything = {one.id: Sending.WHOLE for one in evidence.of(app.db, record_id)}
    with pytest.raises(UserError, match="come to 300 MB; a report can hold 48 MB") as refused:
        reports.issue(app.db, app.folders, replace(FIRST, files=everything))
    assert refused.value.field == "files"
    assert contents(app.db) == before
    assert [one.sent for one in issue(app)[1]] == [False] * 12


def test_a_damaged_file_takes_no_number_and_says_which(app: App, tmp_path: Path) -> None:
    record_id = log(app.db)
    add(app, tmp_path, record_id, ("letter.txt", b"light"))
    (file,) = evidence.of(app.db, record_id)
    files.path_of(app.folders.evidence, file.sha256).write_bytes(b"darkness")
    before = contents(app.db)
    with pytest.raises(UserError, match=r"letter\.txt is missing or damaged"):
        reports.issue(app.db, app.folders, FIRST)
    assert contents(app.db) == before
    assert not issue(app, replace(FIRST, files={file.id: Sending.HELD}))[1][0].sent


def test_a_smaller_photo_is_upright_and_says_nothing_of_where_it_was_taken() -> None:
    turned = Image.new("RGB", (3000, 2000), "red")
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "Camera"
    out = io.BytesIO()
    turned.save(out, "JPEG", exif=exif)
    small = photos.smaller(out.getvalue(), "photo.jpg")
    picture = Image.open(io.BytesIO(small))
    assert (picture.size, picture.format, dict(picture.getexif())) == ((853, 1280), "JPEG", {})
    see_through = io.BytesIO()
    Image.new("RGBA", (50, 40), (0, 0, 0, 0)).save(see_through, "PNG")
    drawn = Image.open(io.BytesIO(photos.smaller(see_through.getvalue(), "drawing.png")))
    assert (drawn.size, drawn.getpixel((10, 10))) == ((50, 40), (255, 255, 255))


CANDIDATES = st.lists(
    st.tuples(st.integers(1, 25 * MB), st.booleans()).map(lambda one: Candidate("", *one)), max_size=200
)


@given(found=CANDIDATES, data=st.data())
def test_all_that_fits_goes_and_what_was_chosen_stays_chosen(
    found: Sequence[Candidate], data: st.DataObject
) -> None:
    candidates = [replace(one, id=f"e{number}") for number, one in enumerate(found)]
    ids = [one.id for one in candidates] or ["none"]
    chosen = data.draw(st.dictionaries(st.sampled_from(ids), st.sampled_from(list(Sending)), max_size=5))
    sending = choose(candidates, 10, chosen)
    assert choose(candidates, 10, dict(reversed(chosen.items()))) == sending
    assert all(sending[one.id] == chosen[one.id] for one in candidates if one.id in chosen)
    assert all(one.is_photo for one in candidates if one.id not in chosen and sending[one.id] == "smaller")
    free = [one for one in candidates if one.id not in chosen and sending[one.id] == Sending.WHOLE]
    if len(chosen) == 0:
        assert sum(one.size for one in free) < BUDGET < LIMIT
        assert len(free) <= MOST_FILES
    small = sum(one.size + 50_000 for one in candidates) < BUDGET - 400_000
    if small and len(candidates) <= MOST_FILES and not chosen:
        assert set(sending.values()) <= {Sending.WHOLE}
