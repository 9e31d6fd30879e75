"""What all tests share: no window on the screen; workspaces from ``fixtures``, commands from ``shell``."""

from __future__ import annotations

import gc
import os
import tempfile

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before Qt is imported

from hypothesis import settings

from icbl_desktop.config import STATE_VARIABLE
from tests import quick_locks
from tests.fixtures import app, db, empty, spring
from tests.office import office_store, sqlite_office
from tests.shell import cambodia, shell, signed

# The same examples in every run: what passed once passes again. CONTRIBUTING says how to seek others.
settings.register_profile("steady", derandomize=True, database=None)
settings.load_profile("steady")

# What this computer remembers of its workspaces; the programs that tests start see the same.
_remembered = tempfile.TemporaryDirectory()
os.environ[STATE_VARIABLE] = _remembered.name

quick_locks.begin()


def pytest_collection_finish() -> None:
    """What was loaded lives to the end: no search for garbage looks through it again."""
    gc.collect()
    gc.freeze()


__all__ = ["app", "cambodia", "db", "empty", "office_store", "shell", "signed", "spring", "sqlite_office"]
