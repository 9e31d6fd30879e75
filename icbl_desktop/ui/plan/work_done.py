"""What the campaign did under one objective, or towards one commitment, the newest first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from icbl_desktop.services import activities
from icbl_desktop.services.activities import ActivityLine
from icbl_desktop.services.progress import Logged
from icbl_desktop.ui.context import Context
from icbl_desktop.ui.kit.layouts import column
from icbl_desktop.ui.kit.widgets import Card, Paragraph, button
from icbl_desktop.ui.worklog.activity_lines import activity_line

SHOWN_AT_ONCE = 6


class WorkDone(Card):
    """All activities under an objective."""

    def __init__(self, context: Context, work: Logged) -> None:
        super().__init__(self.tr("What did we do?"), gap=4)
        self.body.addWidget(WorkLines(context, work))
        if not work.ids:
            self.body.addWidget(Paragraph(self.tr("Nothing logged yet under this objective.")))


class WorkLines(QWidget):
    """The first activities, each to be opened, and a button for more."""

    def __init__(self, context: Context, work: Logged) -> None:
        super().__init__()
        self._context, self._ids, self._count = context, work.ids, 0
        self._lines = column(gap=0)
        self._more = button(self.tr("Show more"), "quiet", "caret-down")
        self._more.clicked.connect(self._fetch_more)
        layout = column(self, gap=4)
        layout.addLayout(self._lines)
        layout.addWidget(self._more)
        self._add(work.lines)

    def _add(self, lines: Sequence[ActivityLine]) -> None:
        for one in lines:
            self._lines.addWidget(activity_line(one, self._context.go))
        self._count += len(lines)
        self._more.setVisible(self._count < len(self._ids))

    def _fetch_more(self) -> None:
        db, wanted = self._context.app.db, self._ids[self._count : self._count + SHOWN_AT_ONCE]
        self._context.jobs.read(lambda: activities.lines(db, wanted), self._add, owner=self)
