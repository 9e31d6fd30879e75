"""Step 1 of the plan desk: the workbook, what it holds, and what is to be mended in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from icbl_desktop.domain.plan import Plan
from icbl_desktop.domain.plan_extras import Extras
from icbl_desktop.errors import UserError
from icbl_desktop.services import plan_desk, plans
from icbl_desktop.services.plan_desk import Book
from icbl_desktop.services.plans import PlanVersion
from icbl_desktop.ui.context import Context
from icbl_desktop.ui.kit.icon_line import icon_note
from icbl_desktop.ui.kit.language_names import language_name
from icbl_desktop.ui.kit.latest_read import LatestRead
from icbl_desktop.ui.kit.layouts import FlowLayout, clear, column, row
from icbl_desktop.ui.kit.page_parts import Bar
from icbl_desktop.ui.kit.paths import shown_path
from icbl_desktop.ui.kit.widgets import Card, Chip, Paragraph, button, label
from icbl_desktop.ui.plan_desk.book_watch import BookWatch
from icbl_desktop.ui.plan_desk.problem_list import ProblemList
from icbl_desktop.ui.words import days, number, sentence

BOOK_ENDING = ".xlsx"


class BookStep(Card):
    """Opened by button or dropped on the page; read again whenever its program saves it."""

    book_read = Signal(object)
    """A ``Book``, each time its content is another."""
    book_left = Signal()
    """The workbook is put away, for another that is not read yet."""

    def __init__(self, context: Context) -> None:
        super().__init__(self.tr("1  The workbook"), gap=12)
        self._context = context
        self._read = LatestRead(context.jobs, self)
        self._path: Path | None = None
        self._book: Book | None = None
        self._watch = BookWatch(self)
        self._watch.saved.connect(self._read_again)
        self._bar = Bar()
        self._intro = Paragraph(
            self.tr(
                "A plan is written in a workbook, with any spreadsheet program. Drop one anywhere on this "
                "page, open it, or start a new one. Nothing in it is changed here."
            )
        )
        self._about = column(gap=8)
        self._problems = ProblemList()
        for part in (self._bar, self._intro):
            self.body.addWidget(part)
        self.body.addLayout(self._about)
        self.body.addWidget(self._build_buttons())
        self.body.addWidget(self._problems)
        self._problems.hide()

    def read(self, path: Path, said: str = "") -> None:
        """Read this workbook, and watch it from now on; ``said`` stays above it until it is saved again."""
        if path != self._path:
            self._leave()
        self._path = path
        self._watch.watch(path)
        self._read.ask(
            lambda: plan_desk.read_book(path), lambda book: self._show(book, said), failed=self._refused
        )

    def refresh(self) -> None:
        """The plans here changed: offer those there are now to start from."""
        db = self._context.app.db
        self._context.jobs.read(lambda: plans.catalogue(db), self._offer_plans, owner=self)

    def _build_buttons(self) -> QWidget:
        made = QWidget()
        flow = FlowLayout(made)
        self._open = button(self.tr("Open a workbook…"), "plain", "folder-open")
        self._again = button(self.tr("Check again"), "quiet", "arrow-counter-clockwise")
        self._edit = button(self.tr("Edit it in the spreadsheet program"), "quiet", "arrow-square-out")
        self._new = button(self.tr("Start a new one"), "quiet", "plus")
        self._menu = QMenu(self._new)
        self._new.setMenu(self._menu)
        self._open.clicked.connect(self._ask_for_file)
        self._again.clicked.connect(self._read_again)
        self._edit.clicked.connect(self._open_outside)
        for one in (self._open, self._again, self._edit, self._new):
            flow.addWidget(one)
        self._again.hide()
        self._edit.hide()
        return made

    def _offer_plans(self, versions: tuple[PlanVersion, ...]) -> None:
        self._menu.clear()
        empty = self._menu.addAction(self.tr("Empty, with an example on each sheet"))
        empty.triggered.connect(lambda: self._ask_where(""))
        for version in reversed(versions):
            words = self.tr("From {title}").format(title=version.title.replace("&", "&&"))
            self._menu.addAction(words).triggered.connect(
                lambda _checked=False, plan_id=version.plan_id: self._ask_where(plan_id)
            )

    def _ask_for_file(self) -> None:
        kinds = self.tr("Workbooks ({pattern})").format(pattern=f"*{BOOK_ENDING}")
        chosen, _ = QFileDialog.getOpenFileName(self, self.tr("Open a workbook"), "", kinds)
        if chosen:
            self.read(Path(chosen))

    def _ask_where(self, plan_id: str) -> None:
        kinds = self.tr("Workbooks ({pattern})").format(pattern=f"*{BOOK_ENDING}")
        name = f"{(plan_id or self.tr('plan')).replace(':', '-')}{BOOK_ENDING}"
        chosen, _ = QFileDialog.getSaveFileName(self, self.tr("Save the new workbook"), name, kinds)
        if not chosen:
            return
        path = Path(chosen) if chosen.lower().endswith(BOOK_ENDING) else Path(f"{chosen}{BOOK_ENDING}")
        app = self._context.app
        self._context.jobs.write(
            lambda: plan_desk.start_book(app.db, app.folders, plan_id, path),
            self._started,
            owner=self,
            failed=self._refused,
        )

    def _started(self, path: Path) -> None:
        self.read(
            path,
            self.tr(
                "The new workbook is saved. Write in it and save: it is checked here each time you save it."
            ),
        )

    def _read_again(self) -> None:
        if self._path is not None:
            self.read(self._path)

    def _leave(self) -> None:
        """Another workbook is wanted: nothing of the one before stays to be signed by mistake."""
        self._book = None
        clear(self._about)
        self._problems.hide()
        self.book_left.emit()

    def _refused(self, refusal: UserError) -> None:
        self._bar.say(sentence(refusal), "error")

    def _show(self, book: Book, said: str) -> None:
        self._bar.hide()
        if said:
            self._bar.say(said, "success")
        same = book == self._book
        self._book = book
        for shown in (self._again, self._edit):
            shown.show()
        self._intro.hide()
        if same:
            return
        clear(self._about)
        for line in _about(book):
            self._about.addWidget(line)
        self._problems.show_problems(book.checked.problems)
        self.book_read.emit(book)

    def _open_outside(self) -> None:
        if self._book and not QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._book.path))):
            self._bar.say(
                self.tr("No program on this computer opens workbooks. One such is free: LibreOffice."),
                "error",
            )


def _headline(book: Book) -> QWidget:
    """The plan's title, or the file's name, and whether all is well."""
    plan, found = book.checked.plan, len(book.checked.problems)
    title = plan.title if plan else shown_path(Path(book.path.name))
    where = shown_path(book.path)
    words = column(gap=0)
    words.addWidget(label(title, "strong", wrap=True))
    below = f"{days(plan.start, plan.end)} · {where}" if plan else where
    words.addWidget(label(below, "secondary", wrap=True))
    count = _tr("1 problem") if found == 1 else _tr("{n} problems").format(n=number(found))
    chip = Chip(count, "error") if found else Chip(_tr("No problems"), "success")
    line = QWidget()
    across = row(line, [], gap=16)
    across.addLayout(words, 1)
    across.addWidget(chip, 0, Qt.AlignmentFlag.AlignTop)
    return line


def _counts(plan: Plan, extras: Extras) -> QWidget:
    """How much of everything the plan holds."""
    line = QWidget()
    flow = FlowLayout(line)
    flow.setSpacing(16)
    facts = [
        (_tr("Objectives"), len(plan.objectives)),
        (_tr("Targets"), len(plan.targets)),
        (_tr("Indicators"), len(plan.indicators)),
        (_tr("Activities"), len(plan.activities)),
        (_tr("Ways of working"), len(plan.strategies)),
        (_tr("Commitments"), len(plan.commitments)),
        (_tr("Events"), len(plan.events)),
        (_tr("Alerts"), len(extras.alerts)),
        (_tr("Toolkit documents"), len(extras.toolkit)),
    ]
    for words, count in facts:
        if count:
            flow.addWidget(_fact(words, number(count)))
    if extras.titles:
        flow.addWidget(_fact(_tr("Also in"), ", ".join(map(language_name, extras.titles))))
    return line


def _fact(words: str, value: str) -> QWidget:
    made = QWidget()
    row(made, [label(words, "secondary"), label(value, "strong")], gap=6)
    return made


def _about(book: Book) -> Iterator[QWidget]:
    yield _headline(book)
    if book.checked.plan is not None:
        yield _counts(book.checked.plan, book.checked.extras)
    for name in book.checked.unread:
        yield icon_note("info", _tr("Not read: {name}.").format(name=name))


def _tr(text: str) -> str:
    return QCoreApplication.translate("book_step", text)
