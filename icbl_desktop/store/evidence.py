"""Evidence files, kept once by their SHA-256 in a folder of the workspace."""

from __future__ import annotations

import errno
import hashlib
from pathlib import Path

from icbl_desktop.errors import UserError
from icbl_desktop.files import write_whole

MAX_SIZE = 25 * 1024 * 1024


def read(source: Path) -> bytes:
    """The bytes of a file to be kept. Raises UserError where it cannot be read, is empty or over 25 MB."""
    try:
        if not source.is_file():  # a pipe would be waited for without end
            raise OSError(errno.EINVAL, "this is not a file")
        with source.open("rb") as file:
            content = file.read(MAX_SIZE + 1)
    except OSError as error:
        raise UserError(
            "{name} cannot be read. It was not added. Check that it still exists.", name=source.name
        ) from error
    if len(content) > MAX_SIZE:
        raise UserError(
            "{name} is larger than 25 MB. It was not added. Make it smaller first.", name=source.name
        )
    if not content:
        raise UserError("{name} is empty. It was not added.", name=source.name)
    return content


def keep(folder: Path, content: bytes) -> str:
    """Write bytes into the folder under their SHA-256, and return it.

    They are on the disk before this returns, so that a record never points at nothing.
    Raises UserError where the disk refuses.
    """
    digest = hashlib.sha256(content).hexdigest()
    target = path_of(folder, digest)
    try:
        if not _is_whole(target, digest):
            target.parent.mkdir(parents=True, exist_ok=True)
            write_whole(target, content)
    except OSError as error:
        raise UserError(
            "The evidence file could not be saved: the disk is full or write-protected."
        ) from error
    return digest


def path_of(folder: Path, digest: str) -> Path:
    """Where the file with this SHA-256 lies."""
    return folder / digest[:2] / digest


def load(folder: Path, digest: str) -> bytes:
    """The file's bytes. Raises UserError where it is missing or not what it was."""
    try:
        content = path_of(folder, digest).read_bytes()
    except OSError as error:
        raise UserError("This evidence file is missing from the workspace folder. Add it again.") from error
    if hashlib.sha256(content).hexdigest() != digest:
        raise UserError("This evidence file was damaged on the disk. Add it again from the original.")
    return content


def _is_whole(target: Path, digest: str) -> bool:
    """Whether the file is there and undamaged: a damaged one is mended by adding it again."""
    return target.exists() and hashlib.sha256(target.read_bytes()).hexdigest() == digest
