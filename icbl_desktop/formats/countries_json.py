"""The country facts file, ``countries.json``."""

from __future__ import annotations

from datetime import date

import msgspec

from icbl_desktop.domain.countries import Countries, Deadline, Standing, State
from icbl_desktop.errors import BadFile


class _Standing(msgspec.Struct, frozen=True):
    status: str
    signed: date | None = None
    joined: date | None = None
    how: str | None = None
    in_force: date | None = None
    withdrawn: date | None = None

    def standing(self) -> Standing:
        return Standing(self.status, self.signed, self.joined, self.how or "", self.in_force, self.withdrawn)


class _State(msgspec.Struct, frozen=True):
    iso3: str
    name: str
    region: str
    subregion: str
    mbt: _Standing
    ccm: _Standing
    note: str | None = None

    def state(self) -> State:
        return State(
            self.iso3,
            self.name,
            self.region,
            self.subregion,
            self.mbt.standing(),
            self.ccm.standing(),
            self.note or "",
        )


class _Area(msgspec.Struct, frozen=True):
    code: str
    name: str
    region: str
    subregion: str


class _Deadline(msgspec.Struct, frozen=True):
    iso3: str
    treaty: str
    article: int
    affected: str
    deadline: date | None
    as_of: str | None


class _File(msgspec.Struct, frozen=True):
    format: str
    version: str
    as_of: date
    states: list[_State]
    other_areas: list[_Area]
    deadlines: list[_Deadline]


def read_countries(raw: bytes) -> Countries:
    """Read the facts. Raises BadFile naming the place where they are not of the agreed form."""
    try:
        file = msgspec.json.decode(raw, type=_File, strict=False)
    except msgspec.MsgspecError as error:
        raise BadFile("The country facts cannot be read: {reason}.", reason=error) from error
    states = {one.iso3: one.state() for one in file.states}
    for area in file.other_areas:
        states[area.code] = State(area.code, area.name, area.region, area.subregion, None, None)
    deadlines = tuple(
        Deadline(d.iso3, d.treaty, d.article, d.affected, d.deadline, d.as_of or "") for d in file.deadlines
    )
    return Countries(file.as_of, states, deadlines)
