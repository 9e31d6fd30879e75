"""The files behind a record on screen: pasted, described, removed and put back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication, QImage
from pytestqt.qtbot import QtBot

from icbl_desktop.app import App
from icbl_desktop.domain.work import Evidence
from icbl_desktop.services import evidence
from icbl_desktop.ui.worklog.evidence_strip import EvidenceStrip
from tests.ui.on_screen import Desk, click, reads, show, write
from tests.workspace import log


@pytest.fixture
def strip(qtbot: QtBot, app: App) -> Iterator[EvidenceStrip]:
    desk = Desk(app)
    made = EvidenceStrip(desk.context)
    show(qtbot, made)
    made.show_record(log(app.db))
    yield made
    desk.close()


def files(app: App, strip: EvidenceStrip) -> tuple[Evidence, ...]:
    return evidence.of(app.db, strip.record_id)


def test_a_copied_picture_is_pasted(qtbot: QtBot, strip: EvidenceStrip, app: App) -> None:
    picture = QImage(40, 30, QImage.Format.Format_RGB32)
    picture.fill("teal")
    QGuiApplication.clipboard().setImage(picture)
    click(strip, "Paste")
    qtbot.waitUntil(lambda: [one.media_type for one in files(app, strip)] == ["image/png"])
    qtbot.waitUntil(lambda: reads(strip, files(app, strip)[0].name))


def test_nothing_to_paste_is_said(strip: EvidenceStrip) -> None:
    QGuiApplication.clipboard().setText("only words")
    click(strip, "Paste")
    assert reads(strip, "There is no picture or file to paste. Copy one first.")


def test_a_huge_and_a_broken_file_are_each_said_so(
    qtbot: QtBot, strip: EvidenceStrip, app: App, tmp_path: Path
) -> None:
    huge, broken = tmp_path / "film.pdf", tmp_path / "photo.jpg"
    with huge.open("wb") as file:
        file.truncate(26 * 1024 * 1024)
    broken.write_bytes(b"no picture")
    strip.add_files([huge, broken])
    qtbot.waitUntil(lambda: reads(strip, "film.pdf is larger than 25 MB. It was not added."))
    assert reads(strip, "photo.jpg is damaged: it cannot be read as a picture. It was not added.")
    assert files(app, strip) == ()


def test_a_file_is_described(qtbot: QtBot, strip: EvidenceStrip, app: App, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear Minister")
    strip.add_files([tmp_path / "letter.txt"])
    qtbot.waitUntil(lambda: reads(strip, "letter.txt"))
    click(strip, "Describe letter.txt")
    qtbot.waitUntil(lambda: reads(strip, "Stays on this computer."))
    write(strip, "What does it show?", "The letter as handed over")
    click(strip, "How far may this file travel?: Only on this computer")
    click(strip, "Save description")
    qtbot.waitUntil(lambda: reads(strip, "The letter as handed over"))
    assert files(app, strip)[0].sharing == "local"


def test_a_removed_file_is_put_back(qtbot: QtBot, strip: EvidenceStrip, app: App, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear Minister")
    strip.add_files([tmp_path / "letter.txt"])
    qtbot.waitUntil(lambda: reads(strip, "letter.txt"))
    (before,) = files(app, strip)
    click(strip, "Remove letter.txt")
    qtbot.waitUntil(lambda: reads(strip, "Removed: “letter.txt”."))
    assert files(app, strip) == ()
    click(strip, "Undo")
    qtbot.waitUntil(lambda: files(app, strip) == (before,))
