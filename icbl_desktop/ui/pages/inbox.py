"""Inbox, for the secretariat: reports come in, a person decides and reviews, and sees what they add up to."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QStackedWidget, QTabWidget, QWidget

from icbl_desktop.domain.receipt import ReceiptState
from icbl_desktop.domain.vocabulary import Changed
from icbl_desktop.errors import UserError
from icbl_desktop.ui.context import Context, Place
from icbl_desktop.ui.inbox import inbox_reads
from icbl_desktop.ui.inbox.adding import Adding, Delivered
from icbl_desktop.ui.inbox.delivery_step import DeliveryStep
from icbl_desktop.ui.inbox.due_table import DueTable
from icbl_desktop.ui.inbox.need_acts import NeedActs
from icbl_desktop.ui.inbox.needs_list import NeedsList, Waiting
from icbl_desktop.ui.inbox.reports_tab import ReportsTab
from icbl_desktop.ui.kit import look
from icbl_desktop.ui.kit.latest_read import LatestRead
from icbl_desktop.ui.kit.layouts import column, row
from icbl_desktop.ui.kit.menus import open_below
from icbl_desktop.ui.kit.page_parts import Bar, Heading
from icbl_desktop.ui.kit.refill import WhenShown
from icbl_desktop.ui.kit.widgets import button, icon_button
from icbl_desktop.ui.picture.picture_view import PictureView
from icbl_desktop.ui.words import number, sentence
from icbl_desktop.ui.worklog.file_drops import FileDrops

NEEDS, DUE, PICTURE, REPORTS = "needs", "due", "picture", "reports"
"""Places on this page; the digest of a report is another."""

_HEADING_FROM = 400
"""Pixels before the text scale: the heading is shown from this height on."""


class InboxPage(QWidget):
    """Four tabs; in their stead, once files were added, what became of them."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._plan_id = ""
        self._stopped: Delivered | None = None
        self._picture: PictureView | None = None
        self._bar = Bar()
        self._adding = Adding(context, self)
        self._needs, self._due = NeedsList(context, NeedActs(context, self)), DueTable()
        self._picture_tab, self._reports = QWidget(), ReportsTab(context)
        self._delivery = DeliveryStep(context)
        self._add = icon_button("plus", self.tr("Add to the inbox"))
        self._tabs, self._stack = QTabWidget(), QStackedWidget()
        self._waiting, self._due_read, self._reports_read = (
            LatestRead(context.jobs, self, slow=True) for _ in range(3)
        )
        self._lay_out()
        self._connect()
        FileDrops(self, self._adding.add)
        self._when_shown = WhenShown(self, self._load)

    def open(self, place: Place) -> None:
        """Show one of the tabs, or a report."""
        tabs = {NEEDS: self._needs, DUE: self._due, PICTURE: self._picture_tab, REPORTS: self._reports}
        if place.id in tabs:
            self._show_tab(tabs[place.id])
        elif place.id:
            self._open_report(place.id)

    def refresh(self, changed: Changed) -> None:
        """Show what is so now, as soon as the page is on screen."""
        if changed.kinds & {"inbox", "plan", "settings"}:
            self._when_shown.ask()
        if self._picture is not None:
            self._picture.refresh(changed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a window that is low for its text the tabs say enough: the room is for what is in them."""
        super().resizeEvent(event)
        has_room = self.height() >= look.scaled(_HEADING_FROM)
        self._heading.setVisible(has_room)
        self._add.setVisible(not has_room)

    def _load(self) -> None:
        app, plan_id = self._context.app, self._plan_id
        self._waiting.ask(lambda: inbox_reads.waiting(app), self._show_waiting, self._refused)
        self._due_read.ask(lambda: inbox_reads.due_now(app, plan_id), self._due.show_due, self._refused)
        self._reports_read.ask(
            lambda: inbox_reads.every_report(app), self._reports.show_reports, self._refused
        )

    def _show_waiting(self, waiting: Waiting) -> None:
        self._needs.show_waiting(waiting)
        total = waiting.needs.total
        words = self.tr("Needs you ({n})").format(n=number(total)) if total else self.tr("Needs you")
        self._tabs.setTabText(self._tabs.indexOf(self._needs), words)

    def _show_plan(self, plan_id: str) -> None:
        self._plan_id = plan_id
        app = self._context.app
        self._due_read.ask(lambda: inbox_reads.due_now(app, plan_id), self._due.show_due, self._refused)

    def _show_tab(self, tab: QWidget) -> None:
        self._stack.setCurrentIndex(0)
        self._tabs.setCurrentWidget(tab)

    def _open_report(self, digest: str) -> None:
        self._show_tab(self._reports)
        self._reports.show_report(digest)

    def _open_to_review(self) -> None:
        self._reports.list.narrow_to(state=ReceiptState.RECEIVED)
        self._show_tab(self._reports)

    def _open_campaign(self, campaign: str) -> None:
        self._reports.list.narrow_to(campaign=campaign)
        self._show_tab(self._reports)

    def _turned(self) -> None:
        """Make the picture when it is first asked for."""
        if self._tabs.currentWidget() is self._picture_tab and self._picture is None:
            self._picture = PictureView(self._context)
            row(self._picture_tab, [self._picture], margins=(0, 16, 0, 0))

    def _begun(self) -> None:
        self._stopped = None
        words = self.tr("Reports are being added. You can go on working; Cancel stands in the bottom line.")
        self._bar.say(words, "info")

    def _delivered(self, delivered: Delivered) -> None:
        self._bar.hide()
        if delivered.stopped:
            self._stopped = delivered
            words = self.tr("Stopped. What was added until then is here. Add the same again to go on.")
            self._bar.say(words, "caution", self.tr("Go on"))
            return
        self._delivery.show_delivered(delivered)
        self._stack.setCurrentWidget(self._delivery)

    def _go_on(self) -> None:
        if self._stopped is not None:
            self._adding.add(self._stopped.paths)

    def _say_saved(self, path: str) -> None:
        self._bar.say(self.tr("The receipts are in {path}.").format(path=path), "success")

    def _refused(self, refusal: UserError) -> None:
        self._bar.say(sentence(refusal), "error")

    def _connect(self) -> None:
        self._bar.acted.connect(self._go_on)
        self._adding.begun.connect(self._begun)
        self._adding.ended.connect(self._delivered)
        self._adding.refused.connect(self._refused)
        self._delivery.again.connect(self._adding.add)
        self._delivery.left.connect(lambda: self._stack.setCurrentIndex(0))
        self._delivery.opened.connect(self._open_report)
        self._needs.report_wanted.connect(self._open_report)
        self._needs.review_wanted.connect(self._open_to_review)
        self._needs.add_wanted.connect(self._adding.ask_for_files)
        self._needs.due_wanted.connect(lambda: self._show_tab(self._due))
        self._needs.receipts_saved.connect(self._say_saved)
        self._due.plan_wanted.connect(self._show_plan)
        self._due.campaign_wanted.connect(self._open_campaign)
        self._tabs.currentChanged.connect(lambda _tab: self._turned())

    def _add_menu(self) -> QMenu:
        """Both ways to add, where the heading with its buttons has no room."""
        menu = QMenu(self)
        menu.addAction(self.tr("Add files…"), self._adding.ask_for_files)
        menu.addAction(self.tr("Add a folder…"), self._adding.ask_for_folder)
        return menu

    def _lay_out(self) -> None:
        self._tabs.tabBar().setAccessibleName(self.tr("Inbox"))
        self._tabs.addTab(self._needs, self.tr("Needs you"))
        self._tabs.addTab(self._due, self.tr("Due, not received"))
        self._tabs.addTab(self._picture_tab, self.tr("Picture"))
        self._tabs.addTab(self._reports, self.tr("Reports"))
        words = self.tr("What campaigns sent. Drop files or folders anywhere on this page.")
        self._heading = Heading(self.tr("Inbox"), words)
        files = button(self.tr("Add files…"), "plain", "plus")
        folder = button(self.tr("Add a folder…"), "plain", "folder-open")
        files.clicked.connect(self._adding.ask_for_files)
        folder.clicked.connect(self._adding.ask_for_folder)
        for one in (files, folder):
            self._heading.buttons.addWidget(one)
        self._add.clicked.connect(lambda: open_below(self._add_menu(), self._add))
        self._tabs.setCornerWidget(self._add)
        self._stack.addWidget(self._tabs)
        self._stack.addWidget(self._delivery)
        whole = column(self, gap=12, margins=(32, 24, 32, 16))
        for part in (self._heading, self._bar):
            whole.addWidget(part)
        whole.addWidget(self._stack, 1)
