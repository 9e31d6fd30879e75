"""The picture as files to take along: a document, sheets, IATI, charts, all of one scope."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from icbl_desktop.domain.consolidated import Consolidated
from icbl_desktop.domain.counted_record import CountedRecord
from icbl_desktop.domain.picture import NONE_OF_THESE, Scope
from icbl_desktop.domain.plan import Plan
from icbl_desktop.errors import UserError
from icbl_desktop.files import write_whole
from icbl_desktop.formats.iati import Publisher
from icbl_desktop.services.office import campaigns, exports_charts
from icbl_desktop.services.office.exports_picture import consolidated, records, with_lines
from icbl_desktop.store.office import OfficeStore

__all__ = ["ExportOrder", "Exported", "Publisher", "What", "export"]

Progress = Callable[[int, int], None]
"""Told what is done, and of how much; it may raise to stop."""

_NOT_PLAIN = re.compile(r"[^A-Za-z0-9_-]+")


class What(StrEnum):
    """What can be written: the document, a workbook, sheets as CSV, grants as IATI, charts as SVG."""

    PDF = "pdf"
    XLSX = "xlsx"
    CSV = "csv"
    IATI = "iati"
    CHARTS = "charts"


@dataclass(frozen=True, kw_only=True)
class ExportOrder:
    """What to write of which part of the picture.

    ``all_grants`` puts into IATI also the grants that campaigns shared with the secretariat alone.
    """

    plan: Plan
    scope: Scope
    what: frozenset[What] = frozenset(What)
    publisher: Publisher = field(default_factory=Publisher)
    all_grants: bool = False


@dataclass(frozen=True)
class Exported:
    """The files that were written, and sentences on what is not in them."""

    files: tuple[Path, ...]
    notes: tuple[UserError, ...] = ()


@dataclass(frozen=True)
class _Gathered:
    """What the files are made of. ``name`` is what they all begin with."""

    order: ExportOrder
    picture: Consolidated
    records: tuple[CountedRecord[Any], ...]
    languages: dict[str, str]
    name: str


_Made = tuple[list[tuple[str, bytes]], list[UserError]]
"""Files by their names' ends, and sentences on what is not in them."""


def export(
    store: OfficeStore, order: ExportOrder, folder: Path, progress: Progress = lambda _done, _total: None
) -> Exported:
    """Write the files into a folder, which is made if it is not there; each whole or not at all.

    They are all made before the first is written: where ``progress`` raises to stop, nothing was. Raises
    UserError where nothing is chosen, or the folder does not take them.
    """
    if not order.what:
        raise UserError("Choose what to export. Nothing was written.", field="what")
    gathered = _gather(store, order)
    files: list[tuple[str, bytes]] = []
    notes: list[UserError] = []
    wanted = [make for what, make in _MAKERS.items() if what in order.what]
    for done, make in enumerate(wanted):
        progress(done, len(wanted))
        made, said = make(gathered)
        files += made
        notes += said
    progress(len(wanted), len(wanted))
    paths = [written(folder, f"{gathered.name}{end}", content) for end, content in files]
    return Exported(tuple(paths), tuple(notes))


def _gather(store: OfficeStore, order: ExportOrder) -> _Gathered:
    with store.one_moment() as here:
        picture = consolidated(here, order.plan, order.scope)
        if What.PDF in order.what:
            picture = with_lines(here, picture)
        whole = order.what & {What.XLSX, What.CSV, What.IATI}
        return _Gathered(
            order,
            picture,
            records(here, order.plan, order.scope) if whole else (),
            {one.id: one.language for one in campaigns.campaigns(here)},
            _name(picture),
        )


def _name(picture: Consolidated) -> str:
    """What tells one export from another: "picture-2018-2019-2018-Q1-KHM-as-of-2018-07-02"."""
    scope = picture.scope
    parts = (
        f"picture-{picture.plan.id}",
        scope.period.label if scope.period else "",
        "no-state" if scope.iso3 == NONE_OF_THESE else scope.iso3,
        "no-objective" if scope.objective == NONE_OF_THESE else scope.objective,
        f"{picture.campaigns.get(scope.campaign, '')[:40]}-{scope.campaign[:8]}" if scope.campaign else "",
        f"as-of-{picture.made_at.date()}",
    )
    plain = (_NOT_PLAIN.sub("-", one).strip("-") for one in parts)
    return "-".join(one for one in plain if one)


def _document(gathered: _Gathered) -> _Made:
    from icbl_desktop.services.office import exports_document  # loads ReportLab: starts faster

    return [(".pdf", exports_document.document(gathered.picture))], []


def _workbook(gathered: _Gathered) -> _Made:
    from icbl_desktop.services.office import exports_sheets  # as above, with openpyxl

    return [(".xlsx", exports_sheets.as_workbook(gathered.picture, gathered.records))], []


def _sheets(gathered: _Gathered) -> _Made:
    from icbl_desktop.services.office import exports_sheets  # as above

    return list(exports_sheets.as_csv(gathered.picture, gathered.records)), []


def _iati(gathered: _Gathered) -> _Made:
    from icbl_desktop.services.office import exports_iati  # as above, with Babel

    order = gathered.order
    made = exports_iati.iati_file(
        gathered.picture,
        gathered.records,
        gathered.languages,
        order.publisher,
        all_grants=order.all_grants,
    )
    return [("-iati.xml", made.content)] if made.content else [], list(made.notes)


def _charts(gathered: _Gathered) -> _Made:
    return [(f"-{one.name}.svg", one.svg) for one in exports_charts.charts(gathered.picture)], []


_MAKERS: dict[What, Callable[[_Gathered], _Made]] = {
    What.PDF: _document,
    What.XLSX: _workbook,
    What.CSV: _sheets,
    What.IATI: _iati,
    What.CHARTS: _charts,
}


def written(folder: Path, name: str, content: bytes) -> Path:
    """The path of a file of an export, written whole or not at all. Raises UserError at "folder"."""
    path = folder / name
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_whole(path, content)
    except OSError as error:
        raise UserError(
            "The file {path} could not be written: {reason}. Files of this export that are there already are "
            "whole. Choose another folder, then export again.",
            field="folder",
            path=path,
            reason=error.strerror or error,
        ) from error
    return path
