"""*In short*: up to five lines, drafted from the report's data."""

from __future__ import annotations

from collections import Counter
from datetime import date

from icbl_desktop.domain.grant import Grant
from icbl_desktop.domain.money import GrantMoney, received
from icbl_desktop.domain.plan import code_of
from icbl_desktop.domain.vocabulary import GrantState, PromiseState
from icbl_desktop.domain.work import FollowUp
from icbl_desktop.formats.report_data import Report, as_records
from icbl_desktop.formats.report_pdf import words
from icbl_desktop.formats.report_pdf.text import amount, day, shorten

MOST_LINES = 5

_UNDER_WAY = (GrantState.APPROVED, GrantState.RUNNING, GrantState.FINAL_REPORT_DUE)
_ACTIVITIES = words.FIGURE_ACTIVITIES


def in_short(report: Report) -> list[str]:
    """What the period came to, the most telling first."""
    lines = [
        *_activities(report),
        *_outcomes(report),
        *_promises(report),
        *_grants(report)[:1],
        *_follow_ups(report),
        *_participants(report),
        *_changes(report),
        *_taken_back(report),
    ]
    if not any(as_records(report.records).by_kind()):
        lines.insert(0, words.NOTHING)
    return lines[:MOST_LINES]


def needs(report: Report) -> list[str]:
    """What the campaign waits for: grant money that was awarded and has not come."""
    return [
        words.NEED_PAYMENT.format(
            missing=amount(grant.awarded - (received(grant) or 0), grant.currency),
            awarded=amount(grant.awarded, grant.currency),
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


def _activities(report: Report) -> list[str]:
    n = report.figures.activities
    if not n:
        return []
    activities = words.with_number(n, _ACTIVITIES)
    under = Counter(code_of(ref) for a in report.records.activities for ref in a.objectives)
    if not under:
        return [words.SHORT_ACTIVITIES_NONE.format(activities=activities)]
    (code, most), *others = under.most_common()
    if not others:
        return [words.SHORT_ACTIVITIES_ONE.format(activities=activities, code=code)]
    objectives = words.with_number(len(under), ("objective", "objectives"))
    if others[0][1] == most:  # no objective stands out
        return [words.SHORT_ACTIVITIES_EVEN.format(activities=activities, objectives=objectives)]
    return [words.SHORT_ACTIVITIES.format(activities=activities, objectives=objectives, code=code, most=most)]


def _outcomes(report: Report) -> list[str]:
    outcomes = report.records.outcomes
    if not outcomes:
        return []
    changes = words.with_number(len(outcomes), ("change", "changes"))
    return [words.SHORT_OUTCOMES.format(changes=changes, actor=shorten(outcomes[-1].actor, 80))]


def _participants(report: Report) -> list[str]:
    count = report.figures.participants
    if count.total is None:
        return []
    people = words.with_number(count.total, ("person", "people"))
    if count.asked == report.figures.activities:
        return [words.SHORT_ALL_COUNTED.format(people=people)]
    asked = words.with_number(count.asked, _ACTIVITIES)
    return [words.SHORT_PARTICIPANTS.format(people=people, asked=asked)]


def _grants(report: Report) -> list[str]:
    lines = []
    for grant in report.records.grants:
        money = money_of(report, grant)
        if money and money.paid is not None:
            spent, paid = amount(money.spent, money.currency), amount(money.paid, money.currency)
            lines.append(words.SHORT_GRANT.format(grant=shorten(grant.title, 80), spent=spent, paid=paid))
    return lines


def _promises(report: Report) -> list[str]:
    figures, today = report.figures, report.made_at.date()
    overdue = sum(
        one.state == PromiseState.OPEN and one.due is not None and one.due < today
        for one in report.records.promises
    )
    is_open = words.PROMISES_OPEN_OVERDUE if overdue else words.PROMISES_OPEN
    counts = (
        (figures.promises_made, words.PROMISES_MADE),
        (figures.promises_kept, words.PROMISES_KEPT),
        (figures.promises_not_kept, words.PROMISES_NOT_KEPT),
        (figures.promises_open, is_open),
    )
    parts = [form.format(n=n, overdue=overdue) for n, form in counts if n]
    return [words.SHORT_PROMISES.format(parts=", ".join(parts))] if parts else []


def _follow_ups(report: Report) -> list[str]:
    waiting = open_follow_ups(report)
    if not waiting:
        return []
    follow_ups = words.with_number(len(waiting), ("follow-up is", "follow-ups are"))
    first = waiting[0].due
    if first is None:
        return [words.SHORT_FOLLOW_UPS_UNDATED.format(follow_ups=follow_ups)]
    return [words.SHORT_FOLLOW_UPS.format(follow_ups=follow_ups, day=day(first))]


def _changes(report: Report) -> list[str]:
    n = sum(1 for _ in as_records(report.changes).by_kind())
    if not n:
        return []
    return [words.SHORT_CHANGES.format(records=words.with_number(n, ("record", "records")))]


def _taken_back(report: Report) -> list[str]:
    n = len(report.tombstones)
    return [words.counted(n, words.SHORT_TAKEN_BACK)] if n else []
