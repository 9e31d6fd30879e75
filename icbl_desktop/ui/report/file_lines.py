"""The files of a report, as lines: what is attached, whole or smaller, and what is only listed as held."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QCoreApplication

from icbl_desktop.domain.report_order import Sending
from icbl_desktop.services.report_leaving import LeavingFile, LeavingRecord
from icbl_desktop.ui.kit.line_tree import TreeLine
from icbl_desktop.ui.report.file_words import sending_words, size_words
from icbl_desktop.ui.words import number

_ICONS = {"image/": "file-image", "audio/": "file-audio", "application/pdf": "file-pdf"}


def file_lines(records: Iterable[LeavingRecord], chosen: Mapping[str, str]) -> tuple[TreeLine, ...]:
    """Attached files first, then those held; ``chosen`` are the person's own choices by file."""
    files = [(one, file) for one in records if one.goes for file in one.files if file.goes]
    groups = (
        _group("attached", _tr("Attached"), files, chosen, is_held=False),
        _group("held", _tr("Not sent, listed as held by you"), files, chosen, is_held=True),
    )
    return tuple(group for group in groups if group.inside)


def is_photo(file: LeavingFile) -> bool:
    """Whether it can be made smaller."""
    return file.media_type in ("image/jpeg", "image/png")


def _group(
    key: str,
    title: str,
    files: Iterable[tuple[LeavingRecord, LeavingFile]],
    chosen: Mapping[str, str],
    *,
    is_held: bool,
) -> TreeLine:
    lines = tuple(
        _line(one, file, file.id in chosen)
        for one, file in files
        if (file.sending == Sending.HELD) == is_held
    )
    words = _tr("{what}: {count}").format(what=title, count=number(len(lines)))
    return TreeLine(key, words, heading=True, inside=lines)


def _line(record: LeavingRecord, file: LeavingFile, is_chosen: bool) -> TreeLine:
    size = size_words(file.size)
    if file.sending == Sending.SMALLER:
        size = _tr("{before}, sent as {after}").format(before=size, after=size_words(file.sent_size))
    own = _tr("your choice") if is_chosen else ""
    return TreeLine(
        file.id,
        file.name,
        " · ".join(part for part in (size, own, record.title) if part),
        next((icon for kind, icon in _ICONS.items() if file.media_type.startswith(kind)), "file-text"),
        action=sending_words(file.sending),
        action_icon="caret-down",
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("file_lines", text)
