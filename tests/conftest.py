"""What all tests share: no window on the screen; workspaces from ``fixtures``, commands from ``shell``."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before Qt is imported

from tests.fixtures import app, db, empty
from tests.shell import cambodia, shell, signed

__all__ = ["app", "cambodia", "db", "empty", "shell", "signed"]
