"""``demo --world``: twenty campaigns over two years, and the secretariat that their reports come to.

Each campaign works in a workspace of its own, through the same services as the window. The story stands in
``data/demo/world.json``; a seed decides what it leaves open. Keys and ids are new each time.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from icbl_desktop.commands.demo_world.campaign import Player, begin
from icbl_desktop.commands.demo_world.delivery import deliver, deliver_damaged
from icbl_desktop.commands.demo_world.life import PLAN_CAME, live
from icbl_desktop.commands.demo_world.office import PASSPHRASE, Office, found_office
from icbl_desktop.commands.demo_world.story import QUARTERS, CampaignStory, World, quarters, read_world
from icbl_desktop.commands.demo_world.turns import steal
from icbl_desktop.domain.period import Period
from icbl_desktop.services import work_records
from icbl_desktop.services.record_kinds import KINDS

SEED = 2017


@dataclass(frozen=True)
class Played:
    """What was made. ``streams`` are the codes of the campaigns' own streams.

    ``files`` counts those delivered, ``records`` by kind those that the campaigns hold at last.
    """

    world: World
    office: Office
    delivered: Path
    players: tuple[Player, ...]
    streams: frozenset[str]
    files: int
    records: Counter[str]


def play(folder: Path, seed: int = SEED, campaigns: Collection[str] = (), last: int = QUARTERS) -> Played:
    """Play the story into an empty folder: all of it, or some campaigns by their folders, the last quarters.

    All workspaces are closed again.
    """
    world, periods = read_world(), quarters(last)
    office = found_office(folder / "office", PLAN_CAME)
    players: list[Player] = []
    thieves: list[Player] = []
    for story in world.campaigns:
        own = [one for one in periods if story.begins <= one.label <= story.ends]
        if own and (not campaigns or story.folder in campaigns):
            players.append(_campaign(world, story, folder, office, seed, own))
            thieves += _thieves(players[-1], folder, own)
    chance, delivered = Random(seed), folder / "delivered"  # noqa: S311  # a story, not a secret
    files = deliver([*players, *thieves], delivered, chance)
    files += deliver_damaged(_open_one(players), delivered, chance)
    records = sum((_records(player) for player in players), Counter[str]())
    for player in (*players, *thieves):
        player.app.close()
    streams = frozenset(one.code for player in players for one in player.sent)
    return Played(world, office, delivered, tuple(players), streams, files, records)


def _campaign(
    world: World, story: CampaignStory, folder: Path, office: Office, seed: int, periods: list[Period]
) -> Player:
    chance = Random(f"{seed} {story.folder}")  # noqa: S311  # as above
    player = begin(world, story, folder / "campaigns" / story.folder, chance, periods[0])
    with tempfile.TemporaryDirectory() as aside:
        live(player, office, periods, Path(aside))
    return player


def _thieves(player: Player, folder: Path, periods: list[Period]) -> Iterator[Player]:
    """Whoever reports in this campaign's name with a key of their own."""
    for period in periods:
        if player.story.turns.get(period.label) == "stolen":
            yield steal(player, folder / "strangers" / player.story.folder, period)


def _open_one(players: list[Player]) -> Player:
    """A campaign that sends its reports as they are."""
    return next(player for player in players if not player.story.sealed)


def _records(player: Player) -> Counter[str]:
    return Counter({name: len(work_records.every(player.app.db, kind)) for name, kind in KINDS.items()})


def told(played: Played) -> tuple[str, ...]:
    """What was made, in lines."""
    sent = [one for player in played.players for one in player.sent]
    kinds = Counter(one.kind for one in sent)
    held = sum(len(player.withheld) for player in played.players)
    kept = ", ".join(f"{count} {name.replace('_', ' ')}" for name, count in played.records.items())
    issued = ", ".join(f"{count} {kind.replace('_', ' ')}" for kind, count in sorted(kinds.items()))
    return (
        f"Campaigns: {len(played.players)}, each in a workspace below campaigns. They hold: {kept}.",
        f"Reports: {issued}; {held} of them get lost.",
        f"Delivered: {played.files} files in {played.delivered}.",
        f"The secretariat works in {played.office.folders.root}: open it with --data-dir.",
        f"Its keys open with “{PASSPHRASE}”.",
        f"It is told as on {played.world.today}.",
    )
