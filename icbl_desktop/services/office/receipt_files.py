"""The campaigns' receipts on their way out: into a plan bundle, or into a file of one campaign's own.

Each campaign's lie in one file that only its program opens; the file's name is drawn at random.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from uuid import uuid4

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from icbl_desktop.domain.inbox import COUNTING
from icbl_desktop.domain.receipt import AskedQuestion, Receipt
from icbl_desktop.domain.vocabulary import Changed
from icbl_desktop.errors import BadFile, UserError
from icbl_desktop.formats import receipts as formats
from icbl_desktop.formats import receipts_file, sealing
from icbl_desktop.services import key_office
from icbl_desktop.services.office import standing
from icbl_desktop.store.office import OfficeStore, note
from icbl_desktop.store.tables_office import ITS_STREAM, CampaignRow, ReportRow, StreamRow
from icbl_desktop.store.tables_review import AskedRow, ReviewRow

FOLDER = "receipts"
"""Where the sealed files lie in a bundle."""


@dataclass(frozen=True)
class LeftOut:
    """A campaign whose receipts cannot be sealed, and why."""

    organisation: str
    reason: UserError


@dataclass(frozen=True)
class Sealed:
    """Receipts ready to leave: ``files`` by name, one for each campaign.

    ``handed`` names each report that is answered, by its digest, with its receipt's revision.
    """

    files: Mapping[str, bytes]
    handed: tuple[tuple[str, int], ...]
    left_out: tuple[LeftOut, ...]

    def parts(self) -> dict[str, bytes]:
        """The same files, named as a bundle names its parts."""
        return {f"{FOLDER}/{name}": content for name, content in self.files.items()}


@dataclass(frozen=True)
class ToHand:
    """A campaign that some answers wait for: how many of its reports say what it was not told yet."""

    campaign: str
    organisation: str
    reports: int


@dataclass(frozen=True)
class _Campaign:
    """What is said to one campaign. ``id`` is what its reports call it, ``recipient`` the age key to seal to.

    What it is called, and the key, are those of its newest report, by streams and numbers.
    """

    id: str
    organisation: str
    recipient: str
    receipts: tuple[Receipt, ...]


def waiting(store: OfficeStore) -> int:
    """How many reports have an answer that was not handed out yet."""
    return sum(one.reports for one in to_hand(store))


def to_hand(store: OfficeStore) -> tuple[ToHand, ...]:
    """The campaigns that were not told all yet, by name."""
    unsaid = (
        select(ReportRow.campaign, CampaignRow.organisation, func.count())
        .join(ReviewRow, ReviewRow.report == ReportRow.digest)
        .join(CampaignRow, CampaignRow.id == ReportRow.campaign)
        .where(ReportRow.standing.in_(COUNTING), ReviewRow.handed_revision < ReviewRow.revision)
        .group_by(ReportRow.campaign, CampaignRow.organisation)
    )
    with store.read() as session:
        found = [ToHand(*row) for row in session.execute(unsaid)]
    return tuple(sorted(found, key=lambda one: (one.organisation.casefold(), one.campaign)))


def seal_all(store: OfficeStore) -> Sealed:
    """What is said of every report that counts, sealed to its campaign; not marked as handed out yet."""
    with store.read() as session:
        return _sealed(_campaigns(session))


def seal_one(store: OfficeStore, campaign: str) -> Sealed:
    """The same for one campaign. Raises UserError where there is nothing to seal, or nobody to seal it to."""
    with store.read() as session:
        sealed = _sealed(_campaigns(session, campaign))
    if sealed.left_out:
        raise sealed.left_out[0].reason
    if not sealed.files:
        raise UserError("No report of this campaign counts yet, so there is nothing to tell it.")
    return sealed


def mark_handed(store: OfficeStore, sealed: Sealed, by: str) -> Changed:
    """Remember what was handed out, once it lies in a file."""
    with store.write() as session:
        now = store.clock()
        for digest, revision in sealed.handed:
            row = session.get(ReviewRow, digest)
            if row is not None and row.handed_revision < revision:
                row.handed_revision, row.handed_at = revision, now
                note(session, now, by, "receipt handed out", digest, revision=revision)
    return Changed.of("inbox")


def write_folder(store: OfficeStore, folder: Path, by: str) -> Sealed:
    """Write everybody's sealed receipts into a folder, for a bundle that is built elsewhere.

    Raises UserError where there are none, the folder cannot be written, or older ones lie in it.
    """
    if folder.is_dir() and any(folder.glob("*.age")):
        raise UserError(
            "Sealed files lie in {folder} already. Nothing was made. Name an empty folder, so that no "
            "older answer goes along.",
            folder=folder,
        )
    sealed = seal_all(store)
    if not sealed.files:
        raise _nothing_to_say(sealed)
    for name, content in sealed.files.items():
        key_office.write(folder / name, content)
    mark_handed(store, sealed, by)
    return sealed


def own_file(
    store: OfficeStore,
    campaign: str,
    key: Path,
    passphrase: str,
    target: Path,
    by: str,
    key_list: Mapping[str, bytes] | None = None,
) -> Changed:
    """Write one campaign's receipts into a file of its own, signed with an officer's key as a bundle is.

    ``key_list`` holds the signed key list to send along. Raises UserError: at "passphrase" for a wrong one;
    where there is nothing to say, nobody to seal to, or the file cannot be written.
    """
    sealed = seal_one(store, campaign)
    data = receipts_file.write(
        sealed.parts(),
        key_office.open_key(key, passphrase),
        issuer=by,
        issued_at=store.clock(),
        file_id=uuid4(),
        key_list=key_list or {},
    )
    key_office.write(target, data)
    return mark_handed(store, sealed, by)


def _nothing_to_say(sealed: Sealed) -> UserError:
    """The refusal where no campaign's receipts could be sealed."""
    if sealed.left_out:
        return sealed.left_out[0].reason
    return UserError("No report counts yet, so there is nothing to tell the campaigns.", field="receipts")


def _sealed(campaigns: Iterable[_Campaign]) -> Sealed:
    files: list[tuple[str, bytes]] = []
    handed: list[tuple[str, int]] = []
    left_out: list[LeftOut] = []
    for one in campaigns:
        try:
            content = _seal(one)
        except UserError as reason:
            left_out.append(LeftOut(one.organisation, reason))
            continue
        files.append((f"{secrets.token_hex(16)}.age", content))
        handed += [(receipt.digest, receipt.revision) for receipt in one.receipts]
    return Sealed(dict(sorted(files)), tuple(handed), tuple(left_out))


def _seal(campaign: _Campaign) -> bytes:
    """The campaign's file. Raises UserError where what its reports say of themselves allows none."""
    if not sealing.is_recipient(campaign.recipient):
        raise UserError(
            "The reports of {campaign} name no key that receipts could be sealed to. Nothing was made for "
            "it. Ask the campaign to send its next report with the newest program.",
            campaign=campaign.organisation,
        )
    try:
        return formats.seal_receipts(campaign.id, campaign.receipts, [campaign.recipient])
    except BadFile as fault:
        raise UserError(
            "The receipts for {campaign} cannot be made: {fault}", campaign=campaign.organisation, fault=fault
        ) from fault


def _campaigns(session: Session, campaign: str = "") -> list[_Campaign]:
    """What is said of the reports that count; of very many, those made last.

    Apart by the campaign they are bound to, so that nobody is told what is another's by naming it; and by
    the one they name, as a computer that was set up again looks for that.
    """
    asked = _questions(session)
    carried_on = {row.id: row.succeeds for row in session.execute(select(StreamRow.id, StreamRow.succeeds))}
    wanted = (
        select(StreamRow.named, ReportRow, ReviewRow)
        .join(ReviewRow, ReviewRow.report == ReportRow.digest)
        .join(StreamRow, ITS_STREAM)
        .where(ReportRow.standing.in_(COUNTING))
        .order_by(ReportRow.campaign, StreamRow.named, ReportRow.made_at, ReportRow.number, ReportRow.digest)
    )
    if campaign:
        wanted = wanted.where(ReportRow.campaign == campaign)
    found = []
    answered = session.execute(wanted).all()
    for (_, named), grouped in groupby(answered, key=lambda row: (row.ReportRow.campaign, row.named)):
        rows = [(row.ReportRow, row.ReviewRow) for row in grouped][-formats.MAX_RECEIPTS :]
        said = tuple(_receipt(report, review, asked.get(report.digest, ())) for report, review in rows)
        newest = standing.newest([report for report, _ in rows], carried_on)
        last = next(report for report, _ in rows if report.digest == newest)
        found.append(_Campaign(named, last.organisation, last.recipient, said))
    return found


def _receipt(report: ReportRow, review: ReviewRow, asked: Sequence[AskedQuestion]) -> Receipt:
    return Receipt(
        digest=report.digest,
        stream=report.stream,
        number=report.number,
        revision=review.revision,
        state=review.state,
        reviewer=review.reviewer,
        reviewed_at=review.reviewed_at,
        questions=tuple(asked),
    )


def _questions(session: Session) -> dict[str, list[AskedQuestion]]:
    """What is asked, by the digest of the report, in the order it is to be read."""
    found: dict[str, list[AskedQuestion]] = {}
    for row in session.scalars(select(AskedRow).order_by(AskedRow.place)):
        question = AskedQuestion(
            id=row.id, text=row.text, kind=row.kind, record_id=row.record_id, field=row.field
        )
        found.setdefault(row.report, []).append(question)
    return found
