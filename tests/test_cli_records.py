"""Records of every kind on the command line: added, shown, edited, taken away, brought back, traced."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.shell import Shell

GRANT = {
    "title": "Survivor network",
    "programme": "investing_in_action",
    "state": "running",
    "currency": "USD",
}
NEW: dict[str, tuple[dict[str, Any], dict[str, Any], str]] = {
    "activity": (
        {"type": "meeting", "title": "Met the ministry", "start": "2018-02-01", "objectives": ["1A"]},
        {"result": "A study begins"},
        "result",
    ),
    "grant": (
        {**GRANT, "payments": [{"date": "2018-01-05", "amount": "3000"}]},
        {"awarded": "4500.50"},
        "awarded",
    ),
    "expense": (
        {"date": "2018-02-02", "what": "Bus", "amount": "12.50"},
        {"paid_to": "Bus company"},
        "paid_to",
    ),
    "outcome": (
        {"actor": "Ministry", "change": "Named a focal point", "when": "2018-05-20", "indicators": ["1A-i2"]},
        {"significance": "The first one"},
        "significance",
    ),
    "promise": ({"who": "Ministry", "what": "A study", "due": "2018-06-01"}, {"how": "By letter"}, "how"),
    "followup": ({"what": "Ask again", "due": "2018-05-02"}, {"done": True, "done_on": "2018-05-03"}, "done"),
    "indicator": (
        {"indicator": "1A-i2", "date": "2018-02-02", "value": "interim_step"},
        {"confidence": "high"},
        "confidence",
    ),
}


def test_an_expense_is_found_by_an_id_that_shows_it(cambodia: Shell) -> None:
    cambodia.data("grant", "add", "--json", "-", stdin=json.dumps(GRANT))
    cambodia.data("expense", "add", "--json", "-", stdin=json.dumps(NEW["expense"][0]))
    kind, found, *_ = cambodia("search", "bus")[1].split()
    assert (kind, cambodia.data("expense", "show", found)["what"]) == ("expense", "Bus")


@pytest.mark.parametrize("kind", NEW)
def test_a_record_goes_through_its_whole_life(cambodia: Shell, kind: str) -> None:
    new, change, field = NEW[kind]
    if kind == "expense":
        cambodia.data("grant", "add", "--json", "-", stdin=json.dumps(GRANT))
    record_id = cambodia.data(kind, "add", "--json", "-", stdin=json.dumps(new))["id"]
    assert [one["id"] for one in cambodia.data(kind, "list", "--json")] == [record_id]
    short = record_id[:8]
    before = cambodia.data(kind, "show", short)
    cambodia.data(kind, "edit", short, "--json", "-", stdin=json.dumps(change))
    after = cambodia.data(kind, "show", record_id)
    assert (after[field], after["revision"]) == (change[field], 2)
    steps = cambodia.data(kind, "history", short, "--json")
    assert [step["action"] for step in steps] == ["edited", "added"]
    cambodia.data(kind, "restore", short, "--step", steps[-1]["key"])
    assert cambodia.data(kind, "show", short)[field] == before[field]
    cambodia.data(kind, "trash", short)
    assert cambodia.data(kind, "list", "--json") == []
    cambodia.data(kind, "restore", short)
    assert len(cambodia.data(kind, "list", "--json")) == 1


def test_wrong_fields_and_ids_have_their_sentence(cambodia: Shell) -> None:
    code, _, err = cambodia("promise", "add", "--json", "-", stdin='{"who": "Ministry"}')
    assert (code, err) == (1, "what: Write what was promised.\n")
    assert "There is no promise “x” here" in cambodia("promise", "show", "x")[2]
    assert "no indicator “9Z”" in cambodia("indicator", "add", "--json", "-", stdin='{"indicator": "9Z"}')[2]
    given = '{"date": "2018-02-02", "what": "Bus", "amount": 12.5, "currency": "USD"}'
    assert (
        cambodia("expense", "add", "--json", "-", stdin=given)[2]
        == "grant_id: Choose the grant this was paid from.\n"
    )


@pytest.mark.parametrize(
    ("kind", "given", "sentence"),
    [
        ("grant", '{"payments": [{"amount": "1"}, {"amount": "x"}]}', "“payments[1].amount” cannot be read"),
        ("grant", '{"payments": [{"amout": "1"}]}', "There is no field “payments[0].amout” here."),
        ("grant", '{"title": "a", "title": "b"}', "“title” stands there twice"),
        ("grant", '{"budget": [{"title": "Travel"}]}', "“budget[0]” cannot be read. Give it an"),
        ("activity", '{"women": 5, "participants": 3}', "women: This is more than all participants."),
        ("activity", '{"title": "a\\u0000b"}', "title: There is a character in this text"),
        ("activity", '{"tags": ["' + "x" * 30_000 + '"]}', "tags: This text is too long."),
        ("activity", '{"follow_ups": [{"what": "a", "due": "soon"}]}', "“follow_ups[0].due” cannot be read"),
    ],
)
def test_a_wrong_field_is_named_however_deep_it_lies(
    cambodia: Shell, kind: str, given: str, sentence: str
) -> None:
    code, _, err = cambodia(kind, "add", "--json", "-", stdin=given)
    assert code == 1
    assert sentence in err
    assert err.count("\n") == 1
    assert len(err) < 600


def test_what_lies_in_the_trash_is_neither_edited_nor_named(cambodia: Shell) -> None:
    grant = cambodia.data("grant", "add", "--json", "-", stdin=json.dumps(GRANT))["id"]
    cambodia.data("grant", "trash", grant)
    assert "lies in the trash" in cambodia("grant", "edit", grant, "--json", "-", stdin='{"title": "x"}')[2]
    new = json.dumps({**NEW["expense"][0], "currency": "USD", "grant_id": grant})
    said = cambodia("expense", "add", "--json", "-", stdin=new)[2]
    assert "lies in the trash. Nothing was saved. Restore it first." in said


def test_only_what_a_plan_here_has_can_be_answered(cambodia: Shell) -> None:
    for field in ("planned_activity", "event", "alert", "commitment"):
        new = json.dumps({**NEW["activity"][0], field: "2018-2019/nowhere"})
        code, _, err = cambodia("activity", "add", "--json", "-", stdin=new)
        assert (code, "No plan here has the" in err, "2018-2019/nowhere" in err) == (1, True, True)
    assert cambodia.data("activity", "list", "--json") == []


def test_minus_nothing_is_no_amount(cambodia: Shell) -> None:
    new = json.dumps({**NEW["activity"][0], "cost": "-0", "currency": "USD"})
    assert "cannot be below zero" in cambodia("activity", "add", "--json", "-", stdin=new)[2]


def test_files_go_in_and_come_out(cambodia: Shell) -> None:
    new = json.dumps(NEW["promise"][0])
    record_id = cambodia.data("promise", "add", "--json", "-", stdin=new)["id"]
    letter = cambodia.folder / "letter.txt"
    letter.write_text("Dear Minister")
    (kept,) = cambodia.data("evidence", "add", record_id[:8], letter)
    out = cambodia.folder / "out"
    assert "There is no folder" in cambodia("evidence", "get", kept["id"], "--out", out)[2]
    out.mkdir()
    assert cambodia("evidence", "get", kept["id"], "--out", out)[1] == f"{out / 'letter.txt'}\n"
    assert (out / "letter.txt").read_text() == "Dear Minister"


def test_a_sheet_is_checked_then_taken_in(cambodia: Shell, tmp_path: Path) -> None:
    sheet = cambodia.folder / "sheet.csv"
    sheet.write_text("Date,Type,Title\n2018-02-01,Meeting with officials,Met\nsoon,Dance,Danced\n")
    code, out, err = cambodia("import", "check", sheet)
    assert (code, err) == (1, "Problems in the sheet: 2. Nothing was changed.\n")
    assert "row 3, When?: “soon” is not read as a date." in out
    assert cambodia("import", "apply", sheet)[0] == 1
    assert cambodia.data("activity", "list", "--json") == []
    done = cambodia.data("import", "apply", sheet, "--leave-out")
    assert done == {"kind": "activity", "taken_in": 1, "left_out": 1}
    assert cambodia("import", "template", "expense", tmp_path / "t.xlsx")[0] == 0
    assert (tmp_path / "t.xlsx").stat().st_size > 3000


def test_what_was_logged_is_found_and_what_is_due_goes_into_a_calendar(cambodia: Shell) -> None:
    for kind in ("activity", "promise", "followup"):
        assert cambodia(kind, "add", "--json", "-", stdin=json.dumps(NEW[kind][0]))[0] == 0
    kinds = {hit["kind"] for hit in cambodia.data("search", "ministr", "--json")}
    assert {"activity", "promise"} <= kinds
    calendar = cambodia.folder / "calendar.ics"
    assert cambodia("calendar", "export", calendar, "--from", "2018-04-01", "--to", "2018-12-31")[0] == 0
    wrong = cambodia("calendar", "export", calendar, "--from", "2018-12-31", "--to", "2018-04-01")
    assert (wrong[0], "The end lies before the start." in wrong[2]) == (1, True)
    assert "Ask again" in calendar.read_text(encoding="utf-8")
