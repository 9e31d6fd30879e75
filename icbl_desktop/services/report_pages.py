"""A report's pages and its final file. Loads ReportLab and pikepdf, so it is itself loaded late."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from icbl_desktop import config
from icbl_desktop.config import Folders
from icbl_desktop.domain.file_budget import LIMIT
from icbl_desktop.formats import pdf_archive, pdf_envelope, report_data, signing
from icbl_desktop.formats.pdf_archive import About
from icbl_desktop.formats.pdf_envelope import EvidenceFile
from icbl_desktop.formats.report_data import Report
from icbl_desktop.formats.report_parts import FileEntry
from icbl_desktop.formats.report_pdf import Names, Seal, drafted_lines, language, render
from icbl_desktop.formats.report_pdf.typesetting.faces import without_font
from icbl_desktop.services import countries, plans, report_attachments, report_files
from icbl_desktop.store.database import Database


def names(db: Database, code: str = "en") -> Names:
    """The plan worked under, then every other for earlier work; headings in the language ``code``.

    The plan's own titles are in that language too where its bundle carries them, else as it was issued.
    """
    current = plans.current(db, code)
    others = (plans.plan(db, version.plan_id) for version in plans.catalogue(db) if not version.current)
    facts = countries.known(db)
    states = {iso3: state.name for iso3, state in facts.states.items()}
    return Names((current, *others), states, language(code, config.resource("report-words")), facts)


def draft(report: Report, meanings: Names, paper: str, pictures: Mapping[str, bytes]) -> bytes:
    """The pages of a report that has no number yet, as a PDF that says so."""
    return render(report, meanings, config.resource("fonts"), None, paper=paper, pictures=pictures)


def public(report: Report, meanings: Names, paper: str) -> bytes:
    """A public copy as a PDF, with no data and no seal; ``report`` holds what is public alone."""
    pages = render(report, meanings, config.resource("fonts"), None, paper=paper, public=True)
    return pdf_archive.plain(pages, _about(report, report.campaign.organisation), _profile())


def drafted(report: Report, meanings: Names) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """*In short*, and what is needed: the person's own lines, else those drafted from the data."""
    in_short, needs = drafted_lines(report, meanings)
    return (
        in_short if report.in_short is None else report.in_short,
        needs if report.needs is None else report.needs,
    )


def unprintable(report: Report) -> str:
    """The characters of a report whose pages were drawn that no font here has, each once."""
    return "".join(sorted(without_font(report_data.write_report(report).decode())))


def final(
    report: Report, meanings: Names, key: signing.SigningKey, folders: Folders, paper: str, name: str
) -> tuple[bytes, str]:
    """The final PDF, called ``name``, and its digest: the pages, the signed data, the files that travel.

    What we could not read back ourselves, data and files, is not given out. Raises UserError where a file
    that is to travel is missing or damaged, or all of it is too large.
    """
    raw = report_data.write_report(report)
    seal = Seal(report_data.digest_of(raw), signing.fingerprint(key.public))
    pictures = report_attachments.pictures(folders, report.files)
    pages = render(report, meanings, config.resource("fonts"), seal, paper=paper, pictures=pictures)
    title = f"{report.campaign.organisation}: {name.removesuffix('.pdf')}"
    sent = [one for one in report.files if one.sent]
    pdf = pdf_envelope.wrap(
        pages,
        raw,
        signing.sign(key, raw, f"{name} report.json"),
        _about(report, title),
        _profile(),
        [_attached(folders, one) for one in sent],
    )
    _check_files(pdf, sent)
    return pdf, report_files.verify(pdf).digest


def _about(report: Report, title: str) -> About:
    author = report.campaign.organisation
    return About(title=title, author=author, made_at=report.made_at, language=report.language)


def _profile() -> bytes:
    """What the colours of the pages are meant in."""
    return config.resource("colour", "sRGB.icc").read_bytes()


def _attached(folders: Folders, one: FileEntry) -> EvidenceFile:
    return EvidenceFile(
        name=one.attachment,
        media_type=one.media_type,
        content=report_attachments.content(folders, one),
        description=one.caption or one.name,
    )


def _check_files(pdf: bytes, sent: Sequence[FileEntry]) -> None:
    """That each file is in it as the data say."""
    found = pdf_envelope.read_files(pdf, [one.attachment for one in sent], LIMIT)
    for one in sent:
        if hashlib.sha256(found[one.attachment]).hexdigest() != one.sha256:
            raise RuntimeError(f"{one.attachment} is not in the report as it was")
