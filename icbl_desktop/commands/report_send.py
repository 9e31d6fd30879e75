"""``report save|mail|sent|questions|answer``: an issued report on its way, and what came back."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from icbl_desktop.commands.common import (
    add_json_flag,
    day,
    plain_text,
    print_json,
    report_number,
    stream_code,
    workspace,
)
from icbl_desktop.config import Folders
from icbl_desktop.domain.report_order import LANGUAGES
from icbl_desktop.services import receipts, report_history, report_sending
from icbl_desktop.services.report_sending import SendForm


def add_to(report: Any) -> None:
    """Add these to the ``report`` commands."""
    save = report.add_parser("save", help="write an issued report to a file")
    mail = report.add_parser("mail", help="write a mail with it attached, ready to be sent")
    for parser, run in ((save, _save), (mail, _mail)):
        _name_report(parser)
        parser.add_argument(
            "--as",
            dest="form",
            choices=[str(form) for form in SendForm],
            help="without it, sealed where it should be",
        )
        parser.add_argument("--out", type=Path, required=True, metavar="FILE", help="a file, or a folder")
        parser.add_argument("--replace", action="store_true", help="replace another file that is there")
        parser.set_defaults(run=run)
    mail.add_argument("--language", choices=LANGUAGES, default="en")
    sent = report.add_parser("sent", help="note when a report was sent, or that it was not")
    _name_report(sent)
    when = sent.add_mutually_exclusive_group(required=True)
    when.add_argument("--on", type=day, metavar="DATE")
    when.add_argument("--not", dest="not_sent", action="store_true")
    sent.set_defaults(run=_sent)
    asked = report.add_parser("questions", help="what the secretariat asks about reports")
    asked.add_argument("--all", action="store_true", help="those answered or asked no more as well")
    add_json_flag(asked)
    asked.set_defaults(run=_questions)
    answer = report.add_parser("answer", help="note how a question was answered")
    answer.add_argument("question", type=plain_text, metavar="ID")
    answer.add_argument("text", type=plain_text, metavar="TEXT", help="an empty text opens it again")
    answer.set_defaults(run=_answer)


def _name_report(parser: Any) -> None:
    parser.add_argument("number", type=report_number, metavar="NUMBER")
    parser.add_argument(
        "--stream", type=stream_code, default="", metavar="7KQ2", help="else the last one of this number"
    )


def _save(options: argparse.Namespace, folders: Folders) -> None:
    with workspace(folders) as app:
        report_id = report_history.id_of(app.db, options.number, options.stream)
        form = SendForm(options.form or report_sending.choices(app.db, report_id).default)
        out = report_sending.save_as(app.db, report_id, form, options.out, replace=options.replace)
    print(f"Saved ({form}): {out}. It has not been sent.")


def _mail(options: argparse.Namespace, folders: Folders) -> None:
    with workspace(folders) as app:
        report_id = report_history.id_of(app.db, options.number, options.stream)
        choices = report_sending.choices(app.db, report_id)
        form = SendForm(options.form or choices.default)
        out = report_sending.save_mail(
            app.db, report_id, form, options.language, options.out, replace=options.replace
        )
    print(f"Saved ({form}): {out}. Open it with your mail program, and send it from there.")
    if choices.too_large and form != SendForm.PUBLIC:
        print(choices.too_large)


def _sent(options: argparse.Namespace, folders: Folders) -> None:
    with workspace(folders) as app:
        report_id = report_history.id_of(app.db, options.number, options.stream)
        if options.not_sent:
            report_sending.mark_not_sent(app.db, report_id)
        else:
            report_sending.mark_sent(app.db, report_id, options.on)
    print(
        f"Noted: report {options.number} was {'not sent' if options.not_sent else f'sent on {options.on}'}."
    )


def _questions(options: argparse.Namespace, folders: Folders) -> None:
    with workspace(folders) as app:
        found = receipts.questions(app.db, open_only=not options.all)
    if options.json:
        print_json(found)
        return
    for one in found:
        place = (
            " ".join(part for part in (one.kind, one.record_id[:8], one.field) if part) or "the whole report"
        )
        print(f"{one.id}  report {one.report_number}, {place}: {one.text}")
        if one.answer:
            print(f"    {one.answer}")


def _answer(options: argparse.Namespace, folders: Folders) -> None:
    with workspace(folders) as app:
        receipts.answer(app.db, options.question, options.text)
    print("Noted." if options.text.strip() else "The question is open again.")
