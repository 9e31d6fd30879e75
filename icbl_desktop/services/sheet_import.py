"""Records from a sheet: looked at first, each problem by row and column; then taken in, all or none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from icbl_desktop.domain.vocabulary import Changed
from icbl_desktop.domain.words import RECORD_KINDS
from icbl_desktop.domain.work import ActivityDraft
from icbl_desktop.errors import UserError
from icbl_desktop.files import read_at_most, write_whole
from icbl_desktop.formats import workbook_file, workbook_records
from icbl_desktop.services import activities, sheet_rows, undo, work_records
from icbl_desktop.services.record_kinds import KINDS
from icbl_desktop.services.sheet_columns import columns, likely_kind, matched, template_columns
from icbl_desktop.services.sheet_rows import Problem, Row
from icbl_desktop.services.undo import Action
from icbl_desktop.store.base import RecordRow
from icbl_desktop.store.database import Database

__all__ = ["Preview", "Problem", "Row", "apply", "check", "check_file", "save_template", "template"]

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Preview:
    """What a sheet holds. ``taken`` pairs headings with the fields they name; the others are passed over."""

    kind: str
    sheet: str
    taken: tuple[tuple[str, str], ...]
    passed_over: tuple[str, ...]
    rows: tuple[Row, ...]

    @property
    def good(self) -> tuple[Row, ...]:
        """Rows that can be taken in."""
        return tuple(row for row in self.rows if row.draft is not None and not row.here)

    @property
    def here(self) -> tuple[Row, ...]:
        """Rows whose record is here already, or stands twice in the sheet."""
        return tuple(row for row in self.rows if row.here)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Everything to mend, in the order of the sheet."""
        return tuple(problem for row in self.rows for problem in row.problems)


def template(kind: str) -> bytes:
    """A workbook to fill in."""
    return workbook_records.template(RECORD_KINDS[kind], template_columns(kind))


def save_template(kind: str, path: Path) -> Path:
    """Write the workbook to fill in, whole or not at all. Raises UserError where the disk refuses."""
    try:
        write_whole(path, template(kind))
    except OSError as error:
        raise UserError(
            "The file {path} cannot be written. Nothing was saved. Choose another folder.", path=path
        ) from error
    return path


def check_file(db: Database, path: Path, kind: str = "") -> Preview:
    """The same as ``check`` for a file. Raises what it raises, and UserError where it cannot be read."""
    return check(db, read_at_most(path, workbook_file.MAX_FILE_BYTES + 1), kind)


def check(db: Database, data: bytes, kind: str = "") -> Preview:
    """Read a sheet and say what would be taken in; nothing changes. ``kind`` is guessed where it is empty.

    Raises UserError for a file that cannot be read, or whose headings name none of the fields.
    """
    sheet = workbook_records.read(data)
    kind = kind or likely_kind(sheet.headings)
    found = matched(kind, sheet.headings)
    if not found:
        raise UserError(
            "No column of this sheet is known here. Nothing was changed. The first row must hold headings "
            "such as: {headings}.",
            headings=", ".join(column.heading for column in columns(kind)[:6]),
        )
    rows = tuple(sheet_rows.read(db, kind, sheet, found))
    taken = tuple((sheet.headings[place], column.heading) for place, column in found.items())
    others = tuple(one for place, one in enumerate(sheet.headings) if one and place not in found)
    return Preview(kind, sheet.name, taken, others, rows)


def apply(
    db: Database, preview: Preview, *, leave_out: bool = False, progress: Progress | None = None
) -> Changed:
    """Take in the good rows, all or none; can be undone as one action.

    Raises UserError where rows have problems and are not left out on purpose, or nothing is left to take in.
    """
    if preview.problems and not leave_out:
        first = preview.problems[0]
        raise UserError(
            "Row {row}, “{column}”: {sentence} Nothing was taken in. "
            "Mend the sheet, or leave the rows with problems out on purpose.",
            row=first.row,
            column=first.column,
            sentence=first.sentence,
        )
    good = preview.good
    if not good:
        raise UserError("There is nothing new to take in from this sheet. Nothing was changed.")
    with db.write() as session:
        _check_meanwhile(session, preview.kind, good)
        number = undo.begin(session, db.clock(), Action.IMPORT, preview.kind, len(good))
        ids = []
        for done, row in enumerate(good):
            ids.append(_put(session, preview.kind, row))
            if progress:
                progress(done + 1, len(good))
    return replace(Changed.of(preview.kind, *ids), undoable=number)


def _check_meanwhile(session: Session, kind: str, rows: Sequence[Row]) -> None:
    """Raises UserError where a row was taken in, or what it names trashed, since it was looked at."""
    known = sheet_rows.known(session, kind)
    gone = {field: _in_trash(session, table) for field, table in KINDS[kind].links.items()}
    for row in rows:
        if sheet_rows.same(kind, row.draft) in known:
            raise _changed_meanwhile(row, "its record is here by now")
        for field, ids in gone.items():
            named = getattr(row.draft, field)
            if ids.intersection((named,) if isinstance(named, str) else named):
                raise _changed_meanwhile(row, "what it names is in the trash by now")


def _in_trash(session: Session, table: type[RecordRow]) -> frozenset[str]:
    return frozenset(session.scalars(select(table.id).where(table.trashed_at.is_not(None))))


def _changed_meanwhile(row: Row, what: str) -> UserError:
    return UserError(
        "Row {row}: {what}. Nothing was taken in. Read the sheet again.", row=row.number, what=what
    )


def _put(session: Session, kind: str, row: Row) -> str:
    """Raises UserError naming the row."""
    try:
        if isinstance(row.draft, ActivityDraft):
            return activities.put(session, row.draft)
        return work_records.put(session, KINDS[kind], row.draft).id
    except UserError as error:
        raise UserError("Row {row}: {sentence}", row=row.number, sentence=error.sentence) from error
