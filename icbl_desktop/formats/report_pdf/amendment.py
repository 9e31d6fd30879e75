"""What an amendment says at its top: the report it replaces, why, and what is otherwise in it."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

from reportlab.platypus import Flowable, HRFlowable, Spacer

from icbl_desktop.domain.answer_rules import as_number
from icbl_desktop.domain.field_words import FIELDS, value_words
from icbl_desktop.domain.words import ANSWERS, RECORD_KINDS
from icbl_desktop.formats.report_parts import AmendsPart, FieldChange, RecordChange
from icbl_desktop.formats.report_pdf import document_words as words
from icbl_desktop.formats.report_pdf.record_titles import titles
from icbl_desktop.formats.report_pdf.sheet import Sheet
from icbl_desktop.formats.report_pdf.styles import BODY, CELL, SMALL, TEXT
from icbl_desktop.formats.report_pdf.text import day, short_id, shorten

MOST_IN_BOX = 8
"""With more changes the box at the top only counts them."""

_HOW = {"added": words.ADDED, "changed": words.CHANGED, "gone": words.GONE}
_QUESTION = "?؟¿ \u00a0\u202f"
"""What stands around a question, in any language: the words of a form are questions."""

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def amendment_title(sheet: Sheet) -> str:
    """What an amendment is called before its kind; empty for a report that replaces none."""
    amends = sheet.report.amends
    return sheet.say(words.AMENDMENT_TO, number=amends.number) if amends else ""


def amendment(sheet: Sheet) -> list[Flowable]:
    """A box between two rules: what is replaced, why, and each record that is otherwise, or how many are."""
    amends = sheet.report.amends
    if amends is None:
        return []
    replaces = sheet.say(words.REPLACES, number=amends.number, digest=amends.digest[:16])
    return [
        Spacer(0, 10),
        _rule(),
        sheet.paragraph(sheet.bold(replaces), BODY),
        sheet.labelled(words.WHY_AMENDED, amends.why, BODY),
        *(_counted(sheet, amends) if _is_long(amends) else _listed(sheet, amends)),
        Spacer(0, 6),
        _rule(),
    ]


def otherwise(sheet: Sheet) -> list[Flowable]:
    """Each record that is otherwise, where they are too many for the box at the top."""
    amends = sheet.report.amends
    if amends is None or not _is_long(amends):
        return []
    return [*sheet.section(words.OTHERWISE), *_listed(sheet, amends)]


def _is_long(amends: AmendsPart) -> bool:
    return len(amends.changes) > MOST_IN_BOX


def _counted(sheet: Sheet, amends: AmendsPart) -> list[Flowable]:
    counts = Counter(one.what for one in amends.changes)
    parts = [
        f"{sheet.say(words.LABEL, label=sheet.say(how))} {sheet.language.number(counts[what])}"
        for what, how in _HOW.items()
        if counts[what]
    ]
    return [sheet.paragraph(sheet.text(sheet.joined(parts)), BODY)]


def _listed(sheet: Sheet, amends: AmendsPart) -> list[Flowable]:
    if not amends.changes:
        return [sheet.paragraph(sheet.text(sheet.say(words.NOTHING_OTHERWISE)), SMALL)]
    heads = [words.OTHERWISE, words.AMENDED_RECORD, words.AMENDED_WHAT]
    rows: list[list[str | Flowable]] = [[sheet.say(one) for one in heads]]
    named = titles(sheet)
    rows += [_row(sheet, one, named.get(one.id, "")) for one in amends.changes]
    return [Spacer(0, 4), sheet.table(rows, (16, 38, 46))]


def _row(sheet: Sheet, change: RecordChange, title: str) -> list[str | Flowable]:
    """Of a record that is gone its id alone is said."""
    kind = sheet.language.word(RECORD_KINDS, change.kind)
    labelled = sheet.joined((sheet.say(words.LABEL, label=kind), shorten(title, 90)), " ") if title else kind
    named = sheet.link(change.id, sheet.text(labelled))
    told = [_from_to(sheet, change.kind, one) for one in change.fields if one.before or one.after]
    others = [_field(sheet, change.kind, one) for one in change.fields if not one.before and not one.after]
    return [
        sheet.cell(sheet.say(_HOW.get(change.what, change.what))),
        sheet.paragraph(f"{named} ({sheet.text(short_id(change.id))})", CELL),
        sheet.cell("\n".join((*told, sheet.joined(others)))),
    ]


def _from_to(sheet: Sheet, kind: str, change: FieldChange) -> str:
    before, after = (_value(sheet, kind, change.field, one) for one in (change.before, change.after))
    return sheet.say(words.FROM_TO, field=_field(sheet, kind, change), before=before, after=after)


def _field(sheet: Sheet, kind: str, change: FieldChange) -> str:
    """The field in the words of its form."""
    return sheet.language.word(FIELDS.get(kind, {}), change.field).strip(_QUESTION)


def _value(sheet: Sheet, kind: str, field: str, value: str) -> str:
    if not value:
        return sheet.say(words.NOT_SAID)
    if _DAY.fullmatch(value):
        return day(sheet.language, date.fromisoformat(value))
    number = as_number(value)
    if number is not None:
        return sheet.language.number(number, "#,##0.######")
    if field == "iso3":
        return sheet.names.state_names([value])
    return sheet.language.word({**ANSWERS, **value_words(kind, field)}, value)


def _rule() -> Flowable:
    return HRFlowable(width="100%", thickness=1.2, color=TEXT, spaceBefore=0, spaceAfter=6)
