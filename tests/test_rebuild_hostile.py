"""Files that mean harm, offered to rebuild from: set aside with a reason, and nothing is filled."""

from __future__ import annotations

import copy
import io
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from icbl_desktop.app import open_app
from icbl_desktop.config import Folders
from icbl_desktop.domain.period import Period
from icbl_desktop.domain.report_order import ReportOrder
from icbl_desktop.errors import UserError
from icbl_desktop.formats.pdf_envelope import open_envelope
from icbl_desktop.formats.report_data import read_report
from icbl_desktop.services import activities, evidence, rebuild, report_history, reports
from icbl_desktop.services.activities import ActivityFilter
from tests import forged
from tests.workspace import follow_up, fresh, fund, log, promise

FIRST = ReportOrder(period=Period.quarter(2018, 1))
LETTER = b"light" * 100
HARM = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**70), 2**70),
    st.text(max_size=40),
    st.sampled_from(
        [
            "../../x",
            "\x00",
            "9999-12-31",
            "0001-01-01T00:00:00Z",
            "local",
            "NaN",
            "1E+99",
            "0" * 64,
            "x" * 200_000,
        ]
    ),
    st.just([]),
    st.just({}),
)


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> Iterator[bytes]:
    """A report with a record of several kinds and a file."""
    folder = tmp_path_factory.mktemp("sent")
    letter = folder / "letter.txt"
    letter.write_bytes(LETTER)
    with closing(fresh(folder / "workspace")) as app:
        app.db.clock = lambda: datetime(2018, 4, 3, tzinfo=UTC)
        meeting = log(app.db)
        evidence.add(app.db, app.folders, meeting, [letter])
        fund(app.db)
        promised = promise(app.db, made_on=date(2018, 3, 1), activity_id=meeting)
        follow_up(app.db, activity_id=meeting, promise_id=promised)
        yield reports.pdf_of(app.db, reports.issue(app.db, app.folders, FIRST).id)


@pytest.fixture(scope="module")
def data(sent: bytes) -> dict[str, Any]:
    """What it carries, under the key of somebody else."""
    return forged.data_of(sent)


def forge(data: dict[str, Any]) -> bytes:
    """The data with the one file that they list."""
    return forged.forge(data, {"E01-letter.txt": LETTER})


def changed(data: dict[str, Any], change: Callable[[dict[str, Any]], Any]) -> dict[str, Any]:
    """The data after a change to a copy."""
    other = copy.deepcopy(data)
    change(other)
    return other


def reason(pdf: bytes, folder: Path) -> str:
    """Why a file is not used to rebuild from."""
    path = folder / "r.pdf"
    path.write_bytes(pdf)
    with pytest.raises(UserError, match="Nothing was changed") as refused:
        rebuild.look([path])
    return refused.value.sentence


def filled(pdf: bytes, folder: Path) -> None:
    """Rebuild from a file and report on; raises UserError where it is refused, and then nothing is there."""
    path = folder / "r.pdf"
    path.write_bytes(pdf)
    offer = rebuild.look([path])
    with closing(open_app(Folders(folder / "workspace"))) as app:
        try:
            rebuild.rebuild(app.db, app.folders, offer)
        except UserError:
            assert report_history.history(app.db) == ()
            assert not activities.ids(app.db, ActivityFilter())
            raise
        assert len(report_history.history(app.db)) == 1
        reports.issue(app.db, app.folders, FIRST)


def test_a_forged_report_would_be_taken_if_it_were_whole(data: dict[str, Any], tmp_path: Path) -> None:
    filled(forge(data), tmp_path)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda d: d["files"][0].update(sha256="ab" * 32), "not the one that was sent with it"),
        (lambda d: d["files"][0].update(attachment="E02-other.txt"), "has lost its data"),
        (lambda d: d["files"][0].update(attachment="report.json"), "not the one that was sent with it"),
        (lambda d: d["files"][0].update(sha256="../../x"), "not as it should be"),
        (lambda d: d["records"]["activities"][0].update(revision=2**63), "A number is too large: revision"),
        (lambda d: d["records"]["activities"][0].update(title="x" * 200_000), "A text is too long: title"),
        (lambda d: d["records"]["activities"][0].update(precision="week"), "“week” is not known here"),
        (lambda d: d["records"]["promises"][0].update(who=""), "cannot be kept here: Write who promised"),
        (lambda d: d["records"]["promises"].append(d["records"]["promises"][0]), "in it twice"),
        (lambda d: d.update(format="icbl-keys"), "not that of a report"),
        (lambda d: d.update(version="9.0"), "newer version"),
    ],
)
def test_data_that_make_no_sense_are_set_aside(
    data: dict[str, Any], tmp_path: Path, change: Callable[[dict[str, Any]], Any], words: str
) -> None:
    assert words in reason(forge(changed(data, change)), tmp_path)


def test_a_number_from_nowhere_does_not_list_gaps_without_end(data: dict[str, Any], tmp_path: Path) -> None:
    path = tmp_path / "r.pdf"
    path.write_bytes(forge(changed(data, lambda d: d.update(number=2**53))))
    assert len(rebuild.look([path]).gaps) == 100


def test_dates_far_ahead_and_paths_as_names_come_back_as_plain_text(
    data: dict[str, Any], tmp_path: Path
) -> None:
    def change(one: dict[str, Any]) -> None:
        one["made_at"], one["period"]["end"] = "9999-12-31T23:59:59Z", "9999-12-31"
        one["files"][0].update(name="../../x\x00.txt", attachment="../../x")

    pdf = forged.forge(changed(data, change), {"../../x": LETTER})
    filled(pdf, tmp_path)
    with closing(open_app(Folders(tmp_path / "workspace"))) as app:
        (record_id,) = activities.ids(app.db, ActivityFilter())
        (letter,) = evidence.of(app.db, record_id)
        folder = tmp_path / "deep" / "er"
        folder.mkdir(parents=True)
        assert evidence.copy_to(app.db, app.folders, letter.id, folder).parent == folder
        assert [*folder.iterdir()] != []


def twice(document: pikepdf.Pdf) -> bytes:
    named = document.Root.Names.EmbeddedFiles.Names
    named.extend([pikepdf.String("report.json"), document.attachments["report.json"].obj])
    return forged.written(document)


def without_end(document: pikepdf.Pdf) -> bytes:
    tree = document.Root.Names.EmbeddedFiles
    tree.Kids = pikepdf.Array([tree])
    return forged.written(document)


def encrypted(document: pikepdf.Pdf) -> bytes:
    return forged.written(document, encryption=pikepdf.Encryption(user="closed", owner="closed"))


def crowded(document: pikepdf.Pdf) -> bytes:
    for number in range(1000):
        forged.attach(document, f"{number}", b"x")
    return forged.written(document)


def bomb(name: str) -> Callable[[pikepdf.Pdf], bytes]:
    def packed(document: pikepdf.Pdf) -> bytes:
        stream = pikepdf.Stream(document, b"")
        stream.write(zlib.compress(bytes(60_000_000), 9), filter=pikepdf.Name.FlateDecode)
        files = document.attachments[name].obj.EF
        files.F = files.UF = stream
        return forged.written(document)

    return packed


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (twice, "holds its data more than once"),
        (without_end, "too many attachments"),
        (crowded, "too many attachments"),
        (encrypted, "not a PDF, or it is damaged"),
        (bomb("report.json"), "too large for a report"),
        (bomb("E01-letter.txt"), "too large for a report"),
    ],
)
def test_a_pdf_that_misleads_is_set_aside(
    data: dict[str, Any], tmp_path: Path, make: Callable[[pikepdf.Pdf], bytes], words: str
) -> None:
    with pikepdf.open(io.BytesIO(forge(data))) as document:
        assert words in reason(make(document), tmp_path)


def test_a_file_larger_than_any_report_is_set_aside_unread(tmp_path: Path) -> None:
    path = tmp_path / "r.pdf"
    with path.open("wb") as file:
        file.write(b"%PDF-1.7\n")
        file.truncate(3_000_000_000)
    with pytest.raises(UserError, match="too large for a report"):
        rebuild.look([path])


def test_two_reports_that_give_one_file_to_two_records_fill_nothing(
    data: dict[str, Any], tmp_path: Path
) -> None:
    def other(one: dict[str, Any]) -> None:
        one["number"], one["previous"] = 2, "0" * 64
        one["records"]["activities"][0]["id"] = one["files"][0]["record_id"] = "another"

    paths = [tmp_path / "1.pdf", tmp_path / "2.pdf"]
    for path, content in zip(paths, (data, changed(data, other)), strict=True):
        path.write_bytes(forge(content))
    with closing(open_app(Folders(tmp_path / "workspace"))) as app:
        with pytest.raises(UserError, match="contradict one another"):
            rebuild.rebuild(app.db, app.folders, rebuild.look(paths))
        assert report_history.history(app.db) == ()
        rebuild.rebuild(app.db, app.folders, rebuild.look(paths[:1]))
        assert len(report_history.history(app.db)) == 1


def places(value: Any, place: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Where every value stands in the data."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, one in inside:
        yield (*place, key)
        yield from places(one, (*place, key))


@settings(max_examples=200, deadline=None, suppress_health_check=[*HealthCheck])
@given(chance=st.data())
def test_no_data_that_somebody_signed_crash_it(data: dict[str, Any], chance: st.DataObject) -> None:
    forgery = copy.deepcopy(data)
    for _ in range(chance.draw(st.integers(1, 2))):
        *way, last = chance.draw(st.sampled_from([*places(forgery)]))
        inside = forgery
        for key in way:
            inside = inside[key]
        inside[last] = chance.draw(HARM)
    with TemporaryDirectory() as folder, suppress(UserError):
        path = Path(folder, "r.pdf")
        path.write_bytes(forge(forgery))
        assert len(rebuild.look([path]).reports) == 1
        if chance.draw(st.integers(0, 3)) == 0:
            filled(path.read_bytes(), Path(folder))


@settings(max_examples=200, deadline=None, suppress_health_check=[*HealthCheck])
@given(at=st.integers(0), gone=st.integers(0, 2000), put=st.binary(max_size=50))
def test_no_damage_to_a_pdf_crashes_it(sent: bytes, at: int, gone: int, put: bytes) -> None:
    at %= len(sent)
    with TemporaryDirectory() as folder, suppress(UserError):
        path = Path(folder, "r.pdf")
        path.write_bytes(sent[:at] + put + sent[at + gone :])
        (found,) = rebuild.look([path]).reports
        assert found.report == read_report(open_envelope(sent).report_json), (
            "what is taken is what was signed"
        )
