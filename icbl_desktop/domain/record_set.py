"""The work of one campaign, all kinds of records together, with the files behind them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from icbl_desktop.domain.grant import Expense, Grant
from icbl_desktop.domain.work import Activity, Evidence, FollowUp, IndicatorUpdate, Outcome, Promise

WorkRecord = Activity | Grant | Expense | Outcome | Promise | FollowUp | IndicatorUpdate


@dataclass(frozen=True, kw_only=True)
class Records:
    """Work of one campaign, by kind, with the files behind it."""

    activities: tuple[Activity, ...] = ()
    grants: tuple[Grant, ...] = ()
    expenses: tuple[Expense, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    promises: tuple[Promise, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()
    indicator_updates: tuple[IndicatorUpdate, ...] = ()
    evidence: tuple[Evidence, ...] = ()

    def ids(self) -> frozenset[str]:
        """The ids of the records, without the files."""
        return frozenset(record.id for _, record in self.by_kind())

    def by_kind(self) -> Iterator[tuple[str, WorkRecord]]:
        """Each record but the files, with the name of its kind, in the order reports use."""
        yield from (("activity", one) for one in self.activities)
        yield from (("grant", one) for one in self.grants)
        yield from (("expense", one) for one in self.expenses)
        yield from (("outcome", one) for one in self.outcomes)
        yield from (("promise", one) for one in self.promises)
        yield from (("follow_up", one) for one in self.follow_ups)
        yield from (("indicator_update", one) for one in self.indicator_updates)

    def having(self, wanted: Callable[[WorkRecord], bool]) -> Records:
        """The records that are wanted, each with its files."""
        kept = {record.id for _, record in self.by_kind() if wanted(record)}
        return Records(
            activities=tuple(one for one in self.activities if one.id in kept),
            grants=tuple(one for one in self.grants if one.id in kept),
            expenses=tuple(one for one in self.expenses if one.id in kept),
            outcomes=tuple(one for one in self.outcomes if one.id in kept),
            promises=tuple(one for one in self.promises if one.id in kept),
            follow_ups=tuple(one for one in self.follow_ups if one.id in kept),
            indicator_updates=tuple(one for one in self.indicator_updates if one.id in kept),
            evidence=tuple(one for one in self.evidence if one.record_id in kept),
        )

    def with_files(self, files: Iterable[Evidence]) -> Records:
        """The same records with these files behind them."""
        return replace(self, evidence=tuple(files))
