"""A report on its way out: sealed, plain, public, as an e-mail; and the answers that come in."""

from __future__ import annotations

from collections.abc import Iterator
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from icbl_desktop.app import App
from icbl_desktop.domain.key_list import Recipient
from icbl_desktop.domain.receipt import AskedQuestion
from icbl_desktop.formats import sealing
from icbl_desktop.services import keys, report_history, reports
from icbl_desktop.services.report_history import ReportLine
from icbl_desktop.ui.context import Place
from icbl_desktop.ui.pages.plan_updates import PlanUpdatesPage
from icbl_desktop.ui.pages.reports import ReportsPage
from icbl_desktop.ui.report.save_step import SaveStep
from tests import workspace
from tests.report_answers import answered, in_file, issued, secretariat
from tests.ui.on_screen import OnScreen

SAVED = "Report 1 is saved as a file. It has not been sent."


@pytest.fixture
def report(app: App) -> ReportLine:
    """Report 1, with something in it that is for the secretariat alone."""
    workspace.log(app.db)
    return issued(app)


@pytest.fixture
def step(app: App, report: ReportLine, qtbot: QtBot) -> Iterator[OnScreen]:
    """The step after report 1 was made."""
    shown = begin(app, report, qtbot)
    yield shown
    shown.close()


@pytest.fixture
def target(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that the person saves to, under the suggested name."""
    folder = tmp_path / "for the secretariat"
    folder.mkdir()

    def choose(_parent: QWidget, _title: str, suggested: str, _kinds: str) -> tuple[str, str]:
        return str(folder / Path(suggested).name), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    return folder


def begin(app: App, report: ReportLine, qtbot: QtBot) -> OnScreen:
    shown = OnScreen(app, qtbot, SaveStep)
    shown.page.show_report(report.id, report.number, report.name, new=True)  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: shown.button("Save the file…").isEnabled())
    return shown


def test_from_the_pages_on_show_to_a_report_that_was_sent(app: App, target: Path, qtbot: QtBot) -> None:
    workspace.log(app.db)
    shown = OnScreen(app, qtbot, ReportsPage)
    qtbot.waitUntil(lambda: shown.button("Make the report").isEnabled())
    shown.press("Make the report")
    shown.wait_for("Report 1 is ready.", 30)
    qtbot.waitUntil(lambda: shown.button("Save the file…").isEnabled())
    shown.press("Save the file…")
    shown.wait_for(SAVED, 30)
    shown.press("I sent it")
    shown.wait_for("Report 1: Activity report, January – March 2018")
    shown.wait_for("No receipt yet.")
    shown.press("Save or send…")
    shown.wait_for("Anyone who gets this report can read it.")
    shown.press("Back to the reports")
    shown.wait_for("No receipt yet.")
    shown.close()


def test_without_a_key_to_seal_to_it_goes_plain_and_says_why(
    step: OnScreen, report: ReportLine, target: Path
) -> None:
    assert "Report 1 is ready." in step.read()
    assert "Anyone who gets this report can read it." in step.read()
    assert "No key of the secretariat to seal to is known here yet." in step.read()
    assert not step.has_button("Sealed for the secretariat")
    step.press("Save the file…")
    step.wait_for(SAVED, 30)
    assert (target / report.name).read_bytes() == reports.pdf_of(step.app.db, report.id)


def test_it_is_sealed_by_default_and_says_who_can_open_it(
    app: App, report: ReportLine, target: Path, qtbot: QtBot
) -> None:
    desk = sealing.generate()
    secretariat(app, Recipient(name="Reports desk", public=desk.recipient))
    step = begin(app, report, qtbot)
    assert "Only these can open it: Reports desk; and you, with this program." in step.read()
    step.press("Save the file…")
    step.wait_for(SAVED, 30)
    sealed = (target / f"{report.name}.age").read_bytes()
    assert sealing.open_sealed(sealed, [desk.identity]) == reports.pdf_of(app.db, report.id)
    step.close()


def test_a_public_copy_says_what_it_is(app: App, target: Path, qtbot: QtBot) -> None:
    workspace.log(app.db, sharing="public")
    report = issued(app)
    step = begin(app, report, qtbot)
    step.press("How does it go?: Public copy")
    step.wait_for("only what may be published, without attachments")
    step.press("Save the file…")
    step.wait_for(SAVED, 30)
    assert (target / report.name.replace(".pdf", "-public.pdf")).read_bytes().startswith(b"%PDF")
    step.close()


def test_where_nothing_is_public_no_public_copy_is_offered(step: OnScreen) -> None:
    assert "There is no public copy of it" in step.read()
    assert not step.has_button("How does it go?: Public copy")


def test_a_ready_e_mail_is_saved_in_the_language_chosen(
    step: OnScreen, report: ReportLine, target: Path
) -> None:
    step.field("Language of the e-mail").entry.set_value("fr")
    step.press("Save as an e-mail (.eml)…")
    step.wait_for("open it in your mail program and send it from there")
    (file,) = target.iterdir()
    mail = message_from_bytes(file.read_bytes(), policy=policy.default)
    (attached,) = mail.iter_attachments()
    assert file.name == report.name.replace(".pdf", ".eml")
    assert attached.get_filename() == report.name
    assert "rapport" in str(mail["Subject"]).lower()


def test_the_text_of_the_e_mail_can_be_copied(step: OnScreen, report: ReportLine) -> None:
    step.press("Copy the text of the e-mail")
    step.wait_for("The text is copied.")
    assert report.name in QGuiApplication.clipboard().text()


def test_a_disk_that_refuses_leaves_a_way_on(step: OnScreen, target: Path) -> None:
    target.rmdir()
    step.press("Save the file…")
    step.wait_for("could not be saved")
    assert "Report 1 stands under Saved reports." in step.read()
    target.mkdir()
    step.press("Save the file…")
    step.wait_for(SAVED, 30)
    assert "could not be saved" not in step.read()


def test_no_place_chosen_saves_nothing(step: OnScreen, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    step.press("Save the file…")
    assert SAVED not in step.read()
    assert step.button("Save the file…").isEnabled()


def test_the_folder_is_shown_and_that_it_was_sent_is_said(
    step: OnScreen, target: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    shown: list[Path] = []

    def look(url: QUrl) -> None:
        shown.append(Path(url.toLocalFile()))

    monkeypatch.setattr(QDesktopServices, "openUrl", look)
    step.press("Save the file…")
    step.wait_for(SAVED, 30)
    step.press("Show in folder")
    assert shown == [target]
    with qtbot.waitSignals([step.page.sent, step.page.left]):  # type: ignore[attr-defined]
        step.press("I sent it")


def test_after_the_first_report_a_copy_of_the_keys_is_offered(step: OnScreen) -> None:
    assert "Your reports are signed with a key that is on this computer alone." in step.read()
    step.press("Keep a copy…")
    assert step.went == [Place("settings", id="identity")]


def test_receipts_are_taken_in_from_a_plan_file_that_is_looked_at(
    app: App, report: ReportLine, tmp_path: Path, qtbot: QtBot
) -> None:
    asked = AskedQuestion(id="q1", text="Which ministry?")
    updates = OnScreen(app, qtbot, PlanUpdatesPage)
    bundle = in_file(answered(app, report, asked), tmp_path)
    updates.page.open(Place("plan_updates", id=str(bundle)))  # type: ignore[attr-defined]
    updates.wait_for("1 receipt for you was taken in. The secretariat asks: 1 question.")
    assert report_history.history(app.db)[0].state == "has_issues"
    updates.press("See them under Reports")
    assert updates.went == [Place("reports", id="questions")]
    updates.page.open(Place("plan_updates", id=str(bundle)))  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: "1 receipt for you was taken in" not in updates.read())
    updates.close()


def test_a_plan_file_of_a_stranger_brings_no_receipts(
    app: App, report: ReportLine, tmp_path: Path, qtbot: QtBot
) -> None:
    bundle = in_file(answered(app, report, state="accepted"), tmp_path)
    for known in keys.trusted(app.db):
        keys.distrust(app.db, known.text)
    updates = OnScreen(app, qtbot, PlanUpdatesPage)
    updates.page.open(Place("plan_updates", id=str(bundle)))  # type: ignore[attr-defined]
    updates.wait_for("You have not confirmed this key yet")
    assert report_history.history(app.db)[0].state == "saved"
    updates.close()
