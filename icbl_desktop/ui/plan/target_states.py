"""The target states of an objective: on the map, and behind it as a list."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QTabBar, QWidget

from icbl_desktop.domain.words import GROUPS
from icbl_desktop.ui.kit.input_choices import ChipChoice, Option
from icbl_desktop.ui.kit.layouts import column, row
from icbl_desktop.ui.kit.refill import Refill
from icbl_desktop.ui.kit.widgets import Card, label
from icbl_desktop.ui.plan.objective_sections import Shown
from icbl_desktop.ui.plan.target_groups import entries, group_chip, name_words
from icbl_desktop.ui.plan.target_map import TargetMap
from icbl_desktop.ui.words import day, number, say

_MAP, _ALL = 0, ""


def target_states_card(shown: Shown) -> QWidget | None:
    """All target states by list, grouped by where they stand to the treaty; None where there are none."""
    return TargetStates(shown) if shown.view.lists else None


class TargetStates(Card):
    """Map or list, of one target list or all of them."""

    def __init__(self, shown: Shown) -> None:
        super().__init__(_title(shown), gap=12)
        self._shown = shown
        self._form = QTabBar()
        self._form.setExpanding(False)
        self._form.setAccessibleName(_tr("Target states"))
        for words in (_tr("Map"), _tr("List")):
            self._form.addTab(words)
        self._which = ChipChoice([Option(_ALL, _tr("All lists")), *_list_options(shown)])
        self._which.set_value(_ALL)
        self._which.name_for_readers(_tr("Target list"))
        self._which.setVisible(len(shown.view.lists) > 1)
        self._states = Refill[tuple[bool, str]](self._build)
        for part in (self._form, self._which, self._states):
            self.body.addWidget(part)
        as_of = _tr("Treaty status as of {date}.").format(date=day(shown.facts.as_of))
        self.body.addWidget(label(as_of, "secondary", wrap=True))
        self._form.currentChanged.connect(self._show)
        self._which.edited.connect(self._show)
        self._show()

    def _show(self) -> None:
        self._states.show_content((self._form.currentIndex() == _MAP, self._which.value() or _ALL))

    def _build(self, chosen: tuple[bool, str]) -> QWidget:
        as_map, group = chosen
        if as_map:
            return TargetMap(self._shown, entries(self._shown, group))
        groups = [group] if group else [listed.group for listed, _ in self._shown.view.lists]
        return _as_list(self._shown, groups)


def _as_list(shown: Shown, groups: Sequence[str]) -> QWidget:
    """Each target list with its states, under the chips of where they stand."""
    made = QWidget()
    layout = column(made, gap=16)
    own = {state.iso3 for state in shown.states}
    for option in (one for one in _list_options(shown) if one.key in groups):
        states = column(gap=8)
        states.addWidget(label(option.words, "strong", wrap=True))
        for _, members in groupby(entries(shown, option.key), key=lambda entry: entry.group):
            found = [*members]
            line = row(gap=12)
            if (chip := group_chip(found[0])) is not None:
                line.addWidget(chip, 0, Qt.AlignmentFlag.AlignTop)
            names = ", ".join(name_words(entry, own) for entry in found)
            line.addWidget(label(names, "body", wrap=True), 1)
            states.addLayout(line)
        layout.addLayout(states)
    return made


def _title(shown: Shown) -> str:
    count = len({iso3 for _, codes in shown.view.lists for iso3 in codes})
    return _tr("Target states ({n})").format(n=number(count))


def _list_options(shown: Shown) -> list[Option]:
    """The target lists by name, with the number of states on each."""
    words = _tr("{list} ({n})")
    return [
        Option(listed.group, words.format(list=say(GROUPS, listed.group), n=number(len(codes))))
        for listed, codes in shown.view.lists
    ]


def _tr(text: str) -> str:
    return QCoreApplication.translate("target_states", text)
