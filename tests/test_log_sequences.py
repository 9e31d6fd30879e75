"""Random days of a campaign: whatever the order, history knows every version and the sums are right."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from icbl_desktop.app import open_app
from icbl_desktop.config import Folders
from icbl_desktop.domain.grant import ExpenseDraft, GrantDraft
from icbl_desktop.domain.record import Draft, as_draft
from icbl_desktop.domain.work import ActivityDraft
from icbl_desktop.errors import UserError
from icbl_desktop.services import activities, bulk, grants, history, trash, undo, work_records
from icbl_desktop.services.bulk import BulkChange
from icbl_desktop.services.record_kinds import ACTIVITY, EXPENSE, GRANT, Kind
from icbl_desktop.store.database import Database
from tests import workspace
from tests.workspace import MEETING, one

RIEL = 4000
"""To the dollar."""
KIND_OF: dict[type[Draft], Kind[Any, Any]] = {
    ActivityDraft: ACTIVITY,
    GrantDraft: GRANT,
    ExpenseDraft: EXPENSE,
}


@dataclass
class Known:
    """What a plain model knows of one record. ``steps`` are what it was before each step not undone, and by
    which action, 0 for one that cannot be undone."""

    draft: Draft
    trashed: bool = False
    versions: list[Draft] = field(default_factory=list)
    steps: list[tuple[int, Draft, bool]] = field(default_factory=list)
    looked_at: int = 0

    def become(self, action: int, draft: Draft, trashed: bool) -> None:
        """A step, if it changes anything."""
        if (draft, trashed) != (self.draft, self.trashed):
            self.steps.append((action, self.draft, self.trashed))
            self._set(draft, trashed)

    def undo(self, action: int) -> bool | None:
        """Whether the action is undone here; None where it did nothing here."""
        if all(number != action for number, _, _ in self.steps):
            return None
        if self.steps[-1][0] != action:
            return False
        _, draft, trashed = self.steps.pop()
        self._set(draft, trashed)
        return True

    def _set(self, draft: Draft, trashed: bool) -> None:
        self.draft, self.trashed = draft, trashed
        self.versions.append(draft)


class Log:
    """The work log through the services, and beside it the model."""

    def __init__(self, db: Database) -> None:
        self.db = db
        self.known: dict[str, Known] = {}
        self.actions: list[int] = []

    def add(self, draft: Draft) -> None:
        record_id = one(work_records.save(self.db, KIND_OF[type(draft)], draft).ids)
        self.known[record_id] = Known(draft, versions=[draft])

    def add_activity(self, a: int, b: int) -> None:
        cost = Decimal(a * 100 + b) / 100 if b else None
        self.add(
            replace(
                MEETING,
                title=f"Meeting {a}",
                grant_id=self._some(GrantDraft, a),
                cost=cost,
                currency="USD" if b else "",
            )
        )

    def add_expense(self, a: int, b: int) -> None:
        """In dollars, or in riel that come to half a cent."""
        grant_id = self._some(GrantDraft, a)
        if not grant_id or self.known[grant_id].trashed:
            return
        riel = b % 2 == 1
        self.add(
            ExpenseDraft(
                grant_id=grant_id,
                date=date(2018, 4, 1 + b),
                what="Bus",
                amount=Decimal(20 * (2 * a + 1) + RIEL * b) if riel else Decimal(a * 7 + 1) / 100,
                currency="KHR" if riel else "USD",
                rate=Decimal(RIEL) if riel else None,
                activity_id=self._some(ActivityDraft, b) if b > 2 else "",
            )
        )

    def add_grant(self, a: int, _b: int) -> None:
        self.add(replace(workspace.GRANT, title=f"Grant {a}", awarded=Decimal(a) / 4))

    def edit(self, a: int, b: int) -> None:
        if (record_id := self._any(a)) and not self.known[record_id].trashed:
            draft = self._edited(self.known[record_id].draft, b)
            work_records.save(self.db, KIND_OF[type(draft)], draft, record_id)
            self.known[record_id].become(0, draft, trashed=False)

    def trash(self, a: int, b: int) -> None:
        self._move(a, b, trash.put, trashed=True)

    def restore(self, a: int, b: int) -> None:
        self._move(a, b, trash.restore, trashed=False)

    def bulk_edit(self, a: int, b: int) -> None:
        ids = [id_ for id_ in self._of(ActivityDraft) if not self.known[id_].trashed][a % 3 :]
        change = BulkChange(add_tags=(f"tag {b % 3}",), grant_id=self._some(GrantDraft, b))
        action = self._begun(bulk.edit(self.db, ids, change).undoable)
        for record_id in ids:
            draft = self.known[record_id].draft
            assert isinstance(draft, ActivityDraft)
            self.known[record_id].become(action, bulk.changed(draft, change), trashed=False)

    def undo(self, _a: int, _b: int) -> None:
        undone = undo.undo_latest(self.db)
        assert (undone is None) == (not self.actions)
        if undone is not None:
            assert undone.action.key == self.actions[-1]
            action = self.actions.pop()
            came = {record_id: known.undo(action) for record_id, known in self.known.items()}
            assert undone.changed.ids == {record_id for record_id, done in came.items() if done}
            assert undone.kept == sum(done is False for done in came.values())

    def bring_back(self, a: int, b: int) -> None:
        if (record_id := self._any(a)) and not self.known[record_id].trashed:
            known, steps = self.known[record_id], history.of(self.db, record_id)[::-1]
            at = b % len(steps)
            kind = KIND_OF[type(known.draft)].name
            if self._names_trash(known.versions[at], known.draft):
                with pytest.raises(UserError, match="lies in the trash"):
                    history.bring_back(self.db, kind, record_id, steps[at].key)
                return
            changed = history.bring_back(self.db, kind, record_id, steps[at].key)
            known.become(self._begun(changed.undoable), known.versions[at], trashed=False)

    def check(self) -> None:
        """What changed since the last look, what lies in the trash, how many there are, and the money."""
        for record_id, known in self.known.items():
            if known.looked_at != len(known.versions):
                self.check_history(record_id)
                known.looked_at = len(known.versions)
        trashed = {record_id for record_id, known in self.known.items() if known.trashed}
        assert {found.id for found in trash.listing(self.db)} == trashed
        assert activities.count(self.db) == len(set(self._of(ActivityDraft)) - trashed)
        for grant_id in set(self._of(GrantDraft)) - trashed:
            assert grants.view(self.db, grant_id).money.spent * 100 == self._cents(grant_id)

    def check_history(self, record_id: str) -> None:
        """The record, and each of its versions."""
        known = self.known[record_id]
        kind = KIND_OF[type(known.draft)]
        record = work_records.get(self.db, kind, record_id)
        assert as_draft(record, kind.draft) == known.draft
        steps = history.of(self.db, record_id)
        revisions = [step.revision for step in steps]
        assert revisions == sorted(set(revisions), reverse=True), "each step has one of its own"
        assert revisions[0] <= record.revision, "what hangs on a record gets one when that comes back"
        versions = [history.as_it_was(self.db, kind.name, record_id, step.key) for step in steps]
        assert versions[::-1] == known.versions
        assert [step.differs for step in steps] == [version != known.draft for version in versions]

    def _cents(self, grant_id: str) -> int:
        """What was spent from a grant, in whole cents."""
        live = {id_: known.draft for id_, known in self.known.items() if not known.trashed}
        expenses = [
            one_ for one_ in live.values() if isinstance(one_, ExpenseDraft) and one_.grant_id == grant_id
        ]
        total = sum(_expense_cents(one_) for one_ in expenses)
        accounted = {expense.activity_id for expense in expenses}
        for id_, draft in live.items():
            if isinstance(draft, ActivityDraft) and draft.grant_id == grant_id and id_ not in accounted:
                total += int((draft.cost or 0) * 100)
        return total

    def _move(self, a: int, b: int, move: Callable[..., Any], *, trashed: bool) -> None:
        """One record, or with it the next of its kind."""
        if not (record_id := self._any(a)):
            return
        of_kind = self._of(type(self.known[record_id].draft))
        at = of_kind.index(record_id)
        ids = of_kind[at : at + 1 + b % 2]
        kind = KIND_OF[type(self.known[record_id].draft)]
        if not trashed and any(self.known[one_].trashed and self._hangs_on_trash(one_) for one_ in ids):
            with pytest.raises(UserError, match="which lies in the trash too"):
                move(self.db, kind, ids)
            return
        action = self._begun(move(self.db, kind, ids).undoable)
        for one_ in ids:
            self.known[one_].become(action, self.known[one_].draft, trashed)

    def _hangs_on_trash(self, record_id: str) -> bool:
        draft = self.known[record_id].draft
        return isinstance(draft, ExpenseDraft) and self.known[draft.grant_id].trashed

    def _edited(self, draft: Draft, b: int) -> Draft:
        if isinstance(draft, ActivityDraft):
            return replace(draft, result=f"Result {b}", women=b or None, grant_id=self._some(GrantDraft, b))
        if isinstance(draft, GrantDraft):
            return replace(draft, purpose=f"Purpose {b % 2}", awarded=Decimal(b))
        assert isinstance(draft, ExpenseDraft)
        return replace(draft, amount=Decimal(b + 1), activity_id=self._some(ActivityDraft, b))

    def _begun(self, action: int) -> int:
        self.actions += [action] if action else []
        return action

    def _of(self, kind: type[Draft]) -> list[str]:
        return [record_id for record_id, known in self.known.items() if isinstance(known.draft, kind)]

    def _some(self, kind: type[Draft], number: int) -> str:
        ids = [one for one in self._of(kind) if not self.known[one].trashed]
        return ids[number % len(ids)] if ids and number else ""

    def _names_trash(self, draft: Draft, before: Draft) -> bool:
        """Whether it names what lies in the trash by now, and did not before."""
        links = (
            (getattr(draft, name, ""), getattr(before, name, "")) for name in ("grant_id", "activity_id")
        )
        return any(link and link != was and self.known[link].trashed for link, was in links)

    def _any(self, number: int) -> str:
        ids = list(self.known)
        return ids[number % len(ids)] if ids else ""


def _expense_cents(expense: ExpenseDraft) -> int:
    """Half a cent counts as one."""
    assert expense.amount is not None
    if expense.currency == "USD":
        return int(expense.amount * 100)
    return (int(expense.amount) * 200 + RIEL) // (2 * RIEL)


STEPS = (
    Log.add_activity,
    Log.add_expense,
    Log.add_grant,
    *[Log.edit] * 3,
    Log.trash,
    Log.restore,
    *[Log.bulk_edit] * 2,
    *[Log.undo] * 3,
    Log.bring_back,
)


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A campaign with a grant, an activity and an expense: what each sequence starts from."""
    folder = tmp_path_factory.mktemp("log") / "workspace"
    workspace.fresh(folder).close()
    return folder


@example([(Log.bulk_edit, 0, 1), (Log.bulk_edit, 0, 2), (Log.undo, 0, 0), (Log.undo, 0, 0)])
@example([(Log.bulk_edit, 0, 1), (Log.edit, 1, 2), (Log.undo, 0, 0), (Log.bring_back, 1, 0)])
@given(
    st.lists(
        st.tuples(st.sampled_from(STEPS), st.integers(0, 3), st.integers(0, 5)), min_size=12, max_size=20
    )
)
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_order_of_steps_makes_history_or_sums_wrong(
    begun: Path, steps: list[tuple[Callable[[Log, int, int], None], int, int]]
) -> None:
    with TemporaryDirectory() as folder:
        app = open_app(Folders(shutil.copytree(begun, Path(folder, "workspace"))))
        log = Log(app.db)
        for first in (log.add_grant, log.add_activity, log.add_expense):
            first(2, 1)
        for step, a, b in steps:
            step(log, a, b)
            log.check()
        for record_id in log.known:
            log.check_history(record_id)
        app.close()
