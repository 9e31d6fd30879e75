"""``plan``: read plans, compare them, take one in. Making them: ``plan_book``, ``plan_bundle``."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

from icbl_desktop.commands import plan_book, plan_bundle
from icbl_desktop.commands.common import (
    add_json_flag,
    existing_file,
    new_workspace,
    plain_text,
    print_json,
    read_file,
    read_key,
    workspace,
)
from icbl_desktop.config import Folders
from icbl_desktop.domain.plan import Plan, Target
from icbl_desktop.domain.plan_diff import diff
from icbl_desktop.errors import UserError
from icbl_desktop.services import campaign, countries, keys, plan_making, plan_updates, plans


def add_to(commands: Any) -> None:
    """Add the ``plan`` commands."""
    plan = commands.add_parser("plan", help="plans: read, compare, import, make").add_subparsers(
        required=True
    )
    _add_reading(plan)
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
    trust = plan.add_parser("trust", help="trust the secretariat's public key")
    trust.add_argument("key", type=Path, metavar="FILE")
    trust.add_argument("--name", type=plain_text, default="Secretariat")
    trust.set_defaults(run=_trust)
    take_in = plan.add_parser("import", help="check a signed bundle and work under its plan")
    take_in.add_argument("file", type=Path, metavar="FILE")
    take_in.add_argument("--trust", type=Path, metavar="KEY", help="trust this public key, if it signed")
    add_json_flag(take_in)
    take_in.set_defaults(run=_import)


def _here(folders: Folders) -> tuple[Plan, ...]:
    """The plans of the workspace; without one, those that came with the program."""
    if folders.database.exists():
        with new_workspace(folders) as app:
            if campaign.find(app.db) is not None:
                return tuple(plans.plan(app.db, version.plan_id) for version in plans.catalogue(app.db))
    return plans.bundled()


def _plan(folders: Folders, name: str) -> Plan:
    if path := existing_file(name):
        return plan_making.look_into(read_file(path))
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
    found = diff(_plan(folders, options.old), _plan(folders, options.new), states)
    if options.json:
        print_json({"gained": found.gained, "lost": found.lost, "kept": found.kept})
        return
    _print_targets("gained", found.gained)
    _print_targets("lost", found.lost)
    _print_targets("kept", found.kept)


def _print_targets(word: str, targets: Sequence[Target]) -> None:
    for target in targets:
        print(f"{word:<6}  {target.iso3}  {target.objective}  {target.group}")


def _use(options: argparse.Namespace, folders: Folders) -> None:
    with workspace(folders) as app:
        plans.choose(app.db, options.plan)
        print(f"Working under: {plans.current(app.db).title}")


def _undo(options: argparse.Namespace, folders: Folders) -> None:
    with workspace(folders) as app:
        plan_updates.undo(app.db)
        print(f"Working under: {plans.current(app.db).title}")


def _trust(options: argparse.Namespace, folders: Folders) -> None:
    text = read_key(options.key)
    with workspace(folders) as app:
        keys.trust(app.db, text, options.name)
    print(f"Trusted: {options.name}, fingerprint {plan_making.fingerprint_of(text)}")


def _import(options: argparse.Namespace, folders: Folders) -> None:
    data = read_file(options.file)
    with workspace(folders) as app:
        if options.trust:
            key = read_key(options.trust)
            plan_making.verify(data, [key])  # a refused bundle changes nothing, nor what is trusted
            keys.trust(app.db, key, options.trust.stem)
        offered = plan_updates.offer(app.db, data)
        if offered.obstacle:
            raise UserError(offered.obstacle)
        plan_updates.apply(app.db, app.folders, offered)
    mine = offered.mine
    if options.json:
        print_json(
            {"plan": offered.bundle.plan.id, "gained": mine.gained, "lost": mine.lost, "kept": mine.kept}
        )
        return
    print(f"Applied: {offered.bundle.plan.title}, signed by {offered.signer_name}. For your states:")
    _print_targets("gained", mine.gained)
    _print_targets("lost", mine.lost)
    _print_targets("kept", mine.kept)
