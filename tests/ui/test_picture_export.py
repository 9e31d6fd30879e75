"""The picture is taken along as files: what is ticked, of the scope shown, whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QCheckBox, QWidget
from pytestqt.qtbot import QtBot

from icbl_desktop.domain.picture import Scope
from icbl_desktop.services.office.exports import What
from icbl_desktop.ui.picture.export_dialog import ExportDialog
from icbl_desktop.ui.picture.picture_data import head
from tests import office_data, workspace
from tests.ui.on_screen import OnScreen, seen


class Exporting(OnScreen):
    """The dialog, for the work in Lao PDR, and the window it belongs to."""

    window: QWidget

    def tick(self, *wanted: str) -> None:
        """Tick these, and nothing else of what can be written."""
        for box in seen(self.page, QCheckBox):
            if box.text():
                box.setChecked(False)
        for box in seen(self.page, QCheckBox):
            if box.text() in wanted:
                box.click()


@pytest.fixture
def dialog(tmp_path: Path, qtbot: QtBot, opened: list[OnScreen]) -> Exporting:
    app = workspace.fresh(tmp_path / "office", plan_id="2017")
    office_data.fill(app.office.store(), tmp_path / "delivered")
    shown = head(app, Scope("2017", iso3="LAO"))
    window = QWidget()
    made = Exporting(app, qtbot, lambda context: ExportDialog(context, shown, window))
    made.window = window
    opened.append(made)
    return made


def into(dialog: Exporting, folder: Path) -> None:
    dialog.field("Folder").entry.set_value(folder)


def test_it_says_what_the_files_are_of(dialog: Exporting) -> None:
    assert (
        "2017 Operational Plan · the plan's time · Lao PDR · all objectives · all campaigns" in dialog.read()
    )


def test_sheets_and_charts_are_written_and_named(dialog: Exporting, tmp_path: Path) -> None:
    dialog.tick("The same sheets as CSV files", "The charts as pictures")
    into(dialog, tmp_path / "out")
    dialog.press("Export")
    dialog.wait_for("files are in the folder, each of them whole.", seconds=20)
    written = sorted((tmp_path / "out").iterdir())
    assert f"{len(written)} files are in the folder" in dialog.read()
    activities = next(path for path in written if path.name.endswith("activities.csv")).read_text("utf-8-sig")
    assert "Mission to the ministry in 2017" in activities
    assert "Serbia" not in activities
    charts = [path for path in written if path.suffix == ".svg"]
    assert charts
    assert all(QImage(str(path.with_suffix(".png"))).width() == 2000 for path in charts)
    dialog.press("Their names")
    assert written[0].name in dialog.read()


def test_who_publishes_is_asked_only_for_iati(dialog: Exporting) -> None:
    dialog.tick("A consolidated report, as PDF")
    assert "Who publishes the grants" not in dialog.read()
    dialog.tick("Grants as IATI 2.03")
    assert "Who publishes the grants" in dialog.read()
    assert (
        "Also grants that campaigns shared with the secretariat alone. IATI files are public."
        in dialog.read()
    )


def test_nothing_to_write_and_no_folder_are_said_beside_the_fields(dialog: Exporting) -> None:
    dialog.tick()
    into_none = dialog.field("Folder").entry
    into_none.set_value(None)
    dialog.press("Export")
    assert dialog.field("What to write").note() == "Choose what to write."
    assert dialog.field("Folder").note() == "Choose a folder."


def test_a_folder_that_cannot_be_is_said_and_nothing_is_written(dialog: Exporting, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")
    dialog.tick("The same sheets as CSV files")
    into(dialog, tmp_path / "taken")
    dialog.press("Export")
    dialog.wait_for("could not be written", seconds=20)
    assert (tmp_path / "taken").read_text() == "a file"
    assert dialog.button("Export").isEnabled()


def test_everything_can_be_asked_for(dialog: Exporting) -> None:
    ticks = [one for one in seen(dialog.page, QCheckBox) if one.text()]
    assert len(ticks) == len(What)
