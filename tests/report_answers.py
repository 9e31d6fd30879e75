"""A report that went out, and a plan file in which the secretariat answers to it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from icbl_desktop.app import App
from icbl_desktop.domain.key_list import KeyList, KeyRole, OfficerKey, Recipient
from icbl_desktop.domain.period import Period
from icbl_desktop.domain.receipt import AskedQuestion, Receipt
from icbl_desktop.domain.report_order import ReportOrder
from icbl_desktop.formats import key_lists, signing
from icbl_desktop.formats.receipts import seal_receipts
from icbl_desktop.formats.signing import SigningKey
from icbl_desktop.services import keys, report_history, reports
from icbl_desktop.services.report_history import ReportLine
from icbl_desktop.store.tables_sync import StreamRow
from tests.workspace import signed_plan

FIRST_QUARTER = ReportOrder(period=Period.quarter(2018, 1))


def issued(app: App, order: ReportOrder = FIRST_QUARTER) -> ReportLine:
    """A report that was just made."""
    reports.issue(app.db, app.folders, order)
    return report_history.history(app.db)[0]


def answered(app: App, report: ReportLine, *questions: AskedQuestion, state: str = "has_issues") -> bytes:
    """A plan bundle of an officer trusted here, with a receipt for this report sealed to the campaign."""
    officer = trusted_officer(app)
    with app.db.read() as session:
        stream = session.query(StreamRow).one()
        receipt = Receipt(
            digest=report.digest,
            stream=stream.id,
            number=report.number,
            revision=1,
            state=state,
            reviewer="Geneva",
            reviewed_at=datetime(2018, 5, 2, tzinfo=UTC),
            questions=questions,
        )
        sealed = seal_receipts(stream.id, [receipt], [stream.age_recipient])
    return signed_plan(officer, parts={"receipts/khm.age": sealed})


def trusted_officer(app: App) -> SigningKey:
    """A key whose plans are taken here."""
    officer = signing.generate()
    keys.trust(app.db, signing.public_key_text(officer.public), "Officer")
    return officer


def secretariat(app: App, desk: Recipient) -> None:
    """A key list of a root trusted here, which says to whom reports are sealed."""
    root, officer = signing.generate(), signing.generate()
    keys.trust(app.db, signing.public_key_text(root.public), "Root", KeyRole.ROOT)
    officers = (OfficerKey("Marie", signing.public_key_line(officer.public)),)
    listed = KeyList("icbl-keys", "1.0", 1, datetime(2018, 3, 2, tzinfo=UTC), officers, (desk,))
    raw = key_lists.write_key_list(listed)
    with app.db.write() as session:
        keys.take_list(session, key_lists.SignedList(listed, raw, root.public), app.db.clock())


def in_file(content: bytes, folder: Path) -> Path:
    """The bundle on a stick."""
    path = folder / "plan.icblplan"
    path.write_bytes(content)
    return path
