"""The picture as files: the document, the charts, and that each is written whole or not at all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from icbl_desktop.domain.period import Period
from icbl_desktop.domain.picture import Scope
from icbl_desktop.domain.plan import Plan
from icbl_desktop.errors import Cancelled, UserError
from icbl_desktop.services.office import exports, exports_charts, exports_picture
from icbl_desktop.services.office.exports import What
from icbl_desktop.services.office.exports_charts import Chart
from icbl_desktop.store.office import OfficeStore
from tests.office_exported import NOW, fill, order, plan
from tests.office_reports import KHM
from tests.pdf_tools import pdftotext, preflight
from tests.shell import Shell

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[OfficeStore]:
    """An office with three campaigns' reports, on 2 July 2018."""
    store = OfficeStore(tmp_path / "office.db", lambda: NOW)
    fill(store, tmp_path / "reports")
    yield store
    store.close()


def document(store: OfficeStore, folder: Path, scope: Scope | None = None) -> Path:
    wanted = order(what=frozenset({What.PDF}), **({"scope": scope} if scope else {}))
    (path,) = exports.export(store, wanted, folder).files
    return path


def words(path: Path) -> str:
    return " ".join(pdftotext(path.read_bytes(), "-layout").split())


def test_the_document_says_what_counts_what_is_missing_and_where_it_is_from(
    office: OfficeStore, tmp_path: Path
) -> None:
    said = words(document(office, tmp_path / "out"))

    assert "What campaigns reported 1 January 2018 to 31 December 2019 · all states · all campaigns" in said
    assert re.search(r"6 3 3 12 3 3 3 reports campaigns states activities outcomes promises, 3 grants", said)
    assert "1 report is held back, and counted nowhere: signed with a key that nobody confirmed yet" in said
    assert f"Cambodia Campaign {KHM.code} 2" in said, "the number that is missing"
    assert "All participants 9 60 Women 0 –" in said
    assert "Of a stranger" not in said
    for report in KHM.report(1), KHM.report(3):
        assert f"{KHM.code}-r{report.report.number:04}" in said
    digests = re.findall(r"\b[0-9a-f]{64}\b", said)
    assert len(set(digests)) == 6


def test_money_stands_by_currency_and_what_is_not_known_is_a_dash(
    office: OfficeStore, tmp_path: Path
) -> None:
    said = words(document(office, tmp_path / "out"))
    assert "EUR 1 – 5,000 3,000.50 410.55" in said
    assert "USD 2 – 10,000 6,001 821.10" in said
    assert "15,000" not in said


def test_the_document_is_for_archives(office: OfficeStore, tmp_path: Path) -> None:
    assert preflight(document(office, tmp_path / "out")) == []


def test_a_scope_is_named_and_leaves_out_the_rest(office: OfficeStore, tmp_path: Path) -> None:
    scope = Scope("2018-2019", Period.quarter(2018, 1), "LAO", "1A")
    path = document(office, tmp_path / "out", scope)
    assert path.name == "picture-2018-2019-2018-Q1-LAO-1A-as-of-2018-07-02.pdf"
    said = words(path)
    assert "1 January 2018 to 31 March 2018 · Lao PDR · objective 1A" in said
    assert "Serbian Campaign" not in said


def test_files_of_one_campaign_do_not_replace_those_of_all(office: OfficeStore, tmp_path: Path) -> None:
    whole = document(office, tmp_path / "out")
    one = document(office, tmp_path / "out", Scope("2018-2019", campaign=KHM.campaign))
    assert one.name == "picture-2018-2019-Cambodia-Campaign-stream-k-as-of-2018-07-02.pdf"
    assert {whole, one} == set((tmp_path / "out").iterdir())


def test_the_same_picture_is_the_same_bytes(office: OfficeStore, tmp_path: Path) -> None:
    every = order(what=frozenset({What.PDF, What.CSV, What.IATI, What.CHARTS}))
    first, second = (exports.export(office, every, tmp_path / name).files for name in ("one", "two"))
    assert [path.name for path in first] == [path.name for path in second]
    for one, other in zip(first, second, strict=True):
        assert one.read_bytes() == other.read_bytes(), one.name


def test_every_chart_has_a_title_its_date_and_words_for_who_does_not_see_it(office: OfficeStore) -> None:
    drawn = charts(office, plan())
    assert [one.name for one in drawn] == ["map", "matrix", "quarters", "commitments"]
    for chart in drawn:
        root = ElementTree.fromstring(chart.svg)
        assert (root.findtext(f"{SVG}title") or "").startswith(chart.title)
        assert root.findtext(f"{SVG}desc")
        assert "Counted from reports on 2 July 2018" in shown(chart.svg)


def test_charts_say_what_was_done_and_where_nothing_was(office: OfficeStore) -> None:
    by_name = {one.name: one.svg for one in charts(office, plan())}
    world = ElementTree.fromstring(by_name["map"]).findtext(f"{SVG}desc") or ""
    assert world.startswith("Work was reported of Cambodia, Lao PDR, Serbia.")
    assert "Afghanistan" in world
    matrix = shown(by_name["matrix"])
    assert {"Cambodia", "1A", "silence", "4"} <= set(matrix)
    assert {"2018-Q1", "9", "2018-Q2", "3"} <= set(shown(by_name["quarters"]))
    quarters = ElementTree.fromstring(by_name["quarters"]).findtext(f"{SVG}desc") or ""
    assert "2018-Q1: 9 activities" in quarters
    assert "2019-Q4: no report" in quarters
    assert "No report tells of it" in shown(by_name["commitments"])


def test_a_chart_of_nothing_can_be_drawn(tmp_path: Path) -> None:
    store = OfficeStore(tmp_path / "office.db", lambda: NOW)
    bare = replace(plan(), targets=(), commitments=())
    drawn = charts(store, bare)
    store.close()
    assert [one.name for one in drawn] == ["map", "matrix", "quarters"]


def charts(store: OfficeStore, of: Plan) -> list[Chart]:
    """The charts of a plan's time."""
    return list(exports_charts.charts(exports_picture.consolidated(store, of, Scope(of.id))))


def shown(svg: bytes) -> list[str]:
    """The lines of text on a chart."""
    return [one.text or "" for one in ElementTree.fromstring(svg).iter(f"{SVG}text")]


def test_stopping_an_export_leaves_no_file(office: OfficeStore, tmp_path: Path) -> None:
    def stop(done: int, _: int) -> None:
        if done == 2:
            raise Cancelled("Stopped.")

    with pytest.raises(Cancelled):
        exports.export(office, order(), tmp_path / "out", stop)
    assert not (tmp_path / "out").exists()


def test_a_folder_that_takes_no_file_is_named(office: OfficeStore, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file where the folder should be")
    with pytest.raises(UserError) as refused:
        exports.export(office, order(what=frozenset({What.CHARTS})), tmp_path / "out")
    assert refused.value.field == "folder"
    assert "could not be written" in refused.value.sentence
    assert (tmp_path / "out").read_text() == "a file where the folder should be"


def test_nothing_chosen_is_said(office: OfficeStore, tmp_path: Path) -> None:
    with pytest.raises(UserError) as refused:
        exports.export(office, order(what=frozenset()), tmp_path)
    assert refused.value.field == "what"


def test_the_command_writes_what_is_asked_for(cambodia: Shell) -> None:
    fill_workspace(cambodia)
    out = cambodia.folder / "out"
    wanted = ("--what", "csv,iati", "--quarter", "2018-Q1", "--state", "lao", "--plan", "2018-2019")
    code, said, err = cambodia("inbox", "export", "--out", out, *wanted)

    assert (code, err) == (0, "")
    assert "-2018-Q1-LAO-as-of-" in said
    assert {path.suffix for path in out.iterdir()} == {".csv", ".xml"}
    assert said.count("\n") == len(list(out.iterdir())) + 1, "and a note on who publishes"


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (("--what", "docx"), 2, "name some of pdf, xlsx, csv, iati, charts"),
        (("--quarter", "2018-Q5"), 2, "a quarter is written 2018-Q1"),
        (("--from", "2018-02-01", "--to", "2018-01-31"), 1, "The time ends before it begins"),
        (("--quarter", "2018-Q1", "--from", "2018-01-01"), 2, "--quarter stands alone"),
        (("--state", "XXX"), 1, "is not the three-letter code of a state"),
        (("--objective", "9Z"), 1, "no objective “9Z”"),
        (("--campaign", "Nobody"), 1, "No campaigns are called “Nobody”"),
    ],
)
def test_the_command_says_what_it_cannot_find(
    cambodia: Shell, words: tuple[str, ...], code: int, sentence: str
) -> None:
    got, _, err = cambodia("inbox", "export", "--out", cambodia.folder / "out", *words)
    assert got == code
    assert sentence in err
    assert not (cambodia.folder / "out").exists()


def fill_workspace(shell: Shell) -> None:
    """The same reports in the inbox of a workspace."""
    store = OfficeStore(shell.folder / "workspace" / "office.db")
    fill(store, shell.folder / "reports")
    store.close()
