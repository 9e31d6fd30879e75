"""Workbooks to test with: written by the program, changed as a person or an attacker would."""

from __future__ import annotations

import io
import pickle
import zipfile
from collections.abc import Callable, Collection
from datetime import date
from functools import cache
from typing import Any

from openpyxl import load_workbook

from icbl_desktop.domain.countries import Countries, Standing, State
from icbl_desktop.domain.plan import Plan
from icbl_desktop.domain.plan_extras import Extras
from icbl_desktop.formats import workbook_read, workbook_write

NAMES = {"KHM": "Cambodia", "LAO": "Laos", "NPL": "Nepal", "THA": "Thailand", "ZWE": "Zimbabwe"}
_STANDING = Standing("state_party")
KNOWN = Countries(
    date(2026, 2, 3),
    {code: State(code, name, "Region", "Subregion", _STANDING, _STANDING) for code, name in NAMES.items()}
    | {"XKX": State("XKX", "Kosovo", "Europe", "Southern Europe", None, None)},
    (),
)
"""States to write about; Kosovo stands for the other areas, which have no treaty status."""


def written(plan: Plan | None, extras: Extras | None = None, known: Countries = KNOWN) -> bytes:
    """The workbook of this plan; written once for all tests, as that takes its time."""
    return _written(pickle.dumps((plan, extras or Extras(), known)))


@cache
def _written(pickled: bytes) -> bytes:
    return workbook_write.write(*pickle.loads(pickled))


def book(
    plan: Plan | None, change: Callable[[Any], object] = lambda _: None, extras: Extras | None = None
) -> bytes:
    """A workbook of this plan, or the empty one, after a change made with a spreadsheet program."""
    opened = load_workbook(io.BytesIO(written(plan, extras)))
    change(opened)
    content = io.BytesIO()
    opened.save(content)
    return content.getvalue()


def check(data: bytes, files: Collection[str] | None = None) -> workbook_read.Checked:
    """What reading finds in a workbook."""
    return workbook_read.read(data, KNOWN, files)


def problems(
    plan: Plan, change: Callable[[Any], object], extras: Extras | None = None
) -> list[tuple[str, int, str, str, str]]:
    """The problems of a plan's workbook after a change: sheet, row, column, wrong, right."""
    checked = check(book(plan, change, extras))
    assert checked.plan is None
    return [(one.sheet, one.row, one.column, one.wrong, one.right) for one in checked.problems]


def place(opened: Any, sheet: str, row: int, column: str) -> Any:
    """The cell of a row under a column's name."""
    names = [cell.value for cell in opened[sheet][1]]
    return opened[sheet].cell(row, names.index(column) + 1)


def put(sheet: str, row: int, column: str, content: Any) -> Callable[[Any], None]:
    """A change: this content into that cell."""

    def change(opened: Any) -> None:
        place(opened, sheet, row, column).value = content

    return change


def with_part(data: bytes, name: str, content: bytes | Callable[[bytes], bytes]) -> bytes:
    """The file with one part of its zip changed or added."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {info.filename: archive.read(info) for info in archive.infolist()}
    parts[name] = content if isinstance(content, bytes) else content(parts[name])
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, inside in parts.items():
            archive.writestr(part, inside)
    return packed.getvalue()
