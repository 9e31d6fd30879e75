"""Disks that refuse for real while a report is made, leaves or comes back: nothing is half done."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from icbl_desktop import config
from icbl_desktop.app import App
from icbl_desktop.domain.key_list import Recipient
from icbl_desktop.formats import sealing
from icbl_desktop.services import report_history, report_sending
from icbl_desktop.services.report_sending import SendForm
from tests.leaver import ROOT, tried
from tests.report_answers import issued, secretariat
from tests.workspace import log

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="limits and permissions are others there")

WAY_ON = re.compile("choose another (folder|name)", re.IGNORECASE)


@pytest.fixture
def ready(app: App) -> App:
    """A workspace whose report can leave in every way."""
    app.db.clock = lambda: datetime(2018, 4, 3, 9, 30, tzinfo=UTC)
    secretariat(app, Recipient("Geneva", sealing.generate().recipient))
    log(app.db, sharing="public")
    issued(app)
    return app


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Where the person wants it."""
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


def powerless() -> tuple[str, ...]:
    """Starts a program that is held to permissions, whoever runs it."""
    if shutil.which("setpriv") is None:
        pytest.skip("setpriv is not installed")
    return ("setpriv", "--bounding-set=-all", "--inh-caps=-all")


def on_a_disk(options: str, folder: Path) -> tuple[str, ...]:
    """Starts a program that sees another disk at this folder. Skips the test where that is not allowed."""
    alone = ("unshare", "--user", "--map-root-user", "--mount")
    if not shutil.which("unshare") or subprocess.run([*alone, "true"], check=False).returncode:
        pytest.skip("no disk of one's own here")
    return (*alone, "sh", "-c", f'mount -t tmpfs -o {options} none "$0" && exec "$@"', str(folder))


def refused(said: dict[str, str], words: str) -> None:
    """Each way out said so, in a sentence that has a way on."""
    assert len(said) == 5
    for name, sentence in said.items():
        assert "could not be saved" in sentence if name == "identity" else words in sentence
        assert WAY_ON.search(sentence)


def files_in(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_every_way_out_works_where_the_disk_does(ready: App, out: Path) -> None:
    assert set(tried(ready.folders, out).values()) == {"saved"}
    assert len(files_in(out)) == 5


def test_a_disk_that_takes_no_large_files(ready: App, out: Path) -> None:
    refused(tried(ready.folders, out, 300), "does not take a file this large")
    assert files_in(out) == {}


def test_what_stood_there_stays(ready: App, out: Path) -> None:
    (out / "mine").write_bytes(b"as it was")
    refused(tried(ready.folders, out / "mine", 300), "does not take a file this large")
    assert files_in(out) == {"mine": b"as it was"}


def test_a_full_disk(ready: App, out: Path) -> None:
    said = tried(ready.folders, out, under=on_a_disk("size=4k", out))
    assert said.pop("identity") == "saved", "it is small enough"
    assert all("the disk is full" in sentence and WAY_ON.search(sentence) for sentence in said.values())


def test_a_disk_that_is_only_read(ready: App, out: Path) -> None:
    refused(tried(ready.folders, out, under=on_a_disk("ro", out)), "files cannot be written there")


def test_a_folder_that_may_not_be_written_to(ready: App, out: Path) -> None:
    out.chmod(0o555)
    refused(tried(ready.folders, out, under=powerless()), "files cannot be written there")
    assert files_in(out) == {}


def test_a_file_that_may_not_be_replaced(ready: App, out: Path) -> None:
    (out / "r.pdf").write_bytes(b"open in a viewer")
    out.chmod(0o555)
    refused(tried(ready.folders, out / "r.pdf", under=powerless()), "another program may have it open")
    assert files_in(out) == {"r.pdf": b"open in a viewer"}


def test_a_folder_that_is_gone_or_is_none(ready: App, out: Path) -> None:
    refused(tried(ready.folders, out / "nowhere" / "r"), "the folder is not there")
    (out / "a file").touch()
    refused(tried(ready.folders, out / "a file" / "r"), "files cannot be written there")


ISSUE = """
import sys
from pathlib import Path
from icbl_desktop.app import open_app
from icbl_desktop.config import Folders
from icbl_desktop.errors import UserError
from icbl_desktop.services import report_sending, reports
from tests.report_answers import FIRST_QUARTER
app = open_app(Folders(Path(sys.argv[1])))
for _ in range(2):
    made = reports.issue(app.db, app.folders, FIRST_QUARTER)
try:
    report_sending.save_as(app.db, made.id, report_sending.SendForm.PLAIN, Path(sys.argv[2]))
except UserError as error:
    sys.stdout.write(error.sentence)
"""


def test_a_report_is_kept_also_where_its_number_cannot_be_noted(ready: App, out: Path) -> None:
    """And the stream goes on. Before a copy leaves it must be noted: that is said then."""
    noted = config.remembered() / "streams"
    noted.chmod(0o555)
    try:
        command = [*powerless(), sys.executable, "-c", ISSUE, str(ready.folders.root), str(out)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    finally:
        noted.chmod(0o755)
    assert "cannot note which number a report has" in done.stdout
    assert "Make room there, or allow writing, then try again" in done.stdout
    assert files_in(out) == {}
    third, second, first = report_history.history(ready.db)
    assert [one.number for one in (first, second, third)] == [1, 2, 3]
    assert len({one.stream for one in (first, second, third)}) == 1
    report_sending.save_as(ready.db, third.id, SendForm.PLAIN, out)
    assert issued(ready).number == 4
