"""Words that must stay are written into every field that stays, and looked for in all that leaves."""

from __future__ import annotations

import email
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from email.policy import default
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from icbl_desktop.app import App
from icbl_desktop.domain.grant import ExpenseDraft
from icbl_desktop.domain.key_list import Recipient
from icbl_desktop.domain.report_order import ReportKind, ReportOrder
from icbl_desktop.domain.vocabulary import Sharing
from icbl_desktop.domain.work import EvidenceDraft, IndicatorUpdateDraft
from icbl_desktop.formats import sealing
from icbl_desktop.services import (
    campaign,
    evidence,
    grants,
    progress,
    report_sending,
    reports,
    sharing,
    work_records,
)
from icbl_desktop.services.record_kinds import EXPENSE
from icbl_desktop.services.report_sending import SendForm
from tests.pdf_tools import run
from tests.report_answers import FIRST_QUARTER, secretariat
from tests.workspace import CAMBODIA, OUTCOME, follow_up, fund, log, promise

OFFICE = sealing.generate()
DAY = date(2018, 2, 1)
STAYS, OFFICE_ONLY = "Canarystay", "Canaryoffice"


def stays(place: str) -> str:
    """A word that names where it was written, and must never leave."""
    return f"{STAYS}{place}"


def office_only(place: str) -> str:
    """One that may go to the secretariat and not into a public copy."""
    return f"{OFFICE_ONLY}{place}"


def photo(path: Path, where: str) -> Path:
    """A photo that tells in its EXIF data who made it with what."""
    exif = Image.Exif()
    for tag in (0x010E, 0x010F, 0x0110, 0x013B, 0x8298, 0x9C9D):  # description, maker, model, artist, rights
        exif[tag] = stays(where)
    exif.get_ifd(0x8769)[0x9286] = stays(where).encode()  # a person's own comment
    exif.get_ifd(0x8825)[0x001D] = stays(where)  # the place
    Image.effect_noise((900, 700), 90).convert("RGB").save(path, exif=exif, comment=stays(where))
    return path


def fill(app: App, folder: Path) -> str:
    """Records of every kind with a word in each field that stays; return the shared grant."""
    db = app.db
    campaign.change(
        db, replace(CAMBODIA, contact_name=stays("Contact"), contact_email=f"{stays('Mail')}@x.org")
    )
    grant_id = fund(db, start=DAY, end=date(2018, 3, 30), sharing="public", decided_by=office_only("Decided"))
    home = fund(db, title=stays("Fund"), purpose=stays("Purpose"), start=DAY, sharing=Sharing.LOCAL)
    for fund_id, level in ((grant_id, Sharing.LOCAL), (home, Sharing.PUBLIC)):
        bus = ExpenseDraft(grant_id=fund_id, date=DAY, what=stays("What"), amount=Decimal(9), currency="USD")
        work_records.save(db, EXPENSE, replace(bus, paid_to=stays("Driver"), sharing=level))
    paid = ExpenseDraft(grant_id=grant_id, date=DAY, what="Bus", amount=Decimal(9), currency="USD")
    work_records.save(db, EXPENSE, replace(paid, paid_to=office_only("Paid"), sharing=Sharing.PUBLIC))
    for level in (Sharing.SECRETARIAT, Sharing.PUBLIC):
        meeting = log(db, title=f"Shared {level}", people=stays("People"), sharing=level, grant_id=grant_id)
        promised = promise(db, person=stays("Person"), made_on=DAY, activity_id=meeting, sharing=level)
        follow_up(db, who=stays("Who"), due=DAY, activity_id=meeting, promise_id=promised, sharing=level)
        outcome = replace(OUTCOME, when=DAY, grant_id=grant_id, activities=(meeting,), sharing=level)
        grants.save_outcome(db, replace(outcome, substantiation=office_only("Confirms")))
    log(db, title=office_only("Title"), people_shared=True, people=office_only("Met"))
    log(db, title=stays("Local"), details=stays("Details"), place=stays("Place"), sharing=Sharing.LOCAL)
    log(db, title=stays("Draft"), tags=(stays("Tag"),), institutions=(stays("Office"),), state="draft")
    answer = IndicatorUpdateDraft(indicator="strategy-2017-2021/1B-i1", iso3="KHM", date=DAY, value="no")
    progress.save_update(db, replace(answer, source=stays("Source"), sharing=Sharing.LOCAL))
    evidence.add(db, app.folders, meeting, [photo(folder / "street.jpg", "Exif")], original=True)
    (shot,) = evidence.of(db, meeting)
    evidence.describe(db, shot.id, EvidenceDraft(source=stays("Photographer"), sharing=Sharing.PUBLIC))
    secret = folder / f"{stays('Name')}.txt"
    secret.write_text(stays("Content"))
    evidence.add(db, app.folders, meeting, [secret])
    local = next(one for one in evidence.of(db, meeting) if one.id != shot.id)
    evidence.describe(db, local.id, EvidenceDraft(caption=stays("Caption"), sharing=Sharing.LOCAL))
    sharing.set_file_level(db, local.id, Sharing.LOCAL)
    return grant_id


def all_of(pdf: bytes, path: Path) -> str:
    """All that a PDF holds: its text, each stream unpacked, each attachment, what it says of itself."""
    path.write_bytes(pdf)
    parts = [pdf, run("pdftotext", str(path), "-").encode()]
    with pikepdf.open(io.BytesIO(pdf)) as document:
        parts += [str(document.docinfo).encode()]
        for one in document.objects:
            parts.append(repr(one).encode())
            if isinstance(one, pikepdf.Stream):
                try:
                    parts.append(one.read_bytes())
                except pikepdf.PikepdfError:  # a picture
                    parts.append(one.read_raw_bytes())
    return b"\n".join(parts).decode("latin-1").replace("\x00", "")  # UTF-16 too


def leaving(app: App, report_id: str, folder: Path) -> Iterator[tuple[SendForm, str]]:
    """Everything that can leave of a report, by how."""
    for form in SendForm:
        saved = report_sending.save_as(app.db, report_id, form, folder).read_bytes()
        pdf = sealing.open_sealed(saved, [OFFICE.identity]) if form == SendForm.SEALED else saved
        yield form, all_of(pdf, folder / "unsealed.pdf")
        words = report_sending.mail(app.db, report_id, form, "en")
        yield form, f"{words.subject}\n{words.text}"
        eml = report_sending.save_mail(app.db, report_id, form, "fr", folder, replace=True).read_bytes()
        mail = email.message_from_bytes(eml, policy=default)
        body = mail.get_body()
        assert body is not None
        yield form, f"{mail.items()}\n{body.get_content()}\n{eml.decode('latin-1')}"


@pytest.mark.parametrize("kind", [ReportKind.ACTIVITY, ReportKind.GRANT_FINAL, ReportKind.STATE_BRIEF])
def test_what_stays_is_nowhere_in_what_leaves(app: App, tmp_path: Path, kind: ReportKind) -> None:
    app.db.clock = lambda: datetime(2018, 4, 3, 9, 30, tzinfo=UTC)
    secretariat(app, Recipient("Geneva", OFFICE.recipient))
    grant_id = fill(app, tmp_path)
    of_grant, of_state = kind == ReportKind.GRANT_FINAL, kind == ReportKind.STATE_BRIEF
    order = ReportOrder(
        kind=kind,
        period=FIRST_QUARTER.period,
        grant_id=grant_id if of_grant else "",
        iso3="KHM" if of_state else "",
    )
    report_id = reports.issue(app.db, app.folders, order).id
    out = tmp_path / "out"
    out.mkdir()
    seen = ""
    for form, text in leaving(app, report_id, out):
        assert re.findall(rf"{STAYS}\w*", text) == []
        if form == SendForm.PUBLIC:
            assert re.findall(rf"{OFFICE_ONLY}\w*", text) == []
        seen += text
    assert "Shared public" in seen
    assert "street.jpg" in seen
    assert office_only("Confirms") in seen
