"""Where things lie: the person's folders, the program's resources, the window's settings."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from icbl_desktop.files import write_whole

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
        """Copies made before a plan update."""
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
    """How the window looks. ``theme`` is one of THEMES; ``scale`` is the text's size in per cent."""

    theme: str = "system"
    scale: int = 100
    language: str = ""


def load_settings(folders: Folders) -> Settings:
    """The saved settings, or the defaults where there are none or they cannot be read."""
    try:
        read = json.loads(folders.settings.read_bytes())
        theme, scale, language = read["theme"], read["scale"], read["language"]
    except (OSError, ValueError, KeyError, TypeError):
        return Settings()
    if theme not in THEMES or not isinstance(scale, int) or not 100 <= scale <= 200:
        return Settings()
    return Settings(theme=theme, scale=scale, language=str(language))


def save_settings(folders: Folders, settings: Settings) -> None:
    """Keep the settings for the next start."""
    folders.root.mkdir(parents=True, exist_ok=True)
    write_whole(folders.settings, json.dumps(asdict(settings)).encode("utf-8"))
