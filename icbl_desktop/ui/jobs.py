"""Work off the GUI thread: one writer, two readers, results delivered on the GUI thread.

A page hands in a plain function and what to do with its result::

    self._jobs.write(lambda: activities.save(db, draft), self._saved, owner=self)

The function must touch no widget. ``then`` runs on the GUI thread, unless ``owner`` was destroyed in
the meantime. A ``UserError`` goes to ``failed`` if given, else to the signal ``refused``; any other
exception goes to ``crashed``. When the result of a write is, or carries, a ``Changed``, the signal
``changed`` follows once, after ``then``. Long work runs on the writer thread as well, so that no
other write ever waits for the database inside it.
"""

from __future__ import annotations

import queue
import threading
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal

from icbl_desktop.domain.vocabulary import Changed
from icbl_desktop.errors import Cancelled, UserError

T = TypeVar("T")
Failed = Callable[[UserError], None]

_SECONDS_BETWEEN_REPORTS = 0.05


class Progress:
    """Handed to long work, which calls it with ``(done, total)``; raises ``Cancelled`` when stopped."""

    def __init__(self, report: Callable[[int, int], None]) -> None:
        self._report = report
        self._stop = threading.Event()
        self._last = 0.0

    def __call__(self, done: int, total: int) -> None:
        """Say how far the work is; cheap enough to be called for every record."""
        if self._stop.is_set():
            raise Cancelled("The work was stopped. Nothing was changed.")
        now = time.monotonic()
        if done >= total or now - self._last >= _SECONDS_BETWEEN_REPORTS:
            self._last = now
            self._report(done, total)

    def cancel(self) -> None:
        """Stop the work at its next report."""
        self._stop.set()


@dataclass(frozen=True)
class _Job:
    work: Callable[[], Any]
    then: Callable[[Any], None]
    owner: QObject
    failed: Failed | None
    writes: bool
    progress: Progress | None = None


class _Worker:
    """A thread that runs jobs in the order they came, until it is told to finish."""

    def __init__(self, name: str, run: Callable[[_Job], None]) -> None:
        self._queue: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._run = run
        self._thread = threading.Thread(target=self._loop, name=name, daemon=True)
        self._thread.start()

    def put(self, job: _Job) -> None:
        self._queue.put(job)

    def finish(self) -> None:
        """Do all that is queued, then stop."""
        self._queue.put(None)
        self._thread.join()

    def _loop(self) -> None:
        while (job := self._queue.get()) is not None:
            self._run(job)


class Jobs(QObject):
    """Runs functions on its threads: the writer, and a reader each for what is quick and what is slow.

    Lives on the GUI thread, as long as the window.
    """

    changed = Signal(object)
    """A ``Changed``, once for each write that changed something."""
    busy = Signal(bool)
    """True when a write is under way, False when everything is saved."""
    long_started = Signal(str)
    """The title of long work, for the bottom line."""
    long_progress = Signal(int, int)
    long_ended = Signal(bool)
    """True when the long work came to its end, False when it was stopped or failed."""
    refused = Signal(object)
    """A ``UserError`` nobody else takes care of."""
    crashed = Signal(str)
    """The traceback of a mistake of ours."""

    _done = Signal(object, object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._writes = 0
        self._long: list[Progress] = []
        self._closed = False
        self._done.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._writer = _Worker("writer", self._run)
        self._reader = _Worker("reader", self._run)
        self._slow_reader = _Worker("slow reader", self._run)

    def write(
        self, work: Callable[[], T], then: Callable[[T], None], owner: QObject, failed: Failed | None = None
    ) -> None:
        """Run ``work`` on the writer thread, after all earlier writes."""
        self._count_write(+1)
        self._writer.put(_Job(work, then, owner, failed, writes=True))

    def read(
        self,
        work: Callable[[], T],
        then: Callable[[T], None],
        owner: QObject,
        failed: Failed | None = None,
        *,
        slow: bool = False,
    ) -> None:
        """Run ``work`` on a reader thread: writes, however long, never hold it up.

        What takes seconds, such as drawing pages, says that it is ``slow``: no page waits behind it.
        """
        reader = self._slow_reader if slow else self._reader
        reader.put(_Job(work, then, owner, failed, writes=False))

    def long(
        self,
        work: Callable[[Progress], T],
        then: Callable[[T], None],
        owner: QObject,
        title: str,
        failed: Failed | None = None,
    ) -> None:
        """Run ``work(progress)`` on the writer thread; the window shows ``title``, a bar and Cancel."""
        progress = Progress(self.long_progress.emit)
        self._long.append(progress)
        self._count_write(+1)
        self._writer.put(_Job(partial(work, progress), then, owner, failed, writes=True, progress=progress))
        self.long_started.emit(title)

    def cancel(self) -> None:
        """Stop all long work; what it began is rolled back."""
        for progress in self._long:
            progress.cancel()

    def close(self) -> None:
        """Stop long work, wait until every queued write is done, and deliver what came of it."""
        if self._closed:
            return
        self._closed = True
        self.cancel()
        self._writer.finish()
        self._reader.finish()
        self._slow_reader.finish()
        QCoreApplication.sendPostedEvents(self)

    def _run(self, job: _Job) -> None:
        """On a worker thread."""
        result: object = None
        error: UserError | str | None = None
        try:
            result = job.work()
        except UserError as refusal:
            error = refusal
        except BaseException:  # noqa: BLE001  (a mistake of ours: shown, with its traceback)
            error = traceback.format_exc()
        self._done.emit(job, result, error)

    def _deliver(self, job: _Job, result: object, error: UserError | str | None) -> None:
        """On the GUI thread."""
        if job.progress is not None:
            self._long.remove(job.progress)
            self.long_ended.emit(error is None)
        if job.writes:
            self._count_write(-1)
        if isinstance(error, str):
            self.crashed.emit(error)
        elif error is not None:
            self._refuse(job, error)
        else:
            self._succeed(job, result)

    def _refuse(self, job: _Job, error: UserError) -> None:
        if isinstance(error, Cancelled):
            return
        if job.failed is None:
            self.refused.emit(error)
        elif shiboken6.isValid(job.owner):
            job.failed(error)

    def _succeed(self, job: _Job, result: object) -> None:
        try:
            if shiboken6.isValid(job.owner):
                job.then(result)
        finally:
            changed = _changed_in(result) if job.writes else None
            if changed is not None:
                self.changed.emit(changed)

    def _count_write(self, step: int) -> None:
        was = self._writes
        self._writes += step
        if bool(was) != bool(self._writes):
            self.busy.emit(bool(self._writes))


def _changed_in(result: object) -> Changed | None:
    """The ``Changed`` that a result is, holds as a tuple's item, or has as its attribute ``changed``."""
    if isinstance(result, Changed):
        return result
    if isinstance(result, tuple):
        return next((item for item in result if isinstance(item, Changed)), None)
    carried = getattr(result, "changed", None)
    return carried if isinstance(carried, Changed) else None
