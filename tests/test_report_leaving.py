"""What is shown to leave is what leaves: the same in the preview, in report.json and on the pages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from icbl_desktop.app import App
from icbl_desktop.domain.grant import ExpenseDraft
from icbl_desktop.domain.period import Period
from icbl_desktop.domain.projection import Reason, names_staying
from icbl_desktop.domain.record import as_draft
from icbl_desktop.domain.report_order import ReportOrder
from icbl_desktop.domain.vocabulary import RecordState, Sharing
from icbl_desktop.domain.work import EvidenceDraft
from icbl_desktop.errors import UserError
from icbl_desktop.formats.pdf_envelope import open_envelope
from icbl_desktop.formats.report_data import Report, read_report
from icbl_desktop.services import (
    activities,
    campaign,
    evidence,
    grants,
    history,
    notes,
    reports,
    sharing,
    undo,
    work_records,
)
from icbl_desktop.services.record_kinds import KINDS, Kind
from icbl_desktop.services.report_leaving import LeavingRecord
from tests import workspace
from tests.issuing import raw_of
from tests.pdf_tools import pdftotext
from tests.workspace import CAMBODIA, OUTCOME, follow_up, fund, log, one, promise

pytestmark = pytest.mark.usefixtures("spring")

FIRST = ReportOrder(period=Period.quarter(2018, 1))
DAY = date(2018, 2, 1)
MADE = datetime(2018, 4, 3, 9, 30, tzinfo=UTC)


def listed(app: App, order: ReportOrder = FIRST) -> dict[str, LeavingRecord]:
    return {one.id: one for one in reports.preview(app.db, app.folders, order).leaving.records}


def stays(record: LeavingRecord) -> dict[str, str]:
    return {field.name: field.reason for field in record.fields if not field.goes}


def test_each_record_is_listed_with_its_day_its_level_and_what_of_it_stays(app: App) -> None:
    met = log(app.db, people="Sok Dara", sharing="public")
    kept = log(app.db, title="Night visit", sharing="local")
    draft = log(app.db, title="Half written", state="draft")
    before = log(app.db, start=date(2017, 12, 1))
    later = log(app.db, start=date(2018, 5, 1), sharing="local")
    found = listed(app)
    assert found.keys() == {met, kept, draft, before, later}
    first = found[met]
    assert (first.kind, first.title, first.day) == ("activity", workspace.MEETING.title, date(2018, 3, 1))
    assert (first.sharing, first.goes, first.changed, stays(first)) == (
        "public",
        True,
        False,
        {"people": Reason.NAMES},
    )
    assert {field.name for field in first.fields if field.goes} >= {"title", "result", "place", "objectives"}
    assert (found[kept].goes, found[kept].reason) == (False, Reason.LOCAL)
    assert set(stays(found[kept]).values()) == {Reason.LOCAL}
    assert (found[draft].goes, found[draft].reason) == (False, Reason.DRAFT)
    assert (found[before].goes, found[before].changed) == (True, True)
    assert (found[later].goes, found[later].changed) == (False, True)


def test_a_link_to_a_record_that_stays_is_said_to_stay(app: App) -> None:
    grant_id = fund(app.db, start=DAY, sharing="local")
    paid = log(app.db, grant_id=grant_id)
    expense = ExpenseDraft(grant_id=grant_id, what="Bus", date=DAY, amount=Decimal(2), currency="USD")
    expense_id = one(grants.save_expense(app.db, expense).ids)
    found = listed(app)
    assert stays(found[paid]) == {"grant_id": Reason.WITH_ITS_RECORD}
    assert (found[expense_id].goes, found[expense_id].reason) == (False, Reason.WITH_ITS_RECORD)


def test_what_stays_in_any_case_is_not_said_to_be_left_out(app: App) -> None:
    grant_id = fund(app.db, start=DAY, sharing="local")
    expense = ExpenseDraft(grant_id=grant_id, what="Bus", date=DAY, amount=Decimal(2), currency="USD")
    expense_id = one(grants.save_expense(app.db, expense).ids)
    record = listed(app, replace(FIRST, left_out=frozenset({expense_id})))[expense_id]
    assert record.reason == Reason.WITH_ITS_RECORD


def test_a_record_that_is_unticked_stays_for_this_report(app: App) -> None:
    activity_id = log(app.db)
    record = listed(app, replace(FIRST, left_out=frozenset({activity_id})))[activity_id]
    assert (record.goes, record.reason) == (False, Reason.LEFT_OUT)


def test_files_are_listed_with_their_record_and_say_why_they_stay(app: App, tmp_path: Path) -> None:
    activity_id, kept_id = log(app.db), log(app.db, sharing="local")
    for name in ("a.txt", "b.txt", "c.txt", "d.txt"):
        (tmp_path / name).write_bytes(name.encode())
    for record_id in (activity_id, kept_id):
        evidence.add(app.db, app.folders, record_id, sorted(tmp_path.glob("?.txt")))
    a, b, c, d = evidence.of(app.db, activity_id)
    sharing.set_file_level(app.db, b.id, Sharing.LOCAL)
    order = replace(FIRST, left_out=frozenset({c.id}), files={d.id: "held"})
    found = listed(app, order)
    said = [(one.name, one.goes, one.reason, one.sending, one.sent_size) for one in found[activity_id].files]
    assert said == [
        ("a.txt", True, "", "whole", 5),
        ("b.txt", False, Reason.LOCAL, "held", 0),
        ("c.txt", False, Reason.LEFT_OUT, "held", 0),
        ("d.txt", True, "", "held", 0),
    ]
    assert {one.reason for one in found[kept_id].files} == {Reason.WITH_ITS_RECORD}
    files = read_report(raw_of(app, order)).files
    assert [(one.id, one.sent) for one in files] == [(a.id, True), (d.id, False)]


def test_a_level_is_changed_at_one_press_and_can_be_undone(app: App) -> None:
    activity_id = log(app.db, people="Sok Dara")
    changed = sharing.set_level(app.db, "activity", activity_id, Sharing.LOCAL)
    assert not listed(app)[activity_id].goes
    assert history.of(app.db, activity_id)[0].changes[0].field == "sharing"
    undo.undo(app.db, changed.undoable)
    assert listed(app)[activity_id].goes

    shared = sharing.share_people(app.db, activity_id, True)
    assert stays(listed(app)[activity_id]) == {}
    undo.undo(app.db, shared.undoable)
    assert stays(listed(app)[activity_id]) == {"people": Reason.NAMES}
    assert sharing.share_people(app.db, activity_id, False).kinds == frozenset()


def test_a_file_has_a_level_of_its_own_and_keeps_what_was_said_of_it(app: App, tmp_path: Path) -> None:
    activity_id = log(app.db)
    letter = tmp_path / "letter.txt"
    letter.write_bytes(b"light")
    evidence.add(app.db, app.folders, activity_id, [letter])
    (file,) = evidence.of(app.db, activity_id)
    evidence.describe(app.db, file.id, EvidenceDraft(caption="Hall", taken_on=DAY, source="Sokha"))
    assert sharing.set_file_level(app.db, file.id, Sharing.PUBLIC).kinds == {"evidence", "activity"}
    (file,) = evidence.of(app.db, activity_id)
    assert (file.sharing, file.caption, file.taken_on, file.source) == ("public", "Hall", DAY, "Sokha")


def test_the_level_of_a_file_can_be_undone_until_it_is_changed_again(app: App, tmp_path: Path) -> None:
    activity_id = log(app.db)
    (tmp_path / "hall.txt").write_bytes(b"light")
    evidence.add(app.db, app.folders, activity_id, [tmp_path / "hall.txt"])
    (file,) = evidence.of(app.db, activity_id)
    first = sharing.set_file_level(app.db, file.id, Sharing.PUBLIC)
    second = sharing.set_file_level(app.db, file.id, Sharing.LOCAL)
    early = undo.undo(app.db, first.undoable)
    assert (early.kept, evidence.of(app.db, activity_id)[0].sharing) == (1, "local")
    assert undo.undo(app.db, second.undoable).changed.kinds == {"evidence", "activity"}
    assert evidence.of(app.db, activity_id)[0].sharing == "public"


def test_a_level_nobody_knows_changes_nothing(app: App) -> None:
    activity_id = log(app.db)
    with pytest.raises(UserError, match="no such level"):
        sharing.set_level(app.db, "activity", activity_id, "friends")
    assert activities.get(app.db, activity_id).revision == 1


LEVELS = st.sampled_from(list(Sharing))
CANARY = "canary{}x"


def fill(app: App, draw: Any) -> dict[str, dict[str, str]]:
    """A workspace of every kind at levels drawn at random; the canary in each field, by record and field."""
    songs: dict[str, dict[str, str]] = {}
    count = iter(range(1000))

    def sing(*names: str) -> dict[str, str]:
        return {name: CANARY.format(next(count)) for name in names}

    def keep(record_id: str, song: dict[str, str]) -> str:
        songs[record_id] = song
        return record_id

    song = sing("title", "purpose", "decided_by")
    grant_id = keep(fund(app.db, start=DAY, sharing=draw(LEVELS), **song), song)
    for _ in range(2):
        song = sing("title", "result", "people", "place")
        state = draw(st.sampled_from(list(RecordState)))
        shared = draw(st.booleans())
        activity_id = keep(
            log(app.db, sharing=draw(LEVELS), state=state, people_shared=shared, grant_id=grant_id, **song),
            song,
        )
        song = sing("what", "who", "person")
        keep(promise(app.db, made_on=DAY, activity_id=activity_id, sharing=draw(LEVELS), **song), song)
        song = sing("what", "who")
        keep(follow_up(app.db, activity_id=activity_id, due=DAY, sharing=draw(LEVELS), **song), song)
    song = sing("what", "paid_to")
    spent = ExpenseDraft(
        grant_id=grant_id,
        date=DAY,
        amount=Decimal(2),
        currency="USD",
        sharing=draw(LEVELS),
        **song,  # type: ignore[arg-type]
    )
    keep(one(grants.save_expense(app.db, spent).ids), song)
    song = sing("actor", "change", "substantiation")
    outcome = replace(OUTCOME, when=DAY, sharing=draw(LEVELS), activities=(activity_id,), **song)  # type: ignore[arg-type]
    keep(one(grants.save_outcome(app.db, outcome).ids), song)
    return songs


def values(report: Report) -> dict[str, dict[str, object]]:
    """Each record's own fields that have a value, as report.json carries them."""
    kept = {"sharing", "state", "people_shared"}
    return {
        record.id: {
            field.name: value
            for field in fields(KINDS[kind].draft)
            if field.name not in kept and (value := getattr(record, field.name)) not in (None, "", ())
        }
        for kind, record in report.all_records()
    }


def pages_say(pdf: bytes) -> str:
    """All the words of the pages, with no space between, as lines break anywhere."""
    return "".join(pdftotext(pdf).split())


@settings(max_examples=10, deadline=None)
@given(data=st.data())
def test_what_is_said_to_go_goes_and_what_is_said_to_stay_is_nowhere(data: st.DataObject) -> None:
    with TemporaryDirectory() as folder:
        app = workspace.fresh(Path(folder))
        app.db.clock = lambda: MADE
        try:
            songs = fill(app, data.draw)
            chosen = data.draw(st.sets(st.integers(0, len(songs) - 1), max_size=2))
            order = replace(FIRST, left_out=frozenset(list(songs)[at] for at in chosen))
            preview = reports.preview(app.db, app.folders, order)
            issued = reports.issue(app.db, app.folders, order)
            pdf = reports.pdf_of(app.db, issued.id)
            raw = open_envelope(pdf).report_json
        finally:
            app.close()
    leaving = {one.id: one for one in preview.leaving.records}
    said = {
        one.id: {field.name for field in one.fields if field.goes} for one in leaving.values() if one.goes
    }
    report = read_report(raw)
    assert said == {record_id: set(kept) for record_id, kept in values(report).items()}
    seen = (raw.decode(), pages_say(pdf), pages_say(preview.pdf))
    for record_id, song in songs.items():
        for field, canary in song.items():
            goes = field in said.get(record_id, set())
            assert (f'"{canary}"' in seen[0]) is goes
            assert goes or not any(canary in one for one in seen)
    assert report.left_out == sum(one.reason == Reason.LEFT_OUT for one in leaving.values())


def change_what_is_local(app: App) -> None:
    """Rewrite everything that stays on this computer, and add more of it."""
    campaign.change(app.db, replace(CAMBODIA, contact_name="Otherwise", contact_email="o@example.org"))
    notes.keep(app.db, workspace.JOIN_CCM, "Otherwise")
    log(app.db, title="Otherwise", sharing="local", people="Otherwise")
    kinds: Iterable[Kind[Any, Any]] = KINDS.values()
    for kind in kinds:
        for record in work_records.every(app.db, kind):
            changes = dict.fromkeys(names_staying(record), "Otherwise")
            if record.sharing == Sharing.LOCAL:
                changes[kind.title] = "Otherwise"
            work_records.save(app.db, kind, replace(as_draft(record, kind.draft), **changes), record.id)


@settings(max_examples=8, deadline=None)
@given(data=st.data())
def test_changing_what_is_local_changes_no_byte_of_data_and_pages(data: st.DataObject) -> None:
    with TemporaryDirectory() as folder:
        app = workspace.fresh(Path(folder))
        app.db.clock = lambda: MADE
        try:
            fill(app, data.draw)
            before = reports.preview(app.db, app.folders, FIRST)
            change_what_is_local(app)
            after = reports.preview(app.db, app.folders, FIRST)
        finally:
            app.close()
    assert after.pdf == before.pdf
    assert (after.size, after.in_short, after.going) == (before.size, before.in_short, before.going)
