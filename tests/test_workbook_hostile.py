"""Files that are no workbook, or would do harm: each is refused in a plain sentence."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest

from icbl_desktop.errors import BadFile
from icbl_desktop.formats import workbook_file
from tests.plans import first_plan
from tests.shell import Shell
from tests.workbooks import book, check, with_part

SHEET = "xl/worksheets/sheet1.xml"
BOMB = b'<!DOCTYPE x [<!ENTITY a "haha"><!ENTITY b "&a;&a;&a;">]>'


def packed(parts: dict[str, bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, inside in parts.items():
            archive.writestr(name, inside)
    return content.getvalue()


def doctype(sheet: bytes) -> bytes:
    return BOMB + sheet[sheet.index(b"<worksheet") :]


def in_utf_16(sheet: bytes) -> bytes:
    return doctype(sheet).decode().encode("utf-16")


def in_rot13(sheet: bytes) -> bytes:
    return b'<?xml version="1.0" encoding="rot13"?>' + sheet[sheet.index(b"<worksheet") :]


BAD: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "empty": (lambda data: b"", "not an Excel workbook"),
    "text": (lambda data: b"id,label\n1,Goal\n", "not an Excel workbook"),
    "locked": (lambda data: bytes.fromhex("d0cf11e0a1b11ae1") + bytes(5000), "not an Excel workbook"),
    "another zip": (lambda data: packed({"content.txt": b"x"}), "not an Excel workbook"),
    "cut short": (lambda data: data[: len(data) // 2], "not an Excel workbook"),
    "a part missing": (lambda data: packed({"[Content_Types].xml": b"<Types/>"}), "not an Excel workbook"),
    "broken xml": (lambda data: with_part(data, SHEET, b"<worksheet><row>"), "not an Excel workbook"),
    "odd encoding": (lambda data: with_part(data, SHEET, in_rot13), "not an Excel workbook"),
    "a sheet of nonsense": (
        lambda data: with_part(data, SHEET, lambda s: s.replace(b'r="A1"', b'r="?"')), "not an Excel workbook"
    ),
    "entities": (lambda data: with_part(data, SHEET, doctype), "could do harm"),
    "entities in disguise": (lambda data: with_part(data, SHEET, in_utf_16), "could do harm"),
    "macros": (lambda data: with_part(data, "xl/vbaProject.bin", b"x"), "macros"),
    "bomb": (lambda data: with_part(data, "xl/media/x.bin", bytes(60 * 1024 * 1024)), "swell"),
    "too many parts": (lambda data: packed({f"{n}.xml": b"<x/>" for n in range(1100)}), "swell"),
    "too large": (lambda data: data + bytes(workbook_file.MAX_FILE_BYTES), "larger than a plan"),
}  # fmt: skip


@pytest.mark.parametrize(("make", "sentence"), BAD.values(), ids=BAD.keys())
def test_it_is_refused_in_a_sentence(make: Callable[[bytes], bytes], sentence: str) -> None:
    with pytest.raises(BadFile, match=sentence) as refused:
        check(make(book(first_plan())))
    assert "Nothing was changed." in refused.value.sentence


def test_a_size_that_lies_is_refused() -> None:
    data = bytearray(with_part(book(first_plan()), "xl/media/x.bin", bytes(1024 * 1024)))
    name = data.rindex(b"xl/media/x.bin")
    data[name - 46 + 24 : name - 46 + 28] = (100).to_bytes(4, "little")
    with pytest.raises(BadFile, match="damaged"):
        check(bytes(data))


def test_a_cell_far_below_takes_no_time() -> None:
    def far(sheet: bytes) -> bytes:
        row = b'<row r="999999999"><c r="A999999999" t="inlineStr"><is><t>x</t></is></c></row>'
        return sheet.replace(b"</sheetData>", row + b"</sheetData>")

    assert check(with_part(book(first_plan()), SHEET, far)).plan == first_plan()


def test_more_rows_than_a_plan_can_have_are_refused() -> None:
    def tall(sheet: bytes) -> bytes:
        rows = (f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(3, workbook_file.MAX_ROWS + 9))
        return sheet.replace(b"</sheetData>", "".join(rows).encode() + b"</sheetData>")

    with pytest.raises(BadFile, match="more rows than a plan"):
        check(with_part(book(first_plan()), SHEET, tall))


def test_the_command_says_it_and_ends_with_1(shell: Shell) -> None:
    wrong = shell.folder / "wrong.xlsx"
    wrong.write_bytes(b"PK\3\4 and no more")
    for command in (("check", wrong), ("build", wrong, shell.folder / "out.icblplan")):
        code, out, err = shell("plan", *command)
        assert (code, out) == (1, "")
        assert err.startswith("This is not an Excel workbook")
    assert not (shell.folder / "out.icblplan").exists()
