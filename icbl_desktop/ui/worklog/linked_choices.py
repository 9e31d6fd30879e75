"""The choices of a form whose record names activities and promises."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from icbl_desktop.app import App
from icbl_desktop.domain.plan import Plan
from icbl_desktop.domain.work import Activity, Promise
from icbl_desktop.services import linkable
from icbl_desktop.ui.kit.input_choices import Option
from icbl_desktop.ui.words import short_day
from icbl_desktop.ui.worklog.record_choices import Choices, load_choices


def load_linked(app: App, activities: Iterable[str] = (), promises: Iterable[str] = ()) -> Choices:
    """All choices with the newest activities and promises; those of these ids are among them."""
    db = app.db
    return replace(
        load_choices(app),
        activities=linkable.activities(db, [one for one in activities if one]),
        promises=linkable.promises(db, [one for one in promises if one]),
    )


def activity_options(activities: Sequence[Activity]) -> list[Option]:
    """Activities by title and date."""
    return [Option(one.id, _joined(one.title, short_day(one.start, one.precision))) for one in activities]


def promise_options(promises: Sequence[Promise]) -> list[Option]:
    """Promises by what was promised and who did."""
    return [Option(one.id, _joined(one.what, one.who)) for one in promises]


def all_indicator_options(plan: Plan) -> list[Option]:
    """All indicators of the plan, by objective and words."""
    return [Option(plan.ref(one.id), _joined(one.objective or "", one.text)) for one in plan.indicators]


def _joined(*parts: str) -> str:
    return " · ".join(" ".join(part.split()) for part in parts if part)
