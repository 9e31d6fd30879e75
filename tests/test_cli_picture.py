"""The picture, what is behind it, and the search on the command line."""

from __future__ import annotations

import pytest

from tests import office_data
from tests.shell import Shell


@pytest.fixture
def office(cambodia: Shell) -> Shell:
    """A workspace under the plan of 2017 whose inbox holds the reports of ``office_data``."""
    delivered = cambodia.folder / "delivered"
    for one in office_data.reports():
        one.put(delivered)
    assert cambodia("inbox", "add", delivered, "--by", "Officer")[0] == 0
    for stream in cambodia.data("inbox", "keys", "--json"):
        if stream["organisation"] != office_data.STRANGER.organisation:
            confirm = ("inbox", "keys", "confirm", stream["code"], "--by", "Officer")
            code, _, err = cambodia(*confirm)
            assert code == 0, err
    return cambodia


def test_the_picture_in_words_and_as_data(office: Shell) -> None:
    code, out, err = office("inbox", "picture")
    assert (code, err) == (0, "")
    assert "5 reports of 5 campaigns on work in 5 states; held: unknown key 1" in out
    assert "1A-c2  1 counted, at least 6 national campaigns" in out
    assert "1A-c5  no report tells of it, about 100 country profiles" in out
    assert "Men: not asked" in out
    assert "Targeted, and nothing was reported: AFG, AGO" in out
    found = office.data("inbox", "picture", "--json", "--state", "lao", "--to", "2017-03-31")
    assert found["totals"]["activities"]["value"] == 1
    assert [row["iso3"] for row in found["matrix"]["rows"]] == ["LAO"]


def test_a_figure_opens_on_records_with_their_reports(office: Shell) -> None:
    code, out, _ = office("inbox", "behind", "money", "USD/spent", "--state", "KHM")
    assert (code, out.splitlines()[0].split()[0]) == (0, "140.00")
    assert f"2017-04-01  expense           {office_data.CAMBODIA.code}/1 " in out
    lines = office("inbox", "search", "prime", "letter")[1].splitlines()
    assert len(lines) == 7
    assert all("Letter to the Prime Minister" in line for line in lines)
    assert office("inbox", "search", "zeppelin") == (0, "No record that counts holds these words.\n", "")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("activity", "planets"), "What it can be about: meeting, letter"),
        (("commitment",), "There is no figure “commitment”"),
        (("commitment", "9Z-c1"), "There is no figure “commitment 9Z-c1”"),
        (("held",), "unknown_key"),
        (("money", "USD/lost"), "grants, requested, awarded, paid, spent"),
        (("states", "KHM"), "it stands alone"),
        (("answers", "9Z-i1=yes"), "There is no figure “answers 9Z-i1=yes”"),
    ],
    ids=str,
)
def test_a_figure_that_is_none_is_not_nought(cambodia: Shell, words: tuple[str, ...], sentence: str) -> None:
    code, out, err = cambodia("inbox", "behind", *words)
    assert (code, out) == (1, "")
    assert sentence in err


def test_an_answer_is_named_with_its_strategy_or_without(office: Shell) -> None:
    whole = office.data("inbox", "picture", "--json")["indicators"]
    (ref,) = {one["ref"] for one in whole if one["id"] == "1A-i2"}
    first, second = (office("inbox", "behind", "answers", name) for name in ("1A-i2", ref))
    assert first == second
    assert first[0] == 0
    assert first[1].count("indicator_update") > 0
    assert office("inbox", "behind", "commitment", "1A-c5")[1].startswith("Nothing is behind it.")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--campaign", "Nobody"), "No campaigns are called “Nobody”"),
        (("--state", "KH"), "“KH” is not the three-letter code of a state"),
        (("--objective", "9Z"), "The plan has no objective “9Z”"),
        (("--from", "2018-01-01", "--to", "2017-01-01"), "The time ends before it begins"),
        (("--plan", "2099"), "There is no plan “2099” here"),
    ],
    ids=str,
)
def test_a_scope_that_is_none_is_refused(cambodia: Shell, words: tuple[str, ...], sentence: str) -> None:
    code, out, err = cambodia("inbox", "picture", *words)
    assert (code, out) == (1, "")
    assert sentence in err


@pytest.mark.parametrize(
    "words", [("--quarter", "2018-Q5"), ("--quarter", "2018-Q1", "--from", "2018-01-01")]
)
def test_a_time_that_is_none_is_wrong_usage(cambodia: Shell, words: tuple[str, ...]) -> None:
    assert cambodia("inbox", "picture", *words)[0] == 2
