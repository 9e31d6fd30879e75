"""Hostile files in the inbox: refused or held, never a crash, and never a change of what counts."""

from __future__ import annotations

import copy
import json
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Dictionary, Name

from icbl_desktop.domain.inbox import ASIDE, Verdict
from icbl_desktop.formats import pdf_envelope, signing
from icbl_desktop.formats.pdf_envelope import REPORT
from icbl_desktop.services.office import arriving, mails, received
from icbl_desktop.store.office import OfficeStore
from tests.forged import attach
from tests.office_counting import titles
from tests.office_desk import confirm_all
from tests.office_reports import KHM, LAO, Made, in_pdf, key_named
from tests.office_state import state

GOOD = KHM.report(1, KHM.activity(1), KHM.activity(2), gone=[KHM.activity(3)])
THEIRS = LAO.report(1, LAO.activity(1))
STRANGER = key_named("stranger")


@pytest.fixture
def office(sqlite_office: OfficeStore, tmp_path: Path) -> OfficeStore:
    """An inbox that knows two campaigns, with a report of each."""
    add(sqlite_office, tmp_path / "known", GOOD.pdf, THEIRS.pdf)
    confirm_all(sqlite_office)
    assert titles(sqlite_office) == ["Meeting 1", "Meeting 1", "Meeting 2"]
    return sqlite_office


def add(store: OfficeStore, folder: Path, *contents: bytes) -> list[Verdict]:
    folder.mkdir(exist_ok=True)
    paths = [folder / f"{place:04}.pdf" for place in range(len(contents))]
    for path, content in zip(paths, contents, strict=True):
        path.write_bytes(content)
    return [one.verdict for one in arriving.add(store, paths, "Reviewer").results]


def counted(store: OfficeStore) -> dict[str, Any]:
    """What counts: the records and where they stand."""
    found = state(store)
    return {name: found[name] for name in ("record", "spot", "campaign")}


def changed(change: Callable[[pikepdf.Pdf], None], **options: Any) -> bytes:
    """The good report with its PDF changed."""
    out = BytesIO()
    with pikepdf.open(BytesIO(GOOD.pdf)) as document:
        change(document)
        document.save(out, **options)
    return out.getvalue()


def two_reports(document: pikepdf.Pdf) -> None:
    attach(document, "second", b"{}")
    document.attachments["second"].obj.F = document.attachments["second"].obj.UF = pikepdf.String(REPORT)


def bomb(document: pikepdf.Pdf) -> None:
    packed = zlib.compress(bytes(200_000_000), 1)
    document.attachments[REPORT].obj.EF.F.write(packed, filter=Name.FlateDecode)


def many(document: pikepdf.Pdf) -> None:
    for number in range(1000):
        attach(document, f"{number}.txt", b"x")


def lost(document: pikepdf.Pdf) -> None:
    del document.attachments[REPORT]


def script(document: pikepdf.Pdf) -> None:
    document.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=pikepdf.String("app.launchURL('x')"))


def signed(raw: bytes, key: signing.SigningKey = STRANGER) -> bytes:
    return in_pdf(raw, signing.sign(key, raw, "x.pdf report.json"))


LOCK = {"encryption": pikepdf.Encryption(owner="o", user="u")}

REFUSED = {
    "huge": lambda: GOOD.pdf + bytes(pdf_envelope.MAX_PDF_BYTES),
    "encrypted": lambda: changed(lambda _: None, **LOCK),
    "two reports": lambda: changed(two_reports),
    "bomb": lambda: changed(bomb, stream_decode_level=pikepdf.StreamDecodeLevel.none, compress_streams=False),
    "a thousand attachments": lambda: changed(many),
    "no data": lambda: changed(lost),
    "not json": lambda: signed(b"hello"),
    "deep": lambda: signed(b"[" * 100_000),
    "a list": lambda: signed(b"[1]"),
    "wrong types": lambda: signed(GOOD.raw.replace(b'"number": 1', b'"number": "1"')),
    "a text no database holds": lambda: KHM.report(8, KHM.activity(8, title="a\0b")).pdf,
    "an endless id": lambda: KHM.report(8, KHM.activity(8, id="a" * 9000)).pdf,
    "unsigned": lambda: in_pdf(GOOD.raw, b""),
    "another's signature": lambda: signed(GOOD.raw),
    "empty": lambda: b"",
}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_could_mislead_is_set_aside(office: OfficeStore, tmp_path: Path, kind: str) -> None:
    before = counted(office)
    assert add(office, tmp_path / "came", REFUSED[kind]())[0] in ASIDE
    assert counted(office) == before
    assert len(received.asides(office)) == 1


def test_a_script_in_a_report_is_never_run_and_does_no_harm(office: OfficeStore, tmp_path: Path) -> None:
    assert add(office, tmp_path / "came", changed(script)) == [Verdict.ALREADY_HERE]


def test_a_replayed_number_with_other_content_holds_that_number_alone(
    office: OfficeStore, tmp_path: Path
) -> None:
    add(office, tmp_path / "more", KHM.report(2, KHM.activity(5)).pdf)
    other = KHM.report(2, KHM.activity(5, title="Other"), KHM.activity(1, title="Rewritten", revision=9))
    assert add(office, tmp_path / "came", other.pdf) == [Verdict.CONFLICT]
    assert titles(office) == ["Meeting 1", "Meeting 1", "Meeting 2"]


def test_an_amendment_of_another_campaigns_report_replaces_nothing(
    office: OfficeStore, tmp_path: Path
) -> None:
    before = counted(office)
    add(office, tmp_path / "came", LAO.report(2, amends=GOOD).pdf)
    assert received.get(office, GOOD.digest).amended_by == 0
    assert counted(office)["record"] == before["record"]


def test_numbers_and_places_without_end_are_taken_within_bounds(office: OfficeStore, tmp_path: Path) -> None:
    refs = tuple(f"strategy-2017-2021/{'x' * 3000}{number}" for number in range(3))
    states = tuple(f"{number:03}" for number in range(900))
    broad = LAO.activity(9, objectives=(*refs, *(f"s/{n}" for n in range(900))), states=states)
    last = LAO.report(2**53, broad).pdf
    assert add(office, tmp_path / "came", last) == [Verdict.GAP_BEFORE]
    assert len(received.gaps(office)[0].numbers) == 100


@pytest.mark.parametrize(
    "mail",
    [
        b"",
        b"\xff\xfe\x00" * 500,
        b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * (mails.MAX_PARTS + 1),
        b'Content-Type: application/pdf; name="../../r.pdf"\nContent-Transfer-Encoding: base64\n\n%%%%',
        b"Content-Type: multipart/mixed; boundary=b\n\n" * 3000,
        b"Content-Disposition: attachment; filename*=utf-99''%ff.pdf\n\nx",
    ],
)
def test_a_mail_that_misleads_gives_nothing(office: OfficeStore, tmp_path: Path, mail: bytes) -> None:
    before = counted(office)
    (tmp_path / "x.eml").write_bytes(mail)
    (result,) = arriving.add(office, [tmp_path / "x.eml"], "Reviewer").results
    assert result.verdict in ASIDE
    assert counted(office) == before


def test_no_damage_to_a_pdf_changes_what_counts(office: OfficeStore, tmp_path: Path) -> None:
    before, tried = counted(office), []

    @settings(max_examples=1000, deadline=None)
    @given(place=st.floats(0, 0.9999), cut=st.integers(0, 60), put=st.binary(max_size=60))
    def damage(place: float, cut: int, put: bytes) -> None:
        start = int(place * len(GOOD.pdf))
        tried.append(GOOD.pdf[:start] + put + GOOD.pdf[start + cut :])

    damage()
    found = add(office, tmp_path / "came", *tried)
    assert set(found) <= {*ASIDE, Verdict.ALREADY_HERE}
    assert counted(office) == before


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to each value in JSON data."""
    if path:
        yield path
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        yield from places(inner, (*path, key))


NASTY: list[Any] = [
    None, True, -1, 0, 2**53, 2**64, 1.5, "", "x" * 5000, "0" * 64, "\0", "\u202e", [], {}, [[]], [None],
    "9999-12-31", "0001-01-01", "2018-02-30", "1e999", "NaN", "stream-khm", "khm-a1", GOOD.digest,
]  # fmt: skip


def altered(made: Made, path: tuple[Any, ...], value: Any, key: signing.SigningKey, *, drop: bool) -> bytes:
    """The report with one value of its data changed or dropped, signed anew."""
    data = copy.deepcopy(json.loads(made.raw))
    data["campaign"]["key"] = signing.public_key_line(key.public)
    inner = data
    for step in path[:-1]:
        inner = inner[step]
    if drop:
        del inner[path[-1]]
    else:
        inner[path[-1]] = value
    return signed(json.dumps(data).encode(), key)


ATTACK = LAO.report(3, replace(KHM.activity(1), revision=5), LAO.activity(1, revision=2), amends=THEIRS)


@pytest.mark.parametrize(
    ("made", "key", "campaign"),
    [(GOOD, STRANGER, ""), (ATTACK, LAO.key, KHM.campaign)],
    ids=["by a stranger", "by another campaign"],
)
def test_no_data_that_others_sign_changes_a_campaigns_records(
    office: OfficeStore, tmp_path: Path, made: Made, key: signing.SigningKey, campaign: str
) -> None:
    before, tried = counted(office), []

    @settings(max_examples=500, deadline=None)
    @given(st.sampled_from(list(places(json.loads(made.raw)))), st.sampled_from(NASTY), st.booleans())
    def alter(path: tuple[Any, ...], value: Any, drop: bool) -> None:
        tried.append(altered(made, path, value, key, drop=drop))

    alter()
    found = add(office, tmp_path / "came", *tried)
    after = counted(office)
    if campaign:
        assert _of(after, campaign) == _of(before, campaign)
    else:
        assert set(found) <= {*ASIDE, Verdict.UNKNOWN_KEY, Verdict.ALREADY_HERE}
        assert (after["record"], after["spot"]) == (before["record"], before["spot"])


def _of(found: dict[str, Any], campaign: str) -> list[str]:
    return [one for one in found["record"] if repr(campaign) in one]
