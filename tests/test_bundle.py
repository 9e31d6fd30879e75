"""Plan bundles: built, signed, read; and none applied that is not exactly what its signer made."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import zipfile
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from icbl_desktop.errors import BadFile, NewerFile, NotTrusted, UnknownKey, Unsigned, UserError
from icbl_desktop.formats import bundle, signing, strict_zip
from icbl_desktop.formats.bundle import PLAN
from icbl_desktop.formats.bundle_schema import read_manifest, write_manifest, write_plan
from icbl_desktop.formats.key_lists import Trust
from icbl_desktop.formats.signed_zip import MANIFEST, SIGNATURE, ManifestEntry
from tests.bundles import (
    BUNDLE_ID,
    KEY,
    OTHER,
    PLAN_JSON,
    SIGNED,
    STATES,
    UNSIGNED,
    build,
    files,
    parts,
    read,
    refused,
    relisted,
    signed,
)
from tests.hostile_zip import Part, pack
from tests.plans import first_plan, second_plan


def test_a_signed_bundle_is_read_whole():
    found = read(SIGNED, OTHER.public, KEY.public)
    assert found.plan == second_plan()
    assert found.plan_raw == PLAN_JSON
    assert found.signer == KEY.public
    who = signing.public_key_text(KEY.public).splitlines()[1]
    assert found.trusted_comment == f"plan 2018-2019 sequence 3 bundle {BUNDLE_ID} key {who}"
    assert found.digest == hashlib.sha256(files()[MANIFEST]).hexdigest()
    assert (found.manifest.sequence, found.manifest.issuer, found.manifest.base) == (3, "ICBL-CMC", None)
    assert [entry.name for entry in found.manifest.entries] == [PLAN]


def test_the_same_plan_gives_the_same_bytes():
    assert build() == UNSIGNED
    assert bundle.sign_bundle(UNSIGNED, KEY) == SIGNED


def test_signing_again_replaces_the_signature():
    again = bundle.sign_bundle(SIGNED, OTHER)
    assert read(again, OTHER.public).signer == OTHER.public
    assert read(again, OTHER.public).digest == read(SIGNED).digest


def test_an_unsigned_bundle_is_looked_at_and_not_applied():
    refused(UNSIGNED, Unsigned, "This plan is not signed. We cannot tell who made it.")
    found = bundle.read_unsigned(UNSIGNED, STATES)
    assert found.plan == second_plan()
    assert found.signer is None


def test_an_unknown_key_is_named():
    with pytest.raises(NotTrusted) as caught:
        read(SIGNED, OTHER.public)
    assert KEY.public.id_text in caught.value.sentence
    with pytest.raises(NotTrusted):
        bundle.read(SIGNED, Trust(), STATES)
    assert bundle.read_unsigned(SIGNED, STATES).signer is None


def test_a_changed_manifest_does_not_match():
    contents = files()
    contents[MANIFEST] = contents[MANIFEST].replace(b"ICBL-CMC", b"ICBL-XYZ")
    refused(
        strict_zip.write(contents), NotTrusted, "This plan does not match its signature. Nothing was changed."
    )


def test_a_changed_plan_does_not_match():
    contents = files()
    contents[PLAN] = contents[PLAN].replace(b"KHM", b"LAO")
    changed = strict_zip.write(contents)
    refused(changed, NotTrusted, "not the one that was signed. Nothing was changed.")
    with pytest.raises(BadFile, match="not the one its manifest lists"):
        bundle.read_unsigned(changed, STATES)
    with pytest.raises(BadFile, match="not the one its manifest lists"):
        bundle.sign_bundle(changed, KEY)


def test_one_changed_byte_in_any_signed_file_is_refused():
    contents = files()
    for name, step in ((MANIFEST, 1), (PLAN, 3)):
        for position in range(0, len(contents[name]), step):
            changed = bytearray(contents[name])
            changed[position] ^= 0x04
            with pytest.raises((NotTrusted, BadFile, NewerFile)):
                read(strict_zip.write(contents | {name: bytes(changed)}))


def test_one_changed_byte_of_the_file_is_refused_or_changes_nothing():
    """A few bytes of a zip's directory mean nothing to anyone, such as the system it was made on."""
    found, accepted = read(SIGNED), 0
    for position in range(len(SIGNED)):
        changed = bytearray(SIGNED)
        changed[position] ^= 0x01
        try:
            assert read(bytes(changed)) == found
            accepted += 1
        except UserError:
            continue
    assert accepted < 30


@settings(max_examples=150, deadline=None, database=None)
@given(st.data())
def test_a_mutated_file_is_refused_or_changes_nothing(data: st.DataObject):
    changed = bytearray(SIGNED)
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(changed)))
        end = start + data.draw(st.sampled_from([0, 1, 2, 4, 46]))
        changed[start:end] = data.draw(st.binary(max_size=8))
    try:
        found = read(bytes(changed))
    except UserError:
        return
    assert found == read(SIGNED)


@given(st.binary(max_size=300))
@settings(max_examples=100, deadline=None, database=None)
def test_anything_else_is_no_bundle(data: bytes):
    with pytest.raises(BadFile):
        read(data)


def test_what_the_manifest_lists_must_be_there():
    manifest = read_manifest(files()[MANIFEST])
    for entries in (
        (*manifest.entries, ManifestEntry("toolkit/letter.txt", 0, "0" * 64)),
        (*manifest.entries, *manifest.entries),
        (*manifest.entries, ManifestEntry(MANIFEST, 0, "0" * 64)),
        (),
    ):
        changed = signed(write_manifest(replace(manifest, entries=entries)), {PLAN: PLAN_JSON})
        refused(changed, BadFile, "exactly the files its manifest lists")


def test_optional_files_are_listed_and_hashed():
    whole = relisted(files() | {"later/of another version.txt": b"text"})
    assert len(read(whole).manifest.entries) == 2
    changed = files(whole) | {"later/of another version.txt": b"another text"}
    refused(strict_zip.write(changed), NotTrusted, "not the one that was signed")


def test_a_stored_file_is_as_good_as_a_deflated_one():
    assert read(pack([replace(part, method=0) for part in parts().values()])) == read(SIGNED)


def test_nothing_is_looked_at_before_its_turn():
    """A file with all faults at once: as the first is mended the next one shows."""
    bad_plan = PLAN_JSON.replace(b'"iso3": "KHM"', b'"iso3": "XXX"').replace(
        b'"kind": "operational"', b'"kind": 1'
    )
    lying = read_manifest(files()[MANIFEST])
    lies = write_manifest(replace(lying, entries=(ManifestEntry(PLAN, len(bad_plan), "0" * 64),)))
    foreign = {MANIFEST: lies, SIGNATURE: signing.sign(OTHER, lies, "x"), PLAN: bad_plan}
    loose = [Part(name.encode(), content) for name, content in foreign.items()]
    refused(pack([*loose, Part(b"/x", bytes(10**6))], gap=b"gap"), BadFile, "many times its size")
    refused(pack([*loose, Part(b"/x", b"")], gap=b"gap"), BadFile, "unusual way")
    refused(pack([*loose, Part(b"/x", b"")]), BadFile, "unsafe name")
    refused(pack([*loose, Part(b"x", b"")]), BadFile, "exactly the files its manifest lists")
    refused(pack(loose), UnknownKey, "which this computer does not know")
    refused(signed(lies, {PLAN: bad_plan}), NotTrusted, "not the one that was signed")
    hashed = files() | {PLAN: bad_plan}
    refused(relisted(hashed), BadFile, "plan.json, kind")
    hashed[PLAN] = bad_plan.replace(b'"kind": 1', b'"kind": "operational"')
    refused(relisted(hashed), BadFile, "plan.json, targets[0].iso3")


def test_a_manifest_of_a_newer_version_asks_for_an_update():
    manifest = files()[MANIFEST].replace(b'"version": "1.0"', b'"version": "2.0"')
    refused(signed(manifest, {PLAN: PLAN_JSON}), NewerFile, "Install the newest version")


def test_a_manifest_must_be_for_its_plan():
    refused(relisted(files() | {PLAN: write_plan(first_plan())}), BadFile, "names another plan")


def test_what_we_would_refuse_we_do_not_build():
    with pytest.raises(BadFile, match="sequence"):
        build(sequence=0)
    with pytest.raises(BadFile, match="issued_at"):
        build(issued_at=datetime(2018, 1, 15))  # noqa: DTZ001
    with pytest.raises(BadFile, match=r"targets\[0\]"):
        build(PLAN_JSON.replace(b"KHM", b"XXX"))


@pytest.mark.skipif(shutil.which("minisign") is None, reason="Debian's minisign is not installed")
def test_minisign_checks_an_unpacked_bundle(tmp_path: Path):
    (tmp_path / "plan.icblplan").write_bytes(SIGNED)
    with zipfile.ZipFile(tmp_path / "plan.icblplan") as archive:
        assert archive.testzip() is None
        archive.extractall(tmp_path)
    line = signing.public_key_text(KEY.public).splitlines()[1]
    program = shutil.which("minisign")
    assert program
    run = [program, "-Vm", "manifest.json", "-P", line]
    assert subprocess.run(run, cwd=tmp_path, capture_output=True, check=False).returncode == 0
