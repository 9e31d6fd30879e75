"""The whole program, running on a test's records."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from pytestqt.qtbot import QtBot

from icbl_desktop.app import App
from icbl_desktop.config import Folders
from icbl_desktop.ui.program import Program


def begun(folders: Folders) -> Program:
    """The program just started; a crash fails the test."""
    program = Program(folders)
    program.jobs.crashed.connect(pytest.fail)
    program.begin()
    return program


def finish(program: Program) -> None:
    """Close it as a person does."""
    program.window.close()
    program.close()
    program.window.deleteLater()


@contextmanager
def running(app: App, qtbot: QtBot) -> Iterator[Program]:
    """The program with its first page open, on the records of ``app``, which is closed before."""
    app.close()
    program = begun(app.folders)
    qtbot.waitUntil(lambda: program.window.current() == "overview")
    yield program
    finish(program)
