"""Files are written whole or not at all, and folders say plainly why they cannot be read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from icbl_desktop.errors import UserError
from icbl_desktop.files import is_there, names_in, write_whole


def test_only_a_file_is_ever_written_over(tmp_path: Path) -> None:
    file, pipe, folder = tmp_path / "file", tmp_path / "pipe", tmp_path / "folder"
    file.write_bytes(b"before")
    os.mkfifo(pipe)
    folder.mkdir()
    write_whole(file, b"after")
    for other in (pipe, folder, Path()):
        with pytest.raises(OSError, match="not a file"):
            write_whole(other, b"after")
    assert file.read_bytes() == b"after"
    assert pipe.is_fifo()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "folder", "pipe"]


def test_a_folder_is_known_by_its_files(tmp_path: Path) -> None:
    (tmp_path / "letter.pdf").write_bytes(b"")
    (tmp_path / "folder").mkdir()
    assert names_in(tmp_path) == {"letter.pdf"}
    with pytest.raises(UserError, match="cannot be read. Nothing was changed."):
        names_in(tmp_path / "letter.pdf")
    assert not is_there(tmp_path / ("x" * 300))
