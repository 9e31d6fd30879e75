"""An issued report on its way: sealed, plain or as a public copy; as a file or in a mail; what was noted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from enum import StrEnum
from pathlib import Path

from sqlalchemy import select

from icbl_desktop import config
from icbl_desktop.domain.file_budget import BUDGET
from icbl_desktop.domain.period import Period
from icbl_desktop.domain.vocabulary import Changed
from icbl_desktop.errors import UserError
from icbl_desktop.files import is_folder
from icbl_desktop.formats import mail as mails
from icbl_desktop.formats import mail_words, sealing
from icbl_desktop.formats.report_data import Report
from icbl_desktop.services import keys, streams
from icbl_desktop.services.report_files import write_copy
from icbl_desktop.services.report_public import public_copy
from icbl_desktop.services.report_rows import data_of, find
from icbl_desktop.store.database import Database
from icbl_desktop.store.tables_sync import ReportRow, StreamRow

NO_RECIPIENT = (
    "No key of the secretariat to seal to is known here yet. Apply its newest plan first, or save the "
    "report unsealed."
)
TOO_LARGE = (
    "In a mail this report takes more than 7 MB: many mail services refuse it. Hand the file over in "
    "another way, or amend the report with fewer files."
)


class SendForm(StrEnum):
    """How a report leaves: for the secretariat alone, as it is, or its public part without data."""

    SEALED = "sealed"
    PLAIN = "plain"
    PUBLIC = "public"


_ENDINGS = {SendForm.SEALED: ".pdf.age", SendForm.PLAIN: ".pdf", SendForm.PUBLIC: "-public.pdf"}


@dataclass(frozen=True)
class SendChoices:
    """How a report can leave. ``recipients`` names those it would be sealed to, beside the campaign.

    ``can_publish`` says whether there is anything in it for a public copy;
    ``cannot_seal`` and ``too_large`` (for a mail) are sentences where they apply. ``size`` in bytes.
    """

    default: SendForm
    recipients: tuple[str, ...]
    cannot_seal: str | None
    can_publish: bool
    size: int
    too_large: str | None


@dataclass(frozen=True)
class Mail:
    """The words that a report goes with."""

    subject: str
    text: str


def choices(db: Database, report_id: str) -> SendChoices:
    """How this report can leave, and how it should: sealed where anything in it is not public."""
    names = tuple(_recipients(db).values())
    with db.read() as session:
        row = find(session, report_id)
        size, can_publish = len(row.pdf), _can_publish(data_of(row))
    seal = bool(names) and not row.all_public
    return SendChoices(
        default=SendForm.SEALED if seal else SendForm.PLAIN,
        recipients=names,
        cannot_seal=None if names else NO_RECIPIENT,
        can_publish=can_publish,
        size=size,
        too_large=TOO_LARGE if size > BUDGET else None,
    )


def _can_publish(report: Report) -> bool:
    try:
        public_copy(report)
    except UserError:
        return False
    return True


def file_name(db: Database, report_id: str, form: SendForm) -> str:
    """What the report's file is called in this form."""
    with db.read() as session:
        return _named(find(session, report_id).name, form)


def save_as(db: Database, report_id: str, form: SendForm, out: Path, *, replace: bool = False) -> Path:
    """Write a report to ``out``, a file, or a folder (then under its own name); return the path.

    Raises UserError where it cannot be made in this form, another file is there and ``replace`` is not asked
    for, or the disk refuses.
    """
    name, content = _file(db, report_id, form)
    return write_copy(content, out / name if is_folder(out) else out, replace=replace)


def mail(db: Database, report_id: str, form: SendForm, language: str) -> Mail:
    """Subject and text to send a report with, in one of the languages of reports."""
    # Loads Babel, and ReportLab with the words beside it: starts faster.
    from icbl_desktop.formats.report_pdf.language import language as language_of
    from icbl_desktop.formats.report_pdf.text import period

    with db.read() as session:
        row = find(session, report_id)
        organisation = data_of(row).campaign.organisation
        before = session.scalars(select(ReportRow).where(ReportRow.digest == row.replaces)).first()
    spoken = language_of(language, config.resource("report-words"))
    values = {
        "number": row.number,
        "organisation": organisation,
        "period": period(spoken, Period(row.period_start, row.period_end)),
        "name": _named(row.name, form),
        "replaced": before.number if before else 0,
        "digest": row.digest,
    }
    subject, lines = _words(form, amends=before is not None)
    text = [spoken.say(line, **values) if line else "" for line in lines]
    return Mail(spoken.say(subject, **values), "\n".join((*text, organisation, "")))


def save_mail(
    db: Database, report_id: str, form: SendForm, language: str, out: Path, *, replace: bool = False
) -> Path:
    """Write a ready ``.eml`` with the report attached; otherwise as ``save_as``."""
    name, content = _file(db, report_id, form)
    words = mail(db, report_id, form, language)
    eml = mails.write_eml(words.subject, words.text, mails.Attachment(name, content), db.clock())
    return write_copy(eml, out / f"{name.partition('.')[0]}.eml" if is_folder(out) else out, replace=replace)


def mark_sent(db: Database, report_id: str, on: date) -> Changed:
    """Note that the person sent the report on this day."""
    return _note(db, report_id, sent_at=_at(on))


def mark_not_sent(db: Database, report_id: str) -> Changed:
    """Take back that it was sent."""
    return _note(db, report_id, sent_at=None)


def mark_confirmed(db: Database, report_id: str, on: date) -> Changed:
    """Note that the secretariat wrote on this day that it has the report."""
    return _note(db, report_id, confirmed_at=_at(on))


def mark_not_confirmed(db: Database, report_id: str) -> Changed:
    """Take back that it was confirmed."""
    return _note(db, report_id, confirmed_at=None)


def _file(db: Database, report_id: str, form: SendForm) -> tuple[str, bytes]:
    """The report's file in this form and its name; from now on its number is never given again."""
    with db.read() as session:
        row = find(session, report_id)
        pdf, own = row.pdf, session.scalars(select(StreamRow.age_recipient)).all()
    streams.remember(row.stream, row.number)
    if form == SendForm.PUBLIC:
        return _named(row.name, form), _public_pages(db, row)
    if form == SendForm.SEALED:
        to = _recipients(db)
        if not to:
            raise UserError(NO_RECIPIENT)
        pdf = sealing.seal(pdf, [*to, *(one for one in own if one)])
    return _named(row.name, form), pdf


def _public_pages(db: Database, row: ReportRow) -> bytes:
    from icbl_desktop.services import report_pages  # loads ReportLab: starts faster

    copy = public_copy(data_of(row))
    return report_pages.public(copy, report_pages.names(db, row.language), row.paper)


def _recipients(db: Database) -> dict[str, str]:
    """The secretariat's age keys by the newest list here, with their names."""
    newest = keys.newest_list(db)
    listed = newest.recipients if newest else ()
    return {one.public: one.name for one in listed if sealing.is_recipient(one.public)}


def _named(name: str, form: SendForm) -> str:
    return name.removesuffix(".pdf") + _ENDINGS[form]


def _words(form: SendForm, *, amends: bool) -> tuple[str, tuple[str, ...]]:
    """Subject and lines of the mail, an empty line between paragraphs."""
    words = mail_words
    if form == SendForm.PUBLIC:
        told = (words.HERE_IS_PUBLIC, words.NO_DATA)
        return words.SUBJECT_PUBLIC, (words.GREETING, "", *told, "", words.REGARDS)
    how = words.SEALED if form == SendForm.SEALED else words.PLAIN
    told = (words.HERE_IS, *((words.REPLACES,) if amends else ()), how, words.DIGEST)
    subject = words.SUBJECT_AMENDED if amends else words.SUBJECT
    return subject, (words.GREETING, "", *told, "", words.REGARDS)


def _at(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def _note(db: Database, report_id: str, **noted: datetime | None) -> Changed:
    with db.write() as session:
        row = find(session, report_id)
        for name, value in noted.items():
            setattr(row, name, value)
    return Changed.of("report", report_id)
