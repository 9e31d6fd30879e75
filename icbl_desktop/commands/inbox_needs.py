"""``inbox needs`` and ``inbox due``: what waits for a person, and which quarterly reports have not come."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import Any

from icbl_desktop.commands.common import add_json_flag, plain_text, print_json
from icbl_desktop.commands.inbox_common import add_store_option, numbers_in_short, office
from icbl_desktop.commands.inbox_decide import title
from icbl_desktop.config import Folders
from icbl_desktop.services import countries, plan_history, plans
from icbl_desktop.services.office import due as quarters
from icbl_desktop.services.office import needs as waiting
from icbl_desktop.services.office.due import Due, DueLine, DueState
from icbl_desktop.services.office.needs import Needs
from icbl_desktop.services.office.overlaps import Overlap, OverlapKind


def add_to(group: Any) -> None:
    """Add both commands to the group of the inbox."""
    needs = group.add_parser("needs", help="what in the inbox waits for a person")
    due = group.add_parser("due", help="which quarterly reports are due, and the states without a campaign")
    due.add_argument("--plan", type=plain_text, default="", metavar="ID", help="else the plan in use")
    for parser, run in ((needs, _needs), (due, _due)):
        add_store_option(parser)
        add_json_flag(parser)
        parser.set_defaults(run=run)


def _needs(options: argparse.Namespace, folders: Folders) -> None:
    with office(options, folders) as (app, store):
        every = [kept.plan for kept in plan_history.every_version(app.db)]
        today = app.db.clock().astimezone().date()
        found = waiting.needs(store, every, countries.known(app.db), today)
    if options.json:
        asides = [{**vars(one), "reason": one.reason.sentence} for one in found.asides]
        print_json({**vars(found), "asides": asides, "counts": found.counts()})
        return
    lines = [*_lines(found)]
    print("\n".join(lines) if lines else "Nothing waits for a person.")


def _lines(found: Needs) -> Iterator[str]:
    for key in found.keys:
        what = "Known under another key" if key.changed_key else "Key to confirm"
        yield f"{what}: {key.organisation}, stream {key.code}, {key.fingerprint} (reports: {key.reports})"
    for doubt in found.doubts:
        yield f"To decide: {doubt.organisation}: {title(doubt)}"
    for file in found.asides:
        yield f"Set aside: {file.name}: {file.reason.sentence}"
    for report in found.amended:
        number, amends = report.number, report.amends_number
        yield f"Amended: {report.organisation}, report {number} amends report {amends}, which had issues"
    for overlap in found.overlaps:
        yield f"Told by two: {_overlap(overlap)}"
    for step in found.steps:
        yield f"Step claimed: {step.organisation}: {step.iso3}, {step.treaty}, {step.rung}"
    for grant in found.grants:
        yield f"Final grant report overdue since {grant.due}: {grant.organisation}: {grant.title}"
    for gap in found.gaps:
        yield f"Missing: {gap.organisation}, stream {gap.stream_code}: {numbers_in_short(gap.numbers)}"
    if found.unreviewed:
        yield f"Reports to review: {found.unreviewed}"


def _overlap(one: Overlap) -> str:
    match one.kind:
        case OverlapKind.WENT_ON:
            return (
                f"{one.organisation}, stream {one.what} gave {numbers_in_short(one.numbers)} that its "
                f"successor {one.other} does not know; both count"
            )
        case OverlapKind.FOREIGN:
            return (
                f"{one.organisation}, report {one.report[:12]} carries what {one.other} made, which does "
                f"not count ({one.records} records)"
            )
    return f"{one.organisation} and {one.other} both report {one.what}; it counts for each"


def _due(options: argparse.Namespace, folders: Folders) -> None:
    with office(options, folders) as (app, store):
        plan = plans.plan(app.db, options.plan) if options.plan else plans.current(app.db)
        found = quarters.due(store, plan, app.db.clock().astimezone().date())
    if options.json:
        print_json(found)
        return
    print(found.plan)
    for line in found.lines:
        cells = " · ".join(_cells(found, line)) or "nothing is due yet"
        print(f"{line.organisation} ({', '.join(line.states)}): {cells}")
    if found.unknown:
        targets = (f"{one.iso3} ({', '.join(one.objectives)})" for one in found.unknown)
        print(f"States with no known campaign: {'; '.join(targets)}")


def _cells(found: Due, line: DueLine) -> Iterator[str]:
    """The quarters that are of interest, and the numbers that are missing."""
    for quarter, cell in zip(found.quarters, line.cells, strict=True):
        if cell.state not in (DueState.NOT_DUE, DueState.BEFORE):
            yield f"{quarter.label} {cell.state.value}"
    if line.missing:
        yield f"missing numbers: {numbers_in_short(line.missing)}"
