"""Action alerts: asked until answered or over, and the activity an answer begins with."""

from __future__ import annotations

from datetime import date

import pytest

from icbl_desktop.app import App
from icbl_desktop.domain import prefilled
from icbl_desktop.domain.plan_extras import Alert, Extras, ToolkitDocument
from icbl_desktop.domain.vocabulary import Precision
from icbl_desktop.errors import UserError
from icbl_desktop.services import (
    activities,
    calendar,
    plans,
    toolkit,
)
from icbl_desktop.services.calendar import Entry, EntryKind
from icbl_desktop.services.overview import overview
from tests import rich_bundle, workspace

START, LAST = date(2019, 6, 1), date(2019, 6, 30)
USE = Alert("use", "New use reported", "Ask your minister to condemn it.", START, LAST, ("1B",), ("KHM",))
VOTE = Alert("vote", "A vote is near", "Call the embassy.", START)
OTHERS = Alert("others", "For Laos only", "Ask.", START, LAST, states=("LAO",))
LETTER = ToolkitDocument("letter-fr.docx", "Lettre", "fr", ("1A",))
TOOL = ToolkitDocument("viewer.pdf.exe", "Viewer", "en")


@pytest.fixture
def asked(app: App) -> App:
    """A workspace whose plan came with alerts and documents."""
    extras = Extras(alerts=(USE, VOTE, OTHERS), toolkit=(LETTER, TOOL))
    documents = {LETTER.file: b"a letter", TOOL.file: b"MZ"}
    rich_bundle.take_in(app, extras, documents)
    return app


def waiting(app: App, today: date) -> list[str]:
    return [one.alert.title for one in overview(app.db, today).alerts]


def in_calendar(app: App, today: date) -> dict[str, Entry]:
    entries = calendar.entries(app.db, date(2019, 1, 1), date(2019, 12, 31), today)
    return {one.title: one for one in entries if one.kind == EntryKind.ALERT}


def answer(app: App, alert: Alert = USE) -> str:
    draft = prefilled.for_alert(plans.current(app.db), alert, ("KHM",))
    return workspace.log(app.db, **vars(draft) | {"type": "letter", "start": date(2019, 6, 3)})


def test_an_alert_waits_from_its_first_day_to_its_last(asked: App) -> None:
    assert waiting(asked, date(2019, 5, 31)) == []
    assert waiting(asked, START) == ["New use reported", "A vote is near"]
    assert waiting(asked, LAST) == ["New use reported", "A vote is near"]
    assert waiting(asked, date(2019, 7, 1)) == ["A vote is near"]


def test_an_answer_begins_with_what_is_known(asked: App) -> None:
    draft = prefilled.for_alert(plans.current(asked.db), USE, ("KHM",))
    assert draft.title == "New use reported"
    assert draft.objectives == ("strategy-2017-2021/1B",)
    assert (draft.states, draft.alert) == (("KHM",), "2018-2019/use")


def test_once_answered_it_waits_no_more_and_the_calendar_keeps_the_answer(asked: App) -> None:
    about = answer(asked)
    assert waiting(asked, date(2019, 6, 5)) == ["A vote is near"]
    kept = in_calendar(asked, date(2019, 9, 1))["New use reported"]
    assert kept.alert is not None
    assert kept.alert.answered_by == (about,)
    assert kept.start == LAST


def test_an_answer_in_the_trash_is_none(asked: App) -> None:
    activities.trash(asked.db, answer(asked))
    assert waiting(asked, START) == ["New use reported", "A vote is near"]


def test_the_calendar_shows_an_alert_until_it_is_over(asked: App) -> None:
    assert in_calendar(asked, START)["New use reported"].start == LAST
    assert "New use reported" not in in_calendar(asked, date(2019, 7, 1))
    assert "For Laos only" not in in_calendar(asked, START)


def test_one_without_an_end_stands_on_today(asked: App) -> None:
    assert in_calendar(asked, date(2019, 5, 1))["A vote is near"].start == START
    assert in_calendar(asked, date(2019, 8, 8))["A vote is near"].start == date(2019, 8, 8)


def test_what_was_done_at_an_event_begins_with_the_event(asked: App) -> None:
    plan = plans.current(asked.db)
    event = next(one for one in plan.events if one.id == "2018-e17")
    draft = prefilled.for_event(plan, event, ("KHM",))
    assert (draft.event, draft.start, draft.end) == ("2018-2019/2018-e17", event.start, event.end)
    assert (draft.place, draft.treaty, draft.precision) == ("Geneva", "MBT", Precision.DAY)
    own = prefilled.for_event(plan, event, ("KHM",), date(2018, 11, 27))
    assert (own.start, own.end) == (date(2018, 11, 27), None)


def test_a_month_stays_a_month_until_a_day_was_chosen(asked: App) -> None:
    plan = plans.current(asked.db)
    event = next(one for one in plan.events if one.id == "2018-e16")
    assert prefilled.for_event(plan, event, ()).precision == Precision.MONTH
    assert prefilled.for_event(plan, event, (), date(2018, 11, 15)).precision == Precision.DAY


def test_a_document_is_saved_whole(asked: App, tmp_path_factory: pytest.TempPathFactory) -> None:
    place = tmp_path_factory.mktemp("documents") / "letter.docx"
    assert toolkit.save_as(asked.db, LETTER, place) == place
    assert place.read_bytes() == b"a letter"


def test_a_document_that_cannot_be_saved_says_so_and_leaves_nothing(
    asked: App, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("documents")
    with pytest.raises(UserError, match="could not be saved"):
        toolkit.save_as(asked.db, LETTER, folder / "not there" / "letter.docx")
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize(
    ("file", "harmless"),
    [
        ("letter.docx", True),
        ("Poster.PDF", True),
        ("viewer.pdf.exe", False),
        ("macros.docm", False),
        ("page.html", False),
        *[(f"run{ending}", False) for ending in (".sh", ".desktop", ".bat", ".js", ".jar", ".app", ".msi")],
        ("no ending", False),
    ],
)
def test_only_what_cannot_run_is_opened(file: str, harmless: bool) -> None:
    assert toolkit.is_harmless(ToolkitDocument(file, "A file", "en")) is harmless
