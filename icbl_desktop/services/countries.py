"""Country facts: those that came with the program, and what the bundle in force adds to them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from functools import cache

from icbl_desktop import config
from icbl_desktop.domain.countries import Countries, State, overlaid
from icbl_desktop.domain.deadlines import TreatyDate, deadlines, worth_saying
from icbl_desktop.domain.plan_extras import Extras
from icbl_desktop.domain.rule_parts import shortened
from icbl_desktop.formats.countries_json import read_countries
from icbl_desktop.services import plan_parts
from icbl_desktop.store.database import Database
from icbl_desktop.store.tables_plan import PlanPointerRow
from icbl_desktop.store.tables_workspace import CampaignRow


@cache
def facts() -> Countries:
    """States and other areas as they came with the program, read once."""
    return read_countries(config.data("countries.json").read_bytes())


def known_states() -> Collection[str]:
    """The codes that a plan may name."""
    return facts().states.keys()


def known(db: Database) -> Countries:
    """The facts with what the bundle in force carries, where that is no older."""
    with db.read() as session:
        row = session.get(CampaignRow, 1)
        pointer = session.get(PlanPointerRow, row.current_plan) if row else None
        carried = plan_parts.extras(session, pointer.digest) if pointer and pointer.digest else Extras()
    return overlaid(facts(), carried.countries)


def treaty_dates(known: Countries, states: Iterable[State], today: date) -> tuple[TreatyDate, ...]:
    """What falls due for these states under both treaties, as far as a campaign needs it."""
    dates = (one for state in states for one in deadlines(state, known.deadlines, today))
    return tuple(one for one in dates if worth_saying(one))


def unknown_state(codes: Iterable[str]) -> str:
    """A sentence about the first code that is no state's, or nothing."""
    found = next((code for code in codes if code not in facts().states), None)
    if found is None:
        return ""
    return f"“{shortened(found)}” is not the three-letter code of a state. Cambodia's is KHM."
