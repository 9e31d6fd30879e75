"""The columns that the list of activities can have, and what stands in each."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from icbl_desktop.domain.plan import code_of
from icbl_desktop.domain.vocabulary import RecordState
from icbl_desktop.domain.words import ACTIVITY_TYPES, SHARING
from icbl_desktop.services.activities import ActivityLine
from icbl_desktop.services.views import COLUMNS, ListLook
from icbl_desktop.ui.kit.lazy_table import Column
from icbl_desktop.ui.words import amount, number, say, short_day


class ListColumns:
    """Makes the columns; what they say follows the look, as a row may have one line or two."""

    def __init__(self, date_hidden: Callable[[], bool]) -> None:
        """``date_hidden``: where there is no room for the date, it stands below the title."""
        self.look = ListLook()
        self._date_hidden = date_hidden

    def titles(self) -> dict[str, str]:
        """The title of each column by its name, in the order of ``COLUMNS``."""
        words = (
            _tr("Date"),
            _tr("Activity"),
            _tr("Objective"),
            _tr("Result"),
            _tr("Files"),
            _tr("Report"),
            _tr("Place"),
            _tr("Institutions"),
            _tr("Participants"),
            _tr("Cost"),
            _tr("Grant"),
            _tr("Tags"),
            _tr("Sharing"),
        )
        return dict(zip(COLUMNS, words, strict=True))

    def shown(self) -> list[int]:
        """The numbers of the columns chosen."""
        return [at for at, name in enumerate(COLUMNS) if name in self.look.columns or name == "activity"]

    def made(self) -> list[Column[ActivityLine]]:
        """All columns."""
        date, title, objective, result, files, report, *others = self.titles().values()
        place, institutions, participants, cost, grant, tags, sharing = others
        return [
            Column(date, _date, width=116, spare=True, orders=("newest", "oldest")),
            Column(title, _title, below=self._below, orders=("title", "title_last")),
            Column(objective, _codes, width=92),
            Column(result, lambda line: line.result, spare=True),
            Column(files, _files, icon=_files_icon, width=68, spare=True),
            Column(
                report,
                self._report,
                below=self._since,
                icon=_report_icon,
                ink=_report_ink,
                width=148,
                spare=True,
            ),
            Column(place, lambda line: line.place, width=132, spare=True, orders=("place", "place_last")),
            Column(institutions, lambda line: ", ".join(line.institutions), width=180, spare=True),
            Column(participants, _participants, width=108, spare=True),
            Column(cost, _cost, width=116, spare=True),
            Column(grant, lambda line: line.grant, width=148, spare=True),
            Column(tags, lambda line: ", ".join(line.tags), width=132, spare=True),
            Column(sharing, lambda line: say(SHARING, line.sharing), width=132, spare=True),
        ]

    def _below(self, line: ActivityLine) -> str:
        if self.look.compact:
            return ""
        date = _date(line) if self._date_hidden() else ""
        place = "" if "place" in self.look.columns else line.place
        return " · ".join(part for part in (date, say(ACTIVITY_TYPES, line.type), place) if part)

    def _report(self, line: ActivityLine) -> str:
        if line.state == RecordState.DRAFT:
            return _tr("Draft")
        return _tr("Report {number}").format(number=line.report) if line.report else ""

    def _since(self, line: ActivityLine) -> str:
        return _tr("Changed since") if line.changed_since and not self.look.compact else ""


def _tr(words: str) -> str:
    return QCoreApplication.translate("list_columns", words)


def _date(line: ActivityLine) -> str:
    return short_day(line.start, line.precision)


def _title(line: ActivityLine) -> str:
    return line.title or "…"


def _codes(line: ActivityLine) -> str:
    return ", ".join(code_of(ref) for ref in line.objectives)


def _files(line: ActivityLine) -> str:
    return number(line.files) if line.files else ""


def _files_icon(line: ActivityLine) -> str | None:
    return "paperclip" if line.files else None


def _participants(line: ActivityLine) -> str:
    return "" if line.participants is None else number(line.participants)


def _cost(line: ActivityLine) -> str:
    return "" if line.cost is None else amount(line.cost, line.currency)


def _report_icon(line: ActivityLine) -> str | None:
    if line.state == RecordState.DRAFT:
        return "note-pencil"
    if line.changed_since:
        return "warning"
    return "file-text" if line.report else None


def _report_ink(line: ActivityLine) -> str:
    return "caution" if line.changed_since else "text"
