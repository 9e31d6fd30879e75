"""Puts the parts together: folders, database, the way to the office's inbox. No Qt."""

from __future__ import annotations

from dataclasses import dataclass

from icbl_desktop.config import Folders
from icbl_desktop.services import plans
from icbl_desktop.services.office.desk import OfficeDoor
from icbl_desktop.store.database import Database


@dataclass(frozen=True)
class App:
    """The open workspace, handed to whoever needs it."""

    folders: Folders
    db: Database
    office: OfficeDoor

    def close(self) -> None:
        """Let go of the files."""
        self.office.close()
        self.db.close()


def open_app(folders: Folders, store: str = "") -> App:
    """Open the workspace in these folders, made if it is not there.

    ``store`` is where the office's inbox lies, if not where the settings say. Raises UserError where the
    workspace cannot be opened; nothing is changed then.
    """
    app = App(folders, Database(folders.database), OfficeDoor(folders, store))
    plans.refresh_bundled(app.db)
    return app
