"""The story of ``demo --world``, as ``data/demo/world.json`` tells it: campaigns, and what campaigns do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random

import msgspec

from icbl_desktop import config
from icbl_desktop.domain.period import Period
from icbl_desktop.domain.vocabulary import GrantProgramme

FIRST_YEAR, QUARTERS = 2017, 8


class GrantStory(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A grant's life. ``fate`` is "reported", "overdue" (its final report never came), or "declined".

    ``public``: the campaign says that it may be published.
    """

    title: str
    objective: str
    awarded: Decimal
    start: date
    end: date
    programme: str = GrantProgramme.INVESTING_IN_ACTION
    call: str = "2017, first call"
    currency: str = "USD"
    local: str = ""
    rate: Decimal | None = None
    fate: str = "reported"
    public: bool = False


class CampaignStory(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A campaign. ``pace`` is about how many activities it logs in a quarter.

    ``answers`` are indicators' answers: day, indicator, value. ``turns`` says what befalls it in a quarter:

    - "amended": that quarter's report is corrected later;
    - "taken_back": a record that was reported turns out to be a double, and is withdrawn in that quarter;
    - "lost": that quarter's report never arrives; "late": it is not made yet;
    - "rebuilt": an older copy of the workspace is put back before it, so a stream succeeds with proof;
    - "reinstalled": so does one without proof, from a backup;
    - "twin_number", "twin_record": a cloned computer goes on beside it, see ``turns``;
    - "stolen": a stranger reports from a stolen backup in that quarter.
    """

    folder: str
    organisation: str
    states: tuple[str, ...]
    objectives: tuple[str, ...]
    places: tuple[str, ...]
    ministry: str
    authority: str
    pace: int
    language: str = "en"
    sealed: bool = False
    begins: str = "2017-Q1"
    ends: str = "2018-Q4"
    answers: tuple[tuple[date, str, str], ...] = ()
    grants: tuple[GrantStory, ...] = ()
    turns: dict[str, str] = {}


class WorkStory(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An activity as any campaign may log it; ``{ministry}`` and the like stand for its own.

    ``people`` and ``reached`` are from how many to how many. ``on`` is set for an event that has its day.
    ``commitment`` counts under ``plan`` alone, where that is named.
    """

    type: str
    objective: str
    title: str
    result: str
    treaty: str = ""
    people: tuple[int, int] | None = None
    reached: tuple[int, int] | None = None
    survivors: bool = False
    at: str = ""
    promise: str = ""
    follow_up: str = ""
    commitment: str = ""
    plan: str = ""
    on: date | None = None
    event: str = ""


class OutcomeStory(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An outcome under an objective."""

    objective: str
    actor: str
    change: str
    significance: str
    contribution: str
    kind: str


class ExpenseStory(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An expense: about this ``share`` of a hundred of the grant, under a line of its budget."""

    what: str
    line: str
    share: int


class World(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole story; ``today`` is the day on which it is told."""

    format: str
    note: str
    today: date
    campaigns: tuple[CampaignStory, ...]
    work: tuple[WorkStory, ...]
    events: tuple[WorkStory, ...]
    outcomes: tuple[OutcomeStory, ...]
    expenses: tuple[ExpenseStory, ...]


@dataclass(frozen=True)
class Sent:
    """A report that was issued; ``code`` is its stream's. ``files`` go to the office: it, its mail."""

    id: str
    digest: str
    number: int
    code: str
    period: Period
    kind: str
    files: tuple[Path, ...]


def read_world() -> World:
    """The story that comes with the program."""
    return msgspec.json.decode(config.data("demo", "world.json").read_bytes(), type=World)


def quarters(last: int = QUARTERS) -> tuple[Period, ...]:
    """The story's quarters, or the ``last`` of them."""
    return tuple(Period.quarter(FIRST_YEAR + n // 4, n % 4 + 1) for n in range(QUARTERS - last, QUARTERS))


def some_day(chance: Random, period: Period) -> date:
    """A working day of the period."""
    day = period.start + timedelta(chance.randrange((period.end - period.start).days - 1))
    return day - timedelta(max(0, day.weekday() - 4)) if day.day > 2 else day + timedelta(2)


def morning(day: date, minutes: int = 0) -> datetime:
    """A moment of this day, the later the more ``minutes``."""
    return datetime.fromisoformat(f"{day}T07:00:00+00:00") + timedelta(minutes=minutes)
