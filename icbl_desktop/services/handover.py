"""What a second start of the program leaves for the window that is open, without any network.

It writes a small file, a request, into a folder of the workspace. The open window takes the request
away, and so answers it.
"""

from __future__ import annotations

import os
import time
from pathlib import Path

from icbl_desktop.config import Folders
from icbl_desktop.errors import UserError
from icbl_desktop.files import read_at_most, write_whole

_ENDING = ".request"
_LONGEST = 32_768
"""Bytes of a path, at most: no system has longer ones."""
_STEP = 0.02
"""Seconds between two looks whether the request was taken."""


def hand_over(folders: Folders, file: Path | None, patience: float = 2.0) -> bool:
    """Ask the open window to come forward and show ``file``; whether it did so within ``patience`` seconds.

    A request that is not taken is taken back: nothing opens by itself later.
    """
    request = folders.handover / f"{time.time_ns()}-{os.getpid()}{_ENDING}"
    try:
        folders.handover.mkdir(parents=True, exist_ok=True)
        write_whole(request, os.fsencode(file) if file is not None else b"")
    except OSError:  # the disk is full, or not ours to write on
        return False
    end = time.monotonic() + patience
    while request.exists() and time.monotonic() < end:
        time.sleep(_STEP)
    taken = not request.exists()
    request.unlink(missing_ok=True)
    return taken


def take_all(folders: Folders) -> list[Path | None]:
    """What was asked for since the last time, oldest first: a file, or None for the window itself."""
    asked = []
    for request in sorted(folders.handover.glob(f"*{_ENDING}")):
        try:
            content = read_at_most(request, _LONGEST + 1)
            request.unlink()
        except (OSError, UserError):  # taken back, or not for us to read
            continue
        asked.append(_path(content))
    return asked


def _path(content: bytes) -> Path | None:
    """The file a request names; None where it names none, or is no request of ours."""
    if len(content) > _LONGEST or b"\0" in content:
        return None
    try:
        path = Path(os.fsdecode(content))
    except UnicodeDecodeError:  # where names of files are text
        return None
    return path if path.is_absolute() else None
