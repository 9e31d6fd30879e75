"""Plan desk on screen: one person, no command line, from a workbook to a signed bundle and its keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QLineEdit, QPushButton, QTabBar
from pytestqt.qtbot import QtBot

from icbl_desktop.app import App
from icbl_desktop.domain.vocabulary import Changed
from icbl_desktop.formats import secret_key, signing
from icbl_desktop.services import (
    countries,
    key_list_making,
    key_office,
    plan_desk,
    plan_making,
    plan_offers,
    plans,
)
from icbl_desktop.services.office import receipt_files
from icbl_desktop.ui.kit.table_view import LazyTableView
from icbl_desktop.ui.pages.plan_desk import PlanDeskPage
from icbl_desktop.ui.plan_desk.saved_bundle import SavedBundle
from tests import workbooks, workspace
from tests.locked_keys import keep_locked
from tests.office_desk import confirm_all, deliver
from tests.office_reports import KHM
from tests.ui.on_screen import OnScreen, read, seen
from tests.workbooks import place

PASSPHRASE = "seven green doors"


class DeskOnScreen(OnScreen):
    """The page, and the folder its workbook lies in."""

    def __init__(self, app: App, qtbot: QtBot, folder: Path) -> None:
        super().__init__(app, qtbot, PlanDeskPage)
        self.book = folder / "plan.xlsx"
        plan = plans.parse(plans.bundled_raw("2018-2019"))
        self.book.write_bytes(workbooks.written(plan, known=countries.facts()))

    @property
    def shown(self) -> PlanDeskPage:
        assert isinstance(self.page, PlanDeskPage)
        return self.page

    def change(self, change: Callable[[Any], object]) -> None:
        """Change the workbook as a spreadsheet program does: beside it, then in its place."""
        opened = load_workbook(self.book)
        change(opened)
        beside = self.book.with_name(".beside.xlsx")
        opened.save(beside)
        beside.replace(self.book)

    def put(self, sheet: str, row: int, column: str, value: str) -> Any:
        """Write into a cell; return what stood there."""
        before: list[Any] = []

        def put(opened: Any) -> None:
            cell = place(opened, sheet, row, column)
            before.append(cell.value)
            cell.value = value

        self.change(put)
        return before[0]

    def drop(self, path: Path) -> bool:
        """Drag a file over the page and let go of it there; whether it was welcome."""
        data, left = QMimeData(), Qt.MouseButton.LeftButton
        data.setUrls([QUrl.fromLocalFile(str(path))])
        at, copy, no_key = QPointF(200, 200), Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
        target = self.shown.viewport()
        enter = QDragEnterEvent(at.toPoint(), copy, data, left, no_key)
        enter.ignore()
        QApplication.sendEvent(target, enter)
        if enter.isAccepted():
            QApplication.sendEvent(target, QDropEvent(at, copy, data, left, no_key))
        return enter.isAccepted()

    def open_book(self) -> None:
        assert self.drop(self.book)
        self.wait_for("2018-2019 Operational Plan")

    def choose(self, field: str, value: object) -> None:
        entry = self.field(field).entry
        entry.set_value(value)
        entry.edited.emit()

    def turn_to_keys(self) -> None:
        self.page.findChildren(QTabBar)[0].setCurrentIndex(1)

    def secrets(self) -> list[str]:
        """Whatever stands in any field of the page, on screen or not."""
        return [one.text() for one in self.page.findChildren(QLineEdit)]


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot) -> Iterator[DeskOnScreen]:
    app = workspace.fresh(tmp_path / "workspace", plan_id="2017")
    desk = DeskOnScreen(app, qtbot, tmp_path)
    desk.wait_for("Drop one anywhere on this page")
    yield desk
    desk.close()
    app.close()


@pytest.fixture
def open_key(desk: DeskOnScreen) -> Path:
    """A key of the office; not locked, so that any passphrase opens it in no time."""
    return keep_key(desk.app.folders.keys, "geneva-1")


def keep_key(folder: Path, name: str) -> Path:
    made = signing.generate()
    key_office.write(folder / f"{name}.pub", signing.public_key_text(made.public).encode())
    key_office.write(folder / f"{name}.key", secret_key.secret_key_text(made).encode())
    return folder / f"{name}.key"


def save_as(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))


def test_problems_are_listed_with_their_place_until_the_book_is_saved_without_them(
    desk: DeskOnScreen,
) -> None:
    states = desk.put("targets", 5, "state", "Atlantis")
    start = desk.put("events", 3, "start", "32 May")
    desk.drop(desk.book)
    desk.wait_for("2 problems to mend in the workbook")
    assert "Sheet “targets”, row 5, column “state”" in desk.read()
    assert not desk.has_button("Sign and save…")
    (table,) = seen(desk.page, LazyTableView)
    cells = [[table.model().index(row, at).data() for at in range(3)] for row in range(2)]
    assert cells == [["targets", "5", "state"], ["events", "3", "start"]]
    table.choose("1")
    desk.wait_for("“32 May” is not a date. Right: A date such as 2018-03-25.")
    desk.press("Copy all as text")
    assert (
        "Sheet “events”, row 3, column “start”: “32 May” is not a date." in QGuiApplication.clipboard().text()
    )
    desk.put("targets", 5, "state", states)  # saved: noticed without a button
    desk.wait_for("1 problem to mend in the workbook")
    desk.put("events", 3, "start", start)
    desk.wait_for("No problems")
    assert not seen(desk.page, LazyTableView)
    assert "85" in desk.read()


def test_the_preview_is_that_of_the_chosen_state(desk: DeskOnScreen) -> None:
    desk.open_book()
    desk.wait_for("Targets kept: 85")
    desk.choose("Compared with", "2017 None")
    desk.choose("See it as a campaign in", "KHM")
    desk.wait_for("New for Cambodia: 2B Clearance (Mine Ban Treaty Article 5)")
    assert "Targets gained: 1" in desk.read()
    desk.choose("See it as a campaign in", "NPL")
    desk.wait_for("No longer named: 1B Mine Ban Treaty universalization")
    assert "Cambodia" not in desk.read()


def test_an_earlier_bundle_can_be_compared_with(
    desk: DeskOnScreen, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    bundle = tmp_path / "old.icblplan"
    bundle.write_bytes(workspace.signed_plan(signing.generate(), sequence=4, plan_id="2017"))
    desk.open_book()
    desk.wait_for("Targets kept: 85")
    for path, words in ((desk.book, "not a plan bundle"), (bundle, "Targets lost")):
        monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_, path=path: (str(path), ""))
        desk.press("Compare with another bundle…")
        desk.wait_for(words)
    assert desk.field("Compared with").entry.value().startswith("2017 ")


def test_what_is_no_workbook_is_said_and_leaves_nothing_to_sign(
    desk: DeskOnScreen, open_key: Path, tmp_path: Path
) -> None:
    desk.open_book()
    other = tmp_path / "other.xlsx"
    other.write_bytes(b"not a workbook")
    desk.drop(other)
    desk.wait_for("Nothing was")
    assert "2018-2019 Operational Plan" not in desk.read()
    assert not desk.has_button("Sign and save…")
    assert not desk.drop(tmp_path / "photo.png")


def test_a_new_workbook_is_written_and_opened(
    desk: DeskOnScreen, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, qtbot: QtBot
) -> None:
    save_as(monkeypatch, tmp_path / "new")
    start = desk.button("Start a new one")
    assert isinstance(start, QPushButton)
    qtbot.waitUntil(lambda: len(start.menu().actions()) > 2)
    next(one for one in start.menu().actions() if "2018-2019" in one.text()).trigger()
    desk.wait_for("The new workbook is saved.")
    desk.wait_for("No problems")
    written = plan_desk.read_book(tmp_path / "new.xlsx").checked.plan
    assert written == plans.parse(plans.bundled_raw("2018-2019"))


def test_a_first_key_is_made_words_and_all(desk: DeskOnScreen) -> None:
    desk.open_book()
    desk.press("Make a key")
    desk.type("Name of the key", "geneva-1")
    desk.type("New passphrase", PASSPHRASE)
    desk.type("The passphrase again", "seven green doorz")
    desk.press("Make this key")
    desk.wait_for("The two passphrases differ.")
    assert not desk.app.folders.keys.exists()
    desk.type("New passphrase", PASSPHRASE)
    desk.type("The passphrase again", PASSPHRASE)
    desk.press("Make this key")
    desk.wait_for("The key geneva-1 is made. Back it up now")
    assert PASSPHRASE not in desk.secrets()
    (key,) = key_office.held(desk.app.folders.keys)
    assert key.locked
    desk.wait_for(key.fingerprint)
    desk.press("Words to read out of the key geneva-1")
    desk.wait_for(key.words[14])
    assert all(word in desk.read().split("\n") for word in key.words)


def test_a_key_from_elsewhere_is_taken_in_and_locked(desk: DeskOnScreen, tmp_path: Path) -> None:
    stick = keep_key(tmp_path / "stick", "amal")
    desk.turn_to_keys()
    desk.press("Take in a key file")
    desk.press("Take it in")
    desk.wait_for("Choose the key's file.")
    desk.choose("Key file", stick)
    desk.type("Name it here", "amal-2018")
    desk.type("Its passphrase", "short")
    desk.press("Take it in")
    desk.wait_for("The passphrase is too short")
    desk.type("Its passphrase", PASSPHRASE)
    desk.press("Take it in")
    desk.wait_for("The key amal-2018 is here now.")
    (key,) = key_office.held(desk.app.folders.keys)
    assert key.locked
    assert key.public_text == public(stick)
    assert stick.exists()


def test_keys_are_backed_up_and_restored(
    desk: DeskOnScreen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = keep_locked(desk.app.folders.keys, "geneva-1", PASSPHRASE)
    before = public(key)
    desk.shown.refresh(Changed.of("trusted_key"))
    desk.turn_to_keys()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    desk.press("Back up…")
    desk.wait_for("The keys are copied to")
    (copy,) = tmp_path.glob("icbl-keys-*")
    assert key_office.held(copy)[0].public_text == before
    key.unlink()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(copy))
    desk.press("Restore a backup…")
    desk.wait_for("Taken in from the backup: geneva-1.")


def test_a_wrong_passphrase_is_said_beside_its_field_and_a_right_one_signs(
    desk: DeskOnScreen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = key_office.look_at(keep_locked(desk.app.folders.keys, "geneva-1", PASSPHRASE))
    desk.shown.refresh(Changed.of("trusted_key"))
    path = tmp_path / "out.icblplan"
    save_as(monkeypatch, path)
    desk.open_book()
    desk.wait_for("No number is given twice.")
    desk.press("Sign and save…")
    desk.wait_for("Type the passphrase of this key.")
    desk.type("Passphrase of this key", "seven green windows")
    desk.press("Sign and save…")
    desk.wait_for("This passphrase does not open the key. Nothing was changed.")
    assert "seven green windows" not in desk.secrets()
    assert not path.exists()
    desk.type("Passphrase of this key", PASSPHRASE)
    desk.press("Sign and save…")
    desk.wait_for("Number 1 of 2018-2019 Operational Plan is signed, checked and saved.")
    assert PASSPHRASE not in desk.secrets()
    (saved,) = seen(desk.page, SavedBundle)
    assert f"Signed with {made.fingerprint}." in read(saved)
    assert plan_offers.look(desk.app.db, path).signer == made.fingerprint
    desk.press("Look at it as a campaign does")
    assert [(one.page, one.id) for one in desk.went] == [("plan_updates", str(path))]


def test_the_next_bundle_gets_the_next_number_also_after_a_restart(
    desk: DeskOnScreen, open_key: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    save_as(monkeypatch, tmp_path / "out.icblplan")
    for expected in (1, 2):
        again = DeskOnScreen(desk.app, qtbot, tmp_path)
        again.open_book()
        again.wait_for("Campaigns take only a higher number than they have.")
        assert again.field("Number").entry.value() == expected
        again.type("Passphrase of this key", "any")
        again.press("Sign and save…")
        again.wait_for(f"Number {expected} of 2018-2019 Operational Plan is signed")
        again.close()


def test_what_the_inbox_says_goes_along_once_the_plan_is_saved(
    desk: DeskOnScreen, open_key: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    store = desk.app.office.store()
    deliver(store, tmp_path, KHM.report(1, KHM.activity(1)))
    confirm_all(store)
    path = tmp_path / "out.icblplan"
    save_as(monkeypatch, path)
    desk.shown.refresh(Changed.of("trusted_key"))
    desk.open_book()
    desk.wait_for("Answers that no campaign has yet: 1.")
    desk.type("Passphrase of this key", "any")
    desk.press("Sign and save…")
    desk.wait_for("is signed, checked and saved.")
    assert len(plan_offers.look(desk.app.db, path).bundle.receipts) == 1
    qtbot.waitUntil(lambda: receipt_files.waiting(store) == 0)
    desk.wait_for("Nothing is new since they were handed out last.")


def test_a_number_below_the_last_is_refused_beside_its_field(
    desk: DeskOnScreen, open_key: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    save_as(monkeypatch, tmp_path / "out.icblplan")
    desk.shown.refresh(Changed.of("trusted_key"))
    desk.open_book()
    desk.wait_for("No number is given twice.")
    desk.type("Passphrase of this key", "any")
    desk.press("Sign and save…")
    desk.wait_for("is signed, checked and saved.")
    qtbot.waitUntil(lambda: desk.field("Number").entry.value() == 2)
    desk.choose("Number", 1)
    desk.type("Passphrase of this key", "any")
    desk.press("Sign and save…")
    desk.wait_for("Number 1 of this plan is taken")


def test_the_key_list_grows_is_signed_and_a_key_is_revoked(
    desk: DeskOnScreen, open_key: Path, tmp_path: Path
) -> None:
    root = keep_key(tmp_path / "stick", "root-1")
    desk.turn_to_keys()
    desk.press("Add an officer")
    desk.type("Name of the officer", "Amal Haddad")
    desk.type("Public key", "nonsense")
    desk.press("Add this officer")
    desk.wait_for("public key")
    desk.choose("Public key", public(open_key))
    desk.press("Add this officer")
    desk.wait_for("Amal Haddad is in the list. Compare on the phone")
    desk.wait_for("Edition 1 is not signed yet: it counts for nobody until a root signs it.")
    desk.press("Sign the list with a root")
    desk.choose("Root key file", root)
    desk.press("Sign the list")
    fingerprint = plan_making.fingerprint_of(public(root))
    desk.wait_for(f"The list is signed with {fingerprint}.")
    desk.wait_for("Signed this list")
    assert "is not signed yet" not in desk.read()
    desk.press("Words to read out of the key Root")
    desk.wait_for(key_office.words_of(public(root))[14])
    desk.press("Revoke the key of Amal Haddad")
    desk.type("Why?", "Laptop stolen")
    desk.press("Revoke for good")
    desk.wait_for("Edition 2 is not signed yet. Campaigns go on with the edition before it.")
    desk.wait_for(": Laptop stolen")
    kept = key_list_making.key_list(desk.app.folders.keys).keys
    assert kept
    assert kept.keys[0].revoked


def test_a_recipient_is_added_and_taken_away(desk: DeskOnScreen, qtbot: QtBot) -> None:
    desk.turn_to_keys()
    desk.press("Add a recipient")
    desk.type("Name of the recipient", "Reports desk")
    desk.type("Public key (age)", "age1")
    desk.press("Add this recipient")
    desk.wait_for("This is not an age public key")
    desk.choose("Public key (age)", "age1" + "q" * 58)
    desk.press("Add this recipient")
    desk.wait_for("Opens reports")
    desk.press("Remove the recipient Reports desk")
    qtbot.waitUntil(lambda: not desk.has_button("Remove the recipient Reports desk"))
    kept = key_list_making.key_list(desk.app.folders.keys).keys
    assert kept
    assert not kept.recipients


def test_the_chosen_key_is_judged_by_the_key_list(desk: DeskOnScreen, open_key: Path, tmp_path: Path) -> None:
    folder, now = desk.app.folders.keys, desk.app.db.clock()
    other, root = keep_key(folder, "another"), keep_key(tmp_path / "stick", "root-1")
    key_list_making.add_officer(folder, "Amal Haddad", public(open_key), now)
    key_list_making.sign_list(folder, root.read_text())
    desk.shown.refresh(Changed.of("trusted_key"))
    desk.open_book()
    assert desk.field("Key to sign with").entry.value() == str(open_key), "the key that campaigns know"
    desk.choose("Key to sign with", str(other))
    desk.wait_for("The key list does not hold this key.")
    assert desk.field("Key list").entry.value() is True
    desk.choose("Key to sign with", str(open_key))
    assert "The key list does not hold this key." not in desk.read()


def test_tab_goes_through_both_tabs_as_they_are_read(
    desk: DeskOnScreen, open_key: Path, qtbot: QtBot
) -> None:
    desk.shown.refresh(Changed.of("trusted_key"))
    desk.open_book()
    desk.wait_for("Targets kept: 85")
    desk.choose("Compared with", "2017 None")
    desk.choose("See it as a campaign in", "KHM")
    desk.wait_for("New for Cambodia: 2B Clearance (Mine Ban Treaty Article 5)")
    desk.button("Dates (20)")
    desk.wait_for("No number is given twice.")
    qtbot.waitUntil(lambda: in_order(desk, "Compare with another bundle…", "Dates (20)", "Sign and save…"))
    desk.turn_to_keys()
    desk.button("Words to read out")
    qtbot.waitUntil(lambda: in_order(desk, "Words to read out", "Make a key", "Add an officer"))


def in_order(desk: DeskOnScreen, *words: str) -> bool:
    """Whether the Tab key reaches the buttons with these words one after the other."""
    reached, one = list[str](), desk.page.nextInFocusChain()
    while one is not None and one is not desk.page:
        if isinstance(one, QAbstractButton) and one.isVisible():
            reached.append(one.text())
        one = one.nextInFocusChain()
    at = [reached.index(one) for one in words]
    return at == sorted(at)


def public(key: Path) -> str:
    return key.with_suffix(".pub").read_text()
