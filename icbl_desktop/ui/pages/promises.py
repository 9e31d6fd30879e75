"""What officials promised and what the campaign is to do next: both lists, and one of them being written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from icbl_desktop.domain.record import Draft, as_draft
from icbl_desktop.domain.vocabulary import Changed, PromiseState
from icbl_desktop.domain.work import FollowUpDraft, PromiseDraft
from icbl_desktop.services import promises, trash, work_records
from icbl_desktop.services.promises import Undertaken
from icbl_desktop.services.record_kinds import FOLLOW_UP, PROMISE, Kind
from icbl_desktop.ui.context import Context, Place
from icbl_desktop.ui.kit.latest_read import LatestRead
from icbl_desktop.ui.kit.layouts import row
from icbl_desktop.ui.kit.refill import WhenShown
from icbl_desktop.ui.kit.side_by_side import SideBySide
from icbl_desktop.ui.kit.widgets import icon_button
from icbl_desktop.ui.worklog.editor_files import EditorFiles
from icbl_desktop.ui.worklog.evidence_strip import EvidenceStrip
from icbl_desktop.ui.worklog.follow_up_form import FollowUpForm
from icbl_desktop.ui.worklog.linked_choices import load_linked
from icbl_desktop.ui.worklog.opening import Opening
from icbl_desktop.ui.worklog.promise_form import PromiseForm
from icbl_desktop.ui.worklog.promise_list import FOLLOW_UPS, PROMISES, PromiseList
from icbl_desktop.ui.worklog.record_choices import Choices
from icbl_desktop.ui.worklog.record_editor import RecordEditor
from icbl_desktop.ui.worklog.resume_bar import ResumeBar

_SHOWS = {"promise", "follow_up", "activity", "campaign"}


@dataclass(frozen=True)
class _Part:
    """One of the two kinds: its editor, and what its forms are called."""

    kind: Kind[Any, Any]
    editor: RecordEditor[Any]
    resume: ResumeBar[Any]
    new: str
    edit: str
    first: str
    """The field where a new one begins."""


class PromisesPage(QWidget):
    """``open`` shows a promise or a follow-up by its id, or begins the one that the place holds."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._app, self._jobs = context.app, context.jobs
        self._read = LatestRead(context.jobs, self)
        self._list = PromiseList(context.go)
        self._files = EvidenceStrip(context)
        self._parts = {PROMISES: self._promise_part(context), FOLLOW_UPS: self._follow_up_part(context)}
        self._detail = QStackedWidget()
        self._both = SideBySide(self._list, self._detail, (1, 1))
        self._found = Undertaken((), ())
        self._wanted = ""
        self._lay_out()
        self._connect()
        self._content = WhenShown(self, self._load)

    def open(self, place: Place) -> None:
        """Show a promise or a follow-up, or begin one."""
        if place.draft is not None:
            tab = FOLLOW_UPS if isinstance(place.draft, FollowUpDraft) else PROMISES
            self._list.turn_to(tab)
            self._begin(tab, place.draft)
        elif place.id:
            for part in self._parts.values():
                part.editor.begin_at(place.id, place.field)
            self._wanted = place.id
            self._content.ask()

    def refresh(self, changed: Changed) -> None:
        """Show what changed."""
        if changed.kinds & _SHOWS:
            self._content.ask()

    def flush(self) -> None:
        """Hand over what is being typed, before the window closes."""
        for part in self._parts.values():
            part.editor.flush()

    def _load(self) -> None:
        db, today = self._app.db, date.today()  # noqa: DTZ011 - the person's own day
        self._read.ask(lambda: promises.undertaken(db, today), self._show)

    def _show(self, found: Undertaken) -> None:
        self._list.show_found(found)
        for part in self._parts.values():
            if not part.editor.is_open():
                part.resume.check()
        wanted, self._wanted = self._wanted, ""
        if wanted in {line.promise.id for line in found.promises}:
            self._choose(PROMISES, wanted)
        elif wanted in {line.follow_up.id for line in found.follow_ups}:
            self._choose(FOLLOW_UPS, wanted)

    def _choose(self, tab: int, record_id: str) -> None:
        self._list.turn_to(tab)
        self._edit(tab, record_id)

    def _begin(self, tab: int, draft: Draft | None = None) -> None:
        def load() -> tuple[Choices, Draft]:
            choices = load_linked(self._app, *_links(draft))
            return choices, draft or (_promise(choices) if tab == PROMISES else FollowUpDraft())

        self._open_editor(tab, "", load)

    def _edit(self, tab: int, record_id: str) -> None:
        db, kind = self._app.db, self._parts[tab].kind

        def load() -> tuple[Choices, Draft]:
            draft = as_draft(work_records.get(db, kind, record_id), kind.draft)
            return load_linked(self._app, *_links(draft)), draft

        self._open_editor(tab, record_id, load)

    def _open_editor(self, tab: int, record_id: str, load: Callable[[], tuple[Choices, Draft]]) -> None:
        self._leave(other_than=tab)
        part = self._parts[tab]
        title = part.edit if record_id else part.new
        part.editor.open(Opening(title, part.kind.name, record_id, load))

    def _go_on(self, tab: int, record_id: str) -> None:
        """Go on with a kept draft."""
        self._list.turn_to(tab)
        if record_id:
            self._edit(tab, record_id)
        else:
            self._begin(tab)

    def _leave(self, other_than: int) -> None:
        for tab, part in self._parts.items():
            if tab != other_than and part.editor.is_open():
                part.editor.close_record()

    def _opened(self, part: _Part, record_id: str) -> None:
        self._detail.setCurrentWidget(part.editor)
        self._both.show_second(True)
        self._list.mark(record_id)
        part.resume.hide()
        part.editor.form.row("what" if record_id else part.first).entry.setFocus(
            Qt.FocusReason.OtherFocusReason
        )

    def _closed(self, part: _Part) -> None:
        part.resume.check()
        if self._detail.currentWidget() is part.editor:
            self._both.show_second(False)
            self._list.mark("")

    def _settle(self, promise_id: str, state: PromiseState, on: date | None, how: str) -> None:
        db = self._app.db
        self._jobs.write(lambda: promises.settle(db, promise_id, state, on, how), _noted, owner=self)

    def _finish(self, follow_up_id: str, done: bool) -> None:
        db = self._app.db
        on = date.today() if done else None  # noqa: DTZ011 - the person's own day
        self._jobs.write(lambda: promises.finish(db, follow_up_id, on), _noted, owner=self)

    def _remove(self, tab: int, record_id: str) -> None:
        """Into the trash; the window offers to undo it."""
        db, part = self._app.db, self._parts[tab]
        if part.editor.is_open() and part.editor.record_id == record_id:
            part.editor.close_record()
        self._jobs.write(lambda: trash.put(db, part.kind, [record_id]), _noted, owner=self)

    def _connect(self) -> None:
        self._list.opened.connect(lambda record_id: self._edit(self._list.tab(), record_id))
        self._list.new_wanted.connect(lambda: self._begin(self._list.tab()))
        self._list.remove_wanted.connect(lambda record_id: self._remove(self._list.tab(), record_id))
        self._list.settled.connect(self._settle)
        self._list.finished.connect(self._finish)
        self._both.arranged.connect(lambda _open, covers: self._arranged(covers))
        for tab, part in self._parts.items():
            part.resume.go_on.connect(lambda record_id, at=tab: self._go_on(at, record_id))
            part.editor.shown.connect(lambda record_id, shown=part: self._opened(shown, record_id))
            part.editor.closed.connect(lambda closed=part: self._closed(closed))
        files = EditorFiles(self._parts[PROMISES].editor, self._files)
        files.done.connect(lambda _id: self._closed(self._parts[PROMISES]))
        files.refused.connect(lambda record_id: self._edit(PROMISES, record_id))
        follow_ups = self._parts[FOLLOW_UPS]
        follow_ups.editor.saved.connect(lambda _changed: self._closed(follow_ups))

    def _arranged(self, covers: bool) -> None:
        for part in self._parts.values():
            part.editor.set_covering(covers)

    def _promise_part(self, context: Context) -> _Part:
        editor = RecordEditor(context, lambda: PromiseForm(self._files), PromiseDraft, self._save(PROMISE))
        resume = ResumeBar(context, PROMISE.name, PromiseDraft, lambda draft: draft.what)
        return _Part(PROMISE, editor, resume, self.tr("New promise"), self.tr("Promise"), "who")

    def _follow_up_part(self, context: Context) -> _Part:
        editor = RecordEditor(context, FollowUpForm, FollowUpDraft, self._save(FOLLOW_UP))
        resume = ResumeBar(context, FOLLOW_UP.name, FollowUpDraft, lambda draft: draft.what)
        return _Part(FOLLOW_UP, editor, resume, self.tr("New follow-up"), self.tr("Follow-up"), "what")

    def _save(self, kind: Kind[Any, Any]) -> Callable[[Any, str, str], Changed]:
        db = self._app.db
        return lambda draft, record_id, form: work_records.save(db, kind, draft, record_id, form)

    def _lay_out(self) -> None:
        for tab, part in self._parts.items():
            remove = icon_button("trash", self.tr("Move to trash"))
            remove.clicked.connect(lambda _checked=False, at=tab: self._remove_open(at))
            part.editor.tools.addWidget(remove, 0, Qt.AlignmentFlag.AlignTop)
            part.editor.shown.connect(lambda record_id, tool=remove: tool.setVisible(bool(record_id)))
            part.editor.add_save(self.tr("Save"), lambda draft: draft, main=True)
            self._detail.addWidget(part.editor)
            self._list.bars.addWidget(part.resume)
        row(self, [self._both])

    def _remove_open(self, tab: int) -> None:
        self._remove(tab, self._parts[tab].editor.record_id)


def _links(draft: Draft | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The activities and the promises that a draft names."""
    activity, promise = getattr(draft, "activity_id", ""), getattr(draft, "promise_id", "")
    return (activity,), (promise,)


def _promise(choices: Choices) -> PromiseDraft:
    """A new promise with what is known beforehand: the state where there is only one."""
    states = choices.campaign.states
    today = date.today()  # noqa: DTZ011 - the person's own day
    return PromiseDraft(iso3=states[0] if len(states) == 1 else "", made_on=today)


def _noted(_changed: Changed) -> None:
    """Every page hears of it; there is no more to do."""
