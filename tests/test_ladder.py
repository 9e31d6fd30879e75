"""How far a state has come on its way to a treaty, and who says so."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from icbl_desktop.domain import ladder
from icbl_desktop.domain.countries import Standing
from icbl_desktop.domain.ladder import Basis, Step
from icbl_desktop.domain.vocabulary import IndicatorKind
from icbl_desktop.domain.work import IndicatorUpdate
from icbl_desktop.services import plans

MADE = datetime(2018, 1, 1, tzinfo=UTC)
NOT_PARTY = Standing("not_party")
SIGNATORY = Standing("signatory", signed=date(2008, 12, 3))
PARTY = Standing("state_party", signed=date(1997, 12, 3), joined=date(1999, 7, 28))
WITHDRAWN = Standing("not_party", joined=date(2011, 3, 24), withdrawn=date(2025, 3, 6))


def answer(rung: str, day: date, hour: int = 0) -> IndicatorUpdate:
    made = MADE.replace(hour=hour)
    return IndicatorUpdate(
        id=f"{rung}{day}", stream="s", revision=1, made_at=made, changed_at=made, value=rung, date=day
    )


def test_without_a_word_a_state_has_no_position() -> None:
    position = ladder.position(NOT_PARTY, [])
    assert (position.rung, position.basis, position.step) == ("no_position", Basis.NOTHING, None)


def test_the_treatys_record_is_the_least() -> None:
    lower = answer("supports", date(2018, 1, 1))
    for answers in ([], [lower], [answer("signed", date(2018, 1, 1))]):
        position = ladder.position(SIGNATORY, answers)
        assert (position.rung, position.basis) == ("signed", Basis.RECORD)
        assert position.step == Step("signed", date(2008, 12, 3))
    assert ladder.position(PARTY, [lower]).rung == "deposited"


@pytest.mark.parametrize(("rung", "ahead"), [("interim_step", False), ("signed", True), ("deposited", True)])
def test_an_answer_beyond_the_record_wins_and_is_marked_where_the_record_would_know(
    rung: str, ahead: bool
) -> None:
    given = answer(rung, date(2018, 1, 1))
    position = ladder.position(NOT_PARTY, [given])
    assert (position.rung, position.basis, position.ahead) == (rung, Basis.ANSWER, ahead)
    assert position.step == Step(rung, given.date, given)
    assert not ladder.position(SIGNATORY, [answer("approved", date(2018, 1, 1))]).ahead


def test_the_newest_answer_counts_even_where_the_state_stepped_back() -> None:
    back = [answer("interim_step", date(2017, 5, 1)), answer("supports", date(2018, 5, 1))]
    assert ladder.position(NOT_PARTY, back).rung == "supports"
    same_day = [answer("supports", date(2018, 5, 1), 9), answer("interim_step", date(2018, 5, 1), 8)]
    assert ladder.position(NOT_PARTY, same_day).rung == "supports", "what was written down later"


def test_words_that_are_no_step_do_not_count() -> None:
    assert ladder.position(NOT_PARTY, [answer("perhaps", date(2018, 1, 1))]).basis == Basis.NOTHING


def test_a_state_that_withdrew_begins_anew() -> None:
    before = answer("deposited", date(2012, 1, 1))
    assert ladder.position(WITHDRAWN, [before]).rung == "no_position"
    assert ladder.position(WITHDRAWN, [before, answer("supports", date(2026, 1, 1))]).rung == "supports"
    assert not ladder.has_joined(WITHDRAWN)
    assert ladder.has_joined(PARTY)


@pytest.mark.parametrize(
    ("plan_id", "mbt", "ccm"),
    [("2012-2015", None, None), ("2017", None, "1A-i2"), ("2018-2019", None, "1A-i2")],
)
def test_which_question_of_a_plan_is_about_the_way_to_a_treaty(
    plan_id: str, mbt: str | None, ccm: str | None
) -> None:
    plan = next(one for one in plans.bundled() if one.id == plan_id)
    found = [ladder.asked_by(plan, treaty) for treaty in ("MBT", "CCM")]
    assert [one.id if one else None for one in found] == [mbt, ccm]


def test_a_treaty_no_plan_asks_about_has_a_ladder_of_its_own() -> None:
    own = ladder.OWN_INDICATORS["ladder/MBT"]
    assert own.kind == IndicatorKind.STEPS
    assert own.question == "How far has your state come on its way to joining the Mine Ban Treaty?"
