"""Killed, crowded or out of room while reports are put into the inbox: adding them again ends the same."""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
from collections.abc import Callable
from contextlib import closing
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from sqlalchemy import Engine, event

from icbl_desktop.errors import UserError
from icbl_desktop.services.office import arriving, campaigns
from icbl_desktop.store.office import OfficeStore
from tests.office import disconnect, drop, fresh_url
from tests.office_reports import KHM, LAO, Made
from tests.office_state import state

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows has no fork")

Place = Path | str
SOME = 12
"""Files that are kept in one go here, so that there are several goes."""


def made() -> list[Made]:
    """Reports of two campaigns: amendments, records taken back, and the same number twice."""
    own = [KHM.report(n, KHM.activity(n), KHM.activity(n + 1, revision=2)) for n in range(1, 20)]
    own += [KHM.report(30, KHM.activity(1, revision=3), amends=own[0], gone=[KHM.activity(5, revision=2)])]
    own += [KHM.report(31, KHM.activity(n)) for n in (40, 41)]
    return own + [LAO.report(n, LAO.activity(n), KHM.activity(n, revision=9)) for n in range(1, 20)]


@cache
def delivered() -> tuple[TemporaryDirectory[str], list[Path]]:
    """A folder with all of them, and a file that is none."""
    kept = TemporaryDirectory()
    folder = Path(kept.name)
    files = [one.put(folder) for one in made()]
    (folder / "none.pdf").write_bytes(b"none")
    return kept, [*files, folder / "none.pdf"]


def add_all(store: OfficeStore) -> None:
    """Put everything in, and confirm whoever is not."""
    arriving.add(store, delivered()[1], "Ana")
    for stream in campaigns.unknown(store):
        campaigns.confirm(store, stream.id, stream.key, "Ana")


@cache
def whole() -> dict[str, list[Any]]:
    """The state after all came in at once, and nothing went wrong."""
    with TemporaryDirectory() as folder, closing(OfficeStore(Path(folder) / "office.db")) as store:
        add_all(store)
        return state(store)


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Where an inbox will be that knows one campaign of the two."""
    monkeypatch.setattr(arriving, "_FILES_AT_ONCE", SOME)
    where = tmp_path / "office.db" if request.param == "sqlite" else fresh_url()
    with closing(OfficeStore(where)) as store:
        arriving.add(store, delivered()[1][:2], "Ana")
        campaigns.confirm(store, KHM.stream, KHM.key_line, "Ana")
    yield where
    if isinstance(where, str):
        drop(where)


def killed_at(place: Place, step: int) -> bool:
    """Add all in a child that dies at this statement that changes something; whether it came to that."""

    def add() -> None:
        steps = iter(range(step))

        def count(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
            if statement.startswith(("INSERT", "UPDATE", "DELETE")) and next(steps, None) is None:
                os.kill(os.getpid(), signal.SIGKILL)

        event.listen(Engine, "before_cursor_execute", count)
        arriving.add(OfficeStore(place), delivered()[1], "Ana")

    return exit_of(add) == -signal.SIGKILL


def exit_of(act: Callable[[], object]) -> int | None:
    """Act in a child; how it ended."""
    child = begun(act)
    child.join()
    return child.exitcode


def begun(act: Callable[[], object]) -> multiprocessing.process.BaseProcess:
    child = multiprocessing.get_context("fork").Process(target=act)
    child.start()
    return child


def test_killed_at_any_step_the_next_time_goes_on(place: Place) -> None:
    delivered()
    chance = random.Random(6)
    deaths = [killed_at(place, chance.randrange(30)) for _ in range(6)]
    assert any(deaths)
    with closing(OfficeStore(place)) as store:
        add_all(store)
        assert state(store) == whole()


def test_several_who_add_the_same_at_once_end_the_same(place: Place) -> None:
    delivered()
    children = [begun(lambda: arriving.add(OfficeStore(place), delivered()[1], "Ana")) for _ in range(3)]
    for child in children:
        child.join()
    assert [child.exitcode for child in children] == [0, 0, 0]
    with closing(OfficeStore(place)) as store:
        add_all(store)
        assert state(store) == whole()


def test_on_a_full_disk_what_is_in_stays_and_the_next_time_goes_on(tmp_path: Path) -> None:
    with closing(OfficeStore(tmp_path / "office.db")) as store:
        with store.write() as session:
            pages = session.connection().exec_driver_sql("PRAGMA page_count").scalar_one()
            session.connection().exec_driver_sql(f"PRAGMA max_page_count = {pages + 12}")
        with pytest.raises(UserError, match="disk is full"):
            arriving.add(store, delivered()[1], "Ana")
        with store.write() as session:
            session.connection().exec_driver_sql("PRAGMA max_page_count = 1000000")
        add_all(store)
        assert state(store) == whole()


def test_a_server_that_goes_away_meanwhile_is_told_and_the_next_time_goes_on(place: Place) -> None:
    if isinstance(place, Path):
        pytest.skip("a file does not go away")
    left = iter(range(2))

    def cut(connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if statement.startswith("INSERT INTO carried") and next(left, None) is None:
            event.remove(Engine, "before_cursor_execute", cut)
            disconnect(connection.connection.dbapi_connection.info.backend_pid)

    with closing(OfficeStore(place)) as store:
        event.listen(Engine, "before_cursor_execute", cut)
        with pytest.raises(UserError, match="connection to the shared inbox was lost"):
            arriving.add(store, delivered()[1], "Ana")
        add_all(store)
        assert state(store) == whole()
