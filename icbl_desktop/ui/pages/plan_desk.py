"""Plan desk, for the secretariat: from a workbook to a signed bundle, and the keys that sign it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QTabBar, QWidget

from icbl_desktop.domain.vocabulary import Changed
from icbl_desktop.services import plan_signing
from icbl_desktop.services.plan_desk import Book
from icbl_desktop.services.plan_signing import Office, Signed
from icbl_desktop.ui.context import Context, Place
from icbl_desktop.ui.kit.layouts import column
from icbl_desktop.ui.kit.page_parts import Page
from icbl_desktop.ui.kit.tab_order import tab_as_read
from icbl_desktop.ui.plan_desk.book_step import BOOK_ENDING, BookStep
from icbl_desktop.ui.plan_desk.key_list_card import KeyListCard
from icbl_desktop.ui.plan_desk.own_keys import OwnKeys
from icbl_desktop.ui.plan_desk.preview_step import PreviewStep
from icbl_desktop.ui.plan_desk.saved_bundle import SavedBundle
from icbl_desktop.ui.plan_desk.sign_step import SignStep

_PLAN, _KEYS = range(2)
_WIDTH = 880


class PlanDeskPage(Page):
    """Two tabs: the plan in three steps that appear as they can be taken, and the office's keys."""

    def __init__(self, context: Context) -> None:
        super().__init__(_WIDTH)
        self._context = context
        words = self.tr("From a workbook to a signed plan that campaigns can trust.")
        self.heading.say(self.tr("Plan desk"), words)
        self._tabs = QTabBar()
        self._tabs.setAccessibleName(self.tr("Plan desk"))
        self._tabs.setExpanding(False)
        self._tabs.addTab(self.tr("Plan"))
        self._tabs.addTab(self.tr("Keys"))
        self._tabs.currentChanged.connect(self._turn)
        self._book, self._preview = BookStep(context), PreviewStep(context)
        self._sign, self._saved = SignStep(context), SavedBundle()
        self._own_keys, self._key_list = OwnKeys(context), KeyListCard(context)
        self._plan_tab = _stack(self._saved, self._book, self._preview, self._sign)
        self._keys_tab = _stack(self._own_keys, self._key_list)
        for part in (self._tabs, self._plan_tab, self._keys_tab):
            self.body.addWidget(part)
        self._show_no_book()
        self.setAcceptDrops(True)
        self._connect()
        self._turn(_PLAN)
        self._book.refresh()
        self._load_office()

    def refresh(self, changed: Changed) -> None:
        """Another plan came in, or a root was confirmed."""
        if "plan" in changed.kinds:
            self._book.refresh()
            self._preview.load()
            self._sign.propose()
        if "trusted_key" in changed.kinds:
            self._load_office()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome a workbook."""
        if _workbook(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read the dropped workbook."""
        path = _workbook(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self._tabs.setCurrentIndex(_PLAN)
            self._book.read(path)

    def _connect(self) -> None:
        self._book.book_read.connect(self._show_book)
        self._book.book_left.connect(self._show_no_book)
        self._preview.filled.connect(lambda: tab_as_read(self._plan_tab))
        self._sign.key_wanted.connect(self._begin_key)
        self._sign.saved.connect(self._show_saved)
        self._saved.look_wanted.connect(lambda path: self._context.go(Place("plan_updates", id=str(path))))
        self._own_keys.changed.connect(self._load_office)
        self._key_list.changed.connect(self._load_office)

    def _turn(self, tab: int) -> None:
        self._plan_tab.setVisible(tab == _PLAN)
        self._keys_tab.setVisible(tab == _KEYS)
        self.verticalScrollBar().setValue(0)

    def _show_book(self, book: Book) -> None:
        self._saved.hide()
        self._preview.show_book(book)
        self._sign.show_book(book)

    def _show_no_book(self) -> None:
        for part in (self._saved, self._preview, self._sign):
            part.hide()

    def _show_saved(self, signed: Signed, path: Path) -> None:
        self._saved.say(signed, path)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.verticalScrollBar().setValue(0)
        self._preview.load()
        self._sign.propose()

    def _begin_key(self) -> None:
        self._tabs.setCurrentIndex(_KEYS)
        self._own_keys.begin_making()

    def _load_office(self) -> None:
        app = self._context.app
        self._context.jobs.read(
            lambda: plan_signing.office(app.db, app.folders), self._show_office, owner=self
        )

    def _show_office(self, office: Office) -> None:
        for part in (self._own_keys, self._key_list, self._sign):
            part.show_office(office)
        tab_as_read(self._keys_tab)


def _stack(*parts: QWidget) -> QWidget:
    made = QWidget()
    layout = column(made, gap=16)
    for part in parts:
        layout.addWidget(part)
    return made


def _workbook(data: QMimeData) -> Path | None:
    """The first workbook among what is dragged."""
    paths = (Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile())
    return next((path for path in paths if path.suffix.lower() == BOOK_ENDING), None)
