"""Activities in a short list: one line each, opened by a press."""

from __future__ import annotations

from collections.abc import Callable

from icbl_desktop.domain.words import ACTIVITY_TYPES
from icbl_desktop.services.activities import ActivityLine
from icbl_desktop.ui.context import Place
from icbl_desktop.ui.kit.line_button import LineButton
from icbl_desktop.ui.words import day, say
from icbl_desktop.ui.work.type_icons import type_icon


def activity_line(one: ActivityLine, go: Callable[[Place], None]) -> LineButton:
    """The activity's title, below it type, date and place."""
    parts = (say(ACTIVITY_TYPES, one.type), day(one.start, one.precision), one.place)
    line = LineButton(type_icon(one.type), one.title, " · ".join(part for part in parts if part))
    line.clicked.connect(lambda: go(Place("activities", id=one.id)))
    return line
