"""Grant reports, state briefs, amendments, charts and evidence, as a person finds them on the pages."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import msgspec
import pytest
from PIL import Image

from icbl_desktop import config
from icbl_desktop.domain.final_report import Lack
from icbl_desktop.domain.grant import PlannedResult
from icbl_desktop.domain.record_set import Records
from icbl_desktop.domain.report_order import LANGUAGES
from icbl_desktop.formats import pdf_archive
from icbl_desktop.formats.pdf_archive import About
from icbl_desktop.formats.report_data import Report
from icbl_desktop.formats.report_parts import AmendsPart, FieldChange, FileEntry, RecordChange
from icbl_desktop.formats.report_pdf import document_words as words
from tests.pdf_tools import pdftotext, preflight
from tests.reports import (
    EXPENSE,
    GRANT,
    HEARING,
    MADE,
    OUTCOME,
    PROMISE,
    RECORDS,
    UPDATE,
    activity,
    pages,
    report_of,
)

OWN = replace(RECORDS, activities=(HEARING,), indicator_updates=())
AMENDS = AmendsPart(
    stream="stream-1",
    number=3,
    digest="ab" * 32,
    why="The hearing was on another day.",
    changes=(
        RecordChange(
            id=HEARING.id,
            kind="activity",
            what="changed",
            fields=(
                FieldChange(field="start", before="2018-03-13", after="2018-03-14"),
                FieldChange(field="participants", after="46"),
                FieldChange(field="type", before="letter", after="public_event"),
                FieldChange(field="result"),
            ),
        ),
        RecordChange(id=OUTCOME.id, kind="outcome", what="added"),
        RecordChange(id="deadbeef-1", kind="expense", what="gone"),
    ),
)


def read(report: Report, pictures: Mapping[str, bytes] | None = None, order: str = "-layout") -> list[str]:
    """The text of each page as one line, as it lies on the paper or, with ``-raw``, as it was drawn."""
    text = pdftotext(pages(report, code=report.language, pictures=pictures), order)
    return [" ".join(page.split()) for page in text.split("\f")[:-1]]


def final(records: Records = OWN, **fields: Any) -> Report:
    return report_of(records, kind="grant_final", grant_id=GRANT.id, **fields)


def with_grant(**fields: Any) -> Records:
    return replace(OWN, grants=(replace(GRANT, **fields),))


def brief(records: Records = RECORDS, **fields: Any) -> Report:
    return report_of(records, kind="state_brief", iso3="KHM", **fields)


def jpeg(width: int, height: int) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), "#557799").save(out, "JPEG")
    return out.getvalue()


def a_file(number: int, **fields: Any) -> FileEntry:
    given = {"id": f"file-{number}", "record_id": HEARING.id, "name": f"photo {number}.jpg", "size": 90_000}
    more = {"media_type": "image/jpeg", "sha256": f"{number:02}" * 32}
    return FileEntry(**{**given, **more, **fields})


def test_page_one_of_a_final_report_gives_money_results_and_lasting_changes() -> None:
    first, *_ = read(final())
    for said in (
        "Final grant report · Report 7 Survivors speak to parliament",
        "Work from 1 January 2018 to 31 August 2018",
        "Requested Awarded Received Spent Balance USD 6,500 USD 5,000 USD 3,000 USD 421.50 USD 2,578.50",
        "Cambodia Campaign was awarded USD 5,000 for “Survivors speak to parliament”.",
        "USD 3,000 came in and USD 421.50 was spent. One result was planned: 1 partly reached.",
        "Planned What happened Reached Survivors are heard. Three spoke. Partly",
        "Evidence: Hearing of survivors in the National Assembly (1 file)",
        "Lasting changes 14 Mar 2018 National Assembly put accession on its agenda",
        "Nobody is named yet who certifies this report.",
    ):
        assert said in first


def test_the_second_page_accounts_for_each_line_and_says_what_is_missing() -> None:
    bare = replace(EXPENSE, id="xxxxxxxx-2", what="Tea", receipt_missing="The stall writes none.")
    grant = replace(GRANT, local_currency="KHR", rate=Decimal(4000), rate_source="National Bank")
    _, second, *_ = read(final(replace(OWN, grants=(grant,), expenses=(EXPENSE, bare))))
    for said in (
        "The money in full Budget line (USD) Planned Spent Difference Used Reason",
        "Travel of survivors 400 843 −443",
        "Printing 300 0 300 The leaflet was given to us.",
        "In all 700 843 −143",
        "1 USD was 4,000 KHR (National Bank)",
        "13 Mar 2018 Bus from Battambang KHR 1,686,000 No reason is given.",
        "13 Mar 2018 Tea KHR 1,686,000 The stall writes none.",
        "What this report still lacks • The work is not over yet. • No reason is given why “Travel of",
        "• The receipt is missing, and no reason is given: “Bus from Battambang”",
        "• Nobody is named who certifies the report.",
    ):
        assert said in second


def test_a_final_report_that_lacks_nothing_says_nothing_of_it() -> None:
    records = with_grant(
        end=date(2018, 3, 31),
        budget=(),
        unspent="It goes back.",
        difficulties="None.",
        next_steps="A second hearing.",
        certified_by="The treasurer",
        reported_on=date(2018, 4, 2),
    )
    reason = replace(EXPENSE, receipt_missing="Lost in the rain.")
    text = " ".join(read(final(replace(records, expenses=(reason,)))))
    assert "Certified by The treasurer, 2 April 2018." in text
    assert "Unspent money It goes back." in text
    assert "still lacks" not in text


def test_every_lack_has_a_sentence() -> None:
    assert set(words.LACKS) == set(Lack)


def test_each_expense_of_a_grant_has_a_row_that_links_lead_to() -> None:
    text = " ".join(read(final()))
    row = "13 Mar 2018 Bus from Battambang (A driver) Travel of survivors KHR 1,686,000 421.50 –"
    assert row in text


def test_a_mid_term_report_says_what_is_meant_for_the_rest_of_the_time() -> None:
    results = (PlannedResult(planned="Survivors are heard."),)
    records = with_grant(next_steps="A second hearing in May.", planned_results=results)
    text = " ".join(read(report_of(records, kind="grant_mid_term", grant_id=GRANT.id)))
    assert "Mid-term grant report · Report 7" in text
    assert "Planned What happened so far Reached Survivors are heard. Nothing is written down yet. –" in text
    assert "For the rest of the grant A second hearing in May." in text
    assert "still lacks" not in text


def test_a_brief_says_where_the_state_stands_and_what_was_promised() -> None:
    text = " ".join(read(brief()))
    for said in (
        "State brief · Report 7 Cambodia Cambodia Campaign · 1 January 2018 to 31 March 2018",
        "Mine Ban Treaty: State Party since 1 January 2000",
        "Convention on Cluster Munitions: State not party. Way to joining: No position",
        "Mine Ban Treaty Article 5: Deadline: 31 December 2025 (as of 2020)",
        "2 activities and 1 change. Promises by officials: 1 made and 1 open.",
        "Why the plan names it 1A At least 130 States Parties",
        "What changed 14 Mar 2018 National Assembly put accession on its agenda",
        "Commission on human rights: Will ask for a timetable of accession. Open, due 30 June 2018",
        "Latest activities 14 Mar 2018 The commission will ask the government",
        "Next 9 Apr 2018 Remind the chair",
    ):
        assert said in text


def test_a_brief_fits_two_pages_however_much_there_is_to_tell() -> None:
    many = tuple(
        activity(n, title=f"Letter {n}", result="They will answer. " * 20, start=date(2018, 1, 1 + n % 28))
        for n in range(80)
    )
    promises = tuple(
        replace(PROMISE, id=f"pppppppp-{n}", what="They will ask for a timetable. " * 8) for n in range(20)
    )
    texts = read(brief(replace(RECORDS, activities=many, promises=promises)))
    assert len(texts) == 2
    assert "75 more are in the data of this file." in texts[1]
    assert "How to check this report" in texts[1]
    assert "Records in this report" not in " ".join(texts)


def test_a_step_towards_a_treaty_is_told_with_its_day() -> None:
    step = replace(UPDATE, id="iiiiiiii-2", indicator="ladder/CCM", value="supports")
    text = " ".join(read(brief(replace(RECORDS, indicator_updates=(step,)))))
    assert "State not party. Way to joining: Says it supports, 20 March 2018" in text


@pytest.mark.parametrize("kind", ["activity_report", "grant_mid_term", "grant_final", "state_brief"])
def test_an_amendment_says_what_it_replaces_why_and_what_is_otherwise(kind: str) -> None:
    first, *_ = read(report_of(OWN, kind=kind, grant_id=GRANT.id, iso3="KHM", amends=AMENDS))
    for said in (
        "Amendment to report 3 · ",
        "This is an amendment: it replaces report 3 (SHA-256 abababababababab).",
        "Why: The hearing was on another day.",
        "When: 13 March 2018, now 14 March 2018",
        "not said, now 46",
        "Letter or correspondence, now Public event",
        "What came of it",
        "Added Outcome: National Assembly",
        "No longer in it Expense (deadbeef)",
    ):
        assert said in first


def test_an_amendment_with_many_changes_counts_them_first_and_lists_them_later() -> None:
    many = tuple(RecordChange(id=f"{n:08}-1", kind="expense", what="gone") for n in range(20))
    changes = (*many, *AMENDS.changes)
    first, *others = read(report_of(OWN, amends=msgspec.structs.replace(AMENDS, changes=changes)))
    assert "Added: 1 · Changed: 1 · No longer in it: 21" in first
    assert "deadbeef" not in first
    assert "No longer in it Expense (deadbeef)" in " ".join(others)


def test_charts_count_activities_by_objective_and_month() -> None:
    ref = "strategy-2017-2021/"
    some = tuple(
        activity(n, objectives=(f"{ref}{code}",), start=day)
        for n, (code, day) in enumerate(
            (("1A", date(2018, 1, 9)), ("2B", date(2018, 3, 2)), ("2B", date(2018, 3, 9)))
        )
    )
    text = " ".join(read(report_of(Records(activities=(*some, HEARING))), order="-raw"))
    assert "deadlines or by 2025 at the latest 2 3B Increase in the meaningful" in text
    assert "Activities by month 1 0 3 Jan Feb Mar" in text
    few = " ".join(read(report_of(Records(activities=some))))
    assert "Activities by month" not in few


def test_several_grants_stand_side_by_side_with_what_was_spent_of_each() -> None:
    other = replace(GRANT, id="gggggggg-2", title="Two provinces", currency="CHF", awarded=Decimal(800))
    text = " ".join(read(report_of(replace(RECORDS, grants=(GRANT, other)))))
    assert "Grant Awarded Spent Spent of the award Survivors speak to parliament USD 5,000 USD 421.50" in text
    assert "Two provinces CHF 800 CHF 0" in text
    assert "Spent of the award" not in " ".join(read(report_of()))


def test_two_numbers_for_one_question_make_a_line() -> None:
    said = [replace(UPDATE, id=f"iiiiiiii-{n}", value=str(n), date=date(2018, n, 1)) for n in (1, 3)]
    text = " ".join(read(report_of(replace(RECORDS, indicator_updates=tuple(said)))))
    assert "2018-01-01 2018-03-01" in text
    assert "2018-01-01" not in " ".join(read(report_of()))


def test_pictures_that_were_sent_are_shown_and_others_are_listed() -> None:
    sent = a_file(1, sent=True, attachment="E01-photo.jpg", caption="The hearing", taken_on=date(2018, 3, 14))
    letter = a_file(
        2, sent=True, attachment="E02-letter.pdf", name="letter.pdf", media_type="application/pdf"
    )
    held = a_file(3, name="film.mp4", media_type="video/mp4")
    report = report_of(OWN, files=(sent, letter, held))
    text = " ".join(read(report, {sent.id: jpeg(400, 300)}))
    for said in (
        "The hearing 14 Mar 2018 · Attachment E01-photo.jpg Hearing of survivors in the National Assembly",
        "E02-letter.pdf letter.pdf 90 kB",
        "Held by the campaign Not sent: each can be asked for by its hash",
        "film.mp4 90 kB 030303030303",
    ):
        assert said in text
    assert "photo 1.jpg" not in text


@pytest.mark.parametrize("size", [(4000, 20), (20, 4000), (1, 1), (600, 400)])
def test_pictures_of_any_shape_fit(size: tuple[int, int]) -> None:
    files = tuple(a_file(n, sent=True, attachment=f"E{n}.jpg") for n in range(1, 8))
    text = " ".join(read(report_of(OWN, files=files), {one.id: jpeg(*size) for one in files}))
    assert "E7.jpg" in text


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("kind", ["grant_mid_term", "grant_final", "state_brief"])
def test_each_document_is_made_in_each_language(kind: str, code: str) -> None:
    fields = {"kind": kind, "grant_id": GRANT.id, "iso3": "KHM", "language": code}
    text = " ".join(read(report_of(OWN, amends=AMENDS, **fields)))
    assert ("This is an amendment" in text) == (code == "en")


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["activity_report", "grant_final", "state_brief"])
def test_pages_with_charts_and_pictures_are_fit_for_an_archive(kind: str, tmp_path: Any) -> None:
    some = tuple(activity(n, objectives=(f"strategy-2017-2021/{n}A",)) for n in range(1, 4))
    values = [replace(UPDATE, id=f"iiiiiiii-{n}", value=str(n), date=date(2018, n, 1)) for n in (1, 3)]
    records = replace(OWN, activities=(HEARING, *some), indicator_updates=tuple(values))
    sent = a_file(1, sent=True, attachment="E01-photo.jpg")
    report = report_of(records, kind=kind, grant_id=GRANT.id, iso3="KHM", files=(sent,))
    path = tmp_path / "report.pdf"
    about = About(title="A report", author="A campaign", made_at=MADE, language="en")
    profile = config.resource("colour", "sRGB.icc").read_bytes()
    path.write_bytes(pdf_archive.plain(pages(report, pictures={sent.id: jpeg(400, 300)}), about, profile))
    assert preflight(path) == []


def test_a_text_at_its_limit_fits_in_every_table() -> None:
    long = "word " * 2000
    records = with_grant(
        planned_results=(PlannedResult(planned=long, happened=long, reached="yes"),),
        budget=tuple(replace(line, title=long[:200], reason=long) for line in GRANT.budget),
        certified_by=long[:200],
        title=long[:200],
    )
    expense = replace(EXPENSE, what=long, receipt_missing=long, paid_to=long[:200])
    amends = AmendsPart(stream="s", number=1, digest="ab" * 32, why=long, changes=AMENDS.changes)
    text = " ".join(read(final(replace(records, expenses=(expense,)), amends=amends)))
    assert text.count("word") > 9000
