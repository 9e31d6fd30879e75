"""A file of receipts comes to the window: its key is asked about once, then the answers stand on Reports."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import uuid4

import pytest
from PySide6.QtWidgets import QTabBar
from pytestqt.qtbot import QtBot

from icbl_desktop.config import Folders
from icbl_desktop.domain.receipt import AskedQuestion, Receipt
from icbl_desktop.formats import receipts as formats
from icbl_desktop.formats import receipts_file, signing
from icbl_desktop.services import key_office, keys, receipts
from icbl_desktop.store.tables_sync import StreamRow
from icbl_desktop.ui.program import Program
from tests import workspace
from tests.report_answers import issued
from tests.ui.on_screen import read
from tests.ui.running import begun, finish
from tools.person import Person

OFFICER = signing.generate()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """What the office answers to a campaign's only report, on a stick."""
    app = workspace.fresh(tmp_path / "workspace")
    meeting = workspace.log(app.db, start=date(2018, 2, 1))
    report = issued(app)
    with app.db.read() as session:
        stream = session.query(StreamRow).one()
    question = AskedQuestion(
        id="q1", text="Which ministry?", kind="activity", record_id=meeting, field="institutions"
    )
    receipt = Receipt(
        digest=report.digest, stream=stream.id, number=1, revision=1, state="has_issues", reviewer="Amal",
        reviewed_at=datetime(2018, 4, 20, tzinfo=UTC), questions=(question,),
    )  # fmt: skip
    sealed = formats.seal_receipts(stream.id, [receipt], [stream.age_recipient])
    path = tmp_path / "for you.icblreceipts"
    data = receipts_file.write(
        {"receipts/a.age": sealed},
        OFFICER,
        issuer="Amal, Geneva",
        issued_at=receipt.reviewed_at,
        file_id=uuid4(),
        key_list={},
    )
    path.write_bytes(data)
    app.close()
    return path


@pytest.fixture
def program(file: Path, tmp_path: Path, qtbot: QtBot) -> Iterator[Program]:
    program = begun(Folders(tmp_path / "workspace"))
    qtbot.waitUntil(lambda: program.window.current() == "overview")
    yield program
    finish(program)


def wait_for(program: Program, qtbot: QtBot, words: str) -> None:
    qtbot.waitUntil(lambda: words in read(program.window))
    assert program.window.current() == "reports"


def trust(program: Program) -> None:
    app = program._app
    assert app is not None
    keys.trust(app.db, signing.public_key_text(OFFICER.public), "Amal")


def test_the_key_is_confirmed_once_and_the_question_stands_on_reports(
    program: Program, file: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    person = Person(tmp_path / "screenshots", settle=0)
    program.open_file(file)
    wait_for(program, qtbot, "You have not confirmed this key yet")
    assert set(key_office.words_of(signing.public_key_text(OFFICER.public))) <= set(
        read(program.window).split()
    )
    person.press("Not now")
    wait_for(program, qtbot, "One file for the secretariat")
    program.open_file(file)
    wait_for(program, qtbot, "You have not confirmed this key yet")
    person.fill("On the phone", True)
    person.press("They match: trust this key")
    wait_for(program, qtbot, "1 receipt for you was taken in. The secretariat asks: 1 question.")
    person.press("See them under Reports")
    wait_for(program, qtbot, "Which ministry?")
    tabs = program.window.findChildren(QTabBar)
    assert "Questions (1)" in [bar.tabText(2) for bar in tabs if bar.count() > 2]


def test_what_is_known_already_or_touched_is_said(program: Program, file: Path, qtbot: QtBot) -> None:
    trust(program)
    program.open_file(file)
    wait_for(program, qtbot, "1 receipt for you was taken in.")
    program.open_file(file)
    wait_for(program, qtbot, "There is nothing new for you in this file.")
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)
    program.open_file(file)
    wait_for(program, qtbot, "Nothing was changed.")
    app = program._app
    assert app is not None
    assert len(receipts.questions(app.db)) == 1
