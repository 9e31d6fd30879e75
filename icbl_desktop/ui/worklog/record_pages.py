"""On which page the form of each kind of record stands."""

from __future__ import annotations

PAGES = {
    "activity": "activities",
    "outcome": "outcomes",
    "promise": "promises",
    "follow_up": "promises",
    "grant": "grants",
    "expense": "grants",
    "indicator_update": "progress",
}
"""By the name of the kind."""
