"""Where things lie: the person's folders, the program's resources, the window's settings."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from icbl_desktop.files import write_whole

APP_NAME = "ICBL Desktop"
STATE_VARIABLE = "ICBL_DESKTOP_STATE"
"""Names another folder for what this computer remembers: for tests, and for many workspaces side by side."""
PLAN_ENDING = ".icblplan"
"""How the name of a plan bundle ends."""
RECEIPTS_ENDING = ".icblreceipts"
"""How the name of a file of receipts alone ends."""
_PACKAGE = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Folders:
    """The folders of one workspace, below ``root``."""

    root: Path

    @property
    def database(self) -> Path:
        """The database file."""
        return self.root / "workspace.db"

    @property
    def evidence(self) -> Path:
        """Evidence files, named by their SHA-256."""
        return self.root / "evidence"

    @property
    def backups(self) -> Path:
        """Copies made before a plan update."""
        return self.root / "backups"

    @property
    def settings(self) -> Path:
        """What the window must know before the database is open."""
        return self.root / "settings.json"

    @property
    def office(self) -> Path:
        """The office's own store: what came into its inbox. The settings may name a shared one instead."""
        return self.root / "office.db"

    @property
    def keys(self) -> Path:
        """The secretariat's own signing keys, locked, and the key list it keeps."""
        return self.root / "keys"

    @property
    def made(self) -> Path:
        """The plan bundles that the secretariat signed here, as they went out."""
        return self.root / "made"

    @property
    def handover(self) -> Path:
        """Where a second start leaves for the open window what it was asked to show."""
        return self.root / "handover"


def default_folders() -> Folders:
    """The folders of this person on this computer."""
    import platformdirs  # only when no --data-dir was given: starts faster

    return Folders(Path(platformdirs.user_data_dir(APP_NAME, appauthor=False)))


def remembered() -> Path:
    """Where this computer remembers its workspaces: outside of them all, so that no copy takes it along."""
    if given := os.environ.get(STATE_VARIABLE):
        return Path(given)
    import platformdirs  # as above

    return Path(platformdirs.user_state_dir(f"{APP_NAME} state", appauthor=False))


def resource(*parts: str) -> Path:
    """A file of ``resources/``: fonts, icons, the style sheet."""
    return _shipped("resources", *parts)


def data(*parts: str) -> Path:
    """A file of ``data/``: plans and country facts that come with the program."""
    return _shipped("data", *parts)


def _shipped(*parts: str) -> Path:
    """In a checkout the folders lie beside the package, in a wheel inside it."""
    inside = _PACKAGE.joinpath(*parts)
    return inside if inside.exists() else _PACKAGE.parent.joinpath(*parts)


THEMES = ("system", "light", "dark", "contrast")


@dataclass(frozen=True, kw_only=True)
class Settings:
    """How the window looks, and for whom.

    ``theme`` is one of THEMES; ``scale`` is the text's size in per cent; ``secretariat`` adds its pages.
    ``store`` is the URL of the shared PostgreSQL that the inbox lies in, without a password; empty for this
    computer. ``reviewer`` is who acts in the inbox.
    """

    theme: str = "system"
    scale: int = 100
    language: str = ""
    secretariat: bool = False
    store: str = ""
    reviewer: str = ""


def load_settings(folders: Folders) -> Settings:
    """The saved settings, or the defaults where there are none or they cannot be read."""
    try:
        read = json.loads(folders.settings.read_bytes())
        theme, scale, language = read["theme"], read["scale"], read["language"]
        secretariat = read.get("secretariat") is True  # older files lack it, and what follows
        store, reviewer = str(read.get("store", "")), str(read.get("reviewer", ""))
    except (OSError, ValueError, KeyError, TypeError):
        return Settings()
    if theme not in THEMES or not isinstance(scale, int) or not 100 <= scale <= 200:
        return Settings()
    return Settings(
        theme=theme,
        scale=scale,
        language=str(language),
        secretariat=secretariat,
        store=store,
        reviewer=reviewer,
    )


def save_settings(folders: Folders, settings: Settings) -> None:
    """Keep the settings for the next start."""
    folders.root.mkdir(parents=True, exist_ok=True)
    write_whole(folders.settings, json.dumps(asdict(settings)).encode("utf-8"))


def change_settings(folders: Folders, **changes: Any) -> None:
    """Keep these settings, and the others as they are."""
    save_settings(folders, replace(load_settings(folders), **changes))
