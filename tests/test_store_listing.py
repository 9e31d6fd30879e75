"""The activity list: found by part of a word in any script, filtered and ordered as asked."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert

from icbl_desktop.app import App
from icbl_desktop.services import activities, campaign, evidence
from icbl_desktop.services.activities import ActivityFilter
from icbl_desktop.store.database import Database
from icbl_desktop.store.tables_sync import ReportedRow, ReportRow
from tests.workspace import CLEARANCE, JOIN_CCM, fund, log


def titles(db: Database, **wanted: Any) -> list[str]:
    """The titles the list shows for this filter, in its order."""
    return [line.title for line in activities.lines(db, activities.ids(db, ActivityFilter(**wanted)))]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Disarmament workshop", "armam"),
        ("Disarmament workshop", "WORKSHOP disarm"),
        ("Réunion à Genève", "geneve"),
        ("Reunion a Geneve", "Genève"),
        ("Hội nghị quốc tế", "quoc nghi"),
        ("ការប្រជុំជាមួយក្រសួងការបរទេស", "ក្រសួង"),
        ("ការប្រជុំជាមួយក្រសួងការបរទេស", "បរទេស"),
        ("การประชุมกับกระทรวงการต่างประเทศ", "กระทรวง"),
        ("اجتماع مع وزارة الخارجية", "الخارجية"),
        ("Заседание Министерства", "министер"),
        ("100% of survivors", "0%"),
        ('The so-called "dual use"', 'called "dual'),
        ("MoU signed", "ou"),
    ],
)
def test_words_are_found_inside_words_in_any_script(db: Database, text: str, words: str) -> None:
    log(db, title="Something", result="", place="")
    log(db, title=text, result="", place="")
    assert titles(db, words=words) == [text]


def test_a_letter_that_begins_the_next_word_hides_nothing(db: Database) -> None:
    log(db, title="Vote at the UN")
    assert titles(db, words="vote") == titles(db, words="vote u") == titles(db, words="UN vote")
    assert titles(db, words="un") == titles(db, words="the UN") == ["Vote at the UN"]


@pytest.mark.parametrize("field", ["title", "result", "details", "place", "people", "state_response"])
def test_every_text_is_searched(db: Database, field: str) -> None:
    log(db, title="Other meeting")
    wanted = log(db, **{field: "Ambassador of Atlantis"})
    assert activities.ids(db, ActivityFilter(words="atlantis")) == [wanted]


def test_what_was_changed_or_taken_away_is_not_found_under_its_old_words(db: Database) -> None:
    first, second = log(db, title="Radio interview"), log(db, title="Radio broadcast")
    log(db, first, title="Television interview")
    activities.trash(db, second)
    assert titles(db, words="radio") == []
    assert titles(db, words="television") == ["Television interview"]
    activities.restore(db, second)
    assert titles(db, words="radio") == ["Radio broadcast"]


@pytest.fixture
def three(db: Database) -> Database:
    """Three activities, logged in another order than they happened."""
    log(db, title="b March", start=date(2018, 3, 1))
    log(
        db,
        title="A May",
        place="Battambang",
        start=date(2018, 5, 1),
        end=date(2018, 5, 3),
        type="workshop",
        objectives=(CLEARANCE, JOIN_CCM),
        grant_id=fund(db),
    )
    log(db, title="c undated", place="", start=None, state="draft", objectives=(), type="")
    return db


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("newest", ["A May", "b March", "c undated"]),
        ("oldest", ["c undated", "b March", "A May"]),
        ("title", ["A May", "b March", "c undated"]),
        ("changed", ["c undated", "A May", "b March"]),
        ("title_last", ["c undated", "b March", "A May"]),
        ("place", ["c undated", "A May", "b March"]),
        ("place_last", ["b March", "A May", "c undated"]),
    ],
)
def test_orders(three: Database, order: str, expected: list[str]) -> None:
    assert titles(three, order=order) == expected


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({"type": "workshop"}, ["A May"]),
        ({"state": "draft"}, ["c undated"]),
        ({"state": "ready"}, ["A May", "b March"]),
        ({"objective": JOIN_CCM}, ["A May", "b March"]),
        ({"objective": CLEARANCE}, ["A May"]),
        ({"objective": CLEARANCE, "words": "march"}, []),
        ({"start": date(2018, 5, 2)}, ["A May"]),
        ({"start": date(2018, 3, 1), "end": date(2018, 3, 31)}, ["b March"]),
        ({"end": date(2018, 5, 2)}, ["b March"]),
        ({"start": date(2018, 6, 1)}, []),
    ],
)
def test_filters(three: Database, wanted: dict[str, Any], expected: list[str]) -> None:
    assert titles(three, **wanted) == expected


def test_filter_by_grant(db: Database) -> None:
    grant_id = fund(db)
    log(db, title="Unpaid")
    log(db, title="Paid from the grant", grant_id=grant_id)
    assert titles(db, grant_id=grant_id) == ["Paid from the grant"]


def test_a_line_says_what_the_list_shows(app: Any, tmp_path: Any) -> None:
    activity_id = log(app.db, precision="month")
    photo = tmp_path / "letter.txt"
    photo.write_bytes(b"a photo")
    evidence.add(app.db, app.folders, activity_id, [photo])
    (line,) = activities.lines(app.db, [activity_id])
    assert (line.start, line.precision, line.objectives) == (date(2018, 3, 1), "month", (JOIN_CCM,))
    assert (line.place, line.state, line.sharing, line.files) == ("Phnom Penh", "ready", "secretariat", 1)
    assert (line.report, line.changed_since) == (0, False)


def test_lines_come_in_the_order_asked_and_without_those_that_went(db: Database) -> None:
    first, second = log(db, title="First"), log(db, title="Second")
    asked = [second, "not-there", first]
    assert [line.title for line in activities.lines(db, asked)] == ["Second", "First"]
    assert activities.lines(db, []) == []


def test_a_list_of_any_length_can_be_asked_for_at_once(db: Database) -> None:
    wanted = [log(db), *(f"gone-{number}" for number in range(300_000))]
    assert [line.id for line in activities.lines(db, wanted)] == wanted[:1]


def test_filter_by_sharing_tag_and_files(db: Database, app: App, tmp_path: Path) -> None:
    one = log(db, title="Own", sharing="local", tags=("un", "Press"))
    log(db, title="Shared", tags=("the un", "press release"))
    (tmp_path / "letter.txt").write_text("Dear minister", encoding="utf-8")
    evidence.add(db, app.folders, one, [tmp_path / "letter.txt"])
    assert titles(db, sharing="local") == ["Own"]
    assert titles(db, tag="un") == ["Own"]
    assert titles(db, tag="the un") == titles(db, tag="press release") == ["Shared"]
    assert titles(db, tag="press") == []
    assert (titles(db, files="with"), titles(db, files="without")) == (["Own"], ["Shared"])
    assert titles(db, files="with", tag="un", words="own", state="ready") == ["Own"]


@pytest.mark.parametrize("tag", ['say "no"', "back\\slash", "ច្បាប់", "%", "a"])
def test_a_tag_of_any_letters_is_found(db: Database, tag: str) -> None:
    log(db, title="Other", tags=(f"x{tag}",))
    log(db, title="Tagged", tags=("first", tag))
    assert titles(db, tag=tag) == ["Tagged"]


def test_filter_by_what_went_into_reports(db: Database) -> None:
    sent, edited, back, _new = (log(db, title=title) for title in ("Sent", "Edited", "Taken back", "New"))
    with db.write() as session:
        stream = campaign.get(db).stream
        for number, kinds in ((1, ["activity"] * 3), (2, ["tombstone"])):
            session.execute(insert(ReportRow), _report(stream, number))
            session.execute(insert(ReportedRow), _reported(number, [back, sent, edited], kinds))
    log(db, edited, title="Edited", result="Another result")
    assert titles(db, report="none") == ["New"]
    assert titles(db, report="changed") == ["Edited"]
    lines = {line.title: line for line in activities.lines(db, activities.ids(db, ActivityFilter()))}
    assert {title: (line.report, line.changed_since) for title, line in lines.items()} == {
        "Sent": (1, False),
        "Edited": (1, True),
        "Taken back": (1, False),
        "New": (0, False),
    }


def _report(stream: str, number: int) -> dict[str, Any]:
    day = date(2018, 3, 31)
    return {
        "id": f"r{number}",
        "stream": stream,
        "number": number,
        "name": "",
        "period_start": day,
        "period_end": day,
        "plan_digest": "",
        "digest": str(number),
        "previous_digest": "",
        "kind": "activity_report",
        "grant_id": "",
        "iso3": "",
        "language": "en",
        "paper": "A4",
        "replaces": "",
        "left_out": (),
        "records": 3,
        "files": 0,
        "all_public": False,
        "pdf": b"",
        "issued_at": datetime(2018, 4, 1, tzinfo=UTC),
        "sent_at": None,
    }


def _reported(number: int, ids: list[str], kinds: list[str]) -> list[dict[str, Any]]:
    return [
        {"report_id": f"r{number}", "record_id": one, "kind": kind, "revision": 1}
        for one, kind in zip(ids, kinds, strict=False)
    ]


def test_a_line_says_what_the_chosen_columns_show(db: Database) -> None:
    grant_id = fund(db, title="Survivor network")
    one = log(
        db,
        institutions=("Parliament", "Army"),
        participants=0,
        cost=Decimal("12.50"),
        currency="USD",
        grant_id=grant_id,
        tags=("law",),
        start=None,
        state="draft",
    )
    (line,) = activities.lines(db, [one])
    assert (line.institutions, line.participants, line.tags) == (("Parliament", "Army"), 0, ("law",))
    assert (str(line.cost), line.currency, line.grant) == ("12.50", "USD", "Survivor network")
    assert line.start is None
