"""What the inbox page shows, gathered on a reader thread."""

from __future__ import annotations

from datetime import date

from icbl_desktop.app import App
from icbl_desktop.services import countries, plan_history, plans
from icbl_desktop.services.office import campaigns, deciding, due, needs, receipt_files, received
from icbl_desktop.ui.inbox.due_table import DueNow
from icbl_desktop.ui.inbox.needs_list import Waiting
from icbl_desktop.ui.inbox.report_list import Listed, listed


def waiting(app: App) -> Waiting:
    """What needs a person."""
    store, known = app.office.store(), countries.known(app.db)
    every = [kept.plan for kept in plan_history.every_version(app.db)]
    found = needs.needs(store, every, known, _today(app))
    refused, decided = campaigns.refused(store), deciding.decided(store)
    to_hand = receipt_files.to_hand(store)
    return Waiting(found, campaigns.campaigns(store), known.name, refused, decided, to_hand)


def due_now(app: App, plan_id: str) -> DueNow:
    """What is due under a plan; under the one that is worked with for an empty id."""
    every = plans.catalogue(app.db)
    chosen = next((one for one in every if one.plan_id == plan_id), None)
    chosen = chosen or next(one for one in every if one.current)
    plan, today = plans.plan(app.db, chosen.plan_id), _today(app)
    found = due.due(app.office.store(), plan, today)
    return DueNow(found, plan.id, every, countries.known(app.db).name, today)


def every_report(app: App) -> Listed:
    """All that came in."""
    return listed(received.reports(app.office.store()))


def _today(app: App) -> date:
    return app.db.clock().astimezone().date()
