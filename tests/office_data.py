"""An office with two years of reports of six campaigns, for tests of the picture: small, and of every sort.

Three campaigns in Cambodia, Lao PDR and Serbia report in 2017 and 2018; a second one in Cambodia tells of the
same state otherwise; one in Colombia is silent in 2018; nobody confirmed the key of the last one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from icbl_desktop.domain.grant import BudgetLine, Expense, Grant, Payment
from icbl_desktop.domain.period import Period
from icbl_desktop.domain.record_set import WorkRecord
from icbl_desktop.domain.work import Activity, IndicatorUpdate, Outcome, Promise
from icbl_desktop.services.office import arriving, campaigns
from icbl_desktop.store.office import OfficeStore
from tests.office import drop, fresh_url
from tests.office_reports import Made, Sender
from tests.reports import MADE

STRATEGY = "strategy-2017-2021"
BY = "Officer"
YEAR = {year: Period(date(year, 1, 1), date(year, 12, 31)) for year in (2017, 2018)}

CAMBODIA = Sender("cambodia", ("KHM",), "Cambodia Campaign")
LAO = Sender("lao", ("LAO",), "Lao Campaign")
SERBIA = Sender("serbia", ("SRB", "BIH"), "Balkan Campaign")
PHNOM_PENH = Sender("phnom-penh", ("KHM",), "Survivors of Phnom Penh")
COLOMBIA = Sender("colombia", ("COL",), "Colombian Campaign")
STRANGER = Sender("stranger", ("VNM",), "A Stranger")
KNOWN = (CAMBODIA, LAO, SERBIA, PHNOM_PENH, COLOMBIA)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def filled_office(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[OfficeStore]:
    """The office below, in a file and in PostgreSQL; filled once for a module's tests, which only read it."""
    folder = tmp_path_factory.mktemp("office")
    url = fresh_url() if request.param == "postgresql" else ""
    store = OfficeStore(url or folder / "office.db")
    fill(store, folder / "delivered")
    yield store
    store.close()
    if url:
        drop(url)


def fill(store: OfficeStore, folder: Path) -> tuple[Made, ...]:
    """Put all of it into the inbox and confirm the keys of all campaigns but the stranger's."""
    made = tuple(reports())
    for one in made:
        one.put(folder / one.report.stream.code)
    arriving.add(store, [folder], BY)
    for stream in campaigns.unknown(store):
        if stream.organisation != STRANGER.organisation:
            campaigns.confirm(store, stream.id, stream.key, BY)
    return made


def reports() -> Iterator[Made]:
    """All reports; number 3 of Lao PDR is missing, and Cambodia's last one amends the one before."""
    yield CAMBODIA.report(1, *_work(CAMBODIA, 1, 2017), *_funded(CAMBODIA, "USD"), period=YEAR[2017])
    yield LAO.report(1, *_work(LAO, 1, 2017), *_funded(LAO, "USD"), period=YEAR[2017])
    yield SERBIA.report(1, *_work(SERBIA, 1, 2017), *_funded(SERBIA, "EUR"), period=YEAR[2017])
    yield PHNOM_PENH.report(1, *_answers(PHNOM_PENH, "no"), period=YEAR[2017])
    yield COLOMBIA.report(1, *_work(COLOMBIA, 1, 2017), period=YEAR[2017])
    yield STRANGER.report(1, *_work(STRANGER, 1, 2017), period=YEAR[2017])
    later = CAMBODIA.report(2, *_work(CAMBODIA, 2, 2018), period=YEAR[2018])
    yield later
    kept = [
        replace(one, revision=2, state="kept", settled_on=date(2018, 5, 1))
        for one in _promises(CAMBODIA, 2, 2018)
    ]
    again = [one for one in _work(CAMBODIA, 2, 2018) if not isinstance(one, Promise)]
    yield CAMBODIA.report(3, *again, *kept, period=YEAR[2018], amends=later)
    yield LAO.report(2, *_work(LAO, 2, 2018), period=YEAR[2018])
    yield LAO.report(4, _activity(LAO, 90, start=None), period=YEAR[2018])
    yield SERBIA.report(2, *_work(SERBIA, 2, 2018), period=YEAR[2018])
    yield PHNOM_PENH.report(2, _activity(PHNOM_PENH, 50, start=date(2018, 3, 3)), period=YEAR[2018])


def record_fields(sender: Sender, name: str) -> dict[str, Any]:
    """What every record carries, for one of this sender's by its name."""
    return {
        "id": f"{sender.name}-{name}",
        "stream": sender.stream,
        "revision": 1,
        "made_at": MADE,
        "changed_at": MADE,
    }


def _refs(*codes: str) -> tuple[str, ...]:
    return tuple(f"{STRATEGY}/{code}" for code in codes)


def _activity(sender: Sender, number: int, **fields: Any) -> Activity:
    return sender.activity(number, **fields)


def _work(sender: Sender, number: int, year: int) -> Iterator[WorkRecord]:
    """A year's work: activities of several types, an outcome, promises, answers."""
    first, second = number * 10, number * 10 + 1
    yield _activity(
        sender,
        first,
        type="advocacy_mission",
        title=f"Mission to the ministry in {year}",
        start=date(year, 3, 1),
        objectives=_refs("1A", "2B"),
        states=sender.states,
        participants=12,
        women=5,
    )
    yield _activity(
        sender,
        second,
        type="letter",
        title=f"Letter to the Prime Minister, {year}",
        start=date(year, 6, 1),
        objectives=_refs("3B"),
        cost=Decimal(40),
        currency="USD",
        grant_id=f"{sender.name}-grant" if year == 2017 else "",
        commitment="2017/1B-c3" if year == 2017 and sender is LAO else "",
    )
    yield _activity(
        sender,
        number * 10 + 2,
        type="side_event",
        title="Side event at the Meeting of States Parties",
        start=date(year, 9, 5),
        objectives=_refs("1A"),
        level="international",
        participants=80,
        survivors=3,
    )
    yield _activity(
        sender, number * 10 + 3, title="Work under no objective", start=date(year, 10, 1), objectives=()
    )
    yield Outcome(
        actor="The parliament",
        change=f"put accession on its agenda in {year}.",
        when=date(year, 7, 1),
        objectives=_refs("1A"),
        activities=(f"{sender.name}-a{first}",),
        **record_fields(sender, f"outcome-{year}"),
    )
    yield from _promises(sender, number, year)
    yield from _answers(sender, "yes", year)


def _promises(sender: Sender, number: int, year: int) -> Iterator[Promise]:
    for which, state in (("a", "open"), ("b", "kept" if number == 1 else "not_kept")):
        yield Promise(
            who="The minister",
            what=f"Will write to the Prime Minister ({which}).",
            iso3=sender.states[0],
            made_on=date(year, 3, 1),
            state=state,
            settled_on=None if state == "open" else date(year, 8, 1),
            objectives=_refs("1A"),
            **record_fields(sender, f"promise-{year}{which}"),
        )


def _answers(sender: Sender, condemned: str, year: int = 2017) -> Iterator[IndicatorUpdate]:
    """Answers of each sort: yes or no, a number, a step, an amount."""
    values = (
        ("1B-i1", condemned, ""),
        ("1B-i2", "2", ""),
        ("1A-i2", "supports" if year == 2017 else "approved", ""),
        ("2C-i1", "1500.50", "EUR" if sender is SERBIA else "USD"),
    )
    for name, value, currency in values:
        yield IndicatorUpdate(
            indicator=f"{STRATEGY}/{name}",
            iso3=sender.states[0],
            date=date(year, 5, 5),
            value=value,
            currency=currency,
            source="The press",
            **record_fields(sender, f"{name}-{year}"),
        )


def _funded(sender: Sender, currency: str) -> Iterator[Grant | Expense]:
    """A grant of 2017, and an expense in the local currency."""
    yield Grant(
        programme="investing_in_action",
        title=f"Accession of {sender.states[0]}",
        state="running",
        objectives=_refs("1A", "3A"),
        currency=currency,
        requested=Decimal(6000),
        awarded=Decimal(5000),
        payments=(Payment(date=date(2017, 2, 1), amount=Decimal(2500)),),
        budget=(BudgetLine(id="b1", title="Travel", amount=Decimal(900)),),
        decided_on=date(2017, 1, 20),
        start=date(2017, 2, 1),
        end=date(2017, 11, 30),
        report_due=date(2017, 12, 31),
        **record_fields(sender, "grant"),
    )
    yield Expense(
        grant_id=f"{sender.name}-grant",
        date=date(2017, 4, 1),
        what="Bus",
        line="b1",
        amount=Decimal(400_000),
        currency="KHR",
        rate=Decimal(4000),
        **record_fields(sender, "expense"),
    )
