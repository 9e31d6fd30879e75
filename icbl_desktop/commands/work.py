"""``init``, ``activity`` and ``grant``: the campaign's own work."""

from __future__ import annotations

import argparse
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

from icbl_desktop.app import App
from icbl_desktop.commands.common import (
    add_json_flag,
    new_workspace,
    plain_text,
    print_json,
    read_file,
    read_key,
    workspace,
)
from icbl_desktop.config import Folders
from icbl_desktop.domain.plan import code_of
from icbl_desktop.domain.work import ActivityDraft, CampaignDraft, GrantDraft, OutcomeDraft
from icbl_desktop.errors import UserError
from icbl_desktop.services import activities, campaign, evidence, grants, imports, keys, plans


def add_to(commands: Any) -> None:
    """Add the commands about the campaign's own work."""
    init = commands.add_parser("init", help="set the campaign up in a new workspace")
    init.add_argument("--state", action="append", required=True, metavar="ISO3", help="KHM; may be repeated")
    init.add_argument("--organisation", type=plain_text, required=True, metavar="NAME")
    init.add_argument(
        "--plan", type=plain_text, default="", metavar="ID", help="one that came along (else the newest)"
    )
    init.add_argument("--trust", type=Path, metavar="FILE", help="the secretariat's public key")
    init.set_defaults(run=_init)

    activity = commands.add_parser("activity", help="log activities").add_subparsers(required=True)
    add = activity.add_parser("add", help="log an activity", epilog=_fields_help(ActivityDraft))
    _json_source(add)
    add.add_argument("--evidence", action="append", type=Path, default=[], metavar="FILE")
    add.set_defaults(run=_activity_add)
    listed = activity.add_parser("list", help="list activities, newest first")
    listed.add_argument("--search", type=plain_text, default="", metavar="WORDS")
    listed.add_argument("--objective", default="", metavar="CODE")
    add_json_flag(listed)
    listed.set_defaults(run=_activity_list)

    grant = commands.add_parser("grant", help="account for grants").add_subparsers(required=True)
    add = grant.add_parser("add", help="add a grant", epilog=_fields_help(GrantDraft))
    _json_source(add)
    add.set_defaults(run=_grant_add)
    listed = grant.add_parser("list", help="list grants")
    add_json_flag(listed)
    listed.set_defaults(run=_grant_list)
    outcome = grant.add_parser("outcome", help="outcomes of a grant").add_subparsers(required=True)
    add = outcome.add_parser("add", help="add an outcome", epilog=_fields_help(OutcomeDraft))
    _json_source(add)
    add.set_defaults(run=_outcome_add)


def _json_source(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", type=Path, required=True, metavar="FILE", help="a JSON object, or - ")


def _fields_help(kind: type) -> str:
    return "Fields: " + ", ".join(f.name for f in fields(kind))


def _init(options: argparse.Namespace, folders: Folders) -> None:
    key = keys.look_at(read_key(options.trust)).text if options.trust else ""
    with new_workspace(folders) as app:
        states = tuple(dict.fromkeys(state.strip().upper() for state in options.state))
        draft = CampaignDraft(organisation=options.organisation, states=states)
        campaign.start(app.db, draft, options.plan)
        if key:
            keys.trust(app.db, key, options.trust.stem)
        print(f"Ready: {options.organisation}, under the {plans.current(app.db).title}.")


def _activity_add(options: argparse.Namespace, folders: Folders) -> None:
    with workspace(folders) as app:
        draft = _draft(app, options, ActivityDraft)
        draft = replace(draft, states=draft.states or campaign.get(app.db).states)
        kept = evidence.keep(app.folders, options.evidence)  # first: an unreadable file leaves no record
        (activity_id,) = activities.save(app.db, draft).ids
        if kept:
            evidence.put_behind(app.db, activity_id, kept)
        print_json({"id": activity_id})


def _draft(app: App, options: argparse.Namespace, kind: type[imports.AimedT]) -> imports.AimedT:
    return imports.draft(app.db, read_file(options.json), kind)


def _activity_list(options: argparse.Namespace, folders: Folders) -> None:
    with workspace(folders) as app:
        objective = imports.objective_ref(app.db, options.objective) if options.objective else ""
        wanted = activities.ActivityFilter(words=options.search, objective=objective)
        lines = activities.lines(app.db, activities.ids(app.db, wanted))
    if options.json:
        print_json([replace(line, objectives=tuple(map(code_of, line.objectives))) for line in lines])
        return
    for line in lines:
        codes = ", ".join(map(code_of, line.objectives))
        print(f"{line.start.isoformat() if line.start else 'no date':<10}  {codes:<6}  {line.title}")


def _grant_add(options: argparse.Namespace, folders: Folders) -> None:
    with workspace(folders) as app:
        (grant_id,) = grants.save(app.db, _draft(app, options, GrantDraft)).ids
        print_json({"id": grant_id})


def _grant_list(options: argparse.Namespace, folders: Folders) -> None:
    with workspace(folders) as app:
        found = grants.all_grants(app.db)
    if options.json:
        print_json(found)
        return
    for grant in found:
        print(f"{grant.id}  {grant.state:<16}  {grant.title}")


def _outcome_add(options: argparse.Namespace, folders: Folders) -> None:
    with workspace(folders) as app:
        draft = _draft(app, options, OutcomeDraft)
        if not draft.grant_id:
            draft = replace(draft, grant_id=_only_grant(app))
        changed = grants.save_outcome(app.db, draft)
        (outcome_id,) = changed.ids - {draft.grant_id}
        print_json({"id": outcome_id, "grant_id": draft.grant_id})


def _only_grant(app: App) -> str:
    found = grants.all_grants(app.db)
    if len(found) != 1:
        raise UserError(
            "Say which grant this outcome belongs to, in “grant_id”. “grant list” shows their ids."
        )
    return found[0].id
