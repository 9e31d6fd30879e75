"""The demonstration's world: made through the services, delivered in disorder, and taken in by the office."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from contextlib import closing

import pytest

from icbl_desktop.commands.demo_world import inbox, world
from icbl_desktop.commands.demo_world.office import PASSPHRASE, READING
from icbl_desktop.commands.demo_world.story import read_world
from icbl_desktop.commands.demo_world.world import Played
from icbl_desktop.domain.inbox import Standing
from icbl_desktop.services import plans, reading_key
from icbl_desktop.services.office import arriving, campaigns, deciding, received
from icbl_desktop.store.office import OfficeStore
from tests.office_state import state

SOME = ("AFG-afghanistan", "COL-colombia", "NPL-nepal", "LAO-lao", "KHM-survivors")
"""One that was put back, one that corrects, one that is robbed, and two whose computers were cloned."""


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Played:
    """The last year of five campaigns."""
    return world.play(tmp_path_factory.mktemp("world"), campaigns=SOME, last=4)


@pytest.fixture(scope="module")
def identity(played: Played) -> str:
    """What opens the sealed reports."""
    return reading_key.open_key(played.office.folders.keys, READING, PASSPHRASE)


@pytest.fixture(scope="module")
def office(played: Played, tmp_path_factory: pytest.TempPathFactory) -> Iterator[OfficeStore]:
    """The office's inbox with all of it, as the command leaves it."""
    inbox.take_in(played)
    with closing(OfficeStore(played.office.folders.office)) as store:
        yield store


@pytest.mark.slow
def test_the_inbox_tells_what_befell_the_campaigns(played: Played, office: OfficeStore) -> None:
    standing = Counter(one.standing for one in received.reports(office))
    assert standing == {
        Standing.COUNTED: 19,
        Standing.REPLACED: 1,
        Standing.TWO_OF_A_NUMBER: 2,
        Standing.UNKNOWN_KEY: 1,
    }
    (thief,) = campaigns.unknown(office)
    assert (thief.organisation, thief.code in played.streams) == ("Nepal Campaign to Ban Landmines", False)
    assert Counter(one.kind for one in deciding.doubts(office)) == {"number": 1, "record": 1}
    assert len(received.asides(office)) == 3
    afghan = next(one for one in campaigns.campaigns(office) if one.organisation.startswith("Afghan"))
    assert len(afghan.streams) == 2  # an older copy was put back: nobody was asked about the second
    assert {one.bound_by for one in afghan.streams} == {"Ana", ""}


@pytest.mark.slow
def test_in_another_order_the_inbox_ends_the_same(
    played: Played, office: OfficeStore, identity: str, office_store: OfficeStore
) -> None:
    files = sorted(path for path in played.delivered.rglob("*") if path.is_file())
    random.Random(5).shuffle(files)
    for start in range(0, len(files), 5):
        arriving.add(office_store, files[start : start + 5], "Ben", [identity])
        for one in campaigns.unknown(office_store):
            if one.code in played.streams and not one.succeeds:
                campaigns.confirm(office_store, one.id, one.key, "Ana")
    assert state(office_store) == state(office)


def test_the_story_keeps_to_the_plans() -> None:
    story = read_world()
    targeted = {target.iso3 for plan in plans.bundled() for target in plan.targets}
    assert len(story.campaigns) == 20
    assert all(set(one.states) <= targeted for one in story.campaigns)
    assert len({one.states for one in story.campaigns}) == 19  # two in Cambodia
    assert [one.folder for one in story.campaigns if len(one.states) > 1] == ["SOM-horn"]
    granted = [grant for one in story.campaigns for grant in one.grants if grant.fate != "declined"]
    in_2017 = [one for one in granted if one.programme == "investing_in_action" and one.start.year == 2017]
    assert Counter(one.objective for one in in_2017)["1A"] == 5  # the plan asks for six
    assert len(in_2017) == 14  # of fifteen
    assert {one.currency for one in granted} == {"USD", "EUR", "CHF"}
