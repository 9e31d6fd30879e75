"""A picture in the making: what comes meanwhile, and what reports tell differently."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from icbl_desktop.domain.period import Period
from icbl_desktop.domain.picture import Scope, Totals
from icbl_desktop.services import plans
from icbl_desktop.services.office import arriving, behind, campaigns, picture
from icbl_desktop.store.office import OfficeStore
from tests.office_reports import KHM, Made

PLAN = next(one for one in plans.bundled() if one.id == "2018-2019")
SCOPE = Scope("2018-2019")


def add(store: OfficeStore, folder: Path, *reports: Made) -> None:
    arriving.add(store, [one.put(folder) for one in reports], "Ana")
    for stream in campaigns.unknown(store):
        campaigns.confirm(store, stream.id, stream.key, "Ana")


def told(number: int, **fields: str) -> Made:
    """A report of one activity, which is the same in each."""
    return KHM.report(number, KHM.activity(1, start=date(2018, 5, 1), **fields))


def totals(store: OfficeStore, scope: Scope = SCOPE) -> Totals:
    return picture.totals(store, PLAN, scope)


def test_what_comes_meanwhile_is_not_in_one_moment(office_store: OfficeStore, tmp_path: Path) -> None:
    add(office_store, tmp_path, told(1))
    with office_store.one_moment() as here:
        before = totals(here)
        add(office_store, tmp_path, KHM.report(2, KHM.activity(2, start=date(2018, 6, 1))))
        assert totals(here) == before
    assert (before.activities.value, totals(office_store).activities.value) == (1, 2)


def test_what_reports_tell_differently_is_said_and_in_no_figure(
    office_store: OfficeStore, tmp_path: Path
) -> None:
    add(office_store, tmp_path, told(1, title="One"))
    assert totals(office_store).conflicts.value == 0
    add(office_store, tmp_path, told(2, title="Other"))
    found = totals(office_store)
    assert (found.activities.value, found.conflicts.value) == (0, 1)
    (line,) = behind.behind(office_store, PLAN, found.conflicts.figure).lines
    assert (line.id, line.campaign) == (f"{KHM.name}-a1", KHM.campaign)
    assert totals(office_store, Scope("2018-2019", iso3="KHM")).conflicts.value == 1
    assert totals(office_store, Scope("2018-2019", iso3="LAO")).conflicts.value == 0
    assert totals(office_store, Scope("2018-2019", Period.quarter(2018, 1))).conflicts.value == 0
