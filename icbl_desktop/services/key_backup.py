"""Copies of the secretariat's locked keys: made whole into a new folder, and taken back from one."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Collection, Sequence
from pathlib import Path

from icbl_desktop.errors import UserError
from icbl_desktop.files import read_at_most, write_whole
from icbl_desktop.formats import age_keys, signing
from icbl_desktop.formats.key_lists import KEYS, KEYS_SIGNATURE, MAX_KEYS_BYTES
from icbl_desktop.services import key_office, reading_key
from icbl_desktop.services.key_office import ONLY_OWNER, HeldKey
from icbl_desktop.services.reading_key import ReadingKey

_PUBLIC = (".pub", KEYS, KEYS_SIGNATURE)
"""How the names of files end that everyone may read."""


def back_up(folder: Path, destination: Path, names: Collection[str] = ()) -> tuple[str, ...]:
    """Copy signing keys, locked as they are, into a new folder; their names.

    Without names all of them, and the reading keys and the key list too. Raises UserError where something is
    there already, or a key is not locked: nothing is copied then.
    """
    keys, reading = _to_copy(folder, names), () if names else reading_key.held(folder)
    files = _files(keys) | _reading_files(reading)
    _write_new_folder(destination, files if names else files | _key_list_files(folder))
    return (*(key.name for key in keys), *(key.name for key in reading))


def restore(folder: Path, backup: Path) -> tuple[str, ...]:
    """Take in the keys of a backup that are not here, and the key list where there is none; the keys' names.

    Raises UserError where the backup is not whole, or a name is another key's here: nothing is changed then.
    """
    missing = [key for key in _to_copy(backup, ()) if not _is_here(folder, key)]
    reading = [key for key in reading_key.held(backup) if not _reads_here(folder, key)]
    files = _files(missing) | _reading_files(reading)
    if not (folder / KEYS).exists():
        files |= _key_list_files(backup)
    for name, content in files.items():
        key_office.write(folder / name, content, 0o644 if name.endswith(_PUBLIC) else ONLY_OWNER)
    return (*(key.name for key in missing), *(key.name for key in reading))


def _to_copy(folder: Path, names: Collection[str]) -> Sequence[HeldKey]:
    """The named keys, or all, once each is seen to be whole and locked."""
    named = [key_office.look_at(key_office.key_file(folder, name)) for name in names]
    keys = named or key_office.held(folder)
    if not keys and not reading_key.held(folder):
        raise UserError(
            "There are no keys in the folder {path}. Nothing was copied. Check its name.", path=folder
        )
    for key in keys:
        if key.problem:
            raise UserError(
                "The files of the key {name} are not whole. Nothing was copied. {problem}",
                name=key.name,
                problem=key.problem,
            )
        if not key.locked:
            raise UserError(
                "The key {name} has no passphrase. Nothing was copied. Give it one first.", name=key.name
            )
    return keys


def _is_here(folder: Path, key: HeldKey) -> bool:
    """Whether this very key is here, under whatever passphrase. Raises UserError where another one may be."""
    path = folder / key.path.name
    if not path.exists():
        return False
    if key_office.look_at(path).public_text == key.public_text:
        return True
    if key_office.secret_text(path) == key_office.secret_text(key.path):
        return False  # its public half is missing or damaged
    raise _another(key.name)


def _reads_here(folder: Path, key: ReadingKey) -> bool:
    """The same of a reading key."""
    here = next((one for one in reading_key.held(folder) if one.name == key.name), None)
    if here is None:
        return False
    if here.recipient and here.recipient == key.recipient:
        return True
    if read_at_most(here.path, age_keys.MAX_BYTES) == read_at_most(key.path, age_keys.MAX_BYTES):
        return False  # as above
    raise _another(key.name)


def _another(name: str) -> UserError:
    return UserError(
        "Another key named {name}, or a damaged one, is here. Nothing was changed. Move its files away.",
        name=name,
    )


def _files(keys: Sequence[HeldKey]) -> dict[str, bytes]:
    """What their files hold, by name; a key's secret file after its public one."""
    paths = [path for key in keys for path in (key.path.with_suffix(".pub"), key.path)]
    return {path.name: read_at_most(path, signing.MAX_KEY_BYTES) for path in paths}


def _reading_files(keys: Sequence[ReadingKey]) -> dict[str, bytes]:
    """The same of reading keys; one whose public half is gone is copied without."""
    paths = [path for key in keys for path in (reading_key.public_file(key), key.path) if path.exists()]
    return {path.name: read_at_most(path, age_keys.MAX_BYTES) for path in paths}


def _key_list_files(folder: Path) -> dict[str, bytes]:
    paths = (folder / name for name in (KEYS, KEYS_SIGNATURE))
    return {path.name: read_at_most(path, MAX_KEYS_BYTES) for path in paths if path.exists()}


def _write_new_folder(destination: Path, files: dict[str, bytes]) -> None:
    """Write a folder whole or not at all. Raises UserError where something stands in its place."""
    if os.path.lexists(destination):
        raise UserError(
            "There is something at {path} already. Nothing was copied. Choose a new folder.", path=destination
        )
    beside = None
    try:
        destination.parent.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(dir=destination.parent, prefix="."))
        for name, content in files.items():
            write_whole(beside / name, content, ONLY_OWNER)
        beside.rename(destination)
    except OSError as error:
        if beside:
            shutil.rmtree(beside, ignore_errors=True)
        raise key_office.cannot_write(destination, error) from error
