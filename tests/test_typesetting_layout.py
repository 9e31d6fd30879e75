"""Where shaped text stands on the page: sides, columns, lines, pages, links."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from html import unescape
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph

from icbl_desktop import config
from icbl_desktop.formats.report_pdf.fonts import BOLD, REGULAR, as_markup, load
from icbl_desktop.formats.report_pdf.placed import marked
from icbl_desktop.formats.report_pdf.styles import CELL
from icbl_desktop.formats.report_pdf.typesetting import ShapedParagraph
from icbl_desktop.formats.report_pdf.typesetting.markup import unmarked
from tests.pdf_tools import pdftotext
from tools.script_samples import Sample, document, letters, read_again, samples

load(config.resource("fonts"))
SAMPLES = {one.language: one for one in samples()}
ARABIC, KHMER, LATIN = (
    SAMPLES["ar"].text,
    SAMPLES["km"].text,
    "The commission will ask for the timetable. " * 5,
)
PAGE = WIDTH, HEIGHT = 300, 400

pytestmark = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not installed")


@dataclass(frozen=True)
class Word:
    """A word of the page and where it begins and ends, in points from the left and the top."""

    text: str
    left: float
    right: float
    top: float


def style(**more: Any) -> ParagraphStyle:
    return ParagraphStyle("test", fontName=REGULAR, fontSize=10, leading=14, bulletFontName=REGULAR, **more)


def page(*paragraphs: Any) -> bytes:
    """Paragraphs drawn below each other on a page that is just as wide."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=PAGE, initialFontName=REGULAR, invariant=1)
    y = float(HEIGHT)
    for one in paragraphs:
        _, height = one.wrapOn(canvas, WIDTH, HEIGHT)
        y -= height
        one.drawOn(canvas, 0, y)
    canvas.save()
    return out.getvalue()


def words(pdf: bytes) -> list[Word]:
    """The words of a page, from its top."""
    found = re.findall(
        r'<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="[-\d.]+">(.*?)</word>',
        pdftotext(pdf, "-bbox"),
    )
    return [
        Word(unescape(text), float(left), float(right), round(float(top))) for left, top, right, text in found
    ]


def lines(pdf: bytes) -> list[tuple[float, float]]:
    """Where each line of a page begins and ends, from its top."""
    rows: dict[int, list[Word]] = {}
    for word in words(pdf):
        rows.setdefault(round(word.top / 14), []).append(word)
    return [
        (min(word.left for word in row), max(word.right for word in row)) for _, row in sorted(rows.items())
    ]


def at_left(line: tuple[float, float]) -> bool:
    return line[0] == pytest.approx(0, abs=1.5)


def at_right(line: tuple[float, float]) -> bool:
    return line[1] == pytest.approx(WIDTH, abs=1.5)


def test_shaped_and_plain_latin_stand_in_the_same_places() -> None:
    plain, shaped = (words(page(kind(LATIN, style()))) for kind in (Paragraph, ShapedParagraph))
    assert [word.text for word in plain] == [word.text for word in shaped]
    for one, other in zip(plain, shaped, strict=True):
        assert (one.left, one.top) == pytest.approx((other.left, other.top), abs=2)


@pytest.mark.parametrize("text", [LATIN, "  one\n two \t three ", "20\u00a0% of\u2009it,\u2028and more", " "])
def test_text_without_marks_is_set_as_if_it_were_read_as_markup(text: str) -> None:
    at_once = Paragraph(text, style(), frags=unmarked(text, style()))
    assert page(at_once) == page(Paragraph(text, style()))


def test_an_account_of_several_lines_begins_where_its_own_script_does() -> None:
    assert all(map(at_right, lines(page(ShapedParagraph(ARABIC, style())))))
    assert all(map(at_left, lines(page(ShapedParagraph(LATIN, style(), right_to_left=True)))))


def test_a_single_line_keeps_to_the_side_of_the_document() -> None:
    assert at_left(lines(page(ShapedParagraph("السلام", style())))[0])
    assert at_right(lines(page(ShapedParagraph("Letter", style(), right_to_left=True)))[0])
    assert at_right(lines(page(ShapedParagraph("2018-03", style(), right_to_left=True)))[0])


def test_the_cells_of_a_column_begin_on_one_side_however_many_lines_they_have() -> None:
    ltr = lines(page(ShapedParagraph(ARABIC, CELL)))
    rtl = lines(page(ShapedParagraph(LATIN, CELL, right_to_left=True)))
    assert len(ltr) > 1 < len(rtl)
    assert all(map(at_left, ltr))
    assert all(map(at_right, rtl))


def test_a_line_does_not_end_inside_a_number() -> None:
    text = "What resources did the groups receive in all of this year? USD 12\u202f500."
    for width in range(60, 300):
        paragraph = marked(text, style())
        paragraph.wrap(width, 500)
        assert all(
            "USD 12" not in " ".join(one[1]) or "500" in " ".join(one[1]) for one in paragraph.blPara.lines
        )


def test_lines_with_a_date_beside_them_stay_next_to_it() -> None:
    column = style(leftIndent=80)
    ltr = lines(page(ShapedParagraph(ARABIC, column, beside="2018")))
    rtl = lines(page(ShapedParagraph(LATIN, column, beside="2018", right_to_left=True)))
    assert len(ltr) > 1
    assert len(rtl) > 1
    assert [left for left, _ in ltr[1:]] == pytest.approx([80] * (len(ltr) - 1), abs=1.5)
    assert [right for _, right in rtl[1:]] == pytest.approx([WIDTH - 80] * (len(rtl) - 1), abs=1.5)


def test_alignment_at_the_end_and_in_the_middle_is_mirrored() -> None:
    at_end = style(alignment=TA_RIGHT)
    assert at_right(lines(page(ShapedParagraph("ឆ្នាំ", at_end)))[0])
    assert at_left(lines(page(ShapedParagraph("ឆ្នាំ", at_end, right_to_left=True)))[0])
    left, right = lines(page(ShapedParagraph("ឆ្នាំ", style(alignment=TA_CENTER))))[0]
    assert left == pytest.approx(WIDTH - right, abs=1.5)


def test_justified_lines_but_the_last_end_at_both_sides() -> None:
    *full, last = lines(
        page(ShapedParagraph(f"Ê\N{COMBINING ACUTE ACCENT} {LATIN}", style(alignment=TA_JUSTIFY)))
    )
    assert len(full) > 2
    assert all(at_left(line) and at_right(line) for line in full)
    assert not at_right(last)


def test_a_forced_break_ends_a_line() -> None:
    found = words(page(ShapedParagraph("សាលា<br/>ភូមិ<br/><br/>ឆ្នាំ", style())))
    tops = [word.top for word in found]
    assert tops[1] - tops[0] == pytest.approx(14 * 1.2, abs=1)
    assert tops[2] - tops[1] == pytest.approx(2 * 14 * 1.2, abs=1)


def test_what_stands_beside_is_on_the_documents_side_and_mirrors_the_indent() -> None:
    indented = style(leftIndent=80, bulletIndent=5, bulletFontSize=8)
    ltr = words(page(ShapedParagraph("ភូមិ", indented, beside="៩មីនា")))
    rtl = words(page(ShapedParagraph("السلام", indented, beside="آذار", right_to_left=True)))
    assert sorted(round(word.left) for word in ltr) == pytest.approx([5, 80], abs=1)
    assert sorted(round(word.right) for word in rtl) == pytest.approx([WIDTH - 80, WIDTH - 5], abs=1)


def test_a_first_line_clears_what_is_too_wide_for_the_column_beside_it() -> None:
    narrow = style(leftIndent=20, bulletIndent=0, bulletFontSize=10)
    found = words(page(ShapedParagraph("<br/>".join(["ភូមិ"] * 2), narrow, beside="ថ្ងៃទី១៤មីនា")))
    date, first, second = found
    assert first.left > date.right + 3
    assert second.left == pytest.approx(20, abs=1)


def test_lines_of_scripts_with_marks_above_marks_are_a_fifth_higher() -> None:
    heights = {
        language: ShapedParagraph("<br/>".join([SAMPLES[language].text[:9]] * 5), style()).wrap(
            WIDTH, HEIGHT
        )[1]
        for language in ("th", "km", "lo", "my", "ta", "uk")
    }
    assert heights["ta"] == heights["uk"] == 5 * 14
    assert heights["th"] == heights["km"] == heights["lo"] == heights["my"] == pytest.approx(5 * 14 * 1.2)


def test_a_label_does_not_decide_the_direction_of_what_follows() -> None:
    labelled = f'<font name="{BOLD}">Result:</font> {ARABIC}'
    found = lines(page(ShapedParagraph(labelled, style())))
    assert all(map(at_right, found))


@pytest.mark.parametrize("text", ["W" * 400, "ក" * 300, "ش" * 400, "https://example.org/" + "a-b_c" * 60])
@pytest.mark.parametrize("width", [3, 60, WIDTH])
def test_a_word_longer_than_its_line_is_cut_and_nothing_is_lost(text: str, width: float) -> None:
    paragraph = ShapedParagraph(f"e\N{COMBINING ACUTE ACCENT} {text}", style())
    paragraph.wrap(width, HEIGHT)
    parts = paragraph.split(width, 14 * 6)
    whole = "".join(cluster.text for part in parts for cluster in part.part.clusters)
    assert whole.endswith(text)


def test_no_line_is_wider_than_the_page() -> None:
    pdf = page(*(ShapedParagraph(one.text * 2 + "W" * 90, style()) for one in SAMPLES.values()))
    assert max(word.right for word in words(pdf)) <= WIDTH + 0.5
    assert min(word.left for word in words(pdf)) >= -0.5


@given(st.sampled_from(list(SAMPLES.values())), st.integers(1, 12), st.booleans(), st.booleans())
def test_the_parts_of_a_split_paragraph_are_as_high_as_the_whole(
    sample: Sample, fit: int, orphans: bool, widows: bool
) -> None:
    allowed = style(allowOrphans=int(orphans), allowWidows=int(widows))
    paragraph = ShapedParagraph(as_markup(sample.text * 2), allowed, beside="១")
    _, height = paragraph.wrap(120, HEIGHT)
    line = paragraph.split(120, 1000)[0].height / round(height / (14 if height % 14 < 1e-6 else 16.8))
    parts = paragraph.split(120, fit * line + 0.5)
    if not parts:
        assert fit == 1 or not widows
        return
    assert sum(part.height for part in parts) == pytest.approx(height)
    assert parts[0].height <= fit * line + 0.5
    counts = [round(part.height / line) for part in parts]
    assert orphans or counts[0] > 1
    assert widows or counts[-1] > 1


def test_an_account_of_many_pages_is_there_to_its_last_letter() -> None:
    story = [marked(as_markup(SAMPLES[language].text * 120), style()) for language in ("km", "ar")]
    pdf = document(story)
    with pikepdf.open(BytesIO(pdf)) as opened:
        assert len(opened.pages) > 4
    assert letters(read_again(pdf)).count(letters(KHMER)) >= 100  # less those that stand on two pages


def test_links_lead_to_the_first_part_of_a_split_paragraph() -> None:
    paragraph = marked(KHMER * 3, style(), "here", entry=("Title", 0))
    first, rest = paragraph.splitOn(Canvas(BytesIO()), 120, 60)
    assert (first.key, first.entry) == ("here", ("Title", 0))
    assert (rest.key, rest.entry) == ("", None)


def rectangles(pdf: bytes) -> list[tuple[str, list[float]]]:
    """The places to click on a page, and where each leads."""
    with pikepdf.open(BytesIO(pdf)) as document:
        return [
            (str(one.A.URI) if "/A" in one else str(one.Dest), [float(number) for number in one.Rect])
            for one in document.pages[0].Annots
        ]


@pytest.mark.parametrize("right_to_left", [False, True])
def test_a_link_is_over_its_words_on_each_line_it_stands_on(right_to_left: bool) -> None:
    text = "عام جديد " * 12 if right_to_left else "ឆ្នាំ ថ្មី " * 12
    markup = f'{text[:30]} <a href="https://example.org/x" color="#0B6068">{text}</a>'
    pdf = page(ShapedParagraph(markup, style(), right_to_left=right_to_left))
    found = rectangles(pdf)
    assert len(found) > 1
    assert {where for where, _ in found} == {"https://example.org/x"}
    first, *others = [box for _, box in found]
    assert first[2] < WIDTH - 20 if right_to_left else first[0] > 20
    assert all(0 <= box[0] < box[2] <= WIDTH + 0.5 for box in others)
    assert all(box[1] < box[3] < first[3] for box in others)


def test_slanted_letters_lean_only_in_scripts_that_know_it() -> None:
    leaning = b"1 0 0.2 1"
    for text, leans in (("Ottawa", True), ("Оттава", True), ("ភូមិ", False), ("السلام", False)):
        with pikepdf.open(BytesIO(page(ShapedParagraph(f"<i>{text}</i>", style())))) as document:
            assert (leaning in document.pages[0].Contents.read_bytes()) == leans


def test_a_report_in_everyday_letters_loads_nothing_for_the_others() -> None:
    program = (
        "import sys; from icbl_desktop.formats.report_pdf import render;"
        "print([one for one in ('icu4py', 'fpdf', 'fontTools') if one in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
