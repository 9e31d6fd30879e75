"""What must hold in what a bundle carries beside its plan: alerts, toolkit, country facts, titles."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from icbl_desktop.domain.countries import Countries, Deadline, Standing, State
from icbl_desktop.domain.deadlines import DERIVED, RULES, Duty
from icbl_desktop.domain.plan import Plan
from icbl_desktop.domain.plan_extras import Alert, Extras, Titles, ToolkitDocument
from icbl_desktop.domain.plan_rules import ID, MAX_ENTRIES, Fault, order, quoted, text_fault
from icbl_desktop.domain.plan_titles import texts
from icbl_desktop.domain.vocabulary import TreatyStatus

MAX_DOCUMENTS = 500
MAX_LANGUAGES = 40

FILE = re.compile(r'(?![ .])(?:(?![\\/:*?"<>|])[ -~]){1,100}(?<![ .])')
"""A plain file name that every system can keep."""
LANGUAGE = re.compile(r"(?=.{2,20}$)[a-z]{2,3}(?:-[A-Za-z0-9]+)*")
"""A language's code: fr, pt-BR."""

CLEARANCE = {rule.treaty: rule.article for rule in RULES if rule.kind is Duty.CLEARANCE}
"""The article on clearance of each treaty."""
AFFECTED = ("yes", "no", "unknown")
HOW = ("ratification", "accession", "acceptance", "approval", "succession")
"""How a state can join a treaty."""

_INDEX = "index.json"
_AS_OF = re.compile(rf"(?:[12]\d{{3}}(?:-(?:0[1-9]|1[0-2]))?|{DERIVED})?")


def faults(extras: Extras, plan: Plan, known_states: Collection[str]) -> Iterator[Fault]:
    """What is wrong with what comes with a plan; nothing if it is sound.

    ``known_states`` are the ISO 3166 alpha-3 codes in use. Places read like "alerts[0].objectives",
    "toolkit[2].file", "countries.states[0]", "titles.fr.objectives/9Z".
    """
    states = frozenset(known_states)
    objectives = frozenset(objective.code for objective in plan.objectives)
    yield from _alerts(extras.alerts, objectives, states)
    yield from _toolkit(extras.toolkit, objectives)
    if extras.countries is not None:
        yield from _countries(extras.countries, states)
    if extras.titles:
        yield from _titles(extras.titles, texts(plan, extras))


def title_place(language: str, where: str = "") -> str:
    """How a place reads for a text in another language, or for the language as a whole."""
    return f"titles.{language[:20]}" + (where and f".{where[:200]}")


def _alerts(
    alerts: Sequence[Alert], objectives: Collection[str], known_states: Collection[str]
) -> Iterator[Fault]:
    yield from _count("alerts", alerts, MAX_ENTRIES)
    yield from _twice("alerts", "id", [alert.id for alert in alerts])
    for index, alert in enumerate(alerts):
        place = f"alerts[{index}]"
        if not ID.fullmatch(alert.id):
            yield Fault(f"{place}.id", f"{quoted(alert.id)} cannot be used as an id.")
        yield from _text(f"{place}.title", alert.title)
        yield from _text(f"{place}.asked", alert.asked)
        yield from order(f"{place}.end", alert.start, alert.end)
        yield from _objectives(place, alert.objectives, objectives)
        for state in alert.states:
            if state not in known_states:
                yield Fault(f"{place}.states", f"{quoted(state)} is not a state this program knows.")


def _toolkit(documents: Sequence[ToolkitDocument], objectives: Collection[str]) -> Iterator[Fault]:
    yield from _count("toolkit", documents, MAX_DOCUMENTS)
    yield from _twice("toolkit", "file", [document.file.lower() for document in documents])
    for index, document in enumerate(documents):
        place = f"toolkit[{index}]"
        if not FILE.fullmatch(document.file) or document.file.lower() == _INDEX:
            yield Fault(f"{place}.file", f"{quoted(document.file)} cannot be used as a file's name.")
        yield from _text(f"{place}.title", document.title)
        if not LANGUAGE.fullmatch(document.language):
            yield Fault(f"{place}.language", f"{quoted(document.language)} is not a language's code.")
        yield from _objectives(place, document.objectives, objectives)
        yield from _text(f"{place}.note", document.note, shortest=0)


def _countries(countries: Countries, known_states: Collection[str]) -> Iterator[Fault]:
    if not countries.states:
        yield Fault("countries.states", "there are no states here.")
    for index, (code, state) in enumerate(countries.states.items()):
        place = f"countries.states[{index}]"
        if code not in known_states or state.iso3 != code:
            yield Fault(f"{place}.iso3", f"{quoted(code)} is not a state this program knows.")
        yield from _state(place, state)
    keys = [f"{one.iso3} / {one.treaty}" for one in countries.deadlines]
    yield from _twice("countries.deadlines", "treaty", keys)
    for index, one in enumerate(countries.deadlines):
        yield from _deadline(f"countries.deadlines[{index}]", one, countries.states)


def _state(place: str, state: State) -> Iterator[Fault]:
    yield from _text(f"{place}.name", state.name)
    for field, text in (("region", state.region), ("subregion", state.subregion), ("note", state.note)):
        yield from _text(f"{place}.{field}", text, shortest=0)
    if (state.mbt is None) != (state.ccm is None):
        yield Fault(place, "the status under one treaty is given, and not under the other.")
    for field, standing in (("mbt", state.mbt), ("ccm", state.ccm)):
        if standing is not None:
            yield from _standing(f"{place}.{field}", standing)


def _standing(place: str, standing: Standing) -> Iterator[Fault]:
    """A successor may join after the day on which the treaty is in force for it: those two have no order."""
    if standing.status not in {*TreatyStatus}:
        yield Fault(f"{place}.status", f"{quoted(standing.status)} is not a word this version knows.")
    if standing.how not in ("", *HOW):
        yield Fault(f"{place}.how", f"{quoted(standing.how)} is not a word this version knows.")
    if standing.signed and standing.joined and standing.joined < standing.signed:
        yield Fault(f"{place}.joined", "the state joined before it signed.")
    if standing.in_force and standing.withdrawn and standing.withdrawn < standing.in_force:
        yield Fault(f"{place}.withdrawn", "the state withdrew before the treaty was in force for it.")


def _deadline(place: str, one: Deadline, states: Collection[str]) -> Iterator[Fault]:
    if one.iso3 not in states:
        yield Fault(f"{place}.iso3", f"{quoted(one.iso3)} is not among the states here.")
    if (one.treaty, one.article) not in CLEARANCE.items():
        yield Fault(
            f"{place}.treaty",
            "clearance is Mine Ban Treaty Article 5 or Convention on Cluster Munitions Article 4.",
        )
    if one.affected not in AFFECTED:
        yield Fault(f"{place}.affected", f"{quoted(one.affected)} is not a word this version knows.")
    if not _AS_OF.fullmatch(one.as_of):
        yield Fault(f"{place}.as_of", f"{quoted(one.as_of)} is neither a year nor a month.")


def _titles(titles: Mapping[str, Titles], known: Mapping[str, str]) -> Iterator[Fault]:
    """``known`` are the texts that can be translated, by place."""
    if len(titles) > MAX_LANGUAGES:
        yield Fault("titles", f"there are more than {MAX_LANGUAGES} languages.")
    seen: set[str] = set()
    for language, translated in titles.items():
        place = title_place(language)
        if not LANGUAGE.fullmatch(language):
            yield Fault(place, f"{quoted(language)} is not a language's code.")
        if language.lower() in seen:
            yield Fault(place, f"{quoted(language)} is used twice.")
        seen.add(language.lower())
        for where, text in translated.items():
            if not known.get(where):
                yield Fault(title_place(language, where), "the plan has no text there to translate.")
            yield from _text(title_place(language, where), text)


def _count(section: str, entries: Sequence[object], most: int) -> Iterator[Fault]:
    if len(entries) > most:
        yield Fault(section, f"there are more than {most} entries.")


def _twice(section: str, field: str, names: Sequence[str]) -> Iterator[Fault]:
    seen: set[str] = set()
    for index, name in enumerate(names):
        if name in seen:
            yield Fault(f"{section}[{index}].{field}", f"{quoted(name)} is used twice.")
        seen.add(name)


def _text(place: str, text: str, shortest: int = 1) -> Iterator[Fault]:
    if sentence := text_fault(text, shortest):
        yield Fault(place, sentence)


def _objectives(place: str, codes: Sequence[str], known: Collection[str]) -> Iterator[Fault]:
    for code in codes:
        if code not in known:
            yield Fault(f"{place}.objectives", f"the strategy has no objective {quoted(code)}.")
