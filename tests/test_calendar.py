"""What has a date for the campaign, and which treaty dates it is reminded of."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from icbl_desktop.app import App
from icbl_desktop.domain.countries import State
from icbl_desktop.domain.deadlines import deadlines, worth_saying
from icbl_desktop.domain.period import Period
from icbl_desktop.domain.plan import Event
from icbl_desktop.domain.reminders import MoreTime, Reminder, months_after, reminders
from icbl_desktop.domain.report_order import ReportOrder
from icbl_desktop.domain.vocabulary import Precision
from icbl_desktop.services import activities, calendar, choices, countries, plans, report_sending, reports
from icbl_desktop.services.calendar import Entry, EntryKind
from icbl_desktop.services.overview import overview
from icbl_desktop.store.database import Database
from tests import workspace

TODAY = date(2018, 11, 12)
YEAR = (date(2018, 1, 1), date(2018, 12, 31))


def found(db: Database, kind: EntryKind, today: date = TODAY) -> dict[str, Entry]:
    entries = calendar.entries(db, *YEAR, today)
    return {one.title: one for one in entries if one.kind == kind}


def event(db: Database, title: str) -> Event:
    return next(one for one in plans.current(db).events if one.title == title)


def test_every_event_and_key_date_of_the_plan_stands_in_its_year(db: Database) -> None:
    plan = plans.current(db)
    of_2018 = [one.title for one in plan.events if one.start.year == 2018]
    assert sorted(found(db, EntryKind.EVENT)) == sorted(of_2018)
    assert len(found(db, EntryKind.KEY_DATE)) == len(plan.key_dates)
    starts = [one.start for one in calendar.entries(db, *YEAR, TODAY)]
    assert starts == sorted(starts)


def test_an_event_of_several_days_is_on_each_of_them(db: Database) -> None:
    meeting = found(db, EntryKind.EVENT)["17th Meeting of States Parties to the Mine Ban Treaty"]
    assert (meeting.start, meeting.end) == (date(2018, 11, 26), date(2018, 11, 30))
    assert (meeting.place, meeting.objectives) == ("Geneva", ("2B", "3A", "3B"))
    assert [meeting.is_on(date(2018, 11, day)) for day in (25, 26, 28, 30)] == [False, True, True, True]


def test_an_event_without_a_day_is_in_its_month_and_on_no_day(db: Database) -> None:
    launch = found(db, EntryKind.EVENT)["Launch of the 2018 Landmine Monitor report"]
    assert launch.precision == Precision.MONTH
    assert launch.to_be_confirmed
    assert (launch.start, launch.end) == (date(2018, 11, 1), date(2018, 11, 30))
    assert not launch.is_on(date(2018, 11, 1))
    assert launch.title in {one.title for one in overview(db, date(2018, 11, 20)).coming}


def test_ones_own_day_takes_the_place_of_the_plans_and_can_be_taken_back(db: Database) -> None:
    launch = event(db, "Launch of the 2018 Landmine Monitor report")
    about = f"2018-2019/events/{launch.id}"
    choices.choose_date(db, about, launch, date(2018, 11, 15))
    own = found(db, EntryKind.EVENT)[launch.title]
    assert own.chosen == own.start == own.end == date(2018, 11, 15)
    assert own.is_on(date(2018, 11, 15))
    choices.forget(db, about, choices.every(db)[0].kind)
    assert found(db, EntryKind.EVENT)[launch.title].chosen is None


def test_what_the_campaign_hid_is_not_in_its_calendar(db: Database) -> None:
    meeting = event(db, "CCW Meeting of High Contracting Parties")
    choices.hide(db, f"2018-2019/events/{meeting.id}", meeting)
    assert meeting.title not in found(db, EntryKind.EVENT)


def test_what_the_campaign_owes_stands_on_its_day_until_it_is_done(db: Database) -> None:
    activity = workspace.log(db)
    about = workspace.follow_up(db, due=date(2018, 11, 9), activity_id=activity)
    grant = workspace.fund(db, interim_report_due=date(2018, 11, 30), report_due=date(2018, 12, 1))
    call = found(db, EntryKind.FOLLOW_UP)["Call the ministry"]
    assert (call.ref, call.start, call.overdue) == (about, date(2018, 11, 9), True)
    report = found(db, EntryKind.GRANT_REPORT)["Survivor network"]
    assert (report.ref, report.start, report.overdue) == (grant, date(2018, 12, 1), False)
    assert found(db, EntryKind.INTERIM_REPORT)["Survivor network"].start == date(2018, 11, 30)
    activities.trash(db, activity)
    assert found(db, EntryKind.FOLLOW_UP) == {}


def test_the_work_of_a_grant_and_the_reports_that_went_have_their_days(app: App) -> None:
    workspace.fund(app.db, start=date(2018, 2, 1), end=date(2018, 9, 30))
    workspace.fund(app.db, title="Only an idea", state="idea", start=date(2018, 2, 1))
    assert found(app.db, EntryKind.GRANT_START).keys() == {"Survivor network"}
    assert found(app.db, EntryKind.GRANT_END)["Survivor network"].start == date(2018, 9, 30)
    workspace.log(app.db)
    issued = reports.issue(app.db, app.folders, ReportOrder(period=Period.quarter(2018, 1)))
    assert found(app.db, EntryKind.REPORT) == {}
    report_sending.mark_sent(app.db, issued.id, date(2018, 4, 5))
    assert found(app.db, EntryKind.REPORT)["1"].start == date(2018, 4, 5)


def test_treaty_deadlines_of_the_own_states_stand_on_their_day(app: App) -> None:
    entries = calendar.entries(app.db, date(2019, 1, 1), date(2026, 1, 1), date(2018, 11, 12))
    dates = {one.treaty_date.rule.article: one for one in entries if one.treaty_date}
    assert dates[5].start == date(2025, 12, 31)
    assert dates[5].treaty_date is not None
    assert dates[5].treaty_date.as_of == "2020"
    assert dates[7].start == date(2019, 4, 30)


def of_state(iso3: str, today: date) -> tuple[Reminder, ...]:
    facts = countries.facts()
    dates = [one for one in deadlines(facts.states[iso3], facts.deadlines, today) if worth_saying(one)]
    return reminders(dates, today)


def test_a_clearance_deadline_is_said_eighteen_months_before() -> None:
    deadline = date(2028, 6, 1)  # Palestine, by the rule
    day_before = date(2026, 11, 30)
    assert of_state("PSE", day_before) == ()
    (said,) = of_state("PSE", date(2026, 12, 1))
    assert (said.about.article, said.due, said.more_time) == (5, deadline, MoreTime.NINE_MONTHS)


def test_nine_months_before_the_deadline_a_request_is_late() -> None:
    assert not of_state("PSE", date(2027, 8, 31))[0].late
    assert of_state("PSE", date(2027, 9, 1))[0].late


def test_a_recorded_deadline_counts_before_the_rule() -> None:
    due = {one.about.article: one.due for one in of_state("SOM", date(2026, 11, 22))}
    assert due[5] == date(2027, 10, 1)


@pytest.mark.parametrize("iso3", ["KHM", "LAO", "PSE"])
def test_a_report_is_said_sixty_days_before(iso3: str) -> None:
    assert 7 not in {one.about.article for one in of_state(iso3, date(2027, 2, 28))}
    said = {one.about.article: one for one in of_state(iso3, date(2027, 3, 1))}
    assert said[7].due == date(2027, 4, 30)
    assert said[7].more_time == MoreTime.REPORT


def party(iso3: str, in_force: date, ccm: bool) -> State:
    facts = countries.facts()
    model = facts.states["KHM"].mbt
    assert model is not None
    standing = replace(model, in_force=in_force)
    state = facts.states[iso3]
    return replace(state, mbt=None if ccm else standing, ccm=standing if ccm else None)


def test_stockpiles_have_no_more_time_under_one_treaty_and_some_under_the_other() -> None:
    today = date(2026, 11, 22)
    mbt = party("TON", months_after(today, 12 - 4 * 12), ccm=False)
    ccm = party("TON", months_after(today, 12 - 8 * 12), ccm=True)
    ways = {
        one.about.treaty: one.more_time
        for state in (mbt, ccm)
        for one in reminders(deadlines(state, (), today), today)
        if one.about.kind == "stockpiles"
    }
    assert ways == {"MBT": MoreTime.NEVER, "CCM": MoreTime.BY_MEETING}


def test_nobody_is_reminded_of_what_is_past_or_not_known() -> None:
    today = date(2026, 11, 22)
    facts = countries.facts()
    for state in facts.states.values():
        for one in reminders(deadlines(state, facts.deadlines, today), today):
            assert today <= one.due <= months_after(today, 18)
    assert of_state("LBN", today) == ()  # its entry into force is not known; CCM Article 4 is past
    assert of_state("USA", today) == of_state("XKX", today) == ()


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 8, 31), 18, date(2028, 2, 29)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
    ],
)
def test_months_are_counted_by_the_calendar(day: date, months: int, expected: date) -> None:
    assert months_after(day, months) == expected


def test_overview_shows_the_reminders_of_all_own_states(db: Database) -> None:
    view = overview(db, date(2025, 1, 10))
    assert [(one.about.iso3, one.about.article) for one in view.reminders] == [("KHM", 5)]
    assert view.reminders[0].due - timedelta(days=355) == date(2025, 1, 10)
