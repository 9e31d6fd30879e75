"""The structure of the pages: whoever hears a report gets its headings, lists, tables and links, in order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from io import BytesIO
from xml.sax.saxutils import escape

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Object, Page
from reportlab.platypus import Flowable

from icbl_desktop import config
from icbl_desktop.formats.report_pdf.fonts import load
from icbl_desktop.formats.report_pdf.pages import Furniture, build
from icbl_desktop.formats.report_pdf.placed import marked
from icbl_desktop.formats.report_pdf.styles import BODY, LINE, SECTION, TITLE
from icbl_desktop.formats.report_pdf.tables import grid, table
from icbl_desktop.formats.report_pdf.tagging import figure, tag
from tests.reports import HEARING, RECORDS, pages, report_of

PAINTING = {"S", "s", "f", "f*", "F", "B", "B*", "b", "b*", "Do", "sh", "Tj", "TJ", "'", '"'}


@pytest.fixture(autouse=True, scope="module")
def fonts() -> None:
    """Paragraphs are made before pages are: the fonts are known by then."""
    load(config.resource("fonts"))


@cache
def long_report(code: str) -> bytes:
    """Long enough for tables and paragraphs that go on over pages; with Khmer and Arabic accounts."""
    accounts = [
        "Three survivors spoke. " * 150,
        "រដ្ឋសភា​នឹង​សួរ​រដ្ឋាភិបាល។ " * 40,
        "سيناقش البرلمان الاتفاقية. " * 40,
    ]
    many = tuple(replace(HEARING, id=f"bbbbbbbb-{n}", details=accounts[n % 3]) for n in range(40))
    return pages(report_of(replace(RECORDS, activities=(*RECORDS.activities, *many))), code=code)


def bound(story: list[Flowable], *, right_to_left: bool = False, code: str = "en") -> bytes:
    return build(
        story,
        Furniture(
            title="A report",
            head="Running head",
            foot="The foot",
            page_of=lambda page, total: f"Page {page} of {total}",
            language=code,
            paper="A4",
            right_to_left=right_to_left,
        ),
    )


@dataclass
class Part:
    """An element as a reader meets it; ``marks`` (page, number) are what stands in it itself."""

    role: str
    marks: list[tuple[int, int]] = field(default_factory=list)
    kids: list[Part] = field(default_factory=list)
    alt: str = ""
    language: str = ""
    actual: str = ""

    def all(self, role: str) -> list[Part]:
        return [one for one in self.walk() if one.role == role]

    def walk(self) -> Iterator[Part]:
        yield self
        for kid in self.kids:
            yield from kid.walk()


def structure(pdf: bytes) -> Part:
    """The document's structure, checked: each mark has one place, and the ways there and back agree."""
    with pikepdf.open(BytesIO(pdf)) as document:
        root = document.Root.StructTreeRoot
        above = parents(root)
        found = Found()
        whole = found.part(root.K, root)
        for page in document.pages:
            assert page.Tabs == Name.S
            owners = [owner.objgen[0] for owner in above[int(page.StructParents)].as_list()]
            assert owners == [found.marks.pop((page.obj.objgen[0], n)) for n in range(len(owners))]
            assert sorted(marks(page)) == list(range(len(owners))), "each mark stands on the page once"
            for annotation in page.get(Name.Annots, Array()):
                link = above[int(annotation.StructParent)]
                assert link.objgen[0] == found.clicks.pop(annotation.objgen[0])
        assert (found.marks, found.clicks) == ({}, {})
        assert document.Root.MarkInfo.Marked
        return whole


def parents(root: Object) -> dict[int, Object]:
    numbers = root.ParentTree.Nums.as_list()
    keys = [int(key) for key in numbers[::2]]
    assert keys == sorted(set(keys))
    return dict(zip(keys, numbers[1::2], strict=True))


@dataclass
class Found:
    """Where the structure puts things: marks (page, number) and places to click, each in which element."""

    marks: dict[tuple[int, int], int] = field(default_factory=dict)
    clicks: dict[int, int] = field(default_factory=dict)

    def part(self, element: Object, parent: Object) -> Part:
        assert element.P.objgen == parent.objgen
        alt, language, actual = (str(element.get(key, "")) for key in (Name.Alt, Name.Lang, Name.ActualText))
        made = Part(str(element.S)[1:], alt=alt, language=language, actual=actual)
        for kid in element.K.as_list():
            kind = kid.get(Name.Type) if isinstance(kid, Dictionary) else None
            if kind == Name.StructElem:
                made.kids.append(self.part(kid, element))
            elif kind == Name.OBJR:
                assert made.role == "Link"
                self.clicks[kid.Obj.objgen[0]] = element.objgen[0]
            else:
                page, number = (kid.Pg, kid.MCID) if isinstance(kid, Dictionary) else (element.Pg, kid)
                mark = (page.objgen[0], int(number))
                assert mark not in self.marks
                self.marks[mark] = element.objgen[0]
                made.marks.append(mark)
        return made


def marks(page: Page) -> Iterator[int]:
    """The numbers of all marks on a page; nothing is drawn outside a mark or an artifact, nor in two."""
    open_marks: list[bool] = []
    for instruction in pikepdf.parse_content_stream(page):
        name, operands = str(instruction.operator), instruction.operands
        if name == "BMC":
            assert operands[0] == Name.Artifact
            open_marks.append(True)
        elif name == "BDC":
            open_marks.append(True)
            yield int(operands[1].MCID)
        elif name == "EMC":
            open_marks.pop()
        elif name in PAINTING:
            assert len(open_marks) == 1, f"{name} stands in {len(open_marks)} marks"
    assert open_marks == []


@pytest.mark.parametrize("code", ["en", "ar"])
def test_all_that_is_drawn_has_one_place_in_the_structure(code: str) -> None:
    whole = structure(long_report(code))
    assert whole.role == "Document"
    assert len(whole.all("H1")) == 1
    sections = whole.all("Sect")
    assert len(sections) >= 8
    assert [one.kids[0].role for one in sections] == ["H2"] * len(sections)
    assert {"H3", "L", "LI", "LBody", "P", "Span", "Table", "TR", "TH", "TD", "Link"} <= {
        one.role for one in whole.walk()
    }


def test_a_list_holds_its_items() -> None:
    story = [marked("A report", TITLE), marked("In short", SECTION, "short")]
    story += [marked(f"Line {n}", LINE, beside="•") for n in range(3)]
    story += [marked("Between", BODY), marked("Other", LINE, beside="•")]
    section = structure(bound(story)).all("Sect")[0]
    assert [one.role for one in section.kids] == ["H2", "L", "P", "L"]
    assert [one.role for one in section.kids[1].kids] == ["LI"] * 3
    assert [len(one.marks) for one in section.all("LBody")] == [1, 1, 1, 1], "the dot is an artifact"


def test_a_paragraph_over_two_pages_is_one() -> None:
    story = [marked("Before", BODY), marked("Many words. " * 1500, BODY), marked("After", BODY)]
    whole = structure(bound(story))
    assert [one.role for one in whole.kids] == ["P"] * 3
    assert len({page for page, _ in whole.kids[1].marks}) >= 2


def test_a_table_over_pages_is_one_and_its_head_is_read_once() -> None:
    rows: list[list[str | Flowable]] = [["Name", "Size"]]
    rows += [[f"photo-{n}.jpg", marked(f"{n} KB", BODY)] for n in range(150)]
    whole = structure(bound([table(rows, [200, 100])]))
    (one,) = whole.kids
    assert one.role == "Table"
    assert len(one.all("TR")) == 151
    assert len(one.all("TH")) == 2
    assert all(len(row.kids) == 2 for row in one.all("TR"))


@pytest.mark.parametrize("right_to_left", [False, True])
def test_columns_from_the_right_are_read_first_to_last(right_to_left: bool) -> None:
    rows: list[list[str | Flowable]] = [["First", "Second"], ["1", marked("2", BODY)]]
    pdf = bound([table(rows, [200, 100], right_to_left=right_to_left)], right_to_left=right_to_left)
    first, second = structure(pdf).all("TR")[1].kids
    assert (len(first.kids), len(second.kids)) == (0, 1), "the paragraph is in the second cell"


@pytest.mark.parametrize("right_to_left", [False, True])
def test_what_stands_side_by_side_is_read_one_after_the_other(right_to_left: bool) -> None:
    cells: list[list[Flowable]] = [[marked("17", BODY), marked("activities", BODY)], [marked("5", BODY)]]
    whole = structure(bound([grid([cells], [90, 90], [], right_to_left=right_to_left)]))
    row = whole.kids[0].kids[0]
    assert [[one.role for one in cell.kids] for cell in row.kids] == [["P", "P"], ["P"]]
    assert whole.all("Table") == []


def test_the_words_of_a_link_stand_in_it_with_the_place_to_click() -> None:
    story = [
        marked("See", SECTION, "here"),
        marked('Read <a href="#here">what changed</a> and <a href="https://example.org">more</a>.', BODY),
        marked('<a href="#here">All of it</a>', BODY),
    ]
    section = structure(bound(story)).all("Sect")[0]
    assert [one.role for one in section.kids[1].kids] == ["Link", "Link"]
    assert len(section.kids[1].marks) == 3, "before, between and after"
    assert [len(one.marks) for one in section.all("Link")] == [1, 1, 1]
    assert section.kids[2].marks == []


class Square(Flowable):  # type: ignore[misc]  # ReportLab has no types
    width = height = 20
    alt = "Spent: 60 of 100 – “ខ្មែរ”"

    def draw(self) -> None:
        with tag(self.canv, figure(self.canv, self.width, self.height, self.alt)):
            self.canv.rect(0, 0, self.width, self.height, fill=1)


def test_a_figure_says_what_it_shows() -> None:
    (shown,) = structure(bound([Square()])).kids
    assert (shown.role, shown.alt, len(shown.marks)) == ("Figure", Square.alt, 1)


def test_heads_feet_and_page_numbers_are_not_read() -> None:
    whole = structure(bound([marked("Many words. " * 1500, BODY)]))
    assert [one.role for one in whole.walk()] == ["Document", "P"]


def test_the_document_says_its_language_and_direction() -> None:
    with pikepdf.open(BytesIO(bound([marked("x", BODY)], right_to_left=True, code="ar"))) as document:
        assert str(document.Root.Lang) == "ar"
        assert document.Root.ViewerPreferences.Direction == Name.R2L
        assert document.Root.ViewerPreferences.DisplayDocTitle


def test_a_text_in_a_script_of_one_language_says_which() -> None:
    texts = ["Three survivors spoke.", "<b>Details:</b> រដ្ឋសភា​នឹង​សួរ​រដ្ឋាភិបាល។", "سيناقش البرلمان الاتفاقية."]
    whole = structure(bound([marked(text, BODY, language="en") for text in texts]))
    assert [one.language for one in whole.kids] == ["", "km", ""]


def test_a_long_text_in_a_narrow_column_goes_over_lines() -> None:
    rows: list[list[str | Flowable]] = [["Kind", "Date"], ["Réponse à un indicateur <1>", "14 mars"]]
    narrow, wide = (structure(bound([table(rows, [width, 60])])) for width in (70, 300))
    assert [one.role for one in narrow.all("TR")[1].kids[0].walk()] == ["TD", "P"]
    assert [one.role for one in wide.all("TR")[1].kids[0].walk()] == ["TD"]


def test_what_runs_right_to_left_is_heard_as_it_was_written() -> None:
    text = "سيناقش البرلمان الاتفاقية (CCM & <MBT>) في 2018 قبل نهاية السنة."
    line = marked(f"<b>{escape(text)}</b>", BODY, right_to_left=True, beside="14 مارس")
    link = marked(f'<a href="https://example.org">{escape(text)}</a>', BODY, right_to_left=True)
    heard = structure(bound([line, link, marked("Many words.", BODY)], right_to_left=True)).kids
    assert [one.actual for one in heard] == [f"14 مارس {text}", "", ""]
