"""``activity``, ``grant``, ``expense``, ``outcome``, ``promise``, ``followup``, ``indicator``.

Each kind of record has the same commands: add, list, show, edit, trash, restore, history.
"""

from __future__ import annotations

import argparse
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

from icbl_desktop.commands.common import (
    add_json_flag,
    plain_text,
    print_json,
    read_file,
    workspace,
)
from icbl_desktop.config import Folders
from icbl_desktop.domain.plan import code_of
from icbl_desktop.domain.record import as_draft
from icbl_desktop.domain.work import ActivityEntry
from icbl_desktop.errors import UserError
from icbl_desktop.services import activities, evidence, history, imports, trash, work_records
from icbl_desktop.services.record_kinds import (
    ACTIVITY,
    EXPENSE,
    FOLLOW_UP,
    GRANT,
    INDICATOR_UPDATE,
    OUTCOME,
    PROMISE,
    Kind,
)

_COMMANDS: dict[str, tuple[Kind[Any, Any], str]] = {
    "activity": (ACTIVITY, "log activities"),
    "grant": (GRANT, "account for grants"),
    "expense": (EXPENSE, "expenses of a grant"),
    "outcome": (OUTCOME, "what changed, by Outcome Harvesting"),
    "promise": (PROMISE, "what officials promised"),
    "followup": (FOLLOW_UP, "what the campaign is to do next"),
    "indicator": (INDICATOR_UPDATE, "answers to the plan's indicators"),
}
_LISTED = {
    "grant": ("state", "title"),
    "expense": ("date", "amount", "currency", "what"),
    "outcome": ("when", "change"),
    "promise": ("state", "what"),
    "follow_up": ("due", "what"),
    "indicator_update": ("date", "indicator", "value"),
}
"""What a line of a list says of a record."""


def add_to(commands: Any) -> None:
    """Add the commands of every kind of record."""
    for name, (kind, words) in _COMMANDS.items():
        actions = commands.add_parser(name, help=words).add_subparsers(required=True)
        _add_writing(actions, kind, name)
        _add_reading(actions, kind, name)
        if kind is GRANT:
            outcome = actions.add_parser("outcome", help="outcomes of a grant")
            _add_adding(outcome.add_subparsers(required=True), OUTCOME, "outcome")


def _add_writing(actions: Any, kind: Kind[Any, Any], name: str) -> None:
    _add_adding(actions, kind, name)
    edit = actions.add_parser("edit", help="change the fields that a JSON object names")
    _one(edit, kind)
    _json_source(edit)
    edit.set_defaults(run=_edit)
    away = actions.add_parser("trash", help="take away; “restore” brings it back")
    _one(away, kind)
    away.set_defaults(run=_trash)
    restore = actions.add_parser("restore", help="bring back from the trash, or an older version")
    _one(restore, kind)
    restore.add_argument(
        "--step", type=int, metavar="NUMBER", help="as it was after this step of its history"
    )
    restore.set_defaults(run=_restore)


def _add_adding(actions: Any, kind: Kind[Any, Any], name: str) -> None:
    add = actions.add_parser("add", help=f"add from a JSON object ({name})", epilog=_fields_help(kind))
    _json_source(add)
    add.add_argument("--evidence", action="append", type=Path, default=[], metavar="FILE")
    add.set_defaults(run=_add, kind=kind)


def _add_reading(actions: Any, kind: Kind[Any, Any], name: str) -> None:
    listed = actions.add_parser("list", help="list, newest first")
    if kind is ACTIVITY:
        listed.add_argument("--search", type=plain_text, default="", metavar="WORDS")
        listed.add_argument("--objective", default="", metavar="CODE")
    add_json_flag(listed)
    listed.set_defaults(run=_list_activities if kind is ACTIVITY else _list, kind=kind)
    show = actions.add_parser("show", help="one record, whole, as JSON")
    _one(show, kind)
    show.set_defaults(run=_show)
    steps = actions.add_parser("history", help="who changed what and when, newest first")
    _one(steps, kind)
    add_json_flag(steps)
    steps.set_defaults(run=_history)


def _one(parser: argparse.ArgumentParser, kind: Kind[Any, Any]) -> None:
    parser.add_argument("id", type=plain_text, metavar="ID", help="its id, or how that begins")
    parser.set_defaults(kind=kind)


def _json_source(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", type=Path, required=True, metavar="FILE", help="a JSON object, or - ")


def _fields_help(kind: Kind[Any, Any]) -> str:
    draft = ActivityEntry if kind is ACTIVITY else kind.draft
    return "Fields: " + ", ".join(f.name for f in fields(draft))


def _add(options: argparse.Namespace, folders: Folders) -> None:
    kind = options.kind
    with workspace(folders) as app:
        draft = imports.draft(
            app.db, read_file(options.json), ActivityEntry if kind is ACTIVITY else kind.draft
        )
        kept = evidence.keep(app.folders, options.evidence)  # first: an unreadable file leaves no record
        (record_id,) = imports.save(app.db, kind, draft).ids
        if kept:
            evidence.put_behind(app.db, record_id, kept)
        grant_id = getattr(draft, "grant_id", "") if kind is not ACTIVITY else ""
        print_json({"id": record_id, "grant_id": grant_id} if grant_id else {"id": record_id})


def _edit(options: argparse.Namespace, folders: Folders) -> None:
    kind = options.kind
    with workspace(folders) as app:
        record_id = work_records.id_of(app.db, kind, options.id)
        if any(one.id == record_id for one in trash.listing(app.db)):
            raise UserError("This lies in the trash. Nothing was changed. Restore it first.")
        before = as_draft(work_records.get(app.db, kind, record_id), kind.draft)
        imports.save(app.db, kind, imports.edited(app.db, read_file(options.json), before), record_id)
        print_json({"id": record_id})


def _trash(options: argparse.Namespace, folders: Folders) -> None:
    with workspace(folders) as app:
        record_id = work_records.id_of(app.db, options.kind, options.id)
        trash.put(app.db, options.kind, [record_id])
        print_json({"id": record_id})


def _restore(options: argparse.Namespace, folders: Folders) -> None:
    kind = options.kind
    with workspace(folders) as app:
        record_id = work_records.id_of(app.db, kind, options.id)
        if options.step is None:
            trash.restore(app.db, kind, [record_id])
        else:
            history.bring_back(app.db, kind.name, record_id, options.step)
        print_json({"id": record_id})


def _show(options: argparse.Namespace, folders: Folders) -> None:
    with workspace(folders) as app:
        record_id = work_records.id_of(app.db, options.kind, options.id)
        print_json(work_records.get(app.db, options.kind, record_id))


def _history(options: argparse.Namespace, folders: Folders) -> None:
    with workspace(folders) as app:
        steps = history.of(app.db, work_records.id_of(app.db, options.kind, options.id))
    if options.json:
        print_json(steps)
        return
    for step in steps:
        names = ", ".join(change.field for change in step.changes)
        print(f"{step.key:>6}  {step.at:%Y-%m-%d %H:%M}  {step.action:<12}  {names}")


def _list(options: argparse.Namespace, folders: Folders) -> None:
    kind = options.kind
    with workspace(folders) as app:
        found = work_records.every(app.db, kind)
    if options.json:
        print_json(found)
        return
    for one in found:
        first, *others = (str(getattr(one, name) or "") for name in _LISTED[kind.name])
        print(f"{one.id}  {first:<16}  {'  '.join(others)}")


def _list_activities(options: argparse.Namespace, folders: Folders) -> None:
    with workspace(folders) as app:
        objective = (
            imports.objective_ref(imports.around(app.db), options.objective) if options.objective else ""
        )
        wanted = activities.ActivityFilter(words=options.search, objective=objective)
        lines = activities.lines(app.db, activities.ids(app.db, wanted))
    if options.json:
        print_json([replace(line, objectives=tuple(map(code_of, line.objectives))) for line in lines])
        return
    for line in lines:
        codes = ", ".join(map(code_of, line.objectives))
        when = line.start.isoformat() if line.start else "no date"
        print(f"{line.id[:8]}  {when:<10}  {codes:<6}  {line.title}")
