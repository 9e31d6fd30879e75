"""Runs one program and prints the seconds to its first line of output, and the most memory it had, in MB.

In a process of its own: a system counts the memory of the one who starts a program to the program's.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence


def launched(command: Sequence[str]) -> tuple[float, float]:
    """Run Python with these arguments: seconds to its first line, and the most memory it had, in MB."""
    env = {"QT_QPA_PLATFORM": "offscreen", **os.environ}
    env.pop("PYTHONDONTWRITEBYTECODE", None)  # a person's second start finds its modules compiled
    done = subprocess.run(
        [sys.executable, "-m", "bench.launch", *command],
        env=env,
        stdout=subprocess.PIPE,
        check=True,
    )
    taken, memory = done.stdout.split()
    return float(taken), float(memory)


def main(command: list[str]) -> int:
    """Start Python with these arguments and wait for its end."""
    start = time.perf_counter()
    with subprocess.Popen([sys.executable, *command], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        taken = time.perf_counter() - start
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    sys.stdout.write(f"{taken} {usage.ru_maxrss / 1024}\n")
    return 0 if line and process.returncode == 0 else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
