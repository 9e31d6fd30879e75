"""Where a file lies, as people read it."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import QDir

_LONG = re.compile(r"[^\s/\\\u200b]{24}")


def shown_path(path: Path) -> str:
    """The path as this system writes it, with places where a line may break: a long name widens no page."""
    text = QDir.toNativeSeparators(str(path))
    parted = re.sub(r"([/\\])", "\\1\u200b", text)
    return _LONG.sub(lambda found: f"{found[0]}\u200b", parted)
