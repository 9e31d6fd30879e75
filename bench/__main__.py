"""Measure everything and print it; exit with 1 where a ratio is over its limit."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from bench import bulk, bundles, inbox, lists, reports, saving, scripts, starting, window
from bench.generate import in_khmer, workspace
from bench.measure import Result
from icbl_desktop.config import STATE_VARIABLE

SIZES = (10_000, 100_000)


def main() -> int:
    """Print each result as it comes."""
    print(f"  {'what':58} {'ours':>9} {'bare':>9}      ratio and limit  against")
    over = 0
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault(STATE_VARIABLE, f"{folder}/state")
        for result in _results(Path(folder)):
            print(result.line(), flush=True)
            over += result.ratio > result.at_most
    print(*scripts.table(), sep="\n")
    print(f"\n{over} over their limits, marked with !" if over else "\nall within their limits")
    return 1 if over else 0


def _results(folder: Path) -> Iterator[Result]:
    with closing(workspace(folder / "plans", 200)) as app:
        yield from bundles.results(app)
    with closing(workspace(folder / "200", 200)) as app:
        with closing(workspace(folder / "khmer", 200, in_khmer)) as other:
            yield from reports.results(app, other)
        yield from saving.results(app, folder)
    yield from scripts.results()
    yield from inbox.results(folder / "inbox")
    for count in SIZES:
        with closing(workspace(folder / str(count), count)) as app:
            yield from lists.results(app, count)
            yield from bulk.results(app, count)
        yield from window.results(folder / str(count), count)
    yield from starting.results(folder / str(SIZES[0]))


if __name__ == "__main__":
    sys.exit(main())
