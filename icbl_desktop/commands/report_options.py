"""What ``report make`` can be asked for, as an order for a report."""

from __future__ import annotations

import argparse
from dataclasses import replace

from icbl_desktop.app import App
from icbl_desktop.commands.common import day, plain_text, report_number, stream_code
from icbl_desktop.domain.period import Period
from icbl_desktop.domain.report_order import GRANT_KINDS, LANGUAGES, Paper, ReportKind, ReportOrder
from icbl_desktop.services import report_history, report_orders, reports, work_records
from icbl_desktop.services.record_kinds import GRANT

KINDS = {kind.replace("_", "-"): kind for kind in ReportKind}


def add_to(make: argparse.ArgumentParser) -> None:
    """Add the options that say what report is wanted."""
    make.add_argument("--kind", choices=KINDS, help="activity-report where nothing is said")
    make.add_argument("--quarter", type=plain_text, metavar="2018-Q1")
    make.add_argument("--from", dest="start", type=day, metavar="DATE")
    make.add_argument("--to", dest="end", type=day, metavar="DATE")
    its_time = "of a grant report; its own time where no period is given"
    make.add_argument("--grant", type=plain_text, metavar="ID", help=its_time)
    make.add_argument("--state", type=plain_text, metavar="ISO3", help="of a state brief")
    make.add_argument("--language", choices=LANGUAGES, help="of the headings; English where nothing is said")
    make.add_argument("--paper", choices=[str(paper) for paper in Paper])
    _add_texts(make, "--leave-out", "ID", "a record, for this time")
    _add_texts(make, "--in-short", "LINE", "one of its lines")
    _add_texts(make, "--needs", "LINE", "what is needed")
    _add_amendment(make)


def _add_amendment(make: argparse.ArgumentParser) -> None:
    replaced = "the report that this one replaces"
    make.add_argument("--amend", type=report_number, metavar="NUMBER", help=replaced)
    its_stream = "of the report to amend; else the last one of its number"
    make.add_argument("--stream", type=stream_code, default="", metavar="7KQ2", help=its_stream)
    make.add_argument("--why", type=plain_text, default="", metavar="TEXT", help="why it is amended")
    _add_texts(make, "--put-in", "ID", "a record that the report to amend left out")


def _add_texts(make: argparse.ArgumentParser, name: str, metavar: str, told: str) -> None:
    """An option that may be repeated."""
    make.add_argument(name, action="append", type=plain_text, default=[], metavar=metavar, help=told)


def check(options: argparse.Namespace) -> None:
    """Wrong usage ends here with exit code 2."""
    given = options.quarter or options.start or options.end
    if options.amend is not None and (given or options.kind or options.grant or options.state):
        options.parser.error("--amend takes period and kind from the report that it amends")
    if (options.why or options.stream or options.put_in) and options.amend is None:
        options.parser.error("--why, --stream and --put-in go with --amend")
    is_of_grant = KINDS.get(options.kind) in GRANT_KINDS
    if is_of_grant != bool(options.grant):
        options.parser.error("--grant and a --kind of grant report go together")
    if (options.kind == "state-brief") != bool(options.state):
        options.parser.error("--state and --kind state-brief go together")
    if given or not (is_of_grant or options.amend is not None):
        _period(options)


def order(app: App, options: argparse.Namespace) -> ReportOrder:
    """What was asked for. Raises UserError where what it names is not here."""
    wanted = _begun(app, options)
    out, back = (
        frozenset(work_records.id_of_any(app.db, one) for one in named)
        for named in (options.leave_out, options.put_in)
    )
    return replace(
        wanted,
        language=options.language or wanted.language,
        paper=options.paper or wanted.paper,
        left_out=(wanted.left_out | out) - back,
        in_short=tuple(options.in_short) or wanted.in_short,
        needs=tuple(options.needs) or wanted.needs,
        why=options.why,
    )


def _begun(app: App, options: argparse.Namespace) -> ReportOrder:
    if options.amend is not None:
        amended = report_history.id_of(app.db, options.amend, options.stream)
        return reports.amend(app.db, amended)
    kind = KINDS[options.kind or "activity-report"]
    if kind not in GRANT_KINDS:
        return ReportOrder(kind=kind, period=_period(options), iso3=(options.state or "").upper())
    grant_id = work_records.id_of(app.db, GRANT, options.grant)
    given = options.quarter or options.start or options.end
    period = _period(options) if given else report_orders.grant_period(app.db, grant_id)
    return ReportOrder(kind=kind, period=period, grant_id=grant_id)


def _period(options: argparse.Namespace) -> Period:
    """The period asked for; wrong usage ends here with exit code 2."""
    problem = "give --quarter 2018-Q1, or --from and --to"
    try:
        if options.quarter and not (options.start or options.end):
            return Period.parse_quarter(options.quarter)
        if options.start and options.end and not options.quarter:
            return Period(options.start, options.end)
    except ValueError as error:
        problem = str(error)
    options.parser.error(problem)
    raise AssertionError("the parser ends the program")
