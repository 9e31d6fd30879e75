"""``plan``: read plans and compare them.

Taking one in: ``plan_import``; making them: ``plan_book``, ``plan_bundle``.
"""

from __future__ import annotations

import argparse
from dataclasses import asdict, fields
from typing import Any

from icbl_desktop.commands import plan_book, plan_bundle, plan_import, plan_sentences, plan_source
from icbl_desktop.commands.common import (
    add_json_flag,
    new_workspace,
    plain_text,
    print_json,
    workspace,
)
from icbl_desktop.config import Folders
from icbl_desktop.domain.plan import Plan
from icbl_desktop.domain.plan_diff import diff
from icbl_desktop.errors import UserError
from icbl_desktop.services import campaign, countries, plan_updates, plans


def add_to(commands: Any) -> None:
    """Add the ``plan`` commands."""
    plan = commands.add_parser("plan", help="plans: read, compare, import, make").add_subparsers(
        required=True
    )
    _add_reading(plan)
    plan_import.add_to(plan)
    plan_book.add_to(plan)
    plan_bundle.add_to(plan)


def _add_reading(plan: Any) -> None:
    listed = plan.add_parser("list", help="list the plans there are")
    add_json_flag(listed)
    listed.set_defaults(run=_list)
    show = plan.add_parser("show", help="show one plan")
    show.add_argument("plan", metavar="ID|FILE")
    add_json_flag(show)
    show.set_defaults(run=_show)
    compare = plan.add_parser("diff", help="compare two plans: targets gained, lost, kept")
    compare.add_argument("old", metavar="ID|FILE")
    compare.add_argument("new", metavar="ID|FILE")
    compare.add_argument("--state", metavar="ISO3")
    add_json_flag(compare)
    compare.set_defaults(run=_diff)
    use = plan.add_parser("use", help="work under another plan that is here")
    use.add_argument("plan", type=plain_text, metavar="ID")
    use.set_defaults(run=_use)
    undo = plan.add_parser("undo", help="go back to the plan worked under before the last import")
    undo.set_defaults(run=_undo)


def _here(folders: Folders) -> tuple[Plan, ...]:
    """The plans of the workspace; without one, those that came with the program."""
    if folders.database.exists():
        with new_workspace(folders) as app:
            if campaign.find(app.db) is not None:
                return tuple(plans.plan(app.db, version.plan_id) for version in plans.catalogue(app.db))
    return plans.bundled()


def _plan(folders: Folders, name: str) -> Plan:
    if path := plan_source.file_of(name):
        return plan_source.plan_in(path)[0]
    found = next((one for one in _here(folders) if one.id == name), None)
    if found is None:
        raise UserError(
            "There is no plan and no file “{name}”. “plan list” shows the plans there are.", name=name
        )
    return found


def _list(options: argparse.Namespace, folders: Folders) -> None:
    listed = [
        {"id": p.id, "title": p.title, "kind": p.kind, "start": p.start, "end": p.end} for p in _here(folders)
    ]
    if options.json:
        print_json(listed)
        return
    for one in listed:
        print(f"{one['id']:<20}  {one['start']} to {one['end']}  {one['title']}")


def _show(options: argparse.Namespace, folders: Folders) -> None:
    plan = _plan(folders, options.plan)
    if options.json:
        print_json(_whole(plan))
        return
    print(f"{plan.title}, {plan.start} to {plan.end}\n{plan.summary}\n")
    for objective in plan.objectives:
        print(f"{objective.code}  {objective.title}")
    for name in ("indicators", "targets", "responsive", "activities", "strategies", "commitments", "events"):
        print(f"{len(getattr(plan, name)):>5}  {name}")


def _whole(plan: Plan) -> dict[str, Any]:
    """All of a plan as it is printed: its own fields, its strategy's goals and objectives beside them."""
    content = {field.name: getattr(plan, field.name) for field in fields(plan)}
    coded = [{"code": one.id, **asdict(one)} for one in plan.indicators]
    return content | {"goals": plan.goals, "objectives": plan.objectives, "indicators": coded}


def _diff(options: argparse.Namespace, folders: Folders) -> None:
    states = (options.state.strip().upper(),) if options.state else ()
    if sentence := countries.unknown_state(states):
        raise UserError(sentence)
    old, new = _plan(folders, options.old), _plan(folders, options.new)
    found = diff(old, new, states)
    if options.json:
        print_json({"gained": found.gained, "lost": found.lost, "kept": found.kept})
        return
    for line in plan_sentences.changes(old, new, found):
        print(line)


def _use(options: argparse.Namespace, folders: Folders) -> None:
    with workspace(folders) as app:
        plans.choose(app.db, options.plan)
        print(f"Working under: {plans.current(app.db).title}")


def _undo(options: argparse.Namespace, folders: Folders) -> None:
    with workspace(folders) as app:
        plan_updates.undo(app.db)
        print(f"Working under: {plans.current(app.db).title}")
