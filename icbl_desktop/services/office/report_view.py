"""A report that came in, as a reviewer reads it: in short, its records and files, and what it amends."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from icbl_desktop.domain.inbox import Standing
from icbl_desktop.domain.record_set import WorkRecord
from icbl_desktop.domain.report_period import day_of
from icbl_desktop.formats.report_data import Report
from icbl_desktop.formats.report_parts import as_records
from icbl_desktop.services import countries
from icbl_desktop.services.office import received, review, spots, templates
from icbl_desktop.services.office.review import Review
from icbl_desktop.services.office.templates import Template
from icbl_desktop.services.record_kinds import KINDS
from icbl_desktop.store.office import OfficeStore

_NOT_SHOWN = {"sharing", "people_shared"}
"""What says of a record how far it goes."""
_USUAL = {("precision", "day"), ("state", "ready")}
"""What nearly every record says, and nobody asks."""


@dataclass(frozen=True)
class FileLine:
    """A file behind a record; ``sent`` with the report, or held by the campaign. ``size`` in bytes."""

    name: str
    caption: str
    size: int
    sent: bool


@dataclass(frozen=True)
class RecordLine:
    """A record of the report. ``fields`` are those that say something, by name, as the campaign wrote them.

    ``changed``: it lies outside the period, and is new or changed since it was last reported. In place of the
    ids of other records stand their titles.
    """

    kind: str
    id: str
    title: str
    day: date | None
    changed: bool
    fields: tuple[tuple[str, Any], ...]
    files: tuple[FileLine, ...]


@dataclass(frozen=True)
class FieldChange:
    """A field that an amendment says otherwise; of a text only that it does."""

    field: str
    before: str
    after: str


@dataclass(frozen=True)
class ChangeLine:
    """What became of a record since the report that is replaced: "added", "changed" or "gone"."""

    kind: str
    title: str
    what: str
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True)
class ReportBody:
    """What the report says. ``in_short`` and ``needs`` are the campaign's own lines, if it wrote any.

    ``counts`` counts the records by kind; ``taken_back`` those of earlier reports that it takes back. Of an
    amendment ``amends`` is the number of the report that it replaces, else 0.
    """

    counts: Mapping[str, int]
    in_short: tuple[str, ...]
    needs: tuple[str, ...]
    amends: int
    why: str
    changes: tuple[ChangeLine, ...]
    records: tuple[RecordLine, ...]
    taken_back: int


@dataclass(frozen=True)
class ReportView:
    """Everything a reviewer needs. ``can_review`` says that the report counts and was not replaced."""

    body: ReportBody
    review: Review
    templates: tuple[Template, ...]
    can_review: bool


def view(store: OfficeStore, digest: str) -> ReportView:
    """A report with its review. Raises UserError where it is not here."""
    found = review.review(store, digest)
    old = received.data(store, found.report.amends) if found.report.amends_number else None
    return ReportView(
        body=_body(received.data(store, digest), old),
        review=found,
        templates=templates.templates(store),
        can_review=found.report.standing == Standing.COUNTED,
    )


def _body(report: Report, old: Report | None) -> ReportBody:
    records = _records(report)
    return ReportBody(
        counts=Counter(one.kind for one in records),
        in_short=report.in_short or (),
        needs=report.needs or (),
        amends=report.amends.number if report.amends else 0,
        why=report.amends.why if report.amends else "",
        changes=_changes(report, old),
        records=records,
        taken_back=len(report.tombstones),
    )


def _records(report: Report) -> tuple[RecordLine, ...]:
    files: dict[str, list[FileLine]] = {}
    for file in report.files:
        line = FileLine(file.name, file.caption, file.size, file.sent)
        files.setdefault(file.record_id, []).append(line)
    titles = _titles(report)
    outside = as_records(report.changes).ids()
    return tuple(
        RecordLine(
            kind=kind,
            id=one.id,
            title=titles[one.id],
            day=day_of(one),
            changed=one.id in outside,
            fields=tuple(_fields(kind, one, titles)),
            files=tuple(files.get(one.id, ())),
        )
        for kind, one in report.all_records()
    )


def _fields(kind: str, record: WorkRecord, titles: Mapping[str, str]) -> Iterator[tuple[str, Any]]:
    of_kind, states = KINDS[kind], countries.facts().states
    for field in fields(of_kind.draft):
        value = getattr(record, field.name)
        if field.name in of_kind.links:
            value = tuple(titles[one] for one in _as_ids(value) if one in titles)
        if field.name in ("states", "iso3"):
            value = tuple(states[one].name if one in states else one for one in _as_ids(value))
        if not _is_empty(value) and field.name not in _NOT_SHOWN and (field.name, value) not in _USUAL:
            yield field.name, value


def _is_empty(value: Any) -> bool:
    """Whether nothing was said; 0 says something."""
    return value is None or value is False or value in ("", ())


def _as_ids(value: str | tuple[str, ...]) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else tuple(filter(None, [value]))


def _changes(report: Report, old: Report | None) -> tuple[ChangeLine, ...]:
    titles = (_titles(old) if old else {}) | _titles(report)
    return tuple(
        ChangeLine(
            kind=one.kind,
            title=titles.get(one.id, ""),
            what=one.what,
            fields=tuple(FieldChange(field.field, field.before, field.after) for field in one.fields),
        )
        for one in (report.amends.changes if report.amends else ())
    )


def _titles(report: Report) -> dict[str, str]:
    return {one.id: spots.title(kind, one) for kind, one in report.all_records()}
