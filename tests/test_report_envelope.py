"""The data in its PDF: found by public tools, and read back only where it can mislead nobody."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Array, AttachedFileSpec, Dictionary, Name

from icbl_desktop import config
from icbl_desktop.errors import BadFile, UserError
from icbl_desktop.formats import pdf_envelope, signing
from icbl_desktop.formats.pdf_archive import About
from icbl_desktop.formats.pdf_envelope import REPORT, SIGNATURE, EvidenceFile, open_envelope, read_files
from icbl_desktop.formats.report_data import MAX_BYTES, read_report, write_report
from tests.pdf_tools import preflight, run
from tests.reports import KEY, MADE, pages, report_of

RAW = write_report(report_of())
MINISIG = signing.sign(KEY, RAW, "report 7")
PROFILE = config.resource("colour", "sRGB.icc").read_bytes()
ABOUT = About(title="Report & <7>", author="Cambodia Campaign", made_at=MADE, language="en")
PHOTO = EvidenceFile(
    name="E01-hearing.jpg", media_type="image/jpeg", content=b"\xff\xd8\xff" * 999, description=""
)
LIST = EvidenceFile(name="E02-list.csv", media_type="text/csv", content=b"a,b\n", description="Liste signée")


def wrapped(raw: bytes = RAW, files: Sequence[EvidenceFile] = (PHOTO, LIST)) -> bytes:
    return pdf_envelope.wrap(blank(), raw, MINISIG, ABOUT, PROFILE, files)


def blank() -> bytes:
    document, out = pikepdf.new(), BytesIO()
    document.add_blank_page()
    document.save(out)
    return out.getvalue()


UNDAMAGED = wrapped()


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report with real pages, as a file."""
    path = tmp_path_factory.mktemp("report") / "report.pdf"
    path.write_bytes(pdf_envelope.wrap(pages(report_of()), RAW, MINISIG, ABOUT, PROFILE, (PHOTO, LIST)))
    return path


def test_what_was_attached_comes_back_to_the_byte() -> None:
    attached = open_envelope(wrapped())
    assert (attached.report_json, attached.minisig) == (RAW, MINISIG)
    assert read_files(wrapped(), [LIST.name, PHOTO.name], 3001) == {
        LIST.name: LIST.content,
        PHOTO.name: PHOTO.content,
    }


def test_the_same_report_gives_the_same_file() -> None:
    assert wrapped() == wrapped()


def test_qpdf_finds_no_fault(whole: Path) -> None:
    assert "No syntax or stream encoding errors" in run("qpdf", "--check", str(whole))


def test_public_tools_get_the_data_out_and_verify_it(whole: Path, tmp_path: Path) -> None:
    listed = run("pdfdetach", "-list", str(whole))
    assert [line.split(": ")[1] for line in listed.splitlines()[1:]] == [
        "E01-hearing.jpg",
        "E02-list.csv",
        "report.json",
        "report.json.minisig",
    ]
    run("pdfdetach", "-saveall", "-o", str(tmp_path), str(whole))
    (tmp_path / "key.pub").write_text(signing.public_key_text(KEY.public))
    assert (tmp_path / REPORT).read_bytes() == RAW
    assert (tmp_path / PHOTO.name).read_bytes() == PHOTO.content
    assert (tmp_path / LIST.name).read_bytes() == LIST.content
    assert "verified" in run("minisign", "-V", "-m", REPORT, "-p", "key.pub", cwd=tmp_path)


def test_public_tools_say_what_it_is(whole: Path) -> None:
    said = run("pdfinfo", "-isodates", str(whole))
    for line in ("Report & <7>", "Cambodia Campaign", "2018-04-03T09:30:00Z", "PDF version:     1.7"):
        assert line in said
    assert "Tagged:          yes" in said


def test_it_is_an_archive_with_attachments() -> None:
    with pikepdf.open(BytesIO(wrapped())) as document:
        with document.open_metadata() as said:
            assert said.pdfa_status == "3B"
        files = document.Root.AF.as_list()
        assert [str(file.UF) for file in files] == [REPORT, SIGNATURE, PHOTO.name, LIST.name]
        assert [file.AFRelationship for file in files] == [Name.Data] * 2 + [Name.Supplement] * 2
        assert [str(file.EF.F.Subtype) for file in files[2:]] == ["/image/jpeg", "/text/csv"]
        assert str(files[3].Desc) == LIST.description


@pytest.mark.slow
def test_but_for_its_attachments_it_is_valid_for_the_first_archives(whole: Path) -> None:
    allowed_since = ("EmbeddedFile entry is present", "cross reference streams", "part must be 1")
    assert [fault for fault in preflight(whole) if not any(one in fault for one in allowed_since)] == []


def test_too_much_evidence_is_refused_before_it_is_packed() -> None:
    large = replace(PHOTO, content=bytes(pdf_envelope.MAX_PDF_BYTES))
    with pytest.raises(UserError, match=r"too large to go with it: together they may be \d\d MB"):
        wrapped(files=(large,))


@pytest.mark.parametrize(
    ("names", "limit", "sentence"),
    [
        (["E03-none.jpg"], 9999, "lost its data"),
        ([PHOTO.name], 2996, "too large"),
        ([LIST.name, PHOTO.name], 3000, "too large"),
    ],
)
def test_files_are_read_whole_or_not_at_all(names: list[str], limit: int, sentence: str) -> None:
    with pytest.raises(BadFile, match=sentence):
        read_files(wrapped(), names, limit)


def test_a_file_that_is_there_twice_is_not_read() -> None:
    with pytest.raises(BadFile, match="more than once"):
        read_files(with_change(add_again(PHOTO.name, "second")), [PHOTO.name], 9999)


Change = Callable[[pikepdf.Pdf], None]


def with_change(change: Change) -> bytes:
    out = BytesIO()
    with pikepdf.open(BytesIO(wrapped())) as document:
        change(document)
        document.save(out, stream_decode_level=pikepdf.StreamDecodeLevel.none, compress_streams=False)
    return out.getvalue()


def attachment(document: pikepdf.Pdf, name: str) -> AttachedFileSpec:
    return AttachedFileSpec(
        document,
        b"{}",
        filename=name,
        description="",
        mime_type="",
        creation_date="",
        mod_date="",
    )


def add_again(name: str, key: str) -> Change:
    def change(document: pikepdf.Pdf) -> None:
        document.attachments[key] = attachment(document, name)

    return change


def drop(name: str) -> Change:
    def change(document: pikepdf.Pdf) -> None:
        del document.attachments[name]

    return change


def other_filter(document: pikepdf.Pdf) -> None:
    stream = document.attachments[REPORT].obj.EF.F
    stream.write(b"00>", filter=Name.ASCIIHexDecode)


def two_contents(document: pikepdf.Pdf) -> None:
    document.attachments[REPORT].obj.EF.UF = document.make_stream(b"{}")


def bomb(document: pikepdf.Pdf) -> None:
    packed = zlib.compress(bytes(MAX_BYTES + 1))
    document.attachments[REPORT].obj.EF.F.write(packed, filter=Name.FlateDecode)


def many(document: pikepdf.Pdf) -> None:
    for number in range(pdf_envelope.MAX_NAMES):
        document.attachments[f"{number}.txt"] = attachment(document, f"{number}.txt")


def endless(document: pikepdf.Pdf) -> None:
    node = document.make_indirect(Dictionary(Names=Array()))
    node.Kids = Array([node])
    document.Root.Names.EmbeddedFiles = node


def no_stream(document: pikepdf.Pdf) -> None:
    document.attachments[REPORT].obj.EF = Dictionary()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (drop(REPORT), "lost its data"),
        (drop(SIGNATURE), "lost its data"),
        (add_again(REPORT, "second"), "more than once"),
        (two_contents, "more than once"),
        (other_filter, "unknown way"),
        (bomb, "too large"),
        (many, "too many"),
        (endless, "too many"),
        (no_stream, "damaged|more than once"),
    ],
)
def test_a_file_that_could_mislead_is_refused(change: Change, sentence: str) -> None:
    with pytest.raises(BadFile, match=sentence):
        open_envelope(with_change(change))


def test_another_attachment_does_no_harm() -> None:
    assert open_envelope(with_change(add_again("photo.jpg", "photo.jpg"))).report_json == RAW


def test_pages_alone_have_lost_their_data() -> None:
    with pytest.raises(BadFile, match=r"lost its data \(printed or converted\?\): ask for the original file"):
        open_envelope(blank())


@pytest.mark.parametrize("raw", [b"", b"hello", b"%PDF-1.7\n", wrapped()[:-400]])
def test_what_is_no_whole_pdf_is_refused(raw: bytes) -> None:
    with pytest.raises(BadFile, match="not a PDF, or it is damaged"):
        open_envelope(raw)


def test_a_file_too_large_is_not_opened() -> None:
    with pytest.raises(BadFile, match="too large"):
        open_envelope(bytes(pdf_envelope.MAX_PDF_BYTES + 1))


@settings(max_examples=150, deadline=None)
@given(place=st.floats(0, 0.9999), flips=st.binary(min_size=1, max_size=30))
def test_a_damaged_file_never_gives_other_data_and_never_a_crash(place: float, flips: bytes) -> None:
    raw = bytearray(UNDAMAGED)
    start = int(place * len(raw))
    raw[start : start + len(flips)] = flips
    try:
        attached = open_envelope(bytes(raw))
        signing.verify(attached.report_json, attached.minisig, [KEY.public], "report")
        assert read_report(attached.report_json) == report_of()
    except UserError:
        pass


def test_a_small_file_that_unpacks_to_a_large_one_is_refused() -> None:
    out = BytesIO()
    with pikepdf.open(BytesIO(UNDAMAGED)) as document:
        document.Root.Padding = document.make_indirect(pikepdf.String("A" * (pdf_envelope.MAX_UNPACKED + 1)))
        document.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    assert len(out.getvalue()) < 100_000
    with pytest.raises(BadFile, match="damaged"):
        open_envelope(out.getvalue())
