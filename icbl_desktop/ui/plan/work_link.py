"""The campaign's own work under an objective, in words that lead to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QBoxLayout

from icbl_desktop.domain.plan import Ref, code_of
from icbl_desktop.ui.context import Go, Place
from icbl_desktop.ui.kit.widgets import button, label
from icbl_desktop.ui.words import number


@dataclass(frozen=True)
class WorkHere:
    """How many activities stand under each objective, which have a note, and which Targets can show now."""

    activities: Mapping[Ref, int]
    noted: frozenset[Ref]
    shown: frozenset[Ref]


def add_work_link(into: QBoxLayout, ref: Ref, work: WorkHere, go: Go) -> None:
    """Put the way to the work under an objective at the end of a layout, if there is any way or work."""
    words = work_words(code_of(ref), work.activities.get(ref, 0), ref in work.noted)
    if ref in work.shown:
        link = button(words or _tr("See {code} under Targets").format(code=code_of(ref)), "link")
        link.clicked.connect(lambda: go(Place("targets", id=ref)))
        into.addWidget(link, 0, Qt.AlignmentFlag.AlignLeading)
    elif words:
        into.addWidget(label(words, "secondary", wrap=True))


def work_words(code: str, activities: int, noted: bool) -> str:
    """What stands under an objective: "3 activities and a note stand under 2B"; empty for nothing."""
    if activities == 0:
        return _tr("A note stands under {code}").format(code=code) if noted else ""
    if activities == 1:
        one = (
            _tr("1 activity and a note stand under {code}")
            if noted
            else _tr("1 activity stands under {code}")
        )
        return one.format(code=code)
    many = _tr("{n} activities stand under {code}")
    if noted:
        many = _tr("{n} activities and a note stand under {code}")
    return many.format(n=number(activities), code=code)


def _tr(text: str) -> str:
    return QCoreApplication.translate("work_link", text)
