"""Which quarterly reports are here, due or lost, as the office sees it on a day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from icbl_desktop.domain.period import Period
from icbl_desktop.domain.plan import Plan
from icbl_desktop.services import plans
from icbl_desktop.services.office import campaigns, due
from icbl_desktop.services.office.due import DueLine, DueState
from icbl_desktop.store.office import OfficeStore
from tests.office_desk import confirm_all, deliver
from tests.office_reports import KHM, LAO

Q1, Q2, Q3 = (Period.quarter(2018, number) for number in (1, 2, 3))
AUGUST = date(2018, 8, 15)


def the_plan() -> Plan:
    """The operational plan of 2018 and 2019."""
    return next(one for one in plans.bundled() if one.id == "2018-2019")


def line(store: OfficeStore, today: date = AUGUST, campaign: str = KHM.campaign) -> DueLine:
    """The line of one campaign."""
    return next(one for one in due.due(store, the_plan(), today).lines if one.campaign == campaign)


def states(found: DueLine) -> list[str]:
    """How its first four quarters stand."""
    return [cell.state for cell in found.cells[:4]]


def test_a_quarter_is_received_due_or_not_due_yet(office_store: OfficeStore, tmp_path: Path) -> None:
    deliver(office_store, tmp_path, KHM.report(1, KHM.activity(1), period=Q1))
    confirm_all(office_store)
    assert states(line(office_store)) == ["received", "due", "not_due", "not_due"]
    assert line(office_store).cells[1].day == date(2018, 7, 30)
    assert states(line(office_store, date(2018, 7, 30)))[1] == DueState.NOT_DUE  # its last day of grace
    assert states(line(office_store, date(2018, 7, 31)))[1] == DueState.DUE


def test_what_is_missing_between_two_reports_may_be_lost(office_store: OfficeStore, tmp_path: Path) -> None:
    first, third = KHM.report(1, KHM.activity(1), period=Q1), KHM.report(3, KHM.activity(3), period=Q3)
    deliver(office_store, tmp_path, first, third)
    confirm_all(office_store)
    found = line(office_store, date(2019, 3, 1))
    assert states(found) == ["received", "gap", "received", "due"]
    assert found.missing == (2,)


def test_nothing_is_asked_of_a_campaign_before_it_began(office_store: OfficeStore, tmp_path: Path) -> None:
    deliver(office_store, tmp_path, KHM.report(1, KHM.activity(1), period=Q2))
    confirm_all(office_store)
    assert states(line(office_store)) == ["before", "received", "not_due", "not_due"]


def test_a_report_of_a_year_covers_its_quarters_and_one_of_days_covers_none(
    office_store: OfficeStore, tmp_path: Path
) -> None:
    year, days = Period(date(2018, 1, 1), date(2018, 12, 31)), Period(date(2018, 1, 5), date(2018, 2, 1))
    deliver(
        office_store,
        tmp_path,
        KHM.report(1, KHM.activity(1), period=year),
        LAO.report(1, LAO.activity(1), period=days),
    )
    confirm_all(office_store)
    assert states(line(office_store)) == ["received"] * 4
    assert states(line(office_store, campaign=LAO.campaign))[0] == DueState.DUE


def test_a_held_report_is_here_and_does_not_count(office_store: OfficeStore, tmp_path: Path) -> None:
    first = KHM.report(1, KHM.activity(1), period=Q1)
    deliver(office_store, tmp_path, first)
    confirm_all(office_store)
    copies = KHM.report(2, KHM.activity(2), period=Q2), KHM.report(2, KHM.activity(3), period=Q2)
    deliver(office_store, tmp_path, *copies)
    found = line(office_store)
    assert states(found)[:2] == ["received", "held"]
    assert set(found.cells[1].digests) == {one.digest for one in copies}


def test_grant_reports_are_no_quarterly_ones(office_store: OfficeStore, tmp_path: Path) -> None:
    deliver(office_store, tmp_path, KHM.report(1, period=Q1, kind="grant_final", grant_id="grant-1"))
    confirm_all(office_store)
    assert states(line(office_store))[0] == DueState.DUE


def test_targeted_states_nobody_reports_from_are_named(office_store: OfficeStore, tmp_path: Path) -> None:
    plan = the_plan()
    targeted = {target.iso3 for target in plan.targets}
    deliver(office_store, tmp_path, LAO.report(1, LAO.activity(1), period=Q1))
    before = due.due(office_store, plan, AUGUST)
    assert not before.lines  # its key is not confirmed: it is nobody that is known
    assert {one.iso3 for one in before.unknown} == targeted
    confirm_all(office_store)
    after = due.due(office_store, plan, AUGUST)
    assert {one.iso3 for one in after.unknown} == targeted - {"LAO"}
    assert all(one.objectives for one in after.unknown)


def test_whoever_misses_most_comes_first(office_store: OfficeStore, tmp_path: Path) -> None:
    deliver(
        office_store,
        tmp_path,
        KHM.report(1, KHM.activity(1), period=Period(Q1.start, Q3.end)),
        LAO.report(1, LAO.activity(1), period=Q1),
    )
    confirm_all(office_store)
    found = due.due(office_store, the_plan(), date(2018, 12, 1))
    assert [one.organisation for one in found.lines] == ["Lao Campaign", "Cambodia Campaign"]


def test_a_refused_key_owes_nothing(office_store: OfficeStore, tmp_path: Path) -> None:
    deliver(office_store, tmp_path, KHM.report(1, KHM.activity(1), period=Q1))
    (stranger,) = campaigns.unknown(office_store)
    campaigns.refuse(office_store, stranger.id, stranger.key, "Firoz")
    assert not due.due(office_store, the_plan(), AUGUST).lines
