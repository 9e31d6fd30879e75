"""The history of a record: who, when, which field, from what to what; and older versions brought back."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from icbl_desktop.domain.field_words import FIELDS
from icbl_desktop.domain.grant import BudgetLine, ExpenseDraft
from icbl_desktop.domain.record import as_draft
from icbl_desktop.domain.work import ActivityDraft
from icbl_desktop.errors import InvalidRecord, UserError
from icbl_desktop.services import activities, grants, history, streams, undo, work_records
from icbl_desktop.services.history import FieldChange
from icbl_desktop.services.record_kinds import EXPENSE, KINDS, Kind
from icbl_desktop.store import records
from icbl_desktop.store.database import Database
from icbl_desktop.store.tables_work import ActivityRow
from tests.workspace import MEETING, fund, log, one


def test_each_step_says_which_fields_changed_in_their_own_types(db: Database) -> None:
    record_id = log(db, cost=Decimal("12.50"), currency="USD")
    log(db, record_id, start=date(2018, 3, 2), women=0, result="", cost=Decimal("12.5"), currency="USD")
    newest, first = history.of(db, record_id)
    assert newest.changes == (
        FieldChange("start", date(2018, 3, 1), date(2018, 3, 2)),
        FieldChange("result", MEETING.result, ""),
        FieldChange("women", None, 0),
    )
    assert (newest.action, newest.revision, newest.who, newest.differs) == ("edited", 2, "", False)
    assert (first.action, first.revision, first.differs) == ("added", 1, True)
    assert FieldChange("states", (), ("Cambodia",)) in first.changes
    assert FieldChange("cost", None, Decimal("12.50")) in first.changes
    assert history.of(db, "no such record") == ()


def test_what_a_record_links_to_stands_there_by_its_title(db: Database) -> None:
    grant_id = fund(db, budget=(BudgetLine(id="travel", title="Travel", amount=Decimal(100)),))
    expense = ExpenseDraft(
        grant_id=grant_id, date=date(2018, 4, 1), what="Bus", line="travel", amount=Decimal(3), currency="USD"
    )
    expense_id = one(work_records.save(db, EXPENSE, expense).ids)
    record_id = log(db)
    log(db, record_id, grant_id=grant_id)
    assert history.of(db, record_id)[0].changes == (FieldChange("grant_id", "", "Survivor network"),)
    assert FieldChange("line", "", "Travel") in history.of(db, expense_id)[0].changes


def test_who_made_an_older_step_is_another_installation(db: Database) -> None:
    record_id = log(db)
    with db.write() as session:
        session.add(streams.new(datetime(2999, 1, 1, tzinfo=UTC)))
    log(db, record_id, title="From the new computer")
    newest, first = history.of(db, record_id)
    assert newest.who == ""
    assert len(first.who) == 4


def test_an_older_version_is_brought_back_whole_and_that_can_be_undone(db: Database) -> None:
    budget = (BudgetLine(id="travel", title="Travel", amount=Decimal("100.10")),)
    grant_id = fund(db, budget=budget, awarded=Decimal("400.00"))
    before = grants.view(db, grant_id).grant
    changed = replace(as_draft(before, KINDS["grant"].draft), budget=(), awarded=None, title="Other")
    grants.save(db, changed, grant_id)
    oldest = history.of(db, grant_id)[-1]
    assert history.as_it_was(db, "grant", grant_id, oldest.key) == as_draft(before, KINDS["grant"].draft)

    brought = history.bring_back(db, "grant", grant_id, oldest.key)
    now = grants.view(db, grant_id).grant
    assert (now.budget, now.awarded, now.title, now.revision) == (budget, Decimal("400.00"), before.title, 3)
    assert history.of(db, grant_id)[0].action == "brought_back"
    offered = undo.latest(db)
    assert offered is not None
    assert (offered.key, offered.action) == (brought.undoable, "bring_back")
    undo.undo(db, brought.undoable)
    assert grants.view(db, grant_id).grant.title == "Other"
    newest = history.of(db, grant_id)[0]
    assert history.bring_back(db, "grant", grant_id, newest.key).undoable == 0, "it says that already"


def test_a_version_that_breaks_a_rule_by_now_is_not_brought_back(db: Database) -> None:
    with db.write() as session:  # as an older program may have let it pass
        record_id = records.save(session, ActivityRow, replace(MEETING, title="")).id
    log(db, record_id)
    oldest = history.of(db, record_id)[-1]
    with pytest.raises(InvalidRecord) as refusal:
        history.bring_back(db, "activity", record_id, oldest.key)
    assert refusal.value.problems.keys() == {"title"}
    assert as_draft(activities.get(db, record_id), ActivityDraft) == MEETING
    assert undo.latest(db) is None


def test_what_lies_in_the_trash_is_restored_first(db: Database) -> None:
    record_id = log(db)
    activities.trash(db, record_id)
    step = history.of(db, record_id)[-1]
    with pytest.raises(UserError, match="This lies in the trash. Restore it first"):
        history.bring_back(db, "activity", record_id, step.key)
    activities.restore(db, record_id)
    with pytest.raises(UserError, match="This version is not here any more. Nothing was changed."):
        history.bring_back(db, "activity", record_id, 9999)


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_every_field_has_a_word(kind: Kind[Any, Any]) -> None:
    assert {field.name for field in fields(kind.draft)} <= FIELDS[kind.name].keys()
