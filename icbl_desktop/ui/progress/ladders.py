"""The ladders of all treaties that the campaign's states have not joined."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from PySide6.QtWidgets import QWidget

from icbl_desktop.domain.plan import Ref
from icbl_desktop.domain.work import IndicatorUpdateDraft
from icbl_desktop.services.ladders import Climb
from icbl_desktop.ui.context import Context
from icbl_desktop.ui.kit.card_grid import CardGrid
from icbl_desktop.ui.kit.layouts import column
from icbl_desktop.ui.kit.widgets import label
from icbl_desktop.ui.progress.ladder_card import LadderCard

Key = tuple[str, str, Ref]
"""State, treaty, and where a new step is kept."""


@dataclass(frozen=True)
class Ways:
    """The ladders by their keys. Two are equal where the same ladders stand there, whatever the steps."""

    keys: tuple[Key, ...]
    many: bool
    climbs: tuple[Climb, ...] = field(compare=False)


def ways_of(climbs: Sequence[Climb], *, many: bool) -> Ways:
    """The ladders to be shown; ``many`` says that the campaign works in several states."""
    return Ways(tuple(_key(one) for one in climbs), many, tuple(climbs))


class Ladders(QWidget):
    """A card for each, side by side where there is room."""

    def __init__(self, context: Context, ways: Ways, new: Callable[[], IndicatorUpdateDraft]) -> None:
        super().__init__()
        self._cards = {_key(one): LadderCard(context, one, ways.many, new) for one in ways.climbs}
        self._shown = {_key(one): one for one in ways.climbs}
        layout = column(self, gap=8)
        layout.addWidget(label(self.tr("On the way to joining"), "section", wrap=True))
        cards = list(self._cards.values())
        layout.addWidget(CardGrid(cards, most=min(len(cards), 2)))

    def show_climbs(self, climbs: Sequence[Climb]) -> None:
        """Show where the states stand now."""
        for one in climbs:
            if one != self._shown[_key(one)]:
                self._cards[_key(one)].show_climb(one)
        self._shown = {_key(one): one for one in climbs}

    def card(self, ref: Ref, draft: IndicatorUpdateDraft | None) -> LadderCard | None:
        """The ladder whose steps are kept under a reference; of several that of the draft's state."""
        found = {key[0]: card for key, card in self._cards.items() if key[2] == ref}
        wanted = draft.iso3 if draft else ""
        return found.get(wanted) or next(iter(found.values()), None)


def _key(climb: Climb) -> Key:
    return climb.state.iso3, climb.treaty, climb.ref
