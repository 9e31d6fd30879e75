"""Whose signature counts: roots vouch for officers, officers sign plans, and nobody does both."""

from __future__ import annotations

import base64
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from icbl_desktop.app import App
from icbl_desktop.domain.key_list import KeyList, KeyRole, OfficerKey, Recipient
from icbl_desktop.errors import BadFile, NotTrusted, UnknownKey, UserError
from icbl_desktop.formats import bundle, key_lists, signed_zip, signing, strict_zip
from icbl_desktop.formats.key_lists import KEYS, KEYS_SIGNATURE, SignedList, Trust
from icbl_desktop.formats.signed_zip import SIGNATURE
from icbl_desktop.formats.signing import SigningKey
from icbl_desktop.services import keys, plan_offers, plan_updates, plans
from tests.bundles import (
    KEY,
    OTHER,
    REVOKED,
    RICH_TRUST,
    ROOT,
    STATES,
    files,
    key_files,
    officers,
    refused,
    relisted,
)
from tests.workspace import contents, signed_plan

MALLORY = signing.generate()
AMAL = OfficerKey("Amal", signing.public_key_line(KEY.public))


def with_list(keys: KeyList | None = None, root: SigningKey = ROOT, signer: SigningKey = KEY) -> bytes:
    """A bundle that carries a key list, signed by an officer."""
    return relisted(files() | key_files(keys, root), signer)


def known(*listed: OfficerKey, number: int = 7) -> Trust:
    """A computer that trusts the root, and has seen a list of it."""
    keys = officers(*listed, number=number)
    return Trust(roots=(ROOT.public,), known=SignedList(keys, key_lists.write_key_list(keys), ROOT.public))


def test_a_list_comes_back_as_it_was():
    keys = officers(AMAL, REVOKED)
    assert key_lists.read_key_list(key_lists.write_key_list(keys)) == keys
    raw, signature = key_files(keys).values()
    assert key_lists.read_signed(raw, signature, (ROOT.public,)).keys == keys


@pytest.mark.parametrize(
    ("edit", "place", "words"),
    [
        (lambda one: replace(one, number=0), "number", "1 or more"),
        (lambda one: replace(one, number=2**53 + 1), "number", "1 or more"),
        (lambda one: replace(one, issued_at=datetime(2018, 1, 2)), "issued_at", "not in UTC"),  # noqa: DTZ001
        (
            lambda one: replace(one, issued_at=datetime(2018, 1, 2, tzinfo=timezone(timedelta(hours=7)))),
            "issued_at",
            "not in UTC",
        ),
        (lambda one: replace(one, keys=(AMAL, AMAL)), "keys[1].public", "twice"),
        (lambda one: replace(one, keys=(replace(AMAL, public="RWQ"),)), "keys[0].public", "not a minisign"),
        (lambda one: replace(one, keys=(replace(AMAL, name=" "),)), "keys[0].name", "one short line"),
        (lambda one: replace(one, keys=(replace(AMAL, name="A\nB"),)), "keys[0].name", "one short line"),
        (lambda one: replace(one, keys=(replace(AMAL, reason="\u202ex"),)), "keys[0].reason", "short line"),
        (lambda one: replace(one, keys=(AMAL,) * 1001), "keys", "more than 1000"),
        (lambda one: replace(one, recipients=one.recipients * 2), "recipients[1].public", "twice"),
        (lambda one: replace(one, recipients=(Recipient("A", "age1x"),)), "recipients[0].public", "age pub"),
        (
            lambda one: replace(one, recipients=(Recipient("", "age1" + "q" * 58),)),
            "recipients[0].name",
            "line",
        ),
    ],
)
def test_a_faulty_list_is_neither_read_nor_signed(edit: Callable[[KeyList], KeyList], place: str, words: str):
    raw = key_lists.write_key_list(edit(officers()))
    for attempt in (key_lists.read_key_list, lambda raw: key_lists.sign_list(raw, ROOT)):
        with pytest.raises(BadFile, match=words) as caught:
            attempt(raw)
        assert caught.value.field == place


def test_an_officer_whom_a_root_names_signs_plans():
    found = bundle.read(with_list(), RICH_TRUST, STATES)
    assert (found.signer, found.signer_name) == (KEY.public, "Amal")
    assert bundle.read(relisted(files()), known(AMAL), STATES).key_list is None, "a list seen before counts"


def test_a_list_of_an_unknown_root_counts_for_nothing():
    by_stranger = with_list(officers(), root=MALLORY)
    refused(by_stranger, UnknownKey, "does not know", RICH_TRUST)
    confirmed = replace(RICH_TRUST, officers=(KEY.public,))
    assert bundle.read(by_stranger, confirmed, STATES).key_list is None


def test_an_officer_names_no_officers():
    """Neither one confirmed by hand nor one a root named."""
    promoted = officers(OfficerKey("Mallory", signing.public_key_line(MALLORY.public)), number=99)
    data = with_list(promoted, root=KEY, signer=MALLORY)
    for trust in (Trust(officers=(KEY.public,)), known(AMAL), replace(known(AMAL), officers=(KEY.public,))):
        refused(data, UnknownKey, "does not know", trust)
        assert bundle.stranger(data, trust) == signed_zip.Stranger(MALLORY.public, KeyRole.PLANS)


def test_a_root_signs_no_plans():
    listed = officers(AMAL, OfficerKey("Root", signing.public_key_line(ROOT.public)))
    for data in (with_list(signer=ROOT), with_list(listed, signer=ROOT), relisted(files(), ROOT)):
        refused(data, NotTrusted, "signed with a root key, which signs key lists", RICH_TRUST)
    other_id = SigningKey(b"12345678", ROOT.private)
    trust = Trust(officers=(other_id.public,), roots=(ROOT.public,))
    refused(relisted(files(), other_id), NotTrusted, "signed with a root key", trust)


def test_a_revoked_key_signs_nothing_more():
    listed = officers(AMAL, REVOKED)
    words = "Sam's, was revoked on 2018-01-01. Nothing was changed. Do not use the plan."
    refused(with_list(listed, signer=OTHER), NotTrusted, words, RICH_TRUST)
    by_hand = replace(RICH_TRUST, officers=(OTHER.public,))
    refused(with_list(listed, signer=OTHER), NotTrusted, words, by_hand)
    seen = replace(known(AMAL, REVOKED), officers=(OTHER.public,))
    refused(relisted(files(), OTHER), NotTrusted, words, seen)
    other_id = SigningKey(b"12345678", OTHER.private)
    renamed = replace(known(AMAL, REVOKED), officers=(other_id.public,))
    refused(relisted(files(), other_id), NotTrusted, words, renamed)


def test_an_older_list_brings_no_revoked_key_back():
    before = officers(replace(REVOKED, revoked=None), number=6)
    refused(with_list(before, signer=OTHER), NotTrusted, "was revoked", known(AMAL, REVOKED))
    assert known(AMAL).has_newer_than(SignedList(before, b"", ROOT.public))


def test_two_lists_with_one_number_stop():
    two = officers(AMAL, REVOKED, number=7)
    refused(with_list(two), NotTrusted, "Two different key lists carry the number 7", known(AMAL))
    assert bundle.read(with_list(officers(AMAL)), known(AMAL), STATES).signer == KEY.public


def test_a_changed_list_is_refused_whoever_signed_the_bundle():
    contents = key_files()
    contents[KEYS] = contents[KEYS].replace(b"Amal", b"Anna")
    trust = replace(RICH_TRUST, officers=(KEY.public,))
    refused(relisted(files() | contents), NotTrusted, "does not match its signature", trust)


@pytest.mark.parametrize("name", [SIGNATURE, KEYS_SIGNATURE])
def test_an_ED_signature_relabelled_Ed_is_refused(name: str):  # noqa: N802
    found = files(with_list())
    lines = found[name].split(b"\n")
    lines[1] = base64.b64encode(b"Ed" + base64.b64decode(lines[1])[2:])
    found[name] = b"\n".join(lines)
    data = strict_zip.write(found) if name == SIGNATURE else relisted(found)
    refused(data, NotTrusted, "signed in an old way we do not trust", RICH_TRUST)


def test_the_root_is_asked_about_where_its_list_names_the_signer():
    data, nobody = with_list(), Trust()
    asked = bundle.stranger(data, nobody)
    assert asked == signed_zip.Stranger(ROOT.public, KeyRole.ROOT)
    assert bundle.read(data, asked.added_to(nobody), STATES).signer == KEY.public
    unnamed = with_list(signer=OTHER)
    assert bundle.stranger(unnamed, nobody) == signed_zip.Stranger(OTHER.public, KeyRole.PLANS)


# The same in a workspace


def public(key: SigningKey) -> str:
    return signing.public_key_text(key.public)


@pytest.fixture
def rooted(app: App) -> App:
    """A campaign that trusts the root and nobody else."""
    keys.trust(app.db, public(ROOT), "Root", KeyRole.ROOT)
    return app


def plan(sequence: int, listed: KeyList | None, signer: SigningKey = KEY) -> bytes:
    """A plan's bundle with this list, signed by the officer."""
    return signed_plan(signer, sequence, parts=key_files(listed) if listed else None)


def take(app: App, data: bytes) -> None:
    plan_updates.apply(app.db, app.folders, plan_offers.offer(app.db, data))


def test_a_list_that_came_in_a_bundle_is_remembered(rooted: App):
    take(rooted, plan(1, officers(AMAL)))
    take(rooted, plan(2, None))
    assert plans.current_version(rooted.db).sequence == 2
    assert plan_offers.offer(rooted.db, plan(2, None)).signer_name == "Amal"


def test_a_revocation_outlives_the_bundle_it_came_in(rooted: App):
    take(rooted, plan(1, officers(AMAL, replace(REVOKED, revoked=None), number=1)))
    take(rooted, plan(2, officers(AMAL, REVOKED, number=2)))
    plan_updates.undo(rooted.db)
    before = contents(rooted.db)
    with pytest.raises(NotTrusted, match="was revoked on 2018-01-01"):
        plan_offers.offer(rooted.db, plan(3, None, signer=OTHER))
    assert contents(rooted.db) == before


def test_a_later_list_that_leaves_a_revoked_key_out_does_not_bring_it_back(rooted: App):
    keys.trust(rooted.db, public(OTHER), "Sam")
    take(rooted, plan(1, officers(AMAL, REVOKED, number=1)))
    take(rooted, plan(2, officers(AMAL, number=2)))
    with pytest.raises(NotTrusted, match="was revoked on 2018-01-01"):
        plan_offers.offer(rooted.db, plan(3, None, signer=OTHER))


def test_a_bundle_with_an_older_list_can_be_read_not_applied(rooted: App):
    take(rooted, plan(1, officers(AMAL, number=5)))
    before = contents(rooted.db)
    offered = plan_offers.offer(rooted.db, plan(2, officers(AMAL, number=4)))
    assert offered.obstacle == plan_offers.OLD_KEYS
    with pytest.raises(UserError, match="an older key list"):
        plan_updates.apply(rooted.db, rooted.folders, offered)
    assert contents(rooted.db) == before


def test_a_root_taken_back_meanwhile_vouches_for_nobody(rooted: App):
    offered = plan_offers.offer(rooted.db, plan(1, officers(AMAL)))
    keys.distrust(rooted.db, public(ROOT))
    before = contents(rooted.db)
    with pytest.raises(UserError, match="does not know the key"):
        plan_updates.apply(rooted.db, rooted.folders, offered)
    assert contents(rooted.db) == before


def test_a_new_root_may_use_a_number_that_a_root_taken_back_used(rooted: App):
    take(rooted, plan(1, officers(AMAL, number=5)))
    keys.distrust(rooted.db, public(ROOT))
    keys.trust(rooted.db, public(MALLORY), "New root", KeyRole.ROOT)
    second = key_files(officers(AMAL, REVOKED, number=5), MALLORY)
    take(rooted, signed_plan(KEY, 2, parts=second))
    with pytest.raises(NotTrusted, match="was revoked"):
        plan_offers.offer(rooted.db, plan(3, None, signer=OTHER))


def test_a_key_trusted_in_one_role_is_not_turned_to_the_other(rooted: App):
    """A root demoted would take its list along, and with it what that revokes."""
    with pytest.raises(UserError, match="trusted already, and for something else"):
        keys.trust(rooted.db, public(ROOT), "Officer")
    keys.trust(rooted.db, public(KEY), "Amal")
    with pytest.raises(UserError, match="trusted already, and for something else"):
        keys.trust(rooted.db, public(SigningKey(b"12345678", KEY.private)), "Root", KeyRole.ROOT)
    assert {(one.name, one.role) for one in keys.trusted(rooted.db)} == {("Root", "root"), ("Amal", "plans")}


def test_a_strangers_bundle_names_the_root_and_can_be_taken_once_it_is_trusted(app: App, tmp_path: Path):
    file = tmp_path / "plan.icblplan"
    file.write_bytes(plan(1, officers(AMAL)))
    offered = plan_offers.look(app.db, file)
    assert offered.stranger is not None
    assert offered.stranger.role == KeyRole.ROOT
    assert offered.stranger.fingerprint == signing.fingerprint(ROOT.public)
    with pytest.raises(UserError, match="does not know the key"):
        plan_updates.apply(app.db, app.folders, offered)
    keys.trust(app.db, offered.stranger.text, "Root", offered.stranger.role)
    take(app, file.read_bytes())
    assert plans.current_version(app.db).sequence == 1
