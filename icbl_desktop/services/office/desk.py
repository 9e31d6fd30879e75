"""The reviewer's desk: where the office's store lies, who acts in it, what opens sealed reports."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from icbl_desktop import config
from icbl_desktop.config import Folders
from icbl_desktop.errors import UserError
from icbl_desktop.services import campaign
from icbl_desktop.store.database import Database

if TYPE_CHECKING:
    from icbl_desktop.store.office import OfficeStore as OfficeStore  # commands name it from here

MAX_NAME = 100
"""Characters of a reviewer's name."""


class OfficeDoor:
    """The way to the office's store, opened at first use and closed with the workspace. Any thread may ask.

    ``place`` is the URL of a shared store; else the settings say where it lies. ``identities`` are the age
    identities that were opened since the start: they are kept in memory and nowhere else.
    """

    def __init__(self, folders: Folders, place: str = "") -> None:
        self._folders = folders
        self._place = place
        self._store: OfficeStore | None = None
        self._one_opens = Lock()
        self.identities: tuple[str, ...] = ()

    def place(self) -> Path | str:
        """Where the store lies: a file, or a URL."""
        return self._place or config.load_settings(self._folders).store or self._folders.office

    def store(self) -> OfficeStore:
        """The open store. Raises UserError where it cannot be opened; asking again tries again."""
        from icbl_desktop.store.office import OfficeStore  # campaigns have none, and start faster

        with self._one_opens:
            if self._store is None:
                self._store = OfficeStore(self.place())
            return self._store

    def remember(self, identities: Iterable[str]) -> None:
        """Keep opened identities until the program ends."""
        self.identities = tuple(dict.fromkeys([*self.identities, *identities]))

    def move(self, url: str) -> None:
        """Have the inbox lie in a shared PostgreSQL from now on; on this computer where ``url`` is empty.

        What lies in the old place stays there. Raises UserError where the new one cannot be opened.
        """
        url = url.strip()
        if url:
            try_place(url)
        with self._one_opens:
            config.change_settings(self._folders, store=url)
            self._let_go()

    def close(self) -> None:
        """Let go of the store; what asks for it next opens it anew."""
        with self._one_opens:
            self._let_go()

    def _let_go(self) -> None:
        if self._store is not None:
            self._store.close()
        self._store = None


def reviewer(folders: Folders, db: Database) -> str:
    """Who acts in the inbox: whom the settings name, else whom the workspace does; may be empty."""
    if named := config.load_settings(folders).reviewer:
        return named
    here = campaign.find(db)
    return (here.contact_name or here.organisation) if here else ""


def name_reviewer(folders: Folders, name: str) -> None:
    """Keep who acts in the inbox; empty for the workspace's own name. UserError for what is no name."""
    name = name.strip()
    if not (name.isprintable() and len(name) <= MAX_NAME):
        raise UserError("Write the name in one short line. Nothing was changed.", field="reviewer")
    config.change_settings(folders, reviewer=name)


def try_place(url: str) -> int:
    """How many reports lie in a shared store; its tables are made if they are not there.

    Raises UserError where it cannot be opened, or where the URL gives a password away.
    """
    from icbl_desktop.store import postgresql  # as in ``OfficeDoor.store``
    from icbl_desktop.store.office import OfficeStore
    from icbl_desktop.store.tables_office import ReportRow

    postgresql.without_password(url)
    with closing(OfficeStore(url.strip())) as store, store.read() as session:
        return session.scalar(select(func.count()).select_from(ReportRow)) or 0
