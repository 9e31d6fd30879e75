"""What tests of a folder of keys ask: what lies in it, and which refusal came."""

from __future__ import annotations

from pathlib import Path

import pytest

from icbl_desktop.errors import UserError


def content(folder: Path) -> dict[str, bytes]:
    """Every file by name; nothing where there is no folder."""
    return {path.name: path.read_bytes() for path in folder.iterdir()} if folder.exists() else {}


def refused(part: str, where: str | None = None) -> pytest.RaisesExc[UserError]:
    """A refusal in such words, at this field if one is named."""
    return pytest.raises(UserError, match=part, check=lambda error: where in (None, error.field))
