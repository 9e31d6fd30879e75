"""Workspaces for tests of store and services; ``conftest`` takes these in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from icbl_desktop.app import App, open_app
from icbl_desktop.config import Folders
from icbl_desktop.store.database import Database
from tests import workspace


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[App]:
    """A workspace before the first start."""
    app = open_app(Folders(tmp_path / "workspace"))
    yield app
    app.close()


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    """A workspace of a campaign in Cambodia that works under the newest plan."""
    app = workspace.fresh(tmp_path / "workspace")
    yield app
    app.close()


@pytest.fixture
def spring(app: App) -> None:
    """It is a day in April 2018 in ``app``, so that names and periods are known."""
    app.db.clock = lambda: datetime(2018, 4, 3, 9, 30, tzinfo=UTC)


@pytest.fixture
def db(app: App) -> Database:
    """The database of ``app``."""
    return app.db
