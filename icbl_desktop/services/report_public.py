"""The public copy of a report: from what the report itself carries, and nothing else."""

from __future__ import annotations

from collections.abc import Collection

import msgspec

from icbl_desktop.domain.period import Period
from icbl_desktop.domain.projection import project
from icbl_desktop.domain.record_set import Records
from icbl_desktop.domain.report_figures import GrantSum, figures
from icbl_desktop.domain.vocabulary import Sharing
from icbl_desktop.errors import UserError
from icbl_desktop.formats.report_data import Report
from icbl_desktop.formats.report_parts import as_records, record_set


def public_copy(report: Report) -> Report:
    """The same report with what is public: no files, nobody's own lines, nothing about what was taken back.

    A grant is in it only with all the money that was spent from it, so that its sums are right.
    Raises UserError where what the report is about is not public, or nothing in it is.
    """
    period = Period(report.period.start, report.period.end)
    left = _with_whole_grants(project(_all_records(report), Sharing.PUBLIC), period, report.figures.money)
    if report.grant_id and report.grant_id not in left.ids():
        raise UserError(
            "The grant that this report is about is not public, or not all that was spent from it is. "
            "No copy was made. Send the sealed report instead."
        )
    if not left.ids():
        raise UserError(
            "Nothing in this report is public. No copy was made. Make public what everyone may read, then "
            "amend the report; or send the sealed one."
        )
    inside = _of(left, as_records(report.records).ids())
    return msgspec.structs.replace(
        report,
        in_short=None,
        needs=(),
        amends=None,
        records=record_set(inside),
        changes=record_set(_of(left, as_records(report.changes).ids())),
        tombstones=(),
        files=(),
        figures=figures(period, inside, left),
        drafts=0,
        left_out=0,
    )


def _all_records(report: Report) -> Records:
    """The period's and the changes together, so that links between them hold."""
    inside, changed = as_records(report.records), as_records(report.changes)
    return Records(**{name: (*getattr(inside, name), *getattr(changed, name)) for name in vars(inside)})


def _with_whole_grants(public: Records, period: Period, told: Collection[GrantSum]) -> Records:
    """Without the grants whose sums would not be those that the report tells, and links to them."""
    sums = {one.grant_id: one.money.spent for one in figures(period, public, public).money}
    whole = {one.grant_id for one in told if sums.get(one.grant_id) == one.money.spent}
    grants = {one.id for one in public.grants}
    return project(public.having(lambda one: one.id not in grants or one.id in whole), Sharing.PUBLIC)


def _of(records: Records, ids: Collection[str]) -> Records:
    return records.having(lambda one: one.id in ids)
