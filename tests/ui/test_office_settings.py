"""Settings of the secretariat: where the inbox lies, who reviews, and the keys that open sealed reports."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from icbl_desktop import config
from icbl_desktop.app import App
from icbl_desktop.formats import sealing
from icbl_desktop.services import key_list_making, reading_key
from icbl_desktop.services.office import desk
from icbl_desktop.ui.pages.settings import SettingsPage
from tests import office
from tests.locked_age import locked_with
from tests.ui.on_screen import OnScreen

PASSPHRASE = "three small words"
STORE = "The shared inbox"


@pytest.fixture
def settings(app: App, qtbot: QtBot) -> Iterator[OnScreen]:
    config.change_settings(app.folders, secretariat=True)
    shown = OnScreen(app, qtbot, SettingsPage)
    shown.wait_for("There is no reading key here yet")
    yield shown
    shown.close()


def test_a_campaign_sees_none_of_it_until_it_is_the_secretariat(app: App, qtbot: QtBot):
    shown = OnScreen(app, qtbot, SettingsPage)
    shown.wait_for("On this computer")
    assert "The office's inbox" not in shown.read()
    assert "Reading keys" not in shown.read()
    shown.press("Role: Secretariat in Geneva")
    shown.wait_for("The office's inbox")
    shown.wait_for("There is no reading key here yet")
    shown.close()


def test_the_inbox_moves_to_a_shared_place_and_back(settings: OnScreen, qtbot: QtBot):
    app, url = settings.app, office.fresh_url()
    here = app.office.store()
    settings.press("Where the inbox lies: Shared with other reviewers")
    settings.type(STORE, url)
    settings.press("Try it")
    settings.wait_for("It answers. Reports in it: 0.")
    assert config.load_settings(app.folders).store == "", "only tried"
    settings.press("Save changes")
    settings.wait_for("Saved. What lies in another place stays there.")
    assert (app.office.store().dialect, config.load_settings(app.folders).store) == ("postgresql", url)
    settings.press("Where the inbox lies: On this computer")
    settings.press("Save changes")
    qtbot.waitUntil(lambda: not settings.has_button("Save changes"))
    assert app.office.store().place == here.place


def test_what_cannot_be_opened_is_not_kept(settings: OnScreen):
    app = settings.app
    settings.press("Where the inbox lies: Shared with other reviewers")
    settings.press("Save changes")
    assert settings.field(STORE).note() == "Write where the shared inbox lies."
    settings.type(STORE, "postgresql+psycopg://office:secret@/postgres")
    settings.press("Save changes")
    settings.wait_for("Leave the password out")
    assert settings.field(STORE).note().startswith("Leave the password out")
    assert config.load_settings(app.folders).store == ""
    assert app.office.store().dialect == "sqlite"


def test_the_reviewer_has_a_name(settings: OnScreen, qtbot: QtBot):
    app = settings.app
    assert desk.reviewer(app.folders, app.db) == "Cambodia Campaign to Ban Landmines"
    settings.type("Your name, as a reviewer", "Ana Duarte")
    settings.press("Save changes")
    qtbot.waitUntil(lambda: not settings.has_button("Save changes"))
    assert desk.reviewer(app.folders, app.db) == "Ana Duarte"


def test_a_reading_key_is_taken_in_listed_and_backed_up(
    settings: OnScreen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    key, folder = sealing.generate(), settings.app.folders.keys
    (tmp_path / "old.age").write_bytes(locked_with(key.identity.encode(), PASSPHRASE))
    settings.press("Take in an age key")
    settings.type("Key file", str(tmp_path / "old.age"))
    settings.type("Name it here", "reports-1")
    settings.type("Its passphrase", "three other words")
    settings.press("Take it in")
    settings.wait_for("This passphrase does not open the file")
    settings.type("Its passphrase", PASSPHRASE)
    settings.press("Take it in")
    settings.wait_for("The key reports-1 is here now")
    settings.wait_for(key.recipient)
    assert [one.recipient for one in reading_key.held(folder)] == [key.recipient]
    (tmp_path / "stick").mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(tmp_path / "stick"))
    settings.press("Back up…")
    settings.wait_for("The keys are copied to")
    assert [path.name for path in tmp_path.glob("stick/*/*.age")] == ["reports-1.age"]
    settings.press("Put it into the key list")
    settings.type("Name of the recipient", "Reports desk")
    settings.press("Put it in")
    settings.wait_for("It is in edition 1 of the key list")
    settings.wait_for("In the key list")
    keys = key_list_making.key_list(folder).keys
    assert keys is not None
    assert [one.public for one in keys.recipients] == [key.recipient]


def test_two_passphrases_that_differ_make_no_key(settings: OnScreen):
    settings.press("Make a reading key")
    settings.type("Name of the reading key", "reports-1")
    settings.type("New passphrase", PASSPHRASE)
    settings.type("The passphrase again", "three other words")
    settings.press("Make this key")
    settings.wait_for("The two passphrases differ")
    assert reading_key.held(settings.app.folders.keys) == ()
