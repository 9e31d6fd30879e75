"""What the codes in a report mean: titles of objectives, questions of indicators, names of states."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from icbl_desktop.domain.ladder import OWN_INDICATORS
from icbl_desktop.domain.plan import Plan, code_of, objective_of


@dataclass(frozen=True)
class Names:
    """``plans`` are all that are known, the one worked under first; ``states`` are names by code."""

    plans: Sequence[Plan]
    states: Mapping[str, str]

    @property
    def plan(self) -> Plan:
        """The plan the report was written under."""
        return self.plans[0]

    def state_names(self, codes: Sequence[str]) -> str:
        """The states' names, one after the other; a code stands where the name is not known."""
        return ", ".join(self.states.get(code, code) for code in codes)

    def objective(self, ref: str) -> str:
        """The title of an objective in any known plan; empty where none knows it."""
        found = (objective_of(plan, ref) for plan in self.plans)
        return next((objective.title for objective in found if objective), "")

    def objective_order(self, ref: str) -> tuple[int, int, str]:
        """Objectives in the order of the plan worked under, then those of other plans."""
        for age, plan in enumerate(self.plans):
            if objective_of(plan, ref):
                return age, [o.code for o in plan.objectives].index(code_of(ref)), ref
        return len(self.plans), 0, ref

    def question(self, indicator: str) -> str:
        """The question of the indicator "STRATEGY/ID"; the reference itself where no plan knows it."""
        if indicator in OWN_INDICATORS:
            return OWN_INDICATORS[indicator].question
        strategy, _, one = indicator.rpartition("/")
        known = (i for p in self.plans if p.strategy.id == strategy for i in p.indicators)
        questions = (i.question for i in known if i.id == one)
        return next(questions, indicator)
