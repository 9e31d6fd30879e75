"""The rows of a sheet as drafts of records under the rules of their forms, or what is to be mended."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from icbl_desktop.domain.record import Draft
from icbl_desktop.domain.vocabulary import Precision
from icbl_desktop.domain.work import ActivityDraft, ActivityEntry, FollowUpDraft
from icbl_desktop.errors import UserError
from icbl_desktop.formats.sheet_cells import Unfit
from icbl_desktop.formats.workbook_records import RecordSheet, SheetRow
from icbl_desktop.services import activities, imports
from icbl_desktop.services.imports import Around
from icbl_desktop.services.record_kinds import KINDS
from icbl_desktop.services.sheet_columns import DATED, FOLLOW_UP, Column, columns
from icbl_desktop.services.sheet_links import Links
from icbl_desktop.store.database import Database

_SAME = {
    "activity": ("start", "title"),
    "expense": ("grant_id", "date", "what", "amount"),
    "promise": ("who", "what", "made_on"),
    "follow_up": ("what", "due"),
    "outcome": ("actor", "change", "when"),
}
"""What makes two records the same one, so that a sheet taken in twice adds nothing."""
_BEGUN = {"follow_ups[0].what": FOLLOW_UP["follow_up"], "follow_ups[0].due": FOLLOW_UP["follow_up_due"]}


@dataclass(frozen=True)
class Problem:
    """Something to mend: row as the spreadsheet numbers it, the column's heading, and a sentence."""

    row: int
    column: str
    sentence: str


@dataclass(frozen=True)
class Row:
    """A row of the sheet. ``draft`` is None where it has problems; ``here`` says that the record is known."""

    number: int
    draft: Draft | None
    problems: tuple[Problem, ...]
    title: str
    here: bool = False


def read(db: Database, kind: str, sheet: RecordSheet, found: Mapping[int, Column]) -> Iterator[Row]:
    """Every row, read by the columns at these places."""
    links, around = Links(db), imports.around(db)
    headings = {column.field: column.heading for column in columns(kind)} | _BEGUN
    with db.read() as session:
        seen = known(session, kind)
    for row in sheet.rows:
        values, problems = _values(kind, row, found, links)
        title = str(values.get(KINDS[kind].title, ""))
        draft = None
        if not problems:
            draft, broken = _draft(around, kind, values)
            problems = [
                Problem(row.number, headings.get(field, field), said) for field, said in broken.items()
            ]
        of_it = same(kind, draft)
        yield Row(row.number, draft, tuple(problems), title, here=of_it in seen)
        if draft:
            seen.add(of_it)


def known(session: Session, kind: str) -> set[tuple[Any, ...]]:
    """What ``same`` says of the records that are here."""
    row = KINDS[kind].row
    wanted = [getattr(row, name) for name in _SAME[kind]]
    return set(map(tuple, session.execute(select(*wanted).where(row.trashed_at.is_(None)))))


def same(kind: str, draft: Draft | None) -> tuple[Any, ...]:
    """What two drafts of the same record have in common; nothing where there is none."""
    return tuple(getattr(draft, name) for name in _SAME[kind]) if draft else ()


def _values(
    kind: str, row: SheetRow, found: Mapping[int, Column], links: Links
) -> tuple[dict[str, Any], list[Problem]]:
    """The fields of a row, and what cannot be read in it. The grant first: its budget lines are looked up."""
    values: dict[str, Any] = {}
    problems = []
    for place, column in sorted(found.items(), key=lambda one: one[1].field != "grant_id"):
        cell = row.cells[place] if place < len(row.cells) else None
        if cell is None:
            continue
        try:
            value = column.read(cell)
            if "date" in column.kind_of:
                value, precision = value
                _check_precision(kind, column.field, precision, values)
            values[column.field] = links.resolve(column.field, value, values)
        except Unfit as unfit:
            problems.append((place, Problem(row.number, column.heading, str(unfit))))
    return values, [problem for _, problem in sorted(problems, key=lambda one: one[0])]


def _check_precision(kind: str, field: str, precision: Precision, values: dict[str, Any]) -> None:
    """A month alone will do where a record keeps that it is one. Raises Unfit elsewhere."""
    if field not in DATED.get(kind, ()):
        if precision != Precision.DAY:
            raise Unfit("Write the day as well, such as 2018-03-25.")
    elif field == DATED[kind][0]:
        values["precision"] = precision


def _draft(around: Around, kind: str, values: dict[str, Any]) -> tuple[Draft | None, Mapping[str, str]]:
    """The draft, or a sentence for each field that breaks a rule."""
    what, due = values.pop("follow_up", ""), values.pop("follow_up_due", None)
    try:
        if kind == "activity":
            begun = (FollowUpDraft(what=what, due=due),) if what or due else ()
            draft: Draft = imports.completed(around, ActivityEntry(**values, follow_ups=begun))
        else:
            draft = imports.completed(around, KINDS[kind].draft(**values))
    except UserError as refusal:
        return None, {refusal.field or "": refusal.sentence}
    broken = activities.problems(draft) if isinstance(draft, ActivityDraft) else KINDS[kind].check(draft)
    return (None if broken else draft), broken
