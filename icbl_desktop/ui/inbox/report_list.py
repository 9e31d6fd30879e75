"""All reports that came in, narrowed by words, campaign, period and what they wait for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from icbl_desktop.domain.inbox import COUNTING, Standing
from icbl_desktop.domain.matching import words_in
from icbl_desktop.domain.receipt import ReceiptState
from icbl_desktop.services.office.received import ReceivedReport
from icbl_desktop.ui.inbox.inbox_words import period_words, review_sign, standing_sign
from icbl_desktop.ui.inbox.report_columns import report_columns
from icbl_desktop.ui.kit.card_grid import CardGrid
from icbl_desktop.ui.kit.input_choices import Choice, Option
from icbl_desktop.ui.kit.layouts import column
from icbl_desktop.ui.kit.page_parts import EmptyState
from icbl_desktop.ui.kit.search_line import SearchLine
from icbl_desktop.ui.kit.table_view import TALL_ROW, LazyTableView
from icbl_desktop.ui.kit.widgets import label
from icbl_desktop.ui.words import number

_NARROWEST = 150
_ASKED, _HELD = "asked", "held"


@dataclass(frozen=True)
class Listed:
    """All reports by digest, the newest first; what each is found by, and its period's label."""

    reports: dict[str, ReceivedReport]
    said: dict[str, str]
    periods: dict[str, str]


def listed(found: Iterable[ReceivedReport]) -> Listed:
    """What the list needs of these reports: for a reader thread, as there may be ten thousand."""
    reports = {one.digest: one for one in found}
    said = {digest: _words_of(one) for digest, one in reports.items()}
    return Listed(reports, said, {digest: one.period.label for digest, one in reports.items()})


class ReportList(QWidget):
    """Says which report is to be shown beside it."""

    opened = Signal(str)
    """The digest of a report."""

    def __init__(self) -> None:
        super().__init__()
        self._all = Listed({}, {}, {})
        self._words = SearchLine(self.tr("Search reports"), self.tr("Search (Ctrl+F)"))
        self._campaign = Choice((), none=self.tr("All campaigns"))
        self._period = Choice((), none=self.tr("All periods"))
        self._state = Choice(self._states(), none=self.tr("All states"))
        self._count = label("", "secondary")
        self.table: LazyTableView[ReceivedReport] = LazyTableView(
            report_columns(), lambda ids: [self._all.reports[one] for one in ids], TALL_ROW
        )
        self.table.setAccessibleName(self.tr("Reports"))
        self.table.opened.connect(self.opened)
        self.table.clicked.connect(lambda index: self.opened.emit(self.table.lazy.ids[index.row()]))
        self._shown = QStackedWidget()
        self._lay_out()
        self._words.textEdited.connect(self._narrow)
        for one in (self._campaign, self._period, self._state):
            one.edited.connect(self._narrow)

    def show_reports(self, found: Listed) -> None:
        """Show these; filters, and the line that is chosen, stay."""
        self._all = found
        newest_last = [*found.reports.values()][::-1]
        names = {one.campaign: one.organisation for one in newest_last}  # as the newest report says it
        self._campaign.set_options([Option(*one) for one in sorted(names.items(), key=lambda pair: pair[1])])
        periods = {label: found.reports[digest].period for digest, label in found.periods.items()}
        newest_first = sorted(periods.values(), key=lambda one: (one.end, one.start), reverse=True)
        self._period.set_options([Option(one.label, period_words(one)) for one in newest_first])
        self._narrow()

    def narrow_to(self, campaign: str = "", state: str = "") -> None:
        """Show the reports of a campaign, or those in a state of review; nothing else narrows them."""
        self._words.clear()
        self._period.set_value(None)
        self._campaign.set_value(campaign or None)
        self._state.set_value(state or None)
        self._narrow()

    def choose(self, digest: str) -> None:
        """Make a report the line that is chosen, and take filters away that hide it."""
        if digest in self._all.reports and digest not in self.table.lazy.ids:
            self.narrow_to()
        self.table.choose(digest)

    def _narrow(self) -> None:
        words = [word.casefold() for word in words_in(self._words.text())]
        campaign, period, fits = self._campaign.value(), self._period.value(), _FITS[self._state.value()]
        reports, said, periods = self._all.reports, self._all.said, self._all.periods
        found = [
            digest
            for digest, one in reports.items()
            if campaign in (None, one.campaign)
            and period in (None, periods[digest])
            and fits(one)
            and all(word in said[digest] for word in words)
        ]
        self.table.show_ids(found)
        self._shown.setCurrentIndex(0 if found else 1 if reports else 2)
        all_shown = len(found) == len(reports)
        counted = self.tr("{n} reports") if all_shown else self.tr("{shown} of {n} reports")
        self._count.setText(counted.format(shown=number(len(found)), n=number(len(reports))))

    def _states(self) -> list[Option]:
        return [
            Option(ReceiptState.RECEIVED, review_sign(ReceiptState.RECEIVED).words),
            Option(_ASKED, review_sign(ReceiptState.RECEIVED, 1).words),
            Option(ReceiptState.HAS_ISSUES, review_sign(ReceiptState.HAS_ISSUES).words),
            Option(ReceiptState.ACCEPTED, review_sign(ReceiptState.ACCEPTED).words),
            Option(_HELD, self.tr("Held")),
            Option(Standing.REPLACED, standing_sign(Standing.REPLACED).words),
            Option(Standing.REFUSED, standing_sign(Standing.REFUSED).words),
        ]

    def _lay_out(self) -> None:
        find = QShortcut(QKeySequence.StandardKey.Find, self, self._words.setFocus)
        find.setContext(find.context().WidgetWithChildrenShortcut)
        named = {
            self.tr("Campaign"): self._campaign,
            self.tr("Period"): self._period,
            self.tr("State"): self._state,
        }
        for name, choice in named.items():
            choice.name_for_readers(name)
            choice.control.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        none = EmptyState(
            "magnifying-glass", self.tr("None found"), self.tr("No report answers your words and filters."),
            self.tr("Show all"),
        )  # fmt: skip
        none.acted.connect(self.narrow_to)
        empty = EmptyState(
            "tray", self.tr("No report came yet"), self.tr("Reports that are added to the inbox stand here.")
        )
        for part in (self.table, none, empty):
            self._shown.addWidget(part)
        whole = column(self, gap=8, margins=(0, 16, 12, 0))
        whole.addWidget(self._words)
        whole.addWidget(CardGrid([*named.values()], narrowest=_NARROWEST, most=3, gap=8))
        whole.addWidget(self._count)
        whole.addWidget(self._shown, 1)


def _words_of(one: ReceivedReport) -> str:
    """What a report is found by."""
    parts = (one.organisation, *one.states, one.stream_code, str(one.number), one.name, one.file_name)
    return " ".join((*parts, one.digest[:16])).casefold()


def _is_held(one: ReceivedReport) -> bool:
    return one.standing not in (*COUNTING, Standing.REFUSED)


def _counts_as(state: str) -> Callable[[ReceivedReport], bool]:
    return lambda one: one.standing == Standing.COUNTED and _state_of(one) == state


def _state_of(one: ReceivedReport) -> str:
    """The review's state; what was received and asked about has been looked at."""
    return _ASKED if one.questions and one.state == ReceiptState.RECEIVED else one.state


_FITS: dict[str | None, Callable[[ReceivedReport], bool]] = {
    None: lambda _one: True,
    **{str(state): _counts_as(state) for state in (*ReceiptState, _ASKED)},
    _HELD: _is_held,
    Standing.REPLACED: lambda one: one.standing == Standing.REPLACED,
    Standing.REFUSED: lambda one: one.standing == Standing.REFUSED,
}
