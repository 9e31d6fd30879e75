"""The demonstration's year: all of it is there, and it adds up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, time
from decimal import ROUND_HALF_UP, Decimal
from io import BytesIO

import pytest
from PIL import Image

from icbl_desktop import cli
from icbl_desktop.app import App, open_app
from icbl_desktop.commands import demo_year
from icbl_desktop.commands.demo_files import draw
from icbl_desktop.config import Folders
from icbl_desktop.domain.period import Period
from icbl_desktop.domain.report_order import ReportOrder
from icbl_desktop.formats.report_data import read_report
from icbl_desktop.services import evidence, grants, plans, report_history, work_records
from icbl_desktop.services.record_kinds import ACTIVITY, EXPENSE, FOLLOW_UP, KINDS, PROMISE
from icbl_desktop.store import evidence as files
from tests.issuing import raw_of

STORY = demo_year.read_story()
PLACE = 0x8825
"""Where a photo says where it was taken."""


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """The year, played once by the command and opened on its last day."""
    folder = tmp_path_factory.mktemp("year") / "demo"
    assert cli.main(["demo", str(folder), "--year"]) == 0
    app = open_app(Folders(folder / "workspace"))
    app.db.clock = lambda: datetime.combine(STORY.today, time(2, tzinfo=UTC))
    yield app
    app.close()


def test_all_of_the_year_is_there(year: App) -> None:
    counts = {name: len(work_records.every(year.db, kind)) for name, kind in KINDS.items()}
    assert counts == {
        "activity": 60,
        "grant": 2,
        "expense": 25,
        "outcome": 9,
        "promise": 12,
        "follow_up": 12,
        "indicator_update": 13,
    }
    months = {(one.start.year, one.start.month) for one in work_records.every(year.db, ACTIVITY) if one.start}
    assert len(months) == 12
    assert len({one.type for one in work_records.every(year.db, ACTIVITY)}) >= 15
    assert plans.current(year.db).id == "2018-2019"


def test_something_is_due_overdue_kept_and_broken_on_the_storys_day(year: App) -> None:
    promises = work_records.every(year.db, PROMISE)
    assert Counter(one.state for one in promises) == {"kept": 6, "open": 4, "not_kept": 2}
    waiting = [one for one in promises if one.state == "open"]
    overdue = [one for one in waiting if one.due and one.due < STORY.today]
    assert (len(waiting), len(overdue)) == (4, 2)
    to_do = [one.due for one in work_records.every(year.db, FOLLOW_UP) if not one.done and one.due]
    assert min(to_do) < STORY.today < max(to_do)


def test_money_adds_up_to_the_cent(year: App) -> None:
    (funded,) = (one for one in grants.all_grants(year.db) if one.state == "reported")
    money = grants.view(year.db, funded.id).money
    spent = sum(
        (
            ((one.amount or Decimal(0)) / (one.rate or 1)).quantize(Decimal("0.01"), ROUND_HALF_UP)
            for one in work_records.every(year.db, EXPENSE)
        ),
        Decimal(0),
    )
    assert money.spent == spent + Decimal("96.75") == Decimal("4965.90")
    assert sum(line.spent for line in money.lines) + money.off_line == money.spent
    assert (money.paid, money.balance) == (Decimal(5000), Decimal("34.10"))
    assert [line.title for line in money.lines if line.overspent] == ["Printing and translation"]
    assert (money.out_of_period, money.receipts_missing, money.receipts_explained) == (1, 0, 1)
    assert (money.without_rate, money.without_cost) == (0, 0)


def test_photos_lost_their_place_and_one_is_kept_as_it_was(year: App) -> None:
    behind = [
        one for record in work_records.every(year.db, ACTIVITY) for one in evidence.of(year.db, record.id)
    ]
    photos = [one for one in behind if one.media_type == "image/jpeg"]
    assert len(photos) > 15
    assert not [one.name for one in photos if PLACE in exif_of(year, one.sha256)]
    (kept,) = (one for one in photos if one.original_sha256)
    assert PLACE in exif_of(year, kept.original_sha256)


def exif_of(app: App, sha256: str) -> Image.Exif:
    with Image.open(BytesIO(files.load(app.folders.evidence, sha256))) as image:
        return image.getexif()


def test_a_quarters_report_can_be_made_and_names_nobody(year: App) -> None:
    raw = raw_of(year, ReportOrder(period=Period.quarter(2018, 2)))
    report = read_report(raw)
    assert (report.number, report.figures.activities, report.figures.promises_open) == (4, 17, 4)
    names = (b"Demonstration Coordinator", b"Director of the treaties", b"Demonstration Photographer")
    assert [name for name in names if name in raw] == []
    assert [line.number for line in report_history.history(year.db) if line.sent] == [3, 2, 1]


def test_what_the_year_names_of_the_plans_is_in_them(year: App) -> None:
    known = {
        f"{plan.id}/{one}"
        for plan in (plans.plan(year.db, version.plan_id) for version in plans.catalogue(year.db))
        for one in {event.id for event in plan.events} | {planned.id for planned in plan.activities}
    }
    named = {
        ref
        for one in work_records.every(year.db, ACTIVITY)
        for ref in (one.event, one.planned_activity)
        if ref
    }
    assert len(named) > 15
    assert named <= known


def test_the_drawn_files_are_the_same_each_time() -> None:
    drawn = [(file, step.on) for step in STORY.steps for file in step.files][:6]
    assert [draw(file, day) for file, day in drawn] == [draw(file, day) for file, day in drawn]
