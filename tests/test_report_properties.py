"""What holds of reports whatever a person did before, in any order."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from icbl_desktop.app import App, open_app
from icbl_desktop.config import STATE_VARIABLE, Folders
from icbl_desktop.domain.grant import ExpenseDraft
from icbl_desktop.domain.period import Period
from icbl_desktop.domain.projection import project
from icbl_desktop.domain.record import as_draft
from icbl_desktop.domain.report_order import ReportKind, ReportOrder
from icbl_desktop.domain.vocabulary import Sharing
from icbl_desktop.domain.work import EvidenceDraft
from icbl_desktop.errors import UserError
from icbl_desktop.services import (
    activities,
    campaign,
    evidence,
    grants,
    rebuild,
    report_history,
    report_records,
    report_sending,
    reports,
    sharing,
    trash,
    work_records,
)
from icbl_desktop.services.record_kinds import ACTIVITY, EXPENSE, FOLLOW_UP, KINDS, PROMISE
from icbl_desktop.services.report_sending import SendForm
from tests.issuing import data_of
from tests.workspace import CAMBODIA, OUTCOME, follow_up, fresh, fund, log, promise

Q1 = ReportOrder(period=Period.quarter(2018, 1))
APRIL = datetime(2018, 4, 3, 9, 30, tzinfo=UTC)
WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Cs", "Co", "Cn")), min_size=1, max_size=30
)


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with a record of several kinds and a file, and what the computer remembers of it."""
    folder = tmp_path_factory.mktemp("begun")
    letter = folder / "letter.txt"
    letter.write_bytes(b"light")
    with pytest.MonkeyPatch.context() as computer, closing(_at(computer, folder)) as app:
        meeting = log(app.db, people="Sokha")
        evidence.add(app.db, app.folders, meeting, [letter])
        promised = promise(app.db, person="Dara", made_on=date(2018, 3, 1), activity_id=meeting)
        follow_up(app.db, who="Chan", activity_id=meeting, promise_id=promised)
    return folder


def _at(computer: pytest.MonkeyPatch, folder: Path) -> App:
    """The workspace in this folder, on a computer of its own."""
    computer.setenv(STATE_VARIABLE, str(folder / "state"))
    root = folder / "workspace"
    app = open_app(Folders(root)) if root.exists() else fresh(root)
    app.db.clock = lambda: APRIL
    return app


@contextmanager
def another(begun: Path) -> Iterator[App]:
    """That workspace moved to a disk of its own, where it goes on."""
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as computer:
        moved = Path(folder)
        for part in ("state", "workspace"):
            shutil.copytree(begun / part, moved / part)
        (noted,) = (moved / "state" / "streams").iterdir()
        noted.write_text(noted.read_text().replace(str(begun), folder))
        with closing(_at(computer, moved)) as app:
            yield app


def meeting_of(app: App) -> str:
    """The activity that is shared, with its file."""
    with app.db.read() as session:
        return report_records.every(session).evidence[0].record_id


def name_people(app: App, words: str) -> None:
    for activity_id in activities.ids(app.db, activities.ActivityFilter()):
        known = activities.get(app.db, activity_id)
        activities.save(app.db, replace(as_draft(known, ACTIVITY.draft), people=words), activity_id)
    for promised in work_records.every(app.db, PROMISE):
        work_records.save(
            app.db, PROMISE, replace(as_draft(promised, PROMISE.draft), person=words), promised.id
        )
    for due in work_records.every(app.db, FOLLOW_UP):
        work_records.save(app.db, FOLLOW_UP, replace(as_draft(due, FOLLOW_UP.draft), who=words), due.id)


def add_local(app: App, words: str) -> None:
    log(app.db, title=words, sharing=Sharing.LOCAL)


def add_and_drop_local(app: App, words: str) -> None:
    activities.trash(app.db, log(app.db, title=words, sharing=Sharing.LOCAL))


def draft_local(app: App, words: str) -> None:
    log(app.db, title=words, sharing=Sharing.LOCAL, state="draft")


def promise_local(app: App, words: str) -> None:
    promise(app.db, what=words, made_on=date(2018, 3, 2), sharing=Sharing.LOCAL, activity_id=meeting_of(app))


def fund_local(app: App, words: str) -> None:
    grant_id = fund(app.db, title=words, start=date(2018, 1, 1), sharing=Sharing.LOCAL)
    spent = ExpenseDraft(
        grant_id=grant_id, date=date(2018, 2, 1), what=words, amount=Decimal(9), currency="USD"
    )
    work_records.save(app.db, EXPENSE, spent)


def achieve_local(app: App, words: str) -> None:
    draft = replace(OUTCOME, change=words, activities=(meeting_of(app),), sharing=Sharing.LOCAL)
    grants.save_outcome(app.db, draft)


def source_of_file(app: App, words: str) -> None:
    (file, *_) = evidence.of(app.db, meeting_of(app))
    evidence.describe(app.db, file.id, replace(as_draft(file, EvidenceDraft), source=words))


def add_local_file(app: App, words: str) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder, "private.bin")
        path.write_bytes(words.encode())
        kept = evidence.keep(app.folders, [path])
    meeting = meeting_of(app)
    evidence.put_behind(app.db, meeting, [replace(kept[0], sharing=Sharing.LOCAL)])
    added = next(file for file in evidence.of(app.db, meeting) if file.sharing == Sharing.LOCAL)
    evidence.describe(app.db, added.id, EvidenceDraft(caption=words, sharing=Sharing.LOCAL))
    if len(words) % 2:
        evidence.remove(app.db, added.id)


def contact(app: App, words: str) -> None:
    campaign.change(app.db, replace(CAMBODIA, contact_name=words, contact_email="a@b.c"))


LOCAL = (
    name_people,
    add_local,
    add_and_drop_local,
    draft_local,
    promise_local,
    fund_local,
    achieve_local,
    source_of_file,
    add_local_file,
    contact,
)


WITHOUT_SHRINKING = (Phase.explicit, Phase.reuse, Phase.generate)


@settings(max_examples=12, deadline=None, suppress_health_check=[*HealthCheck], phases=WITHOUT_SHRINKING)
@given(st.lists(st.tuples(st.sampled_from(LOCAL), WORDS), min_size=1, max_size=6))
def test_what_is_local_changes_no_byte_of_a_report(
    begun: Path, steps: list[tuple[Callable[[App, str], None], str]]
) -> None:
    with another(begun) as app:
        plain = reports.pdf_of(app.db, reports.issue(app.db, app.folders, Q1).id)
    with another(begun) as app:
        for step, words in steps:
            step(app, words)
        assert reports.pdf_of(app.db, reports.issue(app.db, app.folders, Q1).id) == plain


def add_work(app: App, a: int, b: int) -> None:
    """A record of some kind, which names others."""
    meetings, funds = _ids(app, "activity"), _ids(app, "grant")
    meeting, grant_id = _some(meetings, b), _some(funds, b)
    day = date(2018, 1 + b % 6, 1 + b)
    if a == 0:
        log(app.db, title=f"Added {b}", start=day, grant_id=grant_id)
    elif a == 1:
        fund(app.db, title=f"Grant {b}", start=day)
    elif a == 2 and grant_id:
        bus = ExpenseDraft(grant_id=grant_id, date=day, what="Bus", amount=Decimal(b + 1), currency="USD")
        work_records.save(app.db, EXPENSE, replace(bus, activity_id=meeting))
    elif a == 3:
        promise(app.db, what=f"Promise {b}", made_on=day, activity_id=meeting)
    else:
        grants.save_outcome(app.db, replace(OUTCOME, change=f"Outcome {b}", when=day, grant_id=grant_id))


def edit(app: App, a: int, b: int) -> None:
    """Another title, another day."""
    if record_id := _some(_ids(app, "activity"), a):
        known = as_draft(activities.get(app.db, record_id), ACTIVITY.draft)
        day = date(2018, 1 + b % 6, 7)
        activities.save(app.db, replace(known, title=f"Edited {b}", start=day, end=None), record_id)


def move(app: App, a: int, b: int) -> None:
    """Into the trash, or out of it."""
    kind = [*KINDS.values()][a % len(KINDS)]
    if lying := [gone for gone in trash.listing(app.db) if gone.kind == kind.name]:
        with suppress(UserError):  # what it hangs on may lie there too
            trash.restore(app.db, kind, [lying[0].id])
    elif record_id := _some(_ids(app, kind.name), b):
        trash.put(app.db, kind, [record_id])


def level(app: App, a: int, b: int) -> None:
    """Further than before, or less far."""
    kind = [*KINDS][a % len(KINDS)]
    if record_id := _some(_ids(app, kind), b):
        sharing.set_level(app.db, kind, record_id, [*Sharing][b % 3])


def attach(app: App, a: int, b: int) -> None:
    """A file behind an activity; every third stays."""
    if record_id := _some(_ids(app, "activity"), a):
        with TemporaryDirectory() as folder:
            path = Path(folder, f"{b}.txt")
            path.write_bytes(b"file %d" % b)
            evidence.add(app.db, app.folders, record_id, [path])
        file = evidence.of(app.db, record_id)[0]
        sharing.set_file_level(app.db, file.id, [*Sharing][b % 3])


def report(app: App, a: int, b: int) -> None:
    """A quarter, or what a grant paid."""
    order = ReportOrder(period=Period.quarter(2018, 1 + b % 2))
    shared = [one_.id for one_ in _shared(app).values() if hasattr(one_, "budget")]
    if a == 0 and shared:
        order = replace(order, kind=ReportKind.GRANT_MID_TERM, grant_id=_some(shared, b))
    reports.issue(app.db, app.folders, order)


def leave_out(app: App, a: int, b: int) -> None:
    """A report without one of the activities."""
    left = frozenset({_some(_ids(app, "activity"), a)} - {""})
    reports.issue(app.db, app.folders, replace(Q1, left_out=left))


def amend(app: App, a: int, b: int) -> None:
    """Correct one of the reports."""
    lines = [line for line in report_history.history(app.db) if not line.replaced_by]
    if lines:
        order = reports.amend(app.db, lines[a % len(lines)].id)
        with suppress(UserError):  # of a grant that does not leave any more
            reports.issue(app.db, app.folders, replace(order, why=f"Reason {b}"))


def _ids(app: App, kind: str) -> list[str]:
    """The records of a kind that lie in no trash, as they were made."""
    with app.db.read() as session:
        here = report_records.here(session, report_records.every(session))
    found = [record for name, record in here.by_kind() if name == kind]
    return [record.id for record in sorted(found, key=lambda record: (record.made_at, record.revision))]


def _some(ids: list[str], number: int) -> str:
    return ids[number % len(ids)] if ids else ""


def _shared(app: App) -> dict[str, Any]:
    """What may leave of the workspace now, by id."""
    with app.db.read() as session:
        left = project(report_records.here(session, report_records.every(session)))
    return {record.id: record for _, record in left.by_kind()}


def _files(app: App) -> set[tuple[str, str, str]]:
    """The files that may leave."""
    with app.db.read() as session:
        left = project(report_records.here(session, report_records.every(session)))
    return {(file.record_id, file.sha256, file.sharing) for file in left.evidence}


def _told(app: App) -> dict[str, Any]:
    """Each record as the newest report that speaks of it has it; none that was taken back."""
    last: dict[str, Any] = {}
    for line in reversed(report_history.history(app.db)):
        carried = data_of(reports.pdf_of(app.db, line.id))
        last |= {record.id: record for _, record in carried.all_records()}
        last |= dict.fromkeys((gone.id for gone in carried.tombstones), None)
    return {record_id: record for record_id, record in last.items() if record}


def _by_itself(records: dict[str, Any]) -> dict[str, Any]:
    """The records without what they say of others, which may have come or gone since."""
    links = ("grant_id", "activity_id", "promise_id", "activities", "promises")
    return {
        record_id: replace(record, **{name: () for name in links if hasattr(record, name)})
        for record_id, record in records.items()
    }


STEPS = (add_work, add_work, edit, edit, move, level, attach, report, report, leave_out, amend)


@settings(max_examples=8, deadline=None, suppress_health_check=[*HealthCheck], phases=WITHOUT_SHRINKING)
@given(
    st.lists(st.tuples(st.sampled_from(STEPS), st.integers(0, 6), st.integers(0, 6)), min_size=6, max_size=14)
)
def test_reports_tell_all_and_what_they_told_comes_back(
    begun: Path, steps: list[tuple[Callable[[App, int, int], None], int, int]]
) -> None:
    with another(begun) as app:
        for step, a, b in steps:
            step(app, a, b)
        reports.issue(app.db, app.folders, Q1)
        assert _by_itself(_told(app)) == _by_itself(_shared(app)), "no edit is lost"
        assert all(line.changed == 0 for line in report_history.history(app.db))
        sent = app.folders.root / "sent"
        sent.mkdir()
        for line in report_history.history(app.db):
            report_sending.save_as(app.db, line.id, SendForm.PLAIN, sent)
        with closing(open_app(Folders(app.folders.root.parent / "again"))) as again:
            rebuild.rebuild(again.db, again.folders, rebuild.look([sent]))
            assert _by_itself(_shared(again)) == _by_itself(_shared(app))
            assert _files(again) == _files(app)
            assert all(line.changed == 0 for line in report_history.history(again.db))
