"""Records that were reported and go: taken back once, without a word of what they say."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from icbl_desktop.app import App
from icbl_desktop.domain.grant import ExpenseDraft
from icbl_desktop.domain.period import Period
from icbl_desktop.domain.report_order import ReportOrder
from icbl_desktop.domain.tombstones import Gone, Tombstone
from icbl_desktop.domain.work import ActivityEntry, FollowUpDraft, IndicatorUpdateDraft, PromiseDraft
from icbl_desktop.formats.report_data import Report, read_report
from icbl_desktop.services import activities, evidence, grants, report_history, reports, trash, work_records
from icbl_desktop.services.activities import ActivityFilter, ActivityLine
from icbl_desktop.services.record_kinds import (
    ACTIVITY,
    EXPENSE,
    FOLLOW_UP,
    INDICATOR_UPDATE,
    PROMISE,
    DraftT,
    Kind,
    RecordT,
)
from icbl_desktop.services.record_kinds import GRANT as GRANT_KIND
from icbl_desktop.services.record_kinds import OUTCOME as OUTCOME_KIND
from icbl_desktop.services.reports import Going
from tests import issuing, workspace
from tests.issuing import raw_of
from tests.workspace import GRANT, MEETING, OUTCOME, fund, log, one

pytestmark = pytest.mark.usefixtures("spring")

Q1, Q2 = Period.quarter(2018, 1), Period.quarter(2018, 2)
SECRET = "Night visit"
UPDATE = IndicatorUpdateDraft(
    indicator="strategy-2017-2021/1B-i1", iso3="KHM", date=date(2018, 3, 1), value="no"
)
BUS = ExpenseDraft(what="Bus", date=date(2018, 2, 1), amount=Decimal(12), currency="USD")


def issue(app: App, period: Period = Q1) -> Report:
    return issuing.issue(app, ReportOrder(period=period))


def changed_since(app: App) -> list[int]:
    """What the history says of each report, the first one first."""
    return [line.changed for line in reversed(report_history.history(app.db))]


def to_trash(app: App, activity_id: str) -> None:
    activities.trash(app.db, activity_id)


def to_local(app: App, activity_id: str) -> None:
    log(app.db, activity_id, sharing="local")


def to_draft(app: App, activity_id: str) -> None:
    log(app.db, activity_id, state="draft")


WAYS = pytest.mark.parametrize(
    ("leave", "state"),
    [(to_trash, Gone.DELETED), (to_local, Gone.WITHDRAWN), (to_draft, Gone.WITHDRAWN)],
)


@WAYS
def test_a_record_that_goes_is_taken_back_once_by_a_report_of_any_period(
    app: App, leave: Callable[[App, str], None], state: str
) -> None:
    activity_id = log(app.db)
    assert issue(app).tombstones == ()
    leave(app, activity_id)
    taking_back = issue(app, Q2)
    assert taking_back.tombstones == (Tombstone(activity_id, "activity", 1, state),)
    assert list(taking_back.all_records()) == []
    assert issue(app).tombstones == ()
    assert issue(app, Q2).tombstones == ()


@WAYS
def test_the_history_says_changed_until_a_report_took_it_back(
    app: App, leave: Callable[[App, str], None], state: str
) -> None:
    activity_id = log(app.db)
    issue(app)
    leave(app, activity_id)
    assert changed_since(app) == [1]
    issue(app)
    assert changed_since(app) == [0, 0]
    assert [line.records for line in report_history.history(app.db)] == [0, 1]


def test_what_was_never_reported_is_not_taken_back(app: App) -> None:
    activities.trash(app.db, log(app.db))
    log(app.db, sharing="local")
    log(app.db, state="draft")
    assert issue(app).tombstones == ()


def test_a_record_that_is_back_before_the_next_report_is_not_taken_back(app: App) -> None:
    activity_id = log(app.db)
    issue(app)
    activities.trash(app.db, activity_id)
    activities.restore(app.db, activity_id)
    report = issue(app, Q2)
    assert report.tombstones == ()
    assert [one.id for one in report.changes.activities] == [activity_id]


def test_a_record_that_comes_back_is_carried_as_changed_and_taken_back_anew(app: App) -> None:
    activity_id = log(app.db)
    issue(app)
    to_draft(app, activity_id)
    issue(app, Q2)
    log(app.db, activity_id)
    assert changed_since(app) == [1, 0]
    (back,) = issue(app, Q2).changes.activities
    assert (back.id, back.revision) == (activity_id, 3)
    assert changed_since(app) == [0, 0, 0]

    to_trash(app, activity_id)
    assert issue(app, Q2).tombstones == (Tombstone(activity_id, "activity", 3, Gone.DELETED),)
    assert changed_since(app) == [
        0,
        0,
        0,
        0,
    ]


def test_work_on_a_record_that_stays_shows_in_no_report_and_not_in_the_history(app: App) -> None:
    activity_id = log(app.db)
    issue(app)
    log(app.db, activity_id, title=SECRET, sharing="local")
    log(app.db, activity_id, title=SECRET, sharing="local", result=SECRET)
    raw = raw_of(app, ReportOrder(period=Q1))
    assert [one.revision for one in read_report(raw).tombstones] == [1]
    assert SECRET.encode() not in raw

    log(app.db, activity_id, title=SECRET, sharing="local", result="More")
    assert changed_since(app) == [0, 0]
    assert issue(app).tombstones == ()


def test_that_a_local_record_was_trashed_later_stays_here(app: App) -> None:
    activity_id = log(app.db)
    issue(app)
    to_local(app, activity_id)
    to_trash(app, activity_id)
    assert issue(app).tombstones == (Tombstone(activity_id, "activity", 1, Gone.WITHDRAWN),)


def save(app: App, kind: Kind[DraftT, RecordT], draft: DraftT, record_id: str = "") -> str:
    return one(work_records.save(app.db, kind, draft, record_id).ids)


def test_every_kind_of_record_can_be_taken_back(app: App) -> None:
    funded = fund(app.db, start=date(2018, 1, 1))
    records: list[tuple[Kind[Any, Any], Any]] = [
        (OUTCOME_KIND, OUTCOME),
        (INDICATOR_UPDATE, UPDATE),
        (EXPENSE, replace(BUS, grant_id=funded)),
        (PROMISE, PromiseDraft(who="Ministry", what="Reply", made_on=date(2018, 2, 1))),
        (FOLLOW_UP, FollowUpDraft(what="Ask again", due=date(2018, 2, 1))),
    ]
    saved = {save(app, kind, draft): (kind, draft) for kind, draft in records}
    issue(app)
    for record_id, (kind, draft) in saved.items():
        save(app, kind, replace(draft, sharing="local"), record_id)
    assert {(gone.id, gone.kind) for gone in issue(app).tombstones} == {
        (record_id, kind.name) for record_id, (kind, _) in saved.items()
    }


@pytest.mark.parametrize(
    ("leave", "state"),
    [
        (lambda app, grant: trash.put(app.db, GRANT_KIND, [grant]), Gone.DELETED),
        (lambda app, grant: grants.save(app.db, replace(GRANT, sharing="local"), grant), Gone.WITHDRAWN),
    ],
)
def test_expenses_go_with_their_grant(app: App, leave: Callable[[App, str], object], state: str) -> None:
    grant_id = fund(app.db, start=date(2018, 1, 1))
    expense_id = save(app, EXPENSE, replace(BUS, grant_id=grant_id))
    assert [found.id for found in issue(app).records.expenses] == [expense_id]
    leave(app, grant_id)
    assert changed_since(app) == [2]
    gone = {(found.id, found.state) for found in issue(app).tombstones}
    assert gone == {(grant_id, state), (expense_id, state)}
    assert changed_since(app) == [0, 0]


def test_what_hangs_on_a_record_goes_to_the_trash_and_comes_back_with_it(app: App) -> None:
    promise, follow_up = PromiseDraft(who="Ministry", what="Reply"), FollowUpDraft(what="Ask again")
    entry = ActivityEntry(**vars(MEETING), promises=(promise,), follow_ups=(follow_up,))
    activity_id = one(activities.save(app.db, entry).ids)
    promise_id = work_records.every(app.db, PROMISE)[0].id
    work_records.save(app.db, FOLLOW_UP, FollowUpDraft(what="Thank them", promise_id=promise_id))
    grant_id = fund(app.db, start=date(2018, 1, 1))
    save(app, EXPENSE, replace(BUS, grant_id=grant_id))
    files = [raw_of(app, ReportOrder(period=Q1))]
    known = known_to_a_reader(files)
    assert len(known) == 6
    moved: list[tuple[Kind[Any, Any], str]] = [(ACTIVITY, activity_id), (GRANT_KIND, grant_id)]
    for kind, record_id in moved:
        trash.put(app.db, kind, [record_id])
    files.append(raw_of(app, ReportOrder(period=Q1)))
    assert known_to_a_reader(files) == set()
    for kind, record_id in moved:
        trash.restore(app.db, kind, [record_id])
    assert changed_since(app)[0] == 6
    files.append(raw_of(app, ReportOrder(period=Q1)))
    assert known_to_a_reader(files) == known
    assert changed_since(app) == [0, 0, 0]


def test_files_and_links_go_with_their_record(app: App, tmp_path: Path) -> None:
    grant_id = fund(app.db, start=date(2018, 1, 1))
    activity_id = log(app.db, grant_id=grant_id)
    photo = tmp_path / "letter.txt"
    photo.write_bytes(b"light")
    evidence.add(app.db, app.folders, activity_id, [photo])
    grants.save_outcome(app.db, replace(OUTCOME, when=date(2018, 2, 1), activities=(activity_id,)))
    assert [file.name for file in issue(app).files] == ["letter.txt"]

    to_trash(app, activity_id)
    raw = raw_of(app, ReportOrder(period=Q1))
    report = read_report(raw)
    assert (report.files, report.figures.files, report.figures.activities) == ((), 0, 0)
    assert [one.activities for one in report.records.outcomes] == [()]
    assert raw.count(activity_id.encode()) == 1
    assert b"photo" not in raw


def test_a_preview_says_how_many_are_taken_back_and_counts_them_nowhere_else(app: App) -> None:
    first, second = log(app.db), log(app.db)
    issue(app)
    to_trash(app, first)
    to_local(app, second)
    log(app.db, title="April", start=date(2018, 4, 2))
    preview = reports.preview(app.db, app.folders, ReportOrder(period=Q2))
    assert (preview.taken_back, preview.going) == (2, (Going("activity", 1, 0),))
    assert reports.preview(app.db, app.folders, ReportOrder(period=Q2)).taken_back == 2
    assert sum(changed_since(app)) == 2


def test_the_list_of_activities_names_the_report_that_carried_one(app: App) -> None:
    activity_id = log(app.db)
    issue(app)
    to_local(app, activity_id)
    issue(app)
    assert [line.report for line in activities.lines(app.db, [activity_id])] == [1]


ACTS = ("edit", "local", "draft", "trash", "restore", "report")


def act(app: App, what: str, activity_id: str) -> None:
    """One thing a person does; all that is written while a record stays is secret."""
    words = {"title": SECRET, "result": SECRET, "people": SECRET}
    match what:
        case "edit":
            log(app.db, activity_id, result="They sent the note.")
        case "local":
            log(app.db, activity_id, sharing="local", **words)
        case "draft":
            log(app.db, activity_id, state="draft", **words)
        case "trash":
            activities.trash(app.db, activity_id)
        case "restore":
            activities.restore(app.db, activity_id)


def shared(app: App, ids: Sequence[str]) -> list[ActivityLine]:
    """Those of these activities that are not only on this computer."""
    return [line for line in activities.lines(app.db, ids) if line.sharing != "local"]


def known_to_a_reader(files: Sequence[bytes]) -> set[str]:
    """The records left to somebody who reads these reports: the highest revision counts, tombstones last."""
    newest: dict[str, tuple[int, bool]] = {}
    for raw in files:
        report = read_report(raw)
        said = [(record.id, record.revision, False) for _, record in report.all_records()]
        said += [(one.id, one.revision, True) for one in report.tombstones]
        for record_id, revision, gone in said:
            newest[record_id] = max((revision, gone), newest.get(record_id, (0, False)))
    return {record_id for record_id, (_, gone) in newest.items() if not gone}


@settings(max_examples=15, deadline=None)
@given(
    acts=st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 1)), max_size=10),
    order=st.randoms(use_true_random=False),
)
def test_readers_end_with_what_leaves_and_never_see_what_stays(
    acts: list[tuple[str, int]], order: random.Random
) -> None:
    with TemporaryDirectory() as folder:
        app = workspace.fresh(Path(folder))
        try:
            ids, files = [log(app.db), log(app.db)], []
            for what, which in [*acts, ("report", 1)]:
                act(app, what, ids[which])
                if what == "report":
                    files.append(raw_of(app, ReportOrder(period=(Q1, Q2)[which])))
            wanted = ActivityFilter(state="ready")
            leaving = {one.id for one in shared(app, activities.ids(app.db, wanted))}
        finally:
            app.close()
    order.shuffle(files)
    assert known_to_a_reader(files) == leaving
    assert all(SECRET.encode() not in raw for raw in files)
