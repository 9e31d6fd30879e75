"""Where things lie: the person's folders, the program's resources, the window's settings."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import msgspec

APP_NAME = "ICBL Desktop"
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
        """Copies made before a plan update or a migration."""
        return self.root / "backups"

    @property
    def settings(self) -> Path:
        """What the window must know before the database is open."""
        return self.root / "settings.json"


def default_folders() -> Folders:
    """The folders of this person on this computer."""
    import platformdirs  # only when no --data-dir was given: starts faster

    return Folders(Path(platformdirs.user_data_dir(APP_NAME, appauthor=False)))


def resource(*parts: str) -> Path:
    """A file of ``resources/``: fonts, icons, translations."""
    return _shipped("resources", *parts)


def data(*parts: str) -> Path:
    """A file of ``data/``: plans and country facts that come with the program."""
    return _shipped("data", *parts)


def _shipped(*parts: str) -> Path:
    """In a checkout the folders lie beside the package, in a wheel inside it."""
    inside = _PACKAGE.joinpath(*parts)
    return inside if inside.exists() else _PACKAGE.parent.joinpath(*parts)


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """How the window looks. ``theme``: system, light, dark or contrast; ``scale`` in per cent."""

    theme: str = "system"
    scale: int = 100
    language: str = ""


def load_settings(folders: Folders) -> Settings:
    """The saved settings, or the defaults where there are none or they cannot be read."""
    try:
        return msgspec.json.decode(folders.settings.read_bytes(), type=Settings)
    except (OSError, msgspec.MsgspecError):
        return Settings()


def save_settings(folders: Folders, settings: Settings) -> None:
    """Keep the settings for the next start."""
    folders.root.mkdir(parents=True, exist_ok=True)
    beside = folders.settings.with_suffix(".tmp")
    beside.write_bytes(msgspec.json.encode(settings))
    beside.replace(folders.settings)
