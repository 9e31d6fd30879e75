"""Records as they stand at last, merged anew where reports came to count or ceased to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, delete, select, update
from sqlalchemy.orm import Session

from icbl_desktop.domain.merging import Merged, Said, merge
from icbl_desktop.domain.standing import Choices, chosen, record_subject
from icbl_desktop.services.office import spots, told
from icbl_desktop.services.office.standing import Stands
from icbl_desktop.services.office.told import Contents
from icbl_desktop.store.office import put
from icbl_desktop.store.tables_office import (
    CampaignRow,
    CarriedRow,
    OfficeVersionRow,
    RecordRow,
    ReportRow,
    SpotRow,
)

Place = tuple[str, str]
"""A record's identity: the campaign, and its id there."""

_AT_ONCE = 500


@dataclass(frozen=True)
class Known:
    """What merging goes by: how reports stand, by campaign; whose streams are whose; what was decided."""

    stands: Mapping[str, Stands]
    owners: Mapping[str, set[str]]
    choices: Choices


def merge_again(
    session: Session, known: Known, contents: Contents, whole: Collection[str], reports: Collection[str]
) -> None:
    """Merge all records of the ``whole`` campaigns, and of others those that any of ``reports`` speaks of.

    ``contents`` are of reports that are at hand already; others are fetched where they are needed.
    """
    rest = set(known.stands) - set(whole)
    touched = select(CarriedRow.record_id).where(CarriedRow.report.in_(reports))
    said: dict[Place, list[Said]] = {}
    existing: dict[Place, Any] = {}
    if whole:
        theirs = select(ReportRow.digest).where(ReportRow.campaign.in_(whole))
        said |= _said(session, known, CarriedRow.report.in_(theirs))
        existing |= _existing(session, RecordRow.campaign.in_(whole))
    if rest and reports:
        said |= _said(session, known, CarriedRow.record_id.in_(touched))
        existing |= _existing(session, RecordRow.campaign.in_(rest), RecordRow.id.in_(touched))
    old, new = [], {}
    for place in {**existing, **said}:
        merged = _chosen(place, _held(session, place, said.get(place, []), known, contents), known)
        row = existing.get(place)
        if row is None or not _says(row, merged):
            old += [row.key] if row is not None else []
            if merged.holds:
                new[place] = merged
    _forget(session, old)
    _write(session, new, contents)


def in_conflict(session: Session, known: Known, contents: Contents) -> dict[str, Merged]:
    """What is held of the records in conflict, by id, of the one campaign that is known."""
    theirs = select(RecordRow.id).where(RecordRow.campaign.in_(known.stands), RecordRow.conflict)
    found = _said(session, known, CarriedRow.record_id.in_(theirs))
    return {place[1]: _held(session, place, said, known, contents) for place, said in found.items()}


def _contents_of(merged: Merged) -> tuple[str, ...]:
    """What there is to choose from: the contents held, in their order."""
    return tuple(sorted(one.content for one in merged.holds))


def _said(session: Session, known: Known, condition: ColumnElement[bool]) -> dict[Place, list[Said]]:
    """What reports that count say of each record, without what they may not say or took out again."""
    by_digest = {
        digest: (campaign, *place)
        for campaign, stands in known.stands.items()
        for digest, place in stands.counting.items()
    }
    columns = (
        CarriedRow.record_id,
        CarriedRow.report,
        CarriedRow.revision,
        CarriedRow.content,
        CarriedRow.owner,
    )
    found: defaultdict[Place, list[Said]] = defaultdict(list)
    left_out: defaultdict[Place, set[str]] = defaultdict(set)
    for id_, report, revision, content, owner in session.execute(select(*columns).where(condition)):
        campaign, stream, number = by_digest.get(report, ("", "", 0))
        if not campaign or (owner and campaign not in known.owners.get(owner, {campaign})):
            continue
        replaced = _replaced(report, known.stands[campaign])
        if revision == 0:
            left_out[campaign, id_] |= replaced
        else:
            found[campaign, id_].append(Said(report, stream, revision, content, replaced, number))
    for place, gone in left_out.items():
        found[place] = [one for one in found[place] if one.report not in gone]
    return found


def _replaced(report: str, stands: Stands) -> frozenset[str]:
    """The digests of the reports that this one replaces: near, and far by way of those that count."""
    if report not in stands.amends:
        return frozenset()
    found = set()
    while report in stands.counting and (report := stands.amends.get(report, "")):
        found.add(report)
    return frozenset(found)


def _held(session: Session, place: Place, said: Sequence[Said], known: Known, contents: Contents) -> Merged:
    """How the record stands before anybody chose. Where a stream gives other links, the last counts."""
    campaign, id_ = place
    if len(said) == 1:
        return Merged(tuple(one for one in said if one.content))
    stands = known.stands[campaign]
    merged = merge(said, stands.carried_on, stands.known)
    if not merged.is_conflict:
        return merged
    told.fetch(session, contents, [one.report for one in merged.holds])
    in_order = sorted(merged.holds, key=lambda one: (one.number, one.report))
    last = {(one.stream, contents[one.report][id_].but_for_links()): one for one in in_order}
    return Merged(tuple(sorted(last.values(), key=lambda one: one.content)))


def _chosen(place: Place, merged: Merged, known: Known) -> Merged:
    """With what a person chose between just what is held."""
    if not merged.is_conflict:
        return merged
    choice = chosen(known.choices, record_subject(*place), _contents_of(merged))
    return Merged(tuple(one for one in merged.holds if one.content == choice) or merged.holds)


def _existing(session: Session, *conditions: ColumnElement[bool]) -> dict[Place, Any]:
    columns = (
        RecordRow.campaign,
        RecordRow.id,
        RecordRow.key,
        RecordRow.report,
        RecordRow.revision,
        RecordRow.conflict,
    )
    rows = session.execute(select(*columns).where(*conditions))
    return {(row.campaign, row.id): row for row in rows}


def _says(row: Any, merged: Merged) -> bool:
    """Whether the row says this already."""
    first = merged.holds[0] if merged.holds else None
    return first is not None and (row.report, row.revision, row.conflict) == (
        first.report,
        first.revision,
        merged.is_conflict,
    )


def _forget(session: Session, keys: Sequence[int]) -> None:
    for start in range(0, len(keys), _AT_ONCE):
        session.execute(delete(RecordRow).where(RecordRow.key.in_(keys[start : start + _AT_ONCE])))


def _write(session: Session, new: Mapping[Place, Merged], contents: Contents) -> None:
    """The rows of these records, with new keys, and where they stand."""
    if not new:
        return
    told.fetch(session, contents, dict.fromkeys(one.holds[0].report for one in new.values()))
    states = {row.id: row.states for row in session.execute(select(CampaignRow.id, CampaignRow.states))}
    last = session.scalars(select(OfficeVersionRow.last_record)).one()
    records: list[dict[str, Any]] = []
    places: list[dict[str, Any]] = []
    for key, ((campaign, id_), merged) in enumerate(new.items(), last + 1):
        record = _record(key, campaign, merged, contents[merged.holds[0].report][id_])
        records.append(record)
        if not merged.is_conflict:
            main = (*states.get(campaign, ()), "")[0]
            places += _spots(record, contents[merged.holds[0].report][id_], main)
    session.execute(update(OfficeVersionRow).values(last_record=last + len(new)))
    put(session, RecordRow, records)
    put(session, SpotRow, places)


def _record(key: int, campaign: str, merged: Merged, one: told.Told) -> dict[str, Any]:
    return {
        "key": key,
        "campaign": campaign,
        "id": one.record.id,
        "kind": one.kind,
        "revision": merged.holds[0].revision,
        "title": spots.title(one.kind, one.record),
        "day": spots.day_of(one.record),
        "grant_id": spots.grant_of(one.record),
        "conflict": merged.is_conflict,
        "report": merged.holds[0].report,
        "content": "" if merged.is_conflict else one.text.decode(),
    }


def _spots(record: Mapping[str, Any], one: told.Told, main_state: str) -> Iterator[dict[str, Any]]:
    for objective, iso3 in spots.spots(one.record, main_state):
        yield {
            "objective": objective,
            "iso3": iso3,
            "record": record["key"],
            "kind": record["kind"],
            "day": record["day"],
            "campaign": record["campaign"],
        }
