"""Receipts leave the office sealed to their campaign, in a bundle or alone, and tell nobody else anything."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from icbl_desktop.app import App
from icbl_desktop.domain.inbox import Standing
from icbl_desktop.domain.key_list import KeyRole
from icbl_desktop.domain.period import Period
from icbl_desktop.domain.report_order import ReportOrder
from icbl_desktop.errors import BadFile, NotTrusted, UnknownKey, UserError
from icbl_desktop.formats import receipts as formats
from icbl_desktop.formats import receipts_file, signed_zip, signing, strict_zip
from icbl_desktop.formats.key_lists import Trust
from icbl_desktop.formats.sealing import SealedForOthers
from icbl_desktop.services import (
    bundle_contents,
    key_list_making,
    key_office,
    keys,
    plan_offers,
    plan_updates,
    receipts,
    receipts_opening,
    report_history,
    reports,
)
from icbl_desktop.services.office import arriving, campaigns, receipt_files, received, review
from icbl_desktop.services.office.asking import QuestionDraft
from icbl_desktop.services.office.receipt_files import Sealed
from icbl_desktop.store.office import OfficeStore
from tests.locked_keys import keep_locked
from tests.office_desk import confirm_all
from tests.office_reports import KHM, LAO, Made, Sender
from tests.workspace import CAMBODIA, fresh, log, signed_plan

PASSPHRASE = "a long enough passphrase"
FIRST_QUARTER = ReportOrder(period=Period.quarter(2018, 1))
FIRST, LAOS = KHM.report(1, KHM.activity(1)), LAO.report(1, LAO.activity(1))
OFFICER = signing.generate()


@pytest.fixture
def office(office_store: OfficeStore, tmp_path: Path) -> OfficeStore:
    """The office, with a counted report each of two campaigns."""
    take_in(office_store, tmp_path, FIRST, LAOS)
    for one in (KHM, LAO):
        campaigns.confirm(office_store, one.stream, one.key_line, "Amal")
    return office_store


@pytest.fixture
def officer(tmp_path: Path) -> Path:
    """The locked key of an officer."""
    return keep_locked(tmp_path / "keys", "marie", PASSPHRASE)


def take_in(store: OfficeStore, folder: Path, *made: Made) -> None:
    arriving.add(store, [one.put(folder) for one in made], "Amal")


def ask(store: OfficeStore, digest: str, question: QuestionDraft, by: str = "Amal") -> None:
    review.ask(store, digest, question, by, received.get(store, digest).revision)


def opened(sealed: Sealed, sender: Sender) -> formats.ReceiptsFile:
    """The one file among them that this sender opens."""
    found = []
    for content in sealed.files.values():
        try:
            found.append(formats.open_receipts(content, [sender.age.identity]))
        except SealedForOthers:
            continue
    (only,) = found
    return only


def test_each_campaign_opens_its_own_receipts_and_no_others(office: OfficeStore) -> None:
    ask(office, FIRST.digest, QuestionDraft(text="Which ministry?", record_id="khm-a1", field="institutions"))
    sealed = receipt_files.seal_all(office)
    assert len(sealed.files) == 2
    assert sealed.left_out == ()
    mine = opened(sealed, KHM)
    (receipt,) = mine.receipts
    assert (mine.campaign, receipt.digest, receipt.stream, receipt.number) == (
        KHM.campaign, FIRST.digest, KHM.stream, 1
    )  # fmt: skip
    assert (receipt.revision, receipt.state, receipt.reviewer) == (2, "received", "Amal")
    (question,) = receipt.questions
    assert (question.text, question.kind, question.record_id, question.field) == (
        "Which ministry?", "activity", "khm-a1", "institutions"
    )  # fmt: skip
    assert opened(sealed, LAO).receipts[0].questions == ()


@pytest.mark.parametrize(("mine", "other"), [(KHM, LAO), (LAO, KHM)])
def test_who_names_another_campaign_gets_none_of_its_receipts(
    office: OfficeStore, tmp_path: Path, mine: Sender, other: Sender
) -> None:
    asked = FIRST if mine is KHM else LAOS
    ask(office, asked.digest, QuestionDraft(text="Which ministry?"))
    posing = replace(other, campaign=mine.campaign).report(2**40)  # the one that was made last
    take_in(office, tmp_path, posing)
    assert received.get(office, posing.digest).standing is Standing.COUNTED
    sealed = receipt_files.seal_all(office)
    for content in sealed.files.values():
        try:
            found = formats.open_receipts(content, [other.age.identity])
        except SealedForOthers:
            continue
        assert asked.digest not in {one.digest for one in found.receipts}
    assert asked.digest in {one.digest for one in opened(sealed, mine).receipts}


def test_the_newest_stream_gets_them_whatever_its_clock_says(office: OfficeStore, tmp_path: Path) -> None:
    restored = KHM.successor("khm-restored", FIRST)
    take_in(office, tmp_path, restored.report(1, made_at=datetime(1999, 1, 1, tzinfo=UTC)))
    assert len(opened(receipt_files.seal_all(office), restored).receipts) == 2


def test_names_say_nothing_and_never_come_again(office: OfficeStore) -> None:
    first, second = (receipt_files.seal_all(office) for _ in range(2))
    assert not first.files.keys() & second.files.keys()
    assert list(first.files) == sorted(first.files)
    assert all(len(name) == 36 and name.endswith(".age") for name in first.files)


def test_what_was_handed_out_is_remembered_until_something_new_is_said(office: OfficeStore) -> None:
    assert receipt_files.waiting(office) == 2
    sealed = receipt_files.seal_all(office)
    review.accept(office, FIRST.digest, "Amal", 1)  # after it was sealed
    receipt_files.mark_handed(office, sealed, "Amal")
    assert receipt_files.waiting(office) == 1
    assert received.get(office, FIRST.digest).handed_revision == 1
    receipt_files.mark_handed(office, receipt_files.seal_all(office), "Amal")
    assert receipt_files.waiting(office) == 0
    receipt_files.mark_handed(office, sealed, "Amal")  # an older one saved late
    assert received.get(office, FIRST.digest).handed_revision == 2


def test_only_reports_that_count_are_answered(office: OfficeStore, tmp_path: Path) -> None:
    stranger = Sender("srb", ("SRB",), "Serbian Campaign")
    take_in(office, tmp_path, stranger.report(1, stranger.activity(1)), KHM.report(1, KHM.activity(9)))
    sealed = receipt_files.seal_all(office)
    assert len(sealed.files) == 1, "one number twice, and a key that nobody confirmed"
    assert opened(sealed, LAO).receipts[0].digest == LAOS.digest
    with pytest.raises(UserError, match="No report of this campaign counts"):
        receipt_files.seal_one(office, KHM.campaign)


def test_a_campaign_without_a_key_to_seal_to_is_named(office: OfficeStore, tmp_path: Path) -> None:
    keyless = msgspec.structs.replace(LAOS.report.campaign, recipient="age1nonsense")
    take_in(office, tmp_path, LAO.report(2, LAO.activity(2), campaign=keyless))
    sealed = receipt_files.seal_all(office)
    assert [one.organisation for one in sealed.left_out] == ["Lao Campaign"]
    assert "name no key" in sealed.left_out[0].reason.sentence
    assert opened(sealed, KHM).campaign == KHM.campaign
    with pytest.raises(UserError, match="The reports of Lao Campaign name no key"):
        receipt_files.seal_one(office, LAO.campaign)


def test_receipts_written_into_a_folder_go_into_a_bundle(office: OfficeStore, tmp_path: Path) -> None:
    sealed = receipt_files.write_folder(office, tmp_path / "out", "Amal")
    assert {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()} == sealed.files
    assert receipt_files.waiting(office) == 0


def test_an_empty_inbox_hands_out_nothing(office_store: OfficeStore, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="nothing to tell"):
        receipt_files.write_folder(office_store, tmp_path / "out", "Amal")
    assert not (tmp_path / "out").exists()


# Real campaigns: what each of them sees.


@pytest.fixture
def laos(tmp_path: Path) -> Iterator[App]:
    """Another campaign's workspace."""
    app = fresh(tmp_path / "laos", replace(CAMBODIA, organisation="Lao Campaign", states=("LAO",)))
    yield app
    app.close()


def deliver(store: OfficeStore, app: App, folder: Path) -> str:
    """Issue a report, put its file into the inbox and confirm its key; its digest."""
    issued = reports.issue(app.db, app.folders, FIRST_QUARTER)
    path = folder / f"{issued.digest[:8]}.pdf"
    path.write_bytes(reports.pdf_of(app.db, issued.id))
    arriving.add(store, [path], "Amal")
    confirm_all(store)
    return issued.digest


def own_file(store: OfficeStore, digest: str, officer: Path, target: Path, **fields: object) -> bytes:
    campaign = received.get(store, digest).campaign
    receipt_files.own_file(store, campaign, officer, PASSPHRASE, target, "Amal", **fields)  # type: ignore[arg-type]
    return target.read_bytes()


def test_a_lone_file_is_taken_in_once_its_key_is_confirmed(
    sqlite_office: OfficeStore, app: App, officer: Path, tmp_path: Path
) -> None:
    record = log(app.db, title="Meeting with the ministry", start=FIRST_QUARTER.period.start)
    digest = deliver(sqlite_office, app, tmp_path)
    ask(sqlite_office, digest, QuestionDraft(text="Which ministry?", record_id=record, field="institutions"))
    path = tmp_path / "for-cambodia.icblreceipts"
    own_file(sqlite_office, digest, officer, path)
    assert receipt_files.waiting(sqlite_office) == 0

    with pytest.raises(UnknownKey):
        receipts.take_in(app.db, path.read_bytes())
    offer = receipts_opening.look(app.db, path)
    assert offer.issuer == "Amal"
    assert offer.stranger is not None
    assert offer.stranger.fingerprint == key_office.look_at(officer).fingerprint
    keys.trust(app.db, offer.stranger.text, "Marie")
    assert receipts_opening.look(app.db, path).stranger is None

    taken = receipts.take_in(app.db, path.read_bytes())
    assert (taken.receipts, taken.questions, taken.unreadable) == (1, 1, ())
    (line,) = report_history.history(app.db)
    assert (line.state, line.open_questions) == ("received", 1)
    (question,) = receipts.of_record(app.db, record)
    assert (question.text, question.field) == ("Which ministry?", "institutions")
    again = receipts.take_in(app.db, path.read_bytes())
    assert (again.receipts, again.questions) == (0, 0)


def test_a_root_vouches_for_the_officer_of_a_lone_file(
    sqlite_office: OfficeStore, app: App, officer: Path, tmp_path: Path
) -> None:
    root = key_office.look_at(keep_locked(officer.parent, "root", PASSPHRASE))
    folder = officer.parent
    key_list_making.add_officer(folder, "Marie", key_office.look_at(officer).public_text, app.db.clock())
    key_list_making.sign_list(folder, key_office.secret_text(root.path), PASSPHRASE)
    listed = bundle_contents.signed_key_list(folder)
    digest = deliver(sqlite_office, app, tmp_path)
    path = tmp_path / "for-cambodia.icblreceipts"
    own_file(sqlite_office, digest, officer, path, key_list=listed)

    offer = receipts_opening.look(app.db, path)
    assert offer.stranger is not None
    assert (offer.stranger.role, offer.stranger.fingerprint) == (KeyRole.ROOT, root.fingerprint)
    keys.trust(app.db, offer.stranger.text, "Geneva", KeyRole.ROOT)
    assert receipts.take_in(app.db, path.read_bytes()).receipts == 1
    officers = keys.officers(app.db)
    assert officers is not None, "the list came along"
    assert [one.name for one in officers.keys] == ["Marie"]


def _files(data: bytes) -> dict[str, bytes]:
    return {entry.name: strict_zip.read(data, entry) for entry in strict_zip.entries(data)}


def test_a_lone_file_that_was_touched_is_refused_whole(
    sqlite_office: OfficeStore, app: App, officer: Path, tmp_path: Path
) -> None:
    digest = deliver(sqlite_office, app, tmp_path)
    good = own_file(sqlite_office, digest, officer, tmp_path / "a.icblreceipts")
    trust = Trust(officers=(signing.parse_public_key(key_office.look_at(officer).public_text),))
    keys.trust(app.db, key_office.look_at(officer).public_text, "Marie")
    (name,) = (name for name in _files(good) if name.endswith(".age"))
    other = {**_files(good), name: _files(good)[name][:-1] + b"x"}
    unsigned = {key: one for key, one in _files(good).items() if key != signed_zip.SIGNATURE}
    more = {**_files(good), "receipts/x.age": _files(good)[name]}
    for contents, refusal in ((other, NotTrusted), (unsigned, NotTrusted), (more, BadFile)):
        with pytest.raises(refusal):
            receipts_file.read(strict_zip.write(contents), trust)
        with pytest.raises(refusal):
            receipts.take_in(app.db, strict_zip.write(contents))
    with pytest.raises(BadFile, match="cut short"):
        receipts.take_in(app.db, good[:-30])
    assert report_history.history(app.db)[0].state == "saved"


CANARIES = ("Zephyrine Quillmark", "Where did the marzipan walrus sit?", "Kampuchean Walrus League")


def test_no_other_campaign_holds_a_trace_of_a_receipt(
    sqlite_office: OfficeStore, app: App, laos: App, officer: Path, tmp_path: Path
) -> None:
    mine = fresh(tmp_path / "mine", replace(CAMBODIA, organisation=CANARIES[2]))
    record = log(mine.db, title="Seating of the walrus", start=FIRST_QUARTER.period.start)
    log(laos.db, start=FIRST_QUARTER.period.start, states=("LAO",))
    digest, theirs = deliver(sqlite_office, mine, tmp_path), deliver(sqlite_office, laos, tmp_path)
    ask(sqlite_office, digest, QuestionDraft(text=CANARIES[1], record_id=record, field="place"), CANARIES[0])
    secrets = [*CANARIES, digest, record, received.get(sqlite_office, digest).campaign]

    bundle = signed_plan(OFFICER, parts=receipt_files.seal_all(sqlite_office).parts())
    lone = own_file(sqlite_office, theirs, officer, tmp_path / "laos.icblreceipts")
    for who in (mine, laos):
        keys.trust(who.db, signing.public_key_text(OFFICER.public), "Officer")
        keys.trust(who.db, key_office.look_at(officer).public_text, "Marie")
    assert receipts.take_in(mine.db, bundle).questions == 1
    plan_updates.apply(laos.db, laos.folders, plan_offers.offer(laos.db, bundle))
    assert receipts.take_in(laos.db, bundle).receipts == 1
    assert receipts.take_in(laos.db, lone).receipts == 0, "it says the same"
    mine.close()
    laos.close()

    held = [path.read_bytes() for path in laos.folders.root.rglob("*") if path.is_file()]
    held += [bundle, lone, *_files(bundle).values(), *_files(lone).values()]
    for secret in secrets:
        traces = (secret.encode(), secret.encode("utf-16-le"))
        assert not any(trace in one for one in held for trace in traces), secret
    assert any(b"Zephyrine" in path.read_bytes() for path in mine.folders.root.rglob("*") if path.is_file())
    assert sum(name.endswith(".age") for name in _files(lone)) == 1
