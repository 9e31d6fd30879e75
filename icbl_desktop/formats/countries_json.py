"""The country facts file, ``countries.json``."""

from __future__ import annotations

from collections import Counter
from datetime import date

import msgspec

from icbl_desktop.domain.countries import Countries, Deadline, Standing, State
from icbl_desktop.errors import BadFile
from icbl_desktop.formats import typed_json

COUNTRIES_FORMAT = "icbl-countries"
_MAX_BYTES = 4 * 1024 * 1024


class StandingPart(msgspec.Struct, frozen=True):
    """Where a state stands to one treaty. null is "not known", never "no"."""

    status: str
    signed: date | None = None
    joined: date | None = None
    how: str | None = None
    in_force: date | None = None
    withdrawn: date | None = None

    @classmethod
    def of(cls, one: Standing) -> StandingPart:
        """As the file has it."""
        return cls(one.status, one.signed, one.joined, one.how or None, one.in_force, one.withdrawn)

    def standing(self) -> Standing:
        """As the program has it."""
        return Standing(self.status, self.signed, self.joined, self.how or "", self.in_force, self.withdrawn)


class StatePart(msgspec.Struct, frozen=True):
    """A state: ``iso3`` is its ISO 3166 alpha-3 code, regions are UN M49's."""

    iso3: str
    name: str
    region: str
    subregion: str
    mbt: StandingPart
    ccm: StandingPart
    note: str | None = None

    @classmethod
    def of(cls, one: State, mbt: Standing, ccm: Standing) -> StatePart:
        """As the file has it."""
        standings = StandingPart.of(mbt), StandingPart.of(ccm)
        return cls(one.iso3, one.name, one.region, one.subregion, *standings, one.note or None)

    def state(self) -> State:
        """As the program has it."""
        return State(
            self.iso3,
            self.name,
            self.region,
            self.subregion,
            self.mbt.standing(),
            self.ccm.standing(),
            self.note or "",
        )


class AreaPart(msgspec.Struct, frozen=True):
    """An area outside the treaties' lists of states."""

    code: str
    name: str
    region: str
    subregion: str


class DeadlinePart(msgspec.Struct, frozen=True):
    """A clearance deadline, null where unknown; ``as_of`` is the year or month its source dates from."""

    iso3: str
    treaty: str
    article: int
    affected: str
    deadline: date | None
    as_of: str | None

    @classmethod
    def of(cls, one: Deadline) -> DeadlinePart:
        """As the file has it."""
        return cls(one.iso3, one.treaty, one.article, one.affected, one.deadline, one.as_of or None)

    def deadline_fact(self) -> Deadline:
        """As the program has it."""
        return Deadline(self.iso3, self.treaty, self.article, self.affected, self.deadline, self.as_of or "")


class CountriesFile(msgspec.Struct, frozen=True):
    """countries.json; ``as_of`` is the treaty status's date."""

    format: str
    version: str
    as_of: date
    states: list[StatePart]
    other_areas: list[AreaPart]
    deadlines: list[DeadlinePart]


def read_countries(raw: bytes) -> Countries:
    """Read the facts that came with the program. Raises BadFile where they are not of the agreed form."""
    try:
        return _countries(msgspec.json.decode(raw, type=CountriesFile))
    except msgspec.MsgspecError as error:
        raise BadFile("The country facts cannot be read: {reason}.", reason=error) from error


def read_carried(raw: bytes, name: str) -> Countries:
    """Facts that came in a bundle, perhaps of a few states only; ``name`` is the file's for the sentence.

    Raises BadFile naming the place, and NewerFile.
    """
    file, _ = typed_json.read(raw, CountriesFile, COUNTRIES_FORMAT, name, _MAX_BYTES)
    codes = Counter([*(state.iso3 for state in file.states), *(area.code for area in file.other_areas)])
    for code in (code for code, times in codes.items() if times > 1):
        raise typed_json.bad(name, "states", f'"{code[:60]}" is used twice.')
    return _countries(file)


def write_countries(facts: Countries) -> bytes:
    """The facts as a file: the same facts always give the same bytes."""
    ordered = [facts.states[iso3] for iso3 in sorted(facts.states)]
    return typed_json.write(
        CountriesFile(
            COUNTRIES_FORMAT,
            typed_json.VERSION,
            facts.as_of,
            [StatePart.of(state, state.mbt, state.ccm) for state in ordered if state.mbt and state.ccm],
            [
                AreaPart(state.iso3, state.name, state.region, state.subregion)
                for state in ordered
                if not (state.mbt and state.ccm)
            ],
            [DeadlinePart.of(one) for one in facts.deadlines],
        )
    )


def _countries(file: CountriesFile) -> Countries:
    states = {one.iso3: one.state() for one in file.states}
    for area in file.other_areas:
        states[area.code] = State(area.code, area.name, area.region, area.subregion, None, None)
    return Countries(file.as_of, states, tuple(one.deadline_fact() for one in file.deadlines))
