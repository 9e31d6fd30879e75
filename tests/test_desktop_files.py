"""The desktop on Linux: a menu entry, and plan files that open by double-click; added and taken back."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[1] / "packaging" / "linux" / "desktop-entry"

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the Linux desktop")


def run(share: Path, *words: object, path: str = os.environ["PATH"]) -> subprocess.CompletedProcess[str]:
    environment = {"XDG_DATA_HOME": str(share), "HOME": str(share), "PATH": path}
    command = [shutil.which("sh") or "sh", str(SCRIPT), *map(str, words)]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def own_files(share: Path) -> set[str]:
    """Our files among what the desktop's tools made."""
    return {path.name for path in share.rglob("*icbl*")}


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """The program, in a folder whose name must be quoted."""
    program = tmp_path / 'my "plans" $HOME' / "icbl-desktop"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    return program


def test_plan_files_belong_to_the_program_until_that_is_undone(tmp_path: Path, program: Path) -> None:
    share = tmp_path / "share"
    assert run(share, "add", program).returncode == 0
    entry = share / "applications" / "icbl-desktop.desktop"
    assert f'Exec="{tmp_path}/my \\\\"plans\\\\" \\\\$HOME/icbl-desktop" %f' in entry.read_text()
    assert "MimeType=application/x-icblplan;application/x-icblreceipts;" in entry.read_text()
    assert (share / "icons/hicolor/scalable/apps/icbl-desktop.svg").exists()
    assert (share / "icons/hicolor/scalable/mimetypes/application-x-icblplan.svg").exists()
    if shutil.which("desktop-file-validate"):
        checked = subprocess.run(["desktop-file-validate", entry], capture_output=True, check=False)
        assert (checked.returncode, checked.stdout) == (0, b"")
    if shutil.which("update-mime-database"):
        assert "application/x-icblplan:*.icblplan" in (share / "mime" / "globs").read_text()

    assert len(own_files(share)) > 0
    assert run(share, "remove").returncode == 0
    assert own_files(share) == set()
    assert program.exists()


def test_the_desktop_knows_a_plan_file_by_its_name(tmp_path: Path, program: Path) -> None:
    if not (shutil.which("gio") and shutil.which("update-mime-database")):
        pytest.skip("the desktop's own tools are not here")
    share, plan = tmp_path / "share", tmp_path / "plán.icblplan"
    plan.write_bytes(b"PK\x03\x04")
    run(share, "add", program)
    asked = ["gio", "info", "--attributes=standard::content-type", str(plan)]
    told = subprocess.run(
        asked, env={**os.environ, "XDG_DATA_HOME": str(share)}, capture_output=True, text=True, check=True
    )
    assert "application/x-icblplan" in told.stdout


def test_what_the_desktop_lacks_is_said(tmp_path: Path, program: Path) -> None:
    tools = tmp_path / "tools"
    tools.mkdir()
    for name in ("mkdir", "cp", "sed", "rm", "dirname", "basename"):
        (tools / name).symlink_to(shutil.which(name) or name)
    done = run(tmp_path / "share", "add", program, path=str(tools))
    assert done.returncode == 0
    assert "update-mime-database is missing" in done.stderr
    assert "Install the package shared-mime-info" in done.stderr


def test_wrong_usage_is_exit_code_2(tmp_path: Path) -> None:
    assert run(tmp_path, "dance").returncode == 2
