"""What was done and can be undone, above every page; once it is undone, the action before it."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from icbl_desktop.domain.vocabulary import Changed
from icbl_desktop.services import undo
from icbl_desktop.services.record_kinds import KINDS
from icbl_desktop.services.undo import Action, Undoable, Undone
from icbl_desktop.ui.context import Context
from icbl_desktop.ui.kit import look
from icbl_desktop.ui.kit.layouts import column
from icbl_desktop.ui.kit.page_parts import Bar
from icbl_desktop.ui.words import counted, number

_LONGEST_TITLE = 80


class UndoLine(QWidget):
    """Offers to undo whatever a ``Changed`` says can be undone; stays until it is dismissed.

    ``undo_newest`` does so from the keyboard. What was done before the last start, or before other changes,
    it only offers: nobody undoes that without having read what it was. The focus goes back to where it was
    when something was done, so that the keys there, and Ctrl+Z, go on working.
    """

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._db, self._jobs = context.app.db, context.jobs
        self._done: list[Undoable] = []
        self._before: QWidget | None = None
        self._is_last = self._undoing = False
        self._said, self._offered = Bar(), Bar()
        whole = column(self, gap=8, margins=(32, 12, 32, 0))
        for bar in (self._said, self._offered):
            whole.addWidget(bar)
            bar.dismissed.connect(self._fit)
            bar.dismissed.connect(self._give_focus_back)
        self._offered.acted.connect(self._undo_offered)
        self._offered.dismissed.connect(self._done.clear)
        context.jobs.changed.connect(self._changed)
        self.hide()

    def undo_newest(self) -> None:
        """Undo the newest action; offer it where other things were done since."""
        db = self._db
        if self._is_last:
            self._undoing = True
            self._jobs.write(lambda: undo.undo_latest(db), self._was_undone, owner=self)
        else:
            self._jobs.read(lambda: undo.latest(db), self._offer_again, owner=self)

    def turn_page(self) -> None:
        """Another page is shown: what was undone has been read; what can be undone stays."""
        self._said.hide()
        self._fit()

    def _undo_offered(self) -> None:
        db, key, self._undoing = self._db, self._done[-1].key, True
        self._offered.hide()  # no second press
        self._give_focus_back()
        self._jobs.write(lambda: undo.undo(db, key), self._was_undone, owner=self)

    def _changed(self, changed: Changed) -> None:
        if changed.undoable:
            db, key = self._db, changed.undoable
            self._jobs.read(lambda: undo.get(db, key), self._offer, owner=self)
        elif changed.kinds & KINDS.keys():
            self._is_last, self._undoing = self._undoing, False  # what undoing changes is no other change

    def _offer(self, action: Undoable) -> None:
        self._said.hide()
        self._is_last = True
        self._done.append(action)
        focus = look.application().focusWidget()
        if focus is not None and not self.isAncestorOf(focus):
            self._before = focus
        self._show_newest()

    def _offer_again(self, action: Undoable | None) -> None:
        """What was done some time ago: to be read before it is undone."""
        if action is None:
            self._was_undone(None)
            return
        self._done = [one for one in self._done if one.key != action.key]
        self._offer(action)
        self._is_last = False

    def _was_undone(self, undone: Undone | None) -> None:
        if undone is None:
            self._said.say(self.tr("There is nothing to undo."), "info")
        else:
            self._done = [one for one in self._done if one.key != undone.action.key]
            self._said.say(self._undone_words(undone), "info" if undone.kept else "success")
        self._show_newest()

    def _give_focus_back(self) -> None:
        """From a bar that has gone; to the window itself where what had the focus is not there any more."""
        before = self._before
        there = before is not None and shiboken6.isValid(before) and before.isVisible()
        (before if before is not None and there else self.window()).setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_newest(self) -> None:
        self._offered.hide()
        if self._done:
            self._offered.say(self._words(self._done[-1]), "neutral", self.tr("Undo"))
        self._fit()

    def _fit(self) -> None:
        """No bar, no line."""
        self.setVisible(not (self._said.isHidden() and self._offered.isHidden()))

    def _words(self, action: Undoable) -> str:
        words = {
            Action.TRASH: self.tr("Moved to the trash: {what}."),
            Action.RESTORE: self.tr("Restored: {what}."),
            Action.BULK_EDIT: self.tr("Changed: {what}."),
            Action.IMPORT: self.tr("Imported: {what}."),
            Action.BRING_BACK: self.tr("An older version was brought back: {what}."),
            Action.MARK: self.tr("Changed: {what}."),
        }
        return words[Action(action.action)].format(what=_what(action))

    def _undone_words(self, undone: Undone) -> str:
        if not undone.changed.ids:
            return self.tr("Nothing was undone: what was done then has been changed since.")
        words = {
            Action.TRASH: self.tr("Brought back: {what}."),
            Action.RESTORE: self.tr("Back in the trash: {what}."),
            Action.IMPORT: self.tr("Not imported after all, now in the trash: {what}."),
        }.get(Action(undone.action.action), self.tr("As before: {what}."))
        said = words.format(what=_what(undone.action, len(undone.changed.ids)))
        if undone.kept:
            left = self.tr("Left as they are, because they were changed since: {count}.")
            said = f"{said} {left.format(count=number(undone.kept))}"
        return said


def _what(action: Undoable, count: int = 0) -> str:
    """The title of the one record, or how many there are of which kind."""
    if action.title and action.count == 1:
        title = action.title
        return f"“{title[:_LONGEST_TITLE]}…”" if len(title) > _LONGEST_TITLE else f"“{title}”"
    return counted(action.kind, count or action.count)
