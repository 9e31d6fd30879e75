"""Offers back what was being written when the program, or the person, went away."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from icbl_desktop.domain.record import DraftT
from icbl_desktop.services import drafts
from icbl_desktop.services.drafts import Unsaved
from icbl_desktop.ui.context import Context
from icbl_desktop.ui.kit.latest_read import LatestRead
from icbl_desktop.ui.kit.page_parts import Bar
from icbl_desktop.ui.kit.widgets import button


class ResumeBar(Bar, Generic[DraftT]):
    """The newest draft that was not saved: go on with it, or discard it, which can be undone."""

    go_on = Signal(str)
    """The id of the record it belongs to; empty for a new one."""

    def __init__(
        self,
        context: Context,
        form: str,
        kind: type[DraftT],
        name: Callable[[DraftT], str],
    ) -> None:
        """``form`` and ``kind`` as in ``drafts``; ``name`` is what a draft is called on screen."""
        super().__init__()
        self._jobs, self._db = context.jobs, context.app.db
        self._form = form
        self._kind: type[DraftT] = kind
        self._name: Callable[[DraftT], str] = name
        self._read = LatestRead(context.jobs, self)
        self._found: Unsaved[DraftT] | None = None
        self._discarded: Unsaved[DraftT] | None = None
        self._discard = button(self.tr("Discard"), "quiet")
        layout = self.layout()
        assert isinstance(layout, QHBoxLayout)  # noqa: S101 - it is one, made by Bar
        layout.addWidget(self._discard)
        self.acted.connect(self._act)
        self._discard.clicked.connect(self._discard_found)

    def check_form(self, form: str) -> None:
        """The same for another form, such as that of another grant's expenses."""
        if form != self._form:
            self._form, self._discarded = form, None
        self.check()

    def check(self) -> None:
        """Look for a draft, and offer it."""
        db, form, kind = self._db, self._form, self._kind
        self._read.ask(lambda: drafts.latest(db, form, kind), self._offer)

    def _offer(self, found: Unsaved[DraftT] | None) -> None:
        self._found = found
        if found is None:
            self.setHidden(self._discarded is None or self.isHidden())
            return
        self._discarded = None
        self._show_tools()
        name = self._name(found.draft)
        words = self.tr("You were writing “{title}”.") if name else self.tr("You were writing something.")
        self.say(words.format(title=name), "info", self.tr("Go on"))

    def _show_tools(self) -> None:
        """What is offered can be discarded; that it was discarded can be closed."""
        self._discard.setVisible(self._discarded is None)
        self._close.setVisible(self._discarded is not None)

    def _act(self) -> None:
        if self._discarded is not None:
            self._bring_back(self._discarded)
        elif self._found is not None:
            self.hide()
            self.go_on.emit(self._found.record_id)

    def _discard_found(self) -> None:
        found = self._found
        if found is None:
            return
        db, form = self._db, self._form
        self._jobs.write(
            lambda: drafts.discard(db, form, found.record_id),
            lambda _: self._was_discarded(found),
            owner=self,
        )
        self.hide()

    def _was_discarded(self, found: Unsaved[DraftT]) -> None:
        self._found, self._discarded = None, found
        self._show_tools()
        self.say(self.tr("What you were writing was discarded."), "neutral", self.tr("Undo"))

    def _bring_back(self, found: Unsaved[DraftT]) -> None:
        db, form = self._db, self._form
        self._jobs.write(
            lambda: drafts.keep(db, form, found.record_id, found.draft),
            lambda _: self.check(),
            owner=self,
        )
