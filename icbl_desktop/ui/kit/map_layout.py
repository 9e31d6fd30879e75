"""Where marks stand on a map: dots that do not hide each other, and the next one in a direction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import combinations
from math import hypot

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QPolygonF

_ROUNDS = 60
_MARGIN = 0.08
_LEAST_VIEW = 0.4
_MOST_VIEW = 0.75
_TOWARDS: dict[int, tuple[int, int]] = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
ARROWS = frozenset(_TOWARDS)


def view_of(spots: Iterable[QPointF], world: QSizeF) -> QRectF:
    """The part of the world to show: the whole, or where all spots are if that is clearly less."""
    whole = QRectF(QPointF(0, 0), world)
    found = QPolygonF([*spots]).boundingRect()
    room = _MARGIN * world.width()
    share = max((found.width() + 2 * room) / world.width(), (found.height() + 2 * room) / world.height())
    if found.isNull() or share > _MOST_VIEW:
        return whole
    view = QRectF(QPointF(0, 0), world * max(share, _LEAST_VIEW))
    view.moveCenter(found.center())
    view.moveLeft(min(max(view.left(), 0), whole.right() - view.width()))
    view.moveTop(min(max(view.top(), 0), whole.bottom() - view.height()))
    return view


def spread(spots: Mapping[str, QPointF], gap: float, within: QRectF) -> dict[str, QPointF]:
    """The spots moved as little as keeps them about ``gap`` apart, inside the area."""
    moved = {key: QPointF(spot) for key, spot in sorted(spots.items())}
    for _ in range(_ROUNDS):
        still = True
        for one, other in combinations(moved.values(), 2):
            apart = other - one
            distance = hypot(apart.x(), apart.y())
            if distance >= gap - 0.1:
                continue
            still = False
            along = apart / distance if distance else QPointF(0, 1)
            push = along * (gap - distance) / 2
            one -= push
            other += push
        for spot in moved.values():
            spot.setX(min(max(spot.x(), within.left()), within.right()))
            spot.setY(min(max(spot.y(), within.top()), within.bottom()))
        if still:
            break
    return moved


def next_towards(spots: Mapping[str, QPointF], here: str, arrow: int) -> str:
    """The nearest spot in the direction of an arrow key; ``here`` where there is none.

    What lies straight ahead is nearer than what lies aside.
    """
    across, down = _TOWARDS[arrow]
    found = [(_effort(spot - spots[here], across, down), key) for key, spot in spots.items() if key != here]
    ahead = [one for one in found if one[0] is not None]
    return min(ahead)[1] if ahead else here


def _effort(way: QPointF, across: int, down: int) -> float | None:
    forward = way.x() * across + way.y() * down
    aside = abs(way.x() * down) + abs(way.y() * across)
    return forward + 2 * aside if forward > 0 else None
