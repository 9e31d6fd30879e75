"""What a bundle may carry beside its plan: alerts, toolkit documents, titles in other languages, facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from icbl_desktop.domain.countries import Countries

Titles = Mapping[str, str]
"""A plan's texts in another language, by place: "plan", "objectives/1A", "activities/ID", "alerts/ID"."""


@dataclass(frozen=True)
class Alert:
    """Something urgent that campaigns are asked to do, from its start until its end, if it has one.

    ``objectives`` are codes of the plan's strategy. ``states`` are whom it is for; none named means all.
    """

    id: str
    title: str
    asked: str
    start: date
    end: date | None = None
    objectives: tuple[str, ...] = ()
    states: tuple[str, ...] = ()


@dataclass(frozen=True)
class ToolkitDocument:
    """A file for campaigns. ``file`` is its name in the bundle below ``toolkit/``; ``language`` is "fr"."""

    file: str
    title: str
    language: str
    objectives: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Extras:
    """All of it. ``titles`` are by language; ``countries`` may hold a few states only, with its own as of."""

    alerts: tuple[Alert, ...] = ()
    toolkit: tuple[ToolkitDocument, ...] = ()
    titles: Mapping[str, Titles] = field(default_factory=dict)
    countries: Countries | None = None


def for_states(alert: Alert, states: tuple[str, ...]) -> bool:
    """Whether an alert asks something of a campaign in these states."""
    return not alert.states or bool(set(alert.states) & set(states))
