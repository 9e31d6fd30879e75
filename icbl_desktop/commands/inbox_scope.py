"""Which part of the picture a command is about: a plan, a time, a state, an objective, a campaign."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from icbl_desktop.app import App
from icbl_desktop.commands.common import day, plain_text
from icbl_desktop.commands.inbox_common import campaign_id
from icbl_desktop.domain.period import Period
from icbl_desktop.domain.picture import NONE_OF_THESE, Scope
from icbl_desktop.domain.plan import Plan
from icbl_desktop.errors import UserError
from icbl_desktop.services import countries, plans

if TYPE_CHECKING:
    from icbl_desktop.services.office.desk import OfficeStore


def add_to(parser: Any) -> None:
    """Add the options that narrow the picture to a part of it."""
    parser.set_defaults(parser=parser)
    parser.add_argument("--plan", type=plain_text, default="", metavar="ID", help="else the plan in use")
    parser.add_argument("--quarter", type=plain_text, metavar="2018-Q1", help="else the plan's own time")
    parser.add_argument("--from", dest="start", type=day, metavar="DATE", help="else the plan's first day")
    parser.add_argument("--to", dest="end", type=day, metavar="DATE", help="else the plan's last day")
    parser.add_argument("--state", type=plain_text, default="", metavar="ISO3", help="one state, such as KHM")
    parser.add_argument("--objective", type=plain_text, default="", metavar="CODE", help="one, such as 1A")
    parser.add_argument("--campaign", type=plain_text, default="", metavar="NAME", help="one, or its id")


def scope_of(options: argparse.Namespace, app: App, store: OfficeStore) -> tuple[Plan, Scope]:
    """The plan and the scope that a command names.

    Raises UserError for a state, an objective or a campaign that is none, and for a time that ends before
    it begins; a time given twice is wrong usage.
    """
    plan = plans.plan(app.db, options.plan) if options.plan else plans.current_as_issued(app.db)
    iso3, code = options.state.upper(), options.objective.upper()
    if unknown := countries.unknown_state([iso3] if iso3 else []):
        raise UserError(unknown)
    if code not in ("", NONE_OF_THESE, *(one.code for one in plan.objectives)):
        raise UserError("The plan has no objective “{code}”. Nothing was done.", code=code)
    campaign = campaign_id(store, options.campaign) if options.campaign else ""
    return plan, Scope(plan.id, _period(options, plan), iso3, code, campaign)


def _period(options: argparse.Namespace, plan: Plan) -> Period | None:
    """The time asked for; None is the plan's own."""
    if options.quarter:
        if options.start or options.end:
            options.parser.error("--quarter stands alone, without --from and --to")
        try:
            return Period.parse_quarter(options.quarter)
        except ValueError:
            options.parser.error("a quarter is written 2018-Q1")
    if not (options.start or options.end):
        return None
    start, end = options.start or plan.start, options.end or plan.end
    if end < start:
        raise UserError("The time ends before it begins. Nothing was done. Give --from and --to anew.")
    return Period(start, end)
