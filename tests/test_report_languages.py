"""The report in its six languages: whole catalogues, right plurals, pages that run the right way."""

from __future__ import annotations

import ast
import inspect
import pkgutil
import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from importlib import import_module
from io import BytesIO
from string import Formatter
from types import ModuleType
from typing import Any

import pikepdf
import pytest
from babel.messages import Catalog
from babel.messages.pofile import read_po

from icbl_desktop import config
from icbl_desktop.app import App
from icbl_desktop.domain.period import Period
from icbl_desktop.domain.report_order import LANGUAGES, Paper, ReportKind, ReportOrder
from icbl_desktop.formats import report_pdf
from icbl_desktop.formats.report_data import Report
from icbl_desktop.formats.report_parts import AmendsPart, FieldChange, RecordChange
from icbl_desktop.formats.report_pdf import drafted_lines, words
from icbl_desktop.formats.report_pdf.language import LOCALES
from icbl_desktop.formats.report_pdf.text import amount, day, size, span
from icbl_desktop.services import reports
from tests.pdf_tools import pdftotext
from tests.reports import GRANT, HEARING, MADE, names, pages, plan, report_of
from tests.workspace import log
from tools.report_words import IN_ENGLISH_ONLY, messages

OTHERS = ("fr", "es", "pt", "ru", "ar")

# Words that are the same in two languages, names, and what is a code.
SAME = {
    "SHA-256", "Investing in Action", "Together in Action", "Date", "Source: {source}", "Institutions",
    "{label}:", "{n} participant", "{percent} %", "Action", "National", "International", "Regional", "No",
    "Cabo Verde", "Myanmar", "Timor-Leste", "Monitor",
}  # fmt: skip
LATIN = re.compile(
    r"SHA-256|PDF|report\.json(\.minisig)?|minisign|\bage\b|(Investing|Together) in Action|[{]\w+[}]"
)


def catalogue(code: str) -> Catalog:
    with config.resource("report-words", f"{code}.po").open("rb") as file:
        return read_po(file)


def read(code: str, report: Report | None = None) -> str:
    """The pages in a language as one line."""
    return flat(pdftotext(pages(report or report_of(), code=code), "-layout"))


def flat(text: str) -> str:
    return " ".join(text.split())


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def forms(message: str | Sequence[str] | None) -> tuple[str, ...]:
    return (message,) if isinstance(message, str) else tuple(message or ())


@pytest.mark.parametrize("code", OTHERS)
def test_each_catalogue_says_every_message_and_nothing_else(code: str) -> None:
    read = catalogue(code)
    said = {one.id: one for one in read if one.id}
    assert set(said) == set(messages())
    assert read.locale_identifier == {"pt": "pt_PT"}.get(code, code)
    for message, entry in said.items():
        strings = forms(entry.string)
        assert not entry.fuzzy, message
        assert all(string.strip() for string in strings), message
        assert len(strings) == (read.num_plurals if isinstance(message, tuple) else 1), message


@pytest.mark.parametrize("code", OTHERS)
def test_each_translation_is_filled_with_the_same_values(code: str) -> None:
    for one in catalogue(code):
        if one.id:
            wanted = set().union(*map(placeholders, forms(one.id)))
            may_lack = {"n"} if isinstance(one.id, tuple) else set()  # "one woman" needs no number
            for string in forms(one.string):
                assert wanted - may_lack <= placeholders(string) <= wanted, one.id


@pytest.mark.parametrize("code", OTHERS)
def test_no_english_is_left_in_another_language(code: str) -> None:
    for one in catalogue(code):
        if not one.id or set(forms(one.id)) & SAME:
            continue
        for string in forms(one.string):
            if code in ("ru", "ar"):
                assert not re.search("[A-Za-z]", LATIN.sub("", string)), string
            elif re.search(r"[a-z]{3}", LATIN.sub("", string)) and len(forms(one.id)[0].split()) > 1:
                assert string not in forms(one.id), string


def modules() -> list[ModuleType]:
    return [
        import_module(f"{report_pdf.__name__}.{one.name}")
        for one in pkgutil.iter_modules(report_pdf.__path__)
        if not one.name.startswith(IN_ENGLISH_ONLY)
    ]


def test_what_the_pages_say_stands_in_the_modules_of_words() -> None:
    """A message given to ``say`` and its like from elsewhere would be missing in the catalogues."""
    known, speaking = set(messages()), {"say", "count", "section", "plain_subsection", "labelled", "linked"}
    found = 0
    for module in modules():
        calls = (one for one in ast.walk(ast.parse(inspect.getsource(module))) if isinstance(one, ast.Call))
        for call in calls:
            if isinstance(call.func, ast.Attribute) and call.func.attr in speaking and call.args:
                for name in (one for one in ast.walk(call.args[0]) if _is_constant(one)):
                    said = eval(ast.unparse(name), vars(module))
                    if type(said) in (str, tuple):  # a message, no member of an enumeration
                        assert said in known, f"{module.__name__}: {ast.unparse(name)}"
                        found += 1
    assert found > 100


def _is_constant(node: ast.AST) -> bool:
    if isinstance(node, ast.Attribute):
        return node.attr.isupper()
    return isinstance(node, ast.Name) and node.id.isupper()


@pytest.mark.parametrize(
    ("code", "n", "said"),
    [
        ("fr", 0, "0 femme"),
        ("fr", 1, "1 femme"),
        ("fr", 2, "2 femmes"),
        ("es", 1, "1 mujer"),
        ("pt", 0, "0 mulheres"),
        ("ru", 1, "1 женщина"),
        ("ru", 3, "3 женщины"),
        ("ru", 5, "5 женщин"),
        ("ru", 21, "21 женщина"),
        ("ru", 1250, "1\u00a0250 женщин"),
        ("ar", 1, "امرأة واحدة"),
        ("ar", 2, "امرأتان"),
        ("ar", 5, "5 نساء"),
        ("ar", 19, "19 امرأة"),
        ("ar", 100, "100 امرأة"),
    ],
)
def test_numbers_take_the_right_plural(code: str, n: int, said: str) -> None:
    assert names(code).language.count(words.WOMEN, n) == said


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("en", ["3 April 2018", "1–31 Mar 2018", "USD\u00a01,250.50", "1.9 MB", "Cambodia and DR Congo"]),
        ("fr", ["3 avril 2018", "1–31 mars 2018", "USD\u00a01\u202f250,50", "1,9\u202fMo"]),
        ("es", ["3 de abril de 2018", "1–31 mar 2018", "USD\u00a01.250,50", "1,9 MB", "Camboya y"]),
        ("pt", ["3 de abril de 2018", "1–31 mar. 2018", "USD\u00a01\u00a0250,50", "1,9 MB", "Camboja e"]),
        ("ru", ["3 апреля 2018", "1–31 мар. 2018", "USD\u00a01\u00a0250,50", "1,9 МБ", "Камбоджа и"]),
        ("ar", ["3 أبريل 2018", "1–31 مارس 2018", "USD\u00a01,250.50", "1.9 م.ب", "كمبوديا و"]),
    ],
)
def test_dates_money_and_states_are_written_as_the_language_has_them(code: str, said: list[str]) -> None:
    here = names(code)
    printed = (
        day(here.language, MADE),
        span(here.language, date(2018, 3, 1), date(2018, 3, 31)),
        amount(here.language, Decimal("1250.5"), "USD"),
        size(here.language, 1_912_000),
        here.state_names(["KHM", "COD"]),
    )
    for wanted, got in zip(said, printed, strict=False):
        assert got.startswith(wanted)


def test_a_sum_below_nothing_has_its_sign_before_it_in_arabic_too() -> None:
    assert amount(names("ru").language, Decimal("-161.75"), "USD") == "USD\u00a0−161,75"
    sign_on_the_left = "USD\u00a0\u200e−161.75"
    assert amount(names("ar").language, Decimal("-161.75"), "USD") == sign_on_the_left


def test_states_bear_the_names_the_treaties_give_them() -> None:
    assert names("fr").state_names(["PSE"]) == "État de Palestine"
    assert names("es").state_names(["MMR"]) == "Myanmar"
    assert names("ru").state_names(["VNM"]) == "Вьетнам"
    assert names("ar").state_names(["XXX"]) == "\u2068XXX\u2069"  # not known: its code, in its own direction


def test_a_french_report_is_french_from_first_page_to_annex() -> None:
    text = read("fr")
    for said in (
        "Rapport trimestriel · Rapport n° 7",
        "Cambodge · du 1er janvier 2018 au 31 mars 2018 (2018-Q1)",
        "En bref • 2 activités au titre de 3 objectifs.",
        "Promesses de responsables officiels : 1 faite et 1 en attente.",
        "USD 421,50 dépensés sur USD 3 000 reçus.",
        "En attente, échéance : 30 juin 2018 · faite le 14 mars 2018 · au titre de 1A",
        "Stocks, emploi passé ou contamination",
        "Page 1 sur",
    ):
        assert said in text


AMENDED = AmendsPart(
    stream="stream-1",
    number=6,
    digest="11" * 32,
    why="A number was wrong.",
    changes=(
        RecordChange(
            id=HEARING.id,
            kind="activity",
            what="changed",
            fields=(
                FieldChange(field="start", before="2018-03-14", after="2018-03-15"),
                FieldChange(field="participants", before="45", after="46"),
            ),
        ),
    ),
)
KINDS: dict[str, dict[str, Any]] = {
    "activity report": {},
    "final grant report": {"kind": ReportKind.GRANT_FINAL, "grant_id": GRANT.id},
    "mid-term grant report": {"kind": ReportKind.GRANT_MID_TERM, "grant_id": GRANT.id},
    "state brief": {"kind": ReportKind.STATE_BRIEF, "iso3": "KHM"},
    "amendment": {"amends": AMENDED},
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("code", ["fr", "ru", "ar"])
def test_no_page_shows_an_english_message_where_another_language_was_asked_for(code: str, kind: str) -> None:
    report = report_of(**KINDS[kind])
    text, narrative = read(code, report), f"{plan()}{report}"
    for message in messages():
        for form in forms(message):
            sentence = form.partition("{")[0].strip()
            if len(sentence.split()) > 2 and form not in SAME and sentence not in narrative:
                assert sentence not in text


def test_the_narrative_stays_as_it_was_written() -> None:
    text = read("ru")
    assert "The commission will ask the government for its timetable of accession." in text
    assert "Three survivors spoke, from Battambang & Pailin." in text


def boxes(pdf: bytes) -> list[tuple[int, float, float, str]]:
    """Page, left and right edge, and text of each word."""
    found = []
    for number, page in enumerate(pdftotext(pdf, "-bbox").split("<page ")[1:], 1):
        words = re.findall(r'xMin="([\d.]+)".*?xMax="([\d.]+)".*?>(.*?)</word>', page)
        found += [(number, float(left), float(right), text) for left, right, text in words]
    return found


def test_an_arabic_report_runs_from_right_to_left() -> None:
    placed = boxes(pages(report_of(), code="ar"))
    (_, _, organisation_ends, _) = next(one for one in placed if one[3] == "Campaign")
    (page, _, result_ends, _) = next(one for one in placed if one[3] == "accession.")
    days = [left for number, left, _, text in placed if number == page and text == "14"]
    assert organisation_ends == pytest.approx(595.3 - 56.7, abs=3)
    assert max(days) > result_ends, "the date stands beside the text, on its right"
    ids = [one for one in placed if one[3].startswith("aaaaaaaa")]
    titles = [one for one in placed if one[3] == "Statement" and one[0] == ids[-1][0]]
    assert min(one[1] for one in ids[-1:]) > titles[-1][1], "a table's first column is its rightmost"


def test_codes_keep_their_order_among_arabic_words() -> None:
    text = pdftotext(pages(report_of(), code="ar"), "-raw")
    assert "2018-Q1" in text
    assert "2018-2019 Operational Plan" in text


@pytest.mark.parametrize(("paper", "size"), [("A4", (595.276, 841.89)), ("Letter", (612, 792))])
@pytest.mark.parametrize("code", ["en", "ar"])
def test_the_pages_fill_the_paper_that_was_asked_for(
    code: str, paper: str, size: tuple[float, float]
) -> None:
    pdf = pages(report_of(), code=code, paper=paper)
    with pikepdf.open(BytesIO(pdf)) as document:
        assert [float(one) for one in document.pages[0].MediaBox[2:]] == pytest.approx(size, abs=0.1)
    edge = 56.7
    placed = boxes(pdf)
    assert min(left for _, left, _, _ in placed) == pytest.approx(edge, abs=2)
    assert max(right for _, _, right, _ in placed) == pytest.approx(size[0] - edge, abs=3)


def test_the_persons_own_lines_stand_in_place_of_the_drafted_ones() -> None:
    own = ("Parliament spoke of mines for the first time.", "Survivors were heard.")
    text = read("en", report_of(in_short=own, needs=("A letter from Geneva.",)))
    assert (
        "In short • Parliament spoke of mines for the first time. • Survivors were heard. What changed"
        in text
    )
    assert "What we need from you • A letter from Geneva." in text
    assert "2 activities under 3 objectives" not in text
    assert "In short" not in read("en", report_of(in_short=(), needs=()))


def test_the_drafted_lines_are_those_the_pages_show() -> None:
    in_short, needs = drafted_lines(report_of(), names("es"))
    text = read("es")
    assert len(in_short) == 5
    assert needs
    assert all(" ".join(line.split()) in text for line in (*in_short, *needs))


def test_a_language_that_is_not_there_is_english() -> None:
    assert names("km").language.code == "en"


def test_a_report_is_made_in_the_language_and_on_the_paper_of_its_order(app: App) -> None:
    log(app.db, start=date(2018, 2, 1))
    order = ReportOrder(period=Period.quarter(2018, 1), language="fr", paper=Paper.LETTER)
    preview = reports.preview(app.db, app.folders, order)
    assert preview.in_short[0] == "1 activité au titre de l’objectif 1A."
    assert "Rapport trimestriel · Brouillon" in flat(pdftotext(preview.pdf, "-layout"))
    with pikepdf.open(BytesIO(preview.pdf)) as document:
        assert float(document.pages[0].MediaBox[2]) == 612


def test_every_language_a_report_can_be_ordered_in_is_there() -> None:
    assert tuple(LOCALES) == LANGUAGES


def test_a_change_is_named_without_the_marks_of_the_question_it_was_asked_with() -> None:
    text = flat(pdftotext(pages(report_of(amends=AMENDED), code="es"), "-raw"))
    assert "Cuándo: 14 de marzo de 2018, ahora 15 de marzo de 2018" in text
    assert "¿Cuándo" not in text
