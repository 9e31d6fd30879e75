"""A document's story bound into pages: what stands at their head and foot, in the report's language."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.platypus import Flowable

from icbl_desktop.domain.report_order import GRANT_KINDS
from icbl_desktop.formats.report_pdf import words
from icbl_desktop.formats.report_pdf.opening import number
from icbl_desktop.formats.report_pdf.pages import Furniture, build
from icbl_desktop.formats.report_pdf.sheet import Sheet
from icbl_desktop.formats.report_pdf.text import period, shorten, unbroken


def bound(sheet: Sheet, story: Sequence[Flowable]) -> bytes:
    """The story as a PDF, the same bytes for the same sheet."""
    furniture = Furniture(
        title=sheet.report.campaign.organisation,
        head=_head(sheet),
        foot=_foot(sheet),
        page_of=lambda page, total: sheet.text(sheet.say(words.PAGE, page=page, total=total)),
        language=sheet.language.code,
        paper=sheet.paper,
        right_to_left=sheet.right_to_left,
    )
    return build(list(story), furniture)


def _head(sheet: Sheet) -> str:
    organisation = shorten(sheet.report.campaign.organisation, 70)
    states = shorten(sheet.names.state_names(sheet.report.campaign.states), 40)
    return sheet.text(sheet.joined((organisation, states, _about(sheet), number(sheet))))


def _about(sheet: Sheet) -> str:
    """What tells this report from others of the campaign: its grant, or its period."""
    if sheet.report.kind in GRANT_KINDS:
        return shorten(sheet.grant_titles.get(sheet.report.grant_id, ""), 50)
    label = sheet.period.label
    return period(sheet.language, sheet.period) if "_" in label else sheet.language.code_text(label)


def _foot(sheet: Sheet) -> str:
    """Only the first page carries it: with it paper can be checked against a file."""
    if sheet.public:
        return sheet.text(
            sheet.say(words.PUBLIC_FOOT, number=sheet.report.number, stream=sheet.report.stream.code)
        )
    if sheet.seal is None:
        return sheet.text(sheet.say(words.NO_SEAL))
    return sheet.text(
        sheet.say(
            words.SEAL,
            number=sheet.report.number,
            stream=sheet.report.stream.code,
            digest=sheet.seal.digest[:16],
            fingerprint=unbroken(sheet.seal.fingerprint),
        )
    )
