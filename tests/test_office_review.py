"""Reports are reviewed: accepted, found to have issues, asked about; two reviewers never undo each other."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import select

from icbl_desktop.domain.inbox import Standing
from icbl_desktop.domain.receipt import MAX_QUESTIONS
from icbl_desktop.errors import UserError
from icbl_desktop.services.office import arriving, campaigns, review, templates
from icbl_desktop.services.office.asking import QuestionDraft
from icbl_desktop.services.office.review import Review
from icbl_desktop.store.office import OfficeStore
from icbl_desktop.store.tables_review import AskedRow, AuditRow
from tests.office_reports import KHM, Made

WHICH = QuestionDraft(text="Which ministry was it?", record_id="khm-a1", field="institutions")
FIRST = KHM.report(1, KHM.activity(1), KHM.activity(2))


@pytest.fixture
def office(office_store: OfficeStore, tmp_path: Path) -> OfficeStore:
    """The office, once a report of a known campaign is in."""
    deliver(office_store, tmp_path, FIRST)
    campaigns.confirm(office_store, KHM.stream, KHM.key_line, "Amal")
    return office_store


def deliver(store: OfficeStore, folder: Path, *reports: Made) -> None:
    arriving.add(store, [one.put(folder) for one in reports], "Amal")


def of(store: OfficeStore, report: Made = FIRST) -> Review:
    return review.review(store, report.digest)


def said(store: OfficeStore, report: Made = FIRST) -> tuple[str, str, int, list[str]]:
    """State, reviewer, revision, questions."""
    found = of(store, report)
    return found.report.state, found.report.reviewer, found.revision, [one.text for one in found.questions]


def ask(store: OfficeStore, question: QuestionDraft = WHICH, by: str = "Amal", report: Made = FIRST) -> None:
    review.ask(store, report.digest, question, by, of(store, report).revision)


def test_a_report_that_counts_was_received_and_can_be_accepted(office: OfficeStore) -> None:
    assert said(office) == ("received", "Amal", 1, [])
    changed = review.accept(office, FIRST.digest, "Lucía", 1)
    assert changed.kinds == {"inbox"}
    assert said(office) == ("accepted", "Lucía", 2, [])
    review.reopen(office, FIRST.digest, "Amal", 2)
    assert said(office) == ("received", "Amal", 3, [])


def test_a_question_names_its_record_and_field(office: OfficeStore) -> None:
    ask(office)
    ask(office, QuestionDraft(text=" Who came? ", record_id="khm-a2"), by="Lucía")
    ask(office, QuestionDraft(text="Is this the whole quarter?"))
    first, second, third = of(office).questions
    assert (first.kind, first.record_id, first.field, first.title) == (
        "activity", "khm-a1", "institutions", "Meeting 1"
    )  # fmt: skip
    assert (second.text, second.field, second.asked_by) == ("Who came?", "", "Lucía")
    assert (third.kind, third.record_id, third.title) == ("", "", "")
    assert said(office)[2] == 4


def test_issues_need_a_question_and_end_with_the_last_one(office: OfficeStore) -> None:
    with pytest.raises(UserError, match="Ask a question first"):
        review.set_issues(office, FIRST.digest, "Amal", 1)
    ask(office)
    review.set_issues(office, FIRST.digest, "Amal", 2)
    assert said(office) == ("has_issues", "Amal", 3, [WHICH.text])
    (asked,) = of(office).questions
    review.withdraw(office, FIRST.digest, asked.id, "Lucía", 3)
    assert said(office) == ("received", "Lucía", 4, [])
    with pytest.raises(UserError, match="not asked any more"):
        review.withdraw(office, FIRST.digest, asked.id, "Lucía", 4)


def test_accepting_leaves_nothing_to_ask_and_asking_looks_at_it_again(office: OfficeStore) -> None:
    ask(office)
    review.accept(office, FIRST.digest, "Amal", 2)
    assert said(office) == ("accepted", "Amal", 3, [])
    ask(office)
    assert said(office) == ("received", "Amal", 4, [WHICH.text])


@pytest.mark.parametrize(
    ("question", "words"),
    [
        (QuestionDraft(text="  "), "Write the question"),
        (QuestionDraft(text="x" * 5001), "5000 characters or fewer"),
        (QuestionDraft(text="Who?", record_id="lao-a1"), "holds no such record"),
        (QuestionDraft(text="Who?", record_id="khm-a1", field="planets"), "no field planets"),
        (QuestionDraft(text="Who?", field="title"), "no field title"),
    ],
)
def test_a_question_that_no_receipt_could_carry_is_refused(
    office: OfficeStore, question: QuestionDraft, words: str
) -> None:
    with pytest.raises(UserError, match=words):
        ask(office, question)
    assert said(office) == ("received", "Amal", 1, [])


def test_a_record_that_no_receipt_can_name_is_asked_about_as_a_whole(
    office: OfficeStore, tmp_path: Path
) -> None:
    odd = KHM.report(2, KHM.activity(3, id="two\nlines"))
    deliver(office, tmp_path, odd)
    with pytest.raises(UserError, match="Ask about the whole report"):
        ask(office, QuestionDraft(text="Who?", record_id="two\nlines"), report=odd)


def test_there_is_an_end_to_questions(office: OfficeStore) -> None:
    with office.write() as session:
        session.add_all(
            AskedRow(id=str(n), report=FIRST.digest, place=n, kind="", record_id="", field="", text=f"{n}?",
                     asked_by="Amal", asked_at=office.clock())
            for n in range(MAX_QUESTIONS - 1)
        )  # fmt: skip
    ask(office)
    with pytest.raises(UserError, match="500 questions are asked"):
        ask(office)


def test_of_two_reviewers_the_second_looks_again(office: OfficeStore) -> None:
    seen = of(office).revision
    ask(office, by="Lucía")
    for act in (
        lambda: review.accept(office, FIRST.digest, "Amal", seen),
        lambda: review.set_issues(office, FIRST.digest, "Amal", seen),
        lambda: review.ask(office, FIRST.digest, WHICH, "Amal", seen),
        lambda: review.reopen(office, FIRST.digest, "Amal", seen),
    ):
        with pytest.raises(UserError, match="Lucía reviewed this report in the meantime"):
            act()
    assert said(office) == ("received", "Lucía", 2, [WHICH.text])


def test_of_many_at_the_same_moment_one_is_first(office: OfficeStore) -> None:
    others = [OfficeStore(office.place) for _ in range(4)]

    def try_to_accept(at: int) -> str:
        try:
            review.accept(others[at], FIRST.digest, f"Reviewer {at}", 1)
        except UserError as refusal:
            return refusal.sentence
        return "accepted"

    with ThreadPoolExecutor(len(others)) as pool:
        came = list(pool.map(try_to_accept, range(len(others))))
    for one in others:
        one.close()
    first = came.index("accepted")
    assert said(office) == ("accepted", f"Reviewer {first}", 2, [])
    rest = {sentence for at, sentence in enumerate(came) if at != first}
    assert len(rest) == 1
    assert rest.pop().startswith(f"Reviewer {first} reviewed this report in the meantime.")


def test_a_report_that_does_not_count_is_not_accepted(office_store: OfficeStore, tmp_path: Path) -> None:
    deliver(office_store, tmp_path, FIRST)
    assert of(office_store).report.standing == Standing.UNKNOWN_KEY
    with pytest.raises(UserError, match="Confirm the key first"):
        review.accept(office_store, FIRST.digest, "Amal", 0)
    with pytest.raises(UserError, match="not in the inbox"):
        review.accept(office_store, "00" * 32, "Amal", 0)


def test_accepting_an_amendment_settles_what_it_replaces(office: OfficeStore, tmp_path: Path) -> None:
    ask(office)
    review.set_issues(office, FIRST.digest, "Amal", 2)
    mended = KHM.activity(1, revision=2, title="Meeting at the ministry")
    second = KHM.report(2, mended, KHM.activity(2), amends=FIRST)
    deliver(office, tmp_path, second)
    with pytest.raises(UserError, match="Review the newer one"):
        review.accept(office, FIRST.digest, "Amal", 3)
    review.accept(office, second.digest, "Lucía", 1)
    assert said(office, second) == ("accepted", "Lucía", 2, [])
    assert said(office) == ("accepted", "Lucía", 4, [])


def test_everything_is_written_down(office: OfficeStore) -> None:
    ask(office)
    (asked,) = of(office).questions
    review.withdraw(office, FIRST.digest, asked.id, "Lucía", 2)
    with office.read() as session:
        rows = session.scalars(
            select(AuditRow).where(AuditRow.subject == FIRST.digest).order_by(AuditRow.key)
        ).all()
    told = [(row.by, json.loads(row.details)) for row in rows if row.action == "reviewed"]
    assert [(by, one.get("asked"), one.get("withdrawn")) for by, one in told] == [
        ("Amal", WHICH.text, None),
        ("Lucía", None, WHICH.text),
    ]


def test_questions_to_begin_from_come_with_the_program_and_of_ones_own(office_store: OfficeStore) -> None:
    shipped = templates.templates(office_store)
    assert "Please send the receipt for this expense." in [one.text for one in shipped]
    templates.save(office_store, "Which embassy", "Which embassy was it?", "Amal")
    own = templates.find(office_store, "Which embassy")
    templates.save(office_store, "Which embassy", "Of which state was the embassy?", "Amal", own.id)
    assert templates.find(office_store, own.id).text == "Of which state was the embassy?"
    templates.remove(office_store, own.id, "Amal")
    assert templates.templates(office_store) == shipped
    with pytest.raises(UserError, match="Only questions of your own"):
        templates.remove(office_store, shipped[0].id, "Amal")
    with pytest.raises(UserError, match="short name"):
        templates.save(office_store, " ", "Which?", "Amal")
