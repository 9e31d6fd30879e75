"""States and what is known of them, each fact with the date it was true."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
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
    """A state or other area; ``iso3`` is its ISO 3166 alpha-3 code, regions are UN M49's."""

    iso3: str
    name: str
    region: str
    subregion: str
    mbt: Standing | None
    ccm: Standing | None
    note: str = ""

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
    """All country facts that came with the program; ``as_of`` is the treaty status's date."""

    as_of: date
    states: Mapping[str, State]
    deadlines: tuple[Deadline, ...]

    def name(self, iso3: str) -> str:
        """The state's name; its code where the state is not known."""
        return self.states[iso3].name if iso3 in self.states else iso3
