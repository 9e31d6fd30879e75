"""Start: the shell first, then the workspace, then the page. Nothing heavy before the first paint."""

from __future__ import annotations

import sys
import traceback
from functools import partial
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from icbl_desktop import __version__, config
from icbl_desktop.config import Folders
from icbl_desktop.errors import UserError
from icbl_desktop.services.handover import hand_over
from icbl_desktop.ui import messages
from icbl_desktop.ui.garbage import GarbageCollector
from icbl_desktop.ui.kit import theme
from icbl_desktop.ui.kit.icons import app_icon
from icbl_desktop.ui.one_window import OtherStarts, window_lock
from icbl_desktop.ui.plan_files import FileOpenings
from icbl_desktop.ui.program import Program


def run(folders: Folders, file: Path | None = None, store: str = "", bench: str | None = None) -> int:
    """Open the window on a workspace, with a plan file if one is given; return when it is closed.

    Where the window is open already, it comes forward and shows the file, and this start ends.
    ``store`` is where the office's inbox lies, if not where the settings say. ``bench`` ("paint" or "filled")
    quits once that is reached and prints how long it took.
    """
    lock = window_lock(folders)
    if not lock.tryLock(0):
        if hand_over(folders, file):
            return 0
        if not lock.tryLock(0):  # it is not being closed either
            return _refuse_second(folders)
    qt = start_qt(folders)
    garbage = GarbageCollector(qt)
    program = Program(folders, store)
    sys.excepthook = partial(_own_up, program)
    starts, openings = OtherStarts(folders), FileOpenings()
    starts.asked.connect(program.answer)
    openings.opened.connect(program.open_file)
    if sys.platform == "darwin":
        qt.installEventFilter(openings)
    if file is not None:
        program.open_file(file)
    if bench:
        from icbl_desktop.ui.bench_start import report_start  # only for make bench

        report_start(program, bench)
    program.begin()
    code = qt.exec()
    program.close()
    garbage.stop()
    lock.unlock()
    return code


def start_qt(folders: Folders) -> QApplication:
    """The Qt application with fonts, language and look as the settings say."""
    existing = QApplication.instance()
    qt = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    qt.setApplicationName(config.APP_NAME)
    qt.setApplicationDisplayName(config.APP_NAME)  # stands behind the page's name in the title
    qt.setApplicationVersion(__version__)
    settings = config.load_settings(folders)
    QLocale.setDefault(QLocale(settings.language or "en"))
    theme.load_fonts()
    theme.apply_theme(qt, theme.ThemeChoice(settings.theme), settings.scale / 100)
    theme.follow_system(qt)
    qt.setWindowIcon(app_icon())
    return qt


def _own_up(
    program: Program, kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    """A mistake of ours on the GUI thread: said once, never a silent half-done click."""
    details = "".join(traceback.format_exception(kind, error, trace))
    sys.stderr.write(details)
    if issubclass(kind, KeyboardInterrupt):
        QApplication.exit(1)
    elif QApplication.activeModalWidget() is None:
        program.jobs.crashed.emit(details)


def _refuse_second(folders: Folders) -> int:
    start_qt(folders)
    messages.error(
        None,
        UserError("ICBL Desktop is already open on these records. Nothing was changed. Use the open window."),
    )
    return 1
