"""A small office to export: three campaigns, grants in two currencies, texts that would do harm."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from icbl_desktop.domain.grant import Expense, Grant, Payment, PlannedResult
from icbl_desktop.domain.period import Period
from icbl_desktop.domain.picture import Scope
from icbl_desktop.domain.plan import Plan
from icbl_desktop.domain.work import IndicatorUpdate, Outcome, Promise
from icbl_desktop.services import plans
from icbl_desktop.services.office import arriving, campaigns
from icbl_desktop.services.office.exports import ExportOrder
from icbl_desktop.store.office import OfficeStore
from tests.office_reports import KHM, LAO, SRB, Sender
from tests.reports import MADE

JOIN, PARTICIPATE = "strategy-2017-2021/1A", "strategy-2017-2021/3B"
FORMULA = '=HYPERLINK("http://example.org","click")'
ANGLES = "Clearance <b>&</b> “return” ]]> \x0b of land"
HELD = replace(SRB, name="stranger")


def fill(store: OfficeStore, folder: Path) -> None:
    """Put in the reports of three campaigns, whose keys are confirmed, and one whose key is not."""
    for sender in (KHM, LAO, SRB):
        _made(sender, folder)
    HELD.report(1, HELD.activity(1, title="Of a stranger")).put(folder)
    arriving.add(store, [folder], "Ana")
    for one in campaigns.unknown(store):
        if one.id != HELD.stream:
            campaigns.confirm(store, one.id, one.key, "Ana")


def order(**fields: Any) -> ExportOrder:
    """All of the plan of 2018 and 2019, but for these fields; a ``scope`` by its own fields."""
    return ExportOrder(plan=plan(), **{"scope": Scope("2018-2019"), **fields})


def plan() -> Plan:
    """The plan of 2018 and 2019, which came with the program."""
    return next(one for one in plans.bundled() if one.id == "2018-2019")


def grant(sender: Sender, **fields: Any) -> Grant:
    """A grant that is running, of 5,000 dollars."""
    given: dict[str, Any] = {
        "id": f"{sender.name}-grant",
        "programme": "investing_in_action",
        "title": "Survivors speak to parliament",
        "purpose": "That the law is made with those whom it is for.",
        "state": "running",
        "objectives": (JOIN, PARTICIPATE),
        "currency": "USD",
        "awarded": Decimal(5000),
        "payments": (Payment(date=date(2018, 1, 15), amount=Decimal("3000.50")),),
        "planned_results": (
            PlannedResult(planned="They are heard.", happened="Three spoke.", reached="partly"),
        ),
        "decided_on": date(2018, 1, 8),
        "start": date(2018, 1, 10),
        "end": date(2018, 8, 31),
        **_kept(sender),
    }
    return Grant(**{**given, **fields})


def _made(sender: Sender, folder: Path) -> None:
    """Two quarters of one campaign."""
    second = Period(date(2018, 4, 1), date(2018, 6, 30))
    other = {"currency": "EUR", "title": ANGLES, "sharing": "public"} if sender is LAO else {}
    money = Expense(
        id=f"{sender.name}-x1",
        grant_id=f"{sender.name}-grant",
        date=date(2018, 3, 1),
        what=FORMULA,
        amount=Decimal("410.55"),
        currency=other.get("currency", "USD"),
        **_kept(sender),
    )
    outcome = Outcome(
        id=f"{sender.name}-o1",
        actor="National Assembly",
        change="put accession on its agenda.",
        when=date(2018, 3, 14),
        objectives=(JOIN,),
        grant_id=f"{sender.name}-grant",
        **_kept(sender),
    )
    promise = Promise(
        id=f"{sender.name}-p1",
        who="Commission on human rights",
        what="Will ask for a timetable.",
        iso3=sender.states[0],
        made_on=date(2018, 3, 14),
        state="kept",
        settled_on=date(2018, 5, 2),
        objectives=(JOIN,),
        **_kept(sender),
    )
    answer = IndicatorUpdate(
        id=f"{sender.name}-i1",
        indicator="strategy-2017-2021/1B-i1",
        iso3=sender.states[0],
        date=date(2018, 3, 20),
        value="no" if sender is LAO else "yes",
        **_kept(sender),
    )
    first = [sender.activity(n, title=f"Meeting {n}", participants=20 * n) for n in (1, 2, 3)]
    letter = sender.activity(4, type="letter", title=FORMULA, result="@SUM(A1)", start=date(2018, 5, 3))
    sender.report(1, *first, grant(sender, **other), money, outcome, answer).put(folder)
    if sender is KHM:
        sender.report(3, letter, promise, period=second).put(folder)
    else:
        sender.report(2, letter, promise, period=second).put(folder)


def _kept(sender: Sender) -> dict[str, Any]:
    return {"stream": sender.stream, "revision": 1, "made_at": MADE, "changed_at": MADE}


NOW = datetime(2018, 7, 2, 9, tzinfo=UTC)
