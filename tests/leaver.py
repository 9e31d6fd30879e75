"""A program that lets a report leave in every way, a line for each: ``python -m tests.leaver WORKSPACE OUT``.

Started by tests where the disk refuses for real: in a folder that may not be written to, on a full disk.
With a third argument no file may grow over so many bytes.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path

from icbl_desktop.app import App, open_app
from icbl_desktop.config import Folders
from icbl_desktop.errors import UserError
from icbl_desktop.services import identity, report_history, report_sending
from icbl_desktop.services.report_sending import SendForm
from tests import quick_locks

ROOT = Path(__file__).parents[1]


def tried(folders: Folders, out: Path, *limit: int, under: Sequence[str] = ()) -> dict[str, str]:
    """What each way said, in a program that is started by the command ``under``: "saved", or a sentence."""
    command = [*under, sys.executable, "-m", "tests.leaver", str(folders.root), str(out), *map(str, limit)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return dict(json.loads(line) for line in done.stdout.splitlines())


def ways(app: App, out: Path) -> Iterator[tuple[str, Callable[[], Path]]]:
    """All that writes a report, or the keys behind it, to a place a person chose."""
    report_id = report_history.history(app.db)[0].id
    for form in SendForm:
        yield form, partial(report_sending.save_as, app.db, report_id, form, out, replace=True)
    as_mail = partial(report_sending.save_mail, app.db, report_id, SendForm.SEALED, "en")
    yield "mail", partial(as_mail, out, replace=True)
    yield "identity", partial(identity.back_up, app.db, out, "three small words", replace=True)


def main(workspace: str, out: str, limit: str = "") -> None:
    """Try each, whatever becomes of the others."""
    quick_locks.begin()
    with closing(open_app(Folders(Path(workspace)))) as app:
        found = [*ways(app, Path(out))]
        if limit:
            import resource  # not on Windows

            resource.setrlimit(resource.RLIMIT_FSIZE, (int(limit), int(limit)))
        for name, save in found:
            try:
                save()
                said = "saved"
            except UserError as error:
                said = error.sentence
            sys.stdout.write(f"{json.dumps((name, said))}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
