"""Plan updates: the plan in force, a new one looked at before it is applied, and all plans that are here."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from icbl_desktop.app import App
from icbl_desktop.domain.vocabulary import Changed
from icbl_desktop.errors import UnknownKey, UserError
from icbl_desktop.services import campaign, countries, keys, plan_history, plan_offers, plan_updates, plans
from icbl_desktop.services.plan_history import PlanStep
from icbl_desktop.services.plan_offers import Offer
from icbl_desktop.services.plans import PlanVersion
from icbl_desktop.ui import messages
from icbl_desktop.ui.context import Context, Place
from icbl_desktop.ui.kit.page_parts import Bar, Page
from icbl_desktop.ui.plan.opened_plan import OpenedPlan, opened_plan
from icbl_desktop.ui.plan.plan_comparison import Comparable, PlanComparison
from icbl_desktop.ui.plan.plan_offer import OfferView
from icbl_desktop.ui.plan.plan_shelf import PlanShelf, Shelf
from icbl_desktop.ui.plan.receipts_line import ReceiptsLine
from icbl_desktop.ui.plan_files import ask_for_plan_file
from icbl_desktop.ui.words import sentence


class PlanUpdatesPage(Page):
    """Opens a bundle by button, or by ``Place("plan_updates", id=path)``; the window sends those dropped."""

    def __init__(self, context: Context) -> None:
        super().__init__(width=880)
        self._context = context
        self._path: Path | None = None  # while a file is open, or waits for its key to be trusted
        self._offer: Offer | None = None
        self._bar, self._receipts = Bar(), ReceiptsLine(context)
        self._view = OfferView(context.go)
        self._shelf = PlanShelf()
        self._comparison = PlanComparison()
        for part in (self._bar, self._receipts, self._view, self._shelf, self._comparison):
            self.body.addWidget(part)
            part.hide()
        self._bar.acted.connect(lambda: context.go(Place("settings", id="keys")))
        self._shelf.file_wanted.connect(self._ask_for_file)
        self._shelf.choose_wanted.connect(self._ask_to_choose)
        self._shelf.look_wanted.connect(self._look_back)
        self._shelf.compare_wanted.connect(self._compare)
        self._shelf.undo_wanted.connect(self._undo)
        self._view.apply_wanted.connect(self._apply)
        self._view.question.trusted.connect(self._trust)
        for view in (self._view, self._comparison):
            view.away_wanted.connect(self._put_away)
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

    def _load(self) -> None:
        app = self._context.app
        self._context.jobs.read(lambda: _shelf(app), self._show_shelf, owner=self)

    def _show_shelf(self, shelf: Shelf) -> None:
        self._shelf.show_shelf(shelf)
        if not (self._view.isVisibleTo(self) or self._comparison.isVisibleTo(self)):
            self._shelf.show()

    def _ask_for_file(self) -> None:
        chosen = ask_for_plan_file(self)
        if chosen is not None:
            self._look_into(chosen)

    def _look_into(self, path: Path) -> None:
        self._path = path
        db = self._context.app.db
        self._open(lambda: plan_offers.look(db, path))

    def _look_back(self, step: PlanStep) -> None:
        db = self._context.app.db
        self._open(lambda: plan_offers.look_back(db, step.key))

    def _open(self, look: Callable[[], Offer]) -> None:
        app = self._context.app
        self._context.jobs.read(
            lambda: opened_plan(app, look()), self._show_plan, owner=self, failed=self._show_refusal
        )

    def _show_plan(self, opened: OpenedPlan) -> None:
        self._offer = opened.offer
        self._bar.hide()
        self._receipts.take_in(opened.offer)
        self._view.show_plan(opened)
        self._show_only(self._view)
        decide = self.tr("Nothing is changed yet. Read what it changes, then decide.")
        read_only = opened.offer.obstacle and not opened.offer.stranger
        self.heading.say(
            self.tr("A plan to look at"), self.tr("Nothing was changed.") if read_only else decide
        )
        self._to_the_top()

    def _trust(self, name: str) -> None:
        """The change that follows looks into the file again."""
        stranger = self._offer.stranger if self._offer else None
        if stranger is None:
            return
        db = self._context.app.db
        self._context.jobs.write(
            lambda: keys.trust(db, stranger.text, name, stranger.role),
            lambda _changed: None,
            owner=self,
            failed=self._view.question.refuse,
        )

    def _compare(self) -> None:
        app = self._context.app
        self._context.jobs.read(lambda: _comparable(app), self._show_comparison, owner=self)

    def _show_comparison(self, found: Comparable) -> None:
        self._bar.hide()
        self._comparison.show_plans(found)
        self._show_only(self._comparison)
        self.heading.say(
            self.tr("Compare two plans"), self.tr("What each of them holds, and what changes between them.")
        )
        self._to_the_top()
        self._comparison.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_only(self, part: QWidget) -> None:
        for one in (self._view, self._shelf, self._comparison):
            one.setVisible(one is part)

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
        self._bar.hide()
        self._show_only(self._shelf)
        self._say_title()
        self._shelf.open_file.setFocus(Qt.FocusReason.OtherFocusReason)

    def _apply(self) -> None:
        offer, app, settled = self._offer, self._context.app, self._view.settled()
        if offer is None:
            return
        self._view.set_busy(True)
        self._context.jobs.write(
            lambda: plan_updates.apply(app.db, app.folders, offer, settled),
            lambda _changed: self._say_done(
                self.tr(
                    "You now work under {title}. A backup was made first, and all your work is still here."
                ).format(title=offer.plan.title)
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
    listed = keys.officers(app.db)
    signers = {one.fingerprint: one.name for one in (listed.keys if listed else ())}
    signers |= {key.fingerprint: key.name for key in keys.trusted(app.db)}
    before = plan_updates.undoable(app.db)
    return Shelf(
        plans.catalogue(app.db),
        plan_history.history(app.db),
        signers,
        back_to=before.title if before else "",
        today=app.db.clock().astimezone().date(),
    )


def _comparable(app: App) -> Comparable:
    """On the reader thread."""
    return Comparable(
        plan_history.every_version(app.db),
        plans.current_version(app.db).digest,
        campaign.get(app.db).states,
        countries.known(app.db).name,
    )
