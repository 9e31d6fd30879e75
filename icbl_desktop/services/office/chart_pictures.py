"""Charts as pictures of dots, for programs that take no SVG; whoever can draw hands the bytes in."""

from __future__ import annotations

from pathlib import Path

from icbl_desktop import files
from icbl_desktop.errors import UserError


def save_beside(chart: Path, png: bytes) -> Path:
    """Write a PNG beside the SVG it was drawn from, whole or not at all; its path. Raises UserError."""
    path = chart.with_suffix(".png")
    try:
        files.write_whole(path, png)
    except OSError as error:
        raise UserError(
            "The picture {path} could not be written: {reason}. The other files are there and whole.",
            field="folder",
            path=path,
            reason=error.strerror or error,
        ) from error
    return path
