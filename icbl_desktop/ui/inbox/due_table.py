"""Due, not received: the campaigns with the quarters of one year, and the states nobody reports from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from icbl_desktop.services.office.due import GRACE, Due, DueCell, DueLine, DueState, UnknownTarget
from icbl_desktop.services.plans import PlanVersion
from icbl_desktop.ui.inbox.inbox_words import Sign, due_sign, numbers_words
from icbl_desktop.ui.inbox.need_words import NameOf
from icbl_desktop.ui.kit import look
from icbl_desktop.ui.kit.held_width import hold_width
from icbl_desktop.ui.kit.input_choices import ChipChoice, Choice, Option
from icbl_desktop.ui.kit.layouts import column, row
from icbl_desktop.ui.kit.lazy_table import Column
from icbl_desktop.ui.kit.page_parts import EmptyState
from icbl_desktop.ui.kit.refill import Refill
from icbl_desktop.ui.kit.table_view import TALL_ROW, LazyTableView
from icbl_desktop.ui.kit.widgets import label
from icbl_desktop.ui.words import number, short_day

_UNKNOWN = "unknown"
_PLAN_WIDTH, _NAME_WIDTH = 320, 180
_CAMPAIGNS, _STATES, _EMPTY = range(3)
_COUNTED = (DueState.RECEIVED, DueState.HELD, DueState.DUE, DueState.GAP, DueState.NOT_DUE)


@dataclass(frozen=True)
class DueNow:
    """What is due under one plan, the plans there are to ask about, and the names of states."""

    due: Due
    plan_id: str
    plans: tuple[PlanVersion, ...]
    name_of: NameOf
    today: date


class DueTable(QWidget):
    """Chips choose the year, or the states without a campaign. A line opens the campaign's reports."""

    plan_wanted = Signal(str)
    """What is due under the plan with this id is to be shown."""
    campaign_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._due = Due("", (), (), ())
        self._name_of: NameOf = str
        self._chosen, self._lines, self._unknown = "", dict[str, DueLine](), dict[str, UnknownTarget]()
        self._plan = Choice([])
        self._plan.name_for_readers(self.tr("Plan"))
        hold_width(self._plan, least=_PLAN_WIDTH)
        self._plan.edited.connect(lambda: self.plan_wanted.emit(self._plan.value() or ""))
        self._chips = Refill(self._build_chips)
        self._summary = label("", "secondary", wrap=True)
        self._campaigns = self._make_campaigns()
        self._states: LazyTableView[UnknownTarget] = LazyTableView(
            self._state_columns(), lambda ids: [self._unknown[one] for one in ids]
        )
        self._states.setAccessibleName(self.tr("States of the plan with no known campaign"))
        self._shown = QStackedWidget()
        self._lay_out()

    def show_due(self, now: DueNow) -> None:
        """Show what is due now; the year that was chosen stays."""
        self._due, self._name_of = now.due, now.name_of
        self._plan.set_options([Option(one.plan_id, one.title) for one in now.plans])
        self._plan.set_value(now.plan_id)
        self._campaigns.horizontalHeader().resizeSection(0, look.scaled(_NAME_WIDTH))  # where none is left
        self._lines = {line.campaign: line for line in now.due.lines}
        self._unknown = {one.iso3: one for one in now.due.unknown}
        years = tuple(dict.fromkeys(str(quarter.start.year) for quarter in now.due.quarters))
        if self._chosen not in (*years, _UNKNOWN):
            over = [one for one in now.due.quarters if one.end + GRACE < now.today]
            self._chosen = str(over[-1].start.year) if over else years[0]
        self._chips.show_content((years, len(now.due.unknown)))
        self._show_chosen()

    def _show_chosen(self) -> None:
        if self._chosen == _UNKNOWN:
            self._states.show_ids([*self._unknown])
            self._shown.setCurrentIndex(_STATES)
            words = self.tr(
                "The plan targets these states, and no campaign that is known here works in them."
            )
            self._summary.setText(words)
            return
        self._campaigns.show_ids([*self._lines])
        self._shown.setCurrentIndex(_CAMPAIGNS if self._lines else _EMPTY)
        self._summary.setText(self._counted())

    def _counted(self) -> str:
        """How many reports of the year there are of each state."""
        cells = [cell for line in self._due.lines for at in range(4) if (cell := self._cell(at, line))]
        counts = {state: sum(cell.state == state for cell in cells) for state in _COUNTED}
        parts = [f"{due_sign(state).words}: {number(count)}" for state, count in counts.items() if count]
        return " · ".join(parts)

    def _cell(self, quarter: int, line: DueLine) -> DueCell | None:
        """The cell of a quarter, 0 to 3, of the year that is chosen; None outside the plan's time."""
        for period, cell in zip(self._due.quarters, line.cells, strict=True):
            if (str(period.start.year), (period.start.month - 1) // 3) == (self._chosen, quarter):
                return cell
        return None

    def _build_chips(self, content: tuple[Sequence[str], int]) -> QWidget:
        years, unknown = content
        words = self.tr("No known campaign ({n})").format(n=number(unknown))
        options = [Option(year, year) for year in years]
        options += [Option(_UNKNOWN, words, "map-pin")] if unknown else []
        chips = ChipChoice(options, first=len(options))
        chips.name_for_readers(self.tr("Show"))
        chips.set_value(self._chosen)
        chips.edited.connect(lambda: self._choose(chips.value() or ""))
        return chips

    def _choose(self, chosen: str) -> None:
        self._chosen = chosen
        self._show_chosen()

    def _make_campaigns(self) -> LazyTableView[DueLine]:
        columns: list[Column[DueLine]] = [
            Column(self.tr("Campaign"), lambda line: line.organisation, below=self._below)
        ]
        for quarter, title in enumerate((self.tr("Q1"), self.tr("Q2"), self.tr("Q3"), self.tr("Q4"))):
            columns.append(self._quarter(quarter, title))
        table = LazyTableView(columns, lambda ids: [self._lines[one] for one in ids], row_height=TALL_ROW)
        table.setAccessibleName(self.tr("Due, not received"))
        table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)  # large text
        table.opened.connect(self.campaign_wanted)
        return table

    def _quarter(self, quarter: int, title: str) -> Column[DueLine]:
        def sign(line: DueLine) -> Sign | None:
            cell = self._cell(quarter, line)
            return due_sign(cell.state) if cell else None

        def said(part: Callable[[Sign], str], line: DueLine) -> str:
            found = sign(line)
            return part(found) if found else ""

        return Column(
            title,
            partial(said, lambda one: one.words),
            below=lambda line: self._when(self._cell(quarter, line)),
            icon=lambda line: said(lambda one: one.icon, line) or None,
            ink=lambda line: said(lambda one: one.ink, line) or "muted",
            width=164,
        )

    def _when(self, cell: DueCell | None) -> str:
        """The day a report is due, or was."""
        if cell is None or cell.state not in (DueState.DUE, DueState.NOT_DUE):
            return ""
        words = self.tr("since {day}") if cell.state == DueState.DUE else self.tr("until {day}")
        return words.format(day=short_day(cell.day))

    def _below(self, line: DueLine) -> str:
        """Its states, and the numbers that did not come."""
        states = ", ".join(self._name_of(iso3) for iso3 in line.states)
        words = self.tr("missing: {numbers}") if line.missing else ""
        return " · ".join(filter(None, (states, words.format(numbers=numbers_words(line.missing)))))

    def _state_columns(self) -> list[Column[UnknownTarget]]:
        return [
            Column(self.tr("State"), lambda one: self._name_of(one.iso3), icon=lambda _one: "map-pin"),
            Column(self.tr("Target of the objectives"), lambda one: ", ".join(one.objectives)),
        ]

    def _lay_out(self) -> None:
        empty = EmptyState(
            "calendar-blank",
            self.tr("No known campaign"),
            self.tr("Once a campaign's key is confirmed, its quarters stand here: received, due, missing."),
        )
        for shown in (self._campaigns, self._states, empty):
            self._shown.addWidget(shown)
        whole = column(self, gap=12, margins=(0, 16, 12, 0))
        asked = row(None, [self._plan])
        asked.addStretch(1)
        whole.addLayout(asked)
        for part in (self._chips, self._summary):
            whole.addWidget(part)
        whole.addWidget(self._shown, 1)
