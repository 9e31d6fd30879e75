"""Answers to indicators: what each kind takes, the series of them, the ladders they make."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import event

from icbl_desktop.app import App
from icbl_desktop.domain.work import IndicatorUpdateDraft
from icbl_desktop.errors import InvalidRecord
from icbl_desktop.services import (
    evidence,
    history,
    indicator_values,
    ladders,
    plans,
    progress,
    trash,
    work_records,
)
from icbl_desktop.services.record_kinds import INDICATOR_UPDATE
from icbl_desktop.store.database import Database
from tests import workspace
from tests.workspace import CAMBODIA, one

S = "strategy-2017-2021/"
JOINED, STEPS, DENIED, MONEY, WORDS = (f"{S}{one}" for one in ("1A-i1", "1A-i2", "1B-i2", "2C-i1", "1B-i4"))
DRAFT = IndicatorUpdateDraft(indicator=JOINED, iso3="KHM", date=date(2017, 5, 1), value="no")


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    made = workspace.fresh(tmp_path / "workspace", replace(CAMBODIA, states=("KHM", "NPL")), plan_id="2017")
    yield made
    made.close()


def save(db: Database, **fields: object) -> str:
    return one(progress.save_update(db, replace(DRAFT, **fields)).ids)  # type: ignore[arg-type]


NUMBER = "Write a number, such as 12."
FIGURES = "Write the amount in figures, such as 250000, and its currency beside it."
STEP = "Choose a step of the ladder: no_position, supports, interim_step, signed, approved, deposited."
CODE = "Give the currency as three letters in capitals, such as USD, EUR or KHR."


@pytest.mark.parametrize(
    ("fields", "problems"),
    [
        ({"indicator": DENIED, "value": "twelve"}, {"value": NUMBER}),
        ({"indicator": DENIED, "value": "NaN"}, {"value": NUMBER}),
        ({"indicator": DENIED, "value": "1e9"}, {"value": NUMBER}),
        ({"value": "perhaps"}, {"value": "Answer “yes” or “no”."}),
        (
            {"indicator": STEPS, "value": "soon"},
            {"value": STEP},
        ),
        ({"indicator": MONEY, "value": "much", "currency": "USD"}, {"value": FIGURES}),
        ({"indicator": MONEY, "value": "12.5"}, {"currency": CODE}),
        (
            {"indicator": MONEY, "value": "-1", "currency": "USD"},
            {"value": "An amount of money cannot be below zero."},
        ),
        ({"currency": "USD"}, {"currency": "Only an amount of money has a currency. Take it away."}),
        (
            {"confidence": "certain"},
            {"confidence": "Say how sure you are with low, medium, high, or leave it out."},
        ),
        (
            {"indicator": f"{S}9Z-i1"},
            {"indicator": "No plan here has this indicator. Name it by its strategy and number."},
        ),
        ({"iso3": "XXX"}, {"iso3": "“XXX” is not the three-letter code of a state. Cambodia's is KHM."}),
    ],
)
def test_a_bad_value_is_refused_beside_its_field(
    app: App, fields: dict[str, str], problems: dict[str, str]
) -> None:
    with pytest.raises(InvalidRecord) as caught:
        save(app.db, **fields)
    assert caught.value.problems == problems


def test_an_answer_that_is_none_by_now_is_not_brought_back(app: App) -> None:
    draft = replace(DRAFT, value="perhaps")  # as it could be while the plan asked for words
    answer = one(work_records.save(app.db, INDICATOR_UPDATE, draft).ids)
    progress.save_update(app.db, DRAFT, answer)
    oldest = history.of(app.db, answer)[-1]
    with pytest.raises(InvalidRecord, match="yes"):
        history.bring_back(app.db, INDICATOR_UPDATE.name, answer, oldest.key)
    assert work_records.get(app.db, INDICATOR_UPDATE, answer).value == "no"


def test_each_kind_takes_its_values(app: App) -> None:
    for fields in (
        {"indicator": DENIED, "value": "12.5"},
        {"indicator": STEPS, "value": "interim_step", "confidence": "low"},
        {"indicator": MONEY, "value": "250000.50", "currency": "USD"},
        {"indicator": WORDS, "value": "It ended production."},
        {"indicator": "ladder/MBT", "value": "supports"},
        {"indicator": "2012-2015/g1-i03", "value": "0"},
    ):
        save(app.db, **fields)


def test_a_series_holds_all_answers_newest_first_with_their_files(app: App, tmp_path: Path) -> None:
    db, letter = app.db, tmp_path / "letter.txt"
    letter.write_bytes(b"No.")
    first = save(db)
    second = save(db, date=date(2017, 9, 1), value="yes")
    elsewhere = save(db, iso3="NPL", date=date(2017, 6, 1))
    trash.put(db, INDICATOR_UPDATE, [save(db, date=date(2017, 12, 1))])
    evidence.add(db, app.folders, second, [letter])
    found = {one.ref: one for one in indicator_values.series(db, plans.current(db), ("KHM", "NPL"))}
    joined = found[JOINED]
    assert [one.id for one in joined.values] == [second, elsewhere, first]
    assert [one.id for one in joined.of("KHM")] == [second, first]
    assert joined.files == {second: 1}
    assert (found[DENIED].latest, found[DENIED].count) == (None, 0)


def test_many_answers_take_two_queries(app: App) -> None:
    db, asked, first = app.db, list[str](), date(2017, 1, 1)
    with db.write() as session:
        for number in range(100):
            ref = (JOINED, STEPS, DENIED, MONEY)[number % 4]
            draft = replace(DRAFT, indicator=ref, date=first + timedelta(days=number), value="1")
            session.add(INDICATOR_UPDATE.row(**vars(draft)))
    plan = plans.current(db)
    with db.read() as session:
        event.listen(session.connection(), "before_cursor_execute", lambda *args: asked.append(args[2]))
        found = indicator_values.series_in(session, plan, plan.indicators, ("KHM",))
    assert sum(one.count for one in found) == 100
    assert len(asked) == 2, "however many indicators and answers"


def test_the_ladders_of_a_state_gather_answers_of_all_plans(app: App) -> None:
    db = app.db
    save(db, indicator=STEPS, value="supports")
    save(db, iso3="NPL", indicator="ladder/MBT", value="interim_step")
    plans.choose(db, "2012-2015")
    save(db, indicator="ladder/CCM", value="interim_step", date=date(2018, 1, 1))
    found = {(one.state.iso3, one.treaty): one for one in ladders.climbs(db, ("KHM", "NPL"))}
    assert list(found) == [("KHM", "CCM"), ("NPL", "MBT"), ("NPL", "CCM")], (
        "Cambodia joined the Mine Ban Treaty"
    )
    cambodia = found["KHM", "CCM"]
    assert [one.value for one in cambodia.answers] == ["interim_step", "supports"]
    assert (cambodia.position.rung, cambodia.ref) == ("interim_step", "ladder/CCM"), "this plan does not ask"
    assert found["NPL", "MBT"].position.rung == "interim_step"
    assert found["NPL", "CCM"].position.rung == "no_position"
    plans.choose(db, "2018-2019")
    assert ladders.climbs(db, ("KHM",))[0].ref == STEPS
