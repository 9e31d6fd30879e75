"""A form in its frame, with one record in it at a time.

It keeps what is typed as a draft, offers the draft back, and shows what is wrong beside its field. What
changes elsewhere in the record is shown, but never over what is typed.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Generic

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut

from icbl_desktop.domain.record import DraftT
from icbl_desktop.domain.vocabulary import Changed
from icbl_desktop.errors import UserError
from icbl_desktop.services import drafts
from icbl_desktop.services.drafts import Unsaved
from icbl_desktop.services.record_kinds import KINDS
from icbl_desktop.ui.context import Context
from icbl_desktop.ui.kit.tab_order import tab_as_read
from icbl_desktop.ui.words import sentence
from icbl_desktop.ui.worklog.draft_keeper import DraftKeeper
from icbl_desktop.ui.worklog.editor_frame import EditorFrame
from icbl_desktop.ui.worklog.history_button import HistoryButton
from icbl_desktop.ui.worklog.opening import Change, Opening, Save
from icbl_desktop.ui.worklog.question_note import QuestionNote
from icbl_desktop.ui.worklog.record_choices import Choices
from icbl_desktop.ui.worklog.record_form import RecordForm


class RecordEditor(EditorFrame, Generic[DraftT]):
    """Edits one record at a time: ``open`` shows it, ``close_record`` leaves it without losing a word."""

    saved = Signal(object)
    """The ``Changed`` of a save."""
    closed = Signal()
    kept = Signal()
    """What is typed was kept as a draft."""
    shown = Signal(str)
    """The id of the record whose form is now opened; empty for a new one."""

    def __init__(
        self,
        context: Context,
        make_form: Callable[[], RecordForm[DraftT]],
        kind: type[DraftT],
        save: Save[DraftT],
    ) -> None:
        super().__init__()
        self._jobs, self._db = context.jobs, context.app.db
        self._make_form: Callable[[], RecordForm[DraftT]] = make_form
        self._kind: type[DraftT] = kind
        self._save_record: Save[DraftT] = save
        self._kind_name = next(one.name for one in KINDS.values() if issubclass(kind, one.draft))
        self._what: Opening[DraftT] | None = None
        self._form_name, self.record_id = "", ""
        self._begin_at = "", ""
        self._base: DraftT | None = None
        self._other: DraftT | None = None
        self._opening = 0
        self._saving = False
        self._keeper: DraftKeeper[DraftT] = DraftKeeper(context, self._unsaved, self)
        self._main_change: Change[DraftT] = _as_it_stands
        self._history = HistoryButton(context, self._kind_name, self.scroller)
        self.tools.addWidget(self._history, 0, Qt.AlignmentFlag.AlignTop)
        self.middle.addWidget(self._history.view, 1)
        self._history.toggled.connect(self.hide_buttons)  # beside it there is nothing to save
        questions = QuestionNote(context)
        self.bars.addWidget(questions)
        self.shown.connect(questions.show_record)
        questions.field_wanted.connect(lambda field: self.begin_at(self.record_id, field))
        self._keeper.kept.connect(self.kept)
        self.resumed.acted.connect(self._swap)
        self.leave_wanted.connect(self.close_record)
        self._jobs.changed.connect(self._follow)
        self._jobs.crashed.connect(lambda _details: self._let_save(True))
        QShortcut(QKeySequence.StandardKey.Cancel, self, self.close_record).setContext(
            Qt.ShortcutContext.WidgetWithChildrenShortcut
        )

    @cached_property
    def form(self) -> RecordForm[DraftT]:
        """The form, made when it is first needed and in its place: moving it there later takes long."""
        made = self._make_form()
        self.content.addWidget(made, 1, Qt.AlignmentFlag.AlignTop)
        made.edited.connect(self._edited)
        made.save_first.connect(lambda then: self.save(self._main_change, then))
        return made

    def add_save(
        self,
        words: str,
        change: Change[DraftT],
        *,
        main: bool = False,
        another: Callable[[], None] | None = None,
    ) -> None:
        """A button that saves what ``change`` makes of the draft; ``main`` is the one that Ctrl+S presses.

        With ``another``, which begins the next record, it is the one that Ctrl+Enter presses.
        """
        made = self.add_button(words, main=main, goes_on=another is not None)
        made.clicked.connect(lambda: self._save_and(change, another))
        if main:
            self._main_change = change

    def open(self, what: Opening[DraftT]) -> None:
        """Show a record, or what was typed of it and not saved yet."""
        waits = self._keeper.flush() or self._saving  # never before what is being kept or saved
        run = self._jobs.write if waits else self._jobs.read
        self._opening += 1
        number, db, kind = self._opening, self._db, self._kind

        def work() -> tuple[Choices, DraftT, Unsaved[DraftT] | None]:
            choices, draft = what.load()
            return choices, draft, drafts.find(db, what.form, what.record_id, kind)

        def then(found: tuple[Choices, DraftT, Unsaved[DraftT] | None]) -> None:
            if number == self._opening:
                self._show(what, *found)

        run(work, then, owner=self)
        QTimer.singleShot(0, self, lambda: self.form)  # made, the first time, while that is read

    def save(self, change: Change[DraftT], then: Callable[[str], None] | None = None) -> bool:
        """Save the record, and hand its id to ``then``; False where something in it cannot be read."""
        self.wrong.hide()
        if self._base is None or self._saving or not self.form.is_readable():
            return False
        self._keeper.stop()
        self._let_save(False)
        db, form_name, record_id, typed = self._db, self._form_name, self.record_id, self.form.draft()

        def work() -> Changed:
            try:
                return self._save_record(change(typed), record_id, form_name)
            except Exception:  # whatever it was, and even if the window closes now: nothing typed is lost
                drafts.keep(db, form_name, record_id, typed)
                raise

        self._jobs.write(
            work, lambda changed: self._was_saved(changed, then), owner=self, failed=self._was_refused
        )
        return True

    def begin_at(self, record_id: str, field: str) -> None:
        """Go to this field once the record is open; its form may not have it."""
        self._begin_at = record_id, field
        QTimer.singleShot(0, self, self._go_where_wanted)  # it may be open already

    def close_record(self) -> None:
        """Leave the record; what was typed is kept. A save under way comes to its end first."""
        if self._saving:
            return
        self._opening += 1
        self._keeper.flush()
        self._base = None
        self.closed.emit()

    def flush(self) -> None:
        """Keep at once what is being typed."""
        self._keeper.flush()

    def is_open(self) -> bool:
        """Whether a record is shown."""
        return self._base is not None

    def is_saving(self) -> bool:
        """Whether a save is under way; what is opened meanwhile is shown after it."""
        return self._saving

    def _follow(self, changed: Changed) -> None:
        """Show what was done to the record elsewhere: an older version brought back, something undone."""
        is_shown = self.is_open() and not self._saving and self.record_id in changed.ids
        if self._what is not None and is_shown and self._kind_name in changed.kinds:
            self.open(self._what)

    def _show(
        self, what: Opening[DraftT], choices: Choices, draft: DraftT, kept: Unsaved[DraftT] | None
    ) -> None:
        again = self.is_open() and what is self._what
        typed = self._unsaved() if again else kept.draft if kept is not None else None
        from_history = again and self._history.isChecked()
        self._fill(what, choices, draft, typed)
        if not again:
            self.scroller.verticalScrollBar().setValue(0)
            self.shown.emit(what.record_id)
            self._go_where_wanted()
        elif self._unsaved() is not None:
            words = self.tr("This was changed since. What you typed stands here; Save replaces the change.")
            self.resumed.say(words, "caution", self.tr("Back to what is saved"))
        if from_history:
            self._history.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill(self, what: Opening[DraftT], choices: Choices, saved: DraftT, typed: DraftT | None) -> None:
        self._keeper.flush()
        self._what, self._form_name, self.record_id = what, what.form, what.record_id
        self._keeper.watch(what.form, what.record_id)
        self._history.watch(what.record_id)
        self.title.setText(what.title)
        self.wrong.hide()
        self.resumed.hide()
        self._let_save(True)
        self.form.offer(choices)
        self.form.show_draft(saved)
        self.form.show_record(what.record_id)
        self._base = self.form.draft()
        if typed is not None:
            self.form.show_draft(typed)
            self._offer_saved()
        self.note.setText(self.form.note())
        tab_as_read(self)

    def _offer_saved(self) -> None:
        words = self.tr("This was being written and is not saved yet.")
        action = self.tr("Back to what is saved") if self.record_id else self.tr("Start afresh")
        self.resumed.say(words, "info", action)
        self._other = self._base

    def _swap(self) -> None:
        """From what was typed to what is saved; and, as that may have been a slip, back again."""
        other, typed = self._other, self._unsaved()
        if other is None:
            return
        self._other = self.form.draft()
        self.form.show_draft(other)
        self.note.setText(self.form.note())
        self._keeper.touch()
        if typed is None:
            self._offer_saved()
        else:
            words = self.tr("What was not saved is gone from the form.")
            self.resumed.say(words, "neutral", self.tr("Undo"))

    def _go_where_wanted(self) -> None:
        record_id, field = self._begin_at
        if record_id and self.is_open() and record_id == self.record_id:
            self._begin_at = "", ""
            if field in self.form.values():
                self.form.go_to(field)

    def _unsaved(self) -> DraftT | None:
        draft = None if self._base is None else self.form.draft()
        return None if draft == self._base else draft

    def _edited(self) -> None:
        self.note.setText(self.form.note())
        self._keeper.touch()

    def _save_and(self, change: Change[DraftT], another: Callable[[], None] | None) -> None:
        """What is begun while the save is under way is shown after it, unless it is refused."""
        if self.save(change) and another is not None:
            another()

    def _was_saved(self, changed: Changed, then: Callable[[str], None] | None) -> None:
        self._let_save(True)
        self._keeper.stop()
        self._base = None
        self.saved.emit(changed)
        if then is not None:
            (record_id,) = changed.ids
            then(record_id)

    def _was_refused(self, refusal: UserError) -> None:
        self._let_save(True)
        self._opening += 1  # what was to be shown next would hide what is wrong here
        if not self.form.show_refusal(refusal):
            self.wrong.say(sentence(refusal), "error")

    def _let_save(self, may: bool) -> None:
        """While a save is under way there is nothing to type into or to press."""
        self._saving = not may
        self.enable(may)


def _as_it_stands(draft: DraftT) -> DraftT:
    return draft
