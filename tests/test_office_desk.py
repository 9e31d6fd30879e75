"""The reviewer's desk: which store is opened, who acts in it, and what the settings keep of both."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

import pytest

from icbl_desktop import config
from icbl_desktop.app import App, open_app
from icbl_desktop.config import Folders
from icbl_desktop.services import campaign
from icbl_desktop.services.office import desk
from icbl_desktop.store.office import OfficeStore, note
from tests import office, workspace
from tests.key_folders import refused


def test_the_inbox_lies_beside_the_workspace_and_only_once_it_is_used(app: App):
    assert not app.folders.office.exists()
    assert app.office.store().place == app.folders.office
    assert app.folders.office.stat().st_size


def test_many_who_ask_at_once_get_one_store(app: App):
    got: list[OfficeStore] = []
    threads = [threading.Thread(target=lambda: got.append(app.office.store())) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert (len(got), len(set(map(id, got)))) == (6, 1)


def test_a_place_that_is_named_comes_before_the_settings(app: App):
    config.change_settings(app.folders, store="postgresql+psycopg://office@nowhere/inbox")
    app.close()
    again = open_app(app.folders, office.cluster() + "&options=-csearch_path%3Dpublic")
    assert again.office.store().dialect == "postgresql"
    again.close()


def test_what_lies_in_the_old_place_stays_there(app: App):
    with app.office.store().write() as session:
        note(session, app.db.clock(), "Ana", "looked", "")
    url = office.fresh_url()
    assert desk.try_place(url) == 0
    app.office.move(f" {url} ")
    assert (app.office.store().dialect, config.load_settings(app.folders).store) == ("postgresql", url)
    app.office.move("")
    with app.office.store().read() as session:
        assert session.connection().exec_driver_sql("SELECT count(*) FROM audit").scalar() == 1


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("postgresql+psycopg://office:secret@/postgres", "Leave the password out"),
        ("postgresql+psycopg://office@/postgres?password=secret", "Leave the password out"),
        ("office.db", "not the place of a shared inbox"),
        ("postgresql+psycopg://office@/postgres?host=/nowhere", "does not answer"),
    ],
)
def test_a_place_that_cannot_be_kept_changes_nothing(app: App, url: str, said: str):
    before = app.office.store()
    with refused(said, "store"):
        app.office.move(url)
    assert config.load_settings(app.folders).store == ""
    assert app.office.store() is before
    assert not app.folders.settings.exists() or b"secret" not in app.folders.settings.read_bytes()


def test_who_reviews(empty: App):
    def who() -> str:
        return desk.reviewer(empty.folders, empty.db)

    assert who() == ""
    campaign.start(empty.db, workspace.CAMBODIA)
    assert who() == workspace.CAMBODIA.organisation
    campaign.change(empty.db, replace(workspace.CAMBODIA, contact_name="Sok Dara"))
    assert who() == "Sok Dara"
    desk.name_reviewer(empty.folders, "  Ana Duarte ")
    assert who() == "Ana Duarte"
    for wrong in ("Ana\nDuarte", "A" * 101):
        with refused("one short line", "reviewer"):
            desk.name_reviewer(empty.folders, wrong)
    desk.name_reviewer(empty.folders, "")
    assert who() == "Sok Dara"


def test_settings_of_an_older_program_are_read(tmp_path: Path):
    (tmp_path / "settings.json").write_text('{"theme": "dark", "scale": 125, "language": "fr"}')
    kept = config.load_settings(Folders(tmp_path))
    assert (kept.theme, kept.store, kept.reviewer) == ("dark", "", "")
