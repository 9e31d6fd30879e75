"""From a figure to its records, and from a record to the reports that tell of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest

from icbl_desktop.domain.period import Period
from icbl_desktop.domain.picture import Figure, Measure, Scope
from icbl_desktop.domain.record_set import WorkRecord
from icbl_desktop.domain.work import IndicatorUpdate
from icbl_desktop.errors import UserError
from icbl_desktop.formats.report_parts import FileEntry
from icbl_desktop.services import plans
from icbl_desktop.services.office import arriving, behind, indicators, record
from icbl_desktop.store.office import OfficeStore
from tests import office_data
from tests.office_data import CAMBODIA, KNOWN, STRATEGY, YEAR, filled_office
from tests.office_desk import confirm_all
from tests.office_reports import KHM, LAO, Made, Sender, made

__all__ = ["filled_office"]

PLAN = next(one for one in plans.bundled() if one.id == "2017")
NOW = next(one for one in plans.bundled() if one.id == "2018-2019")
SCOPE = Scope("2017")


def take_in(store: OfficeStore, folder: Path, *reports: Made) -> None:
    """Put reports into the inbox and confirm their keys."""
    arriving.add(store, [one.put(folder) for one in reports], "Officer")
    confirm_all(store)


def test_a_line_names_its_report_and_its_campaign(filled_office: OfficeStore) -> None:
    figure = Figure(Measure.GRANT, Scope("2017", iso3="KHM"))
    (line,) = behind.behind(filled_office, PLAN, figure).lines
    assert (line.kind, line.title, line.organisation) == ("grant", "Accession of KHM", CAMBODIA.organisation)
    assert (line.number, line.stream_code, line.revision) == (1, CAMBODIA.code, 1)
    assert len(line.digest) == 64
    assert line.states == ("KHM",)


def test_the_newest_come_first(filled_office: OfficeStore) -> None:
    lines = behind.behind(filled_office, PLAN, Figure(Measure.ACTIVITY, SCOPE)).lines
    days = [line.day for line in lines if line.day]
    assert days == sorted(days, reverse=True)
    assert len(days) == 16


def test_reports_lie_behind_the_number_of_campaigns(filled_office: OfficeStore) -> None:
    found = behind.behind(filled_office, PLAN, Figure(Measure.CAMPAIGNS, SCOPE))
    assert {line.kind for line in found.lines} == {"report"}
    assert {line.organisation for line in found.lines} == {one.organisation for one in KNOWN}
    held = behind.behind(filled_office, PLAN, Figure(Measure.HELD, SCOPE, "unknown_key"))
    assert [line.organisation for line in held.lines] == ["A Stranger"]


def test_of_each_state_the_newest_answer_counts(filled_office: OfficeStore) -> None:
    both_years = Scope("2018-2019", Period(YEAR[2017].start, YEAR[2018].end))
    steps = indicators.steps(filled_office, NOW, both_years)
    assert [(one.iso3, one.rung) for one in steps if one.iso3 == "LAO"] == [
        ("LAO", "approved"),
        ("LAO", "supports"),
    ]
    found = {one.id: one for one in indicators.indicators(filled_office, NOW, Scope("2018-2019"))}
    assert {name: number.value for name, number in found["1A-i2"].by_value} == {"approved": 3}
    (condemned,) = found["1B-i1"].by_value
    assert (condemned[0], condemned[1].value) == ("yes", 3)


def test_campaigns_that_contradict_each_other_are_shown_so(filled_office: OfficeStore) -> None:
    found = {one.id: one for one in indicators.indicators(filled_office, PLAN, SCOPE)}
    by_value = {name: number.value for name, number in found["1B-i1"].by_value}
    assert by_value == {"yes": 3, "differs": 1}
    (cambodia,) = (one for one in found["1B-i1"].states if one.iso3 == "KHM")
    assert cambodia.values == ("no", "yes")
    assert found["1B-i1"].unanswered == ("BIH",)


def test_numbers_add_up_over_states_and_money_within_its_currency(filled_office: OfficeStore) -> None:
    found = {one.id: one for one in indicators.indicators(filled_office, PLAN, SCOPE)}
    denials, funding = found["1B-i2"], found["2C-i1"]
    assert denials.total is not None
    assert denials.total.value == 8
    assert {currency: str(number.value) for currency, number in funding.by_currency} == {
        "EUR": "1500.50",
        "USD": "4501.50",
    }
    assert funding.total is None
    assert found["1B-i3"].answered.value is None, "nobody answered: not known, and not 0"


def test_an_answer_beyond_all_measure_is_shown_and_not_added(
    sqlite_office: OfficeStore, tmp_path: Path
) -> None:
    reports = []
    for sender, value in ((KHM, "3"), (LAO, "1e999999")):
        answer = IndicatorUpdate(
            indicator=f"{STRATEGY}/1B-i2",
            iso3=sender.states[0],
            date=date(2018, 2, 2),
            value=value,
            **office_data.record_fields(sender, "answer"),
        )
        reports.append(sender.report(1, answer))
    take_in(sqlite_office, tmp_path, *reports)
    (found,) = (
        one for one in indicators.indicators(sqlite_office, NOW, Scope("2018-2019")) if one.id == "1B-i2"
    )
    assert (found.answered.value, found.total and found.total.value) == (2, 3)


def test_a_record_opens_with_its_fields_and_what_reports_said(
    office_store: OfficeStore, tmp_path: Path
) -> None:
    activity = KHM.activity(1, title="Meeting at the ministry", participants=7)
    first = KHM.report(1, activity)
    better = replace(activity, revision=2, title="Meeting at the Ministry of Foreign Affairs")
    take_in(office_store, tmp_path, first, KHM.report(2, better))
    found = record.record(office_store, KHM.campaign, activity.id)
    shown = {one.field: one.value for one in found.fields}
    assert shown["title"] == "Meeting at the Ministry of Foreign Affairs"
    assert (shown["type"], shown["participants"], shown["objectives"]) == (
        "Meeting with officials",
        "7",
        "1A",
    )
    assert "women" not in shown, "it was not asked"
    assert [(one.number, one.revision, one.holds) for one in found.history] == [(2, 2, True), (1, 1, False)]


def entry(of: WorkRecord, name: str, **fields: Any) -> FileEntry:
    return FileEntry(
        id=name, record_id=of.id, name=name, media_type="image/jpeg", size=5, sha256="ab" * 32, **fields
    )


def test_files_are_sent_or_held(sqlite_office: OfficeStore, tmp_path: Path) -> None:
    activity, other = KHM.activity(1), KHM.activity(2)
    files = (entry(activity, "held.jpg", caption="The meeting"), entry(other, "of another.jpg"))
    listed = msgspec.structs.replace(KHM.report(1, activity, other).report, files=files)
    take_in(sqlite_office, tmp_path, made(listed, KHM.key))
    (file,) = record.record(sqlite_office, KHM.campaign, activity.id).files
    assert (file.name, file.caption, file.sent) == ("held.jpg", "The meeting", False)


def test_a_record_that_was_taken_back_says_so(sqlite_office: OfficeStore, tmp_path: Path) -> None:
    activity = KHM.activity(1)
    take_in(sqlite_office, tmp_path, KHM.report(1, activity), KHM.report(2, gone=(activity,)))
    with pytest.raises(UserError, match="not counted any more"):
        record.record(sqlite_office, KHM.campaign, activity.id)
    with pytest.raises(UserError):
        record.record(sqlite_office, LAO.campaign, activity.id)


def test_what_came_since_is_behind_a_figure_that_was_kept(sqlite_office: OfficeStore, tmp_path: Path) -> None:
    figure = Figure(Measure.ACTIVITY, Scope("2018-2019"))
    take_in(sqlite_office, tmp_path, KHM.report(1, KHM.activity(1)))
    assert behind.behind(sqlite_office, NOW, figure).value == 1
    take_in(sqlite_office, tmp_path, LAO.report(1, LAO.activity(1)))
    assert behind.behind(sqlite_office, NOW, figure).value == 2


def test_another_campaigns_record_of_the_same_name_is_its_own(
    sqlite_office: OfficeStore, tmp_path: Path
) -> None:
    twin = Sender("twin", ("KHM",), "Twin Campaign")
    mine, theirs = KHM.activity(1, title="Mine"), twin.activity(1, title="Theirs")
    take_in(sqlite_office, tmp_path, KHM.report(1, mine), twin.report(1, theirs))
    assert record.record(sqlite_office, KHM.campaign, mine.id).line.title == "Mine"
    assert record.record(sqlite_office, twin.campaign, theirs.id).line.title == "Theirs"


def test_a_figure_of_nothing_opens_on_nothing(sqlite_office: OfficeStore) -> None:
    for measure, about in (
        (Measure.AUDIENCE, "no such"),
        (Measure.PROMISE, "no such"),
        (Measure.COMMITMENT, "no such"),
        (Measure.ANSWERS, "x=yes"),
        (Measure.MONEY, "USD/paid"),
    ):
        assert behind.behind(sqlite_office, PLAN, Figure(measure, SCOPE, about)).lines == ()
