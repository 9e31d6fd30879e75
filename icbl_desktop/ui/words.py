"""The vocabulary, dates and amounts in the language and manner of the window."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QTime

from icbl_desktop.domain.vocabulary import Precision
from icbl_desktop.domain.words import MANY_RECORDS, ONE_RECORD
from icbl_desktop.errors import InvalidRecord, UserError
from icbl_desktop.ui.kit.amounts import format_amount


def say(words: Mapping[str, str], value: str) -> str:
    """The word for a value of ``domain.words``, translated."""
    return QCoreApplication.translate("words", words[value]) if value in words else value


def choices(words: Mapping[str, str]) -> list[tuple[str, str]]:
    """Value and translated word of a whole list, in its order: for combo boxes and chips."""
    return [(value, say(words, value)) for value in words]


def counted(kind: str, count: int) -> str:
    """So many records of a kind: "12 activities"; of several kinds for an empty ``kind``."""
    return say(ONE_RECORD if count == 1 else MANY_RECORDS, kind).format(n=number(count))


def question_count(count: int) -> str:
    """So many questions of the secretariat: "3 questions"."""
    one, many = _tr("1 question"), _tr("{n} questions")
    return one if count == 1 else many.format(n=number(count))


def isolated(words: str) -> str:
    """Words that keep their own direction in a window of the other one."""
    return f"\u2068{words}\u2069"


def sentence(error: UserError) -> str:
    """An error's sentence, translated and then filled in."""
    if isinstance(error, InvalidRecord):
        return " ".join(QCoreApplication.translate("errors", one) for one in error.problems.values())
    words = QCoreApplication.translate("errors", error.template)
    values = {name: _said(value) for name, value in error.values.items()}
    return words.format(**values) if values else words


def _said(value: object) -> object:
    """A value of an error as people here write it; an error inside one says its own sentence."""
    if isinstance(value, UserError):
        return sentence(value)
    return day(value) if isinstance(value, date) else value


def day(value: date | datetime | None, precision: str = Precision.DAY) -> str:
    """A date as people here write it: "4 December 2017", "December 2017"; empty for none."""
    return _date(value, precision, "MMMM")


def short_day(value: date | datetime | None, precision: str = Precision.DAY) -> str:
    """The same for the column of a table: "4 Dec 2017", "Dec 2017"."""
    return _date(value, precision, "MMM")


def moment(value: datetime) -> str:
    """Day and time of day: "4 December 2017, 14:30"."""
    local = value.astimezone()
    time = QLocale().toString(QTime(local.hour, local.minute), QLocale.FormatType.ShortFormat)
    return f"{day(value)}, {time}"


def days(start: date | None, end: date | None, precision: str = Precision.DAY) -> str:
    """One date, or from one to another."""
    if start is None or end is None or start == end:
        return day(start or end, precision)
    return f"{day(start, precision)} – {day(end, precision)}"


def number(value: int) -> str:
    """A whole number with the language's thousands."""
    return QLocale().toString(value)


def amount(value: Decimal | None, currency: str) -> str:
    """Money, exact, with its currency code; "not known" where there is none."""
    if value is None:
        return QCoreApplication.translate("words", "Not known")
    return f"{currency} {format_amount(value)}"


def _date(value: date | datetime | None, precision: str, month: str) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = value.astimezone().date()
    pattern = {Precision.YEAR: "yyyy", Precision.MONTH: f"{month} yyyy"}.get(
        Precision(precision), f"d {month} yyyy"
    )
    return QLocale().toString(QDate(value.year, value.month, value.day), pattern)


def _tr(text: str) -> str:
    return QCoreApplication.translate("words", text)
