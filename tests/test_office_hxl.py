"""The picture as sheets with HXL hashtags: what they hold, and that any spreadsheet program reads them so."""

from __future__ import annotations

import csv
import io
import re
import subprocess
from dataclasses import replace
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path

import pytest
from openpyxl import load_workbook

from icbl_desktop.domain.period import Period
from icbl_desktop.domain.picture import Scope
from icbl_desktop.services.office import arriving, campaigns, exports
from icbl_desktop.services.office.exports import What
from icbl_desktop.store.office import OfficeStore
from tests.office_exported import FORMULA, fill, order
from tests.office_reports import KHM
from tests.pdf_tools import found

TAG = re.compile(r"#[a-z][a-z0-9_]*(\+[a-z][a-z0-9_]*)*")
CORE = {"activity", "country", "currency", "date", "indicator", "item", "loc", "meta", "org", "output"}
CORE |= {"status", "value"}
"""Hashtags of HXL 1.1. #reached is not among them: people who came to a meeting are no beneficiaries."""

EVERY_CELL = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"

Rows = list[list[str]]


def sheets(store: OfficeStore, folder: Path, scope: Scope | None = None) -> dict[str, Rows]:
    """The sheets of an export by their names, as the CSV files have them."""
    wanted = order(what=frozenset({What.CSV}), **({"scope": scope} if scope else {}))
    exported = exports.export(store, wanted, folder)
    common = exported.files[0].name.removesuffix("-matrix.csv")
    return {path.stem.removeprefix(f"{common}-"): read(path.read_bytes()) for path in exported.files}


def read(data: bytes) -> Rows:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def column(rows: Rows, tag: str) -> list[str]:
    place = rows[1].index(tag)
    return [row[place] for row in rows[2:]]


def test_every_sheet_has_headings_then_hashtags(office_store: OfficeStore, tmp_path: Path) -> None:
    fill(office_store, tmp_path / "reports")
    found_sheets = sheets(office_store, tmp_path / "out")

    assert found_sheets.keys() >= {
        *("activities", "outcomes", "grants", "expenses", "promises", "indicator-values"),
        *("commitments", "matrix", "quarters", "newest-answers", "reports"),
    }
    for name, (headings, tags, *rows) in found_sheets.items():
        assert all(headings), name
        assert all(TAG.fullmatch(tag) for tag in tags), name
        assert {tag[1:].partition("+")[0] for tag in tags if not tag.startswith("#x_")} <= CORE, name
        assert len(set(tags)) == len(tags), name
        assert all(len(row) == len(tags) for row in rows), name


def test_each_row_names_the_report_that_tells_it(sqlite_office: OfficeStore, tmp_path: Path) -> None:
    fill(sqlite_office, tmp_path / "reports")
    found_sheets = sheets(sqlite_office, tmp_path / "out")

    reports = dict(
        zip(
            column(found_sheets["reports"], "#meta+report"),
            column(found_sheets["reports"], "#meta+digest"),
            strict=True,
        )
    )
    assert len(reports) == 6
    for name in ("activities", "outcomes", "grants", "expenses", "promises", "indicator-values"):
        rows = found_sheets[name]
        for report, digest in zip(column(rows, "#meta+report"), column(rows, "#meta+digest"), strict=True):
            assert reports[report] == digest
    assert len(column(found_sheets["activities"], "#meta+id")) == 12


def test_what_is_not_known_is_empty_and_money_is_exact(sqlite_office: OfficeStore, tmp_path: Path) -> None:
    fill(sqlite_office, tmp_path / "reports")
    found_sheets = sheets(sqlite_office, tmp_path / "out")

    assert column(found_sheets["activities"], "#x_audience+participants+f") == [""] * 12
    assert sorted(column(found_sheets["activities"], "#x_audience+participants"))[:4] == ["", "", "", "20"]
    assert column(found_sheets["grants"], "#value+requested") == [""] * 3
    assert set(column(found_sheets["grants"], "#value+paid")) == {"3000.50"}
    assert sorted(column(found_sheets["grants"], "#currency+code")) == ["EUR", "USD", "USD"]
    assert set(column(found_sheets["grants"], "#x_objective+code+list")) == {"1A | 3B"}


def test_where_nothing_was_reported_no_sheet_says_0(sqlite_office: OfficeStore, tmp_path: Path) -> None:
    fill(sqlite_office, tmp_path / "reports")
    found_sheets = sheets(sqlite_office, tmp_path / "out")
    for name, place in (("matrix", "Last day"), ("quarters", "Reports")):
        headings, _, *rows = found_sheets[name]
        untold = [row for row in rows if row[headings.index(place)] in ("", "0")]
        first = headings.index("Activities")
        assert untold
        assert {number for row in untold for number in row[first : first + 5]} == {""}, name
        told = [row for row in rows if row not in untold]
        assert told
        assert "" not in {number for row in told for number in row[first : first + 5]}, name


def test_a_stranger_s_report_is_in_no_sheet(sqlite_office: OfficeStore, tmp_path: Path) -> None:
    fill(sqlite_office, tmp_path / "reports")
    whole = str(sheets(sqlite_office, tmp_path / "out"))
    assert "Of a stranger" not in whole


def test_a_scope_leaves_out_the_rest(sqlite_office: OfficeStore, tmp_path: Path) -> None:
    fill(sqlite_office, tmp_path / "reports")
    found_sheets = sheets(sqlite_office, tmp_path / "out", Scope("2018-2019", iso3="LAO", objective="1A"))
    assert set(column(found_sheets["activities"], "#country+code+v_iso3+list")) == {"LAO"}
    assert column(found_sheets["expenses"], "#currency+code") == ["EUR"]
    assert set(column(found_sheets["matrix"], "#country+code+v_iso3")) == {"LAO"}


def test_no_text_becomes_a_formula(sqlite_office: OfficeStore, tmp_path: Path) -> None:
    fill(sqlite_office, tmp_path / "reports")
    found_sheets = sheets(sqlite_office, tmp_path / "out")
    assert f"'{FORMULA}" in column(found_sheets["activities"], "#activity+name")
    for name, rows in found_sheets.items():
        assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "@", "\t"))], name

    exported = exports.export(sqlite_office, order(what=frozenset({What.XLSX})), tmp_path / "out")
    book = load_workbook(exported.files[0])
    cells = [cell for page in book.worksheets for row in page.iter_rows() for cell in row]
    assert FORMULA in [cell.value for cell in cells]
    assert "f" not in {cell.data_type for cell in cells}


def test_libre_office_reads_the_workbook_as_it_was_written(
    sqlite_office: OfficeStore, tmp_path: Path
) -> None:
    fill(sqlite_office, tmp_path / "reports")
    told = sheets(sqlite_office, tmp_path / "out")
    (path,) = exports.export(sqlite_office, order(what=frozenset({What.XLSX})), tmp_path / "out").files
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [
        found("soffice"),
        profile,
        "--headless",
        "--convert-to",
        EVERY_CELL,
        "--outdir",
        str(tmp_path / "csv"),
    ]
    subprocess.run([*command, str(path)], check=True, capture_output=True, timeout=120)

    for name, rows in told.items():
        seen = read((tmp_path / "csv" / f"{path.stem}-{name}.csv").read_bytes())
        assert [[plain(cell) for cell in row] for row in seen] == [
            [plain(cell.removeprefix("'")) for cell in row] for row in rows
        ], name
    assert "It is not 0" in (tmp_path / "csv" / f"{path.stem}-About.csv").read_text()


def plain(cell: str) -> str:
    """A cell's text, or its number however many decimals are written."""
    try:
        return str(Decimal(cell).normalize())
    except InvalidOperation:
        return cell.replace("\x0b", "")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1+1", "@A1", "\t=1", "\r=1", " =1"])
def test_each_way_to_begin_a_formula_is_stopped(text: str) -> None:
    from icbl_desktop.formats.hxl_rows import HxlTable, to_csv  # the one format that is looked at itself

    written = read(to_csv(HxlTable("t", ("h",), ("#meta",), ((text,), (-1,), (Decimal("-2.50"),)))))
    assert [row[0] for row in written[2:]] == [f"'{text}", "-1", "-2.50"]


def test_a_report_on_another_time_that_tells_of_this_one_is_listed(
    sqlite_office: OfficeStore, tmp_path: Path
) -> None:
    spring, summer = Period.quarter(2018, 2), Period.quarter(2018, 3)
    visit = KHM.activity(1, start=date(2018, 5, 2))
    for number, told, period in ((1, visit, spring), (2, replace(visit, revision=2), summer)):
        KHM.report(number, told, period=period).put(tmp_path / "reports")
    arriving.add(sqlite_office, [tmp_path / "reports"], "Ana")
    (one,) = campaigns.unknown(sqlite_office)
    campaigns.confirm(sqlite_office, one.id, one.key, "Ana")

    found_sheets = sheets(sqlite_office, tmp_path / "out", Scope("2018-2019", spring))

    (newest,) = column(found_sheets["activities"], "#meta+report")
    assert newest.endswith("-r0002")
    listed = dict(
        zip(
            column(found_sheets["reports"], "#meta+report"),
            column(found_sheets["reports"], "#x_time+here"),
            strict=True,
        )
    )
    assert listed == {f"{KHM.code}-r0001": "yes", newest: "no"}
