"""The part of the activity form that says what an activity answers: alerts and commitments."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from icbl_desktop.app import App
from icbl_desktop.domain import prefilled
from icbl_desktop.domain.plan_extras import Alert, Extras
from icbl_desktop.domain.work import ActivityDraft
from icbl_desktop.services import activities, plans
from icbl_desktop.services.activities import ActivityFilter
from icbl_desktop.ui.pages.activities import ActivitiesPage
from tests import rich_bundle, workspace
from tests.ui.on_screen import Desk, click, named, reads, show

TODAY = date.today()  # noqa: DTZ011 - the form speaks of the person's own day
USE = Alert("use", "New use reported", "Ask your minister.", TODAY, None, ("1B",))
VOTE = Alert("vote", "A vote is near", "Call.", TODAY, TODAY + timedelta(days=5))
OVER = Alert("over", "Too late", "Nothing.", TODAY - timedelta(days=9), TODAY - timedelta(days=1))


@pytest.fixture
def page(app: App, qtbot: QtBot) -> Iterator[ActivitiesPage]:
    """The activities under a plan that came with three alerts, one of them over."""
    rich_bundle.take_in(app, Extras(alerts=(USE, VOTE, OVER)))
    desk = Desk(app)
    made = ActivitiesPage(desk.context)
    desk.jobs.changed.connect(made.refresh)
    show(qtbot, made)
    yield made
    desk.close()


def begin(page: ActivitiesPage, qtbot: QtBot, draft: ActivityDraft) -> None:
    page.begin_new(draft)
    qtbot.waitUntil(lambda: reads(page, "New activity"))


def offered(page: ActivitiesPage, name: str) -> list[str]:
    combo = named(page, QComboBox, name)
    return [combo.itemText(row) for row in range(combo.count())]


def test_an_answer_stands_open_with_its_alert_and_is_kept(
    page: ActivitiesPage, qtbot: QtBot, app: App
) -> None:
    begin(page, qtbot, prefilled.for_alert(plans.current(app.db), USE, ("KHM",)))
    assert named(page, QComboBox, "Action alert").currentText() == "New use reported"
    assert offered(page, "Action alert") == ["None in particular", "A vote is near", "New use reported"]
    click(page, "Type: Letter or correspondence")
    click(page, "Save")
    qtbot.waitUntil(lambda: bool(activities.ids(app.db, ActivityFilter())))
    (about,) = activities.ids(app.db, ActivityFilter())
    kept = activities.get(app.db, about)
    assert (kept.alert, kept.title, kept.states) == ("2018-2019/use", "New use reported", ("KHM",))


def test_an_alert_that_is_over_stays_with_what_answered_it(page: ActivitiesPage, qtbot: QtBot) -> None:
    begin(page, qtbot, ActivityDraft(alert="2018-2019/over"))
    assert named(page, QComboBox, "Action alert").currentText() == "Too late"


def test_commitments_are_those_of_the_objectives(page: ActivitiesPage, qtbot: QtBot) -> None:
    begin(page, qtbot, ActivityDraft(objectives=(workspace.JOIN_CCM,), alert="2018-2019/use"))
    assert offered(page, "Commitment") == ["None in particular", "1A  At least 130 States Parties"]
