"""What all tests share: no window on the screen; workspaces from ``fixtures``, commands from ``shell``."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before Qt is imported

from hypothesis import settings

from tests.fixtures import app, db, empty
from tests.shell import cambodia, shell, signed

# The same examples in every run: what passed once passes again. CONTRIBUTING says how to seek others.
settings.register_profile("steady", derandomize=True, database=None)
settings.load_profile("steady")

__all__ = ["app", "cambodia", "db", "empty", "shell", "signed"]
