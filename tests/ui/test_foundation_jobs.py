"""Work off the GUI thread: in order, delivered once, nothing lost."""

from __future__ import annotations

import threading
from dataclasses import dataclass

import pytest
import shiboken6
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from icbl_desktop.domain.vocabulary import Changed
from icbl_desktop.errors import UserError
from icbl_desktop.ui.jobs import Jobs, Progress
from icbl_desktop.ui.kit.latest_read import LatestRead

SAVED = Changed.of("activity", "a1")


@pytest.fixture
def jobs(qtbot: QtBot):
    jobs = Jobs()
    yield jobs
    jobs.close()


@pytest.fixture
def owner():
    return QObject()


def failing(error: Exception):
    def work() -> None:
        raise error

    return work


def test_work_runs_elsewhere_and_its_result_comes_here(jobs: Jobs, owner: QObject, qtbot: QtBot):
    threads: list[object] = []

    def work() -> int:
        threads.append(threading.current_thread())
        return 7

    results: list[tuple[int, object]] = []
    jobs.read(work, lambda result: results.append((result, threading.current_thread())), owner)
    qtbot.waitUntil(lambda: len(results) == 1)
    assert results == [(7, threading.main_thread())]
    assert threads != [threading.main_thread()]


def test_writes_are_done_one_after_the_other_in_their_order(jobs: Jobs, owner: QObject, qtbot: QtBot):
    done: list[int] = []
    for number in range(200):
        jobs.write(lambda number=number: number, done.append, owner)  # type: ignore[misc]
    qtbot.waitUntil(lambda: len(done) == 200)
    assert done == list(range(200))


def test_a_read_does_not_wait_for_a_write(jobs: Jobs, owner: QObject, qtbot: QtBot):
    read = threading.Event()
    order: list[str] = []
    jobs.write(lambda: read.wait(10), lambda _result: order.append("written"), owner)
    jobs.read(read.set, lambda _result: order.append("read"), owner)
    qtbot.waitUntil(lambda: len(order) == 2)
    assert read.is_set()


@dataclass(frozen=True)
class Report:
    changed: Changed


@pytest.mark.parametrize("result", [SAVED, (1, SAVED), Report(SAVED)], ids=["is", "in a tuple", "carries"])
def test_what_changed_is_said_once_after_the_callback(
    jobs: Jobs, owner: QObject, qtbot: QtBot, result: object
):
    order: list[object] = []
    jobs.changed.connect(order.append)
    jobs.write(lambda: result, lambda _result: order.append("then"), owner)
    qtbot.waitUntil(lambda: len(order) == 2)
    assert order == ["then", SAVED]


def test_a_read_changes_nothing(jobs: Jobs, owner: QObject, qtbot: QtBot):
    order: list[object] = []
    jobs.changed.connect(order.append)
    jobs.read(lambda: SAVED, lambda _result: order.append("then"), owner)
    jobs.write(lambda: None, lambda _result: order.append("end"), owner)
    qtbot.waitUntil(lambda: set(order) == {"then", "end"})


def test_a_page_that_is_gone_is_not_called_but_its_change_is_said(jobs: Jobs, qtbot: QtBot):
    owner, go_on = QObject(), threading.Event()
    called: list[object] = []

    def work() -> Changed:
        go_on.wait(10)
        return SAVED

    jobs.write(work, called.append, owner)
    shiboken6.delete(owner)
    with qtbot.waitSignal(jobs.changed) as said:
        go_on.set()
    assert said.args == [SAVED]
    assert called == []


def test_a_refusal_goes_to_its_form(jobs: Jobs, owner: QObject, qtbot: QtBot):
    refusal = UserError("Say what you did.", field="title")
    got: list[UserError] = []
    elsewhere: list[UserError] = []
    jobs.refused.connect(elsewhere.append)
    jobs.write(failing(refusal), lambda _result: None, owner, got.append)
    qtbot.waitUntil(lambda: len(got) == 1)
    assert (got, elsewhere) == ([refusal], [])


def test_a_refusal_without_a_form_is_said_to_all(jobs: Jobs, owner: QObject, qtbot: QtBot):
    refusal = UserError("The disk is full. Nothing was lost.")
    with qtbot.waitSignal(jobs.refused) as said:
        jobs.write(failing(refusal), lambda _result: None, owner)
    assert said.args == [refusal]


def test_a_mistake_of_ours_comes_with_its_traceback_and_the_next_write_works(
    jobs: Jobs, owner: QObject, qtbot: QtBot
):
    with qtbot.waitSignal(jobs.crashed) as said:
        jobs.write(failing(ZeroDivisionError("broken")), lambda _result: None, owner)
    assert "ZeroDivisionError: broken" in said.args[0]
    after: list[int] = []
    jobs.write(lambda: 1, after.append, owner)
    qtbot.waitUntil(lambda: after == [1])


def test_saving_is_busy_from_the_first_to_the_last(jobs: Jobs, owner: QObject, qtbot: QtBot):
    said: list[bool] = []
    jobs.busy.connect(said.append)
    for _ in range(3):
        jobs.write(lambda: None, lambda _result: None, owner)
    qtbot.waitUntil(lambda: said == [True, False])


def test_long_work_says_how_far_it_is(jobs: Jobs, owner: QObject, qtbot: QtBot):
    seen: list[object] = []
    jobs.long_started.connect(seen.append)
    jobs.long_progress.connect(lambda done, total: seen.append((done, total)))
    jobs.long_ended.connect(seen.append)

    def work(progress: Progress) -> str:
        progress(0, 2)
        progress(2, 2)
        return "read"

    results: list[str] = []
    jobs.long(work, results.append, owner, "Reading the plan")
    qtbot.waitUntil(lambda: results == ["read"])
    assert seen == ["Reading the plan", (0, 2), (2, 2), True]


def test_long_work_stops_when_it_is_told_to(jobs: Jobs, owner: QObject, qtbot: QtBot):
    begun = threading.Event()
    results: list[None] = []

    def work(progress: Progress) -> None:
        while True:
            progress(0, 1)
            begun.set()

    refused: list[UserError] = []
    jobs.refused.connect(refused.append)
    with qtbot.waitSignal(jobs.long_ended) as ended:
        jobs.long(work, results.append, owner, "Reading")
        assert begun.wait(10)
        jobs.cancel()
    assert ended.args == [False]
    assert (results, refused) == ([], [])


def test_nothing_is_lost_at_the_end(owner: QObject, qtbot: QtBot):
    jobs = Jobs()
    written: list[int] = []
    told: list[None] = []
    for number in range(50):
        jobs.write(lambda number=number: written.append(number), told.append, owner)  # type: ignore[misc]
    jobs.close()
    assert written == list(range(50))
    assert len(told) == 50


def test_only_the_newest_question_is_answered_or_refused(jobs: Jobs, owner: QObject, qtbot: QtBot):
    reads, heard = LatestRead(jobs, owner), list[object]()

    def refuse() -> str:
        raise UserError("The file cannot be read. Nothing was changed.")

    reads.ask(refuse, heard.append, failed=heard.append)
    reads.ask(lambda: "an answer", heard.append)
    qtbot.waitUntil(lambda: heard == ["an answer"])
    reads.ask(refuse, heard.append, failed=lambda refusal: heard.append(str(refusal)))
    qtbot.waitUntil(lambda: heard[1:] == ["The file cannot be read. Nothing was changed."])
