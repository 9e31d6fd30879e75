"""Forms: what is typed is the value, what is wrong stands beside its field, blank is not 0."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TypeVar

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from icbl_desktop.domain.vocabulary import Precision
from icbl_desktop.errors import InvalidRecord, UserError
from icbl_desktop.ui.kit.amounts import format_amount, parse_amount
from icbl_desktop.ui.kit.forms import Form
from icbl_desktop.ui.kit.input_amount import AmountInput
from icbl_desktop.ui.kit.input_choices import CheckList, ChipChoice, Choice, Option
from icbl_desktop.ui.kit.input_dates import DateInput
from icbl_desktop.ui.kit.inputs import GrowingText, TextBox, TextLine, WholeNumber

T = TypeVar("T", bound=QWidget)
TYPES = [Option(name, name.capitalize()) for name in ("meeting", "letter", "workshop", "petition")]
OBJECTIVES = [Option("1A", "Universalization"), Option("2B", "Clearance")]
FILLED = {
    "type": "letter",
    "title": "Letter to the minister",
    "when": (date(2026, 3, 1), Precision.MONTH),
    "result": "She will answer.\nIn May.",
    "objective": "2B",
    "follow_up": (date(2026, 4, 30), Precision.DAY),
    "participants": 0,
    "cost": Decimal("1250.50"),
    "objectives": ("1A", "2B"),
}
BLANK = {
    "type": None,
    "title": "",
    "when": (date.today(), Precision.DAY),  # noqa: DTZ011
    "result": "",
    "objective": None,
    "follow_up": None,
    "participants": None,
    "cost": None,
    "objectives": (),
}


@pytest.fixture
def form(qtbot: QtBot) -> Form:
    form = Form()
    qtbot.addWidget(form)
    form.add("type", "Type", ChipChoice(TYPES, first=2))
    form.add("title", "What did you do?", TextLine(), hint="A sentence is enough.")
    form.add("when", "When", DateInput())
    form.add("result", "What came of it?", TextBox())
    form.add("objective", "Objective", Choice(OBJECTIVES, none="Not sure"))
    form.add("follow_up", "Remind me", DateInput(months=False, optional=True))
    people = form.section("Participants")
    form.add("participants", "Total", WholeNumber(), into=people)
    form.add("cost", "Cost", AmountInput(), into=people)
    form.add("objectives", "Objectives", CheckList(OBJECTIVES), into=people)
    with qtbot.waitActive(form):
        form.show()
        form.activateWindow()
    return form


def inside(form: Form, name: str, kind: type[T], words: str = "") -> T:
    """The first widget of a kind in a field; ``words`` stand on it."""
    found = form.row(name).entry.findChildren(kind)
    return next(one for one in found if not words or one.property("text") == words)


def test_a_form_shows_values_and_gives_them_back(form: Form):
    edited: list[str] = []
    form.edited.connect(edited.append)
    form.set_values(FILLED)
    assert form.values() == FILLED
    form.set_values(BLANK)
    assert form.values() == BLANK
    assert edited == []


def test_what_a_person_does_is_said_by_its_field(form: Form, qtbot: QtBot):
    form.set_values(BLANK)
    edited: list[str] = []
    form.edited.connect(edited.append)
    qtbot.keyClicks(inside(form, "title", QLineEdit), "Met")
    qtbot.keyClicks(inside(form, "result", QPlainTextEdit), "x")
    qtbot.mouseClick(inside(form, "type", QPushButton, "Letter"), Qt.MouseButton.LeftButton)
    inside(form, "when", QCheckBox).click()
    assert edited == ["title"] * 3 + ["result", "type", "when"]
    assert form.values()["title"] == "Met"
    assert form.values()["type"] == "letter"
    assert form.values()["when"][1] == Precision.MONTH


def test_undo_never_goes_back_before_the_record_that_is_shown(form: Form, qtbot: QtBot):
    title, result = inside(form, "title", QLineEdit), inside(form, "result", QPlainTextEdit)
    form.set_values(BLANK)
    qtbot.keyClicks(title, "Met")
    qtbot.keyClicks(result, "A note")
    form.set_values(BLANK | {"title": "Met", "result": "A note"})  # saved, and opened again
    for field in (title, result):
        qtbot.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert (form.values()["title"], form.values()["result"]) == ("Met", "A note")


def test_a_choice_from_behind_more_gets_its_own_chip(form: Form):
    form.set_values({"type": "petition"})
    assert form.values()["type"] == "petition"
    assert inside(form, "type", QPushButton, "Petition").isChecked()
    form.set_values({"type": "meeting"})
    assert form.values()["type"] == "meeting"


def test_not_asked_is_not_zero(form: Form, qtbot: QtBot):
    form.set_values(BLANK)
    line = inside(form, "participants", QLineEdit)
    assert (line.text(), line.placeholderText()) == ("", "Not asked")
    form.row("participants").entry.set_value(0)
    assert line.text() == "0"
    line.clear()
    qtbot.keyClicks(line, "1a2")
    assert form.values()["participants"] == 12


def test_an_optional_date_comes_and_goes(form: Form):
    form.set_values(BLANK)
    form.row("follow_up").entry.findChildren(QPushButton)[0].click()
    assert form.values()["follow_up"] == (date.today(), Precision.DAY)  # noqa: DTZ011
    form.set_values({"follow_up": None})
    assert form.values()["follow_up"] is None


def test_a_year_stays_a_year_until_its_tick_is_taken_away(form: Form):
    year = (date(2018, 1, 1), Precision.YEAR)
    form.set_values({"when": year})
    assert form.values()["when"] == year
    tick = form.row("when").entry.findChildren(QCheckBox)[0]
    assert tick.text() == "Only the year is known"
    tick.click()
    assert form.values()["when"] == (date(2018, 1, 1), Precision.DAY)


def test_an_error_stands_beside_its_field_until_it_is_mended(form: Form, qtbot: QtBot):
    form.set_values(BLANK)
    form.show_error("title", "Say in a few words what you did.")
    title = form.row("title")
    assert title.note() == "Say in a few words what you did."
    assert title.entry.control.accessibleDescription() == title.note()
    assert title.entry.control.property("error") is True
    assert inside(form, "title", QLineEdit).hasFocus()
    qtbot.keyClicks(inside(form, "title", QLineEdit), "M")
    assert title.note() == "A sentence is enough."
    assert title.entry.control.property("error") is False


def test_an_error_in_a_closed_section_opens_it(form: Form):
    form.set_values(BLANK)
    assert not inside(form, "cost", QLineEdit).isVisible()
    form.show_error("cost", "Say how much.")
    assert inside(form, "cost", QLineEdit).isVisible()


def test_a_refusal_finds_its_fields(form: Form):
    assert form.show_refusal(InvalidRecord({"title": "Say what.", "cost": "Say how much."}))
    assert form.row("title").note() == "Say what."
    assert form.row("cost").note() == "Say how much."
    assert inside(form, "title", QLineEdit).hasFocus()
    assert not form.show_refusal(UserError("The disk is full."))


def test_an_amount_that_is_none_says_how_to_write_one(form: Form, qtbot: QtBot):
    form.set_values(BLANK)
    assert form.is_readable()
    form.show_error("cost", "")
    qtbot.keyClicks(inside(form, "cost", QLineEdit), "some")
    assert not form.is_readable()
    assert "1,250.50" in form.row("cost").note()


def test_labels_belong_to_their_inputs(form: Form):
    for name in FILLED:
        row = form.row(name)
        label = row.findChildren(QLabel)[0]
        assert label.buddy() is row.entry.control
        assert row.entry.control.accessibleName().startswith(label.text())


def test_tab_goes_down_the_form_and_out_of_the_text_box(form: Form, qtbot: QtBot):
    inside(form, "result", QPlainTextEdit).setFocus()
    qtbot.keyClick(inside(form, "result", QPlainTextEdit), Qt.Key.Key_Tab)
    assert form.row("objective").entry.control.hasFocus()


def test_a_text_box_grows_with_its_text(qtbot: QtBot):
    box = GrowingText(lines=2, most_lines=5)
    qtbot.addWidget(box)
    box.show()
    low = box.sizeHint().height()
    box.setPlainText("\n".join("four"))
    high = box.sizeHint().height()
    box.setPlainText("\n" * 50)
    assert low < high < box.sizeHint().height() < 2 * high


ENGLISH, FRENCH, GERMAN, ARABIC = (QLocale(name) for name in ("en_GB", "fr_FR", "de_DE", "ar_EG"))


@pytest.mark.parametrize(
    ("words", "locale", "amount"),
    [
        ("1,250.50", ENGLISH, "1250.50"),
        ("1250.5", ENGLISH, "1250.5"),
        ("1 250,50", FRENCH, "1250.50"),
        ("1.250,50", GERMAN, "1250.50"),
        ("١٬٢٥٠٫٥٠", ARABIC, "1250.50"),
        ("0", ENGLISH, "0"),
        ("1 234,50", ENGLISH, "1234.50"),
        ("1.234,50", ENGLISH, "1234.50"),
        ("1,5", ENGLISH, "1.5"),
        ("1,234,567", ENGLISH, "1234567"),
        ("12,34,567.5", ENGLISH, "1234567.5"),
        ("1.250", GERMAN, "1250"),
        ("12.50", FRENCH, "12.50"),
        ("១២៥០.៥", ENGLISH, "1250.5"),
        ("١٬٢٥٠٫٥", ENGLISH, "1250.5"),
        ("12345678901234567.89", ENGLISH, "12345678901234567.89"),
    ],
)
def test_amounts_are_read_as_the_locale_writes_them(words: str, locale: QLocale, amount: str):
    assert parse_amount(words, locale) == Decimal(amount)


@pytest.mark.parametrize("words", ["some", "1e5", "NaN", "1.2.3", "--1", "inf", "1,23,4", "1,2.3,4"])
def test_what_is_no_amount_is_refused(words: str):
    with pytest.raises(ValueError, match=r".+"):
        parse_amount(words, ENGLISH)


def test_what_could_be_thousands_or_decimals_is_asked_again():
    with pytest.raises(ValueError, match=r"1\.250"):
        parse_amount("1.250", FRENCH)


@pytest.mark.parametrize("locale", [ENGLISH, FRENCH, GERMAN, ARABIC], ids=lambda locale: locale.name())
@pytest.mark.parametrize("amount", ["0.00", "1250.50", "-3.10", "12345678901234567.895"])
def test_amounts_come_back_as_they_were_written(locale: QLocale, amount: str):
    assert parse_amount(format_amount(Decimal(amount), locale), locale) == Decimal(amount)
