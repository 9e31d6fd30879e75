"""Which quarterly reports are here, which are due, and which states of the plan nobody reports from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from sqlalchemy import select

from icbl_desktop.domain.inbox import COUNTING, Standing
from icbl_desktop.domain.period import Period
from icbl_desktop.domain.plan import Plan
from icbl_desktop.domain.report_order import ReportKind
from icbl_desktop.services.office import campaigns, received
from icbl_desktop.store.office import OfficeStore
from icbl_desktop.store.tables_office import ReportRow

GRACE = timedelta(days=30)
"""How long after the end of a quarter its report may take."""


class DueState(StrEnum):
    """How a campaign stands with the report of one quarter.

    ``GAP``: none is here, though a number of the campaign's is missing: it may have been made and got lost.
    ``BEFORE``: the quarter lies before the first one that the campaign ever reported of.
    """

    NOT_DUE = "not_due"
    DUE = "due"
    RECEIVED = "received"
    HELD = "held"
    GAP = "gap"
    BEFORE = "before"


@dataclass(frozen=True)
class DueCell:
    """One campaign's report of one quarter. ``digests`` are the reports that cover it, the newest first."""

    state: DueState
    day: date
    digests: tuple[str, ...] = ()


@dataclass(frozen=True)
class DueLine:
    """A known campaign, with a cell for each quarter."""

    campaign: str
    organisation: str
    states: tuple[str, ...]
    missing: tuple[int, ...]
    cells: tuple[DueCell, ...]

    def count(self, state: DueState) -> int:
        """How many quarters stand so."""
        return sum(cell.state == state for cell in self.cells)


@dataclass(frozen=True)
class UnknownTarget:
    """A state that the plan targets and no known campaign works in, with the objectives' codes."""

    iso3: str
    objectives: tuple[str, ...]


@dataclass(frozen=True)
class Due:
    """The quarters of a plan, a line for each known campaign, and the targeted states without one."""

    plan: str
    quarters: tuple[Period, ...]
    lines: tuple[DueLine, ...]
    unknown: tuple[UnknownTarget, ...]


@dataclass(frozen=True)
class _Report:
    digest: str
    campaign: str
    period: Period
    counts: bool


def due(store: OfficeStore, plan: Plan, today: date) -> Due:
    """How all known campaigns stand in the quarters of this plan; those that miss most come first."""
    quarters = Period(plan.start, plan.end).quarters()
    reports = _by_campaign(store)
    missing = _missing(store)
    lines = []
    for one in campaigns.campaigns(store):
        cells = _cells(quarters, reports.get(one.id, ()), bool(missing.get(one.id)), today)
        lines.append(DueLine(one.id, one.organisation, one.states, missing.get(one.id, ()), cells))
    lines.sort(key=lambda line: (-line.count(DueState.DUE) - line.count(DueState.GAP), line.organisation))
    return Due(plan.title, quarters, tuple(lines), _unknown(plan, lines))


def _by_campaign(store: OfficeStore) -> dict[str, list[_Report]]:
    """Reports on all of a campaign's work, by the campaign, the newest first; none that was refused."""
    wanted = (
        select(
            ReportRow.digest,
            ReportRow.campaign,
            ReportRow.period_start,
            ReportRow.period_end,
            ReportRow.standing,
        )
        .where(ReportRow.kind == ReportKind.ACTIVITY, ReportRow.standing != Standing.REFUSED)
        .order_by(ReportRow.made_at.desc(), ReportRow.digest)
    )
    with store.read() as session:
        rows = session.execute(wanted).all()
    found: dict[str, list[_Report]] = {}
    for digest, campaign, start, end, standing in rows:
        counts = standing in COUNTING
        found.setdefault(campaign, []).append(_Report(digest, campaign, Period(start, end), counts))
    return found


def _missing(store: OfficeStore) -> dict[str, tuple[int, ...]]:
    found: dict[str, tuple[int, ...]] = {}
    for gap in received.gaps(store):
        found[gap.campaign] = (*found.get(gap.campaign, ()), *gap.numbers)
    return found


def _cells(
    quarters: Sequence[Period], reports: Sequence[_Report], has_gap: bool, today: date
) -> tuple[DueCell, ...]:
    counted = [one for one in reports if one.counts]
    first = min((one.period.start for one in counted), default=date.min)
    last = max((one.period.end for one in counted), default=date.min)
    cells = []
    for quarter in quarters:
        covering = [one for one in reports if _covers(one.period, quarter)]
        digests, day = tuple(one.digest for one in covering), quarter.end + GRACE
        if any(one.counts for one in covering):
            state = DueState.RECEIVED
        elif covering:
            state = DueState.HELD
        elif has_gap and quarter.end < last:
            state = DueState.GAP
        elif quarter.end < first:
            state = DueState.BEFORE
        else:
            state = DueState.DUE if day < today else DueState.NOT_DUE
        cells.append(DueCell(state, day, digests))
    return tuple(cells)


def _covers(period: Period, quarter: Period) -> bool:
    return period.start <= quarter.start and quarter.end <= period.end


def _unknown(plan: Plan, lines: Sequence[DueLine]) -> tuple[UnknownTarget, ...]:
    known = {iso3 for line in lines for iso3 in line.states}
    wanted: dict[str, list[str]] = {}
    for target in plan.targets:
        if target.iso3 not in known:
            wanted.setdefault(target.iso3, []).append(target.objective)
    return tuple(UnknownTarget(iso3, _once(codes)) for iso3, codes in _sorted(wanted))


def _sorted(wanted: Mapping[str, list[str]]) -> list[tuple[str, list[str]]]:
    return sorted(wanted.items(), key=lambda pair: (-len(set(pair[1])), pair[0]))


def _once(codes: Sequence[str]) -> tuple[str, ...]:
    return tuple(sorted(set(codes)))
