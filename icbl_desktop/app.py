"""Puts the parts together: folders and database. No Qt."""

from __future__ import annotations

from dataclasses import dataclass

from icbl_desktop.config import Folders
from icbl_desktop.services import plans
from icbl_desktop.store.database import Database


@dataclass(frozen=True)
class App:
    """The open workspace, handed to whoever needs it."""

    folders: Folders
    db: Database

    def close(self) -> None:
        """Let go of the files."""
        self.db.close()


def open_app(folders: Folders) -> App:
    """Open the workspace in these folders, made if it is not there.

    Raises UserError where it cannot be opened; nothing is changed then.
    """
    app = App(folders, Database(folders.database))
    plans.refresh_bundled(app.db)
    return app
