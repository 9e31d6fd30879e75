"""One campaign of ``demo --world``, played quarter by quarter through the services."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from random import Random

from icbl_desktop.app import App, open_app
from icbl_desktop.commands.demo_world.story import (
    FIRST_YEAR,
    CampaignStory,
    Sent,
    WorkStory,
    World,
    morning,
)
from icbl_desktop.config import Folders
from icbl_desktop.domain.key_list import KeyRole
from icbl_desktop.domain.period import Period
from icbl_desktop.domain.report_order import ReportOrder
from icbl_desktop.domain.vocabulary import Changed
from icbl_desktop.domain.work import CampaignDraft
from icbl_desktop.services import (
    campaign,
    countries,
    keys,
    plan_offers,
    plan_updates,
    plans,
    report_sending,
    reports,
)
from icbl_desktop.services.report_sending import SendForm

Step = tuple[date, Callable[[], object]]
"""What is done on a day."""

_MAILED = 0.25
"""How likely a report goes by mail too."""


@dataclass
class Memory:
    """What a campaign has under way in its workspace.

    ``grants`` are ids by title, ``promises`` and ``follow_ups`` what is open, with the day on which it is
    due. ``done`` are the activities of each objective, newest last; ``deck`` what it will do next.
    """

    grants: dict[str, str] = field(default_factory=dict)
    promises: list[tuple[str, date]] = field(default_factory=list)
    follow_ups: list[tuple[str, date]] = field(default_factory=list)
    done: dict[str, list[str]] = field(default_factory=dict)
    deck: list[WorkStory] = field(default_factory=list)


@dataclass
class Player:
    """A campaign at work from its ``first`` quarter on: its open workspace, and the reports it made.

    Report files lie in ``outbox``. ``withheld`` are the digests of those that never reach the office.
    """

    world: World
    story: CampaignStory
    first: Period
    root: Path
    outbox: Path
    chance: Random
    app: App
    memory: Memory = field(default_factory=Memory)
    sent: list[Sent] = field(default_factory=list)
    withheld: set[str] = field(default_factory=set)
    minutes: int = 0

    @property
    def folders(self) -> Folders:
        """Where its workspace lies."""
        return Folders(self.root)

    def at(self, day: date) -> None:
        """Set the workspace's clock to this day, a little later each time."""
        self.minutes = (self.minutes + 1) % 600
        now = morning(day, self.minutes)
        self.app.db.clock = lambda: now

    def play(self, steps: list[Step]) -> None:
        """Do everything on its day."""
        for day, act in sorted(steps, key=lambda step: step[0]):
            self.at(day)
            act()

    def reopen(self) -> None:
        """Open the workspace anew, after its files were changed under it."""
        self.app = open_app(self.folders)

    def words(self, text: str, place: str = "") -> str:
        """A sentence of the story with this campaign's own names in it, and any of its places or this one."""
        return text.format(
            ministry=self.story.ministry,
            authority=self.story.authority,
            place=place or self.chance.choice(self.story.places),
            state=countries.facts().states[self.story.states[0]].name,
        )

    def report(self, order: ReportOrder, day: date) -> Sent:
        """Issue a report on this day in the campaign's language, and save it as it goes to the office."""
        self.at(day)
        db = self.app.db
        issued = reports.issue(db, self.folders, replace(order, language=self.story.language))
        can_seal = report_sending.choices(db, issued.id).cannot_seal is None
        form = SendForm.SEALED if self.story.sealed and can_seal else SendForm.PLAIN
        self.outbox.mkdir(parents=True, exist_ok=True)
        files = [report_sending.save_as(db, issued.id, form, self.outbox)]
        if self.chance.random() < _MAILED:
            files.append(report_sending.save_mail(db, issued.id, form, self.story.language, self.outbox))
        code = campaign.get(db).stream_code
        kind = "amendment" if order.replaces else order.kind
        one = Sent(issued.id, issued.digest, issued.number, code, order.period, kind, tuple(files))
        self.sent.append(one)
        return one


def begin(world: World, story: CampaignStory, folder: Path, chance: Random, first: Period) -> Player:
    """Set a campaign up below an empty folder, on the first day of its first quarter."""
    root = folder / "workspace"
    player = Player(world, story, first, root, folder / "sent", chance, open_app(Folders(root)))
    player.at(first.start)
    draft = CampaignDraft(organisation=story.organisation, states=story.states, language=story.language)
    campaign.start(player.app.db, draft, "2017" if first.start.year == FIRST_YEAR else "2018-2019")
    return player


def take_plan(player: Player, bundle: bytes, root_key: str, on: date) -> Changed:
    """Apply the office's signed plan, its root confirmed on the phone."""
    player.at(on)
    keys.trust(player.app.db, root_key, "ICBL-CMC", KeyRole.ROOT)
    return plan_updates.apply(player.app.db, player.folders, plan_offers.offer(player.app.db, bundle))


def report_quarter(player: Player, period: Period) -> Sent:
    """The quarter's report, one to three weeks after its end."""
    return player.report(ReportOrder(period=period), period.end + timedelta(player.chance.randint(6, 20)))


def ref(player: Player, code: str) -> str:
    """An objective or indicator of the plan in force, as records name it."""
    return plans.current(player.app.db).ref(code)
