"""Plan updates on screen: the campaign in Cambodia works under the 2017 plan, and 2018-2019 arrives."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from icbl_desktop.app import App
from icbl_desktop.errors import UserError
from icbl_desktop.formats import signed_zip, signing, strict_zip
from icbl_desktop.formats.signing import SigningKey
from icbl_desktop.services import activities, keys, plan_offers, plan_updates, plans
from icbl_desktop.ui.context import Context, Place
from icbl_desktop.ui.jobs import Jobs
from icbl_desktop.ui.kit.page_parts import Bar
from icbl_desktop.ui.pages.plan_updates import PlanUpdatesPage
from icbl_desktop.ui.plan.plan_offer import OfferView
from icbl_desktop.ui.plan.plan_shelf import PlanShelf
from tests import workspace
from tests.bundles import files
from tests.ui.on_screen import answer, read
from tests.workspace import contents, signed_plan

W = TypeVar("W", bound=QWidget)


class Shown:
    """The page on screen, and where it asked to go."""

    def __init__(self, app: App) -> None:
        self.app, self.jobs, self.went = app, Jobs(), list[Place]()
        self.crashes: list[str] = []
        self.jobs.crashed.connect(self.crashes.append)
        self.page = PlanUpdatesPage(Context(app, self.jobs, self.went.append))
        self.jobs.changed.connect(self.page.refresh)
        self.page.resize(1000, 800)
        self.page.show()

    @property
    def offer(self) -> OfferView:
        return only(self.page, OfferView)

    @property
    def shelf(self) -> PlanShelf:
        return only(self.page, PlanShelf)

    def open(self, path: Path, qtbot: QtBot) -> None:
        self.page.open(Place("plan_updates", id=str(path)))
        qtbot.waitUntil(lambda: self.offer.isVisible() or bool(self.said()))

    def said(self) -> str:
        """The words of the bar at the top of the page."""
        return " ".join(bar.words() for bar in self.page.findChildren(Bar) if bar.isVisible())

    def close(self) -> None:
        self.jobs.close()
        self.page.close()
        self.page.deleteLater()
        assert not self.crashes


def only(page: QWidget, kind: type[W]) -> W:
    """The one widget of this kind on the page."""
    (found,) = page.findChildren(kind)
    return found


@pytest.fixture
def officer() -> SigningKey:
    return signing.generate()


@pytest.fixture
def shown(tmp_path: Path, officer: SigningKey, qtbot: QtBot) -> Iterator[Shown]:
    app = workspace.fresh(tmp_path / "workspace", plan_id="2017")
    keys.trust(app.db, signing.public_key_text(officer.public), "Secretariat, Geneva")
    shown = Shown(app)
    qtbot.waitUntil(shown.shelf.isVisible)
    yield shown
    shown.close()
    app.close()


@pytest.fixture
def update(tmp_path: Path, officer: SigningKey) -> Path:
    """The 2018-2019 plan, signed by the officer."""
    path = tmp_path / "2018-2019.icblplan"
    path.write_bytes(signed_plan(officer))
    return path


def test_the_plan_in_force_and_its_origin_stand_first(shown: Shown) -> None:
    text = read(shown.shelf)
    assert text.index("2017 Operational Plan") < text.index("2018-2019 Operational Plan")
    assert "1 January 2017 – 31 December 2017" in text
    assert "Came with the program" in text


def test_a_bundle_says_who_signed_it_and_what_changes_for_cambodia(
    shown: Shown, update: Path, officer: SigningKey, qtbot: QtBot
) -> None:
    before = contents(shown.app.db)
    shown.open(update, qtbot)
    text = read(shown.offer)
    assert "Secretariat, Geneva" in text
    assert signing.fingerprint(officer.public) in text
    assert "15 January 2018" in text
    assert "2017 Operational Plan, which stays here" in text
    assert "New for Cambodia: 2B Clearance (Mine Ban Treaty Article 5)" in text
    assert "Why: Is a State Party asked to complete mine clearance" in text
    for kept in ("1A Stockpiles, past use or contamination", "3A Victim assistance", "3B Participation"):
        assert f"Stays: {kept}" in text
    assert "KHM" not in text
    assert "A backup is made first. No work is removed" in text
    assert contents(shown.app.db) == before


def test_applying_makes_a_backup_keeps_the_work_and_says_so(shown: Shown, update: Path, qtbot: QtBot) -> None:
    kept = workspace.log(shown.app.db)
    shown.open(update, qtbot)
    qtbot.mouseClick(shown.offer.apply, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "You now work under 2018-2019 Operational Plan." in shown.said())
    assert not shown.offer.isVisible()
    qtbot.waitUntil(lambda: "Signed by Secretariat, Geneva" in read(shown.shelf))
    assert plans.current(shown.app.db).id == "2018-2019"
    assert activities.get(shown.app.db, kept).title == workspace.MEETING.title
    assert list(shown.app.folders.backups.glob("*before-plan.db"))


def test_undo_goes_back_to_the_plan_before(shown: Shown, update: Path, qtbot: QtBot) -> None:
    shown.open(update, qtbot)
    shown.offer.apply.click()
    qtbot.waitUntil(lambda: "You now work under 2018-2019" in shown.said())
    back = "Undo: back to 2017 Operational Plan"

    def buttons() -> list[QPushButton]:
        return [one for one in shown.shelf.findChildren(QPushButton) if one.text() == back]

    qtbot.waitUntil(lambda: bool(buttons()))
    (undo,) = buttons()
    undo.click()
    qtbot.waitUntil(lambda: "You are back under the plan before" in shown.said())
    assert plans.current(shown.app.db).id == "2017"


def test_a_plan_past_its_end_says_how_to_get_a_new_one(shown: Shown) -> None:
    text = read(shown.shelf)
    assert "This plan ended on 31 December 2017. Keep working; a new plan will not remove your work." in text
    assert "Ask the secretariat for the new plan file, and open it here." in text


def test_the_history_shows_again_what_a_bundle_changed(shown: Shown, update: Path, qtbot: QtBot) -> None:
    shown.open(update, qtbot)
    shown.offer.apply.click()
    qtbot.waitUntil(lambda: "You now work under 2018-2019" in shown.said())
    look = "Look at 2018-2019 Operational Plan, number 1"
    qtbot.waitUntil(lambda: any(b.accessibleName() == look for b in shown.page.findChildren(QPushButton)))
    _named(shown.page, look).click()
    qtbot.waitUntil(shown.offer.isVisible)
    text = read(shown.offer)
    assert "This plan was applied here before." in text
    assert "Known key: Secretariat, Geneva, confirmed on" in text
    assert "2017 Operational Plan, which stays here" in text
    assert "New for Cambodia: 2B Clearance" in text
    assert not shown.offer.apply.isVisible()
    shown.offer.put_away.click()
    assert shown.shelf.isVisible()


def test_not_now_changes_nothing(shown: Shown, update: Path, qtbot: QtBot) -> None:
    before = contents(shown.app.db)
    shown.open(update, qtbot)
    qtbot.mouseClick(shown.offer.put_away, Qt.MouseButton.LeftButton)
    assert shown.shelf.isVisible()
    assert not shown.offer.isVisible()
    assert contents(shown.app.db) == before


def test_a_signature_that_names_no_key_leads_to_the_settings_and_back_to_the_file(
    shown: Shown, tmp_path: Path, qtbot: QtBot
) -> None:
    stranger, path = signing.generate(), tmp_path / "other.icblplan"
    parts = files(signed_plan(stranger))
    parts[signed_zip.SIGNATURE] = signing.sign(stranger, parts[signed_zip.MANIFEST], "by minisign itself")
    path.write_bytes(strict_zip.write(parts))
    shown.open(path, qtbot)
    assert "which this computer does not know" in shown.said()
    assert shown.shelf.isVisible()
    settings = next(
        one for one in shown.page.findChildren(QPushButton) if one.text() == "Add a key in Settings"
    )
    qtbot.mouseClick(settings, Qt.MouseButton.LeftButton)
    assert [place.page for place in shown.went] == ["settings"]
    db, text = shown.app.db, signing.public_key_text(stranger.public)
    shown.jobs.write(lambda: keys.trust(db, text, "New officer"), lambda _done: None, owner=shown.page)
    qtbot.waitUntil(shown.offer.isVisible)
    assert "Known key: New officer, confirmed on" in read(shown.offer)


def test_an_unsigned_plan_can_be_read_and_not_applied(
    shown: Shown, tmp_path: Path, update: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "unsigned.icblplan"
    path.write_bytes(_without_signature(update))
    shown.open(path, qtbot)
    assert "This plan is not signed." in read(shown.offer)
    assert "New for Cambodia: 2B" in read(shown.offer)
    assert not shown.offer.apply.isVisible()
    before = contents(shown.app.db)
    with pytest.raises(UserError, match="not signed"):
        plan_updates.apply(shown.app.db, shown.app.folders, plan_offers.look(shown.app.db, path))
    assert contents(shown.app.db) == before


def test_a_changed_plan_is_refused_and_changes_nothing(shown: Shown, update: Path, qtbot: QtBot) -> None:
    data = update.read_bytes()
    update.write_bytes(data[:-400] + bytes(400))
    before = contents(shown.app.db)
    shown.open(update, qtbot)
    assert "Nothing was changed." in shown.said()
    assert not shown.offer.isVisible()
    assert contents(shown.app.db) == before


def test_an_older_bundle_is_view_only(
    shown: Shown, tmp_path: Path, update: Path, officer: SigningKey, qtbot: QtBot
) -> None:
    newer = signed_plan(officer, sequence=2, title="Operational Plan, mended")
    db = shown.app.db
    plan_updates.apply(db, shown.app.folders, plan_offers.offer(db, newer))
    shown.open(update, qtbot)
    assert "This bundle is older than the plan you have." in read(shown.offer)
    assert not shown.offer.apply.isVisible()


def test_the_button_opens_a_file(
    shown: Shown, update: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(update), ""))
    qtbot.mouseClick(shown.shelf.open_file, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(shown.offer.isVisible)


def test_a_file_that_is_gone_is_said(shown: Shown, tmp_path: Path, qtbot: QtBot) -> None:
    shown.open(tmp_path / "gone.icblplan", qtbot)
    assert "cannot be read. Nothing was changed." in shown.said()


def test_working_under_another_plan_asks_first(shown: Shown, qtbot: QtBot) -> None:
    name = "Work under 2018-2019 Operational Plan"
    answer("Stay")
    qtbot.mouseClick(_named(shown.page, name), Qt.MouseButton.LeftButton)
    assert plans.current(shown.app.db).id == "2017"
    answer("Work under this plan")
    qtbot.mouseClick(_named(shown.page, name), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "You now work under 2018-2019 Operational Plan." in shown.said())
    assert plans.current(shown.app.db).id == "2018-2019"


def _named(page: QWidget, name: str) -> QPushButton:
    return next(one for one in page.findChildren(QPushButton) if one.accessibleName() == name)


def _without_signature(signed: Path) -> bytes:
    every = files(signed.read_bytes())
    return strict_zip.write({n: c for n, c in every.items() if n != signed_zip.SIGNATURE})
