"""A workspace rebuilt from its own reports holds what they carried, and reports on from there."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from icbl_desktop.app import App, open_app
from icbl_desktop.config import STATE_VARIABLE, Folders
from icbl_desktop.domain.grant import ExpenseDraft
from icbl_desktop.domain.period import Period
from icbl_desktop.domain.projection import project
from icbl_desktop.domain.record_set import Records
from icbl_desktop.domain.report_order import ReportKind, ReportOrder, Sending
from icbl_desktop.domain.work import IndicatorUpdateDraft
from icbl_desktop.errors import UserError
from icbl_desktop.formats import report_parts, sealing, signing, succession
from icbl_desktop.formats.identity import Identity
from icbl_desktop.services import (
    activities,
    campaign,
    evidence,
    grants,
    identity,
    progress,
    rebuild,
    report_history,
    report_records,
    report_sending,
    reports,
    work_records,
)
from icbl_desktop.services.record_kinds import EXPENSE, KINDS
from icbl_desktop.services.report_sending import SendForm
from icbl_desktop.store.tables_sync import StreamRow
from tests.issuing import issue
from tests.workspace import CLEARANCE, OUTCOME, follow_up, fresh, fund, log, promise

PASSPHRASE = "three small words"


def order(quarter: int, **fields: object) -> ReportOrder:
    return ReportOrder(period=Period.quarter(2018, quarter), **fields)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[App, Path]]:
    """A year of work in four quarterly reports, a grant report and an amendment, all saved in one folder."""
    folder = tmp_path_factory.mktemp("year")
    app = fresh(folder / "workspace")
    app.db.clock = lambda: datetime(2018, 4, 3, tzinfo=UTC)
    files = [folder / name for name in ("letter.txt", "minutes.txt")]
    for file in files:
        file.write_bytes(file.name.encode() * 50)

    grant_id = fund(app.db, start=date(2018, 1, 1), end=date(2018, 12, 31), awarded=Decimal(5000))
    march = log(app.db, people="Stays home", grant_id=grant_id)
    evidence.add(app.db, app.folders, march, files)
    promised = promise(app.db, person="Stays home", made_on=date(2018, 3, 1), activity_id=march)
    follow_up(app.db, who="Stays home", activity_id=march, promise_id=promised)
    lost = log(app.db, title="To be deleted", start=date(2018, 2, 1))
    held = evidence.of(app.db, march)[1]
    reports.issue(app.db, app.folders, order(1, files={held.id: Sending.HELD}))

    draft = ExpenseDraft(
        grant_id=grant_id, date=date(2018, 5, 1), what="Bus", amount=Decimal("12.50"), currency="USD"
    )
    work_records.save(app.db, EXPENSE, draft)
    grants.save_outcome(app.db, replace(OUTCOME, grant_id=grant_id, activities=(march,)))
    activities.trash(app.db, lost)
    second = reports.issue(app.db, app.folders, order(2))

    log(app.db, march, title="Edited later", people="Stays home", grant_id=grant_id)
    log(app.db, title="August", start=date(2018, 8, 5), objectives=(CLEARANCE,))
    answer = IndicatorUpdateDraft(
        indicator="strategy-2017-2021/1B-i1", iso3="KHM", date=date(2018, 9, 1), value="no"
    )
    progress.save_update(app.db, answer)
    reports.issue(app.db, app.folders, order(3))
    reports.issue(app.db, app.folders, order(4))
    reports.issue(app.db, app.folders, order(1, kind=ReportKind.GRANT_FINAL, grant_id=grant_id))
    reports.issue(app.db, app.folders, replace(reports.amend(app.db, second.id), why="A date was wrong."))

    sent = folder / "sent"
    sent.mkdir()
    for line in report_history.history(app.db):
        report_sending.save_as(app.db, line.id, SendForm.PLAIN, sent)
    yield app, sent
    app.close()


@pytest.fixture(scope="module")
def kept(year: tuple[App, Path]) -> Identity:
    """The identity backup of that workspace, read again."""
    app, sent = year
    return identity.read(identity.back_up(app.db, sent.parent, PASSPHRASE), PASSPHRASE)


def rebuilt(root: Path, paths: list[Path], known: Identity | None = None) -> App:
    """A new workspace, rebuilt from the reports in these files and folders. Close it."""
    app = open_app(Folders(root))
    rebuild.rebuild(app.db, app.folders, rebuild.look(paths, known), known)
    return app


def shared(app: App) -> Records:
    """All that may leave, without what no report tells of a file."""
    with app.db.read() as session:
        left = project(report_records.here(session, report_records.every(session)))
    never = datetime.fromtimestamp(0, UTC)
    return left.with_files(
        replace(one, added_at=never, source="", original_sha256="") for one in left.evidence
    )


def test_a_year_comes_back_record_by_record(year: tuple[App, Path], kept: Identity, tmp_path: Path) -> None:
    app, sent = year
    with closing(rebuilt(tmp_path / "new", [sent], kept)) as again:
        assert shared(again) == shared(app)
        assert campaign.get(again.db).organisation == campaign.get(app.db).organisation
        before, after = report_history.history(app.db), report_history.history(again.db)
        assert [(r.number, r.name, r.digest, r.records, r.files, r.kind, r.replaces) for r in after] == [
            (r.number, r.name, r.digest, r.records, r.files, r.kind, r.replaces) for r in before
        ]
        assert [reports.pdf_of(again.db, r.id) for r in after] == [
            reports.pdf_of(app.db, r.id) for r in before
        ]
        assert len([*again.folders.evidence.rglob("*")]) > 1


def test_what_was_reported_is_not_news_in_the_rebuilt_workspace(
    year: tuple[App, Path], tmp_path: Path
) -> None:
    _, sent = year
    with closing(rebuilt(tmp_path / "new", [sent])) as again:
        assert [line.changed for line in report_history.history(again.db)] == [0] * 6
        made = issue(again, order(3))
        assert not [*report_parts.as_records(made.changes).by_kind()]
        assert made.tombstones == ()


@pytest.mark.parametrize("with_identity", [True, False])
def test_its_stream_carries_the_newest_one_on(
    year: tuple[App, Path], kept: Identity, tmp_path: Path, with_identity: bool
) -> None:
    app, sent = year
    with closing(rebuilt(tmp_path / "new", [sent], kept if with_identity else None)) as again:
        made = issue(again, order(4))
    said, old = made.stream.succeeds, campaign.get(app.db).stream
    newest = report_history.history(app.db)[0]
    assert said is not None
    assert (said.id, said.number, said.digest) == (old, 6, newest.digest)
    assert (made.number, made.campaign.id) == (1, old)
    with app.db.read() as session:
        key = signing.parse_public_key(session.get_one(StreamRow, old).public_key)
    line = succession.statement(old, 6, newest.digest, made.stream.id, made.campaign.key)
    assert succession.holds(key, line, said.proof) is with_identity


def test_it_is_said_beforehand_what_comes_back(year: tuple[App, Path]) -> None:
    _, sent = year
    offer = rebuild.look([sent])
    assert [one.report.number for one in offer.reports] == [1, 2, 3, 4, 5, 6]
    assert (offer.aside, offer.gaps, offer.side_by_side) == ((), (), ())
    assert offer.records == dict.fromkeys(KINDS, 1) | {"activity": 2}
    assert (offer.files_sent, offer.files_held) == (2, 0), "a later report carried what the first one held"


def test_a_file_that_was_never_sent_comes_back_by_name_only(year: tuple[App, Path], tmp_path: Path) -> None:
    _, sent = year
    first = next(sent.glob("*-2018-Q1-*-r0001.pdf"))
    offer = rebuild.look([first])
    assert (offer.files_sent, offer.files_held) == (1, 1)
    with closing(rebuilt(tmp_path / "new", [first])) as again:
        (march,) = (one.id for one in shared(again).activities if one.title != "To be deleted")
        assert sorted(one.name for one in evidence.of(again.db, march)) == ["letter.txt", "minutes.txt"]
        held = next(one for one in evidence.of(again.db, march) if one.name == "minutes.txt")
        with pytest.raises(UserError, match="missing from the workspace folder"):
            evidence.copy_to(again.db, again.folders, held.id, tmp_path)


def test_order_and_repeats_do_not_matter(year: tuple[App, Path], tmp_path: Path) -> None:
    app, sent = year
    paths = [*sent.iterdir(), *sent.iterdir()]
    random.Random(2018).shuffle(paths)
    with closing(rebuilt(tmp_path / "new", paths)) as again:
        assert shared(again) == shared(app)


def test_a_missing_report_is_named_and_the_rest_comes_back(year: tuple[App, Path], tmp_path: Path) -> None:
    app, sent = year
    some = [path for path in sent.iterdir() if "r0003" not in path.name]
    offer = rebuild.look(some)
    assert offer.gaps == ((campaign.get(app.db).stream_code, 3),)
    with closing(rebuilt(tmp_path / "new", some)) as again:
        assert [line.number for line in report_history.history(again.db)] == [6, 5, 4, 2, 1]


def test_a_bad_file_is_set_aside_with_its_reason(year: tuple[App, Path], tmp_path: Path) -> None:
    _, sent = year
    folder = tmp_path / "mine"
    shutil.copytree(sent, folder)
    (folder / "holiday.pdf").write_bytes(b"not a report")
    (folder / "notes.txt").write_bytes(b"not looked at")
    aside = {one.path.name: one.fault.sentence for one in rebuild.look([folder]).aside}
    assert list(aside) == ["holiday.pdf"]
    assert "not a PDF" in aside["holiday.pdf"]


def test_sealed_reports_need_the_identity(year: tuple[App, Path], kept: Identity, tmp_path: Path) -> None:
    app, sent = year
    folder = tmp_path / "sealed"
    folder.mkdir()
    for path in sent.iterdir():
        sealed = sealing.seal(path.read_bytes(), [one.age_recipient for one in kept.streams])
        (folder / f"{path.name}.age").write_bytes(sealed)
    with pytest.raises(UserError, match="Give the identity backup"):
        rebuild.look([folder])
    with closing(rebuilt(tmp_path / "new", [folder], kept)) as again:
        assert shared(again) == shared(app)


def test_reports_of_two_campaigns_are_refused(year: tuple[App, Path], kept: Identity, tmp_path: Path) -> None:
    _, sent = year
    with closing(fresh(tmp_path / "other")) as other:
        log(other.db)
        issued = reports.issue(other.db, other.folders, order(1))
        stray = report_sending.save_as(other.db, issued.id, SendForm.PLAIN, tmp_path)
    with pytest.raises(UserError, match="more than one campaign"):
        rebuild.look([sent, stray])
    with pytest.raises(UserError, match="The identity backup is of"):
        rebuild.look([stray], kept)


def test_only_an_empty_workspace_is_filled(year: tuple[App, Path], tmp_path: Path) -> None:
    _, sent = year
    with closing(fresh(tmp_path / "used")) as used:
        record_id = log(used.db)
        with pytest.raises(UserError, match="records in this workspace already"):
            rebuild.rebuild(used.db, used.folders, rebuild.look([sent]))
        assert activities.get(used.db, record_id).title
    with closing(fresh(tmp_path / "new")) as new:
        rebuild.rebuild(new.db, new.folders, rebuild.look([sent]))
        assert len(report_history.history(new.db)) == 6


def test_an_unused_folder_says_so(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no report in these files"):
        rebuild.look([tmp_path])
    with pytest.raises(UserError, match="There is no file or folder"):
        rebuild.look([tmp_path / "none.pdf"])


def test_two_reports_under_one_number_go_to_a_person(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A whole disk that was put back remembers nothing of the number it had given."""
    made = []
    monkeypatch.setenv(STATE_VARIABLE, str(tmp_path / "disk" / "state"))
    fresh(tmp_path / "disk" / "workspace").close()
    shutil.copytree(tmp_path / "disk", tmp_path / "image")
    for title in ("First", "Second"):
        with closing(open_app(Folders(tmp_path / "disk" / "workspace"))) as app:
            log(app.db, title=title)
            report_id = reports.issue(app.db, app.folders, order(1)).id
            made.append(report_sending.save_as(app.db, report_id, SendForm.PLAIN, tmp_path / f"{title}.pdf"))
        shutil.rmtree(tmp_path / "disk")
        shutil.copytree(tmp_path / "image", tmp_path / "disk")
    with pytest.raises(UserError, match="Another report here has its number"):
        rebuild.look(made)
    assert len(rebuild.look(made[:1]).reports) == 1


def test_a_copy_that_went_on_beside_is_named_and_both_are_in_it(tmp_path: Path) -> None:
    with closing(fresh(tmp_path / "one")) as app:
        record_id = log(app.db, start=date(2018, 1, 5))
        reports.issue(app.db, app.folders, order(1))
        app.db.connect().execute("PRAGMA wal_checkpoint(TRUNCATE)")
        shutil.copytree(app.folders.root, tmp_path / "two")
        log(app.db, start=date(2018, 1, 6), title="On the first")
        reports.issue(app.db, app.folders, order(1))
        with closing(open_app(Folders(tmp_path / "two"))) as copy:
            log(copy.db, record_id, title="Edited in the copy", start=date(2018, 1, 5))
            reports.issue(copy.db, copy.folders, order(1))
            code = campaign.get(copy.db).stream_code
            saved = [
                report_sending.save_as(one.db, line.id, SendForm.PLAIN, tmp_path)
                for one in (app, copy)
                for line in report_history.history(one.db)
            ]
    assert rebuild.look(saved).side_by_side == (code,)
    with closing(rebuilt(tmp_path / "new", saved)) as again:
        assert {one.title for one in shared(again).activities} == {"Edited in the copy", "On the first"}
        assert [line.number for line in report_history.history(again.db)] == [1, 2, 1]


def test_a_file_that_changes_in_between_stops_it(year: tuple[App, Path], tmp_path: Path) -> None:
    _, sent = year
    first, second = sorted(sent.iterdir())[:2]
    copy = tmp_path / "r.pdf"
    shutil.copy(first, copy)
    offer = rebuild.look([copy])
    shutil.copy(second, copy)
    with closing(open_app(Folders(tmp_path / "new"))) as app:
        with pytest.raises(UserError, match="has changed since"):
            rebuild.rebuild(app.db, app.folders, offer)
        assert report_history.history(app.db) == ()
