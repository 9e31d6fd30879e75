"""Receipts from a bundle: only from a trusted one, only ours, the newest; their questions and the answers."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from icbl_desktop.app import App
from icbl_desktop.domain.period import Period
from icbl_desktop.domain.receipt import AskedQuestion, Receipt
from icbl_desktop.domain.report_order import ReportOrder
from icbl_desktop.domain.report_state import ReportState
from icbl_desktop.errors import BadFile, NewerFile, UnknownKey, Unsigned, UserError
from icbl_desktop.formats import receipts as formats
from icbl_desktop.formats import sealing, signing, typed_json
from icbl_desktop.services import keys, plan_offers, plan_updates, receipts, report_history, reports
from icbl_desktop.services.receipts import TakenIn
from icbl_desktop.store.backups import back_up
from icbl_desktop.store.database import Database
from icbl_desktop.store.tables_sync import StreamRow
from tests.workspace import contents, log, signed_plan

OFFICER = signing.generate()
REVIEWED = datetime(2018, 4, 20, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def trusting(app: App) -> None:
    keys.trust(app.db, signing.public_key_text(OFFICER.public), "Officer")


@pytest.fixture
def record_id(app: App) -> str:
    return log(app.db, start=date(2018, 2, 1), title="Meeting with the ministry")


@pytest.fixture
def receipt(app: App, record_id: str) -> Receipt:
    """What the secretariat says of the one report that was issued, with a question on its result."""
    issued = reports.issue(app.db, app.folders, ReportOrder(period=Period.quarter(2018, 1)))
    (stream, *_) = contents(app.db)["stream"][0]
    question = AskedQuestion(
        id="q1", text="Which ministry?", kind="activity", record_id=record_id, field="institutions"
    )
    return Receipt(
        digest=issued.digest,
        stream=stream,
        number=1,
        revision=1,
        state="has_issues",
        reviewer="Amal",
        reviewed_at=REVIEWED,
        questions=(question,),
    )


def recipient(app: App) -> str:
    with app.db.read() as session:
        return session.query(StreamRow).one().age_recipient


def bundle(
    app: App, *said: Receipt, sequence: int = 1, campaign: str = "", to: str = "", key=OFFICER
) -> bytes:
    """A signed plan bundle with these receipts for the campaign, and some for another."""
    campaign = campaign or contents(app.db)["stream"][0][0]
    parts = {
        "receipts/KHM.age": formats.seal_receipts(campaign, said, [to or recipient(app)]),
        "receipts/LAO.age": formats.seal_receipts("another", (), [sealing.generate().recipient]),
    }
    return signed_plan(key, sequence, parts=parts)


def take_in(app: App, *said: Receipt, **fields: object) -> TakenIn:
    return receipts.take_in(app.db, bundle(app, *said, **fields))  # type: ignore[arg-type]


def state(app: App) -> ReportState:
    return report_history.history(app.db)[0].state


def texts(app: App, **having: bool) -> Sequence[str]:
    return [one.text for one in receipts.questions(app.db, **having)]


def test_a_receipt_gives_the_report_its_state_and_the_record_its_question(
    app: App, receipt: Receipt, record_id: str
) -> None:
    taken = take_in(app, receipt)
    assert (taken.receipts, taken.questions, taken.not_ours, taken.unreadable) == (1, 1, 0, ())
    assert taken.changed.kinds == {"report", "question"}
    (line,) = report_history.history(app.db)
    assert (line.state, line.open_questions) == (ReportState.HAS_ISSUES, 1)
    (asked,) = receipts.questions(app.db)
    assert (asked.report_number, asked.kind, asked.record_id, asked.field) == (
        1, "activity", record_id, "institutions"
    )  # fmt: skip
    assert (asked.text, asked.title) == ("Which ministry?", "Meeting with the ministry")
    assert receipts.of_record(app.db, record_id) == (asked,)
    assert receipts.of_record(app.db, "another") == ()


def test_an_answer_closes_a_question_and_an_empty_one_opens_it_again(app: App, receipt: Receipt) -> None:
    take_in(app, receipt)
    receipts.answer(app.db, "q1", " The Ministry of Foreign Affairs. ")
    assert receipts.questions(app.db) == ()
    (answered,) = receipts.questions(app.db, open_only=False)
    assert answered.answer == "The Ministry of Foreign Affairs."
    assert report_history.history(app.db)[0].open_questions == 0
    receipts.answer(app.db, "q1", "")
    assert texts(app) == ["Which ministry?"]
    with pytest.raises(UserError, match="not here any more"):
        receipts.answer(app.db, "none", "x")


def test_a_later_receipt_replaces_an_earlier_one_and_keeps_the_answers(app: App, receipt: Receipt) -> None:
    take_in(app, receipt)
    receipts.answer(app.db, "q1", "Foreign Affairs.")
    (first,) = receipt.questions
    second = replace(first, id="q2", text="How many came?", field="participants")
    again = take_in(app, replace(receipt, revision=2, questions=(second, first)))
    assert (again.receipts, again.questions) == (1, 1)
    assert texts(app, open_only=False) == ["How many came?", "Which ministry?"]
    assert texts(app) == ["How many came?"]

    accepted = take_in(app, replace(receipt, revision=3, state="accepted", questions=()))
    assert (accepted.questions, state(app), texts(app)) == (0, ReportState.ACCEPTED, [])


def test_an_older_or_the_same_receipt_changes_nothing(app: App, receipt: Receipt) -> None:
    take_in(app, replace(receipt, revision=3, state="accepted", questions=()))
    before = contents(app.db)
    old = take_in(app, receipt, sequence=2)
    same = take_in(app, replace(receipt, revision=3, state="accepted", questions=()))
    assert (old.receipts, old.contradicting, same.receipts, same.contradicting) == (0, 0, 0, 0)
    assert not old.changed.kinds
    assert contents(app.db) == before


def test_one_revision_with_two_contents_is_left_alone_and_said(app: App, receipt: Receipt) -> None:
    take_in(app, receipt)
    before = contents(app.db)
    for other in (replace(receipt, state="accepted"), replace(receipt, questions=())):
        taken = take_in(app, other)
        assert (taken.receipts, taken.contradicting) == (0, 1)
    assert contents(app.db) == before


def test_what_is_for_others_is_passed_over(app: App, receipt: Receipt) -> None:
    (stray,) = (replace(receipt, digest="ab" * 32, questions=()),)
    taken = take_in(app, stray, replace(receipt, number=2, digest="cd" * 32, questions=()))
    assert (taken.receipts, taken.not_ours) == (0, 2)
    assert take_in(app, replace(receipt, number=7)).not_ours == 1
    assert take_in(app, receipt, campaign="another").not_ours == 1
    elsewhere = take_in(app, receipt, to=sealing.generate().recipient)
    assert (elsewhere.receipts, elsewhere.not_ours, elsewhere.unreadable) == (0, 0, ())
    assert state(app) == ReportState.SAVED


def test_a_bundle_of_nobody_known_says_nothing_here(app: App, receipt: Receipt) -> None:
    with pytest.raises(UnknownKey):
        take_in(app, receipt, key=signing.generate())
    keys.distrust(app.db, signing.public_key_text(OFFICER.public))
    with pytest.raises(UnknownKey):
        take_in(app, receipt)
    with pytest.raises((Unsigned, BadFile)):
        receipts.take_in(app.db, b"PK")
    assert state(app) == ReportState.SAVED


def test_an_older_bundle_counts_too(app: App, receipt: Receipt) -> None:
    plan_updates.apply(app.db, app.folders, plan_offers.offer(app.db, signed_plan(OFFICER, 5)))
    assert take_in(app, receipt, sequence=3).receipts == 1


def test_a_restored_backup_still_opens_answers(app: App, receipt: Receipt, tmp_path: Path) -> None:
    data = bundle(app, receipt)
    with closing(Database(back_up(app.db, tmp_path, "manual"))) as restored:
        assert receipts.take_in(restored, data).receipts == 1


def test_a_damaged_file_for_us_is_said_and_stops_no_other(app: App, receipt: Receipt) -> None:
    campaign = contents(app.db)["stream"][0][0]
    good = formats.seal_receipts(campaign, [receipt], [recipient(app)])
    parts = {
        "receipts/A.age": sealing.seal(b'{"format": "icbl-receipts"', [recipient(app)]),
        "receipts/B.age": good[:-3],
        "receipts/C.age": good,
    }
    taken = receipts.take_in(app.db, signed_plan(OFFICER, parts=parts))
    assert (taken.receipts, len(taken.unreadable)) == (1, 2)


def test_what_a_receipt_may_not_say(receipt: Receipt) -> None:
    def refused(*said: Receipt) -> str:
        with pytest.raises(BadFile) as caught:
            formats.seal_receipts("c", said, [sealing.generate().recipient])
        return caught.value.sentence

    (asked,) = receipt.questions
    assert "receipts[1].digest: the report stands here twice" in refused(receipt, receipt).replace(",", ":")
    for change, words in (
        ({"digest": "short"}, "not a SHA-256"),
        ({"revision": 0}, "1 or more"),
        ({"state": "lost"}, "must be one of"),
        ({"reviewer": ""}, "one short line"),
        ({"reviewed_at": REVIEWED.astimezone().replace(tzinfo=None)}, "not in UTC"),
        ({"questions": (asked, asked)}, "the question stands here twice"),
        ({"questions": (replace(asked, text=" "),)}, "1 to 5000"),
        ({"questions": (replace(asked, record_id=""),)}, "by its kind and its id"),
    ):
        assert words in refused(replace(receipt, **change))


def test_a_newer_format_is_not_guessed_at() -> None:
    with pytest.raises(NewerFile):
        formats.read_receipts(
            b'{"format": "icbl-receipts", "version": "2.0", "campaign": "c", "receipts": []}'
        )
    read = formats.read_receipts(
        b'{"format": "icbl-receipts", "version": "1.7", "campaign": "c", "receipts": [], "new": 1}'
    )
    assert read.receipts == ()


def test_a_question_of_one_report_is_not_taken_over_by_another(app: App, receipt: Receipt) -> None:
    take_in(app, receipt)
    receipts.answer(app.db, "q1", "Foreign Affairs.")
    issued = reports.issue(app.db, app.folders, ReportOrder(period=Period.quarter(2018, 1)))
    taken = take_in(app, replace(receipt, digest=issued.digest, number=2))
    assert (taken.receipts, taken.contradicting) == (0, 1)
    (answered,) = receipts.questions(app.db, open_only=False)
    assert (answered.report_number, answered.answer) == (1, "Foreign Affairs.")


HARM = st.one_of(
    st.none(),
    st.integers(-(2**70), 2**70),
    st.text(max_size=20),
    st.sampled_from(["x" * 6000, "9999-12-31T23:59:59Z", "0001-01-01T00:00:00Z", "ab" * 32, [], {}]),
)


@settings(max_examples=200, deadline=None, suppress_health_check=[*HealthCheck])
@given(chance=st.data())
def test_no_receipts_that_an_officer_seals_crash_it(
    app: App, receipt: Receipt, chance: st.DataObject
) -> None:
    """Each file is taken in, passed over, or set aside with a sentence."""
    said = json.loads(typed_json.write(receipt))
    file = {"format": "icbl-receipts", "version": "1.0", "campaign": receipt.stream, "receipts": [said]}
    places = [*((file, key) for key in file), *((said, key) for key in said)]
    places += [(said["questions"][0], key) for key in said["questions"][0]]
    for inside, key in chance.draw(st.lists(st.sampled_from(places), min_size=1, max_size=2)):
        inside[key] = chance.draw(HARM)
    sealed = sealing.seal(json.dumps(file).encode(), [recipient(app)])
    taken = receipts.take_in(app.db, signed_plan(OFFICER, parts={"receipts/KHM.age": sealed}))
    assert taken.receipts + taken.not_ours + len(taken.unreadable) <= 1
    assert all(taken.unreadable)
    assert len(receipts.questions(app.db, open_only=False)) <= 2
