"""The report's PDF is one for an archive: valid PDF/A by an independent tool, and true to itself."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from icbl_desktop import config
from icbl_desktop.formats import pdf_archive
from icbl_desktop.formats.pdf_archive import About
from tests.pdf_tools import preflight, run
from tests.reports import HEARING, MADE, RECORDS, pages, report_of

PROFILE = config.resource("colour", "sRGB.icc").read_bytes()
ABOUT = About(title="Été & <7> ខ្មែរ", author="Campagne du Cambodge", made_at=MADE, language="fr")
IN_KHMER = replace(HEARING, result="រដ្ឋសភា​នឹង​សួរ​រដ្ឋាភិបាល", details="سيناقش البرلمان الاتفاقية.")


def written(folder: Path, content: bytes) -> Path:
    path = folder / "report.pdf"
    path.write_bytes(content)
    return path


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_pages_are_valid_for_an_archive(tmp_path: Path, language: str) -> None:
    report = report_of(replace(RECORDS, activities=(IN_KHMER, *RECORDS.activities[1:])))
    plain = pdf_archive.plain(pages(report, code=language), ABOUT, PROFILE)
    assert preflight(written(tmp_path, plain)) == []


def test_a_fault_is_found(tmp_path: Path) -> None:
    assert preflight(written(tmp_path, pages(report_of()))) != []


def test_both_places_say_the_same_of_it() -> None:
    with pikepdf.open(BytesIO(pdf_archive.plain(pages(report_of()), ABOUT, PROFILE))) as document:
        info = {str(key): str(value) for key, value in document.docinfo.items()}
        with document.open_metadata() as said:
            assert said.pdfa_status == "1B"
            assert said["dc:title"] == info["/Title"] == ABOUT.title
            assert list(said["dc:creator"]) == [info["/Author"]] == [ABOUT.author]
            assert said["xmp:CreateDate"] == "2018-04-03T09:30:00+00:00"
        assert info["/CreationDate"] == info["/ModDate"] == "D:20180403093000Z"
        assert str(document.Root.Lang) == "fr"
        assert document.Root.ViewerPreferences.DisplayDocTitle


def test_tools_show_title_and_date(tmp_path: Path) -> None:
    said = run(
        "pdfinfo", "-isodates", str(written(tmp_path, pdf_archive.plain(pages(report_of()), ABOUT, PROFILE)))
    )
    for line in ("Été & <7> ខ្មែរ", "Campagne du Cambodge", "2018-04-03T09:30:00Z", "Tagged:          yes"):
        assert line in said


def test_another_process_writes_the_same_bytes() -> None:
    command = (
        "import hashlib, sys; from tests.test_pdf_archive import *;"
        "print(hashlib.sha256(pdf_archive.plain(pages(report_of()), ABOUT, PROFILE)).hexdigest())"
    )
    there = subprocess.run(
        [sys.executable, "-c", command],
        env={**os.environ, "PYTHONHASHSEED": "7"},
        cwd=Path(__file__).parents[1],
        capture_output=True,
        check=True,
        text=True,
    ).stdout.strip()
    here = pdf_archive.plain(pages(report_of()), ABOUT, PROFILE)
    assert hashlib.sha256(here).hexdigest() == there


def test_the_profile_is_of_the_version_old_readers_know() -> None:
    assert PROFILE[8] == 2, "the first part of PDF/A was written before version 4"
    assert PROFILE[16:20] == b"RGB "
