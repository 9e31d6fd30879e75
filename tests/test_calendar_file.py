"""The .ics file: read back by the library, the same things under the same names, updated by a later file."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from icalendar import Calendar

from icbl_desktop.domain.work import FollowUpDraft, PromiseDraft
from icbl_desktop.errors import UserError
from icbl_desktop.services import calendar_file, work_records
from icbl_desktop.services.record_kinds import FOLLOW_UP, PROMISE
from icbl_desktop.store.database import Database
from tests import workspace

TODAY = date(2018, 11, 12)
KHMER = "ប្រទេសកម្ពុជា"
ARABIC = "اتفاقية حظر الألغام"
TRICKY = (
    f'Ask, again; "why"?\nThen \\ wait: {KHMER} / {ARABIC} ' + "and a long line that has to be folded " * 4
)


def read(db: Database) -> dict[str, Any]:
    """The events of the file by their uid."""
    events = Calendar.from_ical(calendar_file.write(db, TODAY)).walk("VEVENT")
    found = {str(one["uid"]): one for one in events}
    assert len(found) == len(events), "every event has a name of its own"
    return found


def titled(found: dict[str, Any], title: str) -> Any:
    return next(one for one in found.values() if str(one["summary"]) == title)


def test_an_event_of_several_days_ends_before_the_next_day_begins(db: Database) -> None:
    meeting = titled(read(db), "17th Meeting of States Parties to the Mine Ban Treaty")
    assert (meeting["dtstart"].dt, meeting["dtend"].dt) == (date(2018, 11, 26), date(2018, 12, 1))
    assert str(meeting["location"]) == "Geneva"
    assert str(meeting["status"]) == "CONFIRMED"


def test_what_is_known_to_the_month_stands_on_its_first_day_and_says_so(db: Database) -> None:
    title = "Launch of the 2018 Landmine Monitor report (month only) (to be confirmed)"
    launch = titled(read(db), title)
    assert (launch["dtstart"].dt, launch["dtend"].dt) == (date(2018, 11, 1), date(2018, 11, 2))
    assert str(launch["status"]) == "TENTATIVE"


def test_a_treaty_deadline_names_its_article(db: Database) -> None:
    deadlines = [one for one in read(db).values() if one["categories"].cats == ["Treaty deadline"]]
    assert "Mine Ban Treaty Article 7, yearly report" in {str(one["summary"]) for one in deadlines}


def test_a_second_file_updates_what_the_first_one_brought(db: Database) -> None:
    about = workspace.follow_up(db, due=date(2018, 11, 20))
    workspace.fund(db, start=date(2018, 2, 1), end=date(2018, 9, 30), report_due=date(2018, 12, 1))
    before = read(db)
    later = FollowUpDraft(what="Call the new minister", due=date(2018, 11, 27))
    in_five_minutes = db.clock() + timedelta(minutes=5)
    db.clock = lambda: in_five_minutes
    work_records.save(db, FOLLOW_UP, later, about)
    after = read(db)
    assert before.keys() == after.keys()
    (changed,) = [uid for uid in after if before[uid]["summary"] != after[uid]["summary"]]
    assert str(after[changed]["summary"]) == "Follow-up due: Call the new minister"
    assert after[changed]["dtstart"].dt == date(2018, 11, 27)
    assert after[changed]["sequence"] > before[changed]["sequence"]
    assert after[changed]["last-modified"].dt > before[changed]["last-modified"].dt
    assert all(after[uid]["sequence"] >= before[uid]["sequence"] for uid in after)
    assert all(UUID(uid) for uid in after)


def test_any_text_comes_through_and_the_lines_are_short(db: Database) -> None:
    workspace.follow_up(db, what=TRICKY, due=date(2018, 11, 20))
    raw = calendar_file.write(db, TODAY)
    assert f"Follow-up due: {TRICKY}" in {str(one["summary"]) for one in read(db).values()}
    lines = raw.split(b"\r\n")
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert max(map(len, lines)) <= 75


def test_names_and_what_stays_here_are_not_in_the_file(db: Database) -> None:
    day = date(2018, 11, 20)
    work_records.save(db, FOLLOW_UP, FollowUpDraft(what="Call", who="Sok Dara", due=day))
    promise = PromiseDraft(who="Ministry of Defence", person="General Chan", what="A list", due=day)
    work_records.save(db, PROMISE, promise)
    workspace.follow_up(db, what="Meet the survivor quietly", due=day, sharing="local")
    words = calendar_file.write(db, TODAY).decode().replace("\r\n ", "")
    assert "Promised by: Ministry of Defence" in words
    for hidden in ("Sok Dara", "General Chan", "survivor quietly"):
        assert hidden not in words


def test_a_file_that_cannot_be_written_says_so(db: Database, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="Nothing was changed: choose another folder"):
        calendar_file.save(db, tmp_path / "nowhere" / "calendar.ics", TODAY)
    kept = calendar_file.save(db, tmp_path / "calendar.ics", TODAY)
    assert kept.read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")
