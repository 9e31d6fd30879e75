"""The keys are copied, the computer is lost, and the records come back from the reports: on screen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from icbl_desktop.app import App, open_app
from icbl_desktop.config import Folders
from icbl_desktop.domain.key_list import Recipient
from icbl_desktop.errors import Cancelled
from icbl_desktop.formats import sealing
from icbl_desktop.services import campaign, identity, rebuild, report_history, report_sending, work_records
from icbl_desktop.services.record_kinds import ACTIVITY
from icbl_desktop.services.report_sending import SendForm
from icbl_desktop.ui.pages.settings import SettingsPage
from icbl_desktop.ui.pages.welcome import Welcome
from icbl_desktop.ui.settings.rebuild_dialog import RebuildDialog
from tests import workspace
from tests.report_answers import issued, secretariat
from tests.ui.on_screen import OnScreen, seen

PASSPHRASE = "seven quiet rivers run north"
LONG = 30
"""Seconds for what is slow on purpose, or reads whole reports."""


@pytest.fixture
def kept(tmp_path: Path, app: App) -> Path:
    """What is left of a campaign's work: one sealed report, one plain."""
    folder = tmp_path / "stick"
    folder.mkdir()
    secretariat(app, Recipient(name="Reports desk", public=sealing.generate().recipient))
    workspace.log(app.db)
    report_sending.save_as(app.db, issued(app).id, SendForm.PLAIN, folder)
    workspace.log(app.db, title="Letter to the Prime Minister")
    report_sending.save_as(app.db, issued(app).id, SendForm.SEALED, folder)
    return folder


@pytest.fixture
def keys(app: App, kept: Path, tmp_path: Path) -> Path:
    """A copy of the campaign's keys."""
    return identity.back_up(app.db, tmp_path / "keys.icblidentity", PASSPHRASE)


@pytest.fixture
def new(tmp_path: Path) -> Iterator[App]:
    """The workspace on another computer, before the first start."""
    app = open_app(Folders(tmp_path / "new"))
    yield app
    app.close()


@pytest.fixture
def dialog(new: App, qtbot: QtBot) -> Iterator[OnScreen]:
    """The dialog over the empty workspace."""
    parent = QWidget()
    shown = OnScreen(new, qtbot, lambda context: RebuildDialog(context, parent))
    yield shown
    shown.close()


def choose(dialog: OnScreen, folder: Path, keys: Path | None = None, passphrase: str = "") -> None:
    for words, value in (
        ("Folder with your reports", folder),
        ("Copy of your keys, if you have one", keys),
        ("Its passphrase", passphrase),
    ):
        dialog.field(words).entry.set_value(value)
    dialog.press("Look into the reports")


def titles(app: App) -> set[str]:
    return {one.title for one in work_records.every(app.db, ACTIVITY)}


def test_everything_comes_back_with_the_copy_of_the_keys(
    dialog: OnScreen, kept: Path, keys: Path, qtbot: QtBot
) -> None:
    choose(dialog, kept, keys, PASSPHRASE)
    dialog.wait_for("2 reports", LONG)
    assert "2 activities" in dialog.read()
    assert "This does not come back" in dialog.read()
    with qtbot.waitSignal(dialog.page.accepted, timeout=LONG * 1000):  # type: ignore[attr-defined]
        dialog.press("Rebuild")
    assert titles(dialog.app) == {workspace.MEETING.title, "Letter to the Prime Minister"}
    assert [one.number for one in report_history.history(dialog.app.db)] == [2, 1]
    assert campaign.get(dialog.app.db).organisation == workspace.CAMBODIA.organisation


def test_without_the_keys_a_sealed_report_is_set_aside_and_named(dialog: OnScreen, kept: Path) -> None:
    choose(dialog, kept)
    dialog.wait_for("1 report", LONG)
    (sealed,) = kept.glob("*.age")
    assert f"Not used: {sealed.name}\nIt is sealed. Give the identity backup to open it." in dialog.read()
    assert titles(dialog.app) == set(), "nothing is changed by looking"


def test_a_wrong_passphrase_is_said_beside_its_field(dialog: OnScreen, kept: Path, keys: Path) -> None:
    choose(dialog, kept, keys, "six quiet rivers run north")
    dialog.wait_for("This passphrase does not open the file.", LONG)
    assert not dialog.has_button("Rebuild")


def test_another_folder_has_to_be_looked_into_again(dialog: OnScreen, kept: Path) -> None:
    choose(dialog, kept)
    dialog.wait_for("1 report", LONG)
    dialog.type("Folder with your reports", "2")
    assert not dialog.has_button("Rebuild")
    dialog.press("Look into the reports")
    dialog.wait_for("Nothing was changed")


def test_what_is_stopped_changes_nothing(new: App, kept: Path) -> None:
    def stop(_done: int, _total: int) -> None:
        raise Cancelled("Stopped.")

    offer = rebuild.look([kept])
    with pytest.raises(Cancelled):
        rebuild.rebuild(new.db, new.folders, offer, None, stop)
    assert campaign.find(new.db) is None
    assert titles(new) == set()


def test_no_folder_is_asked_for(dialog: OnScreen) -> None:
    dialog.press("Look into the reports")
    dialog.wait_for("Choose the folder with your reports.")


def test_a_workspace_with_records_is_left_alone(app: App, kept: Path, qtbot: QtBot) -> None:
    parent = QWidget()
    dialog = OnScreen(app, qtbot, lambda context: RebuildDialog(context, parent))
    choose(dialog, kept)
    dialog.wait_for("1 report", LONG)
    dialog.press("Rebuild")
    dialog.wait_for("There are records in this workspace already.", LONG)
    assert titles(app) == {workspace.MEETING.title, "Letter to the Prime Minister"}
    dialog.close()


def test_the_first_start_leads_to_it_and_the_program_then_opens(
    new: App, kept: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(kept))
    welcome = OnScreen(new, qtbot, Welcome)
    welcome.wait_for("Step 1 of 3")
    press_in_turn("Choose the folder with your reports", "Look into the reports", "Rebuild")
    with qtbot.waitSignal(welcome.page.finished, timeout=LONG * 1000):  # type: ignore[attr-defined]
        welcome.press("I have worked with this program before")
    assert titles(new) == {workspace.MEETING.title}
    welcome.close()


def test_a_copy_of_the_keys_is_saved_under_a_passphrase(
    app: App, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    target = tmp_path / "keys.icblidentity"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    settings = OnScreen(app, qtbot, SettingsPage)
    settings.press("Keep a copy of the keys…")
    settings.wait_for("Lose this passphrase and nobody can open the copy, not even the secretariat.")
    settings.type("New passphrase", "short")
    settings.type("The passphrase again", "short")
    settings.press("Save the copy…")
    settings.wait_for("The passphrase is too short")
    settings.type("New passphrase", PASSPHRASE)
    settings.type("The passphrase again", f"{PASSPHRASE}s")
    settings.press("Save the copy…")
    settings.wait_for("The two passphrases differ.")
    settings.type("New passphrase", PASSPHRASE)
    settings.type("The passphrase again", PASSPHRASE)
    settings.press("Save the copy…")
    settings.wait_for("Take it to another place, and keep the passphrase apart from it.", LONG)
    assert identity.read(target, PASSPHRASE).organisation == workspace.CAMBODIA.organisation
    settings.close()


def press_in_turn(*names: str) -> None:
    """Press these buttons of the dialog that is about to open, each as soon as it is there to be pressed."""
    waiting = list(names)

    def press() -> None:
        dialog = QApplication.activeModalWidget()
        there = seen(dialog, QPushButton) if dialog is not None else []
        wanted = [one for one in there if waiting[0] in (one.text(), one.accessibleName())]
        if wanted and wanted[0].isEnabled():
            waiting.pop(0)
            wanted[0].click()
        if waiting:
            QTimer.singleShot(10, press)

    QTimer.singleShot(0, press)
