"""The records of a report that came in, by kind: lines that open what the campaign wrote."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QBoxLayout, QWidget

from icbl_desktop.services.office.report_view import FileLine, RecordLine
from icbl_desktop.ui.inbox.review_ask import Subject
from icbl_desktop.ui.kit.forms import FoldingSection
from icbl_desktop.ui.kit.icon_line import Line, icon_line
from icbl_desktop.ui.kit.layouts import column, row
from icbl_desktop.ui.kit.line_button import LineButton
from icbl_desktop.ui.kit.tab_order import tab_as_read
from icbl_desktop.ui.kit.widgets import Paragraph, button, icon_button, label
from icbl_desktop.ui.report.file_words import size_words
from icbl_desktop.ui.words import counted, number, short_day
from icbl_desktop.ui.worklog.history_words import field_words, whole_text

Ask = Callable[[Subject], None]

_CLOSED, _OPEN = "caret-right", "caret-down"
_AT_ONCE = 50
"""So many records are put in; the rest when they are wanted."""


def record_sections(records: Sequence[RecordLine], ask: Ask | None) -> list[QWidget]:
    """A section for each kind. Without ``ask`` nothing can be asked about them."""
    by_kind: dict[str, list[RecordLine]] = {}
    for one in records:
        by_kind.setdefault(one.kind, []).append(one)
    return [_section(kind, tuple(some), ask) for kind, some in by_kind.items()]


def add_files(into: QBoxLayout, files: Sequence[FileLine]) -> None:
    """Put in files behind records: their names, what they show, and whether they came along."""
    for file in files:
        into.addWidget(_file(file))


def _file(file: FileLine) -> QWidget:
    sent = _tr("came with the report") if file.sent else _tr("held by the campaign")
    more = " · ".join(filter(None, (file.caption, size_words(file.size), sent)))
    return icon_line(Line(file.name, more, "paperclip" if file.sent else "file-dashed"))


def _section(kind: str, records: tuple[RecordLine, ...], ask: Ask | None) -> QWidget:
    def fill(into: QBoxLayout) -> None:
        into.setSpacing(2)
        _put(into, records, ask)

    return FoldingSection(counted(kind, len(records)), fill=fill)


def _put(into: QBoxLayout, records: tuple[RecordLine, ...], ask: Ask | None) -> None:
    for one in records[:_AT_ONCE]:
        into.addWidget(_Record(one, ask))
    rest = records[_AT_ONCE:]
    if rest:
        more = button(_tr("Show {n} more").format(n=number(len(rest))), "link")
        more.clicked.connect(more.deleteLater)
        more.clicked.connect(lambda: _put(into, rest, ask))
        into.addWidget(more, 0, Qt.AlignmentFlag.AlignLeading)


class _Record(QWidget):
    """A line that opens and closes what the record says."""

    def __init__(self, one: RecordLine, ask: Ask | None) -> None:
        super().__init__()
        self._one, self._ask = one, ask
        self._details: QWidget | None = None
        when = short_day(one.day) if one.day else ""
        below = " · ".join(filter(None, (when, _tr("from outside the period") if one.changed else "")))
        self._line = LineButton(_CLOSED, one.title, below)
        self._line.setCheckable(True)
        self._line.toggled.connect(self._show)
        self._layout = column(self, gap=0)
        self._layout.addWidget(self._line)

    def _show(self, opened: bool) -> None:
        if self._details is None:
            self._details = _details(self._one, self._ask)
            self._layout.addWidget(self._details)
            tab_as_read(self)
        self._details.setVisible(opened)
        self._line.show_icon(_OPEN if opened else _CLOSED)


def _details(one: RecordLine, ask: Ask | None) -> QWidget:
    made = QWidget()
    layout = column(made, gap=10, margins=(36, 4, 0, 16))
    for name, value in one.fields:
        layout.addWidget(_field(one, name, whole_text(one.kind, name, value), ask))
    add_files(layout, one.files)
    if ask is not None:
        about = button(_tr("Ask about this record"), "quiet", "question")
        about.setAccessibleName(_tr("Ask about this record: {title}").format(title=one.title))
        about.clicked.connect(lambda: ask(Subject(one.kind, one.id, one.title)))
        layout.addWidget(about, 0, Qt.AlignmentFlag.AlignLeading)
    return made


def _field(one: RecordLine, name: str, value: str, ask: Ask | None) -> QWidget:
    made = QWidget()
    words = column(gap=0)
    title = field_words(one.kind, name)
    words.addWidget(label(title, "caption", wrap=True))
    words.addWidget(Paragraph(value))
    across = row(made, [], gap=8)
    across.addLayout(words, 1)
    if ask is not None:
        about = icon_button("question", _tr("Ask about “{field}”").format(field=title))
        about.clicked.connect(lambda: ask(Subject(one.kind, one.id, one.title, name)))
        across.addWidget(about, 0, Qt.AlignmentFlag.AlignTop)
    return made


def _tr(text: str) -> str:
    return QCoreApplication.translate("review_records", text)
