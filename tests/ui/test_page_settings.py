"""Settings: who works here, how the window looks, whom it trusts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from icbl_desktop import __version__, config
from icbl_desktop.app import App
from icbl_desktop.domain.key_list import KeyList, OfficerKey
from icbl_desktop.domain.plan_extras import Extras
from icbl_desktop.domain.vocabulary import Changed
from icbl_desktop.formats import key_lists, signing
from icbl_desktop.services import campaign, key_office, keys, plans
from icbl_desktop.ui import messages
from icbl_desktop.ui.context import Place
from icbl_desktop.ui.kit import look, theme
from icbl_desktop.ui.pages.settings import SettingsPage
from icbl_desktop.ui.settings.trusted_keys import TrustedKeys
from tests import rich_bundle
from tests.ui.on_screen import OnScreen, seen

KEY = signing.generate().public
FINGERPRINT = signing.fingerprint(KEY)
GROUPS = FINGERPRINT.replace(" ", "\n")
"""The fingerprint as it is compared, each group a label of its own."""


@pytest.fixture
def settings(app: App, qtbot: QtBot) -> Iterator[OnScreen]:
    shown = OnScreen(app, qtbot, SettingsPage)
    shown.wait_for("On this computer")
    shown.wait_for("No key yet.")
    yield shown
    shown.close()


@pytest.fixture
def usual_look(qapp: QApplication) -> Iterator[None]:
    """Give the tests after this one their look back."""
    yield
    theme.apply_theme(qapp, theme.ThemeChoice.LIGHT)


def trust_pasted(settings: OnScreen) -> None:
    settings.press("Paste a key")
    settings.field("The key's one line, or its whole file").entry.set_value(signing.public_key_text(KEY))
    settings.press("Show its fingerprint")
    settings.wait_for(GROUPS)
    settings.press("On the phone: All groups, or all words, are the same.")
    settings.type("Whose key is it?", "ICBL-CMC secretariat")
    settings.press("Trust this key")
    settings.wait_for("Trusted since")


def test_the_campaign_is_changed_and_kept(settings: OnScreen, qtbot: QtBot) -> None:
    assert not settings.has_button("Save changes")
    settings.type("E-mail address", "office@example.org")
    settings.press("Save changes")
    qtbot.waitUntil(lambda: not settings.has_button("Save changes"))
    assert campaign.get(settings.app.db).contact_email == "office@example.org"


def test_the_plan_is_read_in_a_language_that_its_file_has(settings: OnScreen, qtbot: QtBot) -> None:
    language = settings.field("Language of the plan").entry
    assert (language.value(), seen(settings.page, QComboBox)[0].count()) == ("en", 1), "as issued"
    app = settings.app
    rich_bundle.take_in(app, Extras(titles={"fr": {"objectives/1A": "Davantage d'États parties"}}))
    settings.jobs.changed.emit(Changed.of("plan"))
    qtbot.waitUntil(lambda: seen(settings.page, QComboBox)[0].count() == 2)
    language.set_value("fr")
    language.edited.emit()
    settings.press("Save changes")
    qtbot.waitUntil(lambda: plans.current(app.db).objectives[0].title == "Davantage d'États parties")


def test_undo_brings_back_what_is_kept(settings: OnScreen) -> None:
    settings.type("Contact person", "Sok")
    settings.press("Undo changes")
    assert settings.field("Contact person").entry.value() == ""
    assert not settings.has_button("Save changes")


def test_a_campaign_without_a_state_is_refused_beside_the_field(settings: OnScreen, qtbot: QtBot) -> None:
    settings.press("Take away Cambodia")
    settings.press("Save changes")
    field = settings.field("States you work in")
    qtbot.waitUntil(lambda: field.note() == "Choose at least one state your campaign works in.")
    assert campaign.get(settings.app.db).states == ("KHM",)


def test_closing_the_window_saves_what_was_changed(settings: OnScreen) -> None:
    settings.type("Contact person", "Sok")
    settings.page.flush()  # type: ignore[attr-defined]
    settings.jobs.close()
    assert campaign.get(settings.app.db).contact_name == "Sok"


@pytest.mark.usefixtures("usual_look")
def test_colours_and_text_size_apply_at_once_and_are_kept(settings: OnScreen, qtbot: QtBot) -> None:
    settings.press("Colours: Dark")
    assert look.colours().dark
    qtbot.keyClick(settings.field("Size of text").entry.control, Qt.Key.Key_End)
    assert look.text_scale() == 2.0
    settings.jobs.close()
    kept = config.load_settings(settings.app.folders)
    assert (kept.theme, kept.scale) == ("dark", 200)


@pytest.mark.usefixtures("usual_look")
def test_the_role_is_kept_beside_the_look(settings: OnScreen) -> None:
    settings.press("Role: Secretariat in Geneva")
    settings.press("Colours: Dark")
    settings.jobs.close()
    kept = config.load_settings(settings.app.folders)
    assert (kept.secretariat, kept.theme) == (True, "dark")


def test_settings_of_an_earlier_version_are_read(settings: OnScreen) -> None:
    folders = settings.app.folders
    folders.settings.write_text('{"theme": "dark", "scale": 150, "language": "en"}')
    assert config.load_settings(folders) == config.Settings(theme="dark", scale=150, language="en")


def test_a_key_is_trusted_only_after_its_fingerprint_was_compared(settings: OnScreen, qtbot: QtBot) -> None:
    settings.press("Paste a key")
    settings.field("The key's one line, or its whole file").entry.set_value(signing.public_key_text(KEY))
    settings.press("Show its fingerprint")
    settings.wait_for(GROUPS)
    assert "Compare it on the phone with the secretariat." in settings.read()
    settings.press("Trust this key")
    assert settings.field("On the phone").note() == "Compare the fingerprint first, then tick this."
    settings.press("On the phone: All groups, or all words, are the same.")
    settings.press("Trust this key")
    qtbot.waitUntil(lambda: settings.field("Whose key is it?").note() == "Write whose key this is.")
    assert keys.trusted(settings.app.db) == ()
    settings.type("Whose key is it?", "ICBL-CMC secretariat")
    settings.press("Trust this key")
    settings.wait_for("Trusted since")
    assert [key.fingerprint for key in keys.trusted(settings.app.db)] == [FINGERPRINT]


def test_a_root_key_shows_the_officers_it_vouches_for(settings: OnScreen) -> None:
    root, officer, former = signing.generate(), signing.generate(), signing.generate()
    settings.press("Paste a key")
    pasted = settings.field("The key's one line, or its whole file").entry
    pasted.set_value(signing.public_key_text(root.public))
    settings.press("Show its fingerprint")
    settings.press("On the phone: All groups, or all words, are the same.")
    settings.type("Whose key is it?", "ICBL-CMC root")
    settings.press("What does the key do?: It is a root key")
    settings.press("Trust this key")
    settings.wait_for("Root key: vouches for the officers who sign plans. Trusted since")

    listed = (
        OfficerKey("Marie", signing.public_key_line(officer.public)),
        OfficerKey("Paul", signing.public_key_line(former.public), date(2018, 3, 1), "Lost."),
    )
    raw = key_lists.write_key_list(KeyList("icbl-keys", "1.0", 3, datetime(2018, 3, 2, tzinfo=UTC), listed))
    with settings.app.db.write() as session:
        keys.take_list(session, key_lists.SignedList(key_lists.read_key_list(raw), raw, root.public),
                       datetime(2018, 3, 3, tzinfo=UTC))  # fmt: skip
    settings.jobs.changed.emit(Changed.of("trusted_key"))
    settings.wait_for("Officers it vouches for (key list 3)")
    text = settings.read()
    assert f"Marie\n{signing.fingerprint(officer.public)}" in text
    assert f"Paul: revoked on 1 March 2018. Lost.\n{signing.fingerprint(former.public)}" in text


def test_a_trusted_key_is_shown_in_words_when_asked(settings: OnScreen) -> None:
    trust_pasted(settings)
    spoken = key_office.words_of(signing.public_key_text(KEY))
    words = "\n".join(f"{place}\n{word}" for place, word in enumerate(spoken, start=1))
    assert words not in settings.read()
    settings.press("Show the key of ICBL-CMC secretariat in words")
    settings.wait_for(words)


def test_what_is_no_key_is_refused_beside_the_field(settings: OnScreen) -> None:
    settings.press("Paste a key")
    settings.type("The key's one line, or its whole file", "hello")
    settings.press("Show its fingerprint")
    settings.wait_for("This is not a minisign public key.")
    settings.press("Cancel")
    assert settings.has_button("Add a key from a file")


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (signing.public_key_text(KEY).encode(), GROUPS),
        (b"\xff\x00 a picture", "This is not a minisign public key."),
        (None, "cannot be read. Nothing was changed."),
    ],
    ids=["a key", "another file", "gone"],
)
def test_a_key_comes_from_a_file(
    settings: OnScreen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes | None, expected: str
) -> None:
    file = tmp_path / "secretariat.pub"
    if content is not None:
        file.write_bytes(content)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    settings.press("Add a key from a file")
    settings.wait_for(expected)


@pytest.mark.parametrize("agreed", [True, False])
def test_a_key_is_removed_after_asking(
    app: App, settings: OnScreen, monkeypatch: pytest.MonkeyPatch, agreed: bool
) -> None:
    trust_pasted(settings)
    asked: list[str] = []

    def ask(_parent: QWidget, title: str, *_words: str) -> bool:
        asked.append(title)
        return agreed

    monkeypatch.setattr(messages, "ask", ask)
    settings.press("Remove the key of ICBL-CMC secretariat")
    assert asked == ["Remove the key of ICBL-CMC secretariat?"]
    settings.wait_for("No key yet." if agreed else FINGERPRINT)
    settings.jobs.close()
    assert bool(keys.trusted(app.db)) is not agreed


def test_the_keys_are_shown_when_asked_for(settings: OnScreen, qtbot: QtBot) -> None:
    settings.page.resize(1000, 500)
    (card,) = settings.page.findChildren(TrustedKeys)
    assert card.visibleRegion().isEmpty()
    settings.page.open(Place("settings", id="keys"))  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: not card.visibleRegion().isEmpty())


def test_the_folder_of_the_records_is_named_and_opens(
    settings: OnScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    root = settings.app.folders.root
    assert str(root) in settings.read()
    settings.press("Open the folder")
    assert [Path(url.toLocalFile()) for url in opened] == [root]
    assert f"ICBL Desktop, version {__version__}" in settings.read()
