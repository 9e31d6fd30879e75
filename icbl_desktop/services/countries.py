"""Country facts that came with the program, and what they know of a state's code."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache

from icbl_desktop import config
from icbl_desktop.domain.countries import Countries, State
from icbl_desktop.domain.deadlines import TreatyDate, deadlines, worth_saying
from icbl_desktop.formats.countries_json import read_countries


@cache
def facts() -> Countries:
    """States and other areas with treaty status and deadlines, read once."""
    return read_countries(config.data("countries.json").read_bytes())


def treaty_dates(states: Iterable[State], today: date) -> tuple[TreatyDate, ...]:
    """What falls due for these states under both treaties, as far as a campaign needs it."""
    dates = (one for state in states for one in deadlines(state, facts().deadlines, today))
    return tuple(one for one in dates if worth_saying(one))


def unknown_state(codes: Iterable[str]) -> str:
    """A sentence about the first code that is no state's, or nothing."""
    found = next((code for code in codes if code not in facts().states), None)
    if found is None:
        return ""
    return f"“{found}” is not the three-letter code of a state. Cambodia's is KHM."
