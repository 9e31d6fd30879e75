"""A report's whole way, through the window: made, sealed, sent, asked about, answered, amended."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from icbl_desktop.app import App, open_app
from icbl_desktop.config import Folders
from icbl_desktop.domain.key_list import Recipient
from icbl_desktop.domain.receipt import AskedQuestion
from icbl_desktop.domain.report_state import ReportState
from icbl_desktop.formats import sealing
from icbl_desktop.services import report_files, report_history
from icbl_desktop.ui.context import Place
from icbl_desktop.ui.program import Program
from tests import workspace
from tests.report_answers import answered, in_file, secretariat
from tests.ui.running import running
from tools.person import Person

MEETING = "Meeting with the Ministry of Foreign Affairs"


def test_from_the_first_report_to_its_amendment(app: App, tmp_path: Path, qtbot: QtBot) -> None:
    desk = sealing.generate()
    secretariat(app, Recipient(name="Reports desk", public=desk.recipient))
    met = workspace.log(app.db, participants=None)
    with running(app, qtbot) as program:
        person = Person(tmp_path / "looks", settle=0)
        make_and_send(program, person, tmp_path / "report.pdf.age")
        receipt_comes(program, person, app.folders, met)
        answer_and_amend(program, person, tmp_path / "amended.pdf.age")
    again = open_app(app.folders)
    amended, first = report_history.history(again.db)
    again.close()
    assert (first.number, first.state, first.replaced_by) == (1, ReportState.HAS_ISSUES, (2,))
    assert (amended.number, amended.state, amended.replaces) == (2, ReportState.SENT, 1)
    for report, file, participants in ((first, "report.pdf.age", None), (amended, "amended.pdf.age", 46)):
        pdf = sealing.open_sealed((tmp_path / file).read_bytes(), [desk.identity])
        opened = report_files.opened(pdf)
        (told,) = (*opened.report.records.activities, *opened.report.changes.activities)
        assert (opened.digest, told.participants) == (report.digest, participants)


def make_and_send(program: Program, person: Person, sealed: Path) -> None:
    program.window.go("reports")
    person.press("Make the report")
    person.waits_for("is ready.")
    person.waits_for("Only these can open it: Reports desk")
    person.will_name_file(sealed)
    person.press("Save the file…")
    person.waits_for("is saved as a file. It has not been sent.")
    person.press("I sent it")
    person.waits_for("No receipt yet.")


def receipt_comes(program: Program, person: Person, folders: Folders, met: str) -> None:
    text = "How many came?"
    asked = AskedQuestion(id="q1", kind="activity", record_id=met, field="participants", text=text)
    geneva = open_app(folders)
    (report,) = report_history.history(geneva.db)
    bundle = in_file(answered(geneva, report, asked), folders.root.parent)
    geneva.close()
    program.go(Place("plan_updates", id=str(bundle)))
    person.waits_for("1 receipt for you was taken in. The secretariat asks: 1 question.")
    person.press("See them under Reports")
    person.press(f"Open the record: {MEETING}")
    person.waits_for(text)
    person.fill("All participants", 46)
    person.press("Save")


def answer_and_amend(program: Program, person: Person, sealed: Path) -> None:
    program.go(Place("reports", id="questions"))
    person.press("Amend report 1 with these")
    person.waits_for("This report replaces report 1")
    make_and_send(program, person, sealed)
