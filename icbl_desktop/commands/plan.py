"""``plan``: read plans, compare them, take one in; and for the secretariat, make and sign one."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from icbl_desktop.commands.common import add_json_flag, print_json, read_file, workspace, write_file
from icbl_desktop.config import Folders
from icbl_desktop.domain.plan import Plan, Target
from icbl_desktop.domain.plan_diff import diff
from icbl_desktop.errors import UserError
from icbl_desktop.services import campaign, keys, plan_making, plan_updates, plans


def add_to(commands: Any) -> None:
    """Add the ``plan`` commands."""
    plan = commands.add_parser("plan", help="plans: read, compare, import, make").add_subparsers(
        required=True
    )
    _add_reading(plan)
    _add_making(plan)


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
    use.add_argument("plan", metavar="ID")
    use.set_defaults(run=_use)
    trust = plan.add_parser("trust", help="trust the secretariat's public key")
    trust.add_argument("key", type=Path, metavar="FILE")
    trust.add_argument("--name", default="Secretariat")
    trust.set_defaults(run=_trust)
    take_in = plan.add_parser("import", help="check a signed bundle and work under its plan")
    take_in.add_argument("file", type=Path, metavar="FILE")
    take_in.add_argument("--trust", type=Path, metavar="KEY", help="first trust this public key")
    add_json_flag(take_in)
    take_in.set_defaults(run=_import)


def _add_making(plan: Any) -> None:
    keygen = plan.add_parser("keygen", help="make a signing key: NAME.key (keep it offline) and NAME.pub")
    keygen.add_argument("name", type=Path, metavar="NAME")
    keygen.set_defaults(run=_keygen)
    build = plan.add_parser("build", help="build a plan into an unsigned bundle")
    build.add_argument("plan", metavar="ID|FILE", help="plan.json, its folder, or a plan that came along")
    build.add_argument("out", type=Path, metavar="OUT")
    build.add_argument("--sequence", type=int, default=1, help="one more than the last bundle of this plan")
    build.add_argument("--issuer", default="ICBL-CMC", metavar="NAME")
    build.add_argument("--follows", type=UUID, metavar="BUNDLE-ID", help="the bundle this one replaces")
    build.set_defaults(run=_build)
    sign = plan.add_parser("sign", help="sign a bundle")
    sign.add_argument("file", type=Path, metavar="FILE")
    sign.add_argument("--key", type=Path, required=True, metavar="NAME.key")
    sign.add_argument("--out", type=Path, metavar="OUT", help="else the bundle itself is signed")
    sign.set_defaults(run=_sign)
    verify = plan.add_parser("verify", help="check a signed bundle")
    verify.add_argument("file", type=Path, metavar="FILE")
    verify.add_argument("--key", type=Path, metavar="NAME.pub", help="else the keys trusted here")
    add_json_flag(verify)
    verify.set_defaults(run=_verify)


def _here(folders: Folders) -> tuple[Plan, ...]:
    """The plans of the workspace; without one, those that came with the program."""
    if folders.database.exists():
        with workspace(folders) as app:
            if campaign.find(app.db) is not None:
                return tuple(plans.plan(app.db, version.plan_id) for version in plans.catalogue(app.db))
    return plans.bundled()


def _plan(folders: Folders, name: str) -> Plan:
    path = Path(name)
    if path.is_file():
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
        names = [f.name for f in fields(Plan)]
        print_json(
            {n: getattr(plan, n) for n in names} | {"goals": plan.goals, "objectives": plan.objectives}
        )
        return
    print(f"{plan.title}, {plan.start} to {plan.end}\n{plan.summary}\n")
    for objective in plan.objectives:
        print(f"{objective.code}  {objective.title}")
    for name in ("indicators", "targets", "responsive", "activities", "strategies", "commitments", "events"):
        print(f"{len(getattr(plan, name)):>5}  {name}")


def _diff(options: argparse.Namespace, folders: Folders) -> None:
    states = (options.state.strip().upper(),) if options.state else ()
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


def _trust(options: argparse.Namespace, folders: Folders) -> None:
    text = read_file(options.key).decode("utf-8", "replace")
    with workspace(folders) as app:
        campaign.get(app.db)
        keys.trust(app.db, text, options.name)
    print(f"Trusted: {options.name}, fingerprint {plan_making.fingerprint_of(text)}")


def _import(options: argparse.Namespace, folders: Folders) -> None:
    data = read_file(options.file)
    with workspace(folders) as app:
        if options.trust:
            keys.trust(app.db, read_file(options.trust).decode("utf-8", "replace"), options.trust.stem)
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


def _keygen(options: argparse.Namespace, folders: Folders) -> None:
    secret, public, fingerprint = plan_making.new_key()
    secret_path, public_path = options.name.with_suffix(".key"), options.name.with_suffix(".pub")
    if secret_path.exists():
        raise UserError("There is a key at {path} already. Nothing was changed.", path=secret_path)
    write_file(secret_path, secret.encode("utf-8"), mode=0o600)
    write_file(public_path, public.encode("utf-8"))
    print(f"{secret_path} signs: keep it offline. {public_path} is for everyone.\nFingerprint: {fingerprint}")


def _build(options: argparse.Namespace, folders: Folders) -> None:
    raw = _raw_plan(options.plan)
    data = plan_making.build(
        raw,
        sequence=options.sequence,
        issuer=options.issuer,
        issued_at=datetime.now(UTC),
        follows=options.follows,
    )
    write_file(options.out, data)
    print(f"Built {options.out}: not signed yet.")


def _raw_plan(name: str) -> bytes:
    path = Path(name)
    if path.is_dir():
        path /= "plan.json"
    return read_file(path) if path.is_file() else plans.bundled_raw(name)


def _sign(options: argparse.Namespace, folders: Folders) -> None:
    secret = read_file(options.key).decode("utf-8", "replace")
    out = options.out or options.file
    write_file(out, plan_making.sign(read_file(options.file), secret))
    print(f"Signed {out}.")


def _verify(options: argparse.Namespace, folders: Folders) -> None:
    data = read_file(options.file)
    if options.key:
        public = [read_file(options.key).decode("utf-8", "replace")]
    else:
        with workspace(folders) as app:
            public = [key.text for key in keys.trusted(app.db)]
    read = plan_making.verify(data, public)
    signer = plan_making.fingerprint_of_bundle(read)
    if options.json:
        print_json(
            {
                "plan": read.plan.id,
                "title": read.plan.title,
                "sequence": read.manifest.sequence,
                "issuer": read.manifest.issuer,
                "issued_at": read.manifest.issued_at,
                "bundle_id": read.manifest.bundle_id,
                "digest": read.digest,
                "signer": signer,
            }
        )
        return
    print(f"Good: {read.plan.title}, number {read.manifest.sequence}, from {read.manifest.issuer}.")
    print(f"Signed with {signer}.")
