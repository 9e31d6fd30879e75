"""The office's store: in a file and in PostgreSQL the same, for several reviewers at once."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import func, select, text

from icbl_desktop.errors import NewerFile, UserError
from icbl_desktop.store.office import VERSION, OfficeStore, note, upsert
from icbl_desktop.store.tables_office import OfficeVersionRow
from icbl_desktop.store.tables_review import AuditRow, TemplateRow
from tests import office


@pytest.fixture
def other(office_store: OfficeStore) -> Iterator[OfficeStore]:
    """The same store, open a second time: another reviewer's program."""
    with closing(OfficeStore(office_store.place)) as store:
        yield store


def test_what_is_done_is_written_down(office_store: OfficeStore, other: OfficeStore):
    now = office_store.clock()
    with office_store.write() as session:
        note(session, now, "Ana", "accepted", "a digest", before="held", état="ក")
    with other.read() as session:
        row = session.scalars(select(AuditRow)).one()
    assert (row.at, row.by, row.action, row.subject) == (now, "Ana", "accepted", "a digest")
    assert row.details == '{"before": "held", "état": "ក"}'


def test_an_action_that_fails_leaves_nothing(office_store: OfficeStore):
    def fail() -> None:
        with office_store.write() as session:
            note(session, office_store.clock(), "Ana", "began", "")
            session.flush()
            raise UserError("No further.")

    with pytest.raises(UserError, match="No further"):
        fail()
    assert _steps(office_store) == 0


def test_what_a_reader_changes_is_not_kept(office_store: OfficeStore):
    def change() -> None:
        with office_store.read() as session:
            note(session, office_store.clock(), "Ana", "peeked", "")
            session.flush()

    if office_store.dialect == "postgresql":
        with pytest.raises(UserError, match="only lets you read"):
            change()
    else:
        change()
    assert _steps(office_store) == 0


def test_a_reader_sees_one_moment(office_store: OfficeStore, other: OfficeStore):
    with office_store.read() as session:
        before = session.scalar(select(func.count()).select_from(AuditRow))
        with other.write() as writing:
            note(writing, other.clock(), "Ben", "wrote", "")
        assert session.scalar(select(func.count()).select_from(AuditRow)) == before
    assert _steps(office_store) == 1


def test_reviewers_who_count_at_once_lose_nothing(office_store: OfficeStore, other: OfficeStore):
    with office_store.write() as session:
        session.add(TemplateRow(id="count", title="0", text=""))

    def count(store: OfficeStore) -> None:
        for _ in range(20):
            with store.write() as session:
                row = session.get_one(TemplateRow, "count")
                row.title = str(int(row.title) + 1)

    _at_once(*[lambda store=store: count(store) for store in (office_store, other) * 2])
    with office_store.read() as session:
        assert session.get_one(TemplateRow, "count").title == "80"


@pytest.mark.parametrize("dialect", ["sqlite", "postgresql"])
def test_two_who_come_first_at_once_both_get_in(dialect: str, tmp_path: Path):
    place = tmp_path / "office.db" if dialect == "sqlite" else office.fresh_url()
    stores: list[OfficeStore] = []
    _at_once(*[lambda: stores.append(OfficeStore(place))] * 4)
    assert len(stores) == 4
    with stores[0].read() as session:
        assert session.scalars(select(OfficeVersionRow.version)).all() == [VERSION]
    for store in stores:
        store.close()


def test_a_store_of_a_newer_program_is_left_alone(office_store: OfficeStore):
    with office_store.write() as session:
        session.scalars(select(OfficeVersionRow)).one().version = VERSION + 1
    with pytest.raises(NewerFile, match="newer version of the program. Nothing was changed"):
        OfficeStore(office_store.place)


def test_rows_are_put_in_replaced_or_left_alone(office_store: OfficeStore):
    def put(title: str, *, update: bool) -> None:
        rows = [{"id": str(n), "title": title, "text": ""} for n in range(3)]
        with office_store.write() as session:
            upsert(session, TemplateRow, rows, update=update)
            upsert(session, TemplateRow, [], update=update)

    for title, update, expected in (("a", True, "a"), ("b", True, "b"), ("c", False, "b")):
        put(title, update=update)
        with office_store.read() as session:
            assert set(session.scalars(select(TemplateRow.title))) == {expected}


@pytest.mark.parametrize(
    "place",
    [
        "",
        "office.db",
        "sqlite:///office.db",
        "postgresql+psycopg2://x@y/z",
        "postgresql://x@y:port/z",
        "http://x",
    ],
)
def test_a_place_that_is_none_is_refused(place: str):
    with pytest.raises(UserError, match="not the place of a shared inbox. Nothing was changed") as refusal:
        OfficeStore(place)
    assert refusal.value.field == "store"


def test_a_folder_that_cannot_hold_the_store_is_refused(tmp_path: Path):
    (tmp_path / "office.db").mkdir()
    with pytest.raises(UserError, match="cannot be opened"):
        OfficeStore(tmp_path / "office.db")


@pytest.mark.parametrize(
    ("person", "where", "said"),
    [
        ("office", "postgres?host=/nowhere", "does not answer. Nothing was changed"),
        ("office", "nowhere?host={folder}", "no database of this name. Nothing was changed"),
        ("nobody", "postgres?host={folder}", "does not know your name. Nothing was changed"),
        ("locked", "postgres?host={folder}", "does not let you in"),
        ("locked:wrong", "postgres?host={folder}", "does not let you in"),
        ("guest", "postgres?host={folder}", "may not do this. Nothing was changed"),
        ("crowd", "postgres?host={folder}", "too many visitors. Nothing was changed"),
    ],
)
def test_a_server_that_refuses_says_why(person: str, where: str, said: str):
    folder = office.folder()
    with pytest.raises(UserError, match=said):
        OfficeStore(f"postgresql+psycopg://{person}@/{where.format(folder=folder)}")


def test_a_lost_connection_is_told_and_then_made_anew():
    def lose(store: OfficeStore) -> None:
        with store.write() as session:
            note(session, store.clock(), "Ana", "began", "")
            office.disconnect(session.scalar(text("SELECT pg_backend_pid()")))
            session.flush()

    with closing(OfficeStore(office.fresh_url())) as store:
        with pytest.raises(UserError, match="connection to the shared inbox was lost"):
            lose(store)
        assert _steps(store) == 0


def _steps(store: OfficeStore) -> int:
    with store.read() as session:
        return session.scalar(select(func.count()).select_from(AuditRow)) or 0


def _at_once(*work: Callable[[], None]) -> None:
    """Do these in threads of their own that begin together; what goes wrong in one is raised here."""
    start, wrong = threading.Barrier(len(work)), []

    def do(one: Callable[[], None]) -> None:
        try:
            start.wait(10)
            one()
        except BaseException as error:  # noqa: BLE001
            wrong.append(error)

    threads = [threading.Thread(target=do, args=(one,)) for one in work]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert wrong == []
