"""What every page is handed: the workspace, the workers, and the way to other pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from icbl_desktop.app import App
from icbl_desktop.ui.jobs import Jobs


@dataclass(frozen=True)
class Place:
    """Somewhere in the window: a page, a record or an objective on it, or a new record begun.

    ``draft`` is of the kind of record the page holds; ``field`` is where in the record's form to begin.
    """

    page: str
    id: str = ""
    draft: Any = None
    field: str = ""


Go = Callable[[Place], None]
"""Opens a place."""


@dataclass(frozen=True)
class Context:
    """Handed to each page by constructor. ``go`` opens a place; a page takes it in ``open(place)``."""

    app: App
    jobs: Jobs
    go: Go
