"""The sheets of each kind of record: which columns there are, and their hashtags."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from icbl_desktop.domain.answer_rules import as_number
from icbl_desktop.domain.counted_record import CountedRecord
from icbl_desktop.domain.grant import Expense, Grant
from icbl_desktop.domain.money import received
from icbl_desktop.domain.plan import code_of
from icbl_desktop.domain.work import Activity, IndicatorUpdate, Outcome, Promise
from icbl_desktop.formats.hxl_rows import HxlColumn, HxlTable, report_name, several, table

_Columns = Sequence[HxlColumn[Any]]
"""Columns of a counted record of one kind; the sheets below put like with like."""


def _of(heading: str, tag: str, read: Callable[[Any], Any]) -> HxlColumn[CountedRecord[Any]]:
    """A column of what the record itself says."""
    return HxlColumn(heading, tag, lambda one: read(one.record))


_FIRST: _Columns = (
    HxlColumn("Campaign", "#org+name", lambda one: one.line.organisation),
    HxlColumn("States", "#country+code+v_iso3+list", lambda one: several(one.line.states)),
    _of("Objectives", "#x_objective+code+list", lambda one: several(map(code_of, _objectives(one)))),
)
_LAST: _Columns = (
    _of("Sharing", "#meta+sharing", lambda one: one.sharing),
    _of("Record", "#meta+id", lambda one: one.id),
    _of("Revision", "#meta+revision", lambda one: one.revision),
    HxlColumn("Report", "#meta+report", lambda one: report_name(one.line)),
    HxlColumn("SHA-256 of the report's data", "#meta+digest", lambda one: one.line.digest),
)
_ACTIVITY: _Columns = (
    _of("Activity", "#activity+name", lambda one: one.title),
    _of("Type", "#activity+type+code", lambda one: one.type),
    _of("First day", "#date+start", lambda one: one.start),
    _of("Last day", "#date+end", lambda one: one.end or one.start),
    _of("Known to the", "#date+precision", lambda one: one.precision),
    _of("Place", "#loc+name", lambda one: one.place),
    _of("Treaty", "#x_treaty+code", lambda one: one.treaty),
    _of("Institutions met", "#x_institution+name+list", lambda one: several(one.institutions)),
    _of("What came of it", "#activity+result", lambda one: one.result),
    _of("What the state answered", "#x_response+state", lambda one: one.state_response),
    _of("Participants", "#x_audience+participants", lambda one: one.participants),
    _of("of them women", "#x_audience+participants+f", lambda one: one.women),
    _of("of them men", "#x_audience+participants+m", lambda one: one.men),
    _of(
        "of them persons with disabilities",
        "#x_audience+participants+disabilities",
        lambda one: one.persons_with_disabilities,
    ),
    _of("of them survivors", "#x_audience+participants+survivors", lambda one: one.survivors),
    _of("Media audience", "#x_audience+media", lambda one: one.reached),
    _of("Cost", "#value+cost", lambda one: one.cost),
    _of("Currency", "#currency+code+cost", lambda one: one.currency),
    _of("Grant", "#x_grant+id", lambda one: one.grant_id),
)
_OUTCOME: _Columns = (
    _of("Who changed", "#x_actor+name", lambda one: one.actor),
    _of("What changed", "#output+outcome+text", lambda one: one.change),
    _of("Kind", "#output+outcome+type+code", lambda one: one.outcome_kind),
    _of("Positive", "#output+outcome+positive", lambda one: _yes_no(one.positive)),
    _of("Day", "#date+occurred", lambda one: one.when),
    _of("Known to the", "#date+precision", lambda one: one.precision),
    _of("Place", "#loc+name", lambda one: one.place),
    _of("Why it matters", "#output+outcome+significance", lambda one: one.significance),
    _of("What the campaign contributed", "#x_contribution+campaign", lambda one: one.contribution),
    _of("What others did", "#x_contribution+others", lambda one: one.others),
    _of("Grant", "#x_grant+id", lambda one: one.grant_id),
)
_GRANT: _Columns = (
    _of("Grant", "#activity+name", lambda one: one.title),
    _of("Programme", "#activity+programme+code", lambda one: one.programme),
    _of("Where it stands", "#status+code", lambda one: one.state),
    _of("Start", "#date+start", lambda one: one.start),
    _of("End", "#date+end", lambda one: one.end),
    _of("Decided on", "#date+decided", lambda one: one.decided_on),
    _of("Final report due", "#date+due", lambda one: one.report_due),
    _of("Currency", "#currency+code", lambda one: one.currency),
    _of("Requested", "#value+requested", lambda one: one.requested),
    _of("Awarded", "#value+awarded", lambda one: one.awarded),
    _of("Paid so far", "#value+paid", received),
)
_EXPENSE: _Columns = (
    _of("Grant", "#x_grant+id", lambda one: one.grant_id),
    _of("Day", "#date+occurred", lambda one: one.date),
    _of("What for", "#item+name", lambda one: one.what),
    _of("Amount", "#value+spent", lambda one: one.amount),
    _of("Currency", "#currency+code", lambda one: one.currency),
    _of("Units for one of the grant's currency", "#x_rate+value", lambda one: one.rate),
    _of("Where the rate was read", "#x_rate+source", lambda one: one.rate_source),
)
_PROMISE: _Columns = (
    _of("Who promised", "#x_actor+name", lambda one: one.who),
    _of("What was promised", "#x_promise+text", lambda one: one.what),
    _of("Made on", "#date+start", lambda one: one.made_on),
    _of("Due", "#date+due", lambda one: one.due),
    _of("What became of it", "#status+code", lambda one: one.state),
    _of("Settled on", "#date+end", lambda one: one.settled_on),
    _of("How", "#status+description", lambda one: one.how),
)
_ANSWER: _Columns = (
    _of("Indicator", "#indicator+code", lambda one: code_of(one.indicator)),
    _of("State", "#country+code+v_iso3", lambda one: one.iso3),
    _of("Day", "#date+occurred", lambda one: one.date),
    _of("Answer", "#indicator+value+text", lambda one: "" if as_number(one.value) is not None else one.value),
    _of("Number or amount", "#indicator+value+num", lambda one: as_number(one.value)),
    _of("Currency", "#currency+code", lambda one: one.currency),
    _of("Source", "#meta+source", lambda one: one.source),
    _of("How sure", "#meta+confidence", lambda one: one.confidence),
)
_SHEETS: Mapping[str, tuple[type, _Columns]] = {
    "activities": (Activity, _ACTIVITY),
    "outcomes": (Outcome, _OUTCOME),
    "grants": (Grant, _GRANT),
    "expenses": (Expense, _EXPENSE),
    "promises": (Promise, _PROMISE),
    "indicator-values": (IndicatorUpdate, _ANSWER),
}


def record_tables(records: Iterable[CountedRecord[Any]]) -> tuple[HxlTable, ...]:
    """A sheet for each kind that is told, in the order of the records given."""
    known = tuple(records)
    return tuple(
        table(
            name, (*_leading(kind), *columns, *_LAST), (one for one in known if isinstance(one.record, kind))
        )
        for name, (kind, columns) in _SHEETS.items()
    )


def _leading(kind: type) -> _Columns:
    """What each sheet begins with; an answer is about one state, which stands in a column of its own."""
    return (_FIRST[0], _FIRST[2]) if kind is IndicatorUpdate else _FIRST


def _objectives(record: Any) -> Sequence[str]:
    """An answer's and an expense's follow from what they are about."""
    found: Sequence[str] = getattr(record, "objectives", ())
    return found


def _yes_no(value: bool) -> str:
    return "yes" if value else "no"
