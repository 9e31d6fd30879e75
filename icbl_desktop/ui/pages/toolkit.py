"""Toolkit: the documents for campaigns that came with the plan, by objective and language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QVBoxLayout, QWidget

from icbl_desktop.app import App
from icbl_desktop.domain.plan import Objective
from icbl_desktop.domain.plan_extras import ToolkitDocument
from icbl_desktop.domain.vocabulary import Changed
from icbl_desktop.services import plans, toolkit
from icbl_desktop.ui.context import Context, Place
from icbl_desktop.ui.kit.input_choices import ChipChoice, Option
from icbl_desktop.ui.kit.language_names import language_name
from icbl_desktop.ui.kit.latest_read import LatestRead
from icbl_desktop.ui.kit.layouts import column
from icbl_desktop.ui.kit.page_parts import EmptyState, Page
from icbl_desktop.ui.kit.refill import Refill, WhenShown
from icbl_desktop.ui.kit.widgets import Card, label
from icbl_desktop.ui.plan.toolkit_list import ToolkitList

_ALL = ""
_WIDTH = 800


@dataclass(frozen=True)
class _Shelf:
    """What the page shows: the documents, and the objectives they may serve."""

    documents: tuple[ToolkitDocument, ...]
    objectives: tuple[Objective, ...]

    def served(self) -> list[Objective]:
        """The objectives that have documents, in the plan's order."""
        codes = {code for document in self.documents for code in document.objectives}
        return [one for one in self.objectives if one.code in codes]


class ToolkitPage(Page):
    """Filters above, and below them a card for each objective that has documents."""

    def __init__(self, context: Context) -> None:
        super().__init__(_WIDTH)
        self._context = context
        self._read = LatestRead(context.jobs, self)
        self.heading.say(self.tr("Toolkit"), self.tr("Documents for campaigns that came with the plan"))
        self._shelf = Refill(self._build)
        self.body.addWidget(self._shelf)
        self._when_shown = WhenShown(self, self._load)

    def refresh(self, changed: Changed) -> None:
        """Another plan brings other documents; another language other titles."""
        if changed.kinds & {"plan", "campaign"}:
            self._when_shown.ask()

    def _load(self) -> None:
        app = self._context.app
        self._read.ask(lambda: _find(app), self._shelf.show_content)

    def _build(self, shelf: _Shelf) -> QWidget:
        return _Documents(self._context, shelf) if shelf.documents else self._empty()

    def _empty(self) -> QWidget:
        made = EmptyState(
            "toolbox",
            self.tr("No documents came with this plan"),
            self.tr(
                "Letters to adapt, fact sheets and posters come inside a plan file. "
                "When a new plan brings some, they stand here, ready to be opened or saved."
            ),
            self.tr("See plan updates"),
        )
        made.acted.connect(lambda: self._context.go(Place("plan_updates")))
        return made


class _Documents(QWidget):
    """All documents, or those of one objective or language."""

    def __init__(self, context: Context, shelf: _Shelf) -> None:
        super().__init__()
        self._context, self._shelf = context, shelf
        self._objective = ChipChoice(self._objective_options(), first=8)
        self._language = ChipChoice(self._language_options(), first=8)
        self._groups = Refill(self._build)
        layout = column(self, gap=12)
        for choice, words in ((self._objective, self.tr("Objective")), (self._language, self.tr("Language"))):
            choice.set_value(_ALL)
            choice.name_for_readers(words)
            choice.edited.connect(self._show)
            layout.addWidget(choice)
        layout.addSpacing(4)
        self._language.setVisible(len(self._language_options()) > 2)
        layout.addWidget(self._groups)
        self._show()

    def _show(self) -> None:
        self._groups.show_content((self._objective.value() or _ALL, self._language.value() or _ALL))

    def _build(self, chosen: tuple[str, str]) -> QWidget:
        objective, language = chosen
        made = QWidget()
        layout = column(made, gap=16)
        fitting = [one for one in self._shelf.documents if language in (_ALL, one.language)]
        for one in self._shelf.served():
            if objective in (_ALL, one.code):
                served = [document for document in fitting if one.code in document.objectives]
                self._add(layout, f"{one.code}  {one.title}", served)
        if objective == _ALL:
            self._add(layout, self.tr("For any objective"), [one for one in fitting if not one.objectives])
        if not layout.count():
            layout.addWidget(label(self.tr("No document fits both choices."), "secondary", wrap=True))
        return made

    def _add(self, into: QVBoxLayout, title: str, documents: Sequence[ToolkitDocument]) -> None:
        """A card of these documents by language, if there are any."""
        if documents:
            card = Card(title, gap=12)
            by_language = sorted(documents, key=lambda one: (language_name(one.language), one.title))
            card.body.addWidget(ToolkitList(self._context, by_language))
            into.addWidget(card)

    def _objective_options(self) -> list[Option]:
        codes = [Option(one.code, one.code) for one in self._shelf.served()]
        return [Option(_ALL, self.tr("All objectives")), *codes]

    def _language_options(self) -> list[Option]:
        languages = {one.language: language_name(one.language) for one in self._shelf.documents}
        by_name = sorted(languages.items(), key=lambda pair: pair[1])
        return [Option(_ALL, self.tr("All languages")), *(Option(*pair) for pair in by_name)]


def _find(app: App) -> _Shelf:
    return _Shelf(toolkit.documents(app.db), plans.current(app.db).objectives)
