"""The whole job on Cambodia, under the 2017 plan and then the 2018-2019 one."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

from icbl_desktop.app import App
from icbl_desktop.commands.common import write_file
from icbl_desktop.commands.demo_plan import signed_bundle
from icbl_desktop.domain.grant import GrantDraft, Payment, PlannedResult
from icbl_desktop.domain.period import Period
from icbl_desktop.domain.plan import Plan
from icbl_desktop.domain.report_order import ReportOrder
from icbl_desktop.domain.vocabulary import Changed
from icbl_desktop.domain.work import (
    ActivityDraft,
    ActivityEntry,
    CampaignDraft,
    FollowUpDraft,
    IndicatorUpdateDraft,
    OutcomeDraft,
)
from icbl_desktop.services import (
    activities,
    campaign,
    evidence,
    grants,
    plan_offers,
    plan_updates,
    plans,
    progress,
    report_sending,
    reports,
)

ORGANISATION = "Cambodia Demonstration Campaign"
QUARTER = Period.quarter(2018, 1)
LETTER = "To the Minister of Foreign Affairs: on joining the Convention on Cluster Munitions.\n"


def play(app: App, folder: Path) -> tuple[str, ...]:
    """Do the whole job, leave the letter, the bundle and the report in ``folder``; say so in lines."""
    begin(app)
    log_work(app, folder / "letter.txt")
    bundle = folder / "2018-2019.icblplan"
    write_file(bundle, signed_bundle(app, "2018-2019"))
    offered = plan_offers.offer(app.db, bundle.read_bytes())
    plan_updates.apply(app.db, app.folders, offered)
    log_after_update(app)
    report = _report(app, folder)
    gained = ", ".join(target.objective for target in offered.mine.gained)
    return (
        f"The signed plan bundle is {bundle}. New for Cambodia: {gained}.",
        f"The report is {report}.",
    )


def begin(app: App) -> None:
    """A Cambodian campaign, working under the 2017 plan."""
    campaign.start(app.db, CampaignDraft(organisation=ORGANISATION, states=("KHM",)), "2017")


def log_work(app: App, letter: Path) -> None:
    """Two activities, a grant, its outcome and an indicator's answer, under the plan in force."""
    plan = plans.current(app.db)
    grant = _id(grants.save(app.db, _grant(plan)))
    meeting = _id(activities.save(app.db, _meeting(plan)))
    write_file(letter, LETTER.encode("utf-8"))
    evidence.add(app.db, app.folders, meeting, [letter])
    workshop = _id(activities.save(app.db, _workshop(plan, grant)))
    grants.save_outcome(app.db, _outcome(plan, grant, workshop))
    answer = IndicatorUpdateDraft(
        indicator=plan.ref("1A-i2"),
        iso3="KHM",
        date=date(2018, 2, 2),
        value="interim_step",
        source="Meeting of 2 February 2018: the ministry asked for a study of what joining would need",
        confidence="medium",
    )
    progress.save_update(app.db, answer)


def log_after_update(app: App) -> None:
    """A third activity, under the objective that is new for Cambodia: clearance."""
    plan = plans.current(app.db)
    activities.save(
        app.db,
        ActivityDraft(
            type="field_visit",
            title="Visited cleared land in Battambang with three journalists",
            start=date(2018, 3, 14),
            end=date(2018, 3, 15),
            objectives=(plan.ref("2B"),),
            result="Two national papers wrote about the Mine Ban Treaty Article 5 deadline.",
            place="Battambang",
            states=("KHM",),
            treaty="MBT",
            institutions=("Cambodian Mine Action Authority",),
            participants=9,
            women=4,
            men=5,
            media_reach="Two national newspapers, one radio interview",
        ),
    )


def _meeting(plan: Plan) -> ActivityEntry:
    return ActivityEntry(
        type="meeting",
        title="Met the Ministry of Foreign Affairs about joining the Convention on Cluster Munitions",
        start=date(2018, 2, 2),
        objectives=(plan.ref("1A"),),
        result="The ministry will ask for a legal study of accession and invited us to comment on it.",
        details="We handed over a letter and the latest country profile, and spoke about stockpiles.",
        place="Phnom Penh",
        states=("KHM",),
        treaty="CCM",
        institutions=("Ministry of Foreign Affairs",),
        people="The director of the treaties department",
        state_response="Asked for a legal study of accession.",
        follow_ups=(FollowUpDraft(what="Ask whether the study has begun", due=date(2018, 5, 2)),),
    )


def _workshop(plan: Plan, grant: str) -> ActivityDraft:
    return ActivityDraft(
        type="workshop",
        title="Trained survivors to speak in the national disability council",
        start=date(2018, 1, 22),
        end=date(2018, 1, 24),
        objectives=(plan.ref("3A"), plan.ref("3B")),
        result="Six survivors prepared statements; two were invited to the council's next session.",
        place="Siem Reap",
        states=("KHM",),
        institutions=("Disability Action Council",),
        participants=24,
        women=11,
        men=13,
        persons_with_disabilities=18,
        survivors=15,
        cost=Decimal("1840.50"),
        currency="USD",
        grant_id=grant,
    )


def _grant(plan: Plan) -> GrantDraft:
    return GrantDraft(
        programme="investing_in_action",
        title="Survivors at the table",
        state="running",
        objectives=(plan.ref("3B"),),
        purpose="Prepare survivors to take part where decisions about their lives are made.",
        planned_results=(
            PlannedResult(
                planned="At least two survivors take part in the disability council.",
                happened="Two survivors were invited to the next session.",
                reached="partly",
            ),
        ),
        currency="USD",
        requested=Decimal("5000"),
        awarded=Decimal("4500"),
        payments=(Payment(date=date(2017, 10, 5), amount=Decimal("3000")),),
        applied_on=date(2017, 8, 10),
        decided_on=date(2017, 9, 20),
        start=date(2017, 10, 1),
        end=date(2018, 6, 30),
        report_due=date(2018, 7, 31),
    )


def _outcome(plan: Plan, grant: str, workshop: str) -> OutcomeDraft:
    return OutcomeDraft(
        actor="The Disability Action Council",
        change="invited two survivors to speak at its session for the first time",
        when=date(2018, 3, 1),
        place="Phnom Penh",
        significance="Survivors had not been heard in the council before.",
        contribution="We trained the survivors and asked the council in writing.",
        substantiation="The council's secretariat can confirm.",
        outcome_kind="practice",
        objectives=(plan.ref("3B"),),
        grant_id=grant,
        activities=(workshop,),
    )


def _report(app: App, folder: Path) -> Path:
    issued = reports.issue(app.db, app.folders, ReportOrder(period=QUARTER))
    return report_sending.save_as(app.db, issued.id, report_sending.SendForm.PLAIN, folder)


def _id(changed: Changed) -> str:
    (one,) = changed.ids
    return one
