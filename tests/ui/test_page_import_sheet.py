"""The import page: every row is seen first; what has a problem is left out only on purpose."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from icbl_desktop.app import App
from icbl_desktop.services import activities, sheet_import, undo
from icbl_desktop.services.activities import ActivityFilter
from icbl_desktop.ui.context import Place
from icbl_desktop.ui.pages.import_sheet import ImportSheetPage
from tests.test_sheet_import import HEADINGS, MEETING, as_csv
from tests.ui.on_screen import Desk, button, click, reads, show


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> ImportSheetPage:
    page = ImportSheetPage(desk.context)
    show(qtbot, page)
    return page


def test_rows_with_problems_are_left_out_only_on_purpose(
    qtbot: QtBot, desk: Desk, page: ImportSheetPage, app: App, tmp_path: Path
) -> None:
    sheet = tmp_path / "work.csv"
    sheet.write_bytes(as_csv(HEADINGS, MEETING, ("yesterday", *MEETING[1:])))
    page.read(sheet)
    qtbot.waitUntil(lambda: reads(page, "2 rows · 1 to be taken in · 1 to be mended"))
    assert reads(page, "Columns not known here and passed over: Shoe size.")
    assert not button(page, "Take in 1 activity").isEnabled()
    click(page, "Leave out the rows with problems")
    click(page, "Take in 1 activity")
    qtbot.waitUntil(lambda: reads(page, "Taken in: 1 activity."))
    assert len(activities.ids(app.db, ActivityFilter())) == 1
    click(page, "See it")
    assert desk.went == [Place("activities")]
    undone = undo.undo_latest(app.db)
    assert undone is not None
    page.refresh(undone.changed)
    assert not reads(page, "Taken in: 1 activity.")


def test_a_file_that_is_no_sheet_is_said_so(qtbot: QtBot, page: ImportSheetPage, tmp_path: Path) -> None:
    (tmp_path / "picture.csv").write_bytes(b"\0\1\2")
    page.read(tmp_path / "picture.csv")
    qtbot.waitUntil(lambda: reads(page, "neither an Excel workbook"))


def test_the_template_is_saved_where_the_person_says(
    qtbot: QtBot, page: ImportSheetPage, app: App, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = tmp_path / "expenses"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(chosen), ""))
    page.save_template("expense")
    qtbot.waitUntil(lambda: reads(page, "The template is saved as"))
    assert sheet_import.check_file(app.db, tmp_path / "expenses.xlsx").kind == "expense"
