"""What making a report begins with: an order, and what there is to choose from."""

from __future__ import annotations

from dataclasses import dataclass

from icbl_desktop.app import App
from icbl_desktop.domain.report_order import LANGUAGES, ReportOrder
from icbl_desktop.services import campaign, countries, grants, report_drafts, report_history, reports
from icbl_desktop.ui.report.order_form import Offered, OfferedGrant


@dataclass(frozen=True)
class Start:
    """An order and what it may be changed to; ``replaced`` is the number of the report that it amends."""

    order: ReportOrder
    replaced: int
    offered: Offered


def start(app: App, wanted: ReportOrder | None) -> Start:
    """The order that is wanted, or else what was being prepared, or the next report. On the reader thread."""
    db = app.db
    language = campaign.get(db).language
    order = (
        wanted
        or report_drafts.find(db)
        or ReportOrder(
            period=reports.suggest_period(db), language=language if language in LANGUAGES else LANGUAGES[0]
        )
    )
    numbers = {one.id: one.number for one in report_history.history(db)} if order.replaces else {}
    return Start(order, numbers.get(order.replaces, 0), offered(app))


def offered(app: App) -> Offered:
    """The grants and states that there are now. On the reader thread."""
    db, known = app.db, countries.facts().states
    codes = campaign.get(db).states
    states = [(iso3, known[iso3].name if iso3 in known else iso3) for iso3 in codes]
    return Offered(
        [OfferedGrant(one.id, one.title, reports.grant_period(db, one.id)) for one in grants.all_grants(db)],
        states,
    )
