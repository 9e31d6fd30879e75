"""Reports of each kind: on a period, a grant, a state; with records left out for this time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from icbl_desktop.app import App
from icbl_desktop.domain.grant import ExpenseDraft
from icbl_desktop.domain.period import Period
from icbl_desktop.domain.report_order import ReportKind, ReportOrder
from icbl_desktop.domain.work import IndicatorUpdateDraft
from icbl_desktop.errors import UserError
from icbl_desktop.formats.report_data import Report
from icbl_desktop.services import evidence, grants, progress, reports
from icbl_desktop.services.reports import Going
from icbl_desktop.store.tables_sync import ReportRow
from tests.issuing import issue
from tests.workspace import OUTCOME, contents, follow_up, fund, log, one, promise

pytestmark = pytest.mark.usefixtures("spring")

Q1, Q2 = Period.quarter(2018, 1), Period.quarter(2018, 2)
FIRST, SECOND = ReportOrder(period=Q1), ReportOrder(period=Q2)
YEAR = Period(date(2018, 1, 1), date(2018, 12, 31))


def carried(report: Report) -> set[str]:
    return {record.id for _, record in report.all_records()}


def spend(app: App, grant_id: str, **fields: object) -> str:
    draft = ExpenseDraft(
        grant_id=grant_id, what="Bus", date=date(2018, 2, 1), amount=Decimal(12), currency="USD"
    )
    return one(grants.save_expense(app.db, replace(draft, **fields)).ids)  # type: ignore[arg-type]


def test_a_grant_report_holds_the_grant_and_all_that_hangs_on_it(app: App) -> None:
    grant_id = fund(app.db, start=date(2018, 1, 1), end=date(2018, 3, 31))
    other = fund(app.db, title="Another", start=date(2018, 1, 1))
    paid, spent_on, unpaid = log(app.db, grant_id=grant_id), log(app.db), log(app.db)
    expense = spend(app, grant_id, activity_id=spent_on)
    spend(app, other)
    outcome = one(grants.save_outcome(app.db, replace(OUTCOME, when=date(2018, 2, 1), grant_id=grant_id)).ids)
    grants.save_outcome(app.db, replace(OUTCOME, when=date(2018, 2, 1)))
    promised = promise(app.db, activity_id=paid)
    waiting = follow_up(app.db, promise_id=promised, activity_id=paid)
    promise(app.db, activity_id=unpaid)

    report = issue(app, ReportOrder(kind=ReportKind.GRANT_FINAL, grant_id=grant_id, period=Q1))
    assert carried(report) == {grant_id, paid, spent_on, expense, outcome, promised, waiting}
    assert [money.grant_id for money in report.figures.money] == [grant_id]
    assert (report.kind, report.grant_id, report.changes) == ("grant_final", grant_id, type(report.changes)())


def test_a_grant_report_keeps_to_its_period_and_the_rest_stays_unreported(app: App) -> None:
    grant_id = fund(app.db, start=date(2018, 1, 1))
    early, late = log(app.db, grant_id=grant_id), log(app.db, grant_id=grant_id, start=date(2018, 5, 1))
    report = issue(app, ReportOrder(kind=ReportKind.GRANT_MID_TERM, grant_id=grant_id, period=Q1))
    assert carried(report) == {grant_id, early}
    assert late in carried(issue(app, SECOND))


def test_a_grants_period_reaches_from_its_start_to_the_last_that_was_done(app: App) -> None:
    grant_id = fund(app.db, start=date(2018, 1, 5), end=date(2018, 3, 31))
    assert reports.grant_period(app.db, grant_id) == Period(date(2018, 1, 5), date(2018, 3, 31))
    spend(app, grant_id, date=date(2018, 4, 20))
    assert reports.grant_period(app.db, grant_id) == Period(date(2018, 1, 5), date(2018, 4, 20))
    assert reports.grant_period(app.db, fund(app.db)) == Q2


def test_a_state_brief_holds_what_is_of_that_state_and_no_money(app: App) -> None:
    grant_id = fund(app.db, start=date(2018, 1, 1))
    at_home, abroad, nowhere = log(app.db), log(app.db, states=("VNM",)), log(app.db, states=())
    spend(app, grant_id, activity_id=abroad)
    open_one = promise(app.db, iso3="VNM", made_on=date(2017, 5, 1))
    promise(app.db, iso3="LAO", made_on=date(2018, 2, 1))
    of_it = one(
        grants.save_outcome(app.db, replace(OUTCOME, when=date(2018, 2, 1), activities=(abroad,))).ids
    )
    alone = one(grants.save_outcome(app.db, replace(OUTCOME, when=date(2018, 2, 1))).ids)
    answer = IndicatorUpdateDraft(
        indicator="strategy-2017-2021/1B-i1", iso3="VNM", date=date(2018, 3, 1), value="no"
    )
    update = one(progress.save_update(app.db, answer).ids)

    brief = ReportOrder(kind=ReportKind.STATE_BRIEF, iso3="VNM", period=Q1)
    report = issue(app, brief)
    assert carried(report) == {abroad, open_one, of_it, update}
    assert (report.iso3, report.figures.money) == ("VNM", ())
    assert carried(issue(app, replace(brief, iso3="KHM"))) == {at_home, nowhere, alone}


def test_the_file_name_says_what_a_report_is(app: App) -> None:
    grant_id = fund(app.db, start=date(2018, 1, 1))
    names = [
        reports.preview(app.db, app.folders, order).name.split("-", 2)[2].rsplit("-", 2)[0]
        for order in (
            FIRST,
            ReportOrder(kind=ReportKind.GRANT_FINAL, grant_id=grant_id, period=Q1),
            ReportOrder(kind=ReportKind.GRANT_MID_TERM, grant_id=grant_id, period=Q1),
            ReportOrder(kind=ReportKind.STATE_BRIEF, iso3="LAO", period=YEAR),
        )
    ]
    assert names == ["2018-Q1", "2018-Q1-grant", "2018-Q1-grant-mid-term", "2018-brief-LAO"]


def local_grant(app: App) -> ReportOrder:
    return ReportOrder(kind=ReportKind.GRANT_FINAL, grant_id=fund(app.db, sharing="local"), period=Q1)


@pytest.mark.parametrize(
    ("order", "field", "sentence"),
    [
        (lambda _app: ReportOrder(kind="poem", period=Q1), "kind", "no “poem”"),
        (lambda _app: replace(FIRST, language="xx"), "language", "Choose one of: en, fr"),
        (lambda _app: replace(FIRST, paper="A0"), "paper", "A4, Letter"),
        (lambda _app: ReportOrder(kind=ReportKind.GRANT_FINAL, period=Q1), "grant_id", "Choose the grant"),
        (local_grant, "grant_id", "stays on this computer"),
        (lambda _app: ReportOrder(kind=ReportKind.STATE_BRIEF, period=Q1), "iso3", "Choose the state"),
        (lambda _app: ReportOrder(kind=ReportKind.STATE_BRIEF, iso3="QQQ", period=Q1), "iso3", "QQQ"),
    ],
)
def test_an_order_that_cannot_be_met_says_so_beside_its_field_and_takes_no_number(
    app: App, order: Callable[[App], ReportOrder], field: str, sentence: str
) -> None:
    wanted, before = order(app), contents(app.db)
    for make in (reports.preview, reports.issue):
        with pytest.raises(UserError, match=sentence) as refused:
            make(app.db, app.folders, wanted)
        assert refused.value.field == field
    assert contents(app.db) == before


def test_what_is_left_out_is_counted_and_comes_with_the_next_report(app: App) -> None:
    first, second = log(app.db), log(app.db)
    report = issue(app, replace(FIRST, left_out=frozenset({second})))
    assert (carried(report), report.left_out, report.figures.activities) == ({first}, 1, 1)
    later = reports.preview(app.db, app.folders, SECOND)
    assert later.going == (Going("activity", 0, 1),)
    assert carried(issue(app, SECOND)) == {second}


def test_what_was_reported_and_is_left_out_now_is_not_taken_back(app: App) -> None:
    activity_id = log(app.db)
    issue(app, FIRST)
    report = issue(app, replace(FIRST, left_out=frozenset({activity_id})))
    assert (carried(report), report.tombstones, report.left_out) == (set(), (), 1)
    assert reports.preview(app.db, app.folders, FIRST).taken_back == 0


def test_a_grant_left_out_takes_its_expenses_and_its_money_along(app: App) -> None:
    grant_id = fund(app.db, start=date(2018, 1, 1))
    expense = spend(app, grant_id)
    report = issue(app, replace(FIRST, left_out=frozenset({grant_id})))
    assert (carried(report), report.left_out, report.figures.money) == (set(), 2, ())
    assert carried(issue(app, SECOND)) == {grant_id, expense}


def test_the_persons_own_lines_are_in_the_data_and_in_the_preview(app: App) -> None:
    log(app.db)
    drafted = reports.preview(app.db, app.folders, FIRST)
    assert any("activity" in line for line in drafted.in_short)
    own = replace(FIRST, in_short=("The ministry answered.",), needs=("A letter from Geneva.",))
    preview = reports.preview(app.db, app.folders, own)
    assert (preview.in_short, preview.needs) == (own.in_short, own.needs)
    report = issue(app, own)
    assert (report.in_short, report.needs) == (own.in_short, own.needs)


@pytest.mark.parametrize(
    ("fields", "is_public"),
    [
        ({"sharing": "public"}, True),
        ({"sharing": "secretariat"}, False),
        ({"sharing": "public", "people": "Sok Dara", "people_shared": True}, False),
        ({"sharing": "public", "people": "Sok Dara"}, True),
    ],
)
def test_a_report_knows_whether_anything_above_public_is_in_it(
    app: App, fields: dict[str, Any], is_public: bool
) -> None:
    log(app.db, **fields)
    reports.issue(app.db, app.folders, FIRST)
    with app.db.read() as session:
        assert [row.all_public for row in session.scalars(select(ReportRow))] == [is_public]


def test_a_file_for_the_secretariat_makes_a_report_more_than_public(app: App, tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_bytes(b"light")
    evidence.add(app.db, app.folders, log(app.db, sharing="public"), [letter])
    reports.issue(app.db, app.folders, FIRST)
    with app.db.read() as session:
        assert not session.scalars(select(ReportRow.all_public)).one()


def test_an_empty_period_is_a_report_too(app: App) -> None:
    report = issue(app, ReportOrder(period=Period.quarter(2010, 1)))
    assert (carried(report), report.number) == (set(), 1)


@pytest.mark.parametrize("piece", ["w", "ជំរាប", "الحكومة "])
def test_a_record_with_every_field_at_its_limit_can_be_reported(app: App, piece: str) -> None:
    longest = (piece * 20_000)[:19_999] + "."
    texts = dict.fromkeys(("title", "result", "details", "place", "state_response", "media_reach"), longest)
    activity_id = log(app.db, **texts, institutions=(longest,), tags=(longest,), participants=999_999_999)
    report = issue(app, FIRST)
    assert carried(report) == {activity_id}
    assert report.records.activities[0].details == longest
