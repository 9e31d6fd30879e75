"""Records from a sheet: matched by name, every problem by row and column, all rows or none."""

from __future__ import annotations

import csv
import io
import os
import time
from datetime import date, datetime
from decimal import Decimal
from signal import SIGKILL
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from icbl_desktop.app import App
from icbl_desktop.domain.grant import BudgetLine
from icbl_desktop.errors import UserError
from icbl_desktop.services import activities, sheet_import, trash, undo, work_records
from icbl_desktop.services.activities import ActivityFilter
from icbl_desktop.services.record_kinds import ACTIVITY, EXPENSE, FOLLOW_UP, GRANT
from icbl_desktop.services.sheet_columns import IMPORTABLE
from tests.workspace import JOIN_CCM, contents, fund, is_sound, log

HEADINGS = ("Date", "Type", "What did you do?", "Objective", "What came of it?", "Women", "Shoe size")
EXPENSE_HEADINGS = ("Grant", "Date", "Item", "Amount", "Currency")
FEBRUARY = datetime(2018, 2, 1)  # noqa: DTZ001 - as a spreadsheet has it
MEETING = ("2018-02-01", "Meeting with officials", "Met the ministry", "1A", "A study begins", 3, 44)


def workbook(*rows: tuple[Any, ...]) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def csv_or_book(*rows: tuple[Any, ...]) -> bytes:
    """Numbers stand in workbooks, texts in CSV files."""
    return workbook(*rows) if any(isinstance(cell, float) for row in rows for cell in row) else as_csv(*rows)


def as_csv(*rows: tuple[Any, ...], separator: str = ",", encoding: str = "utf-8") -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator).writerows(rows)
    return out.getvalue().encode(encoding)


@pytest.mark.parametrize(
    "data",
    [
        workbook(HEADINGS, MEETING),
        workbook((), HEADINGS, (), (FEBRUARY, *MEETING[1:])),
        as_csv(HEADINGS, MEETING),
        as_csv(HEADINGS, MEETING, separator=";", encoding="utf-8-sig"),
        as_csv(HEADINGS, MEETING, separator="\t", encoding="utf-16"),
    ],
    ids=["xlsx", "xlsx with gaps", "csv", "csv of a European Excel", "unicode text"],
)
def test_a_row_becomes_a_record_by_the_names_of_its_columns(app: App, data: bytes) -> None:
    preview = sheet_import.check(app.db, data)
    assert (preview.kind, preview.passed_over) == ("activity", ("Shoe size",))
    before = contents(app.db)
    assert preview.problems == ()
    assert contents(app.db) == before, "looking changes nothing"
    changed = sheet_import.apply(app.db, preview)
    (one,) = work_records.every(app.db, ACTIVITY)
    assert changed.ids == {one.id}
    assert (one.start, one.type, one.title) == (date(2018, 2, 1), "meeting", "Met the ministry")
    assert (one.objectives, one.women, one.men, one.states) == ((JOIN_CCM,), 3, None, ("KHM",))


def test_a_sheet_taken_in_twice_adds_nothing_and_undo_takes_all_away(app: App) -> None:
    data = workbook(HEADINGS, MEETING, MEETING, ("2018-03", "letter", "Wrote", "2B", "", None, None))
    preview = sheet_import.check(app.db, data)
    assert [row.here for row in preview.rows] == [False, True, False]
    number = sheet_import.apply(app.db, preview).undoable
    assert [one.precision for one in work_records.every(app.db, ACTIVITY) if one.title == "Wrote"] == [
        "month"
    ]
    assert len(activities.ids(app.db, ActivityFilter())) == 2
    again = sheet_import.check(app.db, data)
    with pytest.raises(UserError, match="nothing new to take in"):
        sheet_import.apply(app.db, again)
    undo.undo(app.db, number)
    assert activities.ids(app.db, ActivityFilter()) == []


def test_what_changed_since_the_sheet_was_looked_at_leaves_nothing_half_done(app: App) -> None:
    grant = fund(app.db)
    row = ("Survivor network", "2018-03-02", "Bus", "12.50", "USD")
    preview = sheet_import.check(app.db, as_csv(EXPENSE_HEADINGS, row, (*row[:2], "Boat", *row[3:])))
    trash.put(app.db, GRANT, [grant])
    before = contents(app.db)
    with pytest.raises(UserError, match="Row 2: what it names is in the trash by now"):
        sheet_import.apply(app.db, preview)
    assert contents(app.db) == before
    trash.restore(app.db, GRANT, [grant])
    sheet_import.apply(app.db, preview)
    before = contents(app.db)
    with pytest.raises(UserError, match="Row 2: its record is here by now"):
        sheet_import.apply(app.db, preview)
    assert contents(app.db) == before


@pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows has no fork")
@pytest.mark.parametrize("moment", [150, 300], ids=["half way", "after the last row"])
def test_killed_while_a_sheet_is_taken_in_nothing_of_it_is_there(app: App, moment: int) -> None:
    rows = (("2018-02-01", "letter", f"Letter {number}") for number in range(300))
    preview = sheet_import.check(app.db, as_csv(("Date", "Type", "Title"), *rows))
    before = contents(app.db)
    app.db.close()
    child = os.fork()
    if child == 0:
        sheet_import.apply(
            app.db,
            preview,
            progress=lambda done, _: os.kill(os.getpid(), SIGKILL) if done == moment else None,
        )
    assert os.WTERMSIG(os.waitpid(child, 0)[1]) == SIGKILL
    assert contents(app.db) == before
    assert is_sound(app.db)


def test_a_thousand_rows_are_looked_at_in_a_moment(app: App) -> None:
    rows = (("2018-02-01", "letter", f"Letter {number}", "1A; 2B") for number in range(1000))
    data = as_csv(("Date", "Type", "Title", "Objective"), *rows)
    begin = time.perf_counter()
    assert len(sheet_import.check(app.db, data).good) == 1000
    assert time.perf_counter() - begin < 2, "plans and grants are looked up once, not for each row"


BAD = [
    ("Date", "yesterday", "“yesterday” is not read as a date. Write it as 2018-03-25"),
    ("Date", "2018-02-01 perhaps", "is not read as a date"),
    ("What came of it?", "a\x7fb", "There is a character in this text that cannot be shown or printed."),
    ("Date", "2018-02-30", "“2018-02-30” is no day of the calendar."),
    ("Date", "03/04/2018", "is not read as a date"),
    ("Type", "Dance", "“Dance” is not known here. Known are: Meeting with officials"),
    ("What did you do?", None, "Write in a few words what you did."),
    ("Objective", "9Z", "There is no objective “9Z” in this plan."),
    ("Women", "several", "“several” is not a whole number."),
    ("Women", -3, "A number of people cannot be below zero."),
]


@pytest.mark.parametrize(("column", "cell", "sentence"), BAD)
def test_each_problem_has_its_row_its_column_and_its_sentence(
    app: App, column: str, cell: Any, sentence: str
) -> None:
    bad = tuple(
        cell if heading == column else value for heading, value in zip(HEADINGS, MEETING, strict=True)
    )
    preview = sheet_import.check(app.db, workbook(HEADINGS, MEETING, bad))
    (problem,) = preview.problems
    assert (problem.row, problem.column in (column, "When?")) == (3, True)
    assert sentence in problem.sentence
    before = contents(app.db)
    with pytest.raises(UserError, match="Row 3"):
        sheet_import.apply(app.db, preview)
    assert contents(app.db) == before
    sheet_import.apply(app.db, preview, leave_out=True)
    assert len(activities.ids(app.db, ActivityFilter())) == 1


def test_expenses_name_their_grant_line_and_activity_by_title(app: App) -> None:
    grant = fund(app.db, budget=(BudgetLine(id="b1", title="Travel", amount=Decimal(500)),))
    activity = log(app.db, title="Visit to Battambang")
    heads = ("Grant", "Date", "Item", "Budget line", "Amount", "Currency", "Exchange rate", "Activity")
    row = ("Survivor network", "2018-03-02", "Bus", "travel", "81 000", "khr", 4050, "visit to battambang")
    preview = sheet_import.check(app.db, as_csv(heads, row), "expense")
    assert preview.problems == ()
    sheet_import.apply(app.db, preview)
    (one,) = work_records.every(app.db, EXPENSE)
    assert (one.grant_id, one.line, one.amount, one.currency) == (grant, "b1", Decimal(81000), "KHR")
    assert (one.rate, one.activity_id) == (Decimal(4050), activity)
    wrong = ("Other", "2018-03-02", "Bus", "Food", "12,5", "USD", None, "No such thing")
    found = {
        p.column: p.sentence for p in sheet_import.check(app.db, as_csv(heads, wrong), "expense").problems
    }
    assert "There is no grant “Other” here. Known are: Survivor network." in found["Grant"]
    assert "There is no budget line “Food” here. Known are: Travel." in found["Budget line"]
    assert "Write it as 1234.50" in found["Amount"]
    assert "There is no activity “No such thing” here." in found["For which activity?"]


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        ("៨១០០០", "81000"),
        ("1,234.5", "1234.5"),
        (0.1 + 0.2, "0.3"),
        ("81.000", ""),
        ("1.234,50", ""),
        ("-5", ""),
    ],
)
def test_an_amount_is_read_as_it_is_meant_or_refused(app: App, cell: Any, read: str) -> None:
    fund(app.db)
    row = ("Survivor network", "2018-03-02", "Bus", cell, "usd")
    preview = sheet_import.check(app.db, csv_or_book(EXPENSE_HEADINGS, row))
    assert [str(vars(one.draft)["amount"]) for one in preview.good] == ([read] if read else [])
    assert [one.column for one in preview.problems] == ([] if read else ["Amount"])


def test_a_month_alone_is_no_day_of_an_expense_and_two_of_a_name_are_not_guessed(app: App) -> None:
    fund(app.db)
    for _ in range(2):
        log(app.db, title="Visit")
    row = ("Survivor network", "2018-03", "Bus", "5", "USD", "Visit")
    found = sheet_import.check(app.db, as_csv((*EXPENSE_HEADINGS, "Activity"), row)).problems
    assert [one.sentence for one in found] == [
        "Write the day as well, such as 2018-03-25.",
        "Several activities are called “Visit”. Write the id of the one meant.",
    ]


def test_a_follow_up_may_stand_in_the_row_of_its_activity(app: App) -> None:
    heads = (*HEADINGS, "What is to be done next?", "By when?")
    sheet_import.apply(
        app.db, sheet_import.check(app.db, workbook(heads, (*MEETING, "Ask again", "2018-05-02")))
    )
    (one,) = work_records.every(app.db, FOLLOW_UP)
    assert (one.what, one.due) == ("Ask again", date(2018, 5, 2))


@pytest.mark.parametrize("kind", IMPORTABLE)
def test_the_template_is_read_back_without_a_column_lost(app: App, kind: str) -> None:
    page = load_workbook(io.BytesIO(sheet_import.template(kind))).worksheets[0]
    heads = tuple(cell.value for cell in page[1])
    preview = sheet_import.check(app.db, as_csv(heads, ("",) * len(heads)), kind)
    assert preview.passed_over == ()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "nothing in this sheet"),
        (b"\0\1\2 a picture", "neither an Excel workbook"),
        (b"PK\x03\x04 torn", "not an Excel workbook"),
        (b"Fish,Fowl\n1,2\n", "No column of this sheet is known here"),
        (b'Date\n"' + b"x" * 200_000, "damaged"),
        (b"a," * 200 + b"\n", "too many rows or columns"),
        (b"\n" * 100_000, "too many rows or columns"),
        ("Date,Title\n2018-02-01,ประชุม\n".encode("cp874"), "letters of this CSV file cannot be read"),
        (b'Date,Title\n2018-02-01,"open\n2018-02-02,lost\n', "damaged"),
    ],
)
def test_a_file_that_is_no_sheet_is_said_so(app: App, data: bytes, sentence: str) -> None:
    with pytest.raises(UserError, match=sentence):
        sheet_import.check(app.db, data)
