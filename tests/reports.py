"""Records and reports for tests of what leaves the computer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import msgspec

from icbl_desktop import config
from icbl_desktop.domain.grant import BudgetLine, Expense, Grant, Payment, PlannedResult
from icbl_desktop.domain.period import Period
from icbl_desktop.domain.plan import Plan
from icbl_desktop.domain.projection import project
from icbl_desktop.domain.record_set import Records
from icbl_desktop.domain.report_figures import figures
from icbl_desktop.domain.report_order import Paper
from icbl_desktop.domain.report_period import split
from icbl_desktop.domain.work import Activity, Evidence, FollowUp, IndicatorUpdate, Outcome, Promise
from icbl_desktop.formats import report_parts, signing
from icbl_desktop.formats.bundle_schema import read_plan
from icbl_desktop.formats.report_data import Report
from icbl_desktop.formats.report_pdf import Names, Seal, language, render
from icbl_desktop.services import countries

KEY = signing.SigningKey(b"campaign", bytes(range(32)))
QUARTER = Period.quarter(2018, 1)
MADE = datetime(2018, 4, 3, 9, 30, tzinfo=UTC)
JOIN, CLEAR, PARTICIPATE = (f"strategy-2017-2021/{code}" for code in ("1A", "2B", "3B"))

_RECORD: dict[str, Any] = {"stream": "stream-1", "revision": 1, "made_at": MADE, "changed_at": MADE}

HEARING = Activity(
    id="aaaaaaaa-1",
    type="public_event",
    title="Hearing of survivors in the National Assembly",
    start=date(2018, 3, 14),
    objectives=(JOIN, PARTICIPATE),
    result="The commission will ask the government for its timetable of accession.",
    details="Three survivors spoke, from Battambang & Pailin.",
    place="Phnom Penh",
    institutions=("National Assembly",),
    people="A name that must stay",
    participants=46,
    women=19,
    cost=Decimal("410.50"),
    currency="USD",
    grant_id="gggggggg-1",
    **_RECORD,
)
LETTER = Activity(
    id="aaaaaaaa-2",
    type="letter",
    title="Letter to the Prime Minister",
    start=date(2018, 3, 1),
    objectives=(CLEAR,),
    **_RECORD,
)
EARLIER = Activity(
    id="aaaaaaaa-3",
    type="statement",
    title="Statement of December",
    start=date(2017, 12, 20),
    objectives=(CLEAR,),
    result="The delegation replied.",
    **_RECORD,
)
GRANT = Grant(
    id="gggggggg-1",
    programme="investing_in_action",
    title="Survivors speak to parliament",
    state="running",
    currency="USD",
    requested=Decimal(6500),
    awarded=Decimal(5000),
    payments=(Payment(date=date(2018, 1, 15), amount=Decimal(3000)),),
    budget=(
        BudgetLine(id="b1", title="Travel of survivors", amount=Decimal(400)),
        BudgetLine(id="b2", title="Printing", amount=Decimal(300), reason="The leaflet was given to us."),
    ),
    planned_results=(
        PlannedResult(planned="Survivors are heard.", happened="Three spoke.", reached="partly"),
    ),
    start=date(2018, 1, 1),
    end=date(2018, 8, 31),
    **_RECORD,
)
EXPENSE = Expense(
    id="xxxxxxxx-1",
    grant_id=GRANT.id,
    date=date(2018, 3, 13),
    what="Bus from Battambang",
    line="b1",
    amount=Decimal(1_686_000),
    currency="KHR",
    rate=Decimal(4000),
    paid_to="A driver",
    activity_id=HEARING.id,
    **_RECORD,
)
PROMISE = Promise(
    id="pppppppp-1",
    who="Commission on human rights",
    person="A name that must stay",
    what="Will ask for a timetable of accession.",
    iso3="KHM",
    made_on=date(2018, 3, 14),
    due=date(2018, 6, 30),
    objectives=(JOIN,),
    activity_id=HEARING.id,
    **_RECORD,
)
FOLLOW_UP = FollowUp(
    id="ffffffff-1",
    what="Remind the chair",
    who="A name that must stay",
    due=date(2018, 4, 9),
    activity_id=HEARING.id,
    promise_id=PROMISE.id,
    **_RECORD,
)
OUTCOME = Outcome(
    id="oooooooo-1",
    actor="National Assembly",
    change="put accession on its agenda for the first time.",
    when=date(2018, 3, 14),
    significance="No organ of parliament had discussed it.",
    substantiation="A contact of the secretariat",
    grant_id=GRANT.id,
    activities=(HEARING.id,),
    promises=(PROMISE.id,),
    **_RECORD,
)
UPDATE = IndicatorUpdate(
    id="iiiiiiii-1",
    indicator="strategy-2017-2021/1B-i1",
    iso3="KHM",
    date=date(2018, 3, 20),
    value="no",
    source="Press archive",
    **_RECORD,
)
PHOTO = Evidence(
    id="eeeeeeee-1",
    record_id=HEARING.id,
    name="photo of the hearing.jpg",
    media_type="image/jpeg",
    size=1_912_000,
    sha256="ab" * 32,
    caption="",
    sharing="secretariat",
    added_at=MADE,
)
RECORDS = Records(
    activities=(HEARING, LETTER, EARLIER),
    grants=(GRANT,),
    expenses=(EXPENSE,),
    outcomes=(OUTCOME,),
    promises=(PROMISE,),
    follow_ups=(FOLLOW_UP,),
    indicator_updates=(UPDATE,),
    evidence=(PHOTO,),
)


def report_of(records: Records = RECORDS, **fields: Any) -> Report:
    """The report of the first quarter of 2018, made of what may leave of these records."""
    everything = project(records)
    inside, changed = split(everything, QUARTER, {})
    report = Report(
        campaign=report_parts.CampaignPart(
            id="stream-1",
            organisation="Cambodia Campaign",
            states=("KHM",),
            key=signing.public_key_text(KEY.public).splitlines()[1],
        ),
        stream=report_parts.StreamPart(id="stream-1", code="7KQ2"),
        number=7,
        previous="00" * 32,
        period=report_parts.PeriodPart(start=QUARTER.start, end=QUARTER.end),
        plan=report_parts.PlanPart(id="2018-2019", digest="11" * 32, sequence=0),
        made_at=MADE,
        records=report_parts.record_set(inside),
        changes=report_parts.record_set(changed),
        files=tuple(
            report_parts.FileEntry(
                id=one.id,
                record_id=one.record_id,
                name=one.name,
                media_type=one.media_type,
                size=one.size,
                sha256=one.sha256,
            )
            for one in (*inside.evidence, *changed.evidence)
        ),
        figures=figures(QUARTER, inside, everything),
    )
    return msgspec.structs.replace(report, **fields)


def of(*activities: Activity) -> Report:
    """A report of these activities alone."""
    return report_of(Records(activities=activities))


def activity(number: int, **fields: Any) -> Activity:
    """The letter as another activity, with these fields changed."""
    return replace(LETTER, **{"id": f"bbbbbbbb-{number}", **fields})


def plan() -> Plan:
    """The plan of 2018-2019."""
    return read_plan(config.data("plans", "2018-2019", "plan.json").read_bytes(), countries.facts().states)


def names(code: str = "en") -> Names:
    """What the codes in a report mean, with headings in the language ``code``."""
    facts = countries.facts()
    states = {one: state.name for one, state in facts.states.items()}
    return Names((plan(),), states, language(code, config.resource("report-words")), facts)


def pages(
    report: Report,
    *,
    draft: bool = False,
    code: str = "en",
    paper: str = Paper.A4,
    pictures: Mapping[str, bytes] | None = None,
) -> bytes:
    """The report's pages as a PDF, with headings in the language ``code``."""
    seal = None if draft else Seal("3f" * 32, "7KQ2 AAAA BBBB CCCC DDDD EEEE FFFF GGGG")
    return render(report, names(code), config.resource("fonts"), seal, paper=paper, pictures=pictures)
