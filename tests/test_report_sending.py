"""An issued report on its way: sealed, plain, public; as a file or a mail; its state; a disk that refuses."""

from __future__ import annotations

import email
from datetime import UTC, date, datetime
from decimal import Decimal
from email.policy import default
from pathlib import Path

import pytest

from icbl_desktop.app import App
from icbl_desktop.domain.grant import ExpenseDraft
from icbl_desktop.domain.key_list import KeyList, KeyRole, OfficerKey, Recipient
from icbl_desktop.domain.period import Period
from icbl_desktop.domain.report_order import ReportKind, ReportOrder
from icbl_desktop.domain.report_state import ReportState, state_of
from icbl_desktop.errors import UserError
from icbl_desktop.formats import sealing, signing
from icbl_desktop.services import (
    evidence,
    keys,
    plan_offers,
    plan_updates,
    report_files,
    report_history,
    report_sending,
    reports,
    work_records,
)
from icbl_desktop.services.record_kinds import EXPENSE
from icbl_desktop.services.report_sending import SendForm
from tests import bundles
from tests.pdf_tools import pdftotext
from tests.workspace import contents, fund, log, signed_plan

pytestmark = pytest.mark.usefixtures("spring")

Q1 = ReportOrder(period=Period.quarter(2018, 1))
OFFICE = sealing.generate()


def issue(app: App, order: ReportOrder = Q1) -> str:
    return reports.issue(app.db, app.folders, order).id


def learn_recipients(app: App, *recipients: Recipient) -> None:
    """Apply a plan whose key list, signed by a trusted root, names these recipients."""
    root, officer = signing.generate(), signing.generate()
    listed = (OfficerKey("Amal", signing.public_key_line(officer.public)),)
    key_list = KeyList("icbl-keys", "1.0", 1, datetime(2018, 1, 2, tzinfo=UTC), listed, recipients)
    keys.trust(app.db, signing.public_key_text(root.public), "Root", KeyRole.ROOT)
    data = signed_plan(officer, parts=bundles.key_files(key_list, root))
    plan_updates.apply(app.db, app.folders, plan_offers.offer(app.db, data))


def text_of(pdf: Path) -> str:
    return pdftotext(pdf.read_bytes())


def test_without_a_key_of_the_secretariat_only_plain_is_offered_and_why(app: App, tmp_path: Path) -> None:
    report_id = issue(app)
    choices = report_sending.choices(app.db, report_id)
    assert (choices.default, choices.recipients) == (SendForm.PLAIN, ())
    assert choices.cannot_seal is not None
    assert "Apply its newest plan first" in choices.cannot_seal
    with pytest.raises(UserError, match="Apply its newest plan first"):
        report_sending.save_as(app.db, report_id, SendForm.SEALED, tmp_path)
    assert [*tmp_path.glob("*.age")] == []


def test_a_report_is_sealed_by_default_for_the_secretariat_and_the_campaign(app: App, tmp_path: Path) -> None:
    learn_recipients(app, Recipient("Geneva", OFFICE.recipient), Recipient("Broken", "age1" + "q" * 58))
    log(app.db)
    report_id = issue(app)
    choices = report_sending.choices(app.db, report_id)
    assert (choices.default, choices.recipients, choices.cannot_seal) == (SendForm.SEALED, ("Geneva",), None)
    assert choices.too_large is None
    saved = report_sending.save_as(app.db, report_id, SendForm.SEALED, tmp_path)
    assert saved.name == report_sending.file_name(app.db, report_id, SendForm.SEALED)
    assert saved.name.endswith("-r0001.pdf.age")
    pdf = reports.pdf_of(app.db, report_id)
    own = contents(app.db)["stream"][0][5]
    assert sealing.open_sealed(saved.read_bytes(), [OFFICE.identity]) == pdf
    assert sealing.open_sealed(saved.read_bytes(), [own]) == pdf


def test_a_report_with_nothing_above_public_needs_no_seal(app: App) -> None:
    learn_recipients(app, Recipient("Geneva", OFFICE.recipient))
    log(app.db, sharing="public")
    assert report_sending.choices(app.db, issue(app)).default == SendForm.PLAIN


def test_plain_is_the_report_itself(app: App, tmp_path: Path) -> None:
    report_id = issue(app)
    saved = report_sending.save_as(app.db, report_id, SendForm.PLAIN, tmp_path)
    assert saved.read_bytes() == reports.pdf_of(app.db, report_id)


def test_a_public_copy_shows_what_is_public_and_carries_nothing(app: App, tmp_path: Path) -> None:
    log(app.db, title="Open to all", sharing="public", people="A person", people_shared=True)
    letter = tmp_path / "letter.txt"
    letter.write_bytes(b"a letter")
    evidence.add(app.db, app.folders, log(app.db, title="For Geneva"), [letter])
    saved = report_sending.save_as(app.db, issue(app), SendForm.PUBLIC, tmp_path)
    shown = text_of(saved)
    assert saved.name.endswith("-r0001-public.pdf")
    assert "Open to all" in shown
    assert "Public copy" in shown
    assert not [
        word
        for word in ("For Geneva", "A person", "letter.txt", "SHA-256", "Draft", "report.json")
        if word in shown
    ]
    with pytest.raises(UserError, match="lost its data"):
        report_files.opened(saved.read_bytes())
    again = report_sending.save_as(app.db, report_history.history(app.db)[0].id, SendForm.PUBLIC, tmp_path)
    assert again == saved


def test_without_anything_public_there_is_no_public_copy(app: App, tmp_path: Path) -> None:
    log(app.db)
    with pytest.raises(UserError, match="Nothing in this report is public"):
        report_sending.save_as(app.db, issue(app), SendForm.PUBLIC, tmp_path)


def test_a_grants_public_copy_tells_all_its_money_or_is_none(app: App, tmp_path: Path) -> None:
    grant_id = fund(app.db, start=date(2018, 1, 1), end=date(2018, 3, 31), sharing="public")
    bus = ExpenseDraft(
        grant_id=grant_id,
        date=date(2018, 2, 1),
        what="Bus",
        amount=Decimal(50),
        currency="USD",
        sharing="public",
    )
    work_records.save(app.db, EXPENSE, bus)
    order = ReportOrder(kind=ReportKind.GRANT_FINAL, period=Q1.period, grant_id=grant_id)
    saved = report_sending.save_as(app.db, issue(app, order), SendForm.PUBLIC, tmp_path)
    assert "Survivor network" in text_of(saved)

    hotel = ExpenseDraft(
        grant_id=grant_id, date=date(2018, 2, 2), what="Hotel", amount=Decimal(9), currency="USD"
    )
    work_records.save(app.db, EXPENSE, hotel)
    with pytest.raises(UserError, match="not all that was spent"):
        report_sending.save_as(app.db, issue(app, order), SendForm.PUBLIC, tmp_path)


def test_another_file_is_replaced_only_when_asked(app: App, tmp_path: Path) -> None:
    report_id, target = issue(app), tmp_path / "mine.pdf"
    target.write_bytes(b"something else")
    with pytest.raises(UserError, match="another file called mine.pdf"):
        report_sending.save_as(app.db, report_id, SendForm.PLAIN, target)
    assert target.read_bytes() == b"something else"
    report_sending.save_as(app.db, report_id, SendForm.PLAIN, target, replace=True)
    assert target.read_bytes().startswith(b"%PDF")


def test_a_mail_is_ready_to_be_sent(app: App, tmp_path: Path) -> None:
    learn_recipients(app, Recipient("Geneva", OFFICE.recipient))
    report_id = issue(app)
    words = report_sending.mail(app.db, report_id, SendForm.SEALED, "en")
    assert (
        words.subject
        == "Report 1 of Cambodia Campaign to Ban Landmines, 1 January 2018 to 31 March 2018 (2018-Q1)"
    )
    assert words.text.startswith("Dear colleagues,\n\n")
    saved = report_sending.save_mail(app.db, report_id, SendForm.SEALED, "en", tmp_path)
    mail = email.message_from_bytes(saved.read_bytes(), policy=default)
    (attached,) = mail.iter_attachments()
    body = mail.get_body()
    assert (mail["X-Unsent"], mail["Subject"], mail["From"]) == ("1", words.subject, None)
    assert mail["Date"].datetime == datetime(2018, 4, 3, 9, 30, tzinfo=UTC)
    assert body is not None
    assert body.get_content().replace("\r\n", "\n") == words.text
    assert attached.get_filename() == report_sending.file_name(app.db, report_id, SendForm.SEALED)
    assert sealing.open_sealed(attached.get_content(), [OFFICE.identity]) == reports.pdf_of(app.db, report_id)


def test_a_mail_in_any_script_can_be_read_again(app: App, tmp_path: Path) -> None:
    plain = report_sending.save_mail(app.db, issue(app), SendForm.PLAIN, "ar", tmp_path)
    words = report_sending.mail(app.db, report_history.history(app.db)[0].id, SendForm.PLAIN, "ar")
    mail = email.message_from_bytes(plain.read_bytes(), policy=default)
    body = mail.get_body()
    assert mail["Subject"] == words.subject
    assert body is not None
    assert body.get_content().replace("\r\n", "\n") == words.text


def test_the_mail_of_an_amendment_says_what_it_replaces(app: App) -> None:
    first = issue(app)
    order = reports.amend(app.db, first)
    second = issue(app, ReportOrder(**{**vars(order), "why": "A date was wrong."}))
    mail = report_sending.mail(app.db, second, SendForm.PLAIN, "en")
    assert "replaces report 1" in mail.subject
    assert "It replaces report 1." in mail.text
    french = report_sending.mail(app.db, second, SendForm.PLAIN, "fr").text
    assert "pour la période du 1er janvier 2018 au 31 mars 2018" in french
    assert "Il remplace le rapport n°\u00a01." in french
    after, before = report_history.history(app.db)
    assert (after.replaces, after.replaced_by, before.replaces, before.replaced_by) == (1, (), None, (2,))


def test_what_the_person_noted_is_its_state(app: App) -> None:
    report_id = issue(app)

    def state() -> ReportState:
        return report_history.history(app.db)[0].state

    assert state() == ReportState.SAVED
    report_sending.mark_sent(app.db, report_id, date(2018, 4, 12))
    assert (state(), report_history.history(app.db)[0].sent) == (ReportState.SENT, date(2018, 4, 12))
    report_sending.mark_confirmed(app.db, report_id, date(2018, 4, 13))
    assert (state(), report_history.history(app.db)[0].confirmed) == (
        ReportState.CONFIRMED,
        date(2018, 4, 13),
    )
    report_sending.mark_not_confirmed(app.db, report_id)
    assert state() == ReportState.SENT
    report_sending.mark_not_sent(app.db, report_id)
    assert state() == ReportState.SAVED


@pytest.mark.parametrize(
    ("receipt", "expected"),
    [
        ("received", ReportState.RECEIVED),
        ("has_issues", ReportState.HAS_ISSUES),
        ("accepted", ReportState.ACCEPTED),
        ("of a newer program", ReportState.RECEIVED),
    ],
)
def test_a_receipt_outweighs_what_was_noted(receipt: str, expected: ReportState) -> None:
    assert state_of(receipt, sent=False, confirmed=True) == expected


def test_the_last_issued_stands_first_whatever_the_clock_says(app: App) -> None:
    issue(app)
    app.db.clock = lambda: datetime(2001, 1, 1, tzinfo=UTC)
    issue(app)
    assert [line.number for line in report_history.history(app.db)] == [2, 1]
