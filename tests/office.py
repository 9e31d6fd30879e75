"""The office's store for tests, in a file and in a real PostgreSQL; ``conftest`` takes the fixtures in.

The cluster is made at its first use in a process, speaks through a Unix socket only, and is gone at its end.
"""

from __future__ import annotations

import atexit
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from functools import cache
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, text

from icbl_desktop.store.office import OfficeStore

_DEBIAN = Path("/usr/lib/postgresql")
_QUICK = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c shared_buffers=32MB"
_OTHERS = """
    CREATE ROLE locked LOGIN PASSWORD 'right';
    CREATE ROLE guest LOGIN;
    CREATE ROLE crowd LOGIN CONNECTION LIMIT 0
"""
"""One who needs a password, one who may make no table, and one who is there too often already."""
_numbers = count(1)


@pytest.fixture(params=["sqlite", "postgresql"])
def office_store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[OfficeStore]:
    """An empty store of the office, once in a file and once in PostgreSQL."""
    if request.param == "sqlite":
        store = OfficeStore(tmp_path / "office.db")
        yield store
        store.close()
    else:
        url = fresh_url()
        store = OfficeStore(url)
        yield store
        store.close()
        drop(url)


@pytest.fixture
def sqlite_office(tmp_path: Path) -> Iterator[OfficeStore]:
    """An empty store of the office, in a file."""
    store = OfficeStore(tmp_path / "office.db")
    yield store
    store.close()


def fresh_url() -> str:
    """The URL of a schema that nobody used yet, in this process's cluster."""
    name = f"office_{next(_numbers)}"
    _ask(f"CREATE SCHEMA {name}")
    return f"{cluster()}&options=-csearch_path%3D{name}"


def drop(url: str) -> None:
    """Throw a schema of ``fresh_url`` away."""
    _ask(f"DROP SCHEMA {url.rpartition('%3D')[2]} CASCADE")


def disconnect(process: int | None) -> None:
    """End a connection from the server's side, as a restart of it does."""
    _ask(f"SELECT pg_terminate_backend({process})")


@cache
def cluster() -> str:
    """The URL of the database of this process's cluster."""
    return f"postgresql+psycopg://office@/postgres?host={folder()}"


@cache
def folder() -> Path:
    """The folder of this process's cluster, and of its socket; started now."""
    _programs()  # before a folder is made that nobody uses
    made = Path(tempfile.mkdtemp(prefix="pg"))  # a short name: a socket's path may have 107 letters
    atexit.register(_stop, made)
    if os.geteuid() == 0:
        shutil.chown(made, "postgres")
    _run("initdb", "-D", made / "data", "-U", "office", "-A", "trust", "-E", "UTF8", "--no-locale", "-N")
    (made / "data/pg_hba.conf").write_text("local all locked scram-sha-256\nlocal all all trust\n")
    options = f"-c listen_addresses= -c unix_socket_directories={made} {_QUICK}"
    _run("pg_ctl", "-D", made / "data", "-o", options, "-l", made / "log", "-w", "start")
    _run("psql", "-h", made, "-U", "office", "-d", "postgres", "-c", _OTHERS)
    return made


def _stop(made: Path) -> None:
    _run("pg_ctl", "-D", made / "data", "-m", "immediate", "stop")
    shutil.rmtree(made, ignore_errors=True)


@cache
def _engine() -> Engine:
    return create_engine(cluster(), isolation_level="AUTOCOMMIT")


def _ask(sql: str) -> None:
    with _engine().connect() as connection:
        connection.execute(text(sql))


def _run(program: str, *words: object) -> None:
    """Run one of PostgreSQL's programs; it refuses to work for root, who asks its own user to."""
    as_postgres = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    command = [*as_postgres, str(_programs() / program), *map(str, words)]
    subprocess.run(command, check=True, capture_output=True, cwd="/")


def _programs() -> Path:
    found = sorted(_DEBIAN.glob("*/bin"), key=lambda path: int(path.parent.name))
    if not found:
        pytest.skip("Debian's PostgreSQL is not installed (apt install postgresql)")
    return found[-1]
