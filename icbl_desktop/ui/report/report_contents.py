"""What goes into a report and what stays, with the reasons, in lines."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from icbl_desktop.domain.projection import Reason, Staying
from icbl_desktop.domain.report_order import Sending
from icbl_desktop.services.reports import Preview
from icbl_desktop.ui.kit.icon_line import Line
from icbl_desktop.ui.report.file_words import size_words
from icbl_desktop.ui.report.leaving_lines import kind_words
from icbl_desktop.ui.words import counted, isolated, number

_FEW = 10
"""So many characters are enough to find them by."""


def going(preview: Preview) -> tuple[Line, ...]:
    """The counts of the period, of records from other dates, and of those that are taken back."""
    inside = [
        Line(_count(kind_words(one.kind), one.inside), icon="check", ink="success")
        for one in preview.going
        if one.inside
    ]
    pattern = _tr("{records}, from other dates: new, or changed since they were last reported")
    changed = [
        Line(pattern.format(records=_count(kind_words(one.kind), one.changed)), icon="check", ink="success")
        for one in preview.going
        if one.changed
    ]
    nothing = Line(_tr("Nothing from this period."), icon="info")
    return (*inside, *changed, *_taken_back(preview)) or (nothing,)


def staying(preview: Preview) -> tuple[Line, ...]:
    """What stays on this computer, and why."""
    return tuple(line for one in preview.staying if (line := _stays(one)) is not None)


def doubts(preview: Preview) -> tuple[Line, ...]:
    """What the person may want to mend first; the report can be made all the same."""
    lines = []
    if preview.without_result:
        words = _count(_tr("Activities that do not say what came of them"), preview.without_result)
        lines.append(Line(words, _tr("They go all the same."), "warning", "caution"))
    if preview.leaving.names_in_texts:
        words = _count(_tr("Names of people that stand in texts"), len(preview.leaving.names_in_texts))
        lines.append(Line(words, _tr("They go with the text. See What leaves."), "warning", "caution"))
    if preview.unprintable:
        some = isolated(" ".join(preview.unprintable[:_FEW]))
        words = _tr("Characters that the pages cannot show: {some}").format(some=some)
        lines.append(
            Line(words, _tr("A mark stands in their place. The data keep them."), "warning", "caution")
        )
    if preview.size.is_over:
        lines.append(
            Line(_tr("Too large for most e-mail."), _tr("See Files and size."), "warning", "caution")
        )
    return tuple(lines)


def sums(preview: Preview) -> str:
    """One line: how much goes, how large it is, how much stays."""
    records = preview.leaving.records
    going = [one for one in records if one.goes]
    files = sum(file.goes and file.sending != Sending.HELD for one in going for file in one.files)
    parts = [_tr("Goes: {records}").format(records=counted("", len(going)))]
    if files:
        parts.append(_tr("{count} files").format(count=number(files)) if files > 1 else _tr("1 file"))
    parts.append(size_words(preview.size.total))
    if stays := len(records) - len(going):
        parts.append(_tr("stays here: {records}").format(records=counted("", stays)))
    return " · ".join(parts)


def _taken_back(preview: Preview) -> list[Line]:
    """Records of earlier reports that were deleted or withdrawn since."""
    if not preview.taken_back:
        return []
    words = _count(_tr("Taken back"), preview.taken_back)
    more = _tr("Reported before, and since deleted or kept back. Only that goes, nothing of what they say.")
    return [Line(words, more, "arrow-counter-clockwise", "success")]


def _stays(one: Staying) -> Line | None:
    kind = kind_words(one.kind)
    match one.reason:
        case Reason.DRAFT:
            return Line(_count(_tr("Drafts"), one.count), _tr("Finish them first."), "note-pencil")
        case Reason.LOCAL:
            return Line(_count(kind, one.count), _tr("Only on this computer, as you chose."), "lock-simple")
        case Reason.NAMES:
            words = _count(_tr("{kind} whose names of people stay").format(kind=kind), one.count)
            return Line(words, _tr("They go without the names."), "user")
        case Reason.WITH_ITS_RECORD:
            return Line(
                _count(kind, one.count), _tr("They stay with the record they belong to."), "paperclip"
            )
        case Reason.FILE_MISSING:
            more = _tr("They are gone from the workspace folder. Add them to their activity again.")
            return Line(_count(_tr("Evidence files not found"), one.count), more, "warning", "caution")
    return None


def _count(what: str, count: int) -> str:
    return _tr("{what}: {count}").format(what=what, count=number(count))


def _tr(text: str) -> str:
    return QCoreApplication.translate("report_contents", text)
