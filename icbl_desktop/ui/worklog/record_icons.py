"""An icon for each kind of record."""

from __future__ import annotations

RECORD_ICONS = {
    "activity": "list-checks",
    "grant": "hand-coins",
    "expense": "receipt",
    "outcome": "plant",
    "promise": "handshake",
    "follow_up": "clock",
    "indicator_update": "chart-line-up",
}
"""By the names of ``services.record_kinds``."""
