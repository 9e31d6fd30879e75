"""The sheets of figures: the matrix, the quarters, commitments, indicators, and the reports that count."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from icbl_desktop.domain.answer_rules import as_number
from icbl_desktop.domain.consolidated import Consolidated
from icbl_desktop.domain.picture import NONE_OF_THESE, TimePoint, Traced, Work
from icbl_desktop.domain.picture_tables import CommitmentCount, StateAnswer
from icbl_desktop.formats.hxl_rows import HxlColumn, HxlTable, report_name, several, table

_KINDS = {
    "activity": ("Activities", "#x_activities+num"),
    "outcome": ("Outcomes", "#x_outcomes+num"),
    "grant": ("Grants", "#x_grants+num"),
    "promise": ("Promises", "#x_promises+num"),
    "indicator_update": ("Answers", "#x_answers+num"),
}
_YES_NO = {True: "yes", False: "no", None: None}


@dataclass(frozen=True)
class _Place:
    """A cell of the matrix with where it stands."""

    iso3: str
    name: str
    objective: str
    targeted: bool
    work: Work

    @property
    def is_untold(self) -> bool:
        """Whether nothing was reported of it."""
        return self.work.is_nothing


def figure_tables(picture: Consolidated) -> tuple[HxlTable, ...]:
    """A sheet for each of them."""
    return (_matrix(picture), _quarters(picture), _commitments(picture), _answers(picture), _reports(picture))


def _matrix(picture: Consolidated) -> HxlTable:
    """A row for each place that the plan targets, or that something was reported of."""
    places = (
        _Place(row.iso3, picture.state(row.iso3), objective, cell.targeted, cell.work)
        for row in picture.matrix.rows
        for objective, cell in zip(picture.matrix.columns, row.cells, strict=True)
        if cell.targeted or not cell.work.is_nothing
    )
    columns: list[HxlColumn[_Place]] = [
        HxlColumn("State", "#country+code+v_iso3", lambda one: _known(one.iso3)),
        HxlColumn("Name", "#country+name", lambda one: _known(one.name)),
        HxlColumn("Objective", "#x_objective+code", lambda one: _known(one.objective)),
        HxlColumn("Target of the plan", "#x_target+state", lambda one: _YES_NO[one.targeted]),
        *_counts(),
        HxlColumn("Last day", "#date+end", lambda one: one.work.last),
    ]
    return table("matrix", columns, places)


def _quarters(picture: Consolidated) -> HxlTable:
    columns: list[HxlColumn[TimePoint]] = [
        HxlColumn("Quarter", "#date+quarter", lambda one: one.period.label),
        HxlColumn("First day", "#date+start", lambda one: one.period.start),
        HxlColumn("Last day", "#date+end", lambda one: one.period.end),
        HxlColumn("Reports", "#x_reports+num", lambda one: one.reports),
        *_counts(),
    ]
    return table("quarters", columns, picture.timeline)


def _counts() -> list[HxlColumn[Any]]:
    """A column for each kind of record, of what has work; 0 says that none was reported beside others."""

    def number(kind: str) -> Callable[[Any], int | None]:
        return lambda one: None if one.is_untold else one.work.of(kind)

    return [HxlColumn(heading, tag, number(kind)) for kind, (heading, tag) in _KINDS.items()]


def _commitments(picture: Consolidated) -> HxlTable:
    columns: list[HxlColumn[CommitmentCount]] = [
        HxlColumn("Commitment", "#indicator+code", lambda one: one.commitment.id),
        HxlColumn("Objective", "#x_objective+code", lambda one: one.commitment.objective),
        HxlColumn("What the plan asks", "#indicator+name", lambda one: one.commitment.text),
        HxlColumn("How it is meant", "#indicator+bound", lambda one: one.commitment.bound),
        HxlColumn("Wanted", "#indicator+target+min+num", lambda one: one.commitment.minimum),
        HxlColumn("Wanted at most", "#indicator+target+max+num", lambda one: one.commitment.maximum),
        HxlColumn("Unit", "#indicator+unit", lambda one: one.commitment.unit),
        HxlColumn("Counted", "#indicator+value+num", lambda one: one.counted.value),
        HxlColumn("Reached", "#status+reached", lambda one: one.reach),
        HxlColumn("How it is counted", "#meta+method", lambda one: one.how),
        HxlColumn("Facts of", "#date+facts", lambda one: one.as_of),
        HxlColumn("Told by", "#meta+report+list", lambda one: _told_by(picture, one)),
    ]
    return table("commitments", columns, picture.commitments)


def _told_by(picture: Consolidated, one: CommitmentCount) -> str:
    lines = picture.towards.get(one.commitment.id, ())
    return several(dict.fromkeys(report_name(line) for line in lines))


def _answers(picture: Consolidated) -> HxlTable:
    """The newest answer of each state; two rows where campaigns contradict each other."""
    answers = (
        (indicator.id, indicator.question, state, value)
        for indicator in picture.indicators
        for state in indicator.states
        for value in state.values
    )
    columns: list[HxlColumn[tuple[str, str, StateAnswer, str]]] = [
        HxlColumn("Indicator", "#indicator+code", lambda one: one[0]),
        HxlColumn("Question", "#indicator+name", lambda one: one[1]),
        HxlColumn("State", "#country+code+v_iso3", lambda one: one[2].iso3),
        HxlColumn("Name", "#country+name", lambda one: picture.state(one[2].iso3)),
        HxlColumn("Day", "#date+occurred", lambda one: one[2].day),
        HxlColumn("Answer", "#indicator+value+text", lambda one: _words(one[3])),
        HxlColumn("Number or amount", "#indicator+value+num", lambda one: as_number(one[3])),
        HxlColumn("Currency", "#currency+code", lambda one: one[2].currency),
        HxlColumn("Campaigns differ", "#status+differs", lambda one: _YES_NO[one[2].differs]),
        HxlColumn("Campaign", "#org+name", lambda one: one[2].organisation),
        HxlColumn("Report", "#meta+report", lambda one: f"{one[2].stream_code}-r{one[2].number:04}"),
        HxlColumn("SHA-256 of the report's data", "#meta+digest", lambda one: one[2].digest),
    ]
    return table("newest-answers", columns, answers)


def _reports(picture: Consolidated) -> HxlTable:
    on_this_time = {one.digest for one in picture.reports}
    columns: list[HxlColumn[Traced]] = [
        HxlColumn("Report", "#meta+report", report_name),
        HxlColumn("Campaign", "#org+name", lambda one: one.organisation),
        HxlColumn("States", "#country+code+v_iso3+list", lambda one: several(one.states)),
        HxlColumn("Last day of its period", "#date+end", lambda one: one.day),
        HxlColumn("On this time", "#x_time+here", lambda one: _YES_NO[one.digest in on_this_time]),
        HxlColumn("File", "#meta+file", lambda one: one.title),
        HxlColumn("SHA-256 of its data", "#meta+digest", lambda one: one.digest),
    ]
    return table("reports", columns, (*picture.reports, *picture.other_reports))


def _known(text: str) -> str:
    return "" if text == NONE_OF_THESE else text


def _words(value: str) -> str:
    return "" if as_number(value) is not None else value
