"""Reading a file no further than it should go, a folder's names, and writing a file whole or not at all."""

from __future__ import annotations

import errno
import os
import secrets
from pathlib import Path

from icbl_desktop.errors import UserError


def read_at_most(path: Path, size: int) -> bytes:
    """A file's first bytes, at most ``size`` of them. Raises UserError where it cannot be read."""
    try:
        with path.open("rb") as file:
            return file.read(size)
    except OSError as error:
        raise UserError(
            "The file {path} cannot be read. Nothing was changed. Check that it is still there.", path=path
        ) from error


def is_there(path: Path) -> bool:
    """Whether something stands at this place; nothing does at one that no disk can hold."""
    try:
        return path.exists()
    except OSError:
        return False


def is_folder(path: Path) -> bool:
    """Whether a folder stands at this place."""
    return is_there(path) and path.is_dir()


def names_in(folder: Path) -> frozenset[str]:
    """The names of the files in a folder. Raises UserError where it cannot be read."""
    try:
        return frozenset(one.name for one in folder.iterdir() if one.is_file())
    except OSError as error:
        raise UserError(
            "The folder {path} cannot be read. Nothing was changed. Check that it is still there.",
            path=folder,
        ) from error


def write_whole(path: Path, content: bytes, mode: int = 0o644) -> None:
    """Write beside the place, make sure it is on the disk, then rename. The folder must be there.

    Raises OSError, and leaves what stood there before, where the disk refuses or where no file stands.
    """
    if path.exists() and not path.is_file():  # an administrator's rename would replace /dev/null
        raise OSError(errno.EINVAL, "this is not a file")
    beside = path.parent / f".{secrets.token_hex(8)}.tmp"  # short: a name may be as long as a disk allows
    try:
        descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
        _sync_names(path.parent)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def _sync_names(folder: Path) -> None:
    """Make sure that a new name is on the disk too; Windows sees to it by itself."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
