"""``plan keygen|build|sign|verify``: for the secretariat, from a plan to a signed bundle."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from icbl_desktop.commands import passphrases, plan_source
from icbl_desktop.commands.common import (
    add_json_flag,
    plain_text,
    print_json,
    read_file,
    read_key,
    workspace,
    write_file,
)
from icbl_desktop.commands.inbox_common import acting, add_acting_options
from icbl_desktop.commands.inbox_receipts import print_left_out
from icbl_desktop.commands.keys import print_spoken
from icbl_desktop.config import Folders
from icbl_desktop.errors import UserError
from icbl_desktop.files import is_there
from icbl_desktop.services import bundle_contents, key_office, keys, plan_making
from icbl_desktop.services.office import receipt_files


def add_to(plan: Any) -> None:
    """Add these commands to the ``plan`` commands."""
    keygen = plan.add_parser("keygen", help="make a signing key: NAME.key (keep it offline) and NAME.pub")
    keygen.add_argument("name", type=Path, metavar="NAME")
    keygen.add_argument("--passphrase", action="store_true", help="ask for a passphrase to lock it with")
    passphrases.add_option(keygen, "--passphrase-file", "lock it with the first line of this file")
    keygen.set_defaults(run=_keygen)
    build = plan.add_parser("build", help="build a plan into an unsigned bundle")
    build.add_argument("plan", metavar="ID|FILE", help="or a workbook, a plan.json, its folder")
    build.add_argument("out", type=Path, metavar="OUT")
    build.add_argument("--sequence", type=int, default=1, help="one more than the last bundle of this plan")
    build.add_argument("--issuer", type=plain_text, default="ICBL-CMC", metavar="NAME")
    build.add_argument("--follows", type=UUID, metavar="BUNDLE-ID", help="the bundle this one replaces")
    build.add_argument("--toolkit", type=Path, metavar="DIR", help="toolkit files, else beside the book")
    build.add_argument("--keys", type=Path, metavar="keys.json", help="the signed key list")
    build.add_argument("--receipts", type=Path, metavar="DIR", help="sealed receipts, NAME.age")
    build.add_argument("--inbox", action="store_true", help="receipts of the inbox, sealed to each campaign")
    add_acting_options(build)
    build.set_defaults(run=_build)
    sign = plan.add_parser("sign", help="sign a bundle")
    sign.add_argument("file", type=Path, metavar="FILE")
    sign.add_argument("--key", type=Path, required=True, metavar="NAME.key")
    sign.add_argument("--out", type=Path, metavar="OUT", help="else the bundle itself is signed")
    passphrases.add_option(sign)
    sign.set_defaults(run=_sign)
    verify = plan.add_parser("verify", help="check a signed bundle")
    verify.add_argument("file", type=Path, metavar="FILE")
    verify.add_argument("--key", type=Path, metavar="NAME.pub", help="else the keys trusted here")
    verify.add_argument("--root", type=Path, metavar="NAME.pub", help="the root that vouches for the signer")
    add_json_flag(verify)
    verify.set_defaults(run=_verify)


def _keygen(options: argparse.Namespace, folders: Folders) -> None:
    if options.name.name in ("", ".."):
        raise UserError("Give the key a name, such as “amal”. Nothing was changed.")
    secret_path, public_path = Path(f"{options.name}.key"), Path(f"{options.name}.pub")
    for path in (secret_path, public_path):
        if is_there(path):
            raise UserError(
                "There is a key at {path} already. Nothing was changed. Choose another name.", path=path
            )
    locked = options.passphrase or options.passphrase_file
    passphrase = passphrases.new(options.passphrase_file) if locked else ""
    secret, public, fingerprint = plan_making.new_key(passphrase)
    write_file(secret_path, secret.encode("utf-8"), mode=0o600)
    write_file(public_path, public.encode("utf-8"))
    print(f"{secret_path} signs: keep it offline. {public_path} is for everyone.")
    print_spoken(fingerprint, key_office.words_of(public))
    if not locked:
        print(f"{secret_path} has no passphrase: whoever has the file can sign. --passphrase asks for one.")


def _build(options: argparse.Namespace, folders: Folders) -> None:
    raw, parts = plan_source.to_build(options.plan, options.toolkit)
    if options.keys:
        parts |= bundle_contents.of_key_list(options.keys)
    if options.receipts:
        parts |= bundle_contents.of_receipts(options.receipts)
    if not options.inbox:
        _write_bundle(options, raw, parts)
        return
    with acting(options, folders) as (_, store, by):
        sealed = receipt_files.seal_all(store)
        _write_bundle(options, raw, parts | sealed.parts())
        receipt_files.mark_handed(store, sealed, by)
    print(f"Receipts for {len(sealed.files)} campaigns.")
    print_left_out(sealed)


def _write_bundle(options: argparse.Namespace, raw: bytes, parts: Mapping[str, bytes]) -> None:
    data = plan_making.build(
        raw,
        parts=parts,
        sequence=options.sequence,
        issuer=options.issuer,
        issued_at=datetime.now(UTC),
        follows=options.follows,
    )
    write_file(options.out, data)
    print(f"Built {options.out}: not signed yet.")


def _sign(options: argparse.Namespace, folders: Folders) -> None:
    secret = read_key(options.key)
    out = options.out or options.file
    data = read_file(options.file)
    write_file(out, plan_making.sign(data, secret, passphrases.opening(options, secret)))
    print(f"Signed {out}.")


def _verify(options: argparse.Namespace, folders: Folders) -> None:
    data = read_file(options.file)
    if options.key or options.root:
        officers, roots = ([read_key(key)] if key else [] for key in (options.key, options.root))
        read = plan_making.verify(data, officers, roots)
    else:
        with workspace(folders) as app:
            read = plan_making.verify_here(data, keys.trust_here(app.db))
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
                "parts": [entry.name for entry in read.manifest.entries],
                "signer": signer,
            }
        )
        return
    print(f"Good: {read.plan.title}, number {read.manifest.sequence}, from {read.manifest.issuer}.")
    print(f"Signed with {signer}.")
