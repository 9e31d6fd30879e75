"""What in the inbox waits for a person."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from icbl_desktop.domain.ladder import own_ref
from icbl_desktop.domain.work import IndicatorUpdate
from icbl_desktop.services import countries, plans
from icbl_desktop.services.office import asking, campaigns, deciding, needs, received, review, seen
from icbl_desktop.services.office.needs import NeedKind, Needs
from icbl_desktop.store.office import OfficeStore
from tests.office_desk import REVIEWER, confirm_all, deliver
from tests.office_reports import KHM, LAO, Made, key_named
from tests.reports import GRANT, MADE
from tests.shell import Shell

TODAY = date(2018, 7, 2)


def waiting(store: OfficeStore, today: date = TODAY) -> Needs:
    """What waits on a day, by the plans and country facts that came with the program."""
    return needs.needs(store, plans.bundled(), countries.facts(), today)


def answer(id_: str, value: str, **fields: object) -> IndicatorUpdate:
    """What a campaign says of its state's way to the Mine Ban Treaty."""
    made = IndicatorUpdate(
        id=id_,
        indicator=own_ref("MBT"),
        iso3="LAO",
        date=date(2018, 3, 1),
        value=value,
        stream=LAO.stream,
        revision=1,
        made_at=MADE,
        changed_at=MADE,
    )
    return replace(made, **fields)  # type: ignore[arg-type]


def claimed(store: OfficeStore, folder: Path, *answers: IndicatorUpdate) -> list[tuple[str, str]]:
    """The state and the rung of each claimed step, once a confirmed campaign reported these answers."""
    deliver(store, folder, LAO.report(1, *answers))
    confirm_all(store)
    return [(one.iso3, one.rung) for one in waiting(store).steps]


def test_an_empty_inbox_needs_nobody(office_store: OfficeStore) -> None:
    found = waiting(office_store)
    assert (found.total, found.counts()) == (0, {})


def test_an_unknown_key_waits_and_then_its_report(office_store: OfficeStore, tmp_path: Path) -> None:
    deliver(office_store, tmp_path, KHM.report(1, KHM.activity(1)))
    assert waiting(office_store).counts() == {NeedKind.UNKNOWN_KEY: 1}
    confirm_all(office_store)
    assert waiting(office_store).counts() == {NeedKind.REVIEW: 1}


def test_reports_to_review_are_one_task(office_store: OfficeStore, tmp_path: Path) -> None:
    deliver(office_store, tmp_path, *(KHM.report(number, KHM.activity(number)) for number in (1, 2, 3)))
    confirm_all(office_store)
    found = waiting(office_store)
    assert (found.unreviewed, found.total) == (3, 1)
    for one in received.reports(office_store):
        review.accept(office_store, one.digest, REVIEWER, one.revision)
    assert waiting(office_store).total == 0


def test_a_known_stream_under_another_key_is_told_apart(office_store: OfficeStore, tmp_path: Path) -> None:
    deliver(office_store, tmp_path, KHM.report(1, KHM.activity(1)))
    confirm_all(office_store)
    thief = replace(KHM, own_key=key_named("thief"))
    deliver(office_store, tmp_path, thief.report(2, KHM.activity(2)), LAO.report(1, LAO.activity(1)))
    found = waiting(office_store)
    assert found.counts()[NeedKind.CHANGED_KEY] == 1
    assert found.counts()[NeedKind.UNKNOWN_KEY] == 1
    assert found.keys[0].changed_key  # the dangerous one comes first


def test_a_file_set_aside_waits_until_it_is_put_away(office_store: OfficeStore, tmp_path: Path) -> None:
    made = KHM.report(1, KHM.activity(1))
    deliver(office_store, tmp_path, Made(made.report, made.raw, made.pdf[: len(made.pdf) // 2], "cut.pdf"))
    (file,) = waiting(office_store).asides
    assert file.name == "cut.pdf"
    received.put_away(office_store, file.sha256, REVIEWER)
    assert waiting(office_store).total == 0


def test_a_missing_number_and_two_of_a_number_wait(office_store: OfficeStore, tmp_path: Path) -> None:
    deliver(
        office_store,
        tmp_path,
        KHM.report(1, KHM.activity(1)),
        KHM.report(3, KHM.activity(3)),
        KHM.report(3, KHM.activity(4)),
    )
    confirm_all(office_store)
    found = waiting(office_store)
    assert [gap.numbers for gap in found.gaps] == [(2,)]
    assert [one.kind for one in found.doubts] == ["number"]


def test_an_amendment_of_a_report_with_issues_waits(office_store: OfficeStore, tmp_path: Path) -> None:
    first = KHM.report(1, KHM.activity(1))
    deliver(office_store, tmp_path, first)
    confirm_all(office_store)
    seen = received.get(office_store, first.digest)
    question = asking.QuestionDraft(text="Who took part?")
    review.ask(office_store, first.digest, question, REVIEWER, seen.revision)
    assert waiting(office_store).total == 0
    mended = KHM.report(2, KHM.activity(1, revision=2), amends=first)
    deliver(office_store, tmp_path, mended)
    (report,) = waiting(office_store).amended
    assert (report.digest, report.amends_number) == (mended.digest, 1)


def test_a_joining_that_the_country_facts_do_not_show_is_claimed(
    office_store: OfficeStore, tmp_path: Path
) -> None:
    assert claimed(office_store, tmp_path, answer("i1", "deposited")) == [("LAO", "deposited")]


def test_a_step_that_was_put_away_asks_no_more_until_it_is_taken_back(
    office_store: OfficeStore, tmp_path: Path
) -> None:
    claimed(office_store, tmp_path, answer("i1", "deposited"))
    (step,) = waiting(office_store).steps
    seen.put_away(office_store, step.subject, REVIEWER)
    assert waiting(office_store).steps == ()
    (kept,) = deciding.decided(office_store)
    assert (kept.kind, kept.organisation, kept.by, kept.holds) == ("step", step.organisation, REVIEWER, True)
    deciding.reopen(office_store, kept.subject, REVIEWER)
    assert waiting(office_store).steps == (step,)


def test_lower_steps_need_nobody(office_store: OfficeStore, tmp_path: Path) -> None:
    assert claimed(office_store, tmp_path, answer("i1", "interim_step")) == []


def test_a_step_taken_back_later_is_claimed_no_more(office_store: OfficeStore, tmp_path: Path) -> None:
    later = answer("i2", "supports", date=date(2018, 5, 1))
    assert claimed(office_store, tmp_path, answer("i1", "deposited"), later) == []


def test_a_state_that_has_joined_claims_nothing_new(office_store: OfficeStore, tmp_path: Path) -> None:
    assert claimed(office_store, tmp_path, answer("i1", "deposited", iso3="KHM")) == []


def test_a_final_grant_report_is_overdue_until_it_comes(office_store: OfficeStore, tmp_path: Path) -> None:
    due = replace(GRANT, state="running", report_due=date(2018, 5, 31), reported_on=None, stream=KHM.stream)
    deliver(office_store, tmp_path, KHM.report(1, due))
    confirm_all(office_store)
    assert not waiting(office_store, date(2018, 5, 31)).grants
    (overdue,) = waiting(office_store).grants
    assert (overdue.due, overdue.organisation, overdue.record_id) == (
        due.report_due,
        "Cambodia Campaign",
        due.id,
    )
    deliver(office_store, tmp_path, KHM.report(2, due, kind="grant_final", grant_id=due.id))
    assert not waiting(office_store).grants


def test_a_grant_whose_report_the_campaign_notes_is_not_overdue(
    office_store: OfficeStore, tmp_path: Path
) -> None:
    done = replace(GRANT, state="reported", report_due=date(2018, 5, 31), reported_on=date(2018, 5, 30))
    deliver(office_store, tmp_path, KHM.report(1, replace(done, stream=KHM.stream)))
    confirm_all(office_store)
    assert not waiting(office_store).grants


def test_a_refused_key_needs_nobody_any_more(office_store: OfficeStore, tmp_path: Path) -> None:
    deliver(office_store, tmp_path, KHM.report(1, KHM.activity(1)))
    (stranger,) = campaigns.unknown(office_store)
    campaigns.refuse(office_store, stranger.id, stranger.key, REVIEWER)
    assert waiting(office_store).total == 0


def test_the_command_line_says_what_waits_and_what_is_due(cambodia: Shell, tmp_path: Path) -> None:
    KHM.report(1, KHM.activity(1)).put(tmp_path / "sent")
    assert cambodia("inbox", "needs")[1] == "Nothing waits for a person.\n"
    cambodia("inbox", "add", tmp_path / "sent")
    words = cambodia("inbox", "needs")[1]
    assert words.startswith("Key to confirm: Cambodia Campaign, stream ")
    assert cambodia.data("inbox", "needs", "--json")["counts"] == {"unknown_key": 1}
    due = cambodia("inbox", "due", "--plan", "2018-2019")[1]
    assert "States with no known campaign: " in due
