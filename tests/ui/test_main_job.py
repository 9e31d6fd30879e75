"""The main job in the real window, from the first start to the file for Geneva."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from icbl_desktop.app import open_app
from icbl_desktop.config import Folders
from icbl_desktop.formats.pdf_envelope import open_envelope
from icbl_desktop.services import activities, campaign, grants, plans, report_files
from icbl_desktop.services.activities import ActivityFilter
from icbl_desktop.ui import application
from icbl_desktop.ui.one_window import window_lock
from icbl_desktop.ui.program import Program
from tools import play
from tools.person import Person


@pytest.fixture
def program(tmp_path: Path, qtbot: QtBot) -> Iterator[Program]:
    program = Program(Folders(tmp_path / "workspace"))
    qtbot.addWidget(program.window)
    crashes: list[str] = []
    program.jobs.crashed.disconnect()
    program.jobs.crashed.connect(crashes.append)
    yield program
    program.window.close()
    program.close()
    assert crashes == []


def test_the_main_job_from_first_start_to_report(program: Program, tmp_path: Path) -> None:
    play.main_job(program, Person(tmp_path / "screenshots", settle=0), tmp_path)

    verified = report_files.verify((tmp_path / "report.pdf").read_bytes())
    assert (verified.number, verified.states, verified.period.label) == (1, ("KHM",), "2018-Q1")
    app = open_app(Folders(tmp_path / "workspace"))
    assert plans.current(app.db).id == "2018-2019"
    assert campaign.get(app.db).states == ("KHM",)
    kept = [activities.get(app.db, one) for one in activities.ids(app.db, ActivityFilter(order="oldest"))]
    assert [one.title for one in kept] == [play.WORK[1][1], play.WORK[0][1], play.WORK[2][1]]
    assert kept[1].people == "The director of the treaties department"
    (grant,) = grants.all_grants(app.db)
    assert [one.actor for one in grants.view(app.db, grant.id).outcomes] == ["The Disability Action Council"]
    app.close()
    data = open_envelope((tmp_path / "report.pdf").read_bytes()).report_json.decode("utf-8")
    assert "Ministry of Foreign Affairs" in data
    assert "director" not in data


def test_a_second_window_on_the_same_records_is_refused(tmp_path: Path, qtbot: QtBot) -> None:
    person = Person(tmp_path / "screenshots", settle=0)
    folders = Folders(tmp_path / "workspace")
    first = window_lock(folders)
    assert first.tryLock(0)
    person.will_answer("Close")
    assert application.run(folders) == 1
    first.unlock()
