"""What in the inbox waits for a person: keys, doubts, files set aside, what is late, what is not reviewed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import msgspec
from sqlalchemy import select

from icbl_desktop.domain import ladder
from icbl_desktop.domain.countries import Countries
from icbl_desktop.domain.grant import Grant
from icbl_desktop.domain.inbox import Standing
from icbl_desktop.domain.plan import Plan, Ref
from icbl_desktop.domain.receipt import ReceiptState
from icbl_desktop.domain.report_order import ReportKind
from icbl_desktop.domain.vocabulary import GrantState, Treaty
from icbl_desktop.domain.work import IndicatorUpdate
from icbl_desktop.services.office import campaigns, deciding, received, seen
from icbl_desktop.services.office.campaigns import KnownStream
from icbl_desktop.services.office.deciding import Doubt
from icbl_desktop.services.office.overlaps import Overlap, overlaps
from icbl_desktop.services.office.received import AsideFile, Gap, ReceivedReport
from icbl_desktop.store.office import OfficeStore
from icbl_desktop.store.tables_office import CampaignRow, RecordRow, ReportRow
from icbl_desktop.store.tables_review import AskedRow, ReviewRow

_REPORTING = (GrantState.APPROVED, GrantState.RUNNING, GrantState.FINAL_REPORT_DUE)


class NeedKind(StrEnum):
    """The groups that stand in the list, in their order."""

    CHANGED_KEY = "changed_key"
    UNKNOWN_KEY = "unknown_key"
    DOUBT = "doubt"
    ASIDE = "aside"
    AMENDED = "amended"
    OVERLAP = "overlap"
    STEP = "step"
    GRANT_REPORT = "grant_report"
    GAP = "gap"
    REVIEW = "review"


@dataclass(frozen=True)
class ClaimedStep:
    """A campaign says that its state signed or joined a treaty, which the country facts do not show."""

    campaign: str
    organisation: str
    iso3: str
    treaty: str
    rung: str
    day: date | None
    record_id: str
    report: str

    @property
    def subject(self) -> str:
        """What it is put away as; another rung or day is another step."""
        return f"step/{self.campaign}/{self.record_id}/{self.rung}/{self.day or ''}"


@dataclass(frozen=True)
class OverdueGrant:
    """A grant whose final report should be here by now; ``report`` is the one that last told of the grant."""

    campaign: str
    organisation: str
    title: str
    due: date
    record_id: str
    report: str

    @property
    def subject(self) -> str:
        """What it is put away as; a new day to report by asks again."""
        return f"grant/{self.campaign}/{self.record_id}/{self.due}"


@dataclass(frozen=True)
class Needs:
    """Everything that waits and was not put away. ``amended`` replace a report that was asked about."""

    keys: tuple[KnownStream, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    asides: tuple[AsideFile, ...] = ()
    amended: tuple[ReceivedReport, ...] = ()
    overlaps: tuple[Overlap, ...] = ()
    steps: tuple[ClaimedStep, ...] = ()
    grants: tuple[OverdueGrant, ...] = ()
    gaps: tuple[Gap, ...] = ()
    unreviewed: int = 0

    def counts(self) -> dict[NeedKind, int]:
        """How many there are of each kind, those of which there are any."""
        changed = sum(one.changed_key for one in self.keys)
        found = {
            NeedKind.CHANGED_KEY: changed,
            NeedKind.UNKNOWN_KEY: len(self.keys) - changed,
            NeedKind.DOUBT: len(self.doubts),
            NeedKind.ASIDE: len(self.asides),
            NeedKind.AMENDED: len(self.amended),
            NeedKind.OVERLAP: len(self.overlaps),
            NeedKind.STEP: len(self.steps),
            NeedKind.GRANT_REPORT: len(self.grants),
            NeedKind.GAP: len(self.gaps),
            NeedKind.REVIEW: self.unreviewed,
        }
        return {kind: count for kind, count in found.items() if count}

    @property
    def total(self) -> int:
        """How many there are in all; the reports to review are one task however many they are."""
        return sum(1 if kind is NeedKind.REVIEW else count for kind, count in self.counts().items())


def needs(store: OfficeStore, plans: Iterable[Plan], known: Countries, today: date) -> Needs:
    """What waits for a person now; ``plans`` say which indicators are steps towards a treaty."""
    amended, unreviewed = _reviews(store)
    with store.read() as session:
        away = seen.subjects(session)
    return Needs(
        keys=tuple(sorted(campaigns.unknown(store), key=_changed_first)),
        doubts=deciding.doubts(store),
        asides=received.asides(store),
        amended=tuple(received.get(store, digest) for digest in amended),
        overlaps=tuple(one for one in overlaps(store) if one.subject not in away),
        steps=tuple(one for one in _steps(store, _ladders(plans), known) if one.subject not in away),
        grants=tuple(one for one in _overdue(store, today) if one.subject not in away),
        gaps=tuple(one for one in received.gaps(store) if one.subject not in away),
        unreviewed=unreviewed,
    )


def _changed_first(stream: KnownStream) -> tuple[bool, str, str]:
    """Streams under another key than before stand first, those of one campaign together."""
    return not stream.changed_key, stream.organisation.casefold(), stream.code


def _reviews(store: OfficeStore) -> tuple[tuple[str, ...], int]:
    """Amendments of reports that were asked about, and how many that count nobody has looked at."""
    with store.read() as session:
        rows = session.execute(
            select(ReportRow.digest, ReportRow.amends, ReportRow.standing, ReviewRow.state)
            .join(ReviewRow, ReviewRow.report == ReportRow.digest)
            .order_by(ReportRow.made_at, ReportRow.digest)
        ).all()
        asked = set(session.scalars(select(AskedRow.report).distinct()))
    new = {
        digest: amends
        for digest, amends, standing, state in rows
        if standing == Standing.COUNTED and state == ReceiptState.RECEIVED and digest not in asked
    }
    return tuple(digest for digest, amends in new.items() if amends in asked), len(new)


def _ladders(plans: Iterable[Plan]) -> dict[Ref, str]:
    """The treaty by each reference under which steps towards it are kept."""
    found = {ladder.own_ref(treaty): str(treaty) for treaty in Treaty}
    for plan in plans:
        for treaty in Treaty:
            if (asked := ladder.asked_by(plan, treaty)) is not None:
                found[plan.ref(asked.id)] = str(treaty)
    return found


def _steps(store: OfficeStore, ladders: Mapping[Ref, str], known: Countries) -> tuple[ClaimedStep, ...]:
    answers: dict[tuple[str, str], list[IndicatorUpdate]] = {}
    told: dict[str, RecordRow] = {}
    for row in _records(store, "indicator_update"):
        answer = msgspec.json.decode(row.content, type=IndicatorUpdate)
        if treaty := ladders.get(answer.indicator):
            answers.setdefault((answer.iso3, treaty), []).append(answer)
            told[answer.id] = row
    names = _names(store)
    steps = []
    for (iso3, treaty), given in sorted(answers.items()):
        state = known.states.get(iso3)
        standing = state.standing(treaty) if state else None
        if standing is None or ladder.has_joined(standing):
            continue
        at = ladder.position(standing, given)
        if at.ahead and at.step and at.step.answer:
            row = told[at.step.answer.id]
            who = names.get(row.campaign, "")
            steps.append(
                ClaimedStep(row.campaign, who, iso3, treaty, at.rung, at.step.date, row.id, row.report)
            )
    return tuple(steps)


def _overdue(store: OfficeStore, today: date) -> tuple[OverdueGrant, ...]:
    """Grants whose final report is late: neither noted by the campaign nor here as a report."""
    with store.read() as session:
        reported = set(
            session.execute(
                select(ReportRow.campaign, ReportRow.grant_id).where(
                    ReportRow.kind == ReportKind.GRANT_FINAL, ReportRow.standing != Standing.REFUSED
                )
            ).all()
        )
    names, found = _names(store), []
    for row in _records(store, "grant"):
        grant = msgspec.json.decode(row.content, type=Grant)
        waits = grant.state in _REPORTING and grant.reported_on is None
        if waits and grant.report_due and grant.report_due < today and (row.campaign, row.id) not in reported:
            who = names.get(row.campaign, "")
            found.append(OverdueGrant(row.campaign, who, grant.title, grant.report_due, row.id, row.report))
    return tuple(sorted(found, key=lambda one: (one.due, one.organisation, one.title)))


def _records(store: OfficeStore, kind: str) -> Sequence[RecordRow]:
    wanted = select(RecordRow).where(RecordRow.kind == kind, RecordRow.conflict.is_(False))
    with store.read() as session:
        return session.scalars(wanted.order_by(RecordRow.campaign, RecordRow.id)).all()


def _names(store: OfficeStore) -> dict[str, str]:
    with store.read() as session:
        return dict(session.execute(select(CampaignRow.id, CampaignRow.organisation)).all())
