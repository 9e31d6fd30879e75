"""Search over everything: in any script, inside words, accents aside; what is in the trash is not found."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from icbl_desktop.app import App
from icbl_desktop.domain.grant import ExpenseDraft
from icbl_desktop.domain.hits import Hit, HitKind
from icbl_desktop.domain.matching import Closeness, closeness, fold, words_in
from icbl_desktop.domain.plan_extras import Alert, Extras, ToolkitDocument
from icbl_desktop.domain.record import Draft
from icbl_desktop.domain.work import FollowUpDraft, IndicatorUpdateDraft, OutcomeDraft, PromiseDraft
from icbl_desktop.services import campaign, evidence, plan_search, search, trash, work_records
from icbl_desktop.services.record_kinds import (
    ACTIVITY,
    EXPENSE,
    FOLLOW_UP,
    GRANT,
    INDICATOR_UPDATE,
    OUTCOME,
    PROMISE,
    Kind,
)
from icbl_desktop.store.database import Database
from tests import rich_bundle
from tests.workspace import CAMBODIA, fund, log, one

SCRIPTS = [
    ("Réunion à Genève", "geneve", "geneva"),
    ("Hội nghị tại Hà Nội", "ha noi", "ha noy"),
    ("การประชุมทุ่นระเบิดสังหารบุคคล", "ทุ่นระเบิด", "ทุนระเบด"),
    ("การดำเนินการเก็บกู้", "ดำเนิน", "ดานิน"),
    ("ກອງປະຊຸມລະເບີດລູກຫວ່ານ", "ລະເບີດ", "ລະບິດ"),
    ("សន្និសីទអំពីគ្រាប់បែកចង្កោម", "គ្រាប់បែក", "គ្រប់បក"),
    ("မြေမြှုပ်မိုင်းဆိုင်ရာ ဆွေးနွေးပွဲ", "မိုင်း", "မိငး"),
    ("اجتماع حول حظر الألغام", "الألغام", "اللغم"),
    ("Встреча о минах", "ВСТРЕЧА", "встречи"),
]
"""A title in a script, a part of it as typed, and another word of the same letters that it is not."""


def found(db: Database, words: str, kind: str = "") -> list[Hit]:
    return [hit for hit in search.find(db, words) if kind in ("", hit.kind)]


def save(db: Database, kind: Kind[Any, Any], draft: Draft) -> str:
    return one(work_records.save(db, kind, draft).ids)


@pytest.mark.parametrize(("title", "words", "other"), SCRIPTS, ids=[words for _, words, _ in SCRIPTS])
def test_every_script_is_found_inside_words_and_its_marks_count(
    db: Database, title: str, words: str, other: str
) -> None:
    log(db, title=title)
    save(db, PROMISE, PromiseDraft(who="Ministry", what=title))
    assert [hit.title for hit in found(db, words, "activity")] == [title]
    assert [hit.title for hit in found(db, words, "promise")] == [title]
    assert found(db, other, "activity") + found(db, other, "promise") == []
    assert closeness(words_in(words), title) is not None, "texts of the plan are found alike"
    assert closeness(words_in(other), title) is None


def test_letters_of_one_or_of_two_signs_are_the_same(db: Database) -> None:
    log(db, title=unicodedata.normalize("NFD", "Conférence à Vientiane"))
    for words in ("conférence", unicodedata.normalize("NFD", "conférence"), "CONFERENCE"):
        assert len(found(db, words, "activity")) == 1
    assert fold("Côte d’Ivoire") == "cote d’ivoire"
    assert fold("กำ") != fold("กา")


def test_what_operators_are_to_an_index_are_letters_to_a_person(db: Database) -> None:
    log(db, title='The "new* (AND) -old" NEAR title:text ^50% paper')
    for words in ('"new*', "(AND)", "-old", "NEAR", "title:text", '"new* -old', "^50%", '"', "*", "%"):
        assert len(found(db, words, "activity")) == 1, words
    for words in ("new OR gone", "pap*", '""""', "ANDNOT new", "text:paper", "__", "5_%"):
        assert found(db, words, "activity") == [], words


def test_short_words_are_looked_for_in_titles(db: Database) -> None:
    log(db, title="Vote at the UN", place="Xanadu")
    fund(db, title="UN side event")
    assert [hit.title for hit in found(db, "un", "activity")] == ["Vote at the UN"]
    assert [hit.title for hit in found(db, "un", "grant")] == ["UN side event"]
    assert found(db, "xa", "activity") == []
    assert len(found(db, "at vote", "activity")) == 1
    assert search.find(db, "  ") == ()


@pytest.fixture
def worked(app: App, tmp_path: Path) -> dict[str, str]:
    """One record of each kind about zebras; their ids."""
    db, letter = app.db, tmp_path / "zebra letter.pdf"
    receipt = letter.with_name("zebra receipt.pdf")
    for file in (letter, receipt):
        file.write_bytes(b"%PDF-1.4 " + file.name.encode())
    ids = {
        "activity": log(db, title="Zebra crossing", institutions=("Zebra Institute",), people="Ms Zebra, X")
    }
    ids["grant"] = fund(db, title="Zebra grant", currency="USD")
    ids["expense"] = save(
        db,
        EXPENSE,
        ExpenseDraft(
            grant_id=ids["grant"],
            what="Zebra paint",
            amount=Decimal(5),
            currency="USD",
            date=date(2018, 5, 1),
        ),
    )
    ids["outcome"] = save(
        db,
        OUTCOME,
        OutcomeDraft(actor="The Zebra Office", change="Named a focal point", when=date(2018, 5, 2)),
    )
    ids["promise"] = save(
        db, PROMISE, PromiseDraft(who="Zebra Ministry", person="Mr Zebra", what="To count zebras")
    )
    ids["follow_up"] = save(db, FOLLOW_UP, FollowUpDraft(what="Ask the zebra", activity_id=ids["activity"]))
    ids["indicator_update"] = save(
        db,
        INDICATOR_UPDATE,
        IndicatorUpdateDraft(
            indicator="strategy-2017-2021/1A-i1",
            iso3="KHM",
            date=date(2018, 1, 1),
            value="yes",
            source="Zebra paper",
        ),
    )
    evidence.add(db, app.folders, ids["activity"], [letter])
    evidence.add(db, app.folders, ids["expense"], [receipt])
    return ids


def test_a_hit_of_every_kind_says_where_it_opens(db: Database, worked: dict[str, str]) -> None:
    places = {(hit.kind, hit.page, hit.id) for hit in found(db, "zebra")}
    assert places == {
        ("activity", "activities", worked["activity"]),
        ("institution", "activities", worked["activity"]),
        ("person", "activities", worked["activity"]),
        ("institution", "promises", worked["promise"]),
        ("person", "promises", worked["promise"]),
        ("outcome", "outcomes", worked["outcome"]),
        ("grant", "grants", worked["grant"]),
        ("expense", "grants", worked["grant"]),
        ("promise", "promises", worked["promise"]),
        ("follow_up", "promises", worked["follow_up"]),
        ("indicator_update", "progress", "strategy-2017-2021/1A-i1"),
        ("evidence", "activities", worked["activity"]),
        ("evidence", "grants", worked["grant"]),
    }
    assert {hit.record for hit in found(db, "zebra") if hit.kind == "expense"} == {worked["expense"]}
    assert {hit.title for hit in found(db, "zebra", "person")} == {"Ms Zebra", "Mr Zebra"}


def test_the_trash_is_not_found_nor_what_hangs_on_it(db: Database, worked: dict[str, str]) -> None:
    trash.put(db, GRANT, [worked["grant"]])
    left = found(db, "zebra")
    assert "grants" not in {hit.page for hit in left}
    assert [hit.title for hit in left if hit.kind == "evidence"] == ["zebra letter.pdf"]
    trash.put(db, ACTIVITY, [worked["activity"]])
    assert not {hit.kind for hit in found(db, "zebra")} & {"activity", "follow_up", "evidence"}
    assert {hit.page for hit in found(db, "zebra", "institution")} == {"promises"}
    trash.restore(db, GRANT, [worked["grant"]])
    trash.restore(db, ACTIVITY, [worked["activity"]])
    back = {hit.kind for hit in found(db, "zebra")}
    assert {"grant", "expense", "evidence", "activity", "follow_up"} <= back


def test_what_was_changed_is_found_by_its_present_words(db: Database, worked: dict[str, str]) -> None:
    work_records.save(db, PROMISE, PromiseDraft(who="Ministry", what="To count lions"), worked["promise"])
    assert found(db, "zebra", "promise") == []
    assert [hit.title for hit in found(db, "lion")] == ["To count lions"]


def test_what_was_changed_in_the_trash_is_found_once_it_is_back(db: Database) -> None:
    activity = log(db)
    trash.put(db, ACTIVITY, [activity])
    log(db, activity, title="About okapis")
    assert found(db, "okapi") == []
    trash.restore(db, ACTIVITY, [activity])
    assert [hit.title for hit in found(db, "okapi")] == ["About okapis"]


def test_the_closest_come_first_and_no_kind_takes_all_the_room(db: Database) -> None:
    log(db, title="A letter", result="They spoke of gorse.")
    log(db, title="The wordgorse")
    log(db, title="About gorse")
    for number in range(20):
        log(db, title=f"Gorse {number}")
    fund(db, title="The gorse grant")
    hits = found(db, "gorse")
    assert [hit.kind for hit in hits] == ["activity"] * search.MOST + ["grant"]
    assert {hit.closeness for hit in hits[: search.MOST]} == {Closeness.BEGINS}
    many = search.find(db, "gorse", most=30)
    assert [hit.title for hit in many][20:] == ["About gorse", "The wordgorse", "A letter", "The gorse grant"]


def test_an_old_activity_is_found_by_its_title_behind_many_that_only_mention_it(db: Database) -> None:
    log(db, title="The treaty anniversary")
    for number in range(search.LOOKED_AT + 5):
        log(db, title=f"Meeting {number}", details="Spoke of the anniversary.")
    assert found(db, "anniversary")[0].title == "The treaty anniversary"


@pytest.mark.parametrize(
    ("words", "kind", "page", "place"),
    [
        ("nepal", HitKind.TARGET, "targets", "strategy-2017-2021/1A"),
        ("1a", HitKind.OBJECTIVE, "targets", "strategy-2017-2021/1A"),
        ("caribbean southeast asia", HitKind.PLANNED_ACTIVITY, "targets", "strategy-2017-2021/1A"),
        ("130 states parties", HitKind.COMMITMENT, "targets", "strategy-2017-2021/1A"),
        ("has your state ratified", HitKind.INDICATOR, "progress", "strategy-2017-2021/1A-i1"),
        ("pledging conference", HitKind.EVENT, "calendar", "2018-02-27"),
        ("10th anniversary of the adoption", HitKind.EVENT, "calendar", "2018-05-30"),
    ],
)
def test_what_the_plan_says_is_found(db: Database, words: str, kind: HitKind, page: str, place: str) -> None:
    hit = found(db, words, kind)[0]
    assert (hit.page, hit.id) == (page, place)


def test_so_is_what_came_with_the_plan_in_the_campaigns_language(app: App) -> None:
    alert = Alert("use", "Use reported", "Write to your minister.", date(2018, 9, 3), date(2018, 9, 14))
    elsewhere = Alert("vote", "A vote is near", "Call.", date(2018, 9, 3), states=("NPL",))
    letter = ToolkitDocument("letter.docx", "Letter to a minister", "en", ("1A",), "Fill in the name.")
    french = {"alerts/use": "Emploi signalé", "objectives/1A": "Davantage d’États"}
    rich_bundle.take_in(app, Extras((alert, elsewhere), (letter,), {"fr": french}), {letter.file: b"Dear"})
    assert [(hit.page, hit.id) for hit in found(app.db, "use reported", "alert")] == [
        ("calendar", "2018-09-14")
    ]
    assert found(app.db, "vote is near", "alert") == [], "it asks nothing of this campaign"
    assert [(hit.page, hit.id) for hit in found(app.db, "fill in", "toolkit")] == [("toolkit", "letter.docx")]
    campaign.change(app.db, replace(CAMBODIA, language="fr"))
    assert [hit.title for hit in found(app.db, "etats", "objective")] == ["1A  Davantage d’États"]
    assert [hit.title for hit in found(app.db, "signale", "alert")] == ["Emploi signalé"]


def test_who_searches_at_each_key_reads_the_plan_once(db: Database) -> None:
    known = plan_search.entries(db)
    assert search.find(db, "nepal", of_plan=known) == search.find(db, "nepal")
    assert search.find(db, "nepal", of_plan=()) == ()
