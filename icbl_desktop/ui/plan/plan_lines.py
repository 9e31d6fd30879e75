"""The sentences that say what a new plan changes under one objective, and in the calendar."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence

from PySide6.QtCore import QCoreApplication

from icbl_desktop.domain.plan import (
    Commitment,
    Event,
    Indicator,
    KeyDate,
    Plan,
    PlannedActivity,
    StrategyText,
    Target,
    list_of,
    reason_of,
)
from icbl_desktop.domain.plan_diff import Changes, PlanDiff
from icbl_desktop.domain.vocabulary import Group, Who
from icbl_desktop.domain.words import CLEARANCE_ARTICLES, GROUPS, WHO
from icbl_desktop.ui.kit.icon_line import Line
from icbl_desktop.ui.plan.plan_words import commitment_text, commitment_words
from icbl_desktop.ui.words import day, days, number, say

Names = Callable[[str], str]
"""The name of a state by its ISO 3166 alpha-3 code."""

_NEW, _GONE, _OTHER = ("plus", "success"), ("minus", "caution"), ("equals", "info")
_ASKED = (Who.CAMPAIGNS, Who.BOTH)


def state_lines(old: Plan, new: Plan, part: PlanDiff, name: Names) -> tuple[Line, ...]:
    """Under one objective: what states are newly named for, what they no longer are, what stays."""
    reasons = {(after.objective, after.group) for _, after in part.reasons}
    return (
        *(_gained(new, target, name) for target in part.gained),
        *(_lost(old, target) for target in part.lost),
        *(_kept(new, target, reasons) for target in part.kept),
    )


def asked_lines(part: PlanDiff) -> tuple[Line, ...]:
    """Under one objective: what campaigns are newly asked, its dates, its questions about a state."""
    gone = sum(map(_is_for_campaigns, part.activities.gone)) + sum(
        map(_is_for_campaigns, part.strategies.gone)
    )
    no_more = _tr("Asked of campaigns before and not any more: {n}. What you did for it stays.")
    return _gone_last(
        *_texts(part.activities, _tr("New: {words}"), _tr("Changed: {words}")),
        *_texts(part.strategies, _tr("New way of working: {words}"), _tr("Changed: {words}")),
        *([Line(no_more.format(n=number(gone)), "", *_GONE)] if gone else []),
        *_commitments(part.commitments),
        *_key_dates(part.key_dates),
        *_indicators(part.indicators, as_question=True),
    )


def everyone_lines(part: PlanDiff, name: Names) -> tuple[Line, ...]:
    """Under one objective: its words, the states named, how much is planned, promised and measured."""
    reworded = (
        Line(_tr("The objective is worded anew: {title}").format(title=after.title), before.title, *_OTHER)
        for before, after in part.objectives.changed
    )
    return _gone_last(
        *reworded,
        *_states(part, name),
        *_planned(part),
        *_commitments(part.commitments),
        *_key_dates(part.key_dates),
        *_indicators(part.indicators, as_question=False),
    )


def date_lines(diff: PlanDiff) -> tuple[Line, ...]:
    """Events new, moved and dropped, by date."""
    lines = [(event.start, _event(event, "")) for event in diff.events.new]
    lines += [(after.start, _event(after, _was(before, after))) for before, after in diff.events.changed]
    lines += [(event.start, _dropped(event)) for event in diff.events.gone]
    return tuple(line for _, line in sorted(lines, key=lambda pair: pair[0]))


def _gone_last(*lines: Line) -> tuple[Line, ...]:
    """What is new or changed before what is no more."""
    return tuple(sorted(lines, key=lambda line: (line.icon, line.ink) == _GONE))


def list_name(plan: Plan, target: Target) -> str:
    """Code and group, with treaty and article where the list is about clearance: never an article alone."""
    listed = list_of(plan, target)
    treaty = listed.treaty if listed and target.group == Group.CLEARANCE else None
    words = f"{target.objective} {say(GROUPS, target.group)}"
    return f"{words} ({say(CLEARANCE_ARTICLES, treaty)})" if treaty else words


def event_when(event: Event) -> str:
    """When and where: "26 November 2018 – 30 November 2018 · Geneva · to be confirmed"."""
    when = days(event.start, event.end, event.precision)
    parts = [when, event.place, _tr("to be confirmed") if event.to_be_confirmed else ""]
    return " · ".join(part for part in parts if part)


def _gained(new: Plan, target: Target, name: Names) -> Line:
    words = _tr("New for {state}: {what}").format(state=name(target.iso3), what=list_name(new, target))
    return Line(words, _with_reason(_title(new, target), _tr("Why: {reason}"), new, target), *_NEW)


def _kept(new: Plan, target: Target, changed: Collection[tuple[str, str]]) -> Line:
    words, title = _tr("Stays: {what}").format(what=list_name(new, target)), _title(new, target)
    if (target.objective, target.group) not in changed:
        return Line(words, title)
    why = _tr("The plan now gives this reason: {reason}")
    return Line(words, _with_reason(title, why, new, target), *_OTHER)


def _lost(old: Plan, target: Target) -> Line:
    words = _tr("No longer named: {what}").format(what=list_name(old, target))
    stays = _tr("Your work under it stays. It is marked as retired and can always be read.")
    return Line(words, f"{_title(old, target)}\n{stays}", *_GONE)


def _with_reason(title: str, pattern: str, plan: Plan, target: Target) -> str:
    reason = reason_of(plan, target)
    return f"{title}\n{pattern.format(reason=reason)}" if reason else title


def _title(plan: Plan, target: Target) -> str:
    return next((one.title for one in plan.objectives if one.code == target.objective), "")


def _event(event: Event, was: str) -> Line:
    more = f"{event_when(event)} · {was}" if was else event_when(event)
    return Line(event.title, more, *(("calendar-blank", "info") if was else _NEW))


def _was(before: Event, after: Event) -> str:
    if (before.start, before.end) == (after.start, after.end):
        return _tr("changed")
    return _tr("was {when}").format(when=days(before.start, before.end, before.precision))


def _dropped(event: Event) -> Line:
    words = _tr("No longer in the plan: {title}").format(title=event.title)
    return Line(words, days(event.start, event.end, event.precision), *_GONE)


def _texts(
    changes: Changes[PlannedActivity] | Changes[StrategyText], new: str, changed: str
) -> tuple[Line, ...]:
    fresh: Sequence[PlannedActivity | StrategyText] = changes.new
    afters: Sequence[PlannedActivity | StrategyText] = [after for _, after in changes.changed]
    return (
        *(Line(new.format(words=one.text), "", *_NEW) for one in fresh if _is_for_campaigns(one)),
        *(Line(changed.format(words=one.text), "", *_OTHER) for one in afters if _is_for_campaigns(one)),
    )


def _is_for_campaigns(one: PlannedActivity | StrategyText) -> bool:
    return one.who in _ASKED


def _commitments(changes: Changes[Commitment]) -> tuple[Line, ...]:
    lines = [_commitment(one, _tr("New: {what}"), _NEW) for one in changes.new]
    for before, after in changes.changed:
        line = _commitment(after, _tr("Changed: {what}"), _OTHER)
        more = _tr("{more} It was: {before}").format(more=line.more, before=commitment_words(before))
        lines.append(Line(line.words, more, line.icon, line.ink))
    lines += (_commitment(one, _tr("No longer: {what}"), _GONE) for one in changes.gone)
    return tuple(lines)


def _commitment(one: Commitment, pattern: str, sign: tuple[str, str]) -> Line:
    more = f"{commitment_text(one)} {_tr('Who: {who}.').format(who=say(WHO, one.who))}"
    return Line(pattern.format(what=commitment_words(one)), more, *sign)


def _key_dates(changes: Changes[KeyDate]) -> tuple[Line, ...]:
    moved = (
        Line(after.title, _tr("{date} · was {before}").format(date=day(after.date), before=day(before.date)),
             "calendar-blank", "info")
        for before, after in changes.changed
    )  # fmt: skip
    dropped = _tr("No longer in the plan: {title}")
    return (
        *(Line(one.title, day(one.date), *_NEW) for one in changes.new),
        *moved,
        *(Line(dropped.format(title=one.title), day(one.date), *_GONE) for one in changes.gone),
    )


def _indicators(changes: Changes[Indicator], as_question: bool) -> tuple[Line, ...]:
    def lines(items: Iterable[Indicator], pattern: str, sign: tuple[str, str]) -> Iterable[Line]:
        for one in items:
            yield Line(pattern.format(words=one.question if as_question else one.text), "", *sign)

    question = as_question
    return (
        *lines(changes.new, _tr("New question: {words}") if question else _tr("New: {words}"), _NEW),
        *lines((after for _, after in changes.changed), _tr("Changed: {words}"), _OTHER),
        *lines(changes.gone, _tr("No longer: {words}"), _GONE),
    )


def _states(part: PlanDiff, name: Names) -> tuple[Line, ...]:
    """The states gained and lost, list by list: a state may stand on two lists of one objective."""
    lines = []
    for pattern, targets, sign in (
        (_tr("Now named, {group}: {states}"), part.gained, _NEW),
        (_tr("No longer named, {group}: {states}"), part.lost, _GONE),
    ):
        for group in dict.fromkeys(target.group for target in targets):
            names = sorted(name(target.iso3) for target in targets if target.group == group)
            words = pattern.format(group=say(GROUPS, group), states=", ".join(names))
            lines.append(Line(words, "", *sign))
    return tuple(lines)


def _planned(part: PlanDiff) -> tuple[Line, ...]:
    patterns = (
        _tr("Planned activities: {after} (before: {before})"),
        _tr("Ways of working: {after} (before: {before})"),
    )
    pairs = [
        pair for one in part.planned for pair in zip(patterns, (one.activities, one.strategies), strict=True)
    ]
    return tuple(
        Line(pattern.format(after=number(after), before=number(before)), "", "list-checks")
        for pattern, (before, after) in pairs
        if before != after
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("plan_lines", text)
