"""Time taken, and how it compares."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Result:
    """One line of the table: what was measured against what, as a ratio that may be ``at_most``.

    ``ours`` and ``bare`` are seconds, or megabytes where ``unit`` says so.
    """

    what: str
    against: str
    ours: float
    bare: float
    at_most: float
    unit: str = "ms"

    @property
    def ratio(self) -> float:
        """How many times the bare cost ours is."""
        return self.ours / self.bare

    def line(self) -> str:
        """The result as a line of text, marked where it is over its limit."""
        factor = 1000 if self.unit == "ms" else 1
        mark = " " if self.ratio <= self.at_most else "!"
        figures = f"{self.ours * factor:9.1f} {self.bare * factor:9.1f} {self.unit}"
        return f"{mark} {self.what:58} {figures}  {self.ratio:5.2f}x of {self.at_most:4.1f}x  {self.against}"


def seconds(work: Callable[[], object]) -> float:
    """How long one run takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def typical(work: Callable[[], object], runs: int = 9) -> float:
    """How long it takes in the middle of some runs, after one to warm up."""
    work()
    return statistics.median(seconds(work) for _ in range(runs))


def side_by_side(
    ours: Callable[[], object], bare: Callable[[], object], runs: int = 9
) -> tuple[float, float]:
    """Both, run in turn, so that a busy moment of the computer hits them alike."""
    ours()
    bare()
    pairs = [(seconds(ours), seconds(bare)) for _ in range(runs)]
    return statistics.median(one for one, _ in pairs), statistics.median(other for _, other in pairs)


def at_95(values: list[float]) -> float:
    """What 95 of 100 stay below."""
    return statistics.quantiles(values, n=20)[-1]
