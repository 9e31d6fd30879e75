"""What a report holds: read from the workspace, projected, and chosen as it was ordered."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from icbl_desktop.config import Folders
from icbl_desktop.domain.projection import Reason, Staying, project, staying
from icbl_desktop.domain.record_set import Records
from icbl_desktop.domain.report_order import ReportOrder
from icbl_desktop.domain.report_scope import carried, in_scope, without
from icbl_desktop.domain.tombstones import Told, Tombstone, tombstones
from icbl_desktop.domain.work import Campaign, Evidence
from icbl_desktop.formats.report_parts import FileEntry
from icbl_desktop.services import report_attachments, report_records
from icbl_desktop.services.report_amending import Amended, amended
from icbl_desktop.services.report_history import told
from icbl_desktop.services.report_leaving import Sides


@dataclass(frozen=True)
class Content:
    """What a report carries, and what stays.

    ``inside`` are the records of its period, ``changed`` those from outside it; ``everything`` is all that
    may leave of what it is about, of any time. ``left_out`` counts what does not go this time; ``staying`` is
    counted of what this report carries, or would carry if it did not stay; ``sides`` show both by line.
    """

    order: ReportOrder
    inside: Records
    changed: Records
    tombstones: tuple[Tombstone, ...]
    everything: Records
    files: tuple[FileEntry, ...]
    left_out: int
    staying: tuple[Staying, ...]
    sides: Sides
    amended: Amended | None

    @property
    def drafts(self) -> int:
        """How many activities it would carry, were they finished."""
        return sum(one.count for one in self.staying if one.reason == Reason.DRAFT)


def gather(session: Session, folders: Folders, order: ReportOrder, me: Campaign) -> Content:
    """All that this report carries. A file that is gone from the folder is not promised.

    Raises UserError for an amendment of a report that is unknown, or was amended already.
    """
    old = amended(session, order)
    every, said = report_records.every(session), told(session)
    here = report_records.here(session, every)
    leaving = project(here)
    at_hand = report_records.with_files_at_hand(leaving, folders)
    again = old.carried() if old else None
    able = carried(at_hand, order, me.states[0], said, again)
    meant = carried(here, order, me.states[0], said, again)  # did nothing stay
    inside, changed = (without(part, order.left_out) for part in able)
    going = _ids(inside, changed)
    left_out, stay = _ids(*able) - going, _ids(*meant) - leaving.ids()
    listed = [*_files_in_order(inside), *_files_in_order(changed)]
    choices = report_attachments.choose(folders, listed, len(going), order.files)
    return Content(
        order=order,
        inside=inside,
        changed=changed,
        tombstones=_taken_back(said, at_hand, project(every).ids(), old),
        everything=without(in_scope(at_hand, order, me.states[0]), order.left_out),
        files=report_attachments.entries(folders, listed, choices),
        left_out=len(left_out),
        staying=_staying(here, leaving, at_hand, going | stay),
        sides=Sides(
            here=here,
            inside=inside,
            changed=changed,
            concerned=going | left_out | stay,
            outside=_ids(able[1], meant[1]),
            left_out=left_out | {file.id for file in at_hand.evidence if file.id in order.left_out},
            contact=me.contact_name,
            own_lines=_own_lines(order),
            files=choices,
        ),
        amended=old,
    )


def _ids(*parts: Records) -> frozenset[str]:
    return frozenset().union(*(part.ids() for part in parts))


def _files_in_order(part: Records) -> list[Evidence]:
    """The files as their records stand in the report."""
    places = {one.id: place for place, (_, one) in enumerate(part.by_kind())}
    return sorted(part.evidence, key=lambda one: (places[one.record_id], one.name, one.id))


def _own_lines(order: ReportOrder) -> dict[str, str]:
    lines = {"in_short": order.in_short or (), "needs": order.needs or (), "why": (order.why,)}
    return {field: "\n".join(some) for field, some in lines.items()}


def _taken_back(
    said: Mapping[str, Told], leaving: Records, deleted: Collection[str], old: Amended | None
) -> tuple[Tombstone, ...]:
    """What no report took back yet; an amendment repeats what the report took back that it replaces."""
    ids = leaving.ids()
    found = {one.id: one for one in (old.report.tombstones if old else ()) if one.id not in ids}
    found |= {one.id: one for one in tombstones(said, ids, deleted)}
    return tuple(found[one] for one in sorted(found))


def _staying(
    here: Records, leaving: Records, with_file: Records, ids: Collection[str]
) -> tuple[Staying, ...]:
    """What stays of the records with these ids, and how many of their files are gone from the folder."""
    missing = sum(one.record_id in ids for one in leaving.evidence) - sum(
        one.record_id in ids for one in with_file.evidence
    )
    lost = (Staying("evidence", Reason.FILE_MISSING, missing),) if missing else ()
    return (*staying(here.having(lambda one: one.id in ids), leaving), *lost)
