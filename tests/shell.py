"""A shell for tests of the command line; ``conftest`` takes its fixtures in."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from icbl_desktop.cli import main


class Shell:
    """Runs commands on one workspace and keeps what they printed."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch):
        self.folder = folder
        self._capsys = capsys
        self._patch = monkeypatch

    def __call__(self, *words: object, stdin: str = "") -> tuple[int, str, str]:
        """Exit code, standard output, standard error."""
        self._patch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(stdin.encode("utf-8"))))
        try:
            code = main(["--data-dir", str(self.folder / "workspace"), *map(str, words)])
        except SystemExit as end:
            code = int(end.code or 0)
        out, err = self._capsys.readouterr()
        return code, out, err

    def data(self, *words: object, stdin: str = "") -> Any:
        """What a command printed as JSON."""
        code, out, err = self(*words, stdin=stdin)
        assert (code, err) == (0, "")
        return json.loads(out)


@pytest.fixture
def shell(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Shell:
    return Shell(tmp_path, capsys, monkeypatch)


@pytest.fixture
def cambodia(shell: Shell) -> Shell:
    assert shell("init", "--state", "KHM", "--organisation", "A campaign", "--plan", "2017")[0] == 0
    return shell


@pytest.fixture
def signed(shell: Shell) -> Path:
    """A signed 2018-2019 bundle; its public key lies beside it."""
    bundle = shell.folder / "plan.icblplan"
    assert shell("plan", "keygen", shell.folder / "root")[0] == 0
    assert shell("plan", "build", "2018-2019", bundle)[0] == 0
    assert shell("plan", "sign", bundle, "--key", shell.folder / "root.key")[0] == 0
    return bundle
