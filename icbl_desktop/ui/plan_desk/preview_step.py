"""Step 2 of the plan desk: the new plan as a campaign would see it, against the last bundle."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QFileDialog

from icbl_desktop.config import PLAN_ENDING
from icbl_desktop.errors import UserError
from icbl_desktop.services import countries, plan_desk
from icbl_desktop.services.plan_desk import Base, Book
from icbl_desktop.ui.context import Context
from icbl_desktop.ui.kit.forms import FORM_WIDTH, FieldRow
from icbl_desktop.ui.kit.held_width import hold_width
from icbl_desktop.ui.kit.input_choices import Choice, Option
from icbl_desktop.ui.kit.latest_read import LatestRead
from icbl_desktop.ui.kit.page_parts import Bar
from icbl_desktop.ui.kit.widgets import Card, button
from icbl_desktop.ui.plan_desk.preview_lines import PreviewLines
from icbl_desktop.ui.settings.state_picker import fold
from icbl_desktop.ui.words import day, number, sentence


class PreviewStep(Card):
    """One state at a time, or all; compared with the last bundle, or with another."""

    filled = Signal()
    """All of a preview stands there."""

    def __init__(self, context: Context) -> None:
        super().__init__(self.tr("2  What campaigns will see"), gap=12)
        self._context = context
        self._finding, self._comparing = LatestRead(context.jobs, self), LatestRead(context.jobs, self)
        self._book: Book | None = None
        self._bases: Sequence[Base] | None = None
        self._opened: Base | None = None
        self._bar = Bar()
        states = sorted(countries.facts().states.values(), key=lambda one: fold(one.name))
        self._state = Choice([Option(one.iso3, one.name) for one in states], none=self.tr("All states"))
        self._base = Choice([])
        another = button(self.tr("Compare with another bundle…"), "link", "folder-open")
        self._lines = PreviewLines(countries.facts().name)
        self._lines.filled.connect(self.filled)
        self._state.edited.connect(self._compare)
        self._base.edited.connect(self._compare)
        another.clicked.connect(self._ask_for_base)
        self.body.addWidget(self._bar)
        for words, entry in (
            (self.tr("See it as a campaign in"), self._state),
            (self.tr("Compared with"), self._base),
        ):
            field = FieldRow(words, entry)
            hold_width(field, most=FORM_WIDTH)
            self.body.addWidget(field)
        for part in (another, self._lines):
            self.body.addWidget(part)

    def show_book(self, book: Book) -> None:
        """Show what this workbook's plan would change."""
        before = self._book.checked.plan if self._book else None
        self._book, plan = book, book.checked.plan
        self.setVisible(plan is not None)
        if before and plan and before.id != plan.id:
            self._opened = None
        self.load()

    def load(self) -> None:
        """Ask anew what there is to compare with, then compare; what is shown stays until then."""
        plan, app = self._book.checked.plan if self._book else None, self._context.app
        if plan is not None:
            self._finding.ask(
                lambda: plan_desk.bases(app.db, app.folders, plan), self._show_bases, failed=self._refused
            )

    def _show_bases(self, bases: Sequence[Base]) -> None:
        last, self._bases = (self._bases or ())[:1], bases
        opened = [self._opened] if self._opened else []
        self._base.set_options([Option(_key(one), _name(one)) for one in (*opened, *bases)])
        if last != bases[:1] and not opened and bases:
            self._base.set_value(_key(bases[0]))
        self._compare()

    def _compare(self) -> None:
        plan = self._book.checked.plan if self._book else None
        if self._book is None or plan is None or self._bases is None:
            return
        extras, iso3 = self._book.checked.extras, self._state.value()
        opened = [self._opened] if self._opened else []
        base = next((one for one in (*opened, *self._bases) if _key(one) == self._base.value()), None)
        self._comparing.ask(
            lambda: plan_desk.preview(base, plan, extras, (iso3,) if iso3 else ()), self._lines.show_preview
        )

    def _ask_for_base(self) -> None:
        kinds = self.tr("Plans ({pattern})").format(pattern=f"*{PLAN_ENDING}")
        chosen, _ = QFileDialog.getOpenFileName(self, self.tr("Open an earlier bundle"), "", kinds)
        if chosen:
            path = Path(chosen)
            self._finding.ask(lambda: plan_desk.open_base(path), self._show_opened, failed=self._refused)

    def _show_opened(self, base: Base) -> None:
        self._opened = base
        self._bar.hide()
        self._show_bases(self._bases or ())
        self._base.set_value(_key(base))
        self._compare()

    def _refused(self, refusal: UserError) -> None:
        self._bar.say(sentence(refusal), "error")


def _key(base: Base) -> str:
    return f"{base.plan.id} {base.bundle_id}"


def _name(base: Base) -> str:
    if base.issued_at is None:
        return _tr("{title}, came with the program").format(title=base.plan.title)
    words = _tr("{title}, number {n} of {date}")
    return words.format(title=base.plan.title, n=number(base.number), date=day(base.issued_at))


def _tr(text: str) -> str:
    return QCoreApplication.translate("preview_step", text)
