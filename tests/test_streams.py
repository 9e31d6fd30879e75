"""Streams: one number is given once, whatever becomes of the workspace and whatever its clock says."""

from __future__ import annotations

import random
import shutil
import subprocess
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from icbl_desktop import config
from icbl_desktop.app import App, open_app
from icbl_desktop.config import STATE_VARIABLE, Folders
from icbl_desktop.domain.period import Period
from icbl_desktop.domain.report_order import ReportOrder
from icbl_desktop.errors import UserError
from icbl_desktop.formats import signing, succession
from icbl_desktop.formats.report_data import Report
from icbl_desktop.services import activities, campaign, history, report_history
from icbl_desktop.store.backups import back_up
from tests.issuing import issue
from tests.workspace import log

Q1 = ReportOrder(period=Period.quarter(2018, 1))


def issued(app: App) -> Report:
    """Issue the first quarter's report; what it carries."""
    return issue(app, Q1)


def copied(app: App, root: Path) -> App:
    """The workspace copied as a whole into another folder, while it is open."""
    root.mkdir()
    app.db.connect().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copy(app.folders.database, Folders(root).database)
    return open_app(Folders(root))


def proven(new: Report, old: Report) -> bool:
    """Whether the old stream's key signed that the new stream carries it on."""
    said = new.stream.succeeds
    assert said is not None
    line = succession.statement(said.id, said.number, said.digest or "", new.stream.id, new.campaign.key)
    return succession.holds(signing.parse_public_key(old.campaign.key), line, said.proof)


def test_a_stream_goes_on_where_it_began_whatever_the_clock_says(app: App) -> None:
    first = issued(app)
    app.db.clock = lambda: datetime(2001, 1, 1, tzinfo=UTC)
    second = issued(app)
    assert (second.stream, second.number, first.number) == (first.stream, 2, 1)


def test_a_workspace_that_was_moved_keeps_its_stream(app: App, tmp_path: Path) -> None:
    first = issued(app)
    app.close()
    app.folders.root.rename(tmp_path / "moved")
    with closing(open_app(Folders(tmp_path / "moved"))) as moved:
        assert (issued(moved).number, issued(moved).stream) == (2, first.stream)


def test_a_copy_on_the_same_computer_begins_a_stream_and_the_first_goes_on(app: App, tmp_path: Path) -> None:
    before = issued(app)
    with closing(copied(app, tmp_path / "copy")) as copy:
        made = issued(copy)
        assert made.stream.succeeds is not None
        assert (made.number, made.previous) == (1, None)
        assert (made.stream.succeeds.id, made.stream.succeeds.number) == (before.stream.id, 1)
        assert made.campaign.id == before.campaign.id
        assert proven(made, before)
        assert issued(copy).number == 2
    again = issued(app)
    assert (again.stream, again.number) == (before.stream, 2)


def test_an_older_workspace_put_back_gives_no_number_twice(app: App, tmp_path: Path) -> None:
    first = issued(app)
    with closing(copied(app, tmp_path / "kept")):
        pass
    lost = issued(app)
    app.close()
    for left in app.folders.root.glob("workspace.db*"):
        left.unlink()
    shutil.copy(Folders(tmp_path / "kept").database, app.folders.database)
    with closing(open_app(app.folders)) as older:
        made = issued(older)
    assert lost.number == 2
    assert made.stream.succeeds is not None
    assert (made.stream.succeeds.id, made.stream.succeeds.number) == (first.stream.id, 1)
    assert made.stream.id != first.stream.id


def test_a_restored_backup_reports_on_in_a_stream_without_the_old_keys_word(app: App, tmp_path: Path) -> None:
    before = issued(app)
    copy = back_up(app.db, app.folders.backups, "manual")
    Folders(tmp_path / "new").root.mkdir()
    shutil.copy(copy, Folders(tmp_path / "new").database)
    with closing(open_app(Folders(tmp_path / "new"))) as restored:
        made = issued(restored)
    assert made.stream.succeeds is not None
    assert (made.stream.succeeds.id, made.stream.succeeds.proof) == (before.stream.id, "")
    assert not proven(made, before)


def test_a_record_edited_after_a_successor_began_is_by_the_successor(app: App, tmp_path: Path) -> None:
    record_id = log(app.db)
    with closing(copied(app, tmp_path / "copy")) as copy:
        copy.db.clock = lambda: datetime(1999, 1, 1, tzinfo=UTC)
        issued(copy)
        log(copy.db, record_id, title="Edited in the copy")
        assert history.of(copy.db, record_id)[0].who == ""
        assert campaign.get(copy.db).stream != campaign.get(app.db).stream


def test_what_a_computer_cannot_remember_begins_nothing(
    app: App, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "a file"
    blocked.touch()
    monkeypatch.setenv(STATE_VARIABLE, str(blocked))
    with pytest.raises(UserError, match="cannot note which number"):
        issued(app)
    assert report_history.history(app.db) == ()


def test_three_copies_on_three_computers_lose_no_edit(
    app: App, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = random.Random(2018)
    titles = {log(app.db, title=f"Meeting {n}"): [f"Meeting {n}"] for n in range(4)}
    sent = [issued(app)]
    copies = [app, copied(app, tmp_path / "second"), copied(app, tmp_path / "third")]
    homes = [None, tmp_path / "home-2", tmp_path / "home-3"]
    for step in range(9):
        which = step % 3
        with monkeypatch.context() as computer:
            if home := homes[which]:
                computer.setenv(STATE_VARIABLE, str(home))
            here = copies[which]
            moment = datetime(2000 + chance.randrange(40), 1 + chance.randrange(12), 1, tzinfo=UTC)
            here.db.clock = lambda moment=moment: moment  # type: ignore[misc]
            record_id = chance.choice(sorted(titles))
            title = f"Edit {step}"
            log(here.db, record_id, title=title)
            titles[record_id].append(title)
            sent.append(issued(here))

    told = {
        (record.id, record.title)
        for report in sent
        for record in (*report.records.activities, *report.changes.activities)
    }
    assert told == {(record_id, title) for record_id, all_ in titles.items() for title in all_}
    assert len({(report.stream.id, report.number) for report in sent}) == len(sent)
    new = {report.stream.id: report for report in sent if report.stream.succeeds}
    assert len(new) == 2
    assert all(proven(report, sent[0]) for report in new.values())
    assert {r.stream.succeeds.id for r in new.values() if r.stream.succeeds} == {sent[0].stream.id}
    for copy in copies[1:]:
        copy.close()


def test_records_stay_whole_in_the_copies(app: App, tmp_path: Path) -> None:
    record_id = log(app.db)
    with closing(copied(app, tmp_path / "copy")) as copy:
        issued(copy)
        assert activities.get(copy.db, record_id) == activities.get(app.db, record_id)


def test_a_number_that_nobody_saw_leave_is_no_reason_for_a_new_stream(app: App) -> None:
    """The program may end between keeping a report and remembering its number."""
    remembered = {path: path.read_bytes() for path in (config.remembered() / "streams").iterdir()}
    first = issued(app)
    for path, content in remembered.items():
        path.write_bytes(content)
    second = issued(app)
    assert (first.number, second.number, second.stream) == (1, 2, first.stream)


@pytest.mark.skipif(shutil.which("minisign") is None, reason="minisign is not installed")
def test_minisign_checks_the_old_keys_word(app: App, tmp_path: Path) -> None:
    before = issued(app)
    with closing(copied(app, tmp_path / "copy")) as copy:
        made = issued(copy)
    said = made.stream.succeeds
    assert said is not None
    upto = f"stream {before.stream.id} up to 1 {said.digest} is carried on by"
    line, proof = tmp_path / "statement", tmp_path / "proof"
    line.write_text(f"{upto} {made.stream.id} {made.campaign.key}\n")
    proof.write_text(said.proof)
    command = ["minisign", "-Vm", str(line), "-x", str(proof), "-P", before.campaign.key]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 0
