"""What would come back from one's own reports, and what would not, in lines."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from icbl_desktop.domain.words import MANY_RECORDS
from icbl_desktop.services.rebuild import NOT_COMING_BACK, RebuildOffer
from icbl_desktop.services.rebuild_reading import SetAside
from icbl_desktop.ui.kit.icon_line import Line
from icbl_desktop.ui.words import counted, isolated, number, sentence


def found_lines(offer: RebuildOffer) -> tuple[Line, ...]:
    """Reports, records and files that come back; then what a person should know of before."""
    return (
        Line(_reports(offer), offer.organisation, "file-pdf", "success"),
        Line(_records(offer), _files(offer), "check", "success"),
        *_gaps(offer),
        *_side_by_side(offer),
        *map(_aside, offer.aside),
    )


def missing_lines() -> tuple[Line, ...]:
    """What no report holds."""
    return tuple(Line(_said(words), icon="minus") for words in NOT_COMING_BACK)


def _reports(offer: RebuildOffer) -> str:
    count = len(offer.reports)
    return _tr("1 report") if count == 1 else _tr("{n} reports").format(n=number(count))


def _records(offer: RebuildOffer) -> str:
    kinds = [counted(kind, offer.records[kind]) for kind in MANY_RECORDS if offer.records[kind]]
    return ", ".join(kinds) or _tr("No records")


def _files(offer: RebuildOffer) -> str:
    words = _tr("Files that come back: {n}").format(n=number(offer.files_sent))
    if offer.files_held:
        more = _tr("listed, but never sent: {n}").format(n=number(offer.files_held))
        words = f"{words}; {more}"
    return words


def _gaps(offer: RebuildOffer) -> list[Line]:
    if not offer.gaps:
        return []
    ends = ", ".join(isolated(f"{code}-r{missing:04}") for code, missing in offer.gaps)
    more = _tr("What only they carried does not come back. Look for their files first.")
    words = _tr("Reports are missing whose file names hold {ends}").format(ends=ends)
    return [Line(words, more, "warning", "caution")]


def _side_by_side(offer: RebuildOffer) -> list[Line]:
    if not offer.side_by_side:
        return []
    words = _tr("You worked on copies beside each other: {codes}").format(codes=", ".join(offer.side_by_side))
    return [Line(words, _tr("Read through the records once they are back."), "warning", "caution")]


def _aside(one: SetAside) -> Line:
    words = _tr("Not used: {name}").format(name=one.path.name)
    return Line(words, sentence(one.fault), "warning", "caution")


def _said(words: str) -> str:
    return QCoreApplication.translate("errors", words)


def _tr(text: str) -> str:
    return QCoreApplication.translate("rebuild_lines", text)
