"""The plan bundles this office signed, kept as they went out, so that no number is given twice.

A folder holds each as ``PLAN-nNUMBER.icblplan``. It is written before the bundle goes anywhere: after a power
cut in between, a number is at worst left out.
"""

from __future__ import annotations

import re
from pathlib import Path

from icbl_desktop.config import PLAN_ENDING
from icbl_desktop.errors import UserError
from icbl_desktop.files import read_at_most, write_whole
from icbl_desktop.formats import strict_zip

_NUMBER = re.compile(rf"-n([0-9]+){re.escape(PLAN_ENDING)}")


def file_name(plan_id: str, number: int) -> str:
    """What a bundle's file is called: "2018-2019-n3.icblplan"."""
    return f"{_safe(plan_id)}-n{number}{PLAN_ENDING}"


def numbers(folder: Path, plan_id: str) -> tuple[int, ...]:
    """The numbers given to bundles of this plan, rising."""
    start = _safe(plan_id)
    found = (_NUMBER.fullmatch(path.name, len(start)) for path in folder.glob(f"{start}-n*"))
    return tuple(sorted(int(one[1]) for one in found if one))


def content(folder: Path, plan_id: str, number: int) -> bytes:
    """A bundle as it went out. Raises UserError where its file cannot be read."""
    return read_at_most(folder / file_name(plan_id, number), strict_zip.MAX_FILE_BYTES + 1)


def newest(folder: Path) -> bytes | None:
    """The bundle that was made last, of whatever plan."""
    made = [path for path in folder.glob(f"*{PLAN_ENDING}") if _NUMBER.search(path.name)]
    last = max(made, key=lambda path: path.stat().st_mtime, default=None)
    return read_at_most(last, strict_zip.MAX_FILE_BYTES + 1) if last else None


def keep(folder: Path, plan_id: str, number: int, data: bytes) -> Path:
    """Keep a bundle under its number. Raises UserError where the number is given, or the disk full."""
    path = folder / file_name(plan_id, number)
    if path.exists():
        raise UserError(
            "Number {number} of this plan was given to another bundle. Nothing was saved.",
            field="number",
            number=number,
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_whole(path, data)
    except OSError as error:
        raise cannot_save(path, error) from error
    return path


def _safe(plan_id: str) -> str:
    """The id as part of a file's name: of all that it may hold, Windows takes no colon."""
    return plan_id.replace(":", "%3A")


def cannot_save(path: Path, error: OSError) -> UserError:
    """The refusal where the disk does not take a bundle."""
    return UserError(
        "The plan could not be saved as {path}: {reason}. What was there before is untouched. "
        "Choose another folder, or free some space on the disk.",
        path=path,
        reason=error.strerror or error,
    )
