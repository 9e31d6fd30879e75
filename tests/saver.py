"""Saves activities as fast as it can until it is killed: the other half of ``test_kill``.

Started once, it loads the services and then forks a child for each line it is given
("ROUND evidence-file-or-dash"), so that a round costs milliseconds. The child says what it
saved only once the save has returned.
"""

from __future__ import annotations

import gc
import os
import sys
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from icbl_desktop.app import open_app
from icbl_desktop.config import Folders
from icbl_desktop.domain.work import ActivityDraft
from icbl_desktop.services import activities, evidence
from tests import workspace

OBJECTIVES = ("strategy-2017-2021/1A", "strategy-2017-2021/2B")


def draft(title: str) -> ActivityDraft:
    """The activity that goes by this title: every field follows from it."""
    return ActivityDraft(
        type="meeting",
        title=title,
        start=date(2018, 1, 1),
        objectives=OBJECTIVES,
        result=f"What came of {title}",
        details=title * 50,
        participants=len(title),
    )


def title(round_number: int, number: int, version: int) -> str:
    """Names one version of one record of one round."""
    return f"round {round_number} record {number} version {version}"


def save_until_killed(root: Path, round_number: int, file: Path | None) -> None:
    """Each record is saved, given its evidence, and changed once; each step is confirmed."""
    app = open_app(Folders(root))
    number = 0
    while True:
        number += 1
        (record_id,) = activities.save(app.db, draft(title(round_number, number, 1))).ids
        say(f"saved {record_id} 1")
        if file is not None:
            file.write_bytes(f"evidence {round_number} {number}".encode() * 500)
            evidence.add(app.db, app.folders, record_id, [file])
            say(f"file {record_id}")
        activities.save(app.db, draft(title(round_number, number, 2)), record_id)
        say(f"saved {record_id} 2")


def say(line: str) -> None:
    """One whole line at once, so that a kill leaves no half of it."""
    os.write(1, f"{line}\n".encode())


def warm_up() -> None:
    """Do elsewhere what a child does, so that no child has to load and prepare what all need."""
    with TemporaryDirectory() as folder:
        workspace.fresh(Path(folder)).close()
        app = open_app(Folders(Path(folder)))
        (record_id,) = activities.save(app.db, draft("warm")).ids
        evidence.add(app.db, app.folders, record_id, [Path(__file__)])
        activities.save(app.db, draft("warmer"), record_id)
        app.close()
    gc.freeze()  # a child then shares this memory and copies none of it


def main(root: Path) -> None:
    """Fork a child for each line; say its number first and "over" once it is gone."""
    warm_up()
    for line in sys.stdin:
        round_number, file = line.split()
        child = os.fork()
        if child == 0:
            save_until_killed(root, int(round_number), None if file == "-" else Path(file))
        say(f"child {child}")
        os.waitpid(child, 0)
        say("over")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
