"""PostgreSQL: an engine for a URL, and what goes wrong there in words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import URL, Engine, create_engine, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from icbl_desktop.errors import UserError

DRIVER = "postgresql+psycopg"

_LOST = (
    "The connection to the shared inbox was lost. What was saved before is safe. "
    "Look whether the last step was saved, then try again."
)
_CROWDED = (
    "The server of the shared inbox has too many visitors. Nothing was changed. "
    "Try again in a moment; if it stays so, ask whoever keeps the server to let more in."
)
# By the first letters of SQLSTATE, which every server says in the same words. The rest is our bug.
_SENTENCES = (
    (
        ("42501", "3F000"),
        (
            "Your name on the server of the shared inbox may not do this. Nothing was changed. "
            "Ask whoever keeps the server to let you create and change tables in this database."
        ),
    ),
    (
        ("25006",),
        (
            "The server of the shared inbox only lets you read. Nothing was changed. "
            "Ask whoever keeps the server which one takes changes."
        ),
    ),
    (
        ("531", "532", "534"),
        (
            "The server of the shared inbox has no room left. What was saved before is safe; this was not. "
            "Ask whoever keeps the server to make room, then try again."
        ),
    ),
    (("533",), _CROWDED),
    (
        ("40", "55P03"),
        ("Another reviewer was at work on the same inbox. Nothing was changed. Try again in a moment."),
    ),
    (("08", "57P"), _LOST),
)
# What is said where no connection came about: by the server, or by this computer.
_NOT_LET_IN = (
    ("too many|connection slots", _CROWDED),
    (
        "password|pg_hba.conf|authentication failed",
        (
            "The server of the shared inbox does not let you in: the password is missing or wrong, or it "
            "does not know you. Nothing was changed. "
            "The password is read from PGPASSWORD or from your pgpass file."
        ),
    ),
    (
        "FATAL: +role",
        (
            "The server of the shared inbox does not know your name. Nothing was changed. "
            "Check the name before “@”."
        ),
    ),
    (
        "FATAL: +database",
        (
            "The server of the shared inbox has no database of this name. Nothing was changed. "
            "Check the name after the last “/”, or ask whoever keeps the server to make it."
        ),
    ),
)
_PATIENCE = {"connect_timeout": 10, "keepalives_idle": 30, "keepalives_interval": 10, "keepalives_count": 3}
"""Seconds, and tries: a server that is gone is noticed within a minute."""


def parse(text: str) -> URL:
    """The URL of a database on PostgreSQL. Raises UserError for any other text."""
    try:
        url = make_url(text)
        if url.drivername not in (DRIVER, "postgresql"):
            raise ArgumentError
    except (ArgumentError, ValueError) as error:  # ValueError: a port that is no number
        raise UserError(
            "This is not the place of a shared inbox. Nothing was changed. "
            "Write it as postgresql+psycopg://NAME@SERVER/DATABASE.",
            field="store",
        ) from error
    return url.set(drivername=DRIVER)


def without_password(text: str) -> None:
    """Raise UserError for a URL with a password: settings are kept in clear."""
    url = parse(text)
    if url.password or "password" in url.query:
        raise UserError(
            "Leave the password out: settings are not locked away. Nothing was changed. "
            "Keep it in your pgpass file or in PGPASSWORD.",
            field="store",
        )


def engine(text: str) -> Engine:
    """An engine that connects anew where a connection was lost. Raises UserError for what is no such URL."""
    url = parse(text)
    patience = {name: value for name, value in _PATIENCE.items() if name not in url.query}
    return create_engine(url, pool_pre_ping=True, connect_args=patience)


@contextmanager
def explained() -> Iterator[None]:
    """Turn what PostgreSQL says of server, rights and room into a sentence a person can act on."""
    try:
        yield
    except DBAPIError as error:
        state = getattr(error.orig, "sqlstate", None)
        for beginnings, sentence in _SENTENCES:
            if state and state.startswith(beginnings):
                raise UserError(sentence) from error
        if error.connection_invalidated:
            raise UserError(_LOST) from error
        if state is None and error.statement is None:
            raise _not_connected(str(error.orig)) from error
        raise


def _not_connected(said: str) -> UserError:
    lines = said.strip().splitlines()
    last = next((line for line in reversed(lines) if not line.startswith("\t")), lines[-1])  # no hints
    for words, sentence in _NOT_LET_IN:
        if re.search(words, last):
            return UserError(sentence, field="store")
    return UserError(
        "The shared inbox does not answer. Nothing was changed. Check the network and the place in the "
        "settings; what was said: {said}",
        field="store",
        said=last.removeprefix("- "),
    )
