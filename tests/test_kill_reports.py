"""Killed at any step of issuing a report: no number is lost, none is used twice, no file is half there."""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event

from icbl_desktop import config
from icbl_desktop.app import App, open_app
from icbl_desktop.config import Folders
from icbl_desktop.domain.period import Period
from icbl_desktop.domain.report_order import ReportOrder
from icbl_desktop.formats import pdf_envelope, report_data
from icbl_desktop.services import (
    campaign,
    evidence,
    rebuild,
    report_files,
    report_history,
    report_sending,
    reports,
)
from icbl_desktop.services.report_sending import SendForm
from tests import workspace

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows has no fork")

ORDER = ReportOrder(period=Period.quarter(2018, 1))
ROUNDS = 12


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    """A workspace with one report and work for more."""
    app = workspace.fresh(tmp_path / "workspace")
    letter = tmp_path / "letter.txt"
    letter.write_bytes(b"light")
    with closing(app):
        evidence.add(app.db, app.folders, workspace.log(app.db), [letter])
        reports.issue(app.db, app.folders, ORDER)
    return app.folders


def issue(app: App) -> None:
    """What the child does, if nothing else is asked for."""
    reports.issue(app.db, app.folders, ORDER)


def killed_while(
    folders: Folders,
    prepare: Callable[[], None],
    wait: float | None = None,
    act: Callable[[App], None] = issue,
) -> bool:
    """Act in a child; whether it was killed, by what was prepared or after a moment."""
    child = os.fork()
    if child == 0:
        prepare()
        act(open_app(folders))
        os._exit(0)
    if wait is not None:
        time.sleep(wait)
        os.kill(child, signal.SIGKILL)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def die(*_args: Any) -> None:
    """The computer goes off."""
    os.kill(os.getpid(), signal.SIGKILL)


def at_writing(step: int) -> Callable[[], None]:
    """Die when the database is written to for this time, counted from the first row of the report."""

    def prepare() -> None:
        steps = iter(range(step))

        def count(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
            if statement.startswith(("INSERT", "UPDATE")) and next(steps, None) is None:
                die()

        event.listen(Engine, "before_cursor_execute", count)

    return prepare


def at(what: str) -> Callable[[], None]:
    """Die at this event of the database: "begin" or "commit"."""
    return lambda: event.listen(Engine, what, die)


def at_renaming(ending: str) -> Callable[[], None]:
    """Die when a file was written and is about to get its name, which ends so."""

    def hook(what: str, values: tuple[Any, ...]) -> None:
        if what == "os.rename" and str(values[1]).endswith(ending):
            die()

    return lambda: sys.addaudithook(hook)


def check(app: App) -> int:
    """Every report is whole, their numbers run on, each names the one before; return how many there are."""
    assert workspace.is_sound(app.db)
    lines = sorted(report_history.history(app.db), key=lambda line: line.number)
    assert [line.number for line in lines] == list(range(1, len(lines) + 1))
    before = None
    for line in lines:
        pdf = reports.pdf_of(app.db, line.id)
        verified = report_files.verify(pdf)
        assert (verified.number, verified.digest, verified.previous) == (line.number, line.digest, before)
        report = report_data.read_report(pdf_envelope.open_envelope(pdf).report_json)
        assert len(pdf_envelope.read_files(pdf, [one.attachment for one in report.files], 100)) == 1
        before = line.digest
    rows = workspace.contents(app.db)["reported"]
    assert {row[0] for row in rows} == {line.id for line in lines}
    return len(lines)


@pytest.mark.parametrize("prepare", [at("begin"), at_writing(0), at_writing(1), at("commit")])
def test_killed_before_it_is_done_nothing_of_it_is_there(
    folders: Folders, prepare: Callable[[], None]
) -> None:
    assert killed_while(folders, prepare)
    with closing(open_app(folders)) as app:
        assert check(app) == 1
        assert reports.issue(app.db, app.folders, ORDER).number == 2
        assert check(app) == 2


def test_killed_before_its_number_is_noted_outside_the_stream_goes_on(folders: Folders) -> None:
    assert killed_while(folders, at_renaming(".json"))
    with closing(open_app(folders)) as app:
        assert check(app) == 2, "it was kept before"
        assert reports.issue(app.db, app.folders, ORDER).number == 3
        assert check(app) == 3
        assert len({line.stream for line in report_history.history(app.db)}) == 1


def test_killed_before_a_new_stream_is_kept_it_begins_another_time(
    folders: Folders, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was noted of one that nobody knows does no harm."""
    monkeypatch.setenv(config.STATE_VARIABLE, str(tmp_path / "another computer"))
    assert killed_while(folders, at("commit"))
    with closing(open_app(folders)) as app:
        assert check(app) == 1
        assert reports.issue(app.db, app.folders, ORDER).number == 1
        after, before = report_history.history(app.db)
        assert after.stream != before.stream


def test_killed_while_a_copy_is_written_the_file_there_is_as_it_was(folders: Folders, tmp_path: Path) -> None:
    target = tmp_path / "mine.pdf"
    target.write_bytes(b"as it was")

    def save(app: App) -> None:
        report_id = report_history.history(app.db)[0].id
        report_sending.save_as(app.db, report_id, SendForm.PLAIN, target, replace=True)

    assert killed_while(folders, at_renaming("mine.pdf"), act=save)
    assert target.read_bytes() == b"as it was"
    with closing(open_app(folders)) as app:
        save(app)
        assert target.read_bytes() == reports.pdf_of(app.db, report_history.history(app.db)[0].id)


@pytest.mark.parametrize("prepare", [at("begin"), at_writing(0), at_writing(3), at_writing(6), at("commit")])
def test_killed_while_it_is_rebuilt_a_workspace_is_empty_and_can_be_rebuilt(
    folders: Folders, tmp_path: Path, prepare: Callable[[], None]
) -> None:
    with closing(open_app(folders)) as app:
        first = report_history.history(app.db)[0].id
        sent = report_sending.save_as(app.db, first, SendForm.PLAIN, tmp_path)

    def fill(app: App) -> None:
        rebuild.rebuild(app.db, app.folders, rebuild.look([sent]))

    new = Folders(tmp_path / "new")
    open_app(new).close()
    assert killed_while(new, prepare, act=fill)
    with closing(open_app(new)) as app:
        assert workspace.is_sound(app.db)
        assert campaign.find(app.db) is None
        assert report_history.history(app.db) == ()
        fill(app)
        assert check(app) == 1


def test_killed_at_any_moment_numbers_run_on(folders: Folders) -> None:
    chance = random.Random(2018)
    start = time.perf_counter()
    assert not killed_while(folders, lambda: None)
    long = time.perf_counter() - start
    for _ in range(ROUNDS):
        killed_while(folders, lambda: None, chance.random() * long)
        with closing(open_app(folders)) as app:
            before = check(app)
    with closing(open_app(folders)) as app:
        assert reports.issue(app.db, app.folders, ORDER).number == before + 1
        assert check(app) == before + 1
