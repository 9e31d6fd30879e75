"""A signed bundle comes in: the campaign in Cambodia moves from the 2017 plan to 2018-2019."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from icbl_desktop.app import App
from icbl_desktop.errors import BadFile, NotTrusted, UserError
from icbl_desktop.formats import signing
from icbl_desktop.formats.signing import SigningKey
from icbl_desktop.services import (
    activities,
    campaign,
    keys,
    plan_history,
    plan_offers,
    plan_updates,
    plans,
    progress,
)
from icbl_desktop.services.plan_offers import Offer
from icbl_desktop.store.database import Database
from tests import workspace
from tests.workspace import CAMBODIA, JOIN_CCM, contents, log, signed_plan


@pytest.fixture
def officer() -> SigningKey:
    return signing.generate()


@pytest.fixture
def app(tmp_path: Path, officer: SigningKey) -> Iterator[App]:
    """A campaign in Cambodia under the 2017 plan that trusts the officer's key."""
    app = workspace.fresh(tmp_path / "workspace", CAMBODIA, plan_id="2017")
    keys.trust(app.db, signing.public_key_text(officer.public), "Secretariat")
    yield app
    app.close()


@pytest.fixture
def db(app: App) -> Database:
    return app.db


def take(app: App, data: bytes) -> Offer:
    """Offer a bundle and apply it."""
    offered = plan_offers.offer(app.db, data)
    plan_updates.apply(app.db, app.folders, offered)
    return offered


def test_the_offer_says_who_signed_and_what_changes_for_cambodia(db: Database, officer: SigningKey) -> None:
    before = contents(db)
    offered = plan_offers.offer(db, signed_plan(officer))
    assert (offered.obstacle, offered.signer_name) == ("", "Secretariat")
    assert offered.signer == signing.fingerprint(officer.public)
    assert (offered.replaces.id, offered.bundle.plan.id) == ("2017", "2018-2019")
    assert [(t.objective, t.group) for t in offered.mine.gained] == [("2B", "clearance")]
    assert [t.objective for t in offered.mine.kept] == ["1A", "3A", "3B"]
    assert offered.mine.lost == ()
    assert {t.iso3 for t in offered.mine.kept + offered.mine.gained} == {"KHM"}
    assert len(offered.all.gained) > len(offered.mine.gained)
    assert contents(db) == before, "an offer changes nothing"


def test_applying_moves_the_campaign_and_no_record(app: App, officer: SigningKey) -> None:
    record_id = log(app.db)
    before = contents(app.db)
    take(app, signed_plan(officer))

    version = plans.current_version(app.db)
    assert (version.plan_id, version.origin, version.sequence) == ("2018-2019", "imported", 1)
    assert (version.issuer, version.signer) == ("ICBL-CMC", signing.fingerprint(officer.public))
    assert campaign.get(app.db).current_plan == "2018-2019"
    assert [(step.plan_id, step.action) for step in plan_history.history(app.db)] == [
        ("2018-2019", "applied"),
        ("2017", "began"),
    ]
    after = contents(app.db)
    assert {name for name in before if before[name] != after[name]} == {
        "campaign",
        "plan_version",
        "plan_pointer",
        "plan_step",
    }
    view = progress.objective_view(app.db, plans.current(app.db), "1A", ("KHM",))
    assert view.work == (record_id,), "work logged under 1A in 2017 stands under the same 1A"
    assert activities.get(app.db, record_id).objectives == (JOIN_CCM,)


def test_a_backup_is_made_before(app: App, officer: SigningKey) -> None:
    before = contents(app.db)
    take(app, signed_plan(officer))
    (copy,) = app.folders.backups.iterdir()
    assert copy.name.endswith("-before-plan.db")
    with closing(Database(copy)) as backup:
        assert plans.current(backup).id == "2017"
        assert contents(backup)["plan_version"] == before["plan_version"]


def test_without_a_backup_nothing_is_applied(app: App, officer: SigningKey) -> None:
    app.folders.backups.write_text("a file in the way")
    before = contents(app.db)
    with pytest.raises(UserError, match="A backup could not be made, so nothing was changed"):
        take(app, signed_plan(officer))
    assert contents(app.db) == before


def test_the_same_bundle_again_has_nothing_to_do(app: App, officer: SigningKey) -> None:
    data = signed_plan(officer)
    take(app, data)
    before = contents(app.db)
    assert plan_offers.offer(app.db, data).obstacle == plan_offers.SAME
    with pytest.raises(UserError, match="applied already"):
        take(app, data)
    assert contents(app.db) == before


def test_a_later_bundle_follows_and_an_earlier_one_is_view_only(app: App, officer: SigningKey) -> None:
    first, third = signed_plan(officer, 1), signed_plan(officer, 3, title="Plan as amended")
    take(app, first)
    take(app, third)
    assert plans.current(app.db).title == "Plan as amended"

    before = contents(app.db)
    for older in (first, signed_plan(officer, 2)):
        offered = plan_offers.offer(app.db, older)
        assert offered.obstacle == plan_offers.OLDER
        assert offered.bundle.plan.title == "2018-2019 Operational Plan", "it can be read"
        with pytest.raises(UserError, match="older than the plan you have"):
            plan_updates.apply(app.db, app.folders, offered)
    assert contents(app.db) == before


def test_two_contents_under_one_number_stop(app: App, officer: SigningKey) -> None:
    take(app, signed_plan(officer, 4))
    before = contents(app.db)
    with pytest.raises(NotTrusted, match="Two different bundles carry the number 4"):
        plan_offers.offer(app.db, signed_plan(officer, 4, title="Another plan"))
    assert contents(app.db) == before


def test_an_offer_that_was_overtaken_is_not_applied(app: App, officer: SigningKey) -> None:
    earlier = plan_offers.offer(app.db, signed_plan(officer, 1))
    take(app, signed_plan(officer, 2))
    before = contents(app.db)
    with pytest.raises(UserError, match="older than the plan you have"):
        plan_updates.apply(app.db, app.folders, earlier)
    assert contents(app.db) == before


def test_a_stranger_a_changed_byte_or_no_signature_is_refused(app: App, officer: SigningKey) -> None:
    before = contents(app.db)
    good = signed_plan(officer)
    half, changed = good[: len(good) // 2], bytearray(good)
    changed[200] ^= 1
    for data in (signed_plan(signing.generate()), half, bytes(changed), b"", b"%PDF-1.7"):
        with pytest.raises((NotTrusted, BadFile)):
            plan_offers.offer(app.db, data)
    assert contents(app.db) == before
    assert not app.folders.backups.exists()


def test_a_stranger_is_named_by_key_and_told_how_to_check(db: Database) -> None:
    with pytest.raises(NotTrusted, match="read you the key's fingerprint on the phone"):
        plan_offers.offer(db, signed_plan(signing.generate()))


def test_a_key_no_longer_trusted_signs_nothing_more(app: App, officer: SigningKey) -> None:
    take(app, signed_plan(officer, 1))
    (key,) = keys.trusted(app.db)
    assert (key.name, key.fingerprint) == ("Secretariat", signing.fingerprint(officer.public))
    keys.distrust(app.db, key.text)
    assert keys.trusted(app.db) == ()
    with pytest.raises(NotTrusted):
        plan_offers.offer(app.db, signed_plan(officer, 2))
    assert plans.current_version(app.db).sequence == 1, "what was applied stays applied"


def test_a_key_is_looked_at_before_it_is_trusted(db: Database) -> None:
    stranger = signing.generate()
    text = signing.public_key_text(stranger.public)
    assert keys.look_at(text).fingerprint == signing.fingerprint(stranger.public)
    assert len(keys.trusted(db)) == 1
    with pytest.raises(UserError, match="Write whose key this is"):
        keys.trust(db, text, " ")
    with pytest.raises(BadFile):
        keys.trust(db, "not a key", "Somebody")
    assert len(keys.trusted(db)) == 1
    keys.trust(db, text.splitlines()[1], "The bare line of it")
    assert {key.name for key in keys.trusted(db)} == {"Secretariat", "The bare line of it"}


def test_undo_goes_back_and_keeps_the_work_logged_since(app: App, officer: SigningKey) -> None:
    data = signed_plan(officer)
    take(app, data)
    new = log(app.db, objectives=("strategy-2017-2021/2B",))
    undoable = plan_updates.undoable(app.db)
    assert undoable is not None
    assert undoable.id == "2017"

    plan_updates.undo(app.db)
    assert plans.current(app.db).id == "2017"
    assert activities.get(app.db, new).objectives == ("strategy-2017-2021/2B",)
    assert plans.plan(app.db, "2018-2019").id == "2018-2019", "the version that came along is in force again"
    assert plan_history.history(app.db)[0].action == "undone"
    assert plan_updates.undoable(app.db) is None

    take(app, data)
    assert plans.current(app.db).id == "2018-2019", "the same bundle can be applied again"


def test_undo_of_a_second_bundle_goes_back_to_the_first(app: App, officer: SigningKey) -> None:
    take(app, signed_plan(officer, 1, title="First"))
    take(app, signed_plan(officer, 2, title="Second"))
    back_to = plan_updates.undoable(app.db)
    assert back_to is not None
    assert back_to.title == "First", "the person is told what undo brings back"
    plan_updates.undo(app.db)
    assert plans.current(app.db).title == "First"
    older = plan_offers.offer(app.db, signed_plan(officer, 1, title="First"))
    assert older.obstacle, "the highest number seen survives the undo"


def test_nothing_to_undo_is_said_and_changes_nothing(app: App) -> None:
    before = contents(app.db)
    assert plan_updates.undoable(app.db) is None
    with pytest.raises(UserError, match="no plan update to undo"):
        plan_updates.undo(app.db)
    assert contents(app.db) == before
