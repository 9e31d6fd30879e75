"""Target states on the map of the world, with a legend, and what is known of the one that is chosen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from PySide6.QtWidgets import QWidget

from icbl_desktop.domain.deadlines import Duty, deadlines
from icbl_desktop.domain.vocabulary import Treaty
from icbl_desktop.domain.words import GROUPS
from icbl_desktop.ui.kit.layouts import FlowLayout, clear, column, row
from icbl_desktop.ui.kit.map_signs import Swatch
from icbl_desktop.ui.kit.widgets import Paragraph, divider, label
from icbl_desktop.ui.kit.world_map import Mark, WorldMap
from icbl_desktop.ui.plan.objective_sections import Shown
from icbl_desktop.ui.plan.state_standing import add_treaty
from icbl_desktop.ui.plan.target_groups import SIGNS, Entry, entries, group_chip, standing_words
from icbl_desktop.ui.words import number, say


class TargetMap(QWidget):
    """Legend, map, a line on the state that mouse or keyboard is on, and more on the chosen one below."""

    def __init__(self, shown: Shown, listed: Sequence[Entry]) -> None:
        super().__init__()
        self._shown = shown
        self._marks = {mark.iso3: mark for mark in self._marks_of(listed)}
        name = self.tr("World map of {n} target states").format(n=number(len(self._marks)))
        self.map = WorldMap(name)
        self.map.show_marks([*self._marks.values()])
        self.map.pointed.connect(self._point)
        self.map.chosen.connect(self._choose)
        hint = self.tr("Point at a state, or go from state to state with the arrow keys.")
        self._caption = label(hint, "secondary", wrap=True)
        self._more = column(gap=4)
        layout = column(self, gap=12)
        layout.addWidget(self._legend(listed))
        layout.addWidget(self.map)
        layout.addWidget(self._caption)
        layout.addLayout(self._more)

    def _marks_of(self, listed: Sequence[Entry]) -> list[Mark]:
        """One mark a state: it looks as its first group, and says where it stands for each list."""
        own = {state.iso3 for state in self._shown.states}
        marks = []
        for entry in _one_a_state(listed):
            name = self.tr("{state} (your state)") if entry.iso3 in own else "{state}"
            also = [one for one in listed if one.iso3 == entry.iso3]
            said = "; ".join(dict.fromkeys(standing_words(self._shown, one) for one in also))
            sign = SIGNS[entry.group]
            marks.append(Mark(entry.iso3, name.format(state=entry.name), sign, said, entry.iso3 in own))
        return marks

    def _legend(self, listed: Sequence[Entry]) -> QWidget:
        legend = QWidget()
        flow = FlowLayout(legend)
        flow.setSpacing(16)
        for group, members in groupby(_one_a_state(listed), key=lambda entry: entry.group):
            found = [*members]
            chip = group_chip(found[0]) or label(say(GROUPS, found[0].listed.group), "label")
            count = label(number(len(found)), "secondary")
            flow.addWidget(_side_by_side(Swatch(SIGNS[group]), chip, count))
        if any(mark.mine for mark in self._marks.values()):
            flow.addWidget(_side_by_side(Swatch(), label(self.tr("Your state"), "label")))
        return legend

    def _point(self, iso3: str) -> None:
        mark = self._marks[iso3]
        self._caption.setText(self.tr("{state}. {said}").format(state=mark.name, said=mark.said))

    def _choose(self, iso3: str) -> None:
        """What is known: reasons, both treaties with their dates, the clearance deadline."""
        clear(self._more)
        shown, state = self._shown, self._shown.facts.states[iso3]
        self._more.addWidget(divider())
        self._more.addWidget(label(state.name, "strong", wrap=True))
        for entry in (one for one in entries(shown) if one.iso3 == iso3):
            self._more.addWidget(label(say(GROUPS, entry.listed.group), "caption", wrap=True))
            self._more.addWidget(Paragraph(entry.listed.reason, "secondary"))
        today = date.today()  # noqa: DTZ011 - the person's own day
        due = [one for one in deadlines(state, shown.facts.deadlines, today) if one.kind == Duty.CLEARANCE]
        for treaty in Treaty:
            add_treaty(self._more, state, treaty, [one for one in due if one.treaty == treaty])


def _one_a_state(listed: Sequence[Entry]) -> list[Entry]:
    """A state that stands on several lists once, by the group that comes first."""
    firsts: dict[str, Entry] = {}
    for entry in listed:
        firsts.setdefault(entry.iso3, entry)
    return [*firsts.values()]


def _side_by_side(*widgets: QWidget) -> QWidget:
    made = QWidget()
    row(made, widgets, gap=8)
    return made
