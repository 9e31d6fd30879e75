"""What the picture's parts show, read off the GUI thread: first what is seen first, then the rest."""

from __future__ import annotations

from dataclasses import dataclass

from icbl_desktop.app import App
from icbl_desktop.domain.countries import Countries
from icbl_desktop.domain.picture import Matrix, Scope, SilentCampaign, TimePoint, Totals
from icbl_desktop.domain.picture_tables import (
    CommitmentCount,
    CurrencySum,
    GrantLine,
    IndicatorSum,
    ProgrammeCount,
    Step,
)
from icbl_desktop.domain.plan import Plan
from icbl_desktop.services import countries, plans
from icbl_desktop.services.office import campaigns as known_campaigns
from icbl_desktop.services.office import (
    commitments,
    grants,
    indicators,
    matrix,
    picture,
    received,
    silence,
    timeline,
)
from icbl_desktop.services.office.campaigns import KnownCampaign
from icbl_desktop.services.office.received import Gap
from icbl_desktop.services.plans import PlanVersion


@dataclass(frozen=True)
class Head:
    """What a scope is chosen from, the line of figures, and the matrix that map and grid show."""

    scope: Scope
    plan: Plan
    catalogue: tuple[PlanVersion, ...]
    facts: Countries
    campaigns: tuple[KnownCampaign, ...]
    totals: Totals
    matrix: Matrix


@dataclass(frozen=True)
class Rest:
    """What stands further below."""

    quarters: tuple[TimePoint, ...]
    silent: tuple[SilentCampaign, ...]
    gaps: tuple[Gap, ...]
    commitments: tuple[CommitmentCount, ...]
    programmes: tuple[ProgrammeCount, ...]
    indicators: tuple[IndicatorSum, ...]
    steps: tuple[Step, ...]
    grants: tuple[GrantLine, ...]
    money: tuple[CurrencySum, ...]


def head(app: App, scope: Scope) -> Head:
    """The upper parts of this scope; of the plan worked under where it names none."""
    store, db = app.office.store(), app.db
    plan = plans.plan(db, scope.plan_id) if scope.plan_id else plans.current_as_issued(db)
    asked = Scope(plan.id, scope.period, scope.iso3, scope.objective, scope.campaign)
    return Head(
        asked,
        plan,
        plans.catalogue(db),
        countries.known(db),
        known_campaigns.campaigns(store),
        picture.totals(store, plan, asked),
        matrix.matrix(store, plan, asked),
    )


def rest(app: App, plan: Plan, scope: Scope) -> Rest:
    """The lower parts of the same scope."""
    store = app.office.store()
    gaps = received.gaps(store)
    return Rest(
        timeline.timeline(store, plan, scope),
        silence.silent(store, plan, scope),
        tuple(gap for gap in gaps if scope.campaign in ("", gap.campaign)),
        commitments.commitments(store, plan, scope),
        commitments.programmes(store, plan, scope),
        indicators.indicators(store, plan, scope),
        indicators.steps(store, plan, scope),
        grants.grants(store, plan, scope),
        grants.by_currency(store, plan, scope),
    )
