"""Who has not reported."""

from __future__ import annotations

from sqlalchemy import select

from icbl_desktop.domain.period import Period
from icbl_desktop.domain.picture import Scope, SilentCampaign
from icbl_desktop.domain.plan import Plan
from icbl_desktop.services.office.selecting import counting, time_of
from icbl_desktop.store.office import OfficeStore
from icbl_desktop.store.tables_office import CampaignRow, ReportRow, StreamRow


def silent(store: OfficeStore, plan: Plan, scope: Scope) -> tuple[SilentCampaign, ...]:
    """Known campaigns of which no report on the scope's time counts, the longest silent first."""
    time = time_of(plan, scope)
    known = select(StreamRow.campaign).where(StreamRow.campaign != "", StreamRow.refused.is_(False))
    with store.read() as session:
        campaigns = session.scalars(select(CampaignRow).where(CampaignRow.id.in_(known))).all()
        columns = (ReportRow.campaign, ReportRow.period_start, ReportRow.period_end)
        rows = session.execute(select(*columns).where(counting())).all()
    periods: dict[str, list[Period]] = {}
    for campaign, start, end in rows:
        periods.setdefault(campaign, []).append(Period(start, end))
    found = [
        SilentCampaign(one.id, one.organisation, one.states, _newest(periods.get(one.id, [])))
        for one in campaigns
        if scope.campaign in ("", one.id)
        and (not scope.iso3 or scope.iso3 in one.states)
        and not any(period.touches(time) for period in periods.get(one.id, []))
    ]
    return tuple(sorted(found, key=_longest_first))


def _newest(periods: list[Period]) -> Period | None:
    return max(periods, key=lambda one: (one.end, one.start), default=None)


def _longest_first(one: SilentCampaign) -> tuple[str, str, str]:
    return one.last.end.isoformat() if one.last else "", one.organisation, one.campaign
