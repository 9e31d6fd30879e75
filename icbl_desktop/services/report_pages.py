"""A report's pages and its sealed file. Loads ReportLab and pikepdf, so it is itself loaded late."""

from __future__ import annotations

from icbl_desktop import config
from icbl_desktop.formats import pdf_envelope, report_data, signing
from icbl_desktop.formats.report_data import Report
from icbl_desktop.formats.report_pdf import Names, Seal, render, unshaped_scripts
from icbl_desktop.services import countries, plans
from icbl_desktop.services.report_content import Content, texts
from icbl_desktop.store.database import Database


def names(db: Database) -> Names:
    """The plan worked under, then every other, for work that was done under an earlier one."""
    current = plans.current(db)
    others = (plans.plan(db, version.plan_id) for version in plans.catalogue(db) if not version.current)
    states = {code: state.name for code, state in countries.facts().states.items()}
    return Names((current, *others), states)


def draft(report: Report, meanings: Names) -> bytes:
    """The pages of a report that has no number yet, as a PDF that says so."""
    return render(report, meanings, config.resource("fonts"), None)


def sealed(report: Report, meanings: Names, key: signing.SigningKey, name: str) -> bytes:
    """The final PDF, called ``name``: the pages, with the signed data attached."""
    raw = report_data.write_report(report)
    minisig = signing.sign(key, raw, f"{name} report.json")
    seal = Seal(report_data.digest_of(raw), signing.fingerprint(key.public))
    pages = render(report, meanings, config.resource("fonts"), seal)
    organisation = report.campaign.organisation
    title = f"{organisation}: {name.removesuffix('.pdf')}"
    return pdf_envelope.wrap(pages, raw, minisig, title, organisation, report.made_at)


def unshaped(content: Content, organisation: str) -> tuple[str, ...]:
    """The scripts the pages may draw imperfectly, in words."""
    return tuple(sorted(unshaped_scripts("".join((organisation, *texts(content))))))
