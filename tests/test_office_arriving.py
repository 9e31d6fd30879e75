"""Files put into the inbox: for each one result, and none stops the others."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest

from icbl_desktop.domain.inbox import Standing, Verdict
from icbl_desktop.domain.period import Period
from icbl_desktop.errors import Cancelled, UserError
from icbl_desktop.formats import mail, sealing
from icbl_desktop.services.office import arriving, received
from icbl_desktop.services.office.arriving import FileResult
from icbl_desktop.store.office import OfficeStore
from tests.office_desk import confirm_all
from tests.office_reports import KHM, LAO, NEXT_QUARTER, Made
from tests.reports import MADE


def add(store: OfficeStore, *paths: Path, identities: Sequence[str] = ()) -> list[FileResult]:
    return list(arriving.add(store, paths, "Reviewer", identities).results)


def verdicts(store: OfficeStore, *paths: Path, identities: Sequence[str] = ()) -> list[Verdict]:
    return [one.verdict for one in add(store, *paths, identities=identities)]


def know(store: OfficeStore, *made: Made, folder: Path) -> None:
    """Take reports in, and confirm the keys that signed them."""
    add(store, *(one.put(folder) for one in made))
    confirm_all(store)


def test_each_file_of_a_folder_has_its_result(office_store: OfficeStore, tmp_path: Path) -> None:
    first = KHM.report(1, KHM.activity(1))
    know(office_store, first, folder=tmp_path / "before")
    folder = tmp_path / "came"
    first.put(folder, "1 again.pdf")
    KHM.report(2, KHM.activity(2)).put(folder, "2 next.pdf")
    KHM.report(3, KHM.activity(1, revision=2), amends=first).put(folder, "3 amends.pdf")
    KHM.report(7).put(folder, "4 gap.pdf")
    LAO.report(1, LAO.activity(1)).put(folder, "5 stranger.pdf")
    KHM.report(9, signed_by=LAO.key).put(folder, "6 forged.pdf")
    whole = KHM.report(10).pdf
    (folder / "7 cut.pdf").write_bytes(whole[: len(whole) // 2])
    (folder / "8 letter.pdf").write_bytes(b"Dear friends")
    KHM.report(11, version="2.0").put(folder, "9 newer.pdf")
    (folder / "notes.txt").write_text("passed over")
    found = {one.name: one for one in add(office_store, folder)}
    assert {name: one.verdict for name, one in found.items()} == {
        "1 again.pdf": Verdict.ALREADY_HERE,
        "2 next.pdf": Verdict.ACCEPTED,
        "3 amends.pdf": Verdict.AMENDMENT,
        "4 gap.pdf": Verdict.GAP_BEFORE,
        "5 stranger.pdf": Verdict.UNKNOWN_KEY,
        "6 forged.pdf": Verdict.BAD_SIGNATURE,
        "7 cut.pdf": Verdict.DAMAGED,
        "8 letter.pdf": Verdict.NOT_OURS,
        "9 newer.pdf": Verdict.NEWER_FORMAT,
    }
    assert (found["3 amends.pdf"].amends, found["4 gap.pdf"].missing) == (1, (4, 5, 6))
    assert found["2 next.pdf"].organisation == "Cambodia Campaign"
    assert found["2 next.pdf"].stream == KHM.code
    assert all(one.reason for one in found.values() if one.verdict in ("unknown_key", "damaged", "not_ours"))
    assert [one.number for one in received.reports(office_store, standing=Standing.COUNTED)] == [7, 3, 2]
    assert {one.name for one in received.asides(office_store)} == {
        "6 forged.pdf",
        "7 cut.pdf",
        "8 letter.pdf",
        "9 newer.pdf",
    }


def test_a_report_says_what_it_is_and_gives_back_what_it_carries(
    office_store: OfficeStore, tmp_path: Path
) -> None:
    made = KHM.report(1, KHM.activity(1), KHM.activity(2))
    know(office_store, made, folder=tmp_path)
    one = received.get(office_store, made.digest)
    assert (one.number, one.stream_code, one.records, one.states) == (1, KHM.code, 2, ("KHM",))
    assert (one.standing, one.state, one.revision) == (Standing.COUNTED, "received", 1)
    assert (one.period.label, one.arrived_by, one.file_name) == ("2018-Q1", "Reviewer", made.name)
    assert received.data(office_store, made.digest) == made.report
    assert received.pdf(office_store, made.digest) == made.pdf
    with pytest.raises(UserError, match="no such report"):
        received.get(office_store, "00")


def test_what_was_set_aside_is_put_away(office_store: OfficeStore, tmp_path: Path) -> None:
    (tmp_path / "letter.pdf").write_bytes(b"Dear friends")
    add(office_store, tmp_path / "letter.pdf")
    aside = received.asides(office_store)[0]
    assert "not a PDF" in aside.reason.sentence
    received.put_away(office_store, aside.sha256, "Reviewer")
    assert received.asides(office_store) == ()
    assert verdicts(office_store, tmp_path / "letter.pdf") == [Verdict.NOT_OURS]


def test_a_report_is_known_by_its_bytes_whatever_its_file_is_called(
    office_store: OfficeStore, tmp_path: Path
) -> None:
    report = KHM.report(1)
    assert verdicts(office_store, report.put(tmp_path, "saved without an ending")) == [Verdict.UNKNOWN_KEY]
    assert verdicts(office_store, report.put(tmp_path, "report.pdf")) == [Verdict.ALREADY_HERE]


def test_who_has_no_key_does_not_set_aside_what_another_takes_in(
    office_store: OfficeStore, tmp_path: Path
) -> None:
    key = sealing.generate()
    sealed = tmp_path / "report.pdf.age"
    sealed.write_bytes(sealing.seal(KHM.report(1).pdf, [key.recipient]))

    def meanwhile(done: int, _total: int) -> None:
        if done:  # this reviewer has looked at the file, and has not noted yet what became of it
            assert verdicts(office_store, sealed, identities=[key.identity]) == [Verdict.UNKNOWN_KEY]

    arriving.add(office_store, [sealed], "Reviewer", progress=meanwhile)
    assert received.asides(office_store) == ()
    assert len(received.reports(office_store)) == 1


def test_a_sealed_report_is_opened_now_or_later(office_store: OfficeStore, tmp_path: Path) -> None:
    key = sealing.generate()
    sealed = tmp_path / "report.pdf.age"
    sealed.write_bytes(sealing.seal(KHM.report(1, KHM.activity(1)).pdf, [key.recipient]))
    assert verdicts(office_store, sealed) == [Verdict.SEALED]
    assert verdicts(office_store, sealed, identities=[sealing.generate().identity]) == [Verdict.SEALED]
    assert len(received.asides(office_store)) == 1
    assert verdicts(office_store, sealed, identities=[key.identity]) == [Verdict.UNKNOWN_KEY]
    assert received.asides(office_store) == ()
    assert verdicts(office_store, sealed) == [Verdict.ALREADY_HERE]


def test_the_same_report_in_other_bytes_is_already_here(office_store: OfficeStore, tmp_path: Path) -> None:
    key, made = sealing.generate(), KHM.report(1)
    (tmp_path / "report.pdf.age").write_bytes(sealing.seal(made.pdf, [key.recipient]))
    found = verdicts(office_store, made.put(tmp_path), tmp_path / "report.pdf.age", identities=[key.identity])
    assert found == [Verdict.UNKNOWN_KEY, Verdict.ALREADY_HERE]


def test_reports_come_out_of_mails(office_store: OfficeStore, tmp_path: Path) -> None:
    made = KHM.report(1)
    (tmp_path / "ours.eml").write_bytes(
        mail.write_eml("Report", "Hello", mail.Attachment(made.name, made.pdf), MADE)
    )
    forwarded, outer = EmailMessage(), EmailMessage()
    forwarded.set_content("See below")
    for number in (2, 3):
        pdf = KHM.report(number).pdf
        forwarded.add_attachment(pdf, maintype="application", subtype="pdf", filename=f"r{number}.PDF")
    forwarded.add_attachment(b"x", maintype="image", subtype="png", filename="logo.png")
    outer.set_content("Fwd")
    outer.add_attachment(forwarded)
    (tmp_path / "theirs.eml").write_bytes(outer.as_bytes())
    (tmp_path / "empty.eml").write_bytes(b"Subject: no report\n\nHello")
    found = {one.name: one for one in add(office_store, tmp_path)}
    assert {name: one.verdict for name, one in found.items()} == {
        "empty.eml": Verdict.NOT_OURS,
        f"ours.eml: {made.name}": Verdict.UNKNOWN_KEY,
        "theirs.eml: r2.PDF": Verdict.UNKNOWN_KEY,
        "theirs.eml: r3.PDF": Verdict.UNKNOWN_KEY,
    }
    assert "No report is attached" in str(found["empty.eml"].reason)


def test_a_cancel_keeps_what_is_in_and_adding_again_goes_on(
    sqlite_office: OfficeStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(arriving, "_FILES_AT_ONCE", 2)
    for number in range(1, 6):
        KHM.report(number).put(tmp_path, f"{number}.pdf")

    def stop(done: int, _total: int) -> None:
        if done == 4:
            raise Cancelled("Stopped.")

    with pytest.raises(Cancelled):
        arriving.add(sqlite_office, [tmp_path], "Reviewer", progress=stop)
    assert len(received.reports(sqlite_office)) == 2
    assert verdicts(sqlite_office, tmp_path) == [Verdict.ALREADY_HERE] * 2 + [Verdict.UNKNOWN_KEY] * 3


def test_a_path_where_nothing_is_changes_nothing(sqlite_office: OfficeStore, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no file or folder"):
        add(sqlite_office, KHM.report(1).put(tmp_path), tmp_path / "gone")
    assert received.reports(sqlite_office) == ()


def test_missing_numbers_are_listed_once_the_stream_is_known(
    office_store: OfficeStore, tmp_path: Path
) -> None:
    know(office_store, KHM.report(2), KHM.report(5), folder=tmp_path)
    gap = received.gaps(office_store)[0]
    assert (gap.organisation, gap.stream_code, gap.numbers) == ("Cambodia Campaign", KHM.code, (1, 3, 4))


def test_a_successor_tells_of_numbers_of_a_stream_of_which_nothing_came(
    sqlite_office: OfficeStore, tmp_path: Path
) -> None:
    know(sqlite_office, KHM.successor("khm-2", KHM.report(2)).report(1), folder=tmp_path)
    assert [(one.stream_code, one.numbers) for one in received.gaps(sqlite_office)] == [("stream-k", (1, 2))]


def test_reports_are_found_by_campaign_state_and_period(office_store: OfficeStore, tmp_path: Path) -> None:
    know(office_store, KHM.report(1), KHM.report(2, period=NEXT_QUARTER), LAO.report(1), folder=tmp_path)
    of = received.reports
    assert [one.number for one in of(office_store, campaign=KHM.campaign)] == [2, 1]
    assert len(of(office_store, state="received")) == 3
    assert [one.number for one in of(office_store, period=NEXT_QUARTER)] == [2]
    assert of(office_store, period=Period.quarter(2010, 1)) == ()


def test_a_report_ahead_of_its_time_counts_and_is_marked(sqlite_office: OfficeStore, tmp_path: Path) -> None:
    sqlite_office.clock = lambda: MADE
    late = KHM.activity(1, start=MADE.date() + timedelta(days=30))
    know(sqlite_office, KHM.report(1), KHM.report(2, late), folder=tmp_path)
    assert [(one.number, one.is_ahead) for one in received.reports(sqlite_office)] == [(2, True), (1, False)]


def test_evidence_that_is_not_what_the_report_says_is_damage(
    sqlite_office: OfficeStore, tmp_path: Path
) -> None:
    honest = KHM.with_file(1, b"photo", carried=b"photo")
    swapped = KHM.with_file(2, b"photo", carried=b"other")
    missing = KHM.with_file(3, b"photo", carried=None)
    found = verdicts(sqlite_office, *(one.put(tmp_path) for one in (honest, swapped, missing)))
    assert found == [Verdict.UNKNOWN_KEY, Verdict.DAMAGED, Verdict.DAMAGED]
