"""``plan keygen|build|sign|verify``: for the secretariat, from a plan to a signed bundle."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from icbl_desktop.commands.common import (
    add_json_flag,
    existing_file,
    plain_text,
    print_json,
    read_file,
    read_key,
    workspace,
    write_file,
)
from icbl_desktop.config import Folders
from icbl_desktop.errors import UserError
from icbl_desktop.services import keys, plan_making, plans


def add_to(plan: Any) -> None:
    """Add these commands to the ``plan`` commands."""
    keygen = plan.add_parser("keygen", help="make a signing key: NAME.key (keep it offline) and NAME.pub")
    keygen.add_argument("name", type=Path, metavar="NAME")
    keygen.set_defaults(run=_keygen)
    build = plan.add_parser("build", help="build a plan into an unsigned bundle")
    build.add_argument("plan", metavar="ID|FILE", help="or a workbook, a plan.json, its folder")
    build.add_argument("out", type=Path, metavar="OUT")
    build.add_argument("--sequence", type=int, default=1, help="one more than the last bundle of this plan")
    build.add_argument("--issuer", type=plain_text, default="ICBL-CMC", metavar="NAME")
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


def _keygen(options: argparse.Namespace, folders: Folders) -> None:
    if options.name.name in ("", ".."):
        raise UserError("Give the key a name, such as “root”. Nothing was changed.")
    secret, public, fingerprint = plan_making.new_key()
    secret_path, public_path = Path(f"{options.name}.key"), Path(f"{options.name}.pub")
    for path in (secret_path, public_path):
        if path.exists():
            raise UserError("There is a key at {path} already. Nothing was changed.", path=path)
    write_file(secret_path, secret.encode("utf-8"), mode=0o600)
    write_file(public_path, public.encode("utf-8"))
    print(f"{secret_path} signs: keep it offline. {public_path} is for everyone.\nFingerprint: {fingerprint}")


def _build(options: argparse.Namespace, folders: Folders) -> None:
    raw = raw_plan(options.plan)
    data = plan_making.build(
        raw,
        sequence=options.sequence,
        issuer=options.issuer,
        issued_at=datetime.now(UTC),
        follows=options.follows,
    )
    write_file(options.out, data)
    print(f"Built {options.out}: not signed yet.")


def raw_plan(name: str) -> bytes:
    """The plan.json of a workbook, of a file or folder, or of a plan that came along."""
    path = existing_file(name) or existing_file(f"{name}/plan.json")
    if path is None:
        return plans.bundled_raw(name)
    content = read_file(path)
    return plan_making.plan_json(content) if path.suffix.lower() == ".xlsx" else content


def _sign(options: argparse.Namespace, folders: Folders) -> None:
    secret = read_key(options.key)
    out = options.out or options.file
    write_file(out, plan_making.sign(read_file(options.file), secret))
    print(f"Signed {out}.")


def _verify(options: argparse.Namespace, folders: Folders) -> None:
    data = read_file(options.file)
    if options.key:
        public = [read_key(options.key)]
    else:
        with workspace(folders) as app:
            public = [key.text for key in keys.trusted(app.db)]
    read = plan_making.verify(data, public)
    signer = read.fingerprint
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
