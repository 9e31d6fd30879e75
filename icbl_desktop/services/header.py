"""What the window's top line says."""

from __future__ import annotations

from dataclasses import dataclass

from icbl_desktop.services import campaign, countries, plans
from icbl_desktop.store.database import Database


@dataclass(frozen=True)
class Header:
    """The names of the campaign's states, and the title of the plan it works under."""

    states: tuple[str, ...]
    plan_title: str


def header(db: Database) -> Header | None:
    """The top line, or None before the first start."""
    who = campaign.find(db)
    if who is None:
        return None
    facts = countries.facts()
    return Header(tuple(facts.name(iso3) for iso3 in who.states), plans.current(db).title)
