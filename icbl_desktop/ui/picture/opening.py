"""What can be opened beside the picture: one figure, or the several that stand in one place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from icbl_desktop.domain.picture import KINDS, Figure, Work
from icbl_desktop.ui.words import counted


@dataclass(frozen=True)
class Opening:
    """Where one pressed, in words, and the figures there. ``empty`` is said where there are none."""

    title: str
    figures: tuple[tuple[str, Figure], ...]
    empty: str = ""


Open = Callable[[Opening], None]
"""Opens what lies behind figures."""


def openings(title: str, work: Work, figure: Callable[[str], Figure], empty: str = "") -> Opening:
    """A figure for each kind of record that there is."""
    there = [kind for kind in KINDS if work.of(kind)]
    return Opening(title, tuple((counted(kind, work.of(kind)), figure(kind)) for kind in there), empty)
