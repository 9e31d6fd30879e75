"""One cell of the plan workbook: what is right in it, its value in the plan, and back."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from datetime import date, datetime, time
from difflib import get_close_matches
from typing import Any

from icbl_desktop.domain.plan_rules import MAX_NUMBER
from icbl_desktop.formats.workbook_columns import Column, Kind

_LINES = re.compile(r"\n")
_SEPARATORS = re.compile(r"[\n,;]")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_YES_NO = {"yes": True, "no": False, "true": True, "false": False}

_RIGHT = {
    Kind.ID: "An id of letters, digits and . _ : - without spaces, used once on this sheet.",
    Kind.GOAL: "The id of a goal on the sheet “goals”.",
    Kind.OBJECTIVE: "The id of an objective on the sheet “objectives”.",
    Kind.OBJECTIVES: "Ids of objectives on the sheet “objectives”, with commas.",
    Kind.STATE: "A code or a name from the sheet “states”.",
    Kind.STATES: "Codes or names from the sheet “states”, with commas.",
    Kind.FILE: "A plain file name such as letter-fr.docx: letters without accents, digits, spaces and . - _",
    Kind.LANGUAGE: "A language's code: fr, pt-BR.",
    Kind.DATE: "A date such as 2018-03-25.",
    Kind.NUMBER: "A whole number, 0 or more.",
    Kind.YES_NO: "yes or no.",
}

States = Mapping[str, str]
"""English names of states by ISO 3166 alpha-3 code."""


class Unfit(ValueError):
    """A cell that cannot be what its column wants; ``right`` says more than the column can, if it can."""

    def __init__(self, wrong: str, right: str = "") -> None:
        super().__init__(wrong)
        self.wrong = wrong
        self.right = right


def right(column: Column) -> str:
    """What would be right in a column, in a sentence."""
    if column.kind is Kind.WORD:
        return f"One of: {', '.join(column.words)}."
    if column.kind is Kind.WORDS:
        return f"One or more of: {', '.join(column.words)}."
    return _RIGHT.get(column.kind, f"A text. {column.note}")


def value(column: Column, raw: Any, states: States) -> Any:
    """A cell's value in the plan. Raises Unfit where the cell is empty and must not be, or does not fit."""
    if is_blank(raw):
        if column.required:
            raise Unfit("This is missing.")
        return column.blank
    if column.kind is Kind.STATE:
        return _state(_text(raw), states)
    if column.kind is Kind.STATES:
        return _several_states(_parts(raw, _SEPARATORS), states)
    if column.kind is Kind.WORD:
        return _word(column, _text(raw))
    if column.kind is Kind.WORDS:
        return tuple(_word(column, part) for part in _parts(raw, _SEPARATORS))
    return _READERS[column.kind](raw)


def stand_in(column: Column, raw: Any) -> Any:
    """What stands in the plan for a cell that does not fit, so that the rest can be checked."""
    if not column.required:
        return column.blank
    stand_ins = {Kind.DATE: date(2000, 1, 1), Kind.NUMBER: 0}
    return stand_ins.get(column.kind, "" if is_blank(raw) else str(raw).strip())


def written(column: Column, found: Any) -> Any:
    """A value of the plan as its cell holds it."""
    if column.kind in (Kind.TEXTS, Kind.WORDS):
        return "\n".join(found) or None
    if column.kind in (Kind.OBJECTIVES, Kind.STATES):
        return ", ".join(found) or None
    if column.kind is Kind.YES_NO:
        return "yes" if found else "no"
    return found if found != "" else None


def is_blank(raw: Any) -> bool:
    """Whether a person would call the cell empty."""
    return raw is None or (isinstance(raw, str) and not raw.strip())


def _text(raw: Any) -> str:
    if isinstance(raw, str):
        text = raw.replace("_x000D_", "\r")  # as Excel writes one that was pasted
        return text.replace("\r\n", "\n").strip()
    if isinstance(raw, int | float) and not isinstance(raw, bool) and raw == raw // 1:
        return str(int(raw))
    raise Unfit(
        f"The spreadsheet took this for {_kind(raw)}, {_shown(raw)}.",
        "Format the cell as text, then write it again.",
    )


def _kind(raw: Any) -> str:
    if isinstance(raw, date | time):
        return "a date"
    return "true or false" if isinstance(raw, bool) else "a number"


def _parts(raw: Any, separators: re.Pattern[str]) -> tuple[str, ...]:
    return tuple(part.strip() for part in separators.split(_text(raw)) if part.strip())


def _word(column: Column, text: str) -> str:
    """A word of a closed list, however it is capitalised."""
    known = {word.casefold(): word for word in column.words}
    if text.casefold() not in known:
        raise Unfit(f"{_shown(text)} is not a word of this column.")
    return known[text.casefold()]


def _state(text: str, states: States) -> str:
    """The code of the state with this code or exact English name, however it is capitalised."""
    codes = {name.casefold(): code for code, name in states.items()} | {c.casefold(): c for c in states}
    if (found := codes.get(text.casefold())) is not None:
        return found
    near = get_close_matches(text.casefold(), codes, n=1, cutoff=0.75)
    hint = f"Perhaps {states[codes[near[0]]]}, {codes[near[0]]}? " if near and len(text) > 3 else ""
    raise Unfit(f"{_shown(text)} is not the code or the name of a state.", hint + _RIGHT[Kind.STATE])


def _several_states(parts: Collection[str], states: States) -> tuple[str, ...]:
    """The codes of these states. Raises Unfit naming each that is none."""
    codes, unfit = [], []
    for part in parts:
        try:
            codes.append(_state(part, states))
        except Unfit as error:
            unfit.append(error)
    if unfit:
        hints = dict.fromkeys(error.right for error in unfit)
        raise Unfit(" ".join(error.wrong for error in unfit), " ".join(hints))
    return tuple(codes)


def _date(raw: Any) -> date:
    if isinstance(raw, datetime):
        if raw.time() == time():
            return raw.date()
    elif isinstance(raw, date):
        return raw
    elif isinstance(raw, str) and _DATE.fullmatch(raw.strip()):
        try:
            return date.fromisoformat(raw.strip())
        except ValueError as error:
            raise Unfit(f"There is no day {raw.strip()}.") from error
    raise Unfit(f"{_shown(raw)} is not a date.")


def _number(raw: Any) -> int:
    if isinstance(raw, str) and raw.strip().isascii() and raw.strip().isdigit() and len(raw) < 20:
        raw = int(raw)
    if (
        isinstance(raw, int | float)
        and not isinstance(raw, bool)
        and abs(raw) <= MAX_NUMBER
        and raw == int(raw)
    ):
        return int(raw)
    raise Unfit(f"{_shown(raw)} is not a whole number.")


def _yes_no(raw: Any) -> bool:
    found = _YES_NO.get(str(raw).strip().casefold())
    if found is None:
        raise Unfit(f"{_shown(raw)} is neither yes nor no.")
    return found


def _shown(raw: Any) -> str:
    """The cell's content in quotes, cut short so that a hostile file cannot fill the screen."""
    text = raw.date().isoformat() if isinstance(raw, datetime) and raw.time() == time() else str(raw)
    return f"“{text[:60]}”"


_READERS: Mapping[Kind, Callable[[Any], Any]] = {
    Kind.ID: _text,
    Kind.TEXT: _text,
    Kind.FILE: _text,
    Kind.LANGUAGE: _text,
    Kind.TEXTS: lambda raw: _parts(raw, _LINES),
    Kind.GOAL: _text,
    Kind.OBJECTIVE: _text,
    Kind.OBJECTIVES: lambda raw: _parts(raw, _SEPARATORS),
    Kind.DATE: _date,
    Kind.NUMBER: _number,
    Kind.YES_NO: _yes_no,
}
