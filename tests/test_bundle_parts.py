"""What a bundle carries beside its plan: read whole, and refused at the place that is wrong."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from icbl_desktop.errors import BadFile, NewerFile, NotTrusted
from icbl_desktop.formats import bundle, bundle_parts, strict_zip
from icbl_desktop.formats.bundle_parts import ALERTS, COUNTRIES, TOOLKIT
from icbl_desktop.formats.bundle_schema import write_plan
from icbl_desktop.formats.key_lists import KEYS, KEYS_SIGNATURE
from tests.bundles import (
    DOCUMENTS,
    KEY,
    RICH,
    RICH_PARTS,
    RICH_TRUST,
    STATES,
    Files,
    build,
    files,
    key_files,
    officers,
    refused,
    relisted,
)
from tests.plan_extras import rich_extras
from tests.plans import first_plan

FRENCH = "i18n/fr.json"
JSON_PARTS = (ALERTS, COUNTRIES, TOOLKIT, FRENCH)


def with_files(**instead: bytes | None) -> bytes:
    """The rich bundle, signed again, with files in place of its own; None leaves one out."""
    contents: Files = {name: raw for name, raw in (files(RICH) | instead).items() if raw is not None}
    return relisted(contents)


def edited(name: str, edit: Callable[[Any], object]) -> bytes:
    """The rich bundle, signed again, one of its JSON files edited."""
    value = json.loads(files(RICH)[name])
    edit(value)
    return with_files(**{name: json.dumps(value).encode()})


def put(place: str, value: object) -> Callable[[Any], None]:
    """An edit that sets one place: "alerts.0.id"."""

    def edit(whole: Any) -> None:
        *way, last = [int(step) if step.isdigit() else step for step in place.split(".")]
        for step in way:
            whole = whole[step]
        whole[last] = value

    return edit


def add_again(section: str, **instead: object) -> Callable[[Any], None]:
    """An edit that repeats the first entry of a list, changed."""
    return lambda whole: whole[section].append(whole[section][0] | instead)


def test_everything_comes_back_as_it_was_put_in():
    found = bundle.read(RICH, RICH_TRUST, STATES)
    assert found.plan == first_plan()
    assert found.extras == rich_extras()
    assert found.receipts == ("receipts/KHM.age",)
    assert found.signer == KEY.public
    assert found.signer_name == "Amal"
    assert found.key_list is not None
    assert (found.key_list.keys.number, found.key_list.raw) == (7, RICH_PARTS[KEYS])
    assert set(found.parts) == {*JSON_PARTS, "i18n/km.json"}
    for one in rich_extras().toolkit:
        assert bundle.document(RICH, one) == DOCUMENTS[one.file]


def test_the_same_parts_give_the_same_bytes():
    assert bundle_parts.write(rich_extras(), DOCUMENTS).items() <= RICH_PARTS.items()
    again = build(write_plan(first_plan()), parts=RICH_PARTS)
    assert bundle.sign_bundle(again, KEY) == RICH


def test_an_unsigned_bundle_shows_its_parts_and_names_nobody():
    unsigned = bundle.read_unsigned(build(write_plan(first_plan()), parts=RICH_PARTS), STATES)
    assert unsigned.extras == rich_extras()
    assert (unsigned.signer, unsigned.signer_name, unsigned.key_list) == (None, "", None)


FAULTS: dict[str, tuple[str, Callable[[Any], object], str, str]] = {
    "alert of no objective": (ALERTS, put("alerts.0.objectives", ["9Z"]), "alerts[0].objectives", '"9Z"'),
    "alert for no state": (ALERTS, put("alerts.0.states", ["XXX"]), "alerts[0].states", '"XXX" is not a st'),
    "alert ends first": (ALERTS, put("alerts.0.end", "2017-09-02"), "alerts[0].end", "before the start"),
    "alert twice": (ALERTS, put("alerts.1.id", "a1"), "alerts[1].id", '"a1" is used twice'),
    "alert with an odd id": (ALERTS, put("alerts.0.id", "../a"), "alerts[0].id", "cannot be used as an id"),
    "alert without a title": (ALERTS, put("alerts.1.title", ""), "alerts[1].title", "the text is missing"),
    "alert on no day": (ALERTS, put("alerts.0.start", "soon"), "alerts[0].start", "not a date"),
    "alert of numbers": (ALERTS, put("alerts.0.asked", 7), "alerts[0].asked", "must be a text"),
    "no alerts": (ALERTS, lambda value: value.pop("alerts"), "alerts", "it is missing"),
    "alerts by name": (ALERTS, put("alerts", {}), "alerts", "must be a list, and is a group of fields"),
    "document twice": (TOOLKIT, add_again("documents"), "documents[2].file", "is used twice"),
    "document elsewhere": (TOOLKIT, put("documents.0.file", "../x"), "documents[0].file", "a file's name"),
    "document gone": (TOOLKIT, put("documents.1.file", "gone.pdf"), "documents", "does not list"),
    "one document more": (TOOLKIT, add_again("documents", file="x.pdf"), "documents", 'no "toolkit/x.pdf"'),
    "document of no language": (TOOLKIT, put("documents.0.language", "?"), "documents[0].language", '"?"'),
    "document of no objective": (TOOLKIT, put("documents.0.objectives", ["9Z"]), "documents[0].obj", "9Z"),
    "title for nothing": (FRENCH, put("texts.objectives/9Z", "x"), "texts.objectives/9Z", "no text there"),
    "title that is empty": (FRENCH, put("texts.plan", ""), "texts.plan", "the text is missing"),
    "title that is none": (FRENCH, put("texts.plan", None), "texts", "must be a text, and is empty"),
    "another language": (FRENCH, put("language", "es"), "language", "the language the file is named for"),
    "state of no land": (COUNTRIES, put("states.0.iso3", "XXX"), "states[0].iso3", '"XXX" is not a state'),
    "state twice": (COUNTRIES, put("states.1.iso3", "KHM"), "states", '"KHM" is used twice'),
    "state and area": (COUNTRIES, put("other_areas.0.code", "LAO"), "states", '"LAO" is used twice'),
    "no such status": (COUNTRIES, put("states.0.mbt.status", "friend"), "states[0].mbt.status", '"friend"'),
    "joined first": (COUNTRIES, put("states.1.mbt.joined", "1990-01-01"), "states[1].mbt.joined", "before"),
    "deadline twice": (COUNTRIES, add_again("deadlines"), "deadlines[3].treaty", "is used twice"),
    "deadline of nobody": (COUNTRIES, put("deadlines.0.iso3", "NPL"), "deadlines[0].iso3", "not among"),
    "deadline of no article": (COUNTRIES, put("deadlines.0.article", 6), "deadlines[0].treaty", "Article 5"),
    "list of no number": (KEYS, put("number", 0), "number", "1 or more"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_in_a_part_is_named_with_its_file_and_place(fault: str):
    name, edit, place, words = FAULTS[fault]
    data = edited(name, edit)
    with pytest.raises(BadFile) as caught:
        bundle.read_unsigned(data, STATES)
    assert caught.value.sentence.startswith(f"{name}, {place}")
    assert words in caught.value.sentence
    assert "Nothing was changed." in caught.value.sentence


@pytest.mark.parametrize("name", [*JSON_PARTS, KEYS])
def test_each_part_is_read_as_strictly_as_the_plan(name: str):
    raw = files(RICH)[name]
    for content, words in {
        b"": "is damaged",
        raw[:-3]: "is damaged",
        b"[]": "is not of the kind icbl-",
        raw.replace(b'"icbl-', b'"icbl-plan-', 1): "is not of the kind icbl-",
        raw.replace(b"{", b'{"version": "1.0",', 1): "says one thing twice",
        raw.replace(b"{", b'{"future": 1.5,', 1): "decimal number",
        raw.replace(b"{", b'{"future": ' + b"[" * 32 + b"]" * 32 + b",", 1): "is nested too deeply",
        raw.replace(b'"1.0"', b'"one"', 1): "two numbers",
    }.items():
        with pytest.raises(BadFile, match=words):
            bundle.read_unsigned(with_files(**{name: content}), STATES)


@pytest.mark.parametrize("name", [*JSON_PARTS, KEYS])
def test_a_newer_version_of_any_part_asks_for_an_update(name: str):
    newer = with_files(**{name: files(RICH)[name].replace(b'"1.0"', b'"2.0"', 1)})
    with pytest.raises(NewerFile, match="Install the newest version"):
        bundle.read_unsigned(newer, STATES)


@pytest.mark.parametrize("name", JSON_PARTS)
def test_a_later_minor_version_may_bring_new_fields(name: str):
    later = files(RICH)[name].replace(b'"1.0"', b'"1.9", "future": [{}]', 1)
    assert bundle.read(with_files(**{name: later}), RICH_TRUST, STATES).extras == rich_extras()


def test_the_toolkit_holds_what_its_index_lists_and_nothing_else():
    for instead, words in (
        ({"toolkit/letter-fr.docx": None}, 'the bundle has no "toolkit/letter-fr.docx"'),
        ({"toolkit/extra.exe": b"MZ"}, 'it does not list "toolkit/extra.exe"'),
        ({"toolkit/sub/letter-fr.docx": b""}, 'it does not list "toolkit/sub/letter-fr.docx"'),
        ({TOOLKIT: None, FRENCH: None}, 'it does not list "toolkit/letter-fr.docx"'),
    ):
        refused(with_files(**instead), BadFile, words, RICH_TRUST)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("receipts/KHM.age", b"not sealed"),
        ("receipts/KHM.txt", b"age-encryption.org/v1\n"),
        ("receipts/sub/KHM.age", b"age-encryption.org/v1\n"),
    ],
)
def test_a_receipt_is_sealed(name: str, content: bytes):
    refused(with_files(**{name: content}), BadFile, "it is not a file sealed with age", RICH_TRUST)


@pytest.mark.parametrize("left_out", [KEYS, KEYS_SIGNATURE])
def test_a_key_list_and_its_signature_come_together(left_out: str):
    refused(with_files(**{left_out: None}), BadFile, "a key list without its signature", RICH_TRUST)
    parts = key_files()
    del parts[left_out]
    with pytest.raises(BadFile, match="a key list without its signature"):
        build(parts=parts)


def test_a_changed_part_does_not_match_the_signature():
    for name in RICH_PARTS.keys() - {KEYS_SIGNATURE}:
        contents = files(RICH)
        contents[name] = contents[name][:-1] + b"~"
        words = "does not match its signature" if name == KEYS else "not the one that was signed"
        refused(strict_zip.write(contents), NotTrusted, words, RICH_TRUST)
    contents[KEYS_SIGNATURE] = contents[KEYS_SIGNATURE][:-1] + b"~"
    refused(strict_zip.write(contents), NotTrusted, "The signature of this file cannot be read", RICH_TRUST)


def test_too_many_languages_are_refused():
    many = {
        f"i18n/aa-{n}.json": files(RICH)[FRENCH].replace(b'"fr"', f'"aa-{n}"'.encode()) for n in range(40)
    }
    refused(with_files(**many), BadFile, "i18n, language: there are more than 40 languages", RICH_TRUST)


def test_what_no_reader_would_accept_is_not_built():
    with pytest.raises(BadFile, match=r"alerts.json, alerts\[0\].objectives"):
        build(write_plan(first_plan()), parts={ALERTS: RICH_PARTS[ALERTS].replace(b'"1A"', b'"9Z"', 1)})
    with pytest.raises(BadFile, match="unsafe name"):
        build(parts={"toolkit/CON.txt": b""})
    with pytest.raises(BadFile, match="keys.json is not of the kind"):
        build(parts=key_files(officers()) | {KEYS: b"{}"})
