"""``report.json``: the same bytes for the same report, and nothing taken on trust when read."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
import pytest

from icbl_desktop.domain.record_set import Records
from icbl_desktop.domain.tombstones import Gone, Tombstone
from icbl_desktop.errors import BadFile, NewerFile
from icbl_desktop.formats import report_data
from icbl_desktop.formats.report_data import read_report, write_report
from tests.reports import GRANT, HEARING, PHOTO, PROMISE, RECORDS, activity, of, report_of

SCHEMA = Path(__file__).parents[1] / "docs/schema/report.schema.json"


def changed(**fields: Any) -> bytes:
    """The example's JSON with top-level fields changed."""
    return json.dumps({**json.loads(write_report(report_of())), **fields}).encode()


def with_grant(**fields: Any) -> bytes:
    """The example's JSON with its grant changed."""
    value = json.loads(write_report(report_of()))
    value["records"]["grants"][0].update(fields)
    return json.dumps(value).encode()


def with_record(**fields: Any) -> bytes:
    """The example's JSON with its first activity changed."""
    value = json.loads(write_report(report_of()))
    value["records"]["activities"][0].update(fields)
    return json.dumps(value).encode()


def test_a_report_reads_back_as_it_was_written() -> None:
    report = report_of()
    assert read_report(write_report(report)) == report
    assert write_report(report_of()) == write_report(report)


def test_the_bytes_do_not_depend_on_the_order_records_were_read_in() -> None:
    first, second = activity(1), activity(2)
    assert write_report(of(first, second)) == write_report(of(second, first))


def test_keys_are_sorted_money_is_text_and_times_are_in_utc() -> None:
    raw = write_report(report_of()).decode()
    value = json.loads(raw, parse_float=pytest.fail)
    assert list(value) == sorted(value)
    hearing = next(one for one in value["records"]["activities"] if one["id"] == HEARING.id)
    assert (hearing["cost"], hearing["made_at"]) == ("410.50", "2018-04-03T09:30:00Z")
    assert value["made_at"] == "2018-04-03T09:30:00Z"


def test_the_figures_are_those_of_the_period_and_of_the_whole_grant() -> None:
    before = replace(HEARING, id="aaaaaaaa-9", start=HEARING.start and HEARING.start.replace(year=2017))
    elsewhere = replace(HEARING, id="aaaaaaaa-8", currency="KHR", cost=Decimal(40000), participants=None)
    figures = report_of(Records(activities=(HEARING, before, elsewhere), grants=(GRANT,))).figures
    assert (figures.activities, figures.participants.total, figures.participants.asked) == (2, 46, 1)
    assert (figures.men.total, figures.men.asked) == (None, 0)
    (money,) = figures.money
    assert (money.money.spent, money.money.balance) == (Decimal("821.00"), Decimal("2179.00"))
    assert money.money.other_currency == 1


def test_promises_and_follow_ups_are_counted_by_their_own_dates() -> None:
    before = replace(PROMISE, id="p1", made_on=date(2017, 6, 1))
    kept = replace(before, id="p2", state="kept", settled_on=date(2018, 3, 1))
    broken = replace(kept, id="p3", state="not_kept")
    later = replace(kept, id="p4", settled_on=date(2018, 5, 1))
    promises = (PROMISE, before, kept, broken, later)
    figures = report_of(replace(RECORDS, promises=promises)).figures
    counts = (figures.promises_made, figures.promises_kept, figures.promises_not_kept, figures.promises_open)
    assert counts == (1, 1, 1, 2)
    assert (figures.expenses, figures.follow_ups_open) == (1, 1)


def test_of_a_file_leaves_what_it_shows_and_not_who_made_it() -> None:
    (file,) = json.loads(write_report(report_of()))["files"]
    assert set(file) == {
        "attachment",
        "caption",
        "held_sha256",
        "id",
        "media_type",
        "name",
        "record_id",
        "sent",
        "sha256",
        "sharing",
        "size",
        "taken_on",
    }


@pytest.mark.parametrize("names", [("", ""), ("E01.jpg", "E01.jpg"), ("E01.jpg", "")])
def test_a_file_that_was_sent_has_a_name_of_its_own(names: tuple[str, str]) -> None:
    (listed,) = report_of().files
    sent = tuple(
        msgspec.structs.replace(listed, id=f"e{at}", sent=True, attachment=name)
        for at, name in enumerate(names)
    )
    with pytest.raises(BadFile, match="has no name of its own"):
        read_report(write_report(report_of(files=sent)))


def gone(record_id: str = "gone-1", **fields: Any) -> dict[str, Any]:
    """A tombstone as it stands in the file."""
    return {"id": record_id, "kind": "activity", "revision": 3, "state": "withdrawn", **fields}


def test_a_tombstone_is_an_id_a_kind_a_revision_and_a_state_and_nothing_else() -> None:
    report = report_of(tombstones=(Tombstone("gone-1", "activity", 3, Gone.WITHDRAWN),))
    raw = write_report(report)
    assert json.loads(raw)["tombstones"] == [gone()]
    assert read_report(raw) == report
    assert report.figures == report_of().figures


def test_a_report_of_before_there_were_tombstones_takes_nothing_back() -> None:
    value = json.loads(write_report(report_of()))
    del value["tombstones"]
    assert read_report(json.dumps(value).encode()) == report_of()


def test_a_state_that_a_newer_program_gives_is_kept() -> None:
    (one,) = read_report(changed(version="1.4", tombstones=[gone(state="merged")])).tombstones
    assert one.state == "merged"


def test_fields_of_a_newer_minor_version_are_passed_over() -> None:
    read = read_report(changed(version="1.9", weather="fine"))
    assert read.number == 7


def test_a_newer_major_version_asks_for_the_newer_program() -> None:
    with pytest.raises(NewerFile, match="newer version"):
        read_report(changed(version="2.0"))


@pytest.mark.parametrize(
    ("raw", "fault"),
    [
        (b"{}", "not that of a report"),
        (b"[" * 40 + b"]" * 40, "nested"),
        (b'{"format": "icbl-report", "format": "icbl-report"}', "twice"),
        (changed(format="icbl-plan"), "not that of a report"),
        (changed(version="one"), "version"),
        (changed(number=0), "number"),
        (changed(number="7"), "number"),
        (changed(previous="abc"), "previous"),
        (changed(period={"start": "2018-03-31", "end": "2018-01-01"}), "ends before"),
        (changed(made_at="2018-04-03T09:30:00+07:00"), "UTC"),
        (changed(made_at="2018-04-03T09:30:00"), "made_at"),
        (with_record(id="aaaaaaaa-1"), "twice"),
        (with_record(id=""), "no id"),
        (with_record(revision=0), "revision"),
        (with_record(cost="NaN"), "money"),
        (with_record(cost="1E+999999"), "money"),
        (with_record(cost="1E-999"), "money"),
        (with_grant(payments=[{"amount": "NaN"}]), "money"),
        (with_grant(budget=[{"id": "b1", "title": "Travel", "amount": "1E+99"}]), "money"),
        (with_record(cost=1.5), "decimal"),
        (with_record(changed_at="2018-04-03T09:30:00+07:00"), "UTC"),
        (changed(records={}), "belongs to no record"),
        (changed(records={}, tombstones=[gone(PHOTO.record_id)]), "belongs to no record"),
        (changed(tombstones=[gone(), gone(revision=4)]), "twice"),
        (changed(tombstones=[gone(HEARING.id)]), "twice"),
        (changed(tombstones=[gone("")]), "no id"),
        (changed(tombstones=[gone(revision=0)]), "revision"),
        (changed(tombstones=[{"id": "gone-1"}]), "kind"),
    ],
)
def test_a_report_that_makes_no_sense_is_refused_with_the_reason(raw: bytes, fault: str) -> None:
    with pytest.raises(BadFile, match=fault):
        read_report(raw)


def test_a_report_too_large_is_refused_before_it_is_parsed() -> None:
    with pytest.raises(BadFile, match="too large"):
        read_report(b" " * (report_data.MAX_BYTES + 1))


def test_the_published_schema_is_that_of_the_code() -> None:
    assert SCHEMA.read_bytes() == report_data.json_schema()


def test_the_schema_names_every_field_a_report_has() -> None:
    schema = json.loads(SCHEMA.read_bytes())["$defs"]
    value = json.loads(write_report(report_of()))
    assert set(value) == set(schema["Report"]["properties"])
    assert set(value["records"]) == set(schema["RecordSet"]["properties"])
    for kind, name in (("activities", "Activity"), ("expenses", "Expense"), ("promises", "Promise")):
        assert set(value["records"][kind][0]) == set(schema[name]["properties"])
