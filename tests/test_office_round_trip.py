"""The loop closed: a report goes to Geneva, its question comes home, the amendment goes, and is accepted."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from icbl_desktop import config
from icbl_desktop.app import App
from icbl_desktop.domain.inbox import Verdict
from icbl_desktop.domain.period import Period
from icbl_desktop.domain.report_order import ReportOrder
from icbl_desktop.services import (
    key_office,
    keys,
    plan_making,
    plan_offers,
    plan_updates,
    receipts,
    report_history,
    report_sending,
    reports,
)
from icbl_desktop.services.office import arriving, campaigns, receipt_files, received, review, templates
from icbl_desktop.services.office.arriving import FileResult
from icbl_desktop.services.office.asking import QuestionDraft
from icbl_desktop.services.report_sending import SendForm
from icbl_desktop.store.office import OfficeStore
from tests.locked_keys import keep_locked
from tests.workspace import log

PASSPHRASE = "a long enough passphrase"


def deliver(store: OfficeStore, app: App, report_id: str, folder: Path) -> FileResult:
    """Save the report for the stick, carry it to Geneva, put it into the inbox."""
    path = report_sending.save_as(app.db, report_id, SendForm.PLAIN, folder / f"{report_id}.pdf")
    (result,) = arriving.add(store, [path], "Amal").results
    return result


def plan_with_receipts(store: OfficeStore, number: int, officer: Path) -> bytes:
    """The next bundle, signed, with what the inbox says."""
    sealed = receipt_files.seal_all(store)
    unsigned = plan_making.build(
        config.data("plans", "2018-2019", "plan.json").read_bytes(),
        sequence=number,
        issuer="ICBL-CMC",
        issued_at=datetime(2018, 4, 20 + number, tzinfo=UTC),
        follows=None,
        parts=sealed.parts(),
    )
    data = plan_making.sign(unsigned, key_office.secret_text(officer), PASSPHRASE)
    receipt_files.mark_handed(store, sealed, "Amal")
    return data


def test_a_report_goes_out_and_comes_home_accepted(
    office_store: OfficeStore, app: App, tmp_path: Path
) -> None:
    app.db.clock = lambda: datetime(2018, 4, 10, 9, tzinfo=UTC)
    officer = keep_locked(tmp_path / "keys", "marie", PASSPHRASE)
    keys.trust(app.db, key_office.look_at(officer).public_text, "Marie")
    meeting = log(app.db, title="Meeting with a ministry", start=date(2018, 3, 1), institutions=())
    store = office_store

    # The campaign reports; Geneva confirms its key and asks.
    first = reports.issue(app.db, app.folders, ReportOrder(period=Period.quarter(2018, 1)))
    assert deliver(store, app, first.id, tmp_path).verdict == Verdict.UNKNOWN_KEY
    (stream,) = campaigns.unknown(store)
    campaigns.confirm(store, stream.id, stream.key, "Amal")
    which = templates.find(store, "Which institution").text
    question = QuestionDraft(text=which, record_id=meeting, field="institutions")
    review.ask(store, first.digest, question, "Amal", 1)
    review.set_issues(store, first.digest, "Amal", 2)

    # The question comes with the next plan, beside its field, and is answered by an amendment.
    bundle = plan_with_receipts(store, 1, officer)
    plan_updates.apply(app.db, app.folders, plan_offers.offer(app.db, bundle))
    assert receipts.take_in(app.db, bundle).questions == 1
    (line,) = report_history.history(app.db)
    assert (line.state, line.open_questions) == ("has_issues", 1)
    (asked,) = receipts.of_record(app.db, meeting)
    assert (asked.text, asked.field, asked.title) == (which, "institutions", "Meeting with a ministry")
    log(app.db, meeting, title="Meeting with a ministry", start=date(2018, 3, 1),
        institutions=("Ministry of Foreign Affairs",))  # fmt: skip
    receipts.answer(app.db, asked.id, "The Ministry of Foreign Affairs.")
    order = replace(reports.amend(app.db, first.id), why="The secretariat asked which ministry it was.")
    second = reports.issue(app.db, app.folders, order)

    # The amendment replaces the report in Geneva, and is accepted.
    came = deliver(store, app, second.id, tmp_path)
    assert (came.verdict, came.amends) == (Verdict.AMENDMENT, 1)
    assert received.get(store, first.digest).amended_by == 2
    assert received.data(store, second.digest).records.activities[0].institutions == (
        "Ministry of Foreign Affairs",
    )
    review.accept(store, second.digest, "Lucía", received.get(store, second.digest).revision)

    # Home again: both are settled, and nothing is asked any more.
    taken = receipts.take_in(app.db, plan_with_receipts(store, 2, officer))
    assert (taken.receipts, taken.questions, taken.not_ours) == (2, 0, 0)
    newest, oldest = report_history.history(app.db)
    assert (newest.state, newest.replaces, newest.open_questions) == ("accepted", 1, 0)
    assert (oldest.state, oldest.replaced_by, oldest.open_questions) == ("accepted", (2,), 0)
    assert receipts.questions(app.db) == ()
    assert receipt_files.waiting(store) == 0
