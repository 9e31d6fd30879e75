"""The secretariat's own signing keys: made, listed, taken in, opened, each behind a passphrase.

A folder holds each key as two of minisign's files: ``NAME.key``, locked, and ``NAME.pub`` for everyone.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from icbl_desktop.errors import UserError
from icbl_desktop.files import is_there, names_in, read_at_most, write_whole
from icbl_desktop.formats import key_words, secret_key, signing

MIN_PASSPHRASE = 10
"""Characters. Whoever steals the file can try as many passphrases as they like."""

ONLY_OWNER = 0o600
"""The mode of a file that its owner alone may read."""

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,59}")


@dataclass(frozen=True)
class HeldKey:
    """A key of the folder. ``fingerprint`` and ``words`` are to read out; ``path`` is the locked file.

    Where ``problem`` says what is wrong with its files, ``public_text`` and what follows from it are empty.
    """

    name: str
    path: Path
    public_text: str = ""
    fingerprint: str = ""
    words: tuple[str, ...] = ()
    locked: bool = True
    problem: str = ""


def held(folder: Path) -> tuple[HeldKey, ...]:
    """The keys in the folder by name; none where there is none. Raises UserError if it cannot be read."""
    return tuple(look_at(folder / name) for name in sorted(_names(folder)) if name.endswith(".key"))


def make(folder: Path, name: str, passphrase: str) -> HeldKey:
    """Make a key, locked. Raises UserError for a name that is taken or none, and for a weak passphrase."""
    check_name(folder, name)
    check_new_passphrase(passphrase)
    return _keep(folder, name, secret_key.secret_key_text(signing.generate(), passphrase), passphrase)


def take_in(folder: Path, name: str, source: Path, passphrase: str) -> HeldKey:
    """Keep a key file from elsewhere: opened once to see that it works, and locked if it was not.

    Raises UserError for a name that is taken or none, and where the passphrase does not open the file.
    """
    check_name(folder, name)
    text = secret_text(source)
    if not secret_key.is_locked(text):
        check_new_passphrase(passphrase)
        text = secret_key.secret_key_text(secret_key.parse_secret_key(text), passphrase)
    return _keep(folder, name, text, passphrase)


def change_passphrase(folder: Path, name: str, old: str, new: str) -> HeldKey:
    """Lock a key with another passphrase. Backups made before still open with the old one."""
    path = key_file(folder, name)
    check_new_passphrase(new)
    text = secret_key.secret_key_text(open_key(path, old), new)
    write(path, text.encode(), ONLY_OWNER)
    return look_at(path)


def open_key(path: Path, passphrase: str) -> signing.SigningKey:
    """The key in a file, to sign with. Raises UserError where the passphrase does not open it."""
    return secret_key.parse_secret_key(secret_text(path), passphrase)


def secret_text(path: Path) -> str:
    """What a key file holds. Raises UserError where it cannot be read; whether it is a key shows later."""
    return read_at_most(path, signing.MAX_KEY_BYTES).decode("utf-8", "replace")


def is_locked(secret: str) -> bool:
    """Whether a secret key asks for a passphrase. Raises UserError for what is no secret key."""
    return secret_key.is_locked(secret)


def words_of(public: str) -> tuple[str, ...]:
    """The fifteen words to read out for a public key. Raises UserError for what is no public key."""
    return key_words.words(signing.parse_public_key(public))


def compare(public: str, heard: str) -> None:
    """Compare what was heard on the phone. Raises UserError unless these are the public key's words."""
    if key_words.matches(heard, signing.parse_public_key(public)):
        return
    if key_words.belong_together(heard):
        raise UserError("These are the words of another key. Do not trust this one.", field="heard")
    raise UserError(
        "These are not fifteen words that belong together: one was misheard or left out. Ask again.",
        field="heard",
    )


def check_new_passphrase(passphrase: str) -> None:
    """Raise UserError for a passphrase that is weak, or that minisign could not be given."""
    if len(passphrase.strip()) < MIN_PASSPHRASE:
        raise UserError(
            "The passphrase is too short: {least} characters or more, best a few words. Nothing was changed.",
            field="passphrase",
            least=MIN_PASSPHRASE,
        )
    if not passphrase.isprintable() or len(passphrase.encode()) > secret_key.MAX_PASSPHRASE_BYTES:
        raise UserError("The passphrase must be one line of text. Nothing was changed.", field="passphrase")


def check_name(folder: Path, name: str, endings: Collection[str] = (".key", ".pub")) -> None:
    """Raise UserError for a name that no key file can have, or that a key here with these endings has."""
    if not _NAME.fullmatch(name):
        raise UserError(
            "Give the key a short name of letters, digits and “-”, such as “root-1”. Nothing was changed.",
            field="name",
        )
    taken = {one.lower() for one in _names(folder)}
    if taken & {f"{name.lower()}{ending}" for ending in endings}:
        raise UserError("There is a key named {name} here already. Nothing was changed.", "name", name=name)


def _names(folder: Path) -> frozenset[str]:
    return names_in(folder) if is_there(folder) else frozenset()


def _keep(folder: Path, name: str, text: str, passphrase: str) -> HeldKey:
    """Write both files of a locked key; the secret one last: without it there is no key yet."""
    public = secret_key.parse_secret_key(text, passphrase).public
    path = folder / f"{name}.key"
    write(path.with_suffix(".pub"), signing.public_key_text(public).encode())
    write(path, text.encode(), ONLY_OWNER)
    return look_at(path)


def look_at(path: Path) -> HeldKey:
    """A key of a folder, as its two files show it without being opened."""
    try:
        locked = secret_key.is_locked(secret_text(path))
        public = signing.parse_public_key(secret_text(path.with_suffix(".pub")))
    except UserError as error:
        return HeldKey(path.stem, path, problem=error.sentence)
    return HeldKey(
        path.stem,
        path,
        signing.public_key_text(public),
        signing.fingerprint(public),
        key_words.words(public),
        locked,
    )


def key_file(folder: Path, name: str) -> Path:
    """Where a key's locked file lies. Raises UserError where there is no such key."""
    path = folder / f"{name}.key"
    if not _NAME.fullmatch(name) or not path.is_file():
        raise UserError("There is no key named {name} here. Nothing was changed.", "name", name=name)
    return path


def write(path: Path, content: bytes, mode: int = 0o644) -> None:
    """Write a file of the folder whole or not at all. Raises UserError where the disk refuses."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_whole(path, content, mode)
    except OSError as error:
        raise cannot_write(path, error) from error


def cannot_write(path: Path, error: OSError) -> UserError:
    """The refusal where the disk does not take a file."""
    return UserError(
        "{path} cannot be written: {reason}. Nothing was saved.", path=path, reason=error.strerror or error
    )
