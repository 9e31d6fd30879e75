"""Plan updates: the plan in force, a new one looked at before it is applied, and all plans that are here."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog

from icbl_desktop.app import App
from icbl_desktop.domain.vocabulary import Changed
from icbl_desktop.errors import UnknownKey, UserError
from icbl_desktop.services import countries, keys, plan_updates, plans
from icbl_desktop.services.plan_updates import Offer
from icbl_desktop.services.plans import PlanVersion
from icbl_desktop.ui import messages
from icbl_desktop.ui.context import Context, Place
from icbl_desktop.ui.kit.page_parts import Bar, Page
from icbl_desktop.ui.plan.plan_offer import OfferView
from icbl_desktop.ui.plan.plan_shelf import PlanShelf, Shelf
from icbl_desktop.ui.words import sentence

_ENDING = ".icblplan"


class PlanUpdatesPage(Page):
    """Opens a bundle by button, by dropping it, or by ``Place("plan_updates", id=path)``."""

    def __init__(self, context: Context) -> None:
        super().__init__(width=880)
        self._context = context
        self._path: Path | None = None  # while a file is open, or waits for its key to be trusted
        self._offer: Offer | None = None
        self._bar = Bar()
        self._view = OfferView()
        self._shelf = PlanShelf()
        for part in (self._bar, self._view, self._shelf):
            self.body.addWidget(part)
            part.hide()
        self.setAcceptDrops(True)
        self._bar.acted.connect(lambda: context.go(Place("settings", id="keys")))
        self._shelf.file_wanted.connect(self._ask_for_file)
        self._shelf.choose_wanted.connect(self._ask_to_choose)
        self._shelf.undo_wanted.connect(self._undo)
        self._view.apply_wanted.connect(self._apply)
        self._view.away_wanted.connect(self._put_away)
        self._say_title()
        self._load()

    def open(self, place: Place) -> None:
        """Look into the bundle whose path the place gives."""
        if place.id:
            self._look_into(Path(place.id))

    def refresh(self, changed: Changed) -> None:
        """Fetch the plans anew; an open file is looked into again, perhaps with a key trusted since."""
        if changed.kinds & {"plan", "campaign", "trusted_key"}:
            self._load()
            if self._path is not None:
                self._look_into(self._path)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome a plan file."""
        if _plan_file(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Look into the dropped file."""
        path = _plan_file(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self._look_into(path)

    def _load(self) -> None:
        app = self._context.app
        self._context.jobs.read(lambda: _shelf(app), self._show_shelf, owner=self)

    def _show_shelf(self, shelf: Shelf) -> None:
        self._shelf.show_shelf(shelf)
        self._shelf.setVisible(self._offer is None)

    def _ask_for_file(self) -> None:
        kinds = self.tr("Plans ({pattern})").format(pattern=f"*{_ENDING}")
        chosen, _ = QFileDialog.getOpenFileName(self, self.tr("Open a plan file"), "", kinds)
        if chosen:
            self._look_into(Path(chosen))

    def _look_into(self, path: Path) -> None:
        self._path = path
        db = self._context.app.db
        self._context.jobs.read(
            lambda: plan_updates.look(db, path), self._show_offer, owner=self, failed=self._show_refusal
        )

    def _show_offer(self, offer: Offer) -> None:
        self._offer = offer
        self._bar.hide()
        self._shelf.hide()
        self._view.show_offer(offer, countries.facts().name)
        self._view.show()
        decide = self.tr("Nothing is changed yet. Read what it changes, then decide.")
        self.heading.say(
            self.tr("A plan to look at"), self.tr("Nothing was changed.") if offer.obstacle else decide
        )
        self._to_the_top()

    def _show_refusal(self, refusal: UserError) -> None:
        unknown = isinstance(refusal, UnknownKey)
        path = self._path if unknown else None
        self._put_away()
        self._path = path
        words = sentence(refusal)
        if unknown:
            more = self.tr(
                "If it is the secretariat's, add the key in Settings: this page then opens the file again."
            )
            words = f"{words} {more}"
        self._bar.say(words, "error", self.tr("Add a key in Settings") if unknown else "")
        self._to_the_top()

    def _put_away(self) -> None:
        self._path = self._offer = None
        self._view.hide()
        self._bar.hide()
        self._shelf.show()
        self._say_title()
        self._shelf.open_file.setFocus(Qt.FocusReason.OtherFocusReason)

    def _apply(self) -> None:
        offer, app = self._offer, self._context.app
        if offer is None:
            return
        self._view.set_busy(True)
        self._context.jobs.write(
            lambda: plan_updates.apply(app.db, app.folders, offer),
            lambda _changed: self._say_done(
                self.tr(
                    "You now work under {title}. A backup was made first, and all your work is still here."
                ).format(title=offer.bundle.plan.title)
            ),
            owner=self,
            failed=self._show_refusal,
        )

    def _ask_to_choose(self, version: PlanVersion) -> None:
        agreed = messages.ask(
            self,
            self.tr("Work under {title}?").format(title=version.title),
            self.tr(
                "Your records stay as they are. You can come back to the plan you work under now at any time."
            ),
            self.tr("Work under this plan"),
            self.tr("Stay"),
        )
        if not agreed:
            return
        db, done = self._context.app.db, self.tr("You now work under {title}.").format(title=version.title)
        self._context.jobs.write(
            lambda: plans.choose(db, version.plan_id), lambda _changed: self._say_done(done), owner=self
        )

    def _undo(self) -> None:
        db = self._context.app.db
        done = self.tr("You are back under the plan before. All your work is still here.")
        self._context.jobs.write(
            lambda: plan_updates.undo(db), lambda _changed: self._say_done(done), owner=self
        )

    def _say_done(self, words: str) -> None:
        self._put_away()
        self._bar.say(words, "success")
        self._to_the_top()

    def _say_title(self) -> None:
        self.heading.say(
            self.tr("Plan updates"), self.tr("The plan you work under, and what a new one changes.")
        )

    def _to_the_top(self) -> None:
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.verticalScrollBar().setValue(0)


def _shelf(app: App) -> Shelf:
    """On the reader thread."""
    signers = {key.fingerprint: key.name for key in keys.trusted(app.db)}
    before = plan_updates.undoable(app.db)
    return Shelf(
        plans.catalogue(app.db), plans.history(app.db), signers, back_to=before.title if before else ""
    )


def _plan_file(data: QMimeData) -> Path | None:
    """The first plan file among what is dragged."""
    paths = (Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile())
    return next((path for path in paths if path.suffix.lower() == _ENDING), None)
