"""What all tests share: windows are drawn off the screen, and workspaces come from ``fixtures``."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before Qt is imported

from tests.fixtures import app, db, empty

__all__ = ["app", "db", "empty"]
