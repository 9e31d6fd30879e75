"""The lines of a ``line_tree`` as Qt asks for them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter, QPixmap

from icbl_desktop.ui.kit import look
from icbl_desktop.ui.kit.icons import pixmap

Index = QModelIndex | QPersistentModelIndex

LINE_ROLE = Qt.ItemDataRole.UserRole + 1
"""The ``TreeLine`` itself, for the delegate."""
_NO_PARENT = -1


@dataclass(frozen=True)
class TreeLine:
    """One line: its words, a muted line below them, an icon, and the lines inside it.

    ``ticked`` is None where there is nothing to tick. ``action`` is what can be pressed at its end. A
    ``heading`` begins open, unless it is ``folded``.
    """

    key: str
    words: str
    below: str = ""
    icon: str = ""
    ink: str = "muted"
    ticked: bool | None = None
    action: str = ""
    action_icon: str = ""
    heading: bool = False
    folded: bool = False
    inside: tuple[TreeLine, ...] = ()


@dataclass(slots=True)
class _Node:
    """A line in its place: the numbers of its parent and of its children among all nodes."""

    line: TreeLine
    parent: int
    row: int
    children: list[int]


class LineModel(QAbstractItemModel):
    """Two columns: the line, and what can be pressed at its end."""

    ticked = Signal(str, bool)

    def __init__(self, parent: QObject, picture: QSize) -> None:
        """``picture`` in pixels before the text scale is the room for one; empty where there is none."""
        super().__init__(parent)
        self._picture = picture
        self.lines: Sequence[TreeLine] = ()
        self._nodes: list[_Node] = []
        self._top: list[int] = []
        self._numbers: dict[str, int] = {}
        self._pictures: dict[str, QPixmap] = {}

    def show_lines(self, lines: Sequence[TreeLine]) -> None:
        """Show these."""
        self.beginResetModel()
        self.lines, self._nodes = lines, []
        self._top = self._put(lines, _NO_PARENT)
        self._numbers = {node.line.key: number for number, node in enumerate(self._nodes)}
        self.endResetModel()

    def show_picture(self, key: str, picture: QPixmap) -> None:
        """Put a picture in the place of a line's icon, now and after the lines were shown anew."""
        self._pictures[key] = picture
        if (index := self.find(key)).isValid():
            self.dataChanged.emit(index, index)

    def actions(self) -> set[str]:
        """All the words that can be pressed."""
        return {node.line.action for node in self._nodes}

    def line(self, index: Index) -> TreeLine:
        """The line at this place."""
        return self._nodes[index.internalId()].line

    def key(self, index: Index) -> str:
        """Its key; empty where there is no line."""
        return self.line(index).key if index.isValid() else ""

    def find(self, key: str) -> QModelIndex:
        """The place of a line by its key; an invalid one where it is not shown."""
        number = self._numbers.get(key)
        return QModelIndex() if number is None else self._index(number)

    def openable(self) -> Iterator[QModelIndex]:
        """The places of all lines that have lines inside them, from the outside in."""
        return (self._index(number) for number, node in enumerate(self._nodes) if node.children)

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        """The place of one of the lines in ``parent``."""
        numbers = self._inside(parent)
        inside = 0 <= row < len(numbers) and 0 <= column < self.columnCount()
        return self.createIndex(row, column, numbers[row]) if inside else QModelIndex()

    def parent(self, index: Index = QModelIndex()) -> Any:  # noqa: B008
        """The place of the line it stands in."""
        number = self._nodes[index.internalId()].parent if index.isValid() else _NO_PARENT
        return QModelIndex() if number == _NO_PARENT else self._index(number)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """How many lines stand in it."""
        return 0 if parent.column() > 0 else len(self._inside(parent))

    def columnCount(self, _parent: Index = QModelIndex()) -> int:  # noqa: B008
        """The line and its end."""
        return 2

    def flags(self, index: Index) -> Qt.ItemFlag:
        """What has a tick can be ticked."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        ticks = index.isValid() and index.column() == 0 and self.line(index).ticked is not None
        return flags | Qt.ItemFlag.ItemIsUserCheckable if ticks else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Words, tick and icon; all of the line for the delegate."""
        line, at_end = self.line(index), index.column() == 1
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return line.action if at_end else line.words
            case Qt.ItemDataRole.AccessibleTextRole:
                return line.action if at_end else ", ".join(filter(None, (line.words, line.below)))
            case Qt.ItemDataRole.CheckStateRole if line.ticked is not None and not at_end:
                return Qt.CheckState.Checked if line.ticked else Qt.CheckState.Unchecked
            case Qt.ItemDataRole.DecorationRole:
                return self._drawn(line, at_end)
            case _ if role == LINE_ROLE:
                return line
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tick a line or not."""
        if role != Qt.ItemDataRole.CheckStateRole:
            return False
        node = self._nodes[index.internalId()]
        is_ticked = Qt.CheckState(value) == Qt.CheckState.Checked
        node.line = replace(node.line, ticked=is_ticked)
        self.dataChanged.emit(index, index)
        self.ticked.emit(node.line.key, is_ticked)
        return True

    def _put(self, lines: Sequence[TreeLine], parent: int) -> list[int]:
        numbers = []
        for row, line in enumerate(lines):
            node, number = _Node(line, parent, row, []), len(self._nodes)
            numbers.append(number)
            self._nodes.append(node)
            node.children = self._put(line.inside, number)
        return numbers

    def _inside(self, parent: Index) -> list[int]:
        return self._nodes[parent.internalId()].children if parent.isValid() else self._top

    def _index(self, number: int) -> QModelIndex:
        return self.createIndex(self._nodes[number].row, 0, number)

    def _drawn(self, line: TreeLine, at_end: bool) -> QPixmap | None:
        if at_end:
            return pixmap(line.action_icon, "accent", 16) if line.action_icon else None
        drawn = self._pictures.get(line.key) or (pixmap(line.icon, line.ink) if line.icon else None)
        return drawn if drawn is None or self._picture.isEmpty() else _framed(drawn, self._picture)


def _framed(drawn: QPixmap, room: QSize) -> QPixmap:
    """A picture, made smaller where it must be, in the middle of the room for it."""
    ratio = look.application().devicePixelRatio()
    whole = QSize(look.scaled(room.width()), look.scaled(room.height())) * ratio
    fitted = drawn
    if drawn.width() > whole.width() or drawn.height() > whole.height():
        smooth = Qt.TransformationMode.SmoothTransformation
        fitted = drawn.scaled(whole, Qt.AspectRatioMode.KeepAspectRatio, smooth)
    framed = QPixmap(whole)
    framed.fill(Qt.GlobalColor.transparent)
    painter = QPainter(framed)
    place = QRect(QPoint(), fitted.size())
    place.moveCenter(framed.rect().center())
    painter.drawPixmap(place, fitted)
    painter.end()
    framed.setDevicePixelRatio(ratio)
    return framed
