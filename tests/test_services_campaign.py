"""The first start, and changes to who works here."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from icbl_desktop.app import App, open_app
from icbl_desktop.domain.key_list import KeyRole
from icbl_desktop.domain.work import CampaignDraft
from icbl_desktop.errors import InvalidRecord, UserError
from icbl_desktop.formats import secret_key, signing
from icbl_desktop.services import activities, campaign, keys, overview, plans
from tests.workspace import CAMBODIA, MEETING, contents

NEPAL = CampaignDraft(organisation="Nepal Campaign to Ban Landmines", states=("NPL",))


def test_before_the_first_start_there_is_no_campaign_and_it_is_said_what_to_do(empty: App) -> None:
    assert campaign.find(empty.db) is None
    with pytest.raises(UserError, match="Start the program once, or run “icbl-desktop init”"):
        campaign.get(empty.db)
    with pytest.raises(UserError, match="no campaign here yet"):
        plans.current(empty.db)


@pytest.mark.parametrize("draft", [CAMBODIA, NEPAL], ids=["KHM", "NPL"])
def test_the_first_start_sets_up_campaign_stream_and_newest_plan(empty: App, draft: CampaignDraft) -> None:
    changed = campaign.start(empty.db, draft)
    assert changed.kinds == {"campaign", "plan"}
    who = campaign.get(empty.db)
    assert (who.organisation, who.states, who.language) == (draft.organisation, draft.states, "en")
    assert len(who.stream_code) == 4
    assert plans.current(empty.db).id == who.current_plan == "2018-2019"
    assert activities.blank(empty.db).states == draft.states


def test_the_plan_may_be_chosen_at_the_first_start(empty: App) -> None:
    campaign.start(empty.db, CAMBODIA, plan_id="2017")
    assert plans.current(empty.db).title == "2017 Operational Plan"
    assert plans.current_version(empty.db).origin == "bundled"


def test_an_unknown_plan_starts_nothing(empty: App) -> None:
    before = contents(empty.db)
    with pytest.raises(UserError, match="no plan “2031” here"):
        campaign.start(empty.db, CAMBODIA, plan_id="2031")
    assert contents(empty.db) == before


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"organisation": "  "}, "organisation", "Write the name of your organisation."),
        ({"states": ()}, "states", "Choose at least one state"),
        ({"states": ("KHM", "XXX")}, "states", "“XXX” is not the three-letter code of a state."),
        ({"states": ("Cambodia",)}, "states", "“Cambodia” is not the three-letter code of a state."),
    ],
)
def test_an_incomplete_start_names_the_field_and_starts_nothing(
    empty: App, changes: dict[str, object], field: str, sentence: str
) -> None:
    before = contents(empty.db)
    with pytest.raises(InvalidRecord) as caught:
        campaign.start(empty.db, replace(CAMBODIA, **changes))  # type: ignore[arg-type]
    assert caught.value.problems[field].startswith(sentence)
    assert contents(empty.db) == before


def test_a_workspace_is_started_once(app: App) -> None:
    before = contents(app.db)
    with pytest.raises(UserError, match="already has a campaign. Nothing was changed"):
        campaign.start(app.db, NEPAL)
    assert contents(app.db) == before


def test_change_keeps_stream_and_plan(app: App) -> None:
    before = campaign.get(app.db)
    campaign.change(app.db, replace(CAMBODIA, states=("KHM", "LAO"), contact_name="Sok Dara"))
    after = campaign.get(app.db)
    assert (after.states, after.contact_name) == (("KHM", "LAO"), "Sok Dara")
    assert (after.stream, after.current_plan) == (before.stream, before.current_plan)
    with pytest.raises(InvalidRecord, match="Write the name of your organisation"):
        campaign.change(app.db, replace(CAMBODIA, organisation=""))


def test_the_streams_key_signs_and_its_code_is_read_from_it(app: App) -> None:
    ((_, code, public_text, secret_text, *_),) = contents(app.db)["stream"]
    key, public = secret_key.parse_secret_key(secret_text), signing.parse_public_key(public_text)
    assert signing.verify(b"data", signing.sign(key, b"data", "test"), [public]).key == public
    assert signing.fingerprint(public).startswith(code)


def test_everything_is_there_when_opened_again(app: App) -> None:
    before = campaign.get(app.db)
    activities.save(app.db, MEETING)
    app.close()
    again = open_app(app.folders)
    assert campaign.get(again.db) == before
    assert len(activities.ids(again.db, activities.ActivityFilter())) == 1
    again.close()


def test_the_first_page_of_a_new_campaign_shows_its_targets(app: App) -> None:
    page = overview.overview(app.db, MEETING.start)  # type: ignore[arg-type]
    assert [state.name for state in page.states] == ["Cambodia"]
    assert [card.objective.code for card in page.cards] == ["1A", "2B", "3A", "3B"]
    assert [card.count for card in page.cards] == [0, 0, 0, 0]
    assert (page.activities, page.recent, page.needs, page.ended) == (0, (), (), None)


def test_the_roots_that_came_with_the_program_are_trusted_and_can_be_taken_back(
    app: App, tmp_path: Path
) -> None:
    root = signing.public_key_text(signing.generate().public)
    (tmp_path / "ICBL-CMC root 1.pub").write_text(root)
    with app.db.write() as session:
        keys.trust_shipped(session, tmp_path, app.db.clock())
    (shipped,) = keys.trusted(app.db)
    assert (shipped.name, shipped.role, shipped.text) == ("ICBL-CMC root 1", KeyRole.ROOT, root)
    keys.distrust(app.db, shipped.text)
    assert keys.trusted(app.db) == ()
