"""Toolkit documents: files for campaigns that came in the bundle of the plan in force."""

from __future__ import annotations

from pathlib import Path

from icbl_desktop.domain.plan_extras import ToolkitDocument
from icbl_desktop.errors import UserError
from icbl_desktop.files import write_whole
from icbl_desktop.formats import bundle
from icbl_desktop.services import plans
from icbl_desktop.store.database import Database

_LOOKED_AT = (
    ".pdf", ".txt", ".md", ".csv", ".rtf", ".docx", ".odt", ".xlsx", ".ods", ".pptx", ".odp", ".epub",
    ".png", ".jpg", ".jpeg", ".gif", ".webp", ".mp3", ".m4a", ".ogg", ".wav", ".mp4", ".webm", ".srt",
)  # fmt: skip
"""Endings of files that are looked at. All others might run, or hold what runs."""


def documents(db: Database) -> tuple[ToolkitDocument, ...]:
    """The documents there are, under their titles in the campaign's language."""
    return plans.current_extras(db).toolkit


def content(db: Database, document: ToolkitDocument) -> bytes:
    """A document's bytes. Raises UserError where the plan in force does not hold it any more."""
    data = plans.current_bundle(db)
    if data is None:
        raise UserError("The plan you work under came without this document. Nothing was changed.")
    return bundle.document(data, document)


def is_harmless(document: ToolkitDocument) -> bool:
    """Whether it may be opened from here: a kind of file that is looked at, and does not run."""
    return document.file.lower().endswith(_LOOKED_AT)


def save_as(db: Database, document: ToolkitDocument, path: Path, mode: int = 0o644) -> Path:
    """Write it to this place, whole or not at all. Raises UserError where that cannot be written."""
    data = content(db, document)
    try:
        write_whole(path, data, mode)
    except OSError as error:
        raise UserError(
            "The document could not be saved as {path}. What was there before is untouched. "
            "Choose another folder, or free some space on the disk.",
            path=path,
        ) from error
    return path
