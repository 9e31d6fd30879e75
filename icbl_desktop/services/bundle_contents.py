"""What goes into a bundle beside its plan, gathered from files: toolkit, key list, receipts."""

from __future__ import annotations

from pathlib import Path

from icbl_desktop.domain.plan_extras import Extras
from icbl_desktop.errors import UserError
from icbl_desktop.files import is_there, names_in, read_at_most
from icbl_desktop.formats import bundle_parts, strict_zip
from icbl_desktop.formats.key_lists import KEYS, KEYS_SIGNATURE


def of_workbook(extras: Extras, folder: Path) -> dict[str, bytes]:
    """The parts a workbook asks for; its toolkit documents lie in ``folder``. Raises UserError."""
    return bundle_parts.write(extras, {one.file: _read(folder / one.file) for one in extras.toolkit})


def of_key_list(path: Path) -> dict[str, bytes]:
    """A signed keys.json, its signature beside it. Raises UserError where one of the two is missing."""
    return {KEYS: _read(path), KEYS_SIGNATURE: _read(path.with_name(f"{path.name}.minisig"))}


def signed_key_list(folder: Path) -> dict[str, bytes]:
    """The key list kept in a folder, if a root signed it; else nothing."""
    signed = is_there(folder / KEYS_SIGNATURE)
    return of_key_list(folder / KEYS) if signed else {}


def of_receipts(folder: Path) -> dict[str, bytes]:
    """The receipts in a folder, each sealed to its campaign (NAME.age)."""
    names = sorted(name for name in names_in(folder) if name.endswith(".age"))
    return {f"receipts/{name}": _read(folder / name) for name in names}


def _read(path: Path) -> bytes:
    content = read_at_most(path, strict_zip.MAX_ENTRY_BYTES + 1)
    if len(content) > strict_zip.MAX_ENTRY_BYTES:
        raise UserError(
            "The file {path} is too large for a plan. Nothing was built. Make it smaller.", path=path
        )
    return content
