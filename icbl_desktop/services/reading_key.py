"""The office's reading keys: made, taken in, listed and opened. What campaigns seal, they open.

A folder holds each as two files of age: ``NAME.age``, locked with a passphrase, and ``NAME.age.pub``, the
recipient that reports are sealed to.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from icbl_desktop.errors import UserError
from icbl_desktop.files import is_there, names_in, read_at_most
from icbl_desktop.formats import age_keys, sealing
from icbl_desktop.formats.sealing import AgeKey
from icbl_desktop.services import key_office

ENDING = ".age"
PUBLIC_ENDING = ".age.pub"


@dataclass(frozen=True)
class ReadingKey:
    """A key of the folder. ``recipient`` is its public half, empty where that file is damaged or gone."""

    name: str
    path: Path
    recipient: str


def held(folder: Path) -> tuple[ReadingKey, ...]:
    """The keys in the folder by name; none where there is none. Raises UserError if it cannot be read."""
    names = sorted(names_in(folder)) if is_there(folder) else ()
    return tuple(_look_at(folder / name) for name in names if name.endswith(ENDING))


def find(folder: Path, name: str) -> ReadingKey:
    """The reading key of this name. Raises UserError where there is none."""
    for key in held(folder):
        if key.name == name:
            return key
    raise UserError("There is no reading key named {name} here. Nothing was changed.", "name", name=name)


def make(folder: Path, name: str, passphrase: str) -> ReadingKey:
    """Make a reading key, locked; takes a second or two.

    Raises UserError for a name that is taken or none, and for a weak passphrase.
    """
    check_name(folder, name)
    key_office.check_new_passphrase(passphrase)
    return _keep(folder, name, sealing.generate(), passphrase)


def take_in(folder: Path, name: str, source: Path, passphrase: str) -> ReadingKey:
    """Keep a key file from elsewhere: opened if it is locked, and locked with this passphrase if it was not.

    Raises UserError for a name that is taken or none, and for a passphrase that is weak or does not open the
    file; BadFile where it holds no age key.
    """
    check_name(folder, name)
    content = _content(source)
    if is_locked(source):
        key = age_keys.read_key(sealing.unlock(content, passphrase))
        return _write(folder, name, key, content)
    key = age_keys.read_key(content)
    key_office.check_new_passphrase(passphrase)
    return _keep(folder, name, key, passphrase)


def open_key(folder: Path, name: str, passphrase: str) -> str:
    """The identity that opens what was sealed for this key; takes a second or two.

    Raises UserError at "passphrase" for a wrong one, BadFile for a damaged file.
    """
    return age_keys.read_key(sealing.unlock(_content(find(folder, name).path), passphrase)).identity


def is_locked(source: Path) -> bool:
    """Whether a key file asks for a passphrase. Raises UserError where it cannot be read."""
    return sealing.is_sealed(_content(source))


def check_name(folder: Path, name: str) -> None:
    """Raise UserError for a name that no key file can have, or that a reading key here has."""
    key_office.check_name(folder, name, (ENDING, PUBLIC_ENDING))


def public_file(key: ReadingKey) -> Path:
    """Where the public half of a key lies."""
    return key.path.with_name(f"{key.name}{PUBLIC_ENDING}")


def _content(path: Path) -> bytes:
    return read_at_most(path, age_keys.MAX_BYTES)


def _keep(folder: Path, name: str, key: AgeKey, passphrase: str) -> ReadingKey:
    return _write(folder, name, key, sealing.lock(age_keys.write_key(key, datetime.now(UTC)), passphrase))


def _write(folder: Path, name: str, key: AgeKey, locked: bytes) -> ReadingKey:
    """Write both files; the secret one last: without it there is no key yet."""
    key_office.write(folder / f"{name}{PUBLIC_ENDING}", f"{key.recipient}\n".encode())
    key_office.write(folder / f"{name}{ENDING}", locked, key_office.ONLY_OWNER)
    return ReadingKey(name, folder / f"{name}{ENDING}", key.recipient)


def _look_at(path: Path) -> ReadingKey:
    public = public_file(ReadingKey(path.stem, path, ""))
    recipient = _content(public).decode("utf-8", "replace").strip() if is_there(public) else ""
    return ReadingKey(path.stem, path, recipient if sealing.is_recipient(recipient) else "")
