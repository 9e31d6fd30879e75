"""The same on the map of the world; a state that is chosen becomes the filter."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from icbl_desktop.domain.picture import NONE_OF_THESE, MatrixRow
from icbl_desktop.ui.kit.held_width import hold_width
from icbl_desktop.ui.kit.layouts import ALL_THE_ROOM, FlowLayout, row
from icbl_desktop.ui.kit.map_signs import Sign, Swatch
from icbl_desktop.ui.kit.widgets import Card, label
from icbl_desktop.ui.kit.world_map import Mark, WorldMap
from icbl_desktop.ui.picture.picture_data import Head
from icbl_desktop.ui.picture.picture_words import state_name, work_words
from icbl_desktop.ui.words import number

_WIDTH = 960
_CHANGE, _WORK, _ELSEWHERE, _SILENT = "change", "work", "elsewhere", "silent"
_SIGNS = {
    _CHANGE: Sign("success", "solid", "diamond"),
    _WORK: Sign("accent", "level", "circle"),
    _ELSEWHERE: Sign("info", "crossed", "square"),
    _SILENT: Sign("neutral", "slanted", "triangle"),
}


class MapCard(Card):
    """Legend with numbers, map, and a line on the state that mouse or keyboard is on."""

    def __init__(self, choose: Callable[[str], None]) -> None:
        """``choose`` is given the code of a state."""
        super().__init__(_tr("On the map"), gap=12)
        self._marks: dict[str, Mark] = {}
        self._map = WorldMap(_tr("World map of what was done"))
        hold_width(self._map, most=_WIDTH)
        self._map.pointed.connect(self._point)
        self._map.chosen.connect(choose)
        self._caption = label("", "secondary", wrap=True)
        self._legend = QWidget()
        self._flow = FlowLayout(self._legend)
        self._flow.setSpacing(16)
        across = row(None, gap=0)
        across.addWidget(self._map, ALL_THE_ROOM)
        across.addStretch(1)
        self.body.addWidget(self._legend)
        self.body.addLayout(across)
        self.body.addWidget(self._caption)

    def show_states(self, head: Head) -> None:
        """Mark the states of the matrix."""
        rows = [one for one in head.matrix.rows if one.iso3 != NONE_OF_THESE and _group(one)]
        marks = [
            Mark(one.iso3, state_name(head.facts, one.iso3), _SIGNS[_group(one)], _said(one)) for one in rows
        ]
        self._marks = {mark.iso3: mark for mark in marks}
        self._map.show_marks(marks)
        self._caption.setText(
            _tr("Choose a state to see it alone. The arrow keys go from state to state.") if marks else ""
        )
        self._show_legend([_group(one) for one in rows])

    def _show_legend(self, groups: list[str]) -> None:
        while (item := self._flow.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for group, words in _group_words().items():
            if group in groups:
                part = QWidget()
                count = label(number(groups.count(group)), "secondary")
                row(part, [Swatch(_SIGNS[group]), label(words, "label"), count], gap=8)
                self._flow.addWidget(part)
        self._flow.invalidate()

    def _point(self, iso3: str) -> None:
        mark = self._marks[iso3]
        self._caption.setText(_tr("{state}. {said}").format(state=mark.name, said=mark.said))


def _group(one: MatrixRow) -> str:
    """How a state is shown; empty where there is nothing to show."""
    if one.work.of("outcome"):
        return _CHANGE
    if not one.work.is_nothing:
        return _WORK if one.targeted else _ELSEWHERE
    return _SILENT if one.targeted else ""


def _group_words() -> dict[str, str]:
    return {
        _CHANGE: _tr("Work with an outcome"),
        _WORK: _tr("Work, no outcome reported"),
        _ELSEWHERE: _tr("Work, not a target of the plan"),
        _SILENT: _tr("A target, nothing reported"),
    }


def _said(one: MatrixRow) -> str:
    return work_words(one.work) or _tr("A target of the plan, and no work was reported")


def _tr(text: str) -> str:
    return QCoreApplication.translate("picture_map", text)
