"""How soon the window is there, and how much memory it takes."""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from pathlib import Path

from bench.launch import launched
from bench.measure import Result

RUNS = 7
BARE = ("-m", "bench.bare_window")


def results(workspace: Path) -> Iterator[Result]:
    """Start on a workspace (of 10,000 activities): to the first paint, to the first page, and memory."""
    program = ("-m", "icbl_desktop", "--data-dir", str(workspace), "--bench")
    commands = {"bare": BARE, "paint": (*program, "paint"), "filled": (*program, "filled")}
    runs: dict[str, list[tuple[float, float]]] = {name: [] for name in commands}
    for number in range(RUNS + 1):
        for name, command in commands.items():
            run = launched(command)
            if number:  # the first of each only fills the caches of the system
                runs[name].append(run)
    times = {name: statistics.median(seconds for seconds, _ in each) for name, each in runs.items()}
    memory = {name: statistics.median(size for _, size in each) for name, each in runs.items()}
    bare = "a bare PySide6 window"
    yield Result("start to first painted shell", bare, times["paint"], times["bare"], 1.5)
    yield Result("start to Overview filled, 10,000 activities", bare, times["filled"], times["bare"], 3)
    yield Result("most memory until then", bare, memory["filled"], memory["bare"], 1.5, "MB")
