"""``report make``: each kind of report, records left out, amendments, and what is asked wrongly."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from icbl_desktop.formats.report_data import Report
from tests.issuing import data_of
from tests.shell import Shell

QUARTER = ("--quarter", "2018-Q1")
GRANT = {
    "title": "Survivor network",
    "programme": "investing_in_action",
    "state": "running",
    "currency": "USD",
    "start": "2018-01-05",
    "end": "2018-06-30",
}


def add(shell: Shell, kind: str, **fields: object) -> str:
    """Add a record; its id."""
    return str(shell.data(kind, "add", "--json", "-", stdin=json.dumps(fields))["id"])


def meet(shell: Shell, **fields: object) -> str:
    told = {"type": "meeting", "title": "Met the ministry", "start": "2018-02-01", "objectives": ["1A"]}
    return add(shell, "activity", **told | fields)


def make(shell: Shell, *words: object) -> tuple[str, Report]:
    """Make a report; the name of its file and its data."""
    folder = shell.folder / "made"
    folder.mkdir(exist_ok=True)
    before = set(folder.iterdir())
    code, out, err = shell("report", "make", *words, "--out", folder)
    assert (code, err) == (0, "")
    (file,) = set(folder.iterdir()) - before
    assert str(file) in out
    return file.name, data_of(file.read_bytes())


def test_a_grant_report_takes_the_grants_own_time(cambodia: Shell) -> None:
    grant = add(cambodia, "grant", **GRANT)
    paid = meet(cambodia, grant_id=grant)
    meet(cambodia)
    name, report = make(cambodia, "--kind", "grant-final", "--grant", grant[:8], "--language", "fr")
    assert "-2018-01-05_2018-06-30-grant-" in name
    assert {record.id for _, record in report.all_records()} == {grant, paid}
    assert (report.language, report.kind) == ("fr", "grant_final")


def test_a_state_brief_and_the_persons_own_lines(cambodia: Shell) -> None:
    abroad = meet(cambodia, states=["VNM"])
    meet(cambodia)
    words = ("--kind", "state-brief", "--state", "vnm", *QUARTER, "--paper", "Letter")
    name, report = make(cambodia, *words, "--in-short", "One line.", "--in-short", "Another.")
    assert "-brief-VNM-" in name
    assert [record.id for _, record in report.all_records()] == [abroad]
    assert report.in_short == ("One line.", "Another.")


def test_a_record_is_left_out_and_the_report_amended(cambodia: Shell) -> None:
    first, second = meet(cambodia), meet(cambodia)
    _, report = make(cambodia, *QUARTER, "--leave-out", second[:8])
    assert [one.id for one in report.records.activities] == [first]
    name, amendment = make(cambodia, "--amend", 1, "--why", "A mistake.")
    assert name.endswith("-r0002-amends-r0001.pdf")
    assert [one.id for one in amendment.records.activities] == [first], "nothing else goes by itself"
    _, amendment = make(cambodia, "--amend", 1, "--why", "One was forgotten.", "--put-in", second[:8])
    assert amendment.amends is not None
    assert [(one.id, one.what) for one in amendment.amends.changes] == [(second, "added")]
    assert "-amends-r0001.pdf" in cambodia("report", "list")[1]


def test_an_amendment_without_a_reason_or_of_no_report_is_a_sentence(cambodia: Shell, tmp_path: Path) -> None:
    make(cambodia, *QUARTER)
    for words, sentence in (
        (("--amend", 1), "Say why the report is corrected"),
        (("--amend", 9, "--why", "x"), "no report 9"),
    ):
        code, _, err = cambodia("report", "make", *words, "--out", tmp_path / "x.pdf")
        assert code == 1
        assert sentence in err
    assert [line["number"] for line in cambodia.data("report", "list", "--json")] == [1]


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("--kind", "poem", *QUARTER),
        ("--kind", "grant-final", *QUARTER),
        ("--grant", "abc", *QUARTER),
        ("--kind", "state-brief", *QUARTER),
        ("--kind", "state-brief", "--state", "KHM"),
        ("--state", "KHM", *QUARTER),
        ("--amend", "1", *QUARTER),
        ("--why", "x", *QUARTER),
        ("--language", "xx", *QUARTER),
        ("--paper", "A0", *QUARTER),
    ],
)
def test_wrong_usage_ends_with_two(cambodia: Shell, tmp_path: Path, words: tuple[str, ...]) -> None:
    assert cambodia("report", "make", *words, "--out", tmp_path / "x.pdf")[0] == 2
    assert not (tmp_path / "x.pdf").exists()
