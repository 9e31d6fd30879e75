"""Random steps of a campaign's life with plans: whatever the order, no record and no note is lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from icbl_desktop.app import App
from icbl_desktop.errors import UserError
from icbl_desktop.formats import signing
from icbl_desktop.services import activities, keys, notes, plan_updates, plans
from icbl_desktop.services.activities import ActivityFilter
from tests import workspace
from tests.workspace import CAMBODIA, log, signed_plan

OFFICER = signing.generate()
NOTE = "Ask the deputy first."


def take_in(app: App, sequence: int) -> None:
    """Apply a bundle, or be told why not."""
    try:
        offered = plan_updates.offer(app.db, signed_plan(OFFICER, sequence, title=f"Plan {sequence}"))
        plan_updates.apply(app.db, app.folders, offered)
    except UserError:
        return
    assert plans.current(app.db).title == f"Plan {sequence}"


def undo(app: App) -> None:
    """Undo the last update, where there is one; the plan before is in force again."""
    back_to = plan_updates.undoable(app.db)
    if back_to is not None:
        plan_updates.undo(app.db)
        assert plans.current(app.db) == back_to


STEPS: dict[str, Callable[[App], object]] = {
    "log under 1A": lambda app: log(app.db, objectives=(plans.current(app.db).ref("1A"),)),
    "log under 2B": lambda app: log(app.db, objectives=(plans.current(app.db).ref("2B"),)),
    "first bundle": lambda app: take_in(app, 1),
    "second bundle": lambda app: take_in(app, 2),
    "undo": undo,
    "note": lambda app: notes.keep(app.db, "strategy-2017-2021/1A", NOTE),
    "back to 2017": lambda app: plans.choose(app.db, "2017"),
}


@given(st.lists(st.sampled_from(sorted(STEPS)), min_size=3, max_size=8))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_order_of_steps_loses_a_record(steps: list[str]) -> None:
    with TemporaryDirectory() as folder:
        app = workspace.fresh(Path(folder), CAMBODIA, plan_id="2017")
        keys.trust(app.db, signing.public_key_text(OFFICER.public), "Secretariat")
        for step in steps:
            STEPS[step](app)
        logged = sum(step.startswith("log") for step in steps)
        assert notes.note(app.db, "strategy-2017-2021/1A") == (NOTE if "note" in steps else "")
        kept = [activities.get(app.db, one) for one in activities.ids(app.db, ActivityFilter())]
        app.close()
    assert len(kept) == logged
    assert all(one.revision == 1 and len(one.objectives) == 1 for one in kept)
