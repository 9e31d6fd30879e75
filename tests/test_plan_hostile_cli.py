"""Hostile and broken plan files on the command line: each a sentence of its own, exit 1, nothing changed."""

from __future__ import annotations

import base64
import io
import time
import tracemalloc
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from icbl_desktop.domain.key_list import KeyList, KeyRole, OfficerKey
from icbl_desktop.formats import signing, strict_zip
from icbl_desktop.formats.bundle import PLAN
from icbl_desktop.formats.bundle_schema import MAX_PLAN_BYTES
from icbl_desktop.formats.key_lists import KEYS
from icbl_desktop.formats.signed_zip import MANIFEST, SIGNATURE
from icbl_desktop.formats.signing import SigningKey
from icbl_desktop.services import keys, plan_offers, plan_updates
from icbl_desktop.store.database import Database
from tests import workspace
from tests.bundles import (
    KEY,
    OTHER,
    REVOKED,
    ROOT,
    Files,
    files,
    key_files,
    officers,
    parts_of,
    relisted,
    signed,
)
from tests.hostile_zip import Part, pack
from tests.shell import Shell
from tests.workspace import CAMBODIA, contents, signed_plan

AMAL = OfficerKey("Amal", signing.public_key_line(KEY.public))


def plan(sequence: int, listed: KeyList | None = None, signer: SigningKey = KEY, title: str = "") -> bytes:
    """The 2018-2019 plan, perhaps with a key list of the root's."""
    return signed_plan(signer, sequence, title=title, parts=key_files(listed) if listed else None)


OTHER_OFFICER = signing.generate()
NAMES_HIM = officers(OfficerKey("Mallory", signing.public_key_line(OTHER_OFFICER.public)), number=99)
BEFORE = plan(4, officers(AMAL, REVOKED))
GOOD = plan(4)
FILES = files(GOOD)
PARTS = {part.name.decode(): part for part in parts_of(GOOD)}


def packed(name: str = "toolkit/letter.txt", content: bytes = b"x", **values: Any) -> bytes:
    """The good bundle with one more entry in its zip."""
    return pack([*PARTS.values(), Part(name.encode(), content, **values)])


def changed(name: str, old: bytes, new: bytes, sign: bool = True) -> bytes:
    """One file changed; signed again or not."""
    content = FILES[name].replace(old, new, 1)
    assert content != FILES[name]
    return relisted(FILES | {name: content}) if sign else strict_zip.write(FILES | {name: content})


def without(name: str) -> bytes:
    return strict_zip.write({one: raw for one, raw in FILES.items() if one != name})


def relabelled() -> bytes:
    lines = FILES[SIGNATURE].split(b"\n")
    lines[1] = base64.b64encode(b"Ed" + base64.b64decode(lines[1])[2:])
    return strict_zip.write(FILES | {SIGNATURE: b"\n".join(lines)})


def carrying(parts: Files) -> bytes:
    return relisted(FILES | parts)


def stored(name: str, content: bytes) -> bytes:
    """One file in place of another, signed again; not packed, so that it may be long and dull."""
    with zipfile.ZipFile(io.BytesIO(relisted(FILES | {name: content}))) as archive:
        return pack([Part(one.encode(), archive.read(one), method=0) for one in archive.namelist()])


DEEP = b'{"future": ' + b"[" * 40 + b"]" * 40 + b","
OFFICERS_LIST = key_files(officers(OfficerKey("M", signing.public_key_line(OTHER.public)), number=99), KEY)

REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    # The file and its zip
    "empty": (lambda: b"", "This is not a plan bundle."),
    "not a zip": (lambda: b"%PDF-1.7 " * 100, "This is not a plan bundle."),
    "truncated": (lambda: GOOD[: len(GOOD) // 2], "This file is cut short."),
    "bomb by ratio": (lambda: packed(content=bytes(10**6)), "would swell to many times its size"),
    "bomb by entries": (lambda: pack([Part(b"%d" % n, b"") for n in range(1001)]), "holds too many files"),
    "bomb by size": (lambda: packed(size=2**31, packed_size=2**30), "A part of this file is too large."),
    "upwards": (lambda: packed("toolkit/../../x"), "a file with an unsafe name, 'toolkit/../../x'"),
    "absolute": (lambda: packed("/etc/passwd"), "a file with an unsafe name, '/etc/passwd'"),
    "drive": (lambda: packed("C:x"), "a file with an unsafe name, 'C:x'"),
    "backslash": (lambda: packed("..\\x"), "a file with an unsafe name"),
    "device": (lambda: packed("toolkit/nul.txt"), "a file with an unsafe name, 'toolkit/nul.txt'"),
    "right to left": (lambda: packed("toolkit/\u202etxt.exe"), "a file with an unsafe name"),
    "link": (lambda: packed(mode=0o120777), "holds a link in place of a file"),
    "entry twice": (lambda: packed("PLAN.json"), "two files with one name, PLAN.json"),
    "two manifests": (lambda: packed(MANIFEST, FILES[MANIFEST]), "two files with one name, manifest.json"),
    "bytes before": (lambda: b"MZ" + GOOD, "Something stands before the content"),
    "bytes after": (lambda: GOOD + b"\0", "Something stands after the content"),
    # The manifest and the signatures
    "unlisted entry": (packed, "does not hold exactly the files its manifest lists"),
    "entry that lacks": (lambda: without(PLAN), "it has no plan.json"),
    "no manifest": (lambda: without(MANIFEST), "it has no manifest.json"),
    "wrong hash": (lambda: changed(PLAN, b"KHM", b"LAO", sign=False), "not the one that was signed"),
    "changed after signing": (lambda: changed(MANIFEST, b"ICBL", b"ICBM", False), "not match its signature"),
    "unsigned": (lambda: without(SIGNATURE), "This plan is not signed."),
    "wrong key": (lambda: plan(5, signer=signing.generate()), "computer does not know"),
    "revoked key": (lambda: plan(5, signer=OTHER), "Sam's, was revoked on 2018-01-01."),
    "signed by a root": (lambda: plan(5, signer=ROOT), "signed with a root key"),
    "relabelled": (relabelled, "signed in an old way we do not trust"),
    # The key list
    "older list": (lambda: plan(5, officers(AMAL, number=6)), "an older key list"),
    "list of one number": (lambda: plan(5, officers(AMAL)), "Two different key lists carry the number 7."),
    "list changed": (
        lambda: carrying(key_files(officers(AMAL, number=8)) | {KEYS: key_files()[KEYS]}),
        "does not match its signature",
    ),
    "list of an unknown root": (
        lambda: signed_plan(OTHER_OFFICER, 5, parts=key_files(NAMES_HIM, signing.generate())),
        "computer does not know",
    ),
    "list of an officer": (
        lambda: signed_plan(OTHER_OFFICER, 5, parts=key_files(NAMES_HIM, KEY)),
        "computer does not know",
    ),
    "list unsigned": (lambda: carrying({KEYS: key_files()[KEYS]}), "a key list without its signature"),
    # What stands in the plan
    "key twice": (lambda: changed(PLAN, b"{", b'{"id": "x",'), "plan.json says one thing twice"),
    "nested deeply": (lambda: changed(PLAN, b"{", DEEP), "plan.json is nested too deeply"),
    "newer": (lambda: changed(PLAN, b'"1.0"', b'"2.0"'), "Install the newest version"),
    "newer manifest": (
        lambda: signed(FILES[MANIFEST].replace(b'"1.0"', b'"2.0"'), {PLAN: FILES[PLAN]}),
        "Install the newest version",
    ),
    "wrong type": (lambda: changed(PLAN, b'"2018-2019"', b"2018"), "plan.json, id: it must be a text"),
    "missing reference": (lambda: changed(PLAN, b'"objective": "1A"', b'"objective": "9Z"'), 'tive "9Z"'),
    "unknown state": (lambda: changed(PLAN, b'"KHM"', b'"XXX"'), '"XXX" is not a state this program knows'),
    "code twice": (lambda: changed(PLAN, b'"code": "1B"', b'"code": "1A"'), '"1A" is used twice'),
    "stray document": (lambda: carrying({"toolkit/x.pdf": b"%PDF"}), 'it does not list "toolkit/x.pdf"'),
    "bad alerts": (lambda: carrying({"alerts.json": b"{}"}), "alerts.json is not of the kind icbl-alerts"),
    "swollen plan": (lambda: stored(PLAN, FILES[PLAN] + b" " * MAX_PLAN_BYTES), "plan.json is too large"),
    # What was applied before
    "replayed": (lambda: plan(3), "This bundle is older than the plan you have."),
    "other content": (lambda: plan(4, title="Another plan"), "Two different bundles carry the number 4"),
    "the same again": (lambda: BEFORE, "This bundle is applied already."),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A campaign in Cambodia under bundle number 4, which brought key list number 7."""
    folder = tmp_path_factory.mktemp("campaign")
    app = workspace.fresh(folder / "workspace", CAMBODIA, plan_id="2017")
    keys.trust(app.db, signing.public_key_text(ROOT.public), "Root", KeyRole.ROOT)
    plan_updates.apply(app.db, app.folders, plan_offers.offer(app.db, BEFORE))
    app.close()
    return folder


@pytest.fixture
def campaign(folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Shell:
    return Shell(folder, capsys, monkeypatch)


def state_of(folder: Path) -> object:
    with closing(Database(folder / "workspace" / "workspace.db")) as db:
        return contents(db)


@pytest.mark.parametrize("case", REFUSED)
def test_a_hostile_bundle_is_refused_in_a_sentence_and_changes_nothing(campaign: Shell, case: str) -> None:
    make, words = REFUSED[case]
    file = campaign.folder / "plan.icblplan"
    file.write_bytes(make())
    before = state_of(campaign.folder)
    code, out, err = campaign("plan", "import", file)
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert words in err
    assert state_of(campaign.folder) == before
    assert not list(campaign.folder.glob("workspace/**/*.tmp"))


BEFORE_APPLYING = ("older list", "replayed", "other content", "the same again")
"""What only shows against the bundles that were applied: the files themselves are sound."""


@pytest.mark.parametrize("case", [case for case in REFUSED if case not in BEFORE_APPLYING])
def test_a_hostile_bundle_is_not_good(campaign: Shell, case: str) -> None:
    make, words = REFUSED[case]
    file = campaign.folder / "plan.icblplan"
    file.write_bytes(make())
    code, out, err = campaign("plan", "verify", file)
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert words in err


def test_a_refused_bundle_earns_no_trust(campaign: Shell) -> None:
    """Not even where its signer may be trusted, but the bundle is older, or another of the same number."""
    officer = signing.generate()
    key, file = campaign.folder / "officer.pub", campaign.folder / "plan.icblplan"
    key.write_text(signing.public_key_text(officer.public))
    before = state_of(campaign.folder)
    for sequence in (3, 4):
        file.write_bytes(signed_plan(officer, sequence))
        assert campaign("plan", "import", file, "--trust", key)[0] == 1
    file.write_bytes(plan(5, signer=OTHER))
    key.write_text(signing.public_key_text(OTHER.public))
    assert "was revoked" in campaign("plan", "import", file, "--trust", key)[2]
    assert state_of(campaign.folder) == before


@pytest.mark.parametrize("command", [("plan", "import"), ("plan", "verify"), ("plan", "show")])
def test_a_file_of_100_megabytes_is_refused_at_once_and_never_held_whole(
    campaign: Shell, command: tuple[str, ...]
) -> None:
    file = campaign.folder / "plan.icblplan"
    with file.open("wb") as opened:
        opened.write(GOOD)
        opened.truncate(100 * 1024 * 1024)
    tracemalloc.start()
    began = time.perf_counter()
    code, out, err = campaign(*command, file)
    taken, (_, most) = time.perf_counter() - began, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (code, out) == (1, "")
    assert "is too large. Nothing was changed." in err
    assert taken < 2
    assert most < 20 * 1024 * 1024
