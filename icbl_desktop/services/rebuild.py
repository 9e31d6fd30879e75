"""A workspace rebuilt from one's own reports: looked at first, then filled. Only an empty one can be.

What was sent and shared comes back: records, files that were attached, numbers and the reports themselves.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from sqlalchemy.exc import IntegrityError

from icbl_desktop.config import Folders
from icbl_desktop.domain.report_order import LANGUAGES
from icbl_desktop.domain.vocabulary import Changed
from icbl_desktop.domain.work import CampaignDraft
from icbl_desktop.errors import UserError
from icbl_desktop.formats.identity import Identity
from icbl_desktop.services import campaign, plans, rebuild_filling, rebuild_reading, streams
from icbl_desktop.services.rebuild_filling import Progress
from icbl_desktop.services.rebuild_reading import FoundReport, SetAside
from icbl_desktop.services.rebuild_replay import replay
from icbl_desktop.services.record_kinds import KINDS
from icbl_desktop.store.database import Database

NOT_COMING_BACK = (
    "Names and contacts that stayed on your computer.",
    "Drafts, records that were only on your computer, and what lay in the trash.",
    "Files that were not sent with a report.",
    "Your notes, your own choices on the plan, and the history of changes.",
)
"""What no report holds, said before anything is rebuilt."""

_MOST_GAPS = 100
"""Missing numbers of one stream that are listed: a number may say anything."""


@dataclass(frozen=True)
class RebuildOffer:
    """What would come back, before anything is changed. ``reports`` are in the order they are read.

    ``aside`` are files that are not used. ``gaps`` are numbers that are missing, with the code of their
    stream: what only they carried does not come back. ``side_by_side`` are codes of streams that went on
    beside each other, so that a person should look at what was rebuilt. ``files_held`` were never sent.
    """

    reports: tuple[FoundReport, ...]
    aside: tuple[SetAside, ...]
    gaps: tuple[tuple[str, int], ...]
    side_by_side: tuple[str, ...]
    organisation: str
    states: tuple[str, ...]
    records: Counter[str]
    files_sent: int
    files_held: int


def look(paths: Sequence[Path], identity: Identity | None = None) -> RebuildOffer:
    """What the reports in these files and folders would bring back; ``identity`` opens sealed ones.

    Raises UserError where there is none, where they are of several campaigns, or of another than the
    identity's.
    """
    found, aside = rebuild_reading.read(paths, identity)
    if not found:
        why = aside[0].fault if aside else UserError("Choose a folder with report PDFs.")
        raise UserError(
            "There is no report in these files that can be used. Nothing was changed. {reason}", reason=why
        )
    named = {one.report.campaign.id: one.report.campaign.organisation for one in found}
    if len(named) > 1:
        raise UserError(
            "These reports are of more than one campaign: {names}. Nothing was changed. Choose those of one.",
            names=", ".join(sorted(named.values())),
        )
    if identity is not None and identity.campaign not in named:
        raise UserError(
            "The identity backup is of {other}, the reports are of {own}. Nothing was changed. "
            "Choose the backup that belongs to them.",
            other=identity.organisation,
            own=next(iter(named.values())),
        )
    ordered = rebuild_reading.in_order(found)
    replayed, newest = replay(ordered), ordered[-1].report.campaign
    return RebuildOffer(
        reports=tuple(ordered),
        aside=tuple(aside),
        gaps=tuple(_gaps(ordered)),
        side_by_side=tuple(_side_by_side(ordered)),
        organisation=newest.organisation,
        states=newest.states,
        records=Counter(kind for kind, _ in replayed.records.by_kind()),
        files_sent=len(replayed.records.evidence) - len(replayed.held),
        files_held=len(replayed.held),
    )


def rebuild(
    db: Database,
    folders: Folders,
    offer: RebuildOffer,
    identity: Identity | None = None,
    progress: Progress = lambda _done, _total: None,
) -> Changed:
    """Fill this workspace with what was offered, and begin a stream that carries the newest one on.

    ``progress`` is told how many reports are read, and may raise to stop: then nothing is changed. Sets the
    campaign up where it was not yet. Raises UserError where there are records or reports already, a
    file has changed since, or the disk refuses; no record is there then.
    """
    with db.read() as session:
        rebuild_filling.check_empty(session)
    replayed = replay(offer.reports)
    rebuild_filling.keep_files(folders, replayed, offer.reports, identity, progress)
    draft, plan_id = _campaign(offer)
    is_new = campaign.find(db) is None
    with _consistent(), db.write() as session:
        rebuild_filling.check_empty(session)
        if is_new:
            campaign.begin(session, folders, draft, plan_id, db.clock())
        newest = rebuild_filling.put_streams(session, offer.reports, identity, db.clock())
        rebuild_filling.put_records(session, replayed.records)
        rebuild_filling.put_reports(session, offer.reports, identity)
        streams.begin_after(session, folders, newest, db.clock())
    return Changed(frozenset({*KINDS, "evidence", "report", "campaign", "plan"}))


@contextmanager
def _consistent() -> Iterator[None]:
    """Say so where what the reports tell cannot stand in one workspace, such as one id for two things."""
    try:
        yield
    except IntegrityError as error:
        raise UserError(
            "These reports contradict one another. Nothing was changed. Leave out the ones you doubt, then "
            "look again."
        ) from error


def _campaign(offer: RebuildOffer) -> tuple[CampaignDraft, str]:
    """Who works here, and the plan worked under where it came with the program, as the newest report says."""
    newest = offer.reports[-1].report
    language = newest.language if newest.language in LANGUAGES else LANGUAGES[0]
    shipped = {plan.id for plan in plans.bundled()}
    draft = CampaignDraft(organisation=offer.organisation, states=offer.states, language=language)
    return draft, newest.plan.id if newest.plan.id in shipped else ""


def _gaps(ordered: Sequence[FoundReport]) -> Iterator[tuple[str, int]]:
    """Numbers that were given, as later reports tell, and are in no file: the first of each stream."""
    codes = {one.report.stream.id: one.report.stream.code for one in ordered}
    given: dict[str, int] = {}
    for one in ordered:
        said = one.report.stream.succeeds
        for stream, number in (
            (one.report.stream.id, one.report.number),
            (said.id, said.number) if said else ("", 0),
        ):
            given[stream] = max(given.get(stream, 0), number)
    here = {(one.report.stream.id, one.report.number) for one in ordered}
    for stream, last in given.items():
        numbers = (number for number in range(1, last + 1) if (stream, number) not in here)
        missing = islice(numbers, _MOST_GAPS)
        yield from ((codes.get(stream, stream[:8]), number) for number in missing)


def _side_by_side(ordered: Sequence[FoundReport]) -> Iterator[str]:
    """Codes of streams beside which another went on: two carry on one, or one that itself went on."""
    said = {one.report.stream.id: one.report.stream for one in ordered}
    highest = {one.report.stream.id: one.report.number for one in ordered}
    carried = Counter(part.succeeds.id for part in said.values() if part.succeeds)
    for stream in said.values():
        old = stream.succeeds
        if old and (carried[old.id] > 1 or highest.get(old.id, 0) > old.number):
            yield stream.code
