"""Activities in a short list: one line each, opened by a press."""

from __future__ import annotations

from icbl_desktop.domain.words import ACTIVITY_TYPES
from icbl_desktop.domain.work import Activity
from icbl_desktop.services.activities import ActivityLine
from icbl_desktop.ui.context import Go, Place
from icbl_desktop.ui.kit.line_button import LineButton
from icbl_desktop.ui.words import day, say
from icbl_desktop.ui.worklog.type_icons import type_icon


def activity_line(one: Activity | ActivityLine, go: Go, end: str = "") -> LineButton:
    """The activity's title, below it type, date and place; ``end`` stands at the end of the line."""
    parts = (say(ACTIVITY_TYPES, one.type), day(one.start, one.precision), one.place)
    line = LineButton(type_icon(one.type), one.title, " · ".join(part for part in parts if part), end)
    line.clicked.connect(lambda: go(Place("activities", id=one.id)))
    return line
