"""What leaves the computer, and that nothing else can."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from icbl_desktop.domain import projection
from icbl_desktop.domain.period import Period
from icbl_desktop.domain.projection import Reason, project
from icbl_desktop.domain.record_set import Records, WorkRecord
from icbl_desktop.domain.report_period import in_period, split
from icbl_desktop.domain.tombstones import Told
from icbl_desktop.domain.vocabulary import Sharing
from icbl_desktop.domain.work import Activity, Evidence
from icbl_desktop.formats.report_data import write_report
from tests.reports import (
    EARLIER,
    EXPENSE,
    FOLLOW_UP,
    GRANT,
    HEARING,
    LETTER,
    OUTCOME,
    PHOTO,
    PROMISE,
    QUARTER,
    RECORDS,
    UPDATE,
    report_of,
)


def staying(records: Records, least: Sharing = Sharing.SECRETARIAT) -> dict[tuple[str, str], int]:
    stays = projection.staying(records, project(records, least), least)
    return {(one.kind, one.reason): one.count for one in stays}


def test_all_that_may_leave_leaves_in_order_of_date() -> None:
    left = project(RECORDS)
    assert [one.id for one in left.activities] == [EARLIER.id, LETTER.id, HEARING.id]
    assert (left.grants, left.indicator_updates, left.evidence) == ((GRANT,), (UPDATE,), (PHOTO,))
    assert (left.expenses, left.outcomes) == ((EXPENSE,), (OUTCOME,))


def test_names_in_promises_and_follow_ups_never_leave() -> None:
    public = Records(
        promises=(replace(PROMISE, sharing=Sharing.PUBLIC, activity_id=""),),
        follow_ups=(replace(FOLLOW_UP, sharing=Sharing.PUBLIC, activity_id=""),),
    )
    for least in (Sharing.SECRETARIAT, Sharing.PUBLIC):
        left = project(public, least)
        assert left.promises == (replace(public.promises[0], person=""),)
        assert left.follow_ups == (replace(public.follow_ups[0], who=""),)
        assert staying(public, least) == {("follow_up", Reason.NAMES): 1, ("promise", Reason.NAMES): 1}


def test_an_expense_stays_with_its_grant() -> None:
    records = Records(grants=(replace(GRANT, sharing=Sharing.LOCAL),), expenses=(EXPENSE,))
    assert project(records) == Records()
    assert staying(records)["expense", Reason.WITH_ITS_RECORD] == 1


def test_a_public_copy_names_nobody_whom_money_went_to_or_who_decided() -> None:
    grant = replace(GRANT, sharing=Sharing.PUBLIC, decided_by="A committee", certified_by="A director")
    records = Records(grants=(grant,), expenses=(replace(EXPENSE, sharing=Sharing.PUBLIC, activity_id=""),))
    assert project(records) == records
    left = project(records, Sharing.PUBLIC)
    assert left.grants == (replace(grant, decided_by="", certified_by=""),)
    assert left.expenses == (replace(records.expenses[0], paid_to=""),)


def test_names_of_people_stay_unless_the_person_shares_them() -> None:
    (left,) = project(Records(activities=(HEARING,), grants=(GRANT,))).activities
    assert left == replace(HEARING, people="")
    assert staying(Records(activities=(HEARING,))) == {("activity", Reason.NAMES): 1}

    shared = replace(HEARING, people_shared=True, grant_id="")
    assert project(Records(activities=(shared,))).activities == (shared,)


def test_a_local_record_stays_with_its_files_and_every_link_to_it() -> None:
    records = replace(
        RECORDS,
        activities=(replace(HEARING, sharing=Sharing.LOCAL), LETTER),
        grants=(replace(GRANT, sharing=Sharing.LOCAL),),
    )
    left = project(records)
    assert [one.id for one in left.activities] == [LETTER.id]
    assert (left.grants, left.evidence) == ((), ())
    assert [(one.grant_id, one.activities) for one in left.outcomes] == [("", ())]
    assert (left.promises[0].activity_id, left.follow_ups[0].activity_id) == ("", "")
    assert staying(records) == {
        ("activity", Reason.LOCAL): 1,
        ("evidence", Reason.WITH_ITS_RECORD): 1,
        ("expense", Reason.WITH_ITS_RECORD): 1,
        ("follow_up", Reason.NAMES): 1,
        ("grant", Reason.LOCAL): 1,
        ("promise", Reason.NAMES): 1,
    }


def test_a_draft_stays_and_says_why() -> None:
    records = Records(activities=(replace(LETTER, state="draft"),))
    assert project(records) == Records()
    assert staying(records) == {("activity", Reason.DRAFT): 1}


def test_a_local_file_stays_though_its_record_goes() -> None:
    records = replace(RECORDS, evidence=(replace(PHOTO, sharing=Sharing.LOCAL),))
    assert project(records).evidence == ()
    assert staying(records)["evidence", Reason.LOCAL] == 1


def test_a_sharing_level_nobody_knows_is_taken_for_local() -> None:
    assert project(Records(activities=(replace(LETTER, sharing="friends"),))) == Records()


def test_who_can_confirm_goes_to_the_secretariat_and_never_to_the_public() -> None:
    public = replace(OUTCOME, sharing=Sharing.PUBLIC)
    assert project(Records(outcomes=(public,))).outcomes[0].substantiation == OUTCOME.substantiation
    assert project(Records(outcomes=(public,)), Sharing.PUBLIC).outcomes[0].substantiation == ""
    assert staying(Records(outcomes=(public,)), Sharing.PUBLIC) == {("outcome", Reason.CONTACTS): 1}


def test_a_public_copy_holds_public_records_without_any_name() -> None:
    public = replace(HEARING, sharing=Sharing.PUBLIC, people_shared=True)
    records = Records(activities=(public, LETTER), evidence=(PHOTO,))
    left = project(records, Sharing.PUBLIC)
    assert left.activities == (replace(public, people="", grant_id=""),)
    assert left.evidence == ()
    assert staying(records, Sharing.PUBLIC)["activity", Reason.SECRETARIAT_ONLY] == 1


def test_a_report_takes_the_period_and_what_was_not_issued_before() -> None:
    inside, changed = split(project(RECORDS), QUARTER, {})
    assert {one.id for one in inside.activities} == {HEARING.id, LETTER.id}
    assert [one.id for one in changed.activities] == [EARLIER.id]

    told = {EARLIER.id: Told("activity", 1)}
    _, unchanged = split(project(RECORDS), QUARTER, told)
    assert unchanged.activities == ()
    edited = replace(RECORDS, activities=(replace(EARLIER, revision=2),))
    assert split(project(edited), QUARTER, told)[1].activities[0].revision == 2


def test_the_end_puts_an_activity_in_its_period() -> None:
    over_new_year = replace(LETTER, start=date(2017, 12, 30), end=date(2018, 1, 2))
    assert in_period(over_new_year, QUARTER)
    assert not in_period(over_new_year, Period.quarter(2017, 4))
    assert not in_period(replace(LETTER, start=None), QUARTER)


@pytest.mark.parametrize(
    ("year", "quarter", "inside"),
    [(2017, 4, False), (2018, 1, True), (2018, 3, True), (2018, 4, False)],
)
def test_a_grant_is_in_each_period_it_reaches_into(year: int, quarter: int, inside: bool) -> None:
    assert in_period(GRANT, Period.quarter(year, quarter)) is inside


@pytest.mark.parametrize(
    ("made", "settled", "inside"),
    [
        (date(2017, 5, 1), None, True),
        (date(2018, 2, 1), None, True),
        (date(2018, 4, 1), None, False),
        (date(2017, 5, 1), date(2018, 1, 5), True),
        (date(2017, 5, 1), date(2017, 12, 31), False),
        (date(2018, 3, 31), date(2018, 9, 1), True),
    ],
)
def test_a_promise_is_in_each_period_until_it_is_settled(
    made: date, settled: date | None, inside: bool
) -> None:
    state = "kept" if settled else "open"
    assert in_period(replace(PROMISE, made_on=made, state=state, settled_on=settled), QUARTER) is inside


def test_a_follow_up_is_in_each_period_from_its_activity_until_it_is_done() -> None:
    records = Records(activities=(EARLIER,), follow_ups=(replace(FOLLOW_UP, activity_id=EARLIER.id),))
    done = replace(records, follow_ups=(replace(records.follow_ups[0], done=True, done_on=date(2018, 2, 1)),))
    last, first, second = (Period.quarter(2017, 4), QUARTER, Period.quarter(2018, 2))
    assert [len(split(records, one, {})[0].follow_ups) for one in (last, first, second)] == [1, 1, 1]
    assert [len(split(done, one, {})[0].follow_ups) for one in (last, first, second)] == [1, 1, 0]
    alone = replace(FOLLOW_UP, activity_id="")  # written down in April
    assert [in_period(alone, one) for one in (last, first, second)] == [False, False, True]


SHARING = st.sampled_from([*Sharing, "unknown"])
NAMES = st.text("abc", max_size=3)
SOME = st.integers(0, 3)


@st.composite
def workspaces(draw: st.DrawFn) -> Records:
    """Records of every sharing level, linked to one another at random."""
    grants = [replace(GRANT, id=f"g{n}", sharing=draw(SHARING)) for n in range(draw(SOME))]
    activities = [
        replace(
            HEARING,
            id=f"a{n}",
            sharing=draw(SHARING),
            state=draw(st.sampled_from(["ready", "draft"])),
            people=draw(NAMES),
            people_shared=draw(st.booleans()),
            grant_id=draw(st.sampled_from(["", "g0", "g1"])),
        )
        for n in range(draw(SOME))
    ]
    outcomes = [
        replace(
            OUTCOME,
            id=f"o{n}",
            sharing=draw(SHARING),
            activities=("a0", "a1"),
            promises=("p0",),
            grant_id="g1",
        )
        for n in range(draw(SOME))
    ]
    owners = st.sampled_from(["a0", "o0", "x0", "p0"])
    files = [
        replace(
            PHOTO,
            id=f"e{n}",
            sharing=draw(SHARING),
            record_id=draw(owners),
            source=draw(NAMES),
            original_sha256=draw(NAMES),
        )
        for n in range(draw(SOME))
    ]
    activity_ids, grant_ids = st.sampled_from(["", "a0", "a1"]), st.sampled_from(["g0", "g1"])
    return Records(
        activities=tuple(activities),
        grants=tuple(grants),
        expenses=tuple(
            replace(EXPENSE, id=f"x{n}", sharing=draw(SHARING), grant_id=draw(grant_ids))
            for n in range(draw(SOME))
        ),
        promises=tuple(
            replace(
                PROMISE, id=f"p{n}", sharing=draw(SHARING), person=draw(NAMES), activity_id=draw(activity_ids)
            )
            for n in range(draw(SOME))
        ),
        follow_ups=tuple(
            replace(FOLLOW_UP, id=f"f{n}", sharing=draw(SHARING), who=draw(NAMES), promise_id="p1")
            for n in range(draw(SOME))
        ),
        outcomes=tuple(outcomes),
        indicator_updates=tuple(
            replace(UPDATE, id=f"i{n}", sharing=draw(SHARING)) for n in range(draw(SOME))
        ),
        evidence=tuple(files),
    )


def with_other_local_data(records: Records, text: str) -> Records:
    """The same workspace with everything rewritten, removed or added that is only of this computer."""

    def local(one: WorkRecord | Evidence) -> bool:
        return one.sharing not in (Sharing.SECRETARIAT, Sharing.PUBLIC)

    def rewritten(one: Activity) -> Activity:
        if local(one):
            return replace(one, title=text, result=text, participants=9999, cost=Decimal(7), revision=99)
        return one if one.people_shared else replace(one, people=text)

    return replace(
        records,
        activities=(
            *(rewritten(one) for one in records.activities),
            replace(HEARING, id="new", sharing=Sharing.LOCAL, title=text),
        ),
        grants=tuple(one for one in records.grants if one.sharing != Sharing.LOCAL),
        expenses=tuple(
            replace(one, what=text, amount=Decimal(3)) if local(one) else one for one in records.expenses
        ),
        outcomes=tuple(replace(one, change=text) if local(one) else one for one in records.outcomes),
        promises=tuple(
            replace(one, person=text, what=text if local(one) else one.what) for one in records.promises
        ),
        follow_ups=(
            *(replace(one, who=text, done=local(one)) for one in records.follow_ups),
            replace(FOLLOW_UP, id="new too", sharing=Sharing.LOCAL),
        ),
        evidence=tuple(
            replace(one, source=text, original_sha256=text, name=text if local(one) else one.name)
            for one in records.evidence
        ),
    )


@settings(max_examples=60, deadline=None)
@given(records=workspaces(), text=NAMES)
def test_changing_local_data_changes_no_byte_of_a_report(records: Records, text: str) -> None:
    after = with_other_local_data(records, text)
    assert write_report(report_of(after)) == write_report(report_of(records))


@settings(max_examples=60, deadline=None)
@given(records=workspaces(), least=st.sampled_from([Sharing.SECRETARIAT, Sharing.PUBLIC]))
def test_what_left_points_at_nothing_that_stayed(records: Records, least: Sharing) -> None:
    left = project(records, least)
    gone = {one.id for _, one in left.by_kind()}
    assert {one.grant_id for one in left.activities} | {one.grant_id for one in left.outcomes} <= gone | {""}
    assert {one.grant_id for one in left.expenses} <= {one.id for one in left.grants}
    linked: tuple[Any, ...] = (*left.expenses, *left.promises, *left.follow_ups, *left.indicator_updates)
    assert {one.activity_id for one in linked} <= gone | {""}
    assert {one.promise_id for one in left.follow_ups} <= gone | {""}
    assert {one.record_id for one in left.evidence} <= gone
    assert all({*one.activities, *one.promises} <= gone for one in left.outcomes)
    whole = {Reason.NAMES, Reason.CONTACTS}
    counted = sum(n for (_, reason), n in staying(records, least).items() if reason not in whole)
    assert counted + len(gone) + len(left.evidence) == sum(1 for _ in records.by_kind()) + len(
        records.evidence
    )
