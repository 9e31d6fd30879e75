"""The grants of ``demo --world``: asked for, decided, paid, spent, reported or not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from typing import Any

from icbl_desktop.commands.demo_world.campaign import Player, Step, ref
from icbl_desktop.commands.demo_world.story import ExpenseStory, GrantStory
from icbl_desktop.domain.grant import BudgetLine, ExpenseDraft, GrantDraft, Payment, PlannedResult
from icbl_desktop.domain.period import Period
from icbl_desktop.domain.record import as_draft
from icbl_desktop.domain.report_order import ReportKind, ReportOrder
from icbl_desktop.domain.vocabulary import GrantState, Sharing
from icbl_desktop.services import grants, reports, work_records
from icbl_desktop.services.record_kinds import GRANT

_APPLIED, _DECIDED = timedelta(-60), timedelta(-21)
"""Before the grant's start."""
_DUE, _REPORTED = timedelta(30), timedelta(24)
"""After its end."""
_ON_PAPER = 0.9
_BUDGET = (
    ("b1", "Meetings and travel", 50),
    ("b2", "Printing and media", 30),
    ("b3", "Coordination and bank", 20),
)
_FIRST_PART = 80
"""Of a hundred: what is paid at the start."""


def of_quarter(player: Player, period: Period) -> list[Step]:
    """What happens to the campaign's grants in this quarter, each on its day."""
    known = [grant for grant in player.story.grants if grant.start >= player.first.start]
    steps = [step for grant in known for step in _life(player, grant)]
    return [step for step in steps if period.holds(step[0])]


def running(player: Player, objective: str, day: date) -> str:
    """The id of a grant under this objective that runs on this day; empty where there is none."""
    for story in player.story.grants:
        if story.fate != "declined" and story.objective == objective and story.start <= day <= story.end:
            return player.memory.grants.get(story.title, "")
    return ""


def _life(player: Player, story: GrantStory) -> Iterator[Step]:
    first = player.first.start
    yield max(story.start + _APPLIED, first), partial(_apply, player, story)
    decided = max(story.start + _DECIDED, first)
    if story.fate == "declined":
        no = {
            "state": GrantState.DECLINED,
            "decided_on": decided,
            "decided_by": "Grants committee of ICBL-CMC",
        }
        yield decided, partial(_change, player, story, **no)
        return
    yield decided, partial(_change, player, story, **_agreed(story, decided))
    yield story.start, partial(_change, player, story, state=GrantState.RUNNING)
    yield from _money(player, story)
    yield story.end + timedelta(1), partial(_change, player, story, state=GrantState.FINAL_REPORT_DUE)
    if story.fate == "reported":
        yield story.end + _REPORTED, partial(_report, player, story)


def _apply(player: Player, story: GrantStory) -> None:
    draft = GrantDraft(
        programme=story.programme,
        call=story.call,
        title=story.title,
        state=GrantState.APPLIED,
        objectives=(ref(player, story.objective),),
        purpose=player.words("Bring {state} a step nearer, with those whom it concerns."),
        planned_results=(
            PlannedResult(planned=player.words("The {authority} acts on what we bring to it.")),
        ),
        currency=story.currency,
        requested=story.awarded + 500,
        budget=tuple(
            BudgetLine(id=i, title=t, amount=story.awarded * share / 100) for i, t, share in _BUDGET
        ),
        local_currency=story.local,
        rate=story.rate,
        rate_source="Bank receipt" if story.rate else "",
        applied_on=player.app.db.clock().date(),
        sharing=Sharing.PUBLIC if story.public else Sharing.SECRETARIAT,
    )
    (player.memory.grants[story.title],) = grants.save(player.app.db, draft).ids


def _agreed(story: GrantStory, decided: date) -> dict[str, Any]:
    return {
        "state": GrantState.APPROVED,
        "decided_on": decided,
        "decided_by": "Grants committee of ICBL-CMC",
        "awarded": story.awarded,
        "agreed_on": decided + timedelta(9),
        "start": story.start,
        "end": story.end,
        "report_due": story.end + _DUE,
    }


def _money(player: Player, story: GrantStory) -> Iterator[Step]:
    """The first payment, and the expenses spread over the grant's time."""
    paid = Payment(date=story.start + timedelta(6), amount=_first_part(story), note="First part")
    yield story.start + timedelta(6), partial(_change, player, story, payments=(paid,))
    planned, days = player.world.expenses, (story.end - story.start).days
    for number, expense in enumerate(planned):
        day = story.start + timedelta(days * (number + 1) // (len(planned) + 1))
        yield day, partial(_spend, player, story, expense, day)


def _first_part(story: GrantStory) -> Decimal:
    return story.awarded * _FIRST_PART / 100


def _spend(player: Player, story: GrantStory, expense: ExpenseStory, day: date) -> None:
    amount = story.awarded * expense.share / 100 * Decimal(player.chance.randint(85, 112)) / 100
    local = bool(story.local) and player.chance.random() < 0.7
    draft = ExpenseDraft(
        grant_id=player.memory.grants[story.title],
        date=day,
        what=expense.what,
        line=expense.line,
        amount=(amount * (story.rate or 1) if local else amount).quantize(Decimal("0.01")),
        currency=story.local if local else story.currency,
        rate=story.rate if local else None,
        rate_source="Bank receipt" if local else "",
        receipt_missing="On paper in our office." if player.chance.random() < _ON_PAPER else "",
    )
    grants.save_expense(player.app.db, draft)


def _report(player: Player, story: GrantStory) -> None:
    """The last payment came, and the final report goes."""
    on = player.app.db.clock().date()
    before = work_records.get(player.app.db, GRANT, player.memory.grants[story.title])
    rest = Payment(date=on, amount=story.awarded - _first_part(story), note="Last part")
    happened = replace(before.planned_results[0], happened="It did, in part.", reached="partly")
    _change(
        player,
        story,
        state=GrantState.REPORTED,
        payments=(*before.payments, rest),
        planned_results=(happened,),
        reported_on=on,
        difficulties="Officials changed twice.",
        next_steps="We go on with those who stayed.",
        unspent="The rest goes back.",
        certified_by="Treasurer",
    )
    period = reports.grant_period(player.app.db, before.id)
    order = ReportOrder(kind=ReportKind.GRANT_FINAL, grant_id=before.id, period=period)
    player.report(order, on)


def _change(player: Player, story: GrantStory, **fields: Any) -> None:
    grant = player.memory.grants[story.title]
    draft = as_draft(work_records.get(player.app.db, GRANT, grant), GrantDraft)
    grants.save(player.app.db, replace(draft, **fields), grant)
