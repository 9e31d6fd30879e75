"""A plan comes in where its key is new, own choices meet it, or it carries more than a plan."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from icbl_desktop.app import App
from icbl_desktop.domain.key_list import KeyRole, OfficerKey
from icbl_desktop.domain.plan import Event, Plan
from icbl_desktop.formats import bundle_parts, signing
from icbl_desktop.formats.bundle_schema import write_plan
from icbl_desktop.formats.signing import SigningKey
from icbl_desktop.services import (
    choices,
    key_office,
    keys,
    notes,
    plan_offers,
    plan_updates,
    plans,
)
from icbl_desktop.ui.context import Place
from icbl_desktop.ui.pages.plan_updates import PlanUpdatesPage
from tests import workspace
from tests.bundles import key_files, officers
from tests.plan_extras import rich_extras
from tests.ui.on_screen import OnScreen
from tests.workspace import CLEARANCE, log

OFFICER, ROOT = signing.generate(), signing.generate()
DOCUMENTS = {"letter-fr.docx": b"a letter", "poster 4 April.pdf": b"a poster"}


@pytest.fixture
def shown(tmp_path: Path, qtbot: QtBot) -> Iterator[OnScreen]:
    """The page of a campaign in Cambodia that works under 2017 and trusts nobody yet."""
    app = workspace.fresh(tmp_path / "workspace", plan_id="2017")
    page = OnScreen(app, qtbot, PlanUpdatesPage)
    page.wait_for("The plan you work under")
    yield page
    page.close()
    app.close()


def trust(app: App, key: SigningKey = OFFICER, role: KeyRole = KeyRole.PLANS) -> None:
    keys.trust(app.db, signing.public_key_text(key.public), "ICBL-CMC", role)


def signed(
    plan: Plan, key: SigningKey = OFFICER, parts: Mapping[str, bytes] | None = None, sequence: int = 1
) -> bytes:
    return workspace.signed(write_plan(plan), key, sequence, parts, "ICBL-CMC Geneva")


def key_list(*listed: OfficerKey, number: int = 1) -> dict[str, bytes]:
    return key_files(officers(*listed, number=number), ROOT)


def officer(name: str, key: SigningKey, revoked: date | None = None) -> OfficerKey:
    return OfficerKey(name, signing.public_key_line(key.public), revoked, "Lost." if revoked else "")


def new_plan(app: App) -> Plan:
    return plans.plan(app.db, "2018-2019")


def open_file(shown: OnScreen, data: bytes) -> None:
    path = shown.app.folders.root / "plan.icblplan"
    path.write_bytes(data)
    shown.page.open(Place("plan_updates", id=str(path)))  # type: ignore[attr-defined]
    shown.wait_for("What changes for Cambodia")


def apply(shown: OnScreen) -> None:
    shown.press("Work under this plan")
    shown.wait_for("You now work under 2018-2019 Operational Plan.")


def test_a_new_key_is_compared_on_the_phone_and_asked_about_once(shown: OnScreen, qtbot: QtBot) -> None:
    open_file(shown, signed(new_plan(shown.app)))
    text = shown.read()
    assert "You have not confirmed this key yet" in text
    for part in signing.fingerprint(OFFICER.public).split():
        assert part in text
    for word in key_office.words_of(signing.public_key_text(OFFICER.public)):
        assert word in text
    assert not shown.has_button("Work under this plan")
    shown.press("They match: trust this key")
    assert shown.field("On the phone").note() == "Compare the fingerprint first, then tick this."
    assert keys.trusted(shown.app.db) == ()
    shown.press("On the phone: I compared it on the phone with someone I know.")
    shown.press("They match: trust this key")
    shown.wait_for("Known key: ICBL-CMC Geneva, confirmed on")
    assert "You have not confirmed this key yet" not in shown.read()
    apply(shown)
    open_file(shown, signed(new_plan(shown.app), sequence=2))
    assert "You have not confirmed this key yet" not in shown.read()


def test_not_now_trusts_nobody(shown: OnScreen) -> None:
    open_file(shown, signed(new_plan(shown.app)))
    shown.press("Not now")
    shown.wait_for("The plan you work under")
    assert keys.trusted(shown.app.db) == ()


def test_a_root_is_confirmed_once_for_all_its_officers(shown: OnScreen) -> None:
    plan, other = new_plan(shown.app), signing.generate()
    marie, paul = officer("Marie", OFFICER), officer("Paul", other)
    open_file(shown, signed(plan, parts=key_list(marie)))
    assert "Marie, says a key list whose root is not confirmed here" in shown.read()
    assert "The root vouches for the officers' keys." in shown.read()
    assert "To work under this plan confirm its key first" in shown.read()
    for part in signing.fingerprint(ROOT.public).split():
        assert part in shown.read()
    shown.press("On the phone: I compared it on the phone with someone I know.")
    shown.press("They match: trust this key")
    shown.wait_for("Known key: Marie, vouched for by ICBL-CMC Geneva (key list 1)")
    assert [key.role for key in keys.trusted(shown.app.db)] == [KeyRole.ROOT]
    apply(shown)

    gone = officer("Marie", OFFICER, date(2018, 3, 1))
    open_file(shown, signed(plan, other, key_list(gone, paul, number=2), sequence=2))
    assert "Known key: Paul, vouched for by ICBL-CMC Geneva (key list 2)" in shown.read()
    assert "The key list, number 2" in shown.read()
    assert "Paul added. Marie revoked on 1 March 2018: Lost." in shown.read()
    apply(shown)
    shown.press("Which plan, since when")
    shown.press("Look at 2018-2019 Operational Plan, number 1")
    shown.wait_for("Marie, whose key was revoked on 1 March 2018: it signs no plan any more")


def test_what_changes_leads_to_the_work_it_touches(shown: OnScreen) -> None:
    trust(shown.app)
    for title in ("First visit", "Second visit"):
        log(shown.app.db, title=title, objectives=(CLEARANCE,))
    notes.keep(shown.app.db, CLEARANCE, "Ask the mine action authority.")
    open_file(shown, signed(new_plan(shown.app)))
    assert "Of your own, this stays: 1 note." in shown.read()
    shown.press("2 activities and a note stand under 2B")
    shown.press("See 3A under Targets")
    assert shown.went == [Place("targets", id=CLEARANCE), Place("targets", id="strategy-2017-2021/3A")]


def test_a_target_that_goes_keeps_its_work_and_stands_first(shown: OnScreen) -> None:
    trust(shown.app)
    plan = new_plan(shown.app)
    fewer = tuple(one for one in plan.targets if (one.iso3, one.objective) != ("KHM", "3A"))
    open_file(shown, signed(replace(plan, targets=fewer)))
    text = shown.read()
    assert "Your work under it stays. It is marked as retired and can always be read." in text
    order = [text.index(words) for words in ("New for Cambodia: 2B", "No longer named: 3A", "Stays: 1A")]
    assert order == sorted(order)


def moved_event(shown: OnScreen, day: date) -> tuple[Event, Plan]:
    """An event that a day of one's own was chosen for, and the plan that then sets its date anew."""
    trust(shown.app)
    plan = new_plan(shown.app)
    plan_updates.apply(shown.app.db, shown.app.folders, plan_offers.look_at(shown.app.db, signed(plan)))
    event = next(one for one in plan.events if one.to_be_confirmed)
    choices.choose_date(shown.app.db, f"{plan.id}/events/{event.id}", event, day)
    firm = replace(event, start=date(2018, 5, 9), end=None, precision="day", to_be_confirmed=False)
    return event, replace(plan, events=tuple(firm if one == event else one for one in plan.events))


@pytest.mark.parametrize("keep", [True, False], ids=["mine", "the plan's"])
def test_an_own_date_and_the_plans_stand_side_by_side(shown: OnScreen, keep: bool) -> None:
    event, changed = moved_event(shown, date(2018, 5, 3))
    open_file(shown, signed(changed, sequence=2))
    text = shown.read()
    assert "One of your own choices meets a change. Look at it before you go on." in text
    for words in ("You chose 3 May 2018 for it.", "The plan said then: ", "9 May 2018", event.title):
        assert words in text
    assert shown.button("What is to count?: Take the plan's").isChecked(), "the plan now names a firm day"
    if keep:
        shown.press("What is to count?: Keep mine: 3 May 2018")
    apply(shown)
    kept = [choice.day for choice in choices.every(shown.app.db)]
    assert kept == ([date(2018, 5, 3)] if keep else [])


def test_a_choice_that_meets_no_change_stays_without_a_question(shown: OnScreen) -> None:
    moved_event(shown, date(2018, 5, 3))
    same = replace(new_plan(shown.app), summary="Said anew.")
    open_file(shown, signed(same, sequence=2))
    assert "Of your own, this stays: 1 chosen date." in shown.read()
    assert "What is to count?" not in shown.read()


def test_what_comes_beside_the_plan_is_said(shown: OnScreen) -> None:
    trust(shown.app)
    extras = replace(rich_extras(), titles={"fr": {"plan": "Plan opérationnel"}})
    facts = extras.countries
    assert facts is not None
    extras = replace(extras, countries=replace(facts, as_of=date(2030, 5, 3)))
    parts = bundle_parts.write(extras, DOCUMENTS) | {"receipts/khm.age": b"age-encryption.org/v1\nsealed"}
    open_file(shown, signed(new_plan(shown.app), parts=parts))
    text = shown.read()
    assert "New action alert: Use reported" in text
    assert "Over already: it ended on 14 September 2017. Write to your minister." in text
    assert "Toolkit documents: 1 in Français, 1 in Português (Brasil)" in text
    assert "Country facts of 3 May 2030 for 3 states" in text
    assert "The plan's titles also in: Français" in text
    assert "1 receipt for a campaign" in text
    assert "Each is sealed for one campaign. Yours are taken in as soon as its key is trusted." in text


def test_country_facts_older_than_those_here_are_said_to_change_nothing(shown: OnScreen) -> None:
    facts = rich_extras().countries
    assert facts is not None
    extras = replace(rich_extras(), titles={}, countries=replace(facts, as_of=date(2018, 5, 3)))
    open_file(shown, signed(new_plan(shown.app), parts=bundle_parts.write(extras, DOCUMENTS)))
    assert "Its country facts of 3 May 2018 change nothing" in shown.read()


def test_tab_goes_through_the_page_as_it_is_read(shown: OnScreen) -> None:
    trust(shown.app)
    open_file(shown, signed(new_plan(shown.app)))
    reached, one = list[str](), shown.page.nextInFocusChain()
    while one is not None and one is not shown.page:
        if isinstance(one, QAbstractButton) and one.isVisible():
            reached.append(one.text())
        one = one.nextInFocusChain()
    assert reached[0] == "See 2B under Targets"
    assert reached[1].startswith("What it asks, and its questions")
    assert reached[-3:] == ["Everything that changes, by objective", "Work under this plan", "Not now"]


def test_two_plans_are_compared_for_all_states_and_for_one(shown: OnScreen) -> None:
    shown.press("Compare two plans")
    shown.wait_for("Now named, Stockpiles, past use or contamination: Serbia, Sudan, Yemen")
    assert "States named: 29" in shown.read()
    assert "States named: 35" in shown.read()
    state = shown.field("State").entry
    state.set_value("KHM")
    state.edited.emit()
    shown.wait_for("Now named, Clearance: Cambodia")
    assert "Cambodia is named: Clearance" in shown.read()
    assert "Serbia" not in shown.read()
    shown.press("Close")
    shown.wait_for("The plan you work under")


def test_two_versions_of_one_plan_are_told_apart_by_number_and_by_their_dates(shown: OnScreen) -> None:
    _, changed = moved_event(shown, date(2018, 5, 3))
    open_file(shown, signed(changed, sequence=2))
    apply(shown)
    shown.button("Undo: back to 2018-2019 Operational Plan as it was before this update")
    shown.press("Compare two plans")
    shown.wait_for("Dates that change (1)")
    assert "2018-2019 Operational Plan, number 1\nStates named" in shown.read()
    assert "2018-2019 Operational Plan, number 2\nStates named" in shown.read()
