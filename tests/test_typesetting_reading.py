"""Text of every script reads again from the pages as it was written."""

from __future__ import annotations

import shutil
import unicodedata
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.platypus import Flowable

from icbl_desktop import config
from icbl_desktop.formats.report_pdf.fonts import as_markup, load
from icbl_desktop.formats.report_pdf.typesetting import ShapedParagraph, needs_shaping
from icbl_desktop.formats.report_pdf.typesetting.markup import pieces
from icbl_desktop.formats.report_pdf.typesetting.shaping import shaped
from tools.script_samples import STYLE, Sample, document, in_cell, letters, likeness, read_again, samples

load(config.resource("fonts"))
SAMPLES = samples()
WELL_READ = 0.97

reading = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not installed")

# Words of both directions, of scripts with and without spaces, numbers, brackets; and what is rare.
WORDS = (
    "mine", "Ottawa", "é", "школа", "שלום", "مرحبا", "السلام", "خطة", "សាលា", "ភូមិ", "ကျောင်း", "ຮຽນ",
    "โรงเรียน", "பள்ளி", "පාසල", "विद्यालय", "গ্রাম", "ትምህርት", "სკოლა", "դպրոց", "2018", "۱۴۰۵",
    "(a)", "3.5%", "“yes”", "–", "\n",
)  # fmt: skip
mixed = st.lists(st.sampled_from(WORDS), min_size=1, max_size=14).map(" ".join)
turned = st.text(
    "aש1 (.\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u0301\u200d", max_size=40
)
anything = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


def paragraph(text: str, *, right_to_left: bool = False) -> Flowable:
    """Always shaped, also where ReportLab could set it."""
    return ShapedParagraph(as_markup(text), STYLE, right_to_left=right_to_left)


@reading
@pytest.mark.parametrize("sample", SAMPLES, ids=lambda one: one.language)
def test_each_sample_reads_again(sample: Sample) -> None:
    assert likeness(document([sample.paragraph()]), sample.text) >= WELL_READ


@reading
@pytest.mark.parametrize("sample", SAMPLES, ids=lambda one: one.language)
def test_each_sample_reads_again_from_a_narrow_cell(sample: Sample) -> None:
    assert likeness(document([in_cell(sample.paragraph())]), sample.text) >= WELL_READ


@reading
@pytest.mark.parametrize("sample", SAMPLES, ids=lambda one: one.language)
def test_each_sample_reads_again_in_a_report_of_the_other_direction(sample: Sample) -> None:
    pdf = document([paragraph(sample.text, right_to_left=not sample.right_to_left)])
    assert likeness(pdf, sample.text) >= WELL_READ


@reading
def test_the_samples_on_one_page_after_each_other_read_again() -> None:
    found = letters(read_again(document([one.paragraph() for one in SAMPLES])))
    for sample in SAMPLES:
        if not sample.right_to_left:
            assert letters(sample.text) in found


@reading
@settings(max_examples=15, deadline=None)
@given(mixed)
def test_each_character_of_a_mixed_text_is_read_once(text: str) -> None:
    assert Counter(letters(read_again(document([paragraph(text)])))) == Counter(letters(text))


@settings(max_examples=40, deadline=None)
@given(st.one_of(mixed, turned, anything), st.booleans())
def test_any_text_is_set_and_the_same_one_gives_the_same_bytes(text: str, right_to_left: bool) -> None:
    once, again = (document([paragraph(text, right_to_left=right_to_left)]) for _ in range(2))
    assert once == again


@settings(max_examples=100, deadline=None)
@given(mixed)
def test_no_letter_that_the_fonts_have_is_an_empty_box(text: str) -> None:
    clusters = shaped(pieces(as_markup(text), STYLE), False, "en")
    assert "".join(one.text for one in clusters).split() == text.split()
    assert all(glyph.number for one in clusters for glyph in one.glyphs)


@reading
def test_what_no_font_has_is_seen_to_be_missing_and_reads_again() -> None:
    text = "Beijing 北京 and 😀"
    pdf = document([paragraph(text)])
    assert letters(read_again(pdf)) == letters(text)
    clusters = shaped(pieces(text, STYLE), False, "en")
    missing = {one.glyphs for one in clusters if one.text in "北京😀"}
    (sign,) = missing
    assert sign == shaped(pieces("\N{REPLACEMENT CHARACTER}", STYLE), False, "en")[0].glyphs


@reading
def test_marks_of_direction_do_their_work_and_are_not_in_the_text_of_the_page() -> None:
    isolate, end, mark = "\u2066", "\u2069", "\u200e"
    pdf = document([paragraph(f"قيد ({isolate}C-1{end}) {mark}7", right_to_left=True)])
    found = read_again(pdf)
    assert not {isolate, end, mark} & set(found)
    assert "C-1" in found


@pytest.mark.parametrize(
    "text",
    [
        "." * 5000,
        "(" * 3000 + "ا" + ")" * 3000,
        "% " * 2000 + "ש",
        "\u2067" * 300 + "a",
        "\u2067ש\u2069 " * 900,
    ],
)
def test_long_rows_of_signs_around_right_to_left_letters_are_set(text: str) -> None:
    pdf = document([paragraph(text + "عربي")])
    assert pdf.startswith(b"%PDF")


def test_only_what_needs_it_leaves_the_fast_road() -> None:
    for plain in ("Réunion à Genève – “yes”", "Женева", "Γενεύη", "Đây là kế hoạch", "<b>x</b> &amp; y"):
        assert not needs_shaping(plain)
    for other in (
        "e\N{COMBINING ACUTE ACCENT}",
        "ខ្មែរ",
        "عربي",
        "हिन्दी",
        "a\N{ZERO WIDTH JOINER}b",
        "<i>x</i>",
        "漢",
    ):
        assert needs_shaping(other), unicodedata.name(other[0])
