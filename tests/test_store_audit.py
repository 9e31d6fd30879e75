"""Every change of a record is written down with it: what, when, by which stream."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from icbl_desktop.services import activities, campaign, grants
from icbl_desktop.store import records
from icbl_desktop.store.database import Database
from icbl_desktop.store.tables_grants import GrantRow
from icbl_desktop.store.tables_work import ActivityRow
from icbl_desktop.store.tables_workspace import AuditRow
from tests.workspace import CAMBODIA, GRANT, JOIN_CCM, MEETING, OUTCOME, contents, fund, log, one

FIRST = datetime(2018, 3, 1, 16, 30, tzinfo=timezone(timedelta(hours=7)))  # in Phnom Penh


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    """A started workspace whose clock moves on by an hour each time it is looked at."""
    hours = iter(range(1000))
    database = Database(tmp_path / "workspace.db", clock=lambda: FIRST + timedelta(hours=next(hours)))
    campaign.start(database, CAMBODIA)
    yield database
    database.close()


def trail(db: Database, record_id: str) -> list[tuple[int, str, dict[str, Any]]]:
    """Revision, action and changes of each line of a record's audit, oldest first."""
    with db.read() as session:
        rows = session.scalars(select(AuditRow).where(AuditRow.record_id == record_id).order_by(AuditRow.key))
        return [(row.revision, row.action, json.loads(row.changes)) for row in rows]


def test_a_new_record_is_written_down_with_all_it_says(db: Database) -> None:
    ((revision, action, changes),) = trail(db, log(db, participants=0, cost=Decimal("12.50"), currency="USD"))
    assert (revision, action) == (1, "added")
    assert changes["title"] == [None, MEETING.title]
    assert changes["start"] == [None, "2018-03-01"]
    assert changes["objectives"] == [None, [JOIN_CCM]]
    assert changes["cost"] == [None, "12.50"]
    assert changes["participants"] == [None, 0], "nobody came is not the same as not counted"
    assert "women" not in changes
    assert "details" not in changes


def test_a_change_names_the_fields_that_changed_from_what_to_what(db: Database) -> None:
    record_id = log(db)
    log(db, record_id, result="They will join.", women=3)
    assert trail(db, record_id)[1:] == [
        (2, "edited", {"result": [MEETING.result, "They will join."], "women": [None, 3]})
    ]
    assert activities.get(db, record_id).revision == 2


def test_saving_without_a_change_makes_no_revision(db: Database) -> None:
    record_id = log(db, cost=Decimal("12.5"), currency="USD")
    before = contents(db)
    log(db, record_id, cost=Decimal("12.50"), currency="USD")
    assert contents(db) == before


def test_trash_and_restore_are_written_down_as_such(db: Database) -> None:
    record_id = log(db)
    activities.trash(db, record_id)
    activities.restore(db, record_id)
    assert [(revision, action) for revision, action, _ in trail(db, record_id)] == [
        (1, "added"),
        (2, "trashed"),
        (3, "restored"),
    ]


def test_record_and_audit_are_rolled_back_together(db: Database) -> None:
    record_id = log(db)
    before = contents(db)

    def stopped() -> None:
        with db.write() as session:
            records.save(session, ActivityRow, replace(MEETING, title="Changed"), record_id)
            records.save(session, GrantRow, GRANT)
            assert len(session.scalars(select(AuditRow)).all()) == 3
            raise RuntimeError("stop")

    with pytest.raises(RuntimeError, match="stop"):
        stopped()
    assert contents(db) == before


def test_times_are_utc_and_the_stream_is_this_installations(db: Database) -> None:
    record_id = log(db)
    first = activities.get(db, record_id)
    assert first.made_at == first.changed_at
    assert first.made_at.tzinfo == UTC
    log(db, record_id, title="Second meeting")
    second = activities.get(db, record_id)
    assert second.made_at == first.made_at < second.changed_at
    assert second.stream == first.stream == campaign.get(db).stream

    stored = next(row for row in contents(db)["audit"] if row[4] == record_id)
    at, stream = stored[1], stored[2]
    assert at.endswith("+00:00")
    assert datetime.fromisoformat(at) == first.made_at
    assert stream == first.stream


def test_a_time_without_a_zone_is_never_stored(tmp_path: Path) -> None:
    db = Database(tmp_path / "other.db", clock=lambda: datetime(2018, 3, 1))  # noqa: DTZ001
    with pytest.raises(Exception, match="a time without a zone"):
        log(db)
    db.close()


def test_each_kind_of_record_is_written_down_under_its_own_name(db: Database) -> None:
    grant_id = fund(db)
    grants.save_outcome(db, replace(OUTCOME, grant_id=grant_id))
    assert {row[3] for row in contents(db)["audit"]} == {"grant", "outcome"}


def test_money_is_kept_to_the_digit(db: Database) -> None:
    amount = Decimal("1234567890.1000")
    grant_id = one(grants.save(db, replace(GRANT, awarded=amount)).ids)
    kept = grants.view(db, grant_id).grant.awarded
    assert kept is not None
    assert (kept, str(kept)) == (amount, "1234567890.1000")


def test_names_that_stay_are_written_down_and_make_no_revision(db: Database) -> None:
    record_id = log(db)
    before = activities.get(db, record_id)
    log(db, record_id, people="A deputy minister")
    after = activities.get(db, record_id)
    assert (after.revision, after.changed_at) == (before.revision, before.changed_at)
    assert trail(db, record_id)[1] == (1, "edited", {"people": ["", "A deputy minister"]})

    log(db, record_id, people="A deputy minister", people_shared=True)
    log(db, record_id, people="The minister", people_shared=True)
    assert activities.get(db, record_id).revision == 3
