"""What the codes in a report mean: titles of objectives, questions of indicators, names of states."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from icbl_desktop.domain.countries import Countries
from icbl_desktop.domain.ladder import OWN_INDICATORS
from icbl_desktop.domain.plan import Plan, code_of, objective_of
from icbl_desktop.formats.report_pdf.language import ENGLISH, Language


@dataclass(frozen=True)
class Names:
    """``plans`` are all that are known, the one worked under first; ``states`` are English names by code.

    ``language`` is that of the report's headings, ``facts`` what is known of states and treaties.
    """

    plans: Sequence[Plan]
    states: Mapping[str, str]
    language: Language = ENGLISH
    facts: Countries | None = None

    @property
    def plan(self) -> Plan:
        """The plan the report was written under."""
        return self.plans[0]

    def state_names(self, codes: Sequence[str]) -> str:
        """The states' names, as a sentence lists them; a code stands where the name is not known."""
        return self.language.listed(
            [self.language.state(code, self.states.get(code, code)) for code in codes]
        )

    def objective(self, ref: str) -> str:
        """The title of an objective in any known plan; empty where none knows it."""
        found = (objective_of(plan, ref) for plan in self.plans)
        return next((objective.title for objective in found if objective), "")

    def coded_objective(self, ref: str) -> str:
        """An objective with its code before it: "1A  At least 130 States Parties"."""
        return self.language.joined((code_of(ref), self.objective(ref)), "  ")

    def objective_order(self, ref: str) -> tuple[int, int, str]:
        """Objectives in the order of the plan worked under, then those of other plans."""
        for age, plan in enumerate(self.plans):
            if objective_of(plan, ref):
                return age, [o.code for o in plan.objectives].index(code_of(ref)), ref
        return len(self.plans), 0, ref

    def question(self, indicator: str) -> str:
        """The question of the indicator "STRATEGY/ID"; the reference itself where no plan knows it."""
        if indicator in OWN_INDICATORS:
            return self.language.say(OWN_INDICATORS[indicator].question)
        strategy, _, one = indicator.rpartition("/")
        known = (i for p in self.plans if p.strategy.id == strategy for i in p.indicators)
        questions = (i.question for i in known if i.id == one)
        return next(questions, indicator)
