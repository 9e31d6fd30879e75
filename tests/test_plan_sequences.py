"""Random steps of a campaign's life with plans: whatever the order, no record, note or choice is lost."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from icbl_desktop.app import App, open_app
from icbl_desktop.config import Folders
from icbl_desktop.domain.choices import ChoiceKind, Entry, find
from icbl_desktop.domain.key_list import KeyRole, OfficerKey
from icbl_desktop.domain.plan_extras import Alert, Extras
from icbl_desktop.errors import UserError
from icbl_desktop.formats import bundle_parts, signing
from icbl_desktop.formats.bundle_schema import write_plan
from icbl_desktop.services import activities, choices, keys, notes, plan_offers, plan_updates, plans
from icbl_desktop.services.activities import ActivityFilter
from tests import workspace
from tests.bundles import ROOT, key_files, officers
from tests.workspace import CAMBODIA, log, signed

OFFICER, SECOND = signing.generate(), signing.generate()
JOIN, NOTE = "strategy-2017-2021/1A", "Ask the deputy first."
HIDDEN, DATED = "2018-2019/commitments/1A-c1", "2018-2019/events/2018-e01"
ALERT = Alert("use", "Use reported", "Write to your minister.", date(2018, 3, 1))
EDITIONS = {
    "first": (1, OFFICER, None),
    "second, of an officer it names": (2, SECOND, 1),
    "third, whose list is newer": (3, SECOND, 2),
    "fourth, whose list is older": (4, OFFICER, 1),
}


@cache
def bundle_of(edition: str) -> bytes:
    """A bundle with an alert, and perhaps with a key list of this number."""
    sequence, signer, number = EDITIONS[edition]
    listed = officers(OfficerKey("Second", signing.public_key_line(SECOND.public)), number=number or 1)
    parts = bundle_parts.write(Extras(alerts=(ALERT,)), {}) | (key_files(listed) if number else {})
    plan = plans.parse(plans.bundled_raw("2018-2019"))
    promise, *promises = plan.commitments
    event, *events = plan.events
    changed = replace(
        plan,
        title=f"Plan {sequence}",
        commitments=(replace(promise, text=f"{promise.text} ({sequence})"), *promises),
        events=(replace(event, title=f"{event.title} ({sequence})"), *events)
        if sequence < 3
        else plan.events[1:],
    )
    return signed(write_plan(changed), signer, sequence, parts)


def take_in(app: App, edition: str) -> None:
    """Apply a bundle and keep every own choice, or be told why not."""
    try:
        offered = plan_offers.offer(app.db, bundle_of(edition))
        kept = dict.fromkeys(offered.conflicts, True)
        plan_updates.apply(app.db, app.folders, offered, kept)
    except UserError:
        return
    assert plans.current(app.db).title == f"Plan {EDITIONS[edition][0]}"


def undo(app: App) -> None:
    """Undo the last update, where there is one; the plan before is in force again."""
    back_to = plan_updates.undoable(app.db)
    if back_to is not None:
        plan_updates.undo(app.db)
        assert plans.current(app.db) == back_to


def entry(app: App, about: str) -> Entry:
    """What the 2018-2019 plan in force says there, or what it said when it came with the program."""
    found = find(plans.plan(app.db, "2018-2019"), about) or find(
        plans.parse(plans.bundled_raw("2018-2019")), about
    )
    assert found
    return found


STEPS: dict[str, Callable[[App], object]] = {
    "log under 1A": lambda app: log(app.db, objectives=(plans.current(app.db).ref("1A"),)),
    "log under 2B": lambda app: log(app.db, objectives=(plans.current(app.db).ref("2B"),)),
    "log an answer to the alert": lambda app: log(app.db, objectives=(JOIN,), alert="2018-2019/use"),
    "undo": undo,
    "note": lambda app: notes.keep(app.db, JOIN, NOTE),
    "hide": lambda app: choices.hide(app.db, HIDDEN, entry(app, HIDDEN)),
    "choose a date": lambda app: choices.choose_date(app.db, DATED, entry(app, DATED), date(2018, 4, 5)),
    "back to 2017": lambda app: plans.choose(app.db, "2017"),
    **{f"take in the {edition}": partial(take_in, edition=edition) for edition in EDITIONS},
}


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A campaign under the 2017 plan that trusts an officer and a root: what each sequence starts from."""
    folder = tmp_path_factory.mktemp("sequences") / "workspace"
    app = workspace.fresh(folder, CAMBODIA, plan_id="2017")
    keys.trust(app.db, signing.public_key_text(OFFICER.public), "Secretariat")
    keys.trust(app.db, signing.public_key_text(ROOT.public), "Root", KeyRole.ROOT)
    app.close()
    return folder


@given(st.lists(st.sampled_from(sorted(STEPS)), min_size=4, max_size=10))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_order_of_steps_loses_a_record_a_note_or_a_choice(begun: Path, steps: list[str]) -> None:
    with TemporaryDirectory() as folder:
        app = open_app(Folders(shutil.copytree(begun, Path(folder, "workspace"))))
        for step in steps:
            STEPS[step](app)
        assert notes.note(app.db, JOIN) == (NOTE if "note" in steps else "")
        kept = [activities.get(app.db, one) for one in activities.ids(app.db, ActivityFilter())]
        chosen = {(one.about, one.kind, one.day) for one in choices.every(app.db)}
        app.close()
    assert len(kept) == sum(step.startswith("log") for step in steps)
    assert all(one.revision == 1 and len(one.objectives) == 1 for one in kept)
    answers = sum(one.alert == "2018-2019/use" for one in kept)
    assert answers == steps.count("log an answer to the alert")
    made = {
        (HIDDEN, ChoiceKind.HIDDEN, None): "hide",
        (DATED, ChoiceKind.DATE, date(2018, 4, 5)): "choose a date",
    }
    assert chosen == {choice for choice, step in made.items() if step in steps}
