"""One reported record: its fields, what each report said of it, and its files."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from icbl_desktop.domain.countries import Countries
from icbl_desktop.domain.field_words import FIELDS
from icbl_desktop.services.office.record import FieldWords, FileLine, RecordDetail, Telling
from icbl_desktop.ui.context import Go, Place
from icbl_desktop.ui.inbox.inbox_words import stream_words
from icbl_desktop.ui.kit.icon_line import icon_note
from icbl_desktop.ui.kit.layouts import column
from icbl_desktop.ui.kit.line_button import LineButton
from icbl_desktop.ui.kit.widgets import Paragraph, label
from icbl_desktop.ui.picture.picture_words import about_words, short_digest
from icbl_desktop.ui.words import day, number, say

_KILO = 1000
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def record_detail(shown: RecordDetail, facts: Countries, go: Go) -> QWidget:
    """The record to be read; each report that tells of it can be opened."""
    made = QWidget()
    body = column(made, gap=12)
    body.addWidget(label(shown.line.title, "section", wrap=True))
    body.addWidget(label(about_words(shown.line, facts), "secondary", wrap=True))
    for one in (one for one in shown.fields if one.value != shown.line.title):
        part = column(gap=2)
        part.addWidget(
            label(say(FIELDS.get(shown.line.kind, {}), one.field) or one.name, "caption", wrap=True)
        )
        part.addWidget(Paragraph(_value(one, facts)))
        body.addLayout(part)
    if shown.files:
        body.addWidget(label(_tr("Files"), "label"))
        for file in shown.files:
            body.addWidget(icon_note("paperclip", _file_words(file)))
    body.addWidget(label(_tr("Told by"), "label"))
    for line in _history(shown.history, go):
        body.addWidget(line)
    return made


def _value(one: FieldWords, facts: Countries) -> str:
    """States by their names and days as people here write them; the rest as it is."""
    if one.field in ("states", "iso3"):
        return ", ".join(facts.name(iso3) for iso3 in one.value.split(", "))
    return day(date.fromisoformat(one.value)) if _DAY.fullmatch(one.value) else one.value


def _history(history: Iterable[Telling], go: Go) -> Iterable[QWidget]:
    for one in history:
        title = stream_words(one.stream_code, one.number)
        revision = _tr("revision {n}").format(n=number(one.revision))
        said = _tr("takes it back") if one.taken_back else revision
        stands = "" if one.counts else _tr("this report does not count")
        if one.holds:
            stands = _tr("the record stands as said here")
        below = " · ".join(
            part for part in (said, day(one.made_at), short_digest(one.digest), stands) if part
        )
        line = LineButton("check-circle" if one.holds else "file-text", title, below)
        line.setToolTip(_tr("Open this report"))
        line.clicked.connect(lambda _checked=False, digest=one.digest: go(Place("inbox", id=digest)))
        yield line


def _file_words(one: FileLine) -> str:
    size = _tr("{n} kB").format(n=number(max(one.size // _KILO, 1)))
    where = _tr("came with the report") if one.sent else _tr("held by the campaign")
    return " · ".join(part for part in (one.name, one.caption, size, where) if part)


def _tr(text: str) -> str:
    return QCoreApplication.translate("record_detail", text)
