"""States and what is known of them, each fact with the date it was true."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from icbl_desktop.domain.vocabulary import Treaty


@dataclass(frozen=True)
class Standing:
    """Where a state stands to one treaty. None is "not known", never "no"."""

    status: str
    signed: date | None = None
    joined: date | None = None
    how: str = ""
    in_force: date | None = None
    withdrawn: date | None = None


@dataclass(frozen=True)
class State:
    """A state or other area; ``iso3`` is its ISO 3166 alpha-3 code, regions are UN M49's.

    ``as_of`` is there where the state's facts are of another date than the rest.
    """

    iso3: str
    name: str
    region: str
    subregion: str
    mbt: Standing | None
    ccm: Standing | None
    note: str = ""
    as_of: date | None = None

    def standing(self, treaty: str) -> Standing | None:
        """Where it stands to the "MBT" or the "CCM"; None where that is not known."""
        return self.mbt if treaty == Treaty.MBT else self.ccm


@dataclass(frozen=True)
class Deadline:
    """A clearance deadline: Mine Ban Treaty Article 5 or Convention on Cluster Munitions Article 4.

    ``as_of`` is the year or month the source dates from; "derived" means ten years after
    entry into force, by the treaty's rule.
    """

    iso3: str
    treaty: str
    article: int
    affected: str
    deadline: date | None
    as_of: str


@dataclass(frozen=True)
class Countries:
    """Country facts; ``as_of`` is the treaty status's date."""

    as_of: date
    states: Mapping[str, State]
    deadlines: tuple[Deadline, ...]

    def name(self, iso3: str) -> str:
        """The state's name; its code where the state is not known."""
        return self.states[iso3].name if iso3 in self.states else iso3

    def date_of(self, iso3: str) -> date:
        """When the state's treaty status was looked up."""
        state = self.states.get(iso3)
        return (state.as_of if state else None) or self.as_of


def overlaid(shipped: Countries, carried: Countries | None) -> Countries:
    """The facts that came with the program, with a bundle's in place of them where those are no older.

    A bundle's facts of a state replace all of that state's; its name and region stay as they came.
    """
    if carried is None or carried.as_of < shipped.as_of:
        return shipped
    states = dict(shipped.states)
    for iso3, one in carried.states.items():
        if iso3 in states:
            states[iso3] = replace(states[iso3], mbt=one.mbt, ccm=one.ccm, note=one.note, as_of=carried.as_of)
    kept = (one for one in shipped.deadlines if one.iso3 not in carried.states)
    return Countries(shipped.as_of, states, (*kept, *carried.deadlines))
