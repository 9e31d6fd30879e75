"""Reports from preview to file: numbered without gaps, the same bytes each time, nothing half done."""

from __future__ import annotations

import subprocess
import sys
import time
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pikepdf
import pytest

from icbl_desktop.app import App, open_app
from icbl_desktop.config import Folders
from icbl_desktop.domain.grant import ExpenseDraft
from icbl_desktop.domain.period import Period
from icbl_desktop.domain.projection import Reason, Staying
from icbl_desktop.domain.report_order import ReportOrder
from icbl_desktop.domain.work import IndicatorUpdateDraft, PromiseDraft
from icbl_desktop.errors import BadFile, NotTrusted, UserError
from icbl_desktop.formats import signing
from icbl_desktop.services import (
    activities,
    campaign,
    evidence,
    grants,
    progress,
    report_files,
    report_history,
    report_sending,
    reports,
    work_records,
)
from icbl_desktop.services.record_kinds import PROMISE
from icbl_desktop.services.report_sending import SendForm
from icbl_desktop.services.reports import Going
from tests import workspace
from tests.issuing import data_of, issue, raw_of
from tests.workspace import CAMBODIA, OUTCOME, contents, fund, log

pytestmark = pytest.mark.usefixtures("spring")

Q1, Q2 = Period.quarter(2018, 1), Period.quarter(2018, 2)
FIRST, SECOND = ReportOrder(period=Q1), ReportOrder(period=Q2)

TOLD = PromiseDraft(
    who="Ministry", person="Dara", what="Accede", iso3="KHM", made_on=date(2018, 1, 9), state="open"
)


def test_a_preview_says_what_goes_and_what_stays_and_stores_nothing(app: App) -> None:
    log(app.db)
    log(app.db, title="Draft", state="draft")
    log(app.db, title="Secret", sharing="local")
    log(app.db, title="Before", start=date(2017, 12, 1), result="")
    log(app.db, people="Someone", result="")
    grant_id = fund(app.db, start=date(2018, 1, 1))
    grants.save_outcome(app.db, replace(OUTCOME, when=date(2018, 2, 1), grant_id=grant_id))
    before = contents(app.db)

    preview = reports.preview(app.db, app.folders, FIRST)
    assert preview.going == (
        Going("activity", 2, 1),
        Going("grant", 1, 0),
        Going("outcome", 1, 0),
    )
    assert set(preview.staying) == {
        Staying("activity", Reason.DRAFT, 1),
        Staying("activity", Reason.LOCAL, 1),
        Staying("activity", Reason.NAMES, 1),
    }
    assert preview.without_result == 1
    assert preview.pdf.startswith(b"%PDF")
    assert contents(app.db) == before


def test_what_stays_is_counted_of_what_the_report_carries(app: App) -> None:
    for number in range(3):
        work_records.save(app.db, PROMISE, replace(TOLD, what=f"Promise {number}"))
    work_records.save(app.db, PROMISE, replace(TOLD, state="kept", settled_on=date(2018, 2, 1)))
    app.db.clock = lambda: datetime(2018, 4, 4, tzinfo=UTC)
    reports.issue(app.db, app.folders, FIRST)

    preview = reports.preview(app.db, app.folders, SECOND)
    assert preview.going == (Going("promise", 3, 0),)
    assert preview.staying == (Staying("promise", Reason.NAMES, 3),)


def test_a_report_gets_a_number_a_name_and_a_signature_that_holds(app: App) -> None:
    log(app.db)
    issued = reports.issue(app.db, app.folders, FIRST)
    me = campaign.get(app.db)
    assert issued.number == 1
    assert issued.name == f"KHM-CCBL-2018-Q1-{me.stream_code}-r0001.pdf"
    assert "report" in issued.changed.kinds

    verified = report_files.verify(reports.pdf_of(app.db, issued.id))
    assert (verified.digest, verified.number, verified.previous) == (issued.digest, 1, None)
    assert (verified.organisation, verified.states) == (CAMBODIA.organisation, ("KHM",))
    assert (verified.period, verified.records, verified.stream) == (Q1, 1, me.stream_code)
    assert not verified.known
    assert verified.fingerprint.startswith(me.stream_code)


def test_numbers_run_on_and_each_report_names_the_one_before(app: App) -> None:
    first = reports.issue(app.db, app.folders, FIRST)
    second = reports.issue(app.db, app.folders, FIRST)
    assert (second.number, data_of(reports.pdf_of(app.db, second.id)).previous) == (2, first.digest)
    assert first.digest != second.digest


def test_the_stored_bytes_never_change(app: App) -> None:
    activity_id = log(app.db)
    issued = reports.issue(app.db, app.folders, FIRST)
    before = reports.pdf_of(app.db, issued.id)
    log(app.db, activity_id, result="Something else")
    assert reports.pdf_of(app.db, issued.id) == before


def test_an_earlier_record_goes_again_only_when_it_was_changed(app: App) -> None:
    march = log(app.db)
    reports.issue(app.db, app.folders, FIRST)
    log(app.db, title="May", start=date(2018, 5, 2))
    assert reports.preview(app.db, app.folders, SECOND).going == (Going("activity", 1, 0),)

    log(app.db, march, result="They sent the note.")
    issued = reports.issue(app.db, app.folders, SECOND)
    report = data_of(reports.pdf_of(app.db, issued.id))
    assert [one.title for one in report.records.activities] == ["May"]
    assert [(one.result, one.revision) for one in report.changes.activities] == [("They sent the note.", 2)]


def test_the_report_says_whose_it_is_and_under_which_plan(app: App) -> None:
    report = issue(app, FIRST)
    me = campaign.get(app.db)
    assert (report.campaign.id, report.stream.id) == (me.stream, me.stream)
    assert (report.plan.id, report.plan.sequence) == (me.current_plan, 0)
    assert report.made_at == datetime(2018, 4, 3, 9, 30, tzinfo=UTC)


def test_no_contact_of_the_campaign_is_in_the_file(app: App) -> None:
    campaign.change(app.db, replace(CAMBODIA, contact_name="Sokha", contact_email="sokha@example.org"))
    raw = raw_of(app, FIRST)
    assert b"okha" not in raw


def test_answers_and_files_go_with_their_hash(app: App, tmp_path: Path) -> None:
    activity_id = log(app.db)
    photo = tmp_path / "letter.txt"
    photo.write_bytes(b"light")
    evidence.add(app.db, app.folders, activity_id, [photo])
    progress.save_update(
        app.db,
        IndicatorUpdateDraft(
            indicator="strategy-2017-2021/1B-i1", iso3="KHM", date=date(2018, 3, 1), value="no"
        ),
    )
    report = issue(app, FIRST)
    (file,) = report.files
    assert (file.name, file.size, file.record_id, file.sent) == ("letter.txt", 5, activity_id, True)
    assert [one.value for one in report.records.indicator_updates] == ["no"]


def test_a_file_that_is_gone_is_not_promised(app: App, tmp_path: Path) -> None:
    photo = tmp_path / "letter.txt"
    photo.write_bytes(b"light")
    evidence.add(app.db, app.folders, log(app.db), [photo])
    for kept in app.folders.evidence.rglob("*"):
        if kept.is_file():
            kept.unlink()
    assert Staying("evidence", Reason.FILE_MISSING, 1) in reports.preview(app.db, app.folders, FIRST).staying
    assert issue(app, FIRST).files == ()


def test_a_record_in_the_trash_stays(app: App) -> None:
    activities.trash(app.db, log(app.db))
    assert reports.preview(app.db, app.folders, FIRST).going == ()


def test_history_tells_what_was_sent_and_what_changed_since(app: App) -> None:
    march = log(app.db)
    first = reports.issue(app.db, app.folders, FIRST)
    (line,) = report_history.history(app.db)
    assert (line.number, line.name, line.period, line.records) == (1, first.name, Q1, 1)
    assert (line.sent, line.changed) == (None, 0)

    assert report_sending.mark_sent(app.db, first.id, date(2018, 4, 12)).kinds == {"report"}
    log(app.db, march, result="They sent the note.")
    (line,) = report_history.history(app.db)
    assert (line.sent, line.changed) == (date(2018, 4, 12), 1)

    report_sending.mark_not_sent(app.db, first.id)
    reports.issue(app.db, app.folders, FIRST)
    lines = [(one.number, one.sent, one.changed) for one in report_history.history(app.db)]
    assert lines == [(2, None, 0), (1, None, 0)]


def test_a_copy_is_saved_under_its_own_name_as_often_as_one_likes(app: App, tmp_path: Path) -> None:
    issued = reports.issue(app.db, app.folders, FIRST)
    saved = report_sending.save_as(app.db, issued.id, SendForm.PLAIN, tmp_path)
    assert saved == tmp_path / issued.name
    assert report_sending.save_as(app.db, issued.id, SendForm.PLAIN, tmp_path) == saved
    assert saved.read_bytes() == reports.pdf_of(app.db, issued.id)
    assert [one.name for one in tmp_path.glob("*.tmp")] == []


def test_another_file_is_replaced_only_when_asked(app: App, tmp_path: Path) -> None:
    issued = reports.issue(app.db, app.folders, FIRST)
    target = tmp_path / "mine.pdf"
    target.write_bytes(b"something else")
    with pytest.raises(UserError, match="another file called mine.pdf"):
        report_sending.save_as(app.db, issued.id, SendForm.PLAIN, target)
    assert target.read_bytes() == b"something else"
    assert report_sending.save_as(app.db, issued.id, SendForm.PLAIN, target, replace=True) == target
    assert target.read_bytes().startswith(b"%PDF")


def test_a_folder_that_is_not_there_gets_a_sentence(app: App, tmp_path: Path) -> None:
    issued = reports.issue(app.db, app.folders, FIRST)
    with pytest.raises(UserError, match="could not be saved in .*nowhere"):
        report_sending.save_as(app.db, issued.id, SendForm.PLAIN, tmp_path / "nowhere" / "r.pdf")


def test_verify_tells_a_known_key_from_an_unknown_one(app: App) -> None:
    pdf = reports.pdf_of(app.db, reports.issue(app.db, app.folders, FIRST).id)
    own = signing.parse_public_key(data_of(pdf).campaign.key)
    assert report_files.verify(pdf, [own]).known
    with pytest.raises(NotTrusted, match="does not know"):
        report_files.verify(pdf, [signing.generate().public])


def test_verify_refuses_changed_data_in_a_sentence(app: App, tmp_path: Path) -> None:
    path = tmp_path / "r.pdf"
    path.write_bytes(reports.pdf_of(app.db, reports.issue(app.db, app.folders, FIRST).id))
    with pikepdf.open(path, allow_overwriting_input=True) as document:
        stream = document.attachments["report.json"].obj.EF.F
        stream.write(stream.read_bytes().replace(b"Cambodia", b"Colombia"))
        document.save(path)
    with pytest.raises(NotTrusted, match="does not match its signature"):
        report_files.verify(path.read_bytes())
    with pytest.raises(BadFile, match="not a PDF"):
        report_files.verify(b"hello")


def test_verify_refuses_a_report_signed_by_another_key_than_it_names(app: App, tmp_path: Path) -> None:
    other = signing.generate()
    path = tmp_path / "r.pdf"
    path.write_bytes(reports.pdf_of(app.db, reports.issue(app.db, app.folders, FIRST).id))
    with pikepdf.open(path, allow_overwriting_input=True) as document:
        raw = document.attachments["report.json"].obj.EF.F.read_bytes()
        document.attachments["report.json.minisig"].obj.EF.F.write(signing.sign(other, raw, "x"))
        document.save(path)
    with pytest.raises(NotTrusted, match="does not know"):
        report_files.verify(path.read_bytes())
    with pytest.raises(BadFile, match="names another key"):
        report_files.verify(path.read_bytes(), [other.public])


def test_before_the_first_start_there_is_nothing_to_report(tmp_path: Path) -> None:
    new = open_app(Folders(tmp_path / "new"))
    with pytest.raises(UserError, match="no campaign"):
        reports.preview(new.db, new.folders, FIRST)
    new.close()


def test_the_suggested_period_is_that_of_the_oldest_unreported_work(app: App) -> None:
    assert reports.suggest_period(app.db) == Q1
    log(app.db, start=date(2017, 1, 5), sharing="local")
    log(app.db, start=date(2017, 2, 5), state="draft")
    log(app.db, start=date(2017, 8, 5), end=date(2017, 10, 2))
    log(app.db, start=date(2018, 4, 1))
    assert reports.suggest_period(app.db) == Period.quarter(2017, 4)
    reports.issue(app.db, app.folders, ReportOrder(period=Period.quarter(2017, 4)))
    assert reports.suggest_period(app.db) == Q1


@pytest.mark.parametrize(
    ("organisation", "short"),
    [
        ("Cambodia Campaign to Ban Landmines", "CCBL"),
        ("JRS Cambodia", "JRS"),
        ("Sehatkadeh", "SEHATKAD"),
        ("Colombie: Campagne à écrire", "CC"),
        ("អង្គការ", "ORG"),
        ("../../etc/passwd", "ETC"),
    ],
)
def test_the_file_name_is_plain_whatever_the_organisation(
    tmp_path: Path, organisation: str, short: str
) -> None:
    app = workspace.fresh(tmp_path / "other", replace(CAMBODIA, organisation=organisation))
    name = reports.issue(app.db, app.folders, FIRST).name
    app.close()
    assert name.startswith(f"KHM-{short}-2018-Q1-")
    assert name.isascii()


def test_reports_can_be_listed_without_loading_what_draws_them() -> None:
    code = "import sys, icbl_desktop.services.reports; print({'reportlab', 'pikepdf'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_names_that_stay_change_nothing_of_the_next_report(app: App) -> None:
    activity_id = log(app.db, start=date(2018, 2, 1), people="Somebody")
    promise = PromiseDraft(who="Ministry", what="Reply", made_on=date(2018, 2, 1), person="Somebody")
    promise_id = workspace.one(work_records.save(app.db, PROMISE, promise).ids)
    first = issue(app, FIRST)
    log(app.db, activity_id, start=date(2018, 2, 1), people="Somebody else")
    work_records.save(app.db, PROMISE, replace(promise, person="Somebody else"), promise_id)
    assert reports.preview(app.db, app.folders, SECOND).going == (Going("promise", 1, 0),)  # it is open still
    again = issue(app, FIRST)
    assert again.records == first.records


def test_amounts_of_any_form_that_can_be_saved_can_be_reported(app: App) -> None:
    largest = Decimal("999999999999.9999")
    grant_id = fund(app.db, start=date(2018, 1, 1), awarded=largest)
    for cost in (Decimal("1E+11"), largest, Decimal("0.0000")):
        log(app.db, start=date(2018, 2, 1), cost=cost, currency="USD", grant_id=grant_id)
    (money,) = issue(app, FIRST).figures.money
    assert money.money.spent == Decimal("1099999999999.9999")

    smallest = ExpenseDraft(
        grant_id=grant_id,
        date=date(2018, 2, 1),
        what="Bus",
        amount=Decimal("0.0001"),
        currency="KHR",
        rate=Decimal("0.0000000001"),
    )
    grants.save_expense(app.db, smallest)
    (money,) = issue(app, FIRST).figures.money
    assert money.money.spent == Decimal("1100000999999.9999")


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="Windows keeps one time zone")
def test_the_quarter_suggested_is_that_of_the_persons_own_day(
    app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    app.db.clock = lambda: datetime(2018, 3, 31, 20, tzinfo=UTC)  # the first of April in Phnom Penh
    try:
        monkeypatch.setenv("TZ", "ICT-7")
        time.tzset()
        assert reports.suggest_period(app.db) == Q1
    finally:
        monkeypatch.undo()
        time.tzset()
