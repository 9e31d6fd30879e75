"""What a bundle brings beside its plan, in sentences: alerts, toolkit, facts, titles, keys, receipts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication

from icbl_desktop.domain.extras_diff import ExtrasDiff, KeyListDiff
from icbl_desktop.domain.plan_extras import Alert, for_states
from icbl_desktop.ui.kit.icon_line import Line
from icbl_desktop.ui.kit.language_names import language_name
from icbl_desktop.ui.words import day, number


def beside_lines(
    found: ExtrasDiff, key_list: KeyListDiff | None, receipts: int, states: tuple[str, ...]
) -> tuple[Line, ...]:
    """Everything beside the plan that is new; nothing where the bundle holds a plan alone."""
    return (
        *(_alert(one, states) for one in found.alerts),
        *(_ended(one) for one in found.ended),
        *_documents(found.documents),
        *_facts(found),
        *_titles(found.languages),
        *(_keys(key_list) if key_list else ()),
        *_receipts(receipts),
    )


def _alert(alert: Alert, states: tuple[str, ...]) -> Line:
    mine = for_states(alert, states)
    words = _tr("New action alert: {title}") if mine else _tr("New action alert for other states: {title}")
    until = _tr("Until {date}. {asked}") if alert.end else _tr("From {start}. {asked}")
    over = alert.end is not None and alert.end < date.today()  # noqa: DTZ011 - the person's own day
    if over:
        until = _tr("Over already: it ended on {date}. {asked}")
    more = until.format(date=day(alert.end), start=day(alert.start), asked=alert.asked)
    return Line(
        words.format(title=alert.title), more, "megaphone", "caution" if mine and not over else "muted"
    )


def _ended(alert: Alert) -> Line:
    words = _tr("No longer asked: the action alert {title}").format(title=alert.title)
    return Line(words, _tr("What you did for it stays."), "minus", "muted")


def _documents(by_language: Mapping[str, int]) -> tuple[Line, ...]:
    if not by_language:
        return ()
    counts = ", ".join(
        _tr("{n} in {language}").format(n=number(count), language=language_name(code))
        for code, count in by_language.items()
    )
    return (Line(_tr("Toolkit documents: {counts}").format(counts=counts), "", "toolbox", "info"),)


def _facts(found: ExtrasDiff) -> tuple[Line, ...]:
    if found.outdated is not None:
        words = _tr("Its country facts of {date} change nothing").format(date=day(found.outdated))
        return (Line(words, _tr("The program has newer ones."), "globe", "muted"),)
    if found.facts_as_of is None:
        return ()
    words = _tr("Country facts of {date} for {n} states")
    if found.states == 1:
        words = _tr("Country facts of {date} for one state")
    return (Line(words.format(date=day(found.facts_as_of), n=number(found.states)), "", "globe", "info"),)


def _titles(languages: Sequence[str]) -> tuple[Line, ...]:
    if not languages:
        return ()
    names = ", ".join(language_name(code) for code in languages)
    return (
        Line(_tr("The plan's titles also in: {languages}").format(languages=names), "", "quotes", "info"),
    )


def _keys(found: KeyListDiff) -> tuple[Line, ...]:
    head = _tr("The key list, number {number}").format(number=number(found.number))
    changes = [_tr("{name} added").format(name=one.name) for one in found.added]
    for one in found.revoked:
        revoked = _tr("{name} revoked on {date}: {reason}") if one.reason else _tr("{name} revoked on {date}")
        changes.append(revoked.format(name=one.name, date=day(one.revoked), reason=one.reason))
    more = ". ".join(changes) or _tr("The same officers as before")
    return (Line(head, f"{more}.", "key", "caution" if found.revoked else "info"),)


def _receipts(count: int) -> tuple[Line, ...]:
    if not count:
        return ()
    words = _tr("1 receipt for a campaign") if count == 1 else _tr("{n} receipts for campaigns")
    more = _tr("Each is sealed for one campaign. Yours are taken in as soon as its key is trusted.")
    return (Line(words.format(n=number(count)), more, "envelope-simple", "muted"),)


def _tr(text: str) -> str:
    return QCoreApplication.translate("beside_plan", text)
