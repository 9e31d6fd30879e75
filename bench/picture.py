"""The picture of all campaigns' work: what a reviewer waits for, against 200 ms for the matrix."""

from __future__ import annotations

from collections.abc import Iterator

from bench.measure import Result, typical
from icbl_desktop.domain.picture import Figure, Measure, Scope
from icbl_desktop.services import plans
from icbl_desktop.services.office import behind, matrix, picture
from icbl_desktop.store.office import OfficeStore

_PLAN = "2018-2019"
_AT_MOST = 0.2
"""Seconds."""


def results(store: OfficeStore) -> Iterator[Result]:
    """The matrix, the line of figures, and one cell opened, of an office that holds many reports."""
    plan = next(one for one in plans.bundled() if one.id == _PLAN)
    scope = Scope(plan.id)
    cell = Figure(Measure.ACTIVITY, Scope(plan.id, iso3="KHM", objective="1A"))
    for what, work in (
        ("matrix of states and objectives", lambda: matrix.matrix(store, plan, scope)),
        ("the picture's line of figures", lambda: picture.totals(store, plan, scope)),
        ("what is behind a cell of the matrix", lambda: behind.behind(store, plan, cell)),
    ):
        yield Result(what, "200 ms", typical(work), _AT_MOST, 1)
