"""2,000 hostile changes and more to a rich signed bundle: none is accepted as another, none is a crash."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from itertools import count
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from icbl_desktop.errors import BadFile, NewerFile, NotTrusted
from icbl_desktop.formats import bundle, signing, strict_zip
from icbl_desktop.formats.bundle import PLAN
from icbl_desktop.formats.bundle_parts import ALERTS, COUNTRIES, TOOLKIT
from icbl_desktop.formats.key_lists import KEYS, KEYS_SIGNATURE
from icbl_desktop.formats.signed_zip import MANIFEST, SIGNATURE
from tests.bundles import OTHER, RICH, RICH_TRUST, ROOT, STATES, files, parts_of, relisted
from tests.hostile_zip import Part, pack

MUTATIONS = 2000
EACH = 510
FOUND = bundle.read(RICH, RICH_TRUST, STATES)
FILES = files(RICH)
JSON_FILES = (MANIFEST, PLAN, KEYS, ALERTS, COUNTRIES, TOOLKIT, "i18n/fr.json")
many = settings(
    max_examples=EACH, deadline=None, database=None, derandomize=True, suppress_health_check=[*HealthCheck]
)


@pytest.fixture(scope="module")
def tried() -> Iterator[Callable[[], int]]:
    """Counts the mutations of this module, and says at the end that there were enough."""
    numbers = count(1)
    yield lambda: next(numbers)
    assert next(numbers) > MUTATIONS


def read(data: bytes) -> bundle.Bundle | None:
    """The bundle, or None where it is refused in a sentence; anything else that is raised is a crash."""
    try:
        return bundle.read(data, RICH_TRUST, STATES)
    except (BadFile, NewerFile, NotTrusted) as error:
        refusal = error
    assert refusal.sentence.endswith("."), refusal.sentence
    return None


def is_refused_or_the_same(data: bytes) -> None:
    """A person gets exactly what was signed, or a sentence."""
    found = read(data)
    assert found is None or found == FOUND


@many
@given(st.data())
def test_bytes_changed_cut_or_put_in(tried: Callable[[], int], data: st.DataObject):
    tried()
    changed = bytearray(RICH)
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(changed)))
        kind = data.draw(st.sampled_from(["flip", "cut", "end", "put", "copy"]))
        if kind == "flip" and start < len(changed):
            changed[start] ^= 1 << data.draw(st.integers(0, 7))
        elif kind == "cut":
            del changed[start : start + data.draw(st.integers(1, 64))]
        elif kind == "end":
            del changed[start:]
        elif kind == "put":
            changed[start:start] = data.draw(st.binary(min_size=1, max_size=30))
        else:
            changed[start:start] = changed[: data.draw(st.integers(1, len(changed) + 1))]
    is_refused_or_the_same(bytes(changed))


@many
@given(st.data())
def test_files_taken_out_doubled_swapped_or_renamed(tried: Callable[[], int], data: st.DataObject):
    tried()
    parts = parts_of(RICH)
    for _ in range(data.draw(st.integers(1, 3))):
        one, other = (data.draw(st.integers(0, len(parts) - 1)) for _ in range(2))
        kind = data.draw(st.sampled_from(["out", "double", "order", "content", "rename", "stored", "new"]))
        part = parts[one]
        if kind == "out" and len(parts) > 1:
            del parts[one]
        elif kind == "double":
            parts.insert(other, part)
        elif kind == "order":
            parts[one], parts[other] = parts[other], parts[one]
        elif kind == "content":
            parts[one] = Part(part.name, parts[other].content)
        elif kind == "rename":
            parts[one] = Part(data.draw(st.binary(max_size=12) | st.just(parts[other].name)), part.content)
        elif kind == "stored":
            parts[one] = Part(part.name, part.content, method=0)
        else:
            parts.insert(other, Part(data.draw(st.binary(min_size=1, max_size=12)), b"x"))
    is_refused_or_the_same(pack(parts))


ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
    max_leaves=4,
)


def places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every place in a JSON value: what holds it, and under which key."""
    for key in value if isinstance(value, dict) else range(len(value)):
        yield value, key
        if isinstance(value[key], dict | list):
            yield from places(value[key])


def with_another_value(data: st.DataObject, name: str) -> bytes:
    """A JSON file with one value of another kind, missing, or there twice."""
    whole = json.loads(FILES[name])
    holder, key = data.draw(st.sampled_from([*places(whole)]))
    if data.draw(st.integers(0, 4)):
        holder[key] = data.draw(ANY_JSON)
    else:
        del holder[key]
    return json.dumps(whole).encode()


@many
@given(st.data())
def test_other_values_under_the_old_signature(tried: Callable[[], int], data: st.DataObject):
    tried()
    name = data.draw(st.sampled_from(JSON_FILES))
    is_refused_or_the_same(strict_zip.write(FILES | {name: with_another_value(data, name)}))


@many
@given(st.data())
def test_other_values_signed_by_a_stranger(tried: Callable[[], int], data: st.DataObject):
    """Listed and hashed anew, and signed with a key that nobody named, or that was revoked."""
    tried()
    name = data.draw(st.sampled_from(JSON_FILES[1:]))
    changed = FILES | {name: with_another_value(data, name)}
    is_refused_or_the_same(relisted(changed, data.draw(st.sampled_from([OTHER, signing.generate()]))))


@many
@given(st.data())
def test_other_values_signed_by_the_officer_himself(data: st.DataObject):
    """Those may be sound, and are read as they stand; else refused."""
    name = data.draw(st.sampled_from(JSON_FILES[1:]))
    changed = FILES | {name: with_another_value(data, name)}
    if name == KEYS:
        changed[KEYS_SIGNATURE] = signing.sign(ROOT, changed[KEYS], "keys")
    whole = relisted({one: raw for one, raw in changed.items() if one != SIGNATURE})
    found = read(whole)
    if found is None:
        return
    assert found.plan_raw == changed[PLAN]
    assert {one: changed[one] for one in found.parts} == dict(found.parts)
    assert found.key_list is not None
    assert found.key_list.raw == changed[KEYS]
