"""``keys``: the secretariat's signing keys, locked in a folder, and the key list kept beside them."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from icbl_desktop.commands import keys_reading, passphrases
from icbl_desktop.commands.common import add_json_flag, plain_text, print_json, read_key, shown
from icbl_desktop.config import Folders
from icbl_desktop.domain.key_list import KeyList
from icbl_desktop.errors import UserError
from icbl_desktop.services import key_backup, key_list_making, key_office, plan_making
from icbl_desktop.services.key_list_making import KeptList
from icbl_desktop.services.key_office import HeldKey

Run = Callable[[argparse.Namespace, Path], None]


def add_to(commands: Any) -> None:
    """Add the ``keys`` commands."""
    keys = commands.add_parser("keys", help="the secretariat's signing keys and key list").add_subparsers(
        required=True
    )
    _add_own_keys(keys)
    _add_key_list(keys)
    keys_reading.add_to(keys, _command)
    words = keys.add_parser("words", help="a public key's fingerprint in words, to read out on the phone")
    words.add_argument("file", type=Path, metavar="FILE.pub")
    words.add_argument("--heard", type=plain_text, metavar="WORDS", help="compare with what was heard")
    add_json_flag(words)
    words.set_defaults(run=_words)


def _add_own_keys(keys: Any) -> None:
    make = _command(keys, "make", "make a signing key, locked with a passphrase", _make)
    make.add_argument("name", metavar="NAME")
    passphrases.add_option(make)
    add_json_flag(make)
    add_json_flag(_command(keys, "list", "list the keys in the folder", _list))
    take_in = _command(keys, "take-in", "keep a key file from elsewhere", _take_in)
    take_in.add_argument("name", metavar="NAME")
    take_in.add_argument("file", type=Path, metavar="FILE.key")
    passphrases.add_option(take_in)
    change = _command(keys, "passphrase", "change a key's passphrase", _passphrase)
    change.add_argument("name", metavar="NAME")
    passphrases.add_option(change)
    passphrases.add_option(change, "--new-passphrase-file")
    back_up = _command(keys, "backup", "copy the locked keys into a new folder", _back_up)
    back_up.add_argument("destination", type=Path, metavar="NEW-DIR")
    back_up.add_argument("names", nargs="*", metavar="NAME", help="else all keys, and the key list")
    restore = _command(keys, "restore", "take in the keys of a backup", _restore)
    restore.add_argument("backup", type=Path, metavar="DIR")


def _add_key_list(keys: Any) -> None:
    officer = keys.add_parser("officer", help="whose key signs plans").add_subparsers(required=True)
    add = _command(officer, "add", "let a key sign plans", _add_officer)
    add.add_argument("name", type=plain_text, metavar="NAME")
    add.add_argument("key", type=Path, metavar="FILE.pub")
    recipient = keys.add_parser("recipient", help="whom reports are sealed for").add_subparsers(required=True)
    add = _command(recipient, "add", "let reports be sealed for an age key", _add_recipient)
    add.add_argument("name", type=plain_text, metavar="NAME")
    add.add_argument("public", type=plain_text, metavar="age1...")
    remove = _command(recipient, "remove", "seal no more reports for an age key", _remove_recipient)
    remove.add_argument("public", type=plain_text, metavar="age1...")
    revoke = _command(keys, "revoke", "let an officer's key sign nothing more, for good", _revoke)
    revoke.add_argument("key", type=Path, metavar="FILE.pub")
    revoke.add_argument("--reason", type=plain_text, required=True)
    revoke.add_argument("--on", type=date.fromisoformat, metavar="DATE", help="else today")
    sign = _command(keys, "sign", "sign the key list with a root key", _sign)
    sign.add_argument("--root", type=Path, required=True, metavar="FILE.key")
    passphrases.add_option(sign)
    show = _command(keys, "show", "show the key list, and who signed it", _show)
    show.add_argument("file", type=Path, nargs="?", metavar="FILE", help="another keys.json")
    show.add_argument("--root", type=Path, metavar="FILE.pub", help="whether this root signed it")
    add_json_flag(show)


def _command(group: Any, name: str, told: str, run: Run) -> Any:
    """A command on the folder of keys: the workspace's, or another."""
    parser = group.add_parser(name, help=told)
    parser.add_argument("--folder", type=Path, metavar="DIR", help="else the keys folder of the workspace")
    parser.set_defaults(run=lambda options, folders: run(options, options.folder or folders.keys))
    return parser


def _make(options: argparse.Namespace, folder: Path) -> None:
    key_office.check_name(folder, options.name)  # before a passphrase is thought of
    made = key_office.make(folder, options.name, passphrases.new(options.passphrase_file))
    if options.json:
        print_json(_data(made))
        return
    print(f"Made: {made.path}, locked. {made.path.with_suffix('.pub').name} beside it is for everyone.")
    print_spoken(made.fingerprint, made.words)
    print("Without the passphrase nobody can open the key. Back it up now: icbl-desktop keys backup")


def _list(options: argparse.Namespace, folder: Path) -> None:
    listed = key_office.held(folder)
    if options.json:
        print_json([_data(key) for key in listed])
        return
    for key in listed:
        print(f"{key.name}: {key.problem or ('locked' if key.locked else 'NOT LOCKED')}")
        if key.fingerprint:
            print_spoken(key.fingerprint, key.words)
    if not listed:
        print(f"There are no keys in {folder} yet.")


def _take_in(options: argparse.Namespace, folder: Path) -> None:
    key_office.check_name(folder, options.name)
    locked = key_office.is_locked(secret := key_office.secret_text(options.file))
    file = options.passphrase_file
    passphrase = passphrases.opening(options, secret) if locked else passphrases.new(file)
    taken = key_office.take_in(folder, options.name, options.file, passphrase)
    print(f"Taken in: {taken.path}, locked. The file {options.file} stays where it is.")
    print_spoken(taken.fingerprint, taken.words)


def _passphrase(options: argparse.Namespace, folder: Path) -> None:
    path = key_office.key_file(folder, options.name)
    old = passphrases.opening(options, key_office.secret_text(path))
    new = passphrases.new(options.new_passphrase_file, "--new-passphrase-file")
    key_office.change_passphrase(folder, options.name, old, new)
    print(f"Changed: the passphrase of {options.name}. Backups made before open with the old one.")


def _back_up(options: argparse.Namespace, folder: Path) -> None:
    copied = key_backup.back_up(folder, options.destination, options.names)
    print(f"Copied to {options.destination}, locked: {', '.join(copied)}.")


def _restore(options: argparse.Namespace, folder: Path) -> None:
    taken = key_backup.restore(folder, options.backup)
    print(f"Taken in: {', '.join(taken) or 'nothing, all its keys are here already'}.")


def _add_officer(options: argparse.Namespace, folder: Path) -> None:
    public = read_key(options.key)
    _tell(key_list_making.add_officer(folder, options.name, public, datetime.now(UTC)))
    print(f"{options.name} may sign plans with this key. Compare it on the phone:")
    print_spoken(plan_making.fingerprint_of(public), key_office.words_of(public))


def _add_recipient(options: argparse.Namespace, folder: Path) -> None:
    _tell(key_list_making.add_recipient(folder, options.name, options.public, datetime.now(UTC)))


def _remove_recipient(options: argparse.Namespace, folder: Path) -> None:
    _tell(key_list_making.remove_recipient(folder, options.public, datetime.now(UTC)))


def _revoke(options: argparse.Namespace, folder: Path) -> None:
    now = datetime.now(UTC)
    day = options.on or now.date()
    _tell(key_list_making.revoke(folder, read_key(options.key), options.reason, day, now))
    print("Campaigns stop taking plans signed with this key once the signed list reaches them.")


def _tell(keys: KeyList) -> None:
    print(f"Key list number {keys.number}: not signed yet. A root signs it: icbl-desktop keys sign")


def _sign(options: argparse.Namespace, folder: Path) -> None:
    secret = key_office.secret_text(options.root)
    kept = key_list_making.sign_list(folder, secret, passphrases.opening(options, secret))
    print(f"Signed the key list with {kept.signed_by}.")


def _show(options: argparse.Namespace, folder: Path) -> None:
    roots = [read_key(options.root)] if options.root else []
    file = options.file
    kept = key_list_making.look_at(file, roots) if file else key_list_making.key_list(folder, roots)
    if options.json:
        print_json({"list": kept.keys, "signed_by": kept.signed_by, "problems": kept.problems})
    elif kept.keys:
        _print_list(kept, kept.keys)
    elif not kept.problems:
        raise UserError("There is no key list there. It begins with: icbl-desktop keys officer add")
    if kept.problems:
        raise UserError(" ".join(kept.problems))


def _print_list(kept: KeptList, keys: KeyList) -> None:
    print(f"Key list number {keys.number} of {keys.issued_at:%Y-%m-%d}.")
    print(f"Signed with {kept.signed_by}." if kept.signed_by else "No signature that counts.")
    for key in keys.keys:
        state = f"REVOKED on {key.revoked}: {key.reason}" if key.revoked else "signs plans"
        print(f"{key.name}: {state}")
        print_spoken(plan_making.fingerprint_of(key.public), key_office.words_of(key.public))
    for recipient in keys.recipients:
        print(f"{recipient.name}: reports are sealed for {recipient.public}")


def _words(options: argparse.Namespace, folders: Folders) -> None:
    public = read_key(options.file)
    spoken = plan_making.fingerprint_of(public), key_office.words_of(public)
    if options.heard is not None:
        key_office.compare(public, options.heard)
        print("These are the words of this key.")
    elif options.json:
        print_json({"fingerprint": spoken[0], "words": spoken[1]})
    else:
        print_spoken(*spoken)


def print_spoken(fingerprint: str, words: tuple[str, ...]) -> None:
    """Print a fingerprint, and its words in three rows of five."""
    print(f"Fingerprint: {fingerprint}")
    for start in range(0, len(words), 5):
        print("  " + " ".join(f"{word:<8}" for word in words[start : start + 5]).rstrip())


def _data(key: HeldKey) -> dict[str, Any]:
    return {
        "name": shown(Path(key.name)),
        "file": shown(key.path),
        "public": key.public_text,
        "fingerprint": key.fingerprint,
        "words": key.words,
        "locked": key.locked,
        "problem": key.problem,
    }
