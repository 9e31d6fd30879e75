"""One cell of a sheet of records, as the field of a draft wants it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from icbl_desktop.domain.rule_parts import shortened
from icbl_desktop.domain.vocabulary import Precision
from icbl_desktop.formats.workbook_file import Trouble

_SEVERAL = re.compile(r"[\n;]")
_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]\d{1,2}:\d{2}.*)?")
_MONTH = re.compile(r"(\d{4})-(\d{1,2})")
_SPACES = re.compile(r"[\s\u00a0\u202f_']")
_TWO_READINGS = re.compile(r"-?[1-9]\d{0,2}(?:\.\d{3})")  # thousands with a point, or three decimals
_YES_NO = {"yes": True, "no": False, "true": True, "false": False, "1": True, "0": False, "x": True}


class Unfit(ValueError):
    """A cell that cannot be what its column wants, in a sentence."""


def text(raw: Any) -> str:
    """Any cell as text; a whole number without ".0"."""
    if isinstance(raw, Trouble):
        raise Unfit(f"{raw.wrong} {raw.right}")
    if isinstance(raw, float) and raw.is_integer():
        return str(int(raw))
    if isinstance(raw, datetime):
        return raw.date().isoformat()
    return str(raw).strip()


def texts(raw: Any) -> tuple[str, ...]:
    """Several texts, one to a line or with semicolons between them."""
    parts = (part.strip() for part in _SEVERAL.split(text(raw)))
    return tuple(part for part in parts if part)


def day(raw: Any) -> tuple[date, Precision]:
    """A date, to the day or, where only that is written, to the month."""
    if isinstance(raw, datetime):
        return raw.date(), Precision.DAY
    if isinstance(raw, date):
        return raw, Precision.DAY
    words = text(raw)
    said = shortened(words)
    try:
        if found := _DAY.fullmatch(words):
            return date(*map(int, found.groups())), Precision.DAY
        if found := _MONTH.fullmatch(words):
            return date(int(found[1]), int(found[2]), 1), Precision.MONTH
    except ValueError as error:
        raise Unfit(f"“{said}” is no day of the calendar.") from error
    raise Unfit(f"“{said}” is not read as a date. Write it as 2018-03-25, or 2018-03 for a month alone.")


def whole_number(raw: Any) -> int:
    """A whole number, with or without spaces between thousands."""
    words = _SPACES.sub("", text(raw))
    if not re.fullmatch(r"-?\d+", words) or len(words) > 18:
        raise Unfit(f"“{shortened(text(raw))}” is not a whole number.")
    return int(words)


def amount(raw: Any) -> Decimal:
    """An amount of money; a point before the decimals, spaces or commas between thousands.

    A number is taken as a spreadsheet shows it, to 15 digits: 0.1 and 0.2 make 0.3.
    """
    if isinstance(raw, float):
        return Decimal(f"{raw + 0.0:.15g}")
    words = _SPACES.sub("", text(raw))
    if _TWO_READINGS.fullmatch(words):
        whole = words.replace(".", "")
        raise Unfit(f"“{text(raw)}” can be read in two ways. Write {whole} or {words}0, as it is meant.")
    if re.fullmatch(r"-?\d{1,3}(,\d{3})+(\.\d+)?", words):
        words = words.replace(",", "")
    if not re.fullmatch(r"-?\d+(\.\d+)?", words):
        raise Unfit(f"“{shortened(text(raw))}” is not read as an amount. Write it as 1234.50.")
    return Decimal(words)


def yes_no(raw: Any) -> bool:
    """Yes or no."""
    found = _YES_NO.get(text(raw).casefold())
    if found is None:
        raise Unfit(f"“{shortened(text(raw))}” is neither yes nor no.")
    return found


def word(raw: Any, words: Mapping[str, str]) -> str:
    """A word of a list, by its key or by what people read, in any capitals."""
    wanted = plain(text(raw))
    found = next((key for key, said in words.items() if wanted in (plain(key), plain(said))), None)
    if found is None:
        raise Unfit(f"“{shortened(text(raw))}” is not known here. Known are: {', '.join(words.values())}.")
    return found


def plain(words: str) -> str:
    """Only the letters with their signs, and the digits, to compare names by."""
    known = unicodedata.normalize("NFKC", words).casefold()
    return "".join(one for one in known if unicodedata.category(one)[0] in "LMN") or known.strip()
