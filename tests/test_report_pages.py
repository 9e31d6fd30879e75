"""The pages of a report, as a person finds them: text, bookmarks, links and fonts of the PDF."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

import msgspec
import pikepdf
import pytest

from icbl_desktop.domain.grant import BudgetLine, Payment, PlannedResult
from icbl_desktop.domain.record_set import Records
from icbl_desktop.domain.tombstones import Gone, Tombstone
from icbl_desktop.formats.report_data import Report
from tests.pdf_tools import pdftotext
from tests.reports import (
    EARLIER,
    EXPENSE,
    FOLLOW_UP,
    GRANT,
    HEARING,
    LETTER,
    OUTCOME,
    PHOTO,
    PROMISE,
    RECORDS,
    UPDATE,
    activity,
    of,
    pages,
    report_of,
)


def read(report: Report, *, draft: bool = False) -> list[str]:
    """The text of each page, on lines as they stand."""
    return pdftotext(pages(report, draft=draft), "-layout").split("\f")[:-1]


def flat(texts: list[str]) -> str:
    """All pages as one line, to look for sentences."""
    return " ".join(" ".join(texts).split())


def unbroken(texts: list[str]) -> str:
    """The same without what stands at the head and foot of each page, and the heads that tables repeat."""
    between = (
        r"Page \d of \d (Cambodia Campaign · Cambodia · 2018-Q1 · Report 7 )?(Id Kind Date Title Rev. )?"
    )
    return re.sub(between, "", flat(texts))


def fonts(pdf: bytes) -> dict[str, bool]:
    """The names of the fonts, and whether each is in the file."""
    with pikepdf.open(BytesIO(pdf)) as document:
        found = [one for one in document.objects if isinstance(one, pikepdf.Dictionary)]
        return {
            str(one.BaseFont): "/FontDescriptor" in one and "/FontFile2" in one.FontDescriptor
            for one in found
            if one.get("/Type") == pikepdf.Name.Font
        }


def test_the_first_page_says_who_when_and_what_it_came_to() -> None:
    first = flat(read(report_of())[:1])
    for words in (
        "Quarterly report · Report 7",
        "Cambodia Campaign",
        "Cambodia · 1 January 2018 to 31 March 2018 (2018-Q1)",
        "Written under the 2018-2019 Operational Plan",
        "In short • 2 activities under 3 objectives. •",
        "Promises by officials: 1 made and 1 open.",
        "Survivors speak to parliament: USD 421.50 spent of USD 3,000 received.",
        "1 follow-up is open; the first is due on 9 April 2018.",
        "What changed 14 Mar 2018 National Assembly put accession on its agenda",
        "USD 2,000 of the USD 5,000 awarded for “Survivors speak to parliament” has not been received yet.",
    ):
        assert words in first


def test_the_first_page_counts_the_period_in_one_line() -> None:
    text = " ".join(pdftotext(pages(report_of()), "-raw").split())
    assert (
        "2 activities 1 outcome 46 participants, asked in 1 of 2 activities "
        "1 promise made, 0 kept 1 grant 1 evidence file"
    ) in text


def test_the_digest_and_the_fingerprint_stand_on_the_first_page_only() -> None:
    first, *others = read(report_of())
    assert "SHA-256 3f3f3f3f3f3f3f3f." in flat([first])
    assert "7KQ2 AAAA BBBB CCCC DDDD EEEE FFFF GGGG." in flat([first])
    assert all("3f3f3f3f" not in page and "AAAA" not in page for page in others)


def test_a_draft_says_so_and_has_no_number_and_no_proof() -> None:
    text = flat(read(report_of(), draft=True))
    assert "Quarterly report · Draft" in text
    assert "it has no number and is not signed" in text
    assert "Report 7" not in text
    assert "SHA-256 3f3f" not in text


def test_the_result_comes_before_what_was_done() -> None:
    text = flat(read(of(HEARING)))
    heading = text.index("1A At least 130 States Parties")
    result = text.index("14 Mar 2018 The commission will ask")
    done = text.index("Hearing of survivors in the National Assembly", heading)
    assert (
        heading < result < done < text.index("Three survivors spoke") < text.index("With National Assembly")
    )
    assert "46 participants (19 women)" in text


def test_an_activity_without_a_result_says_so() -> None:
    assert "1 Mar 2018 No result noted yet. Letter to the Prime Minister" in flat(read(of(LETTER)))


def test_a_grant_shows_its_money_and_what_no_sum_holds() -> None:
    foreign = activity(1, grant_id=GRANT.id, cost=Decimal(4000), currency="KHR")
    text = flat(read(report_of(replace(RECORDS, activities=(HEARING, foreign)))))
    assert "USD 6,500 USD 5,000 USD 3,000 USD 421.50 USD 2,578.50" in text
    assert "Budget line (USD) Planned Spent Difference Used Reason" in text
    assert "Travel of survivors 400.00 421.50 −21.50" in text
    assert "Printing 300.00 0.00 300.00 The leaflet was given to us." in text
    assert "1 activity was paid in another currency and is not in this sum." in text
    assert "1 expense has no receipt yet." in text
    assert "Received: USD 3,000 on 15 January 2018" in text
    assert "Planned What happened Reached Survivors are heard. Three spoke. Partly" in text


def test_spending_on_no_line_of_the_budget_has_a_row_of_its_own() -> None:
    text = flat(read(report_of(replace(RECORDS, expenses=(replace(EXPENSE, line="", rate=None),)))))
    assert "1 expense in another currency has no exchange rate and is not in this sum." in text
    text = flat(read(report_of(replace(RECORDS, expenses=(replace(EXPENSE, line=""),)))))
    assert "On no line of the budget 421.50" in text


def test_a_promise_says_by_when_and_what_became_of_it() -> None:
    late = replace(PROMISE, id="pppppppp-2", what="Will reply.", due=date(2018, 3, 20))
    settled = date(2018, 3, 25)
    kept = replace(late, id="pppppppp-3", state="kept", settled_on=settled, how="A letter came.")
    text = flat(read(report_of(replace(RECORDS, promises=(PROMISE, kept, late)))))
    assert "Promises by officials: 3 made, 1 kept and 2 open (1 overdue)." in text
    part = text[text.index("Promises by officials 20") : text.index("What comes next")]
    assert part.index("Open, overdue since 20 March 2018") < part.index("Open, due 30 June 2018")
    assert (
        "25 Mar 2018 Commission on human rights Will reply. How: A letter came. Kept, 25 March 2018" in part
    )
    assert "Promised at: Hearing of survivors" in part


def test_what_comes_next_stands_before_what_was_done() -> None:
    done = replace(FOLLOW_UP, id="ffffffff-2", what="Send thanks", done=True, done_on=date(2018, 3, 20))
    text = flat(read(report_of(replace(RECORDS, follow_ups=(done, FOLLOW_UP)))))
    assert "What comes next 9 Apr 2018 Remind the chair" in text
    assert "Follow-ups that were done 20 Mar 2018 Send thanks Done on 20 March 2018" in text
    only_done = flat(read(report_of(replace(RECORDS, follow_ups=(done,)))))
    assert "What comes next No follow-up is open." in only_done


def test_money_is_printed_to_the_last_digit_it_was_given() -> None:
    grant = replace(GRANT, payments=(Payment(amount=Decimal("3000.1234")),))
    text = flat(read(report_of(Records(grants=(grant,)))))
    assert "USD 6,500 USD 5,000 USD 3,000.1234 USD 0 USD 3,000.1234" in text


def test_money_that_is_not_known_is_a_dash_and_not_nothing() -> None:
    grant = replace(GRANT, requested=None, awarded=None, payments=())
    assert re.search(r"– – – USD 0 –", flat(read(report_of(Records(grants=(grant,))))))


def test_progress_gives_question_answer_and_the_targets_of_the_plan() -> None:
    text = flat(read(report_of()))
    assert "20 Mar 2018 Has your state condemned use? No Source: Press archive" in text
    assert "Where the plan names Cambodia" in text
    assert "Stockpiles, past use or contamination" in text


def test_records_of_every_kind_stand_among_the_changes_and_each_is_linked_from_the_annex() -> None:
    past = date(2017, 2, 1)
    old = (
        replace(EXPENSE, id="xxxxxxxx-2", date=past, receipt_missing="Lost"),
        replace(PROMISE, id="pppppppp-2", state="kept", made_on=past, settled_on=past),
        replace(FOLLOW_UP, id="ffffffff-2", done=True, done_on=past, activity_id=EARLIER.id),
    )
    records = replace(
        RECORDS,
        expenses=(EXPENSE, old[0]),
        promises=(PROMISE, old[1]),
        follow_ups=(FOLLOW_UP, old[2]),
        evidence=(PHOTO, replace(PHOTO, id="eeeeeeee-2", record_id=EXPENSE.id)),
    )
    pdf = pages(report_of(records))  # a link without its place would end in an error
    text = " ".join(pdftotext(pdf, "-layout").split())
    changes = text[text.index("Changes to earlier records") : text.index("Annex")]
    assert "1 Feb 2017 KHR 1,686,000 Bus from Battambang Revision 1 · rate 4,000" in changes
    assert "no receipt: Lost" in changes
    assert "Will ask for a timetable of accession. Revision 1 · Kept, 1 February 2017" in changes
    assert "1 Feb 2017 Remind the chair Revision 1 · Done on 1 February 2017" in changes
    with pikepdf.open(BytesIO(pdf)) as document:
        links = [one for page in document.pages[-2:] for one in page.get("/Annots", [])]
    assert len(links) >= len(records.ids()) - 1 + len(records.evidence)


def test_changes_to_earlier_records_stand_apart_with_their_revision() -> None:
    text = flat(read(report_of()))
    changes = text[text.index("Changes to earlier records") : text.index("Annex")]
    assert "20 Dec 2017 The delegation replied. Statement of December Revision 1" in changes
    assert "Hearing" not in changes


GONE = (
    Tombstone("12345678-9abc", "activity", 3, Gone.DELETED),
    Tombstone("87654321-9abc", "grant", 1, Gone.WITHDRAWN),
    Tombstone("abcdefgh-9abc", "outcome", 2, Gone.WITHDRAWN),
)


def test_records_taken_back_are_counted_and_named_by_their_short_ids_only() -> None:
    text = flat(read(report_of(tombstones=GONE)))
    changes = text[text.index("Changes to earlier records") : text.index("Annex")]
    assert "The campaign deleted 1 record of its earlier reports: 12345678." in changes
    assert "The campaign withdrew 2 records of its earlier reports: 87654321 and abcdefgh." in changes
    assert "Statement of December Revision 1" in changes
    assert "9abc" not in text


def test_records_taken_back_are_in_no_count_and_in_no_list() -> None:
    plain, with_gone = (unbroken(read(report)) for report in (report_of(), report_of(tombstones=GONE)))
    annex = slice(plain.index("Annex Records"), plain.index("How to check"))
    assert plain[annex] in with_gone
    assert "In short • 2 activities under 3 objectives" in with_gone


def test_a_report_that_only_takes_back_says_so_on_its_first_page() -> None:
    texts = read(report_of(Records(), tombstones=GONE[:1]))
    assert "1 record of earlier reports was deleted or withdrawn." in flat(texts[:1])
    assert "Changes to earlier records The campaign deleted 1 record" in flat(texts)
    assert "new, or changed since they were last sent" not in flat(texts)


def test_the_annex_lists_records_and_files_and_what_stayed() -> None:
    text = flat(read(report_of()))
    annex = text[text.index("Annex") :]
    assert "aaaaaaaa Activity 14 Mar 2018 Hearing of survivors in the National Assembly 1" in annex
    assert "photo of the hearing.jpg 1.9 MB abababababab" in annex
    assert "1 evidence file is held by the campaign" in annex


def test_an_empty_period_says_plainly_that_nothing_was_logged() -> None:
    text = flat(read(report_of(Records())))
    assert "Nothing was logged in this period." in text
    assert "No activities were logged in this period." in text
    assert "There are no records in this report." in text
    assert "What changed" not in text
    assert "What we need from you" not in text


def test_what_stays_is_not_on_the_pages() -> None:
    secret = activity(1, title="Night visit", result="Night visit", sharing="local")
    texts = flat(read(report_of(replace(RECORDS, activities=(*RECORDS.activities, secret)))))
    assert "Night visit" not in texts
    assert "A name that must stay" not in texts


def test_local_data_changes_no_byte_of_the_pages() -> None:
    other = replace(HEARING, people="Somebody else")
    local = activity(1, sharing="local", participants=500)
    after = replace(RECORDS, activities=(other, *RECORDS.activities[1:], local))
    assert pages(report_of(after)) == pages(report_of())


MARKUP = '<b>bold</b> & <a href="x">&amp;</a> </para> <img src="a"/> "quoted"'
LONG = "word " * 600
UNBROKEN = "W" * 3000
KHMER = "នេះគឺជាផែនការសកម្មភាពសម្រាប់សាលាភូមិ"


def everywhere(text: str) -> Report:
    """A report in which each text a person can write is this one."""
    texts: dict[str, Any] = dict.fromkeys(("title", "result", "details", "place", "media_reach"), text)
    hearing = replace(HEARING, **texts, state_response=text, institutions=(text, text))
    grant = replace(
        GRANT,
        title=text,
        purpose=text,
        decided_by=text,
        difficulties=text,
        next_steps=text,
        unspent=text,
        payments=(Payment(amount=Decimal(1), note=text),),
        budget=(BudgetLine(id="b1", title=text, reason=text),),
        planned_results=(PlannedResult(planned=text, happened=text, reached=text),),
    )
    names: dict[str, Any] = dict.fromkeys(("actor", "change", "significance", "contribution"), text)
    records = Records(
        activities=(hearing,),
        grants=(grant,),
        expenses=(
            replace(EXPENSE, what=text),
            replace(EXPENSE, id="x2", date=None, what=text, paid_to=text, receipt_missing=text),
        ),
        promises=(replace(PROMISE, who=text, what=text, how=text),),
        follow_ups=(replace(FOLLOW_UP, what=text),),
        outcomes=(replace(OUTCOME, **names, others=text, place=text),),
        indicator_updates=(replace(UPDATE, value=text, source=text, confidence=text),),
        evidence=(replace(PHOTO, name=text),),
    )
    campaign = msgspec.structs.replace(report_of().campaign, organisation=text)
    return report_of(records, campaign=campaign)


def test_what_looks_like_markup_is_printed_as_it_was_written() -> None:
    assert '<b>bold</b> & <a href="x">&amp;</a> </para>' in flat(read(everywhere(MARKUP)))


@pytest.mark.parametrize("text", [LONG, UNBROKEN, KHMER * 60, "a\n" * 200, "\x00\x07\ud7ff￿", " "])
def test_texts_of_any_length_and_shape_fit_on_pages(text: str) -> None:
    boxes = pdftotext(pages(everywhere(text)), "-bbox")
    ends = [float(one) for one in re.findall(r'xMax="([\d.]+)"', boxes)]
    assert max(ends) <= 595.3 - 50


@pytest.mark.parametrize("text", ["word " * 2000, "W" * 10_000])
def test_ten_thousand_characters_are_all_there(text: str) -> None:
    printed = flat(read(of(activity(1, details=text))))
    assert printed.count("W") + printed.count("word") >= text.count("W") + text.count("word")


def test_all_fonts_are_in_the_file() -> None:
    found = fonts(pages(report_of()))
    assert found
    assert all(found.values()), found


def test_each_script_is_drawn_in_a_font_that_has_it() -> None:
    text = "ខ្មែរ عربي ไทย ລາວ မြန်မာ हिन्दी বাংলা தமிழ் සිංහල አማርኛ ქართული հայերեն עברית Кириллица Ελληνικά"
    names = {name.partition("+")[2].partition("-")[0] for name in fonts(pages(everywhere(text)))}
    indic = {"Devanagari", "Bengali", "Tamil", "Sinhala"}
    wanted = indic | {"Khmer", "Thai", "Lao", "Myanmar", "Ethiopic", "Georgian", "Armenian", "Hebrew"}
    assert {f"NotoSans{one}" for one in wanted} | {"NotoSans", "NotoNaskhArabic"} == names


def test_pages_count_themselves_and_carry_the_running_head() -> None:
    texts = read(of(*(activity(n, details=LONG[:600]) for n in range(40))))
    assert len(texts) > 5
    for number, text in enumerate(texts, 1):
        assert f"Page {number} of {len(texts)}" in flat([text])
        assert ("Cambodia Campaign · Cambodia · 2018-Q1 · Report 7" in text) == (number > 1)


def test_a_long_table_repeats_its_head_on_each_page() -> None:
    texts = read(of(*(activity(n) for n in range(120))))
    with_rows = [text for text in texts if len(re.findall(r"^bbbbbbbb ", text, re.MULTILINE)) > 1]
    assert len(with_rows) > 2
    assert all("Rev." in text for text in with_rows)


HEADINGS = (
    r"\s*([123][ABC] \w|Outcomes$|Grants$|Survivors speak|Progress$|Answers to|Where the plan|Changes to"
    r"|Annex$|Promises by|What comes|Follow-ups that|Records in|Evidence files$|What stayed|How to check"
    r"|Records outside|Id +Kind|Objective +Why)"
)


@pytest.mark.parametrize("lines", range(0, 45, 2))
def test_no_heading_stands_alone_at_the_foot_of_a_page(lines: int) -> None:
    codes = ("1A", "1B", "2A", "2B", "2C", "3A", "3B", "3C")
    some = (
        activity(n, objectives=(f"strategy-2017-2021/{code}",), details="line\n" * lines)
        for n, code in enumerate(codes)
    )
    for text in read(report_of(replace(RECORDS, activities=(*RECORDS.activities, *some)))):
        body = [line for line in text.splitlines() if line.strip() and "Page " not in line]
        assert not re.match(HEADINGS, body[-1])


@pytest.mark.parametrize("lines", range(4))
def test_what_is_told_of_a_record_in_few_lines_stays_on_one_page(lines: int) -> None:
    some = (activity(n, details="line\n" * lines, institutions=("A ministry",)) for n in range(60))
    _, *texts = read(of(*some))
    told = [text for text in texts if "A ministry" in text]
    assert len(told) > 4
    for text in told:
        _, first, *_ = (line for line in text.splitlines() if line.strip())
        assert re.match(r"\s*(\d+ \w+ \d{4}|Activities by|[123][ABC] |Promises|Changes)", first), first


def test_bookmarks_lead_to_sections_and_objectives() -> None:
    with pikepdf.open(BytesIO(pages(report_of()))) as document, document.open_outline() as outline:
        titles = [one.title for one in outline.root]
        under = next(one.children for one in outline.root if one.title == "Activities by objective")
        assert titles[:2] == ["In short", "What changed"]
        assert titles[-4:] == ["Grants", "Progress", "Changes to earlier records", "Annex"]
        assert [one.title[:3] for one in under] == ["1A ", "2B "]


def test_links_lead_from_the_first_page_to_the_outcome() -> None:
    with pikepdf.open(BytesIO(pages(report_of()))) as document:
        first = document.pages[0]
        (link,) = [one for one in first.Annots.as_list() if one.Subtype == pikepdf.Name.Link]
        assert link.Dest.as_list()[0].objgen != first.objgen


def test_the_same_report_gives_the_same_pages() -> None:
    assert pages(report_of()) == pages(report_of())


def test_dates_are_as_exact_as_they_are_known() -> None:
    month = activity(1, start=date(2018, 2, 1), precision="month", title="In February")
    days = activity(2, start=date(2018, 1, 30), end=date(2018, 2, 1), title="Over two months")
    near = activity(3, start=date(2018, 2, 20), end=date(2018, 2, 22), title="Three days")
    text = flat(read(of(month, days, near)))
    assert re.search(r"(?<!\d )Feb 2018 No result noted yet. In February", text)
    assert "30 Jan – 1 Feb 2018 No result noted yet. Over two months" in text
    assert "20–22 Feb 2018 No result noted yet. Three days" in text


def test_an_objective_is_named_only_where_it_stands_out() -> None:
    records = replace(RECORDS, activities=(*RECORDS.activities, replace(LETTER, id="aaaaaaaa-9")))
    assert "3 activities under 3 objectives; most under 2B (2)." in flat(read(report_of(records))[:1])
