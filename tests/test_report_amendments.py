"""Correcting a report that was issued: what the new one replaces, why, and what it says otherwise."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from icbl_desktop.app import App
from icbl_desktop.domain.period import Period
from icbl_desktop.domain.report_order import Paper, ReportKind, ReportOrder, Sending
from icbl_desktop.domain.tombstones import Gone, Tombstone
from icbl_desktop.errors import UserError
from icbl_desktop.formats import report_changes
from icbl_desktop.formats.report_data import Report
from icbl_desktop.formats.report_parts import FieldChange, RecordChange
from icbl_desktop.services import activities, campaign, evidence, report_history, reports
from tests.issuing import data_of
from tests.reports import HEARING, LETTER, of, report_of
from tests.workspace import contents, fund, log

pytestmark = pytest.mark.usefixtures("spring")

Q1, Q2 = Period.quarter(2018, 1), Period.quarter(2018, 2)
FIRST, SECOND = ReportOrder(period=Q1), ReportOrder(period=Q2)
WHY = "The number of people was wrong."


def issue(app: App, order: ReportOrder) -> tuple[str, Report]:
    """Issue a report; its id, and the data in its final bytes."""
    issued = reports.issue(app.db, app.folders, order)
    return issued.id, data_of(reports.pdf_of(app.db, issued.id))


def amend(app: App, report_id: str, **changes: object) -> tuple[str, Report]:
    order = replace(reports.amend(app.db, report_id), why=WHY)
    return issue(app, replace(order, **changes))  # type: ignore[arg-type]


def test_an_amendment_says_what_it_replaces_why_and_what_is_otherwise(app: App) -> None:
    wrong = log(app.db, participants=46, result="They will answer.")
    gone = log(app.db, title="Gone")
    first_id, first = issue(app, FIRST)
    log(app.db, wrong, participants=45, result="They have answered.", start=date(2018, 3, 2))
    activities.trash(app.db, gone)
    new = log(app.db, title="New")

    second_id, second = amend(app, first_id)
    assert second.amends is not None
    assert (second.amends.number, second.amends.why) == (1, WHY)
    assert (second.number, second.amends.stream) == (2, first.stream.id)
    said = {one.id: one for one in second.amends.changes}
    assert said[wrong] == RecordChange(
        id=wrong,
        kind="activity",
        what="changed",
        fields=(
            FieldChange(field="start", before="2018-03-01", after="2018-03-02"),
            FieldChange(field="result"),
            FieldChange(field="participants", before="46", after="45"),
        ),
    )
    assert said[new] == RecordChange(id=new, kind="activity", what="added")
    assert said[gone] == RecordChange(id=gone, kind="activity", what="gone")
    assert len(said) == 3
    assert second.tombstones == (Tombstone(gone, "activity", 1, Gone.DELETED),)
    (newer, older) = report_history.history(app.db)
    assert (newer.id, newer.replaces) == (second_id, older.number)


def test_its_file_name_says_which_report_it_amends(app: App) -> None:
    log(app.db)
    first_id, _ = issue(app, FIRST)
    code = campaign.get(app.db).stream_code
    name = reports.preview(app.db, app.folders, reports.amend(app.db, first_id)).name
    assert name == f"KHM-CCBL-2018-Q1-{code}-r0002-amends-r0001.pdf"


def test_a_report_is_corrected_with_what_was_asked_of_it(app: App) -> None:
    grant_id = fund(app.db, start=date(2018, 1, 1))
    order = ReportOrder(
        kind=ReportKind.GRANT_FINAL,
        period=Q1,
        grant_id=grant_id,
        language="fr",
        paper=Paper.LETTER,
        in_short=("In one line.",),
    )
    report_id, _ = issue(app, order)
    assert reports.amend(app.db, report_id) == replace(order, replaces=report_id)


def test_what_was_left_out_or_held_stays_so_in_the_amendment(app: App, tmp_path: Path) -> None:
    kept_back, sent = log(app.db, title="Not this time"), log(app.db)
    letter = tmp_path / "letter.txt"
    letter.write_bytes(b"light")
    evidence.add(app.db, app.folders, sent, [letter])
    (file,) = evidence.of(app.db, sent)
    order = replace(FIRST, left_out=frozenset({kept_back}), files={file.id: Sending.HELD})
    first_id, _ = issue(app, order)
    assert reports.amend(app.db, first_id) == replace(order, replaces=first_id)
    _, second = amend(app, first_id)
    assert (second.amends and second.amends.changes, second.left_out) == ((), 1)
    assert [one.sent for one in second.files] == [False]


def test_without_a_reason_no_number_is_taken(app: App) -> None:
    report_id, _ = issue(app, FIRST)
    before = contents(app.db)
    order = replace(reports.amend(app.db, report_id), why="  ")
    assert reports.preview(app.db, app.folders, order).pdf.startswith(b"%PDF")
    with pytest.raises(UserError, match="Say why") as refused:
        reports.issue(app.db, app.folders, order)
    assert refused.value.field == "why"
    assert contents(app.db) == before


def test_of_a_report_that_was_amended_the_newest_is_amended(app: App) -> None:
    first_id, _ = issue(app, FIRST)
    stale = replace(reports.amend(app.db, first_id), why=WHY)
    second_id, second = amend(app, first_id)
    assert reports.amend(app.db, first_id).replaces == second_id
    with pytest.raises(UserError, match="Report 1 was amended already, by report 2"):
        reports.issue(app.db, app.folders, stale)
    _, third = amend(app, first_id)
    assert third.amends is not None
    assert (third.amends.number, second.amends and second.amends.number) == (2, 1)


def test_an_amendment_carries_what_its_report_carried_and_no_other_news(app: App) -> None:
    march, earlier = log(app.db), log(app.db, start=date(2017, 12, 1))
    first_id, first = issue(app, FIRST)
    assert [one.id for one in first.changes.activities] == [earlier]
    later = log(app.db, start=date(2018, 5, 2))
    _, second = amend(app, first_id)
    assert [one.id for one in second.records.activities] == [march]
    assert [one.id for one in second.changes.activities] == [earlier]
    assert second.amends is not None
    assert second.amends.changes == ()
    assert [one.id for one in issue(app, SECOND)[1].records.activities] == [later]


def test_what_a_replaced_report_took_back_the_amendment_takes_back_too(app: App) -> None:
    activity_id = log(app.db)
    issue(app, FIRST)
    activities.trash(app.db, activity_id)
    second_id, second = issue(app, SECOND)
    _, third = amend(app, second_id)
    assert third.tombstones == second.tombstones != ()
    activities.restore(app.db, activity_id)
    _, fourth = amend(app, second_id)
    assert fourth.tombstones == ()


def test_changed_files_are_named_with_their_record(app: App, tmp_path: Path) -> None:
    activity_id = log(app.db)
    first_id, _ = issue(app, FIRST)
    letter = tmp_path / "letter.txt"
    letter.write_bytes(b"light")
    evidence.add(app.db, app.folders, activity_id, [letter])
    _, second = amend(app, first_id)
    assert second.amends is not None
    (change,) = second.amends.changes
    assert change.fields == (FieldChange(field="evidence"),)


def test_of_a_text_that_was_taken_out_nothing_is_said_again() -> None:
    secret = "A name that was given away"
    before = of(replace(LETTER, result=secret, institutions=(secret,), type="letter"))
    after = of(replace(LETTER, result="", institutions=(), type="meeting"))
    (change,) = report_changes.changes(before, after)
    assert secret not in str(change)
    assert [one.field for one in change.fields] == ["type", "result", "institutions"]
    assert change.fields[0] == FieldChange(field="type", before="letter", after="meeting")


def test_numbers_dates_and_answers_say_from_what_to_what() -> None:
    before = of(HEARING, replace(LETTER, cost=Decimal("1.50"), reached=None))
    after = of(replace(HEARING, people_shared=True), replace(LETTER, cost=Decimal(2), reached=7))
    letter, hearing = report_changes.changes(before, after)
    assert letter.fields == (
        FieldChange(field="reached", before="", after="7"),
        FieldChange(field="cost", before="1.50", after="2"),
    )
    assert [one.field for one in hearing.fields] == ["people", "people_shared"]
    assert report_changes.changes(after, after) == ()
    assert report_changes.changes(report_of(), report_of()) == ()
