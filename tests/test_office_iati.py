"""Grants as IATI data: valid by the published schema, and nothing in it that was not given to the public."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given
from hypothesis import strategies as st

from icbl_desktop.domain.grant import Grant, Payment, PlannedResult
from icbl_desktop.domain.vocabulary import GrantState
from icbl_desktop.formats import iati
from icbl_desktop.formats.iati import PublishedGrant, Publisher
from icbl_desktop.services import countries
from icbl_desktop.services.office import exports
from icbl_desktop.services.office.exports import What
from icbl_desktop.store.office import OfficeStore
from tests.office_exported import ANGLES, NOW, fill, grant, order
from tests.office_reports import KHM
from tests.pdf_tools import found

SCHEMA = Path(__file__).parent / "data" / "iati-2.03" / "iati-activities-schema.xsd"
OFFICE = Publisher(name="The office", identifier="CH-FDJP-660.0")


def validate(path: Path) -> None:
    command = [found("xmllint"), "--nonet", "--noout", "--schema", str(SCHEMA), str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def published(**fields: Any) -> PublishedGrant:
    return PublishedGrant(
        grant=grant(KHM, **fields),
        campaign="campaign-1",
        organisation="Cambodia Campaign",
        iso3="KHM",
        language="km",
        objectives=("1A  At least 130 States Parties",),
    )


def activities(*grants: PublishedGrant, publisher: Publisher = OFFICE) -> list[Element]:
    return ElementTree.fromstring(iati.document(grants, publisher, NOW)).findall("iati-activity")


def the_one(**fields: Any) -> Element:
    (one,) = activities(published(**fields))
    return one


def texts(parent: Element, path: str) -> list[str]:
    return [one.text or "" for one in parent.findall(path)]


def of(parent: Element, path: str, attribute: str) -> str:
    found_there = parent.find(path)
    assert found_there is not None
    return found_there.get(attribute) or ""


def test_an_export_is_valid_by_the_published_schema_and_holds_what_may_be_published(
    office_store: OfficeStore, tmp_path: Path
) -> None:
    fill(office_store, tmp_path / "reports")
    exported = exports.export(office_store, order(what=frozenset({What.IATI})), tmp_path / "out")

    (path,) = exported.files
    validate(path)
    (activity,) = ElementTree.parse(path).getroot().findall("iati-activity")
    assert texts(activity, "title/narrative") == [ANGLES.replace("\x0b", "")]
    assert texts(activity, "participating-org[@role='4']/narrative") == ["Lao Campaign"]
    said = " ".join(note.sentence for note in exported.notes)
    assert "2 of the grants are not in the IATI file" in said
    assert "does not say who publishes it" in said


def test_all_grants_go_out_only_when_that_was_asked_for(sqlite_office: OfficeStore, tmp_path: Path) -> None:
    fill(sqlite_office, tmp_path / "reports")
    wanted = order(what=frozenset({What.IATI}), all_grants=True, publisher=OFFICE)
    exported = exports.export(sqlite_office, wanted, tmp_path / "out")

    (path,) = exported.files
    validate(path)
    found = ElementTree.parse(path).getroot().findall("iati-activity")
    assert [one.get("default-currency") for one in found] == ["USD", "EUR", "USD"]
    assert exported.notes == ()


def test_where_nothing_may_be_published_no_file_is_written(
    sqlite_office: OfficeStore, tmp_path: Path
) -> None:
    exported = exports.export(sqlite_office, order(what=frozenset({What.IATI})), tmp_path / "out")
    assert exported.files == ()
    assert "No IATI file was written" in exported.notes[-1].sentence


def test_it_says_who_where_when_and_how_much() -> None:
    one = the_one()
    assert [(each.get("ref"), each.get("role")) for each in one.findall("participating-org")] == [
        ("CH-FDJP-660.0", "3"),
        (None, "4"),
    ]
    assert (one.findtext("iati-identifier") or "").startswith("CH-FDJP-660.0-")
    assert [each.get("code") for each in one.findall("recipient-country")] == ["KH"]
    assert [each.get("code") for each in one.findall("sector")] == ["15250"]
    assert [(each.get("type"), each.get("iso-date")) for each in one.findall("activity-date")] == [
        ("2", "2018-01-10"),
        ("3", "2018-08-31"),
    ]
    assert texts(one, "budget/value") == ["5000"]
    told = [
        (of(each, "transaction-type", "code"), each.findtext("value"), of(each, "value", "value-date"))
        for each in one.findall("transaction")
    ]
    assert told == [("2", "5000", "2018-01-08"), ("3", "3000.50", "2018-01-15")]
    assert texts(one, "result/indicator/period/actual/comment/narrative") == ["Reached: Partly. Three spoke."]


@pytest.mark.parametrize("state", sorted(iati.PUBLISHED_STATES))
def test_a_day_is_an_actual_one_only_when_it_came(state: str) -> None:
    ahead = the_one(state=state, start=date(2018, 7, 3), end=date(2018, 12, 31))
    assert [one.get("type") for one in ahead.findall("activity-date")] == ["1", "3"]
    behind = the_one(state=state, start=date(2017, 7, 3), end=date(2018, 6, 30))
    is_over = state not in (GrantState.APPROVED, GrantState.RUNNING)
    began = "1" if state == GrantState.APPROVED else "2"
    assert [one.get("type") for one in behind.findall("activity-date")] == [began, "4" if is_over else "3"]


def test_money_without_a_day_or_of_a_day_to_come_is_no_transaction() -> None:
    paid = (Payment(amount=Decimal(5)), Payment(date=date(2018, 7, 3), amount=Decimal(6)), Payment())
    assert texts(the_one(payments=paid, decided_on=None), "transaction/value") == []


def test_a_currency_without_a_code_brings_no_amounts() -> None:
    one = the_one(currency="dollars")
    assert one.get("default-currency") is None
    assert not one.findall("budget")
    assert not one.findall("transaction")


def test_identifiers_stay_and_tell_campaigns_apart() -> None:
    same, again, other = (
        iati.identifier(OFFICE, campaign, "grant-1")
        for campaign in ("campaign-1", "campaign-1", "campaign-2")
    )
    assert same == again != other
    assert "/" not in iati.identifier(Publisher(identifier="A/B & C"), "campaign-1", "grant-1")


def test_every_state_the_program_knows_has_a_two_letter_code() -> None:
    for iso3 in (iso3 for iso3, state in countries.facts().states.items() if state.mbt):
        (one,) = activities(replace(published(), iso3=iso3))
        (country,) = one.findall("recipient-country")
        assert len(country.get("code") or "") == 2


def anything() -> st.SearchStrategy[Grant]:
    """Grants as a hostile or careless hand may write them."""
    words = st.text(max_size=40)
    days = st.dates(date(1, 1, 1), date(9999, 12, 31))
    amounts = st.none() | st.decimals(-(10**12), 10**12, places=2, allow_nan=False)
    payments = st.builds(Payment, date=st.none() | days, amount=amounts, note=words)
    results = st.builds(PlannedResult, planned=words, happened=words, reached=words)
    return st.builds(
        grant,
        st.just(KHM),
        id=words,
        title=words,
        purpose=words,
        state=st.sampled_from(sorted(iati.PUBLISHED_STATES)),
        currency=words | st.just("USD"),
        awarded=amounts,
        payments=st.lists(payments, max_size=3).map(tuple),
        planned_results=st.lists(results, max_size=2).map(tuple),
        decided_on=st.none() | days,
        start=days,
        end=st.none() | days,
    )


@given(st.lists(anything(), min_size=4, max_size=6))
def test_whatever_a_grant_says_the_file_stays_valid(
    tmp_path_factory: pytest.TempPathFactory, grants: list[Grant]
) -> None:
    path = tmp_path_factory.mktemp("iati") / "any.xml"
    any_of_them = [replace(published(), grant=one, organisation=one.purpose, language="") for one in grants]
    path.write_bytes(iati.document(any_of_them, Publisher(identifier="\x00 / é"), NOW))
    validate(path)
