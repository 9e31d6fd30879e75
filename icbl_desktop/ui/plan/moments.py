"""Dates the plan names for an objective: moments for national action, and events of its calendar."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QCoreApplication

from icbl_desktop.domain.choices import reference
from icbl_desktop.domain.plan import Event, KeyDate
from icbl_desktop.ui.context import Context
from icbl_desktop.ui.plan.entry_card import EntryCard
from icbl_desktop.ui.plan.objective_sections import Shown, begun
from icbl_desktop.ui.plan.plan_entry import PlanLine
from icbl_desktop.ui.words import day, days


def moments_card(context: Context, shown: Shown) -> EntryCard | None:
    """The dates, the earliest first; None where there are none, and for an objective of an earlier plan."""
    if shown.earlier or not shown.view.moments:
        return None
    card = EntryCard(context, _tr("Good moments to act"))
    for one in shown.view.moments:
        card.add_line(_event(shown, one) if isinstance(one, Event) else _key_date(shown, one))
    card.end()
    return card


def _event(shown: Shown, event: Event) -> PlanLine:
    about = reference(shown.plan, "events", event.id)
    open_date = _tr("To be confirmed") if event.to_be_confirmed else ""
    parts = (days(event.start, event.end, event.precision), event.place, open_date)
    draft = replace(begun(shown), event=f"{shown.plan.id}/{event.id}")
    return PlanLine(event, about, event.title, " · ".join(part for part in parts if part), draft)


def _key_date(shown: Shown, one: KeyDate) -> PlanLine:
    about = reference(shown.plan, "key_dates", one.id)
    return PlanLine(one, about, one.title, day(one.date), begun(shown))


def _tr(text: str) -> str:
    return QCoreApplication.translate("moments", text)
