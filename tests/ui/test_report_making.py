"""Making a report on screen: what it is, what leaves and what stays, its files, its own words, its pages."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from icbl_desktop.app import App
from icbl_desktop.domain.report_order import ReportKind, Sending
from icbl_desktop.services import activities, drafts, evidence, grants, report_history, reports, undo
from icbl_desktop.services.reports import Issued
from icbl_desktop.ui.kit.line_tree import LineTree, TreeLine
from icbl_desktop.ui.report.report_maker import ReportMaker
from tests import workspace
from tests.ui.on_screen import OnScreen, read, seen

Show = Callable[[App], "Maker"]


class Maker(OnScreen):
    """The maker on screen, and the reports it made."""

    def __init__(self, app: App, qtbot: QtBot) -> None:
        super().__init__(app, qtbot, ReportMaker)
        assert isinstance(self.page, ReportMaker)
        self.maker = self.page
        self.page.resize(1280, 800)
        self.issued: list[Issued] = []
        self.maker.issued.connect(self.issued.append)
        self.settle()

    def settle(self) -> None:
        """Wait until the pages are those of what is asked for."""
        self._qtbot.waitUntil(self.maker.make.isEnabled)

    def goes(self, words: str) -> None:
        """Wait until the line of sums says so."""
        self._qtbot.waitUntil(lambda: words in read(self.page))

    def lines(self) -> dict[str, TreeLine]:
        """All lines of the list on screen but the headings, by their words."""
        (tree,) = seen(self.page, LineTree)
        records = [line for group in tree.lines() for line in group.inside]
        return {line.words: line for line in (*records, *(part for one in records for part in one.inside))}

    def group(self, words: str) -> list[str]:
        """The words of the lines under the heading that begins so."""
        (tree,) = seen(self.page, LineTree)
        return [one.words for group in tree.lines() if group.words.startswith(words) for one in group.inside]

    def at_line(self, words: str, key: Qt.Key) -> None:
        """Go to a line by keyboard and press a key there."""
        (tree,) = seen(self.page, LineTree)
        tree.setCurrentIndex(tree.model().find(self.lines()[words].key))  # type: ignore[attr-defined]
        QTest.keyClick(tree, key)

    def choose(self, line: str, words: str) -> None:
        """Choose from the menu at the end of a line."""
        self.at_line(line, Qt.Key.Key_Return)
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        next(one for one in menu.actions() if one.text() == words).trigger()
        menu.close()


@pytest.fixture
def show(qtbot: QtBot, opened: list[OnScreen]) -> Show:
    def shown(app: App) -> Maker:
        made = Maker(app, qtbot)
        opened.append(made)
        return made

    return shown


def photo(folder: Path, name: str = "hearing.jpg") -> Path:
    Image.effect_noise((900, 700), 80).save(folder / name)
    return folder / name


def test_the_next_report_is_ready_to_be_made(app: App, show: Show) -> None:
    workspace.log(app.db)
    shown = show(app)
    assert "Goes: 1 record" in shown.read()
    assert "Meeting with the Ministry of Foreign Affairs" in shown.maker.pages.text()
    shown.press("Make the report")
    shown._qtbot.waitUntil(lambda: bool(shown.issued))
    assert [one.number for one in report_history.history(app.db)] == [1]
    assert shown.issued[0].number == 1


def test_an_empty_period_says_so_and_can_be_reported(app: App, show: Show) -> None:
    shown = show(app)
    shown.wait_for("Nothing from this period.")
    shown.press("Step: What leaves")
    assert shown.lines() == {}
    assert shown.maker.make.isEnabled()


def test_what_goes_stands_with_its_fields_and_what_stays_with_the_reason(app: App, show: Show) -> None:
    workspace.log(app.db, people="Sok Dara")
    workspace.log(app.db, title="Talk of January", start=date(2018, 1, 9))
    workspace.log(app.db, title="For us alone", sharing="local")
    workspace.log(app.db, title="Not finished", state="draft")
    shown = show(app)
    shown.press("Step: What leaves")
    assert shown.group("Activities") == ["Talk of January", "Meeting with the Ministry of Foreign Affairs"]
    lines = shown.lines()
    assert "Stays here: People" in lines["Meeting with the Ministry of Foreign Affairs"].below
    assert (lines["What came of it?"].icon, lines["What came of it?"].below) == ("check", "")
    assert lines["People"].icon == "lock-simple"
    assert lines["People"].below == "Stays here: names of people."
    assert set(shown.group("Stays on this computer")) == {"For us alone", "Not finished"}
    assert "Only on this computer, as you chose." in lines["For us alone"].below
    assert "A draft. Finish it first." in lines["Not finished"].below


def test_an_unticked_record_waits_for_the_next_report(app: App, show: Show) -> None:
    workspace.log(app.db)
    workspace.log(app.db, title="Talk at the National Assembly")
    shown = show(app)
    shown.press("Step: What leaves")
    shown.at_line("Talk at the National Assembly", Qt.Key.Key_Space)
    shown.goes("Goes: 1 record")
    assert "Talk at the National Assembly" not in shown.maker.pages.text()
    assert shown.lines()["Talk at the National Assembly"].ticked is False
    shown.press("Make the report")
    shown.goes("Goes: 1 record")
    shown._qtbot.waitUntil(lambda: bool(shown.issued))
    shown.settle()
    assert "Talk at the National Assembly" in shown.maker.pages.text()


def test_one_press_and_a_choice_keep_a_record_here_and_it_can_be_undone(app: App, show: Show) -> None:
    workspace.log(app.db)
    kept = workspace.log(app.db, title="Talk at the National Assembly")
    shown = show(app)
    shown.press("Step: What leaves")
    shown.choose("Talk at the National Assembly", "Only on this computer")
    shown.goes("stays here: 1 record")
    assert shown.group("Stays on this computer") == ["Talk at the National Assembly"]
    assert activities.get(app.db, kept).sharing == "local"
    shown.jobs.write(lambda: undo.undo_latest(app.db), lambda _undone: None, owner=shown.page)
    shown.goes("Goes: 2 records")


def test_names_of_people_go_after_one_press(app: App, show: Show) -> None:
    workspace.log(app.db, people="Sok Dara")
    shown = show(app)
    shown.press("Step: What leaves")
    assert "Sok Dara" not in shown.maker.pages.text()
    shown.at_line("People", Qt.Key.Key_Return)
    shown._qtbot.waitUntil(lambda: "Sok Dara" in shown.maker.pages.text())
    shown.settle()
    assert shown.lines()["People"].action == "Keep here"


def test_a_name_that_stands_in_a_text_is_pointed_out_and_leads_there(app: App, show: Show) -> None:
    told = workspace.log(app.db, people="Sok Dara", result="Sok Dara will send the note.")
    shown = show(app)
    shown.wait_for("Names of people that stand in texts: 1")
    shown.press("Step: What leaves")
    (name,) = shown.group("Please check")
    assert "Sok Dara" in name
    shown.at_line(name, Qt.Key.Key_Return)
    assert [(place.page, place.id, place.field) for place in shown.went] == [("activities", told, "result")]


def test_characters_that_no_font_has_are_pointed_out(app: App, show: Show) -> None:
    workspace.log(app.db, result="Colleagues of 北京 sent a \N{WAVING HAND SIGN}. ភ្នំពេញ agreed.")
    shown = show(app)
    shown.wait_for("Characters that the pages cannot show: \u2068京 北 \N{WAVING HAND SIGN}\u2069")


def test_a_file_can_be_held_back_and_is_listed_as_held(app: App, show: Show, tmp_path: Path) -> None:
    evidence.add(app.db, app.folders, workspace.log(app.db), [photo(tmp_path)])
    shown = show(app)
    shown.press("Step: Files and size")
    shown.goes("that an e-mail takes")
    assert shown.group("Attached") == ["hearing.jpg"]
    shown.choose("hearing.jpg", "Not sent")
    shown.settle()
    assert shown.group("Attached") == []
    assert shown.group("Not sent") == ["hearing.jpg"]
    assert "your choice" in shown.lines()["hearing.jpg"].below
    shown.press("Make the report")
    shown._qtbot.waitUntil(lambda: bool(shown.issued))
    assert [one.files for one in report_history.history(app.db)] == [0]


def test_more_than_an_e_mail_takes_is_held_back_until_it_is_asked_for(
    app: App, show: Show, tmp_path: Path
) -> None:
    met = workspace.log(app.db)
    for name in ("first.pdf", "second.pdf"):
        (tmp_path / name).write_bytes(name.encode() + bytes(4_500_000))
        evidence.add(app.db, app.folders, met, [tmp_path / name])
    shown = show(app)
    shown.press("Step: Files and size")
    shown.goes("that an e-mail takes")
    (held,) = shown.group("Not sent")
    assert "too much for most e-mail" not in shown.read()
    shown.choose(held, "Whole")
    for name in {"first.pdf", "second.pdf"} - {held}:
        shown.choose(name, "Whole")
    shown.goes("too much for most e-mail")
    assert len(shown.group("Attached")) == 2


def test_the_drafted_lines_are_edited_and_taken_again(app: App, show: Show) -> None:
    workspace.log(app.db)
    shown = show(app)
    shown.press("Step: In short")
    drafted = shown.field("In short").entry.value()
    assert drafted
    shown.field("In short").entry.control.setFocus()
    shown.type("In short", "The ministry answered.")
    shown.settle()
    assert "The ministry answered." in shown.maker.pages.text()
    shown.press("Use the drafted lines again")
    shown.settle()
    assert shown.field("In short").entry.value() == drafted
    assert "The ministry answered." not in shown.maker.pages.text()


def test_a_state_brief_has_no_drafted_lines_in_short_only_ones_own(app: App, show: Show) -> None:
    workspace.log(app.db)
    shown = show(app)
    shown.press("Report: State brief")
    shown.press("Step: In short")
    shown._qtbot.waitUntil(lambda: shown.field("In short").entry.value() == ())
    shown.settle()
    shown.type("In short", "The ministry answered.")
    shown.settle()
    assert "The ministry answered." in shown.maker.pages.text()


def test_a_sixth_line_is_refused_beside_the_lines(app: App, show: Show) -> None:
    workspace.log(app.db)
    shown = show(app)
    shown.press("Step: In short")
    box = shown.field("In short").entry.control
    for _ in range(6):
        QTest.keyClicks(box, "A line")
        QTest.keyClick(box, Qt.Key.Key_Return)
    assert "five at most" in shown.field("In short").note()
    assert not shown.maker.make.isEnabled()


def test_a_grant_report_takes_the_time_of_its_grant(app: App, show: Show) -> None:
    grant = workspace.fund(app.db, start=date(2018, 1, 1), end=date(2018, 8, 31))
    workspace.log(app.db, grant_id=grant)
    shown = show(app)
    shown.press("Report: Final grant report")
    shown.settle()
    assert "Survivor network" in shown.maker.pages.text()
    shown.press("Make the report")
    shown._qtbot.waitUntil(lambda: bool(shown.issued))
    (made,) = report_history.history(app.db)
    assert made.kind == ReportKind.GRANT_FINAL
    assert (made.period.start, made.period.end) == (date(2018, 1, 1), date(2018, 8, 31))


def test_a_grant_report_without_a_grant_says_what_to_do(app: App, show: Show) -> None:
    shown = show(app)
    shown.press("Report: Mid-term grant report")
    assert "There is no grant yet." in shown.field("Grant").note()
    assert not shown.maker.make.isEnabled()
    shown.jobs.write(lambda: grants.save(app.db, workspace.GRANT), lambda _saved: None, owner=shown.page)
    shown.settle()
    assert "There is no grant yet." not in shown.read()
    assert "Survivor network" in shown.maker.pages.text()


def test_headings_come_in_the_language_chosen(app: App, show: Show) -> None:
    workspace.log(app.db)
    shown = show(app)
    assert shown.field("Language of the headings").entry.value() == "en"
    before = shown.maker.pages.text()
    language = shown.field("Language of the headings").entry
    language.set_value("fr")
    language.edited.emit()
    shown.settle()
    assert shown.maker.pages.text() != before
    assert "Cambodge" in shown.maker.pages.text()


def test_an_amendment_says_what_it_replaces_and_asks_why(app: App, show: Show) -> None:
    told = workspace.log(app.db)
    shown = show(app)
    shown.press("Make the report")
    shown._qtbot.waitUntil(lambda: bool(shown.issued))
    workspace.log(app.db, told, participants=46)
    shown.maker.begin(reports.amend(app.db, shown.issued[0].id))
    shown.goes("This report replaces report 1: Activity report, January – March 2018.")
    shown.settle()
    shown.press("Make the report")
    shown.goes("Say why the report is corrected")
    assert len(shown.issued) == 1
    shown.type("Why is it corrected?", "The number was missing.")
    shown.settle()
    shown.press("Make the report")
    shown._qtbot.waitUntil(lambda: len(shown.issued) == 2)
    assert {one.number: one.replaces for one in report_history.history(app.db)}[2] == 1


def test_from_an_amendment_one_can_turn_to_a_new_report(app: App, show: Show) -> None:
    workspace.log(app.db)
    shown = show(app)
    shown.press("Make the report")
    shown._qtbot.waitUntil(lambda: bool(shown.issued))
    shown.maker.begin(reports.amend(app.db, shown.issued[0].id))
    shown.press("Begin a new report")
    shown._qtbot.waitUntil(lambda: not shown.has_button("Begin a new report"))
    shown.settle()


def test_what_was_chosen_is_there_after_a_crash(app: App, show: Show) -> None:
    workspace.log(app.db)
    workspace.log(app.db, title="Talk at the National Assembly")
    first = show(app)
    first.press("Step: What leaves")
    first.at_line("Talk at the National Assembly", Qt.Key.Key_Space)
    first.settle()
    first.maker.flush()
    assert drafts.newest(app.db) is None  # it is offered here, not as a record begun
    again = show(app)
    again.goes("Goes: 1 record")
    again.press("Step: What leaves")
    assert again.lines()["Talk at the National Assembly"].ticked is False


def test_in_a_narrow_window_the_pages_are_a_step_of_their_own(app: App, show: Show) -> None:
    workspace.log(app.db)
    shown = show(app)
    assert shown.maker.pages.isVisible()
    assert not shown.has_button("Step: Pages")
    shown.page.resize(960, 640)
    assert not shown.maker.pages.isVisible()
    shown.press("Step: Pages")
    assert shown.maker.pages.isVisible()
    shown.page.resize(1280, 800)
    assert shown.maker.pages.isVisible()
    assert shown.has_button("Report: State brief")


def test_three_hundred_records_are_listed_without_a_widget_for_any(app: App, show: Show) -> None:
    for number in range(300):
        workspace.log(app.db, title=f"Meeting {number}")
    shown = show(app)
    shown.press("Step: What leaves")
    assert len(shown.group("Activities")) == 300
    (tree,) = seen(shown.page, LineTree)
    assert len(tree.viewport().children()) == 0


def test_a_choice_for_a_file_is_one_of_those_the_report_knows(app: App, show: Show, tmp_path: Path) -> None:
    evidence.add(app.db, app.folders, workspace.log(app.db), [photo(tmp_path)])
    shown = show(app)
    shown.press("Step: Files and size")
    shown.choose("hearing.jpg", "Smaller")
    shown.settle()
    assert "sent as" in shown.lines()["hearing.jpg"].below
    assert shown.lines()["hearing.jpg"].action == "Smaller"
    assert set(shown.maker.steps.order().files.values()) == {Sending.SMALLER}  # type: ignore[union-attr]
