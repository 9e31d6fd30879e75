"""Reading while somebody types: only the newest question is answered."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject

from icbl_desktop.errors import UserError
from icbl_desktop.ui.jobs import Failed, Jobs

T = TypeVar("T")


class LatestRead:
    """Questions to a reader thread, each of which makes the earlier ones void.

    One that still waits when the next is asked never reaches the database.
    """

    def __init__(self, jobs: Jobs, owner: QObject, *, slow: bool = False) -> None:
        """``slow`` for what takes seconds: see ``Jobs.read``."""
        self._jobs, self._owner, self._slow = jobs, owner, slow
        self._asked = 0

    def ask(self, work: Callable[[], T], then: Callable[[T], None], failed: Failed | None = None) -> None:
        """Run ``work`` off the GUI thread and hand its result to ``then``, unless another was asked since.

        A ``UserError`` goes to ``failed`` if given, else to all, as ``Jobs`` does it.
        """
        self._asked += 1
        number = self._asked

        def work_if_newest() -> tuple[T, ...]:
            return (work(),) if number == self._asked else ()

        def then_if_newest(result: tuple[T, ...]) -> None:
            if number == self._asked:
                then(*result)

        def failed_if_newest(refusal: UserError) -> None:
            if number == self._asked:
                (failed or self._jobs.refused.emit)(refusal)

        self._jobs.read(
            work_if_newest, then_if_newest, owner=self._owner, failed=failed_if_newest, slow=self._slow
        )
