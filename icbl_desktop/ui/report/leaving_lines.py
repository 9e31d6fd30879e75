"""What leaves this computer and what stays, as lines: each record with its fields and files, and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication

from icbl_desktop.domain.field_words import FIELDS
from icbl_desktop.domain.projection import Reason
from icbl_desktop.domain.vocabulary import Sharing
from icbl_desktop.domain.words import SHARING
from icbl_desktop.services.report_leaving import (
    Leaving,
    LeavingField,
    LeavingFile,
    LeavingRecord,
    NameInText,
)
from icbl_desktop.ui.kit.line_tree import TreeLine
from icbl_desktop.ui.report.file_words import size_words
from icbl_desktop.ui.words import isolated, number, say, short_day
from icbl_desktop.ui.worklog.record_icons import RECORD_ICONS

LEVEL_ICONS = {
    Sharing.LOCAL: "lock-simple",
    Sharing.SECRETARIAT: "paper-plane-tilt",
    Sharing.PUBLIC: "globe",
}
_FEW = 3
"""More names than these stand behind their heading, so that the records are in sight."""
RECORD, FILE, PEOPLE, OPEN = "record", "file", "people", "open"
"""What the key of a line begins with: what a press on its end is about."""


def leaving_lines(leaving: Leaving) -> tuple[TreeLine, ...]:
    """Names that stand in texts first, then what goes by kind, last what stays whole; each oldest first."""
    records = sorted(leaving.records, key=lambda one: one.day or date.max)
    goes = [one for one in records if _is_offered(one)]
    kinds = dict.fromkeys(one.kind for one in leaving.records if _is_offered(one))
    groups = (
        _names_group(leaving),
        *(_kind_group(kind, [one for one in goes if one.kind == kind]) for kind in kinds),
        _staying_group([one for one in records if not _is_offered(one)]),
    )
    return tuple(group for group in groups if group.inside)


def place_key(kind: str, record_id: str, field: str = "", number: int = 0) -> str:
    """The key of a line whose end opens a record, at this field of its form."""
    return f"{OPEN}:{kind}:{record_id}:{field}:{number}"


def _is_offered(one: LeavingRecord) -> bool:
    """Whether it goes, or would if it were ticked."""
    return one.goes or one.reason == Reason.LEFT_OUT


def _names_group(leaving: Leaving) -> TreeLine:
    titles = {one.id: one.title for one in leaving.records}
    lines = tuple(
        _name_line(at, one, titles.get(one.record_id, "")) for at, one in enumerate(leaving.names_in_texts)
    )
    title = _tr("Please check: names that stand in texts")
    is_long = len(lines) > _FEW
    said = _counted(title, len(lines))
    return TreeLine("names", said, "", "warning", "caution", heading=True, folded=is_long, inside=lines)


def _name_line(at: int, one: NameInText, title: str) -> TreeLine:
    if not one.record_id:
        own = _tr("Stands in your own lines for this report")
        return TreeLine(f"names:{at}", isolated(one.name), own, "warning", "caution")
    field = say(FIELDS.get(one.kind, {}), one.field)
    return TreeLine(
        place_key(one.kind, one.record_id, one.field, at),
        isolated(one.name),
        _joined(isolated(field), isolated(title)),
        "warning",
        "caution",
        action=_tr("Open"),
    )


def _kind_group(kind: str, records: Sequence[LeavingRecord]) -> TreeLine:
    lines = tuple(map(_going_line, records))
    return TreeLine(f"kind:{kind}", _counted(kind_words(kind), len(lines)), heading=True, inside=lines)


def _going_line(one: LeavingRecord) -> TreeLine:
    staying = [field for field in one.fields if not field.goes]
    names = _tr("Stays here: {fields}").format(fields=_field_names(one.kind, staying)) if staying else ""
    since = _tr("From other dates") if one.changed else ""
    files = _tr("Files: {count}").format(count=number(len(one.files))) if one.files else ""
    return TreeLine(
        f"{RECORD}:{one.id}",
        one.title or "…",
        _joined(short_day(one.day), names, since, files),
        ticked=one.goes,
        action=_level_words(one.sharing),
        action_icon=_level_icon(one.sharing),
        inside=_inside(one),
    )


def _staying_group(records: Sequence[LeavingRecord]) -> TreeLine:
    lines = tuple(map(_staying_line, records))
    title = _tr("Stays on this computer")
    return TreeLine("staying", _counted(title, len(lines)), heading=True, inside=lines)


def _staying_line(one: LeavingRecord) -> TreeLine:
    is_draft = one.reason == Reason.DRAFT
    has_level = one.reason in (Reason.LOCAL, Reason.SECRETARIAT_ONLY)
    return TreeLine(
        place_key(one.kind, one.id) if is_draft else f"{RECORD}:{one.id}",
        one.title or "…",
        _joined(short_day(one.day), reason_words(one.reason)),
        RECORD_ICONS.get(one.kind, "lock-simple"),
        action=_tr("Open") if is_draft else _level_words(one.sharing) if has_level else "",
        action_icon="" if is_draft or not has_level else _level_icon(one.sharing),
    )


def _inside(one: LeavingRecord) -> tuple[TreeLine, ...]:
    """What stays first: it is what a person looks for."""
    fields = (_field_line(one, field) for field in sorted(one.fields, key=lambda field: field.goes))
    files = (_file_line(file) for file in one.files)
    return (*fields, *files)


def _field_line(one: LeavingRecord, field: LeavingField) -> TreeLine:
    is_people = one.kind == "activity" and field.name == "people"
    share = _tr("Keep here") if field.goes else _tr("Share")
    return TreeLine(
        f"{PEOPLE}:{one.id}" if is_people else f"field:{one.id}:{field.name}",
        say(FIELDS.get(one.kind, {}), field.name),
        _in_part(field) if field.goes else reason_words(field.reason),
        "check" if field.goes else "lock-simple",
        "success" if field.goes else "muted",
        action=share if is_people and one.goes else "",
    )


def _in_part(field: LeavingField) -> str:
    """Of a field that goes: why a part of it does not."""
    return _tr("In part. {reason}").format(reason=reason_words(field.reason)) if field.reason else ""


def _file_line(file: LeavingFile) -> TreeLine:
    return TreeLine(
        f"{FILE}:{file.id}",
        file.name,
        size_words(file.size) if file.goes else _joined(size_words(file.size), reason_words(file.reason)),
        "paperclip",
        "success" if file.goes else "muted",
        ticked=file.goes if file.goes or file.reason == Reason.LEFT_OUT else None,
        action=_level_words(file.sharing),
        action_icon=_level_icon(file.sharing),
    )


def reason_words(reason: str) -> str:
    """Why something stays."""
    words = {
        Reason.LOCAL: _tr("Only on this computer, as you chose."),
        Reason.DRAFT: _tr("A draft. Finish it first."),
        Reason.SECRETARIAT_ONLY: _tr("For the secretariat only."),
        Reason.NAMES: _tr("Stays here: names of people."),
        Reason.CONTACTS: _tr("Stays here: who can confirm it."),
        Reason.WITH_ITS_RECORD: _tr("Stays with the record it belongs to."),
        Reason.FILE_MISSING: _tr("Not found in the workspace folder. Add it to its record again."),
        Reason.LEFT_OUT: _tr("Left out of this report, as you chose."),
    }
    return words[Reason(reason)] if reason in words else ""


def kind_words(kind: str) -> str:
    """A kind of record, many of it."""
    words = {
        "activity": _tr("Activities"),
        "grant": _tr("Grants"),
        "expense": _tr("Expenses"),
        "outcome": _tr("Outcomes"),
        "promise": _tr("Promises"),
        "follow_up": _tr("Follow-ups"),
        "indicator_update": _tr("Indicator updates"),
        "evidence": _tr("Evidence files"),
    }
    return words.get(kind, kind)


def _field_names(kind: str, fields: Iterable[LeavingField]) -> str:
    return ", ".join(say(FIELDS.get(kind, {}), field.name) for field in fields)


def _level_words(sharing: str) -> str:
    """The level in few words: those it stands beside need the room."""
    return _tr("This computer") if sharing == Sharing.LOCAL else say(SHARING, sharing)


def _level_icon(sharing: str) -> str:
    return LEVEL_ICONS.get(Sharing(sharing), "lock-simple") if sharing in SHARING else "lock-simple"


def _counted(what: str, count: int) -> str:
    return _tr("{what}: {count}").format(what=what, count=number(count))


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _tr(text: str) -> str:
    return QCoreApplication.translate("leaving_lines", text)
