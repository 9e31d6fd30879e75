"""What a new plan changes, in sentences a person reads before applying it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from icbl_desktop.domain.plan import (
    Commitment,
    Event,
    Indicator,
    Plan,
    Target,
    TargetList,
    code_of,
    reason_of,
    targets_of,
)
from icbl_desktop.domain.plan_diff import PlanDiff
from icbl_desktop.domain.vocabulary import Group
from icbl_desktop.domain.words import GROUPS, WHO
from icbl_desktop.ui.kit.icon_line import Line
from icbl_desktop.ui.plan.plan_words import commitment_words
from icbl_desktop.ui.words import day, days, number, say

Names = Callable[[str], str]
"""The name of a state by its ISO 3166 alpha-3 code."""


@dataclass(frozen=True)
class Topic:
    """Lines under one heading."""

    title: str
    lines: tuple[Line, ...]


def for_state(old: Plan, new: Plan, mine: PlanDiff, iso3: str, name: Names) -> tuple[Line, ...]:
    """What changes for one state: what it is newly named for, what stays, what it is no longer named for."""
    reasons_changed = {(after.objective, after.group) for _, after in mine.reasons}
    lines = [_gained(new, target, name) for target in _of(mine.gained, iso3)]
    lines += [_kept(new, target, reasons_changed) for target in _of(mine.kept, iso3)]
    lines += [_lost(old, target) for target in _of(mine.lost, iso3)]
    if not targets_of(new, [iso3]):
        lines.append(_not_named(new, iso3, name))
    return tuple(lines)


def for_objectives(mine: PlanDiff, new: Plan, states: Sequence[str]) -> tuple[Topic, ...]:
    """New dates, and commitments and questions under the objectives that these states are named for."""
    codes = {target.objective for target in targets_of(new, states)}
    topics = (
        Topic(_tr("Dates"), _events(mine)),
        Topic(_tr("Commitments under your objectives"), _commitments(mine, codes)),
        Topic(_tr("Indicators: questions about your state"), _indicators(mine, codes, as_question=True)),
    )
    return tuple(topic for topic in topics if topic.lines)


def for_everyone(old: Plan, new: Plan, diff: PlanDiff, name: Names) -> tuple[Topic, ...]:
    """All changes, objective by objective: states, commitments, indicators, planned activities."""
    titles = {objective.code: objective.title for plan in (old, new) for objective in plan.objectives}
    topics = (
        Topic(
            _tr("{code}  {title}").format(code=code, title=title), _of_objective(old, new, diff, code, name)
        )
        for code, title in sorted(titles.items(), key=lambda item: (len(item[0]), item[0]))
    )
    return tuple(topic for topic in topics if topic.lines)


def _gained(new: Plan, target: Target, name: Names) -> Line:
    words = _tr("New for {state}: {what}").format(state=name(target.iso3), what=_list_name(new, target))
    more = "\n".join(part for part in (_title(new, target), _why(new, target)) if part)
    return Line(words, more, "plus", "success")


def _kept(new: Plan, target: Target, changed: Collection[tuple[str, str]]) -> Line:
    more = _title(new, target)
    if (target.objective, target.group) in changed:
        why = _tr("The plan now gives this reason: {reason}").format(reason=reason_of(new, target))
        more = f"{more}\n{why}"
    return Line(_tr("Stays: {what}").format(what=_list_name(new, target)), more)


def _lost(old: Plan, target: Target) -> Line:
    words = _tr("No longer named: {what}").format(what=_list_name(old, target))
    return Line(words, _tr("Your work under it stays."), "minus", "caution")


def _not_named(new: Plan, iso3: str, name: Names) -> Line:
    words = _tr("This plan does not name {state}.").format(state=name(iso3))
    codes = ", ".join(dict.fromkeys(one.objective for one in new.responsive))
    more = _tr("You can still work on any objective.")
    if codes:
        more = _tr("Objectives {codes} are open to every campaign.").format(codes=codes)
    return Line(words, more, "info", "info")


def _list_name(plan: Plan, target: Target) -> str:
    """Code and group, with treaty and article where the list is about clearance: never an article alone."""
    listed = _list_of(plan, target)
    articles = {
        "MBT": _tr("Mine Ban Treaty Article 5"),
        "CCM": _tr("Convention on Cluster Munitions Article 4"),
    }
    article = articles.get(listed.treaty or "", "") if listed and target.group == Group.CLEARANCE else ""
    group = say(GROUPS, target.group)
    return f"{target.objective} {group} ({article})" if article else f"{target.objective} {group}"


def _list_of(plan: Plan, target: Target) -> TargetList | None:
    wanted = (target.objective, target.group)
    return next((one for one in plan.target_lists if (one.objective, one.group) == wanted), None)


def _title(plan: Plan, target: Target) -> str:
    return next((one.title for one in plan.objectives if one.code == target.objective), "")


def _why(plan: Plan, target: Target) -> str:
    reason = reason_of(plan, target)
    return _tr("Why: {reason}").format(reason=reason) if reason else ""


def _events(diff: PlanDiff) -> tuple[Line, ...]:
    lines = [(event.start, _event(event, "")) for event in diff.events.new]
    lines += [(after.start, _event(after, _was(before, after))) for before, after in diff.events.changed]
    lines += [(event.start, _dropped(event)) for event in diff.events.gone]
    return tuple(line for _, line in sorted(lines, key=lambda pair: pair[0]))


def _event(event: Event, was: str) -> Line:
    when = days(event.start, event.end, event.precision)
    parts = [when, event.place, _tr("to be confirmed") if event.to_be_confirmed else "", was]
    icon, ink = ("calendar-blank", "info") if was else ("plus", "success")
    return Line(event.title, " · ".join(part for part in parts if part), icon, ink)


def _was(before: Event, after: Event) -> str:
    if (before.start, before.end) == (after.start, after.end):
        return _tr("changed")
    return _tr("was {when}").format(when=days(before.start, before.end, before.precision))


def _dropped(event: Event) -> Line:
    words = _tr("No longer in the plan: {title}").format(title=event.title)
    return Line(words, days(event.start, event.end, event.precision), "minus", "caution")


def _commitments(diff: PlanDiff, codes: Collection[str]) -> tuple[Line, ...]:
    changes = diff.commitments
    lines = [_commitment(one, _tr("New"), "plus", "success") for one in changes.new if one.objective in codes]
    for before, after in changes.changed:
        if after.objective in codes:
            line = _commitment(after, _tr("Changed"), "equals", "info")
            more = _tr("{more} It was: {before}").format(more=line.more, before=commitment_words(before))
            lines.append(Line(line.words, more, line.icon, line.ink))
    gone = (one for one in changes.gone if one.objective in codes)
    return (*lines, *(_commitment(one, _tr("No longer"), "minus", "caution") for one in gone))


def _commitment(one: Commitment, word: str, icon: str, ink: str) -> Line:
    words = _tr("{word}: {what} ({code})").format(word=word, code=one.objective, what=commitment_words(one))
    by = _tr("By {date}.").format(date=day(one.by)) if one.by else ""
    who = _tr("Who: {who}.").format(who=say(WHO, one.who))
    text = one.text if one.text.endswith(".") else f"{one.text}."
    return Line(words, " ".join(part for part in (text, by, who) if part), icon, ink)


def _indicators(diff: PlanDiff, codes: Collection[str], as_question: bool) -> tuple[Line, ...]:
    def line(one: Indicator, pattern: str, icon: str, ink: str) -> Line:
        code, words = one.objective or one.goal or "", one.question if as_question else one.text
        return Line(pattern.format(code=code, words=words), "", icon, ink)

    def under(items: Iterable[Indicator]) -> Iterable[Indicator]:
        return (one for one in items if one.objective in codes or (not as_question and one.goal in codes))

    changes = diff.indicators
    return (
        *(line(one, _tr("New: {words} ({code})"), "plus", "success") for one in under(changes.new)),
        *(
            line(one, _tr("Changed: {words} ({code})"), "equals", "info")
            for one in under(after for _, after in changes.changed)
        ),
        *(line(one, _tr("No longer: {words} ({code})"), "minus", "caution") for one in under(changes.gone)),
    )


def _of_objective(old: Plan, new: Plan, diff: PlanDiff, code: str, name: Names) -> tuple[Line, ...]:
    return (
        *_states(diff, code, name),
        *_planned(diff, code),
        *_commitments(diff, {code}),
        *_indicators(diff, {code}, as_question=False),
    )


def _states(diff: PlanDiff, code: str, name: Names) -> tuple[Line, ...]:
    """The states gained and lost, list by list: a state may stand on two lists of one objective."""
    lines = []
    for pattern, targets, icon, ink in (
        (_tr("Now named, {group}: {states}"), diff.gained, "plus", "success"),
        (_tr("No longer named, {group}: {states}"), diff.lost, "minus", "caution"),
    ):
        here = [target for target in targets if target.objective == code]
        for group in dict.fromkeys(target.group for target in here):
            names = sorted(name(target.iso3) for target in here if target.group == group)
            words = pattern.format(group=say(GROUPS, group), states=", ".join(names))
            lines.append(Line(words, "", icon, ink))
    return tuple(lines)


def _planned(diff: PlanDiff, code: str) -> tuple[Line, ...]:
    lines = []
    for planned in diff.planned:
        if code_of(planned.objective) != code:
            continue
        for pattern, (before, after) in (
            (_tr("Planned activities: {after} (before: {before})"), planned.activities),
            (_tr("Ways of working: {after} (before: {before})"), planned.strategies),
        ):
            if before != after:
                lines.append(
                    Line(pattern.format(after=number(after), before=number(before)), "", "list-checks")
                )
    return tuple(lines)


def _of(targets: Iterable[Target], iso3: str) -> tuple[Target, ...]:
    return tuple(target for target in targets if target.iso3 == iso3)


def _tr(text: str) -> str:
    return QCoreApplication.translate("plan_changes", text)
