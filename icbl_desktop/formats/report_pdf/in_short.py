"""*In short*, up to five lines, and what the campaign needs: drafted from the report's data."""

from __future__ import annotations

from collections import Counter
from datetime import date

from icbl_desktop.domain.grant import Grant
from icbl_desktop.domain.money import GrantMoney, received
from icbl_desktop.domain.plan import code_of
from icbl_desktop.domain.report_order import ReportKind
from icbl_desktop.domain.vocabulary import GrantState, PromiseState
from icbl_desktop.domain.work import FollowUp
from icbl_desktop.formats.report_data import Report
from icbl_desktop.formats.report_parts import as_records
from icbl_desktop.formats.report_pdf import words
from icbl_desktop.formats.report_pdf.language import Language
from icbl_desktop.formats.report_pdf.names import Names
from icbl_desktop.formats.report_pdf.text import amount, day, shorten

MOST_LINES = 5

_UNDER_WAY = (GrantState.APPROVED, GrantState.RUNNING, GrantState.FINAL_REPORT_DUE)


def drafted_lines(report: Report, names: Names) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """*In short*, and what the campaign needs, as the data tell them, in the report's language.

    Grant reports and state briefs open with a paragraph of their own: nothing is drafted for them *in short*.
    """
    is_drafted = report.kind == ReportKind.ACTIVITY
    in_short = _in_short(report, names.language) if is_drafted else ()
    return tuple(in_short), tuple(_needs(report, names.language))


def _in_short(report: Report, language: Language) -> list[str]:
    """What the period came to, the most telling first."""
    lines = [
        *_activities(report, language),
        *_outcomes(report, language),
        *promises_line(report, language),
        *_grants(report, language)[:1],
        *_follow_ups(report, language),
        *_participants(report, language),
        *_changes(report, language),
        *_taken_back(report, language),
    ]
    if not any(as_records(report.records).by_kind()):
        lines.insert(0, language.say(words.NOTHING))
    return lines[:MOST_LINES]


def _needs(report: Report, language: Language) -> list[str]:
    """What the campaign waits for: grant money that was awarded and has not come."""
    return [
        language.say(
            words.NEED_PAYMENT,
            missing=amount(language, grant.awarded - (received(grant) or 0), grant.currency),
            awarded=amount(language, grant.awarded, grant.currency),
            grant=shorten(grant.title, 80),
        )
        for grant in report.records.grants
        if grant.state in _UNDER_WAY and grant.awarded is not None and grant.awarded > (received(grant) or 0)
    ]


def open_follow_ups(report: Report) -> list[FollowUp]:
    """What is still to be done, the first due first, what has no date last."""
    waiting = [one for one in report.records.follow_ups if not one.done]
    return sorted(waiting, key=lambda one: (one.due is None, one.due or date.max, one.id))


def money_of(report: Report, grant: Grant) -> GrantMoney | None:
    """The money of a grant as the report carries it."""
    return next((one.money for one in report.figures.money if one.grant_id == grant.id), None)


def _activities(report: Report, language: Language) -> list[str]:
    n = report.figures.activities
    if not n:
        return []
    activities = language.count(words.COUNTED_ACTIVITIES, n)
    under = Counter(code_of(ref) for a in report.records.activities for ref in a.objectives)
    if not under:
        return [language.say(words.SHORT_ACTIVITIES_NONE, activities=activities)]
    (code, most), *others = under.most_common()
    if not others:
        return [language.say(words.SHORT_ACTIVITIES_ONE, activities=activities, code=code)]
    form = words.SHORT_ACTIVITIES_EVEN if others[0][1] == most else words.SHORT_ACTIVITIES
    objectives = language.count(words.COUNTED_OBJECTIVES, len(under))
    most_under = language.number(most)
    return [language.say(form, activities=activities, objectives=objectives, code=code, most=most_under)]


def _outcomes(report: Report, language: Language) -> list[str]:
    outcomes = report.records.outcomes
    if not outcomes:
        return []
    return [language.count(words.SHORT_OUTCOMES, len(outcomes), actor=shorten(outcomes[-1].actor, 80))]


def _participants(report: Report, language: Language) -> list[str]:
    people, activities = report.figures.participants, report.figures.activities
    if people.total is None:
        return []
    form = words.SHORT_ALL_COUNTED if people.asked == activities else words.SHORT_PARTICIPANTS
    asked, every = language.number(people.asked), language.number(activities)
    return [language.count(form, people.total, asked=asked, all=every)]


def _grants(report: Report, language: Language) -> list[str]:
    lines = []
    for grant in report.records.grants:
        money = money_of(report, grant)
        if money and money.paid is not None:
            spent, paid = (amount(language, one, money.currency) for one in (money.spent, money.paid))
            lines.append(
                language.say(words.SHORT_GRANT, grant=shorten(grant.title, 80), spent=spent, paid=paid)
            )
    return lines


def promises_line(report: Report, language: Language) -> list[str]:
    """How many promises were made, kept, not kept and are open; nothing where there are none."""
    figures, today = report.figures, report.made_at.date()
    overdue = sum(
        one.state == PromiseState.OPEN and one.due is not None and one.due < today
        for one in report.records.promises
    )
    counts = (
        (figures.promises_made, words.PROMISES_MADE),
        (figures.promises_kept, words.PROMISES_KEPT),
        (figures.promises_not_kept, words.PROMISES_NOT_KEPT),
        (figures.promises_open, words.PROMISES_OPEN_OVERDUE if overdue else words.PROMISES_OPEN),
    )
    parts = [language.count(form, n, overdue=language.number(overdue)) for n, form in counts if n]
    return [language.say(words.SHORT_PROMISES, parts=language.listed(parts))] if parts else []


def _follow_ups(report: Report, language: Language) -> list[str]:
    waiting = open_follow_ups(report)
    if not waiting:
        return []
    first = day(language, waiting[0].due)
    form = words.SHORT_FOLLOW_UPS if first else words.SHORT_FOLLOW_UPS_UNDATED
    return [language.count(form, len(waiting), day=first)]


def _changes(report: Report, language: Language) -> list[str]:
    n = sum(1 for _ in as_records(report.changes).by_kind())
    return [language.count(words.SHORT_CHANGES, n)] if n else []


def _taken_back(report: Report, language: Language) -> list[str]:
    n = len(report.tombstones)
    return [language.count(words.SHORT_TAKEN_BACK, n)] if n else []
