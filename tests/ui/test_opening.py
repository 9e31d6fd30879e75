"""A plan file comes to the window: named at the start, handed over by a second start, dropped, chosen."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QFileOpenEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from icbl_desktop.config import Folders
from icbl_desktop.formats import signing
from icbl_desktop.services import keys
from icbl_desktop.services.handover import hand_over
from icbl_desktop.ui.one_window import OtherStarts, window_lock
from icbl_desktop.ui.plan_files import FileOpenings
from icbl_desktop.ui.program import Program
from tests import workspace
from tests.ui.on_screen import read
from tests.ui.running import begun, finish
from tests.workspace import signed_plan
from tools.person import Person

ROOT = Path(__file__).parents[2]
KEY = signing.generate()
TITLE = "The plan on the stick"


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    """A workspace under the 2017 plan, which trusts the key."""
    app = workspace.fresh(tmp_path / "workspace", plan_id="2017")
    keys.trust(app.db, signing.public_key_text(KEY.public), "Secretariat, Geneva")
    app.close()
    return Folders(app.folders.root)


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """A signed plan, in a file with a name that is not English."""
    file = tmp_path / "ផែនការ 2018.icblplan"
    file.write_bytes(signed_plan(KEY, title=TITLE))
    return file


@pytest.fixture
def program(folders: Folders, qtbot: QtBot) -> Iterator[Program]:
    program = begun(folders)
    qtbot.waitUntil(lambda: program.window.current() == "overview")
    yield program
    finish(program)


def wait_for(program: Program, qtbot: QtBot, words: str) -> None:
    """Wait until the window says this, on Plan updates."""
    qtbot.waitUntil(lambda: words in read(program.window))
    assert program.window.current() == "plan_updates"


def drop(program: Program, *files: Path, at: QPoint | None = None) -> None:
    """Drag files over the window and let go, as the system tells the window of it."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    where, copy = at or QPoint(600, 20), Qt.DropAction.CopyAction
    button, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    handle = program.window.windowHandle()
    QApplication.sendEvent(handle, QDragEnterEvent(where, copy, data, button, none))
    QApplication.sendEvent(handle, QDropEvent(QPointF(where), copy, data, button, none))


def test_a_file_named_at_the_start_is_shown_once_the_records_are_open(
    folders: Folders, plan: Path, qtbot: QtBot
) -> None:
    program = begun(folders)
    program.open_file(plan)
    wait_for(program, qtbot, TITLE)
    finish(program)


def test_a_file_that_is_gone_is_said_on_the_page(program: Program, tmp_path: Path, qtbot: QtBot) -> None:
    program.open_file(tmp_path / "gone.icblplan")
    wait_for(program, qtbot, "cannot be read. Nothing was changed.")


def test_a_file_is_kept_through_the_first_start(tmp_path: Path, plan: Path, qtbot: QtBot) -> None:
    program, person = begun(Folders(tmp_path / "new")), Person(tmp_path / "screenshots", settle=0)
    person.waits_for("Three short questions")
    program.open_file(plan)
    person.waits_for(f"{plan.name} is kept")
    person.press("Continue")
    person.fill("State or other area", ("KHM",))
    person.press("Continue")
    person.fill("Name of your organisation or campaign", "A campaign")
    person.press("Start")
    qtbot.waitUntil(lambda: program.window.current() == "plan_updates")
    finish(program)


def test_a_plan_file_may_be_dropped_anywhere(program: Program, plan: Path, qtbot: QtBot) -> None:
    program.window.top.log.click()  # its form takes files too, as evidence
    qtbot.waitUntil(lambda: "New activity" in read(program.window))
    drop(program, ROOT / "README.md", plan, at=QPoint(700, 400))
    wait_for(program, qtbot, TITLE)


def test_another_file_is_answered_with_a_sentence(program: Program, qtbot: QtBot) -> None:
    drop(program, ROOT / "README.md")
    words = "Only plan files and receipts can be dropped here: their names end in .icblplan or .icblreceipts."
    assert words in read(program.window)
    assert program.window.current() == "overview"
    program.window.go("help")
    assert "Only plan files" not in read(program.window)


@pytest.mark.parametrize("way", ["keys", "menu"])
def test_a_file_is_chosen_by_keyboard(
    program: Program, plan: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(plan), ""))
    program.window.activateWindow()
    qtbot.waitUntil(program.window.isActiveWindow)
    if way == "keys":
        qtbot.keyClick(program.window, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    else:
        qtbot.waitUntil(program.window.top.plan.isVisible)
        QTimer.singleShot(0, lambda: choose_in_menu(program, qtbot, "Open a plan file…"))
        qtbot.keyClick(program.window.top.plan, Qt.Key.Key_Space)
    wait_for(program, qtbot, TITLE)


def choose_in_menu(program: Program, qtbot: QtBot, words: str) -> None:
    menu = program.window.top.plan.menu()
    assert menu is QApplication.activePopupWidget()
    for _ in range(1 + [action.text() for action in menu.actions()].index(words)):
        qtbot.keyClick(menu, Qt.Key.Key_Down)
    qtbot.keyClick(menu, Qt.Key.Key_Return)


def test_choosing_nothing_changes_nothing(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("", ""))
    program.window.top.open_file.trigger()
    assert program.window.current() == "overview"


def test_the_event_of_macos_opens_a_file(
    program: Program, plan: Path, qtbot: QtBot, qapp: QApplication
) -> None:
    openings = FileOpenings()
    openings.opened.connect(program.open_file)
    qapp.installEventFilter(openings)
    QApplication.sendEvent(qapp, QFileOpenEvent(str(plan)))
    qapp.removeEventFilter(openings)
    wait_for(program, qtbot, TITLE)


def start_again(folders: Folders, *words: str) -> subprocess.Popen[bytes]:
    """A second start of the program on the same workspace."""
    command = [sys.executable, "-m", "icbl_desktop", "--data-dir", str(folders.root), *words]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


@pytest.mark.parametrize("given", [True, False], ids=["a file", "no file"])
def test_a_second_start_hands_over_and_ends(
    folders: Folders, program: Program, plan: Path, qtbot: QtBot, given: bool
) -> None:
    lock, starts = window_lock(folders), OtherStarts(folders)
    assert lock.tryLock(0)
    starts.asked.connect(program.answer)
    program.window.showMinimized()
    second = start_again(folders, *([str(plan)] if given else []))
    qtbot.waitUntil(lambda: second.poll() is not None)
    assert (second.returncode, *second.communicate()) == (0, b"", b"")
    if given:
        wait_for(program, qtbot, TITLE)
    assert not program.window.isMinimized()
    assert list(folders.handover.iterdir()) == []
    lock.unlock()


def test_a_second_start_nobody_answers_is_refused_and_leaves_nothing(folders: Folders) -> None:
    assert not hand_over(folders, Path("/plan.icblplan"), patience=0.1)
    assert list(folders.handover.iterdir()) == []
    folders.handover.rmdir()
    folders.handover.write_text("in the way")
    assert not hand_over(folders, None)


def test_requests_are_answered_in_their_order_and_junk_never_opens_anything(
    folders: Folders, qtbot: QtBot
) -> None:
    odd = Path(os.fsdecode(b"/\xff odd.icblplan")) if sys.platform == "linux" else Path("/odd.icblplan")
    junk = [b"a\0b", b"\x80\xff", b"not/absolute", b"/" * 99_999]
    asked = [os.fsencode(odd), "/ផែនការ.icblplan".encode(), b"", *junk]
    folders.handover.mkdir()
    for number, content in enumerate(asked):
        (folders.handover / f"{number}.request").write_bytes(content)
    (folders.handover / "7.request").mkdir()
    (folders.handover / ".half.tmp").write_bytes(b"/half-written.icblplan")
    came: list[Path | None] = []
    starts = OtherStarts(folders)
    starts.asked.connect(came.append)
    qtbot.waitUntil(lambda: len(came) == 7)
    assert came == [odd, Path("/ផែនការ.icblplan"), None, None, None, None, None]
    (folders.handover / "8.request").write_bytes(b"/later.icblplan")
    qtbot.waitUntil(lambda: came[7:] == [Path("/later.icblplan")])
    assert {path.name for path in folders.handover.iterdir()} == {"7.request", ".half.tmp"}


def named_in_rail(program: Program, title: str) -> QPushButton:
    buttons = program.window.rail.findChildren(QPushButton)
    return next(one for one in buttons if one.accessibleName() == title)


def test_the_plan_desk_is_there_for_the_secretariat_at_once(program: Program, qtbot: QtBot) -> None:
    desk = named_in_rail(program, "Plan desk")
    assert not desk.isVisible()
    program.window.go("settings")
    person = Person(Path(), settle=0)
    person.press("Role: Secretariat in Geneva")
    qtbot.waitUntil(desk.isVisible)
    program.window.go("plan_desk")
    program.window.go("settings")
    person.press("Role: Campaign")
    qtbot.waitUntil(lambda: not desk.isVisible())
