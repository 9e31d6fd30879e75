"""``inbox show|accept|issues|ask|withdraw|reopen|questions``: review a report that came in."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from icbl_desktop.commands.common import add_json_flag, plain_text, print_json
from icbl_desktop.commands.inbox_common import acting, add_acting_options, add_store_option, office
from icbl_desktop.config import Folders
from icbl_desktop.errors import UserError
from icbl_desktop.services.office import received, report_view, review, templates
from icbl_desktop.services.office.asking import QuestionDraft
from icbl_desktop.services.office.received import ReceivedReport
from icbl_desktop.services.office.review import Review

if TYPE_CHECKING:
    from icbl_desktop.services.office.desk import OfficeStore

_LEAST = 6
"""Characters of a digest that are enough to name a report by."""
_DECIDING = {"accept": review.accept, "issues": review.set_issues, "reopen": review.reopen}


def add_to(group: Any) -> None:
    """Add these commands to the ``inbox`` commands."""
    show = _about_report(
        group, "show", "show a report: what it is, how far its review is, what is asked, its records"
    )
    add_store_option(show)
    add_json_flag(show)
    show.set_defaults(run=_show)
    for name, told in (
        ("accept", "accept a report: nothing is left to ask"),
        ("issues", "say that something has to be mended; its questions say what"),
        ("reopen", "take the answer to a report back"),
    ):
        deciding = _about_report(group, name, told)
        add_acting_options(deciding)
        deciding.set_defaults(run=_decide, decide=_DECIDING[name])
    ask = _about_report(group, "ask", "ask about a report, a record in it, or one field")
    ask.add_argument("text", nargs="?", type=plain_text, default="", metavar="TEXT")
    ask.add_argument(
        "--template", type=plain_text, metavar="TITLE", help="in place of the text: one of “inbox questions”"
    )
    ask.add_argument("--record", type=plain_text, default="", metavar="ID", help="“inbox show” has it")
    ask.add_argument("--field", type=plain_text, default="", metavar="FIELD", help="named as in report.json")
    add_acting_options(ask)
    ask.set_defaults(run=_ask, parser=ask)
    withdraw = _about_report(group, "withdraw", "ask something no more")
    withdraw.add_argument("question", type=plain_text, metavar="QUESTION", help="its id; “inbox show” has it")
    add_acting_options(withdraw)
    withdraw.set_defaults(run=_withdraw)
    listed = group.add_parser("questions", help="questions to begin from; add or take out your own")
    listed.add_argument("--add", nargs=2, type=plain_text, metavar=("TITLE", "TEXT"))
    listed.add_argument("--remove", type=plain_text, metavar="TITLE")
    add_acting_options(listed)
    add_json_flag(listed)
    listed.set_defaults(run=_questions)


def find(store: OfficeStore, text: str) -> ReceivedReport:
    """The report of this digest (or its first characters), or of this number: 7, or 7KQ2/7.

    Raises UserError where there is none, or more than one.
    """
    code, _, number = text.upper().rpartition("/")
    found = [
        one
        for one in received.reports(store)
        if (len(text) >= _LEAST and one.digest.startswith(text.lower()))
        or (number == str(one.number) and code in ("", one.stream_code))
    ]
    if len(found) == 1:
        return found[0]
    if not found:
        raise UserError(
            "There is no report {name} in the inbox. Nothing was changed. “inbox list” shows them.", name=text
        )
    raise UserError(
        "More than one report is called {name}. Nothing was changed. Name it by its digest: {digests}.",
        name=text,
        digests=", ".join(f"{one.digest[:12]} ({one.organisation})" for one in found[:8]),
    )


def _about_report(group: Any, name: str, told: str) -> Any:
    parser = group.add_parser(name, help=told)
    parser.add_argument("report", type=plain_text, metavar="REPORT", help="7, 7KQ2/7, or a digest")
    return parser


def _show(options: argparse.Namespace, folders: Folders) -> None:
    with office(options, folders) as (_, store):
        found = report_view.view(store, find(store, options.report).digest)
    if options.json:
        print_json({**vars(found.review), "body": found.body})
        return
    _print(found.review)
    for record in found.body.records:
        print(f"{record.id}  {record.day or ''!s:<10}  {record.kind:<16}  {record.title}")


def _decide(options: argparse.Namespace, folders: Folders) -> None:
    with acting(options, folders) as (_, store, by):
        one = find(store, options.report)
        options.decide(store, one.digest, by, one.revision)
        _print(review.review(store, one.digest))


def _ask(options: argparse.Namespace, folders: Folders) -> None:
    if bool(options.text) == bool(options.template):
        options.parser.error("give either the text or --template")
    if options.field and not options.record:
        options.parser.error("--field goes with --record")
    with acting(options, folders) as (_, store, by):
        one = find(store, options.report)
        text = options.text or templates.find(store, options.template).text
        question = QuestionDraft(text=text, record_id=options.record, field=options.field)
        review.ask(store, one.digest, question, by, one.revision)
        _print(review.review(store, one.digest))


def _withdraw(options: argparse.Namespace, folders: Folders) -> None:
    with acting(options, folders) as (_, store, by):
        one = find(store, options.report)
        review.withdraw(store, one.digest, options.question, by, one.revision)
        _print(review.review(store, one.digest))


def _questions(options: argparse.Namespace, folders: Folders) -> None:
    if options.add or options.remove:
        with acting(options, folders) as (_, store, by):
            if options.add:
                title, text = options.add
                templates.save(store, title, text, by)
            if options.remove:
                templates.remove(store, templates.find(store, options.remove).id, by)
    with office(options, folders) as (_, store):
        known = templates.templates(store)
    if options.json:
        print_json(known)
        return
    for one in known:
        print(f"{one.title}: {one.text}")


def _print(found: Review) -> None:
    one = found.report
    print(
        f"{one.organisation}, report {one.stream_code}/{one.number}, {one.period.start} to {one.period.end}"
    )
    print(f"Digest {one.digest}. Records {one.records}, files {one.files}. It is {_word(one.standing)}.")
    if one.state and one.reviewed_at is not None:
        print(f"Review: {_word(one.state)}, {one.reviewer}, {one.reviewed_at:%Y-%m-%d}.")
    for asked in found.questions:
        place = " / ".join(filter(None, (asked.title or asked.record_id, asked.field))) or "the whole report"
        print(f"  {asked.id}  {place}: {asked.text} ({asked.asked_by})")


def _word(code: str) -> str:
    return code.replace("_", " ")
