"""What was being written when the program, or the person, went away: said on the first page."""

from __future__ import annotations

from icbl_desktop.app import App
from icbl_desktop.domain.grant import ExpenseDraft
from icbl_desktop.domain.record import Draft
from icbl_desktop.services import activities, drafts
from icbl_desktop.services.drafts import Unfinished
from icbl_desktop.services.record_kinds import ACTIVITY, KINDS
from icbl_desktop.ui.context import Context, Place
from icbl_desktop.ui.kit.latest_read import LatestRead
from icbl_desktop.ui.kit.page_parts import Bar
from icbl_desktop.ui.worklog.record_pages import PAGES


class UnfinishedBar(Bar):
    """The newest draft of any form, and the way to it. Closed, it stays so until the next start."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._app, self._go = context.app, context.go
        self._read = LatestRead(context.jobs, self)
        self._place: Place | None = None
        self._is_closed = False
        self.acted.connect(self._go_on)
        self.dismissed.connect(self._close_for_now)

    def check(self) -> None:
        """Look for a draft, and offer it."""
        app = self._app
        if not self._is_closed:
            self._read.ask(lambda: _newest(app), self._offer)

    def _offer(self, found: tuple[str, Place] | None) -> None:
        if found is None:
            self.hide()
            return
        title, self._place = found
        words = self.tr("You were writing “{title}”.") if title else self.tr("You were writing something.")
        self.say(words.format(title=title), "info", self.tr("Go on"))

    def _go_on(self) -> None:
        if self._place is not None:
            self._go(self._place)

    def _close_for_now(self) -> None:
        self._is_closed = True


def _newest(app: App) -> tuple[str, Place] | None:
    """What it is called so far, and where it is written on."""
    found = drafts.newest(app.db)
    if found is None:
        return None
    title = " ".join(str(getattr(found.draft, KINDS[found.kind].title)).split())
    return title, _place_of(app, found)


def _place_of(app: App, found: Unfinished) -> Place:
    """Where its form opens with what was typed; an expense's grant offers it."""
    page, draft = PAGES[found.kind], found.draft
    if isinstance(draft, ExpenseDraft):
        return Place(page, id=draft.grant_id)
    if found.record_id:
        return Place(page, id=found.record_id)
    begun: Draft = activities.blank(app.db) if found.kind == ACTIVITY.name else type(draft)()
    return Place(page, draft=begun)
