"""``plan import``: a root's officers, own choices that meet a change, and what it says."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from icbl_desktop.app import open_app
from icbl_desktop.config import Folders
from icbl_desktop.domain.key_list import KeyList, OfficerKey
from icbl_desktop.formats import key_lists, signing
from icbl_desktop.services import choices, plans
from tests.shell import Shell


def test_a_root_is_trusted_for_the_officers_it_names(cambodia: Shell, signed: Path) -> None:
    root, officer = signing.generate(), cambodia.folder / "root"  # the officer's key file is called so
    listed = OfficerKey("Marie", officer.with_suffix(".pub").read_text().splitlines()[1])
    raw = key_lists.write_key_list(
        KeyList("icbl-keys", "1.0", 1, datetime(2018, 1, 2, tzinfo=UTC), (listed,))
    )
    (cambodia.folder / "keys.json").write_bytes(raw)
    (cambodia.folder / "keys.json.minisig").write_bytes(key_lists.sign_list(raw, root))
    vouching = cambodia.folder / "vouching.pub"
    vouching.write_text(signing.public_key_text(root.public))
    with_list = ("--sequence", 2, "--keys", cambodia.folder / "keys.json")
    assert cambodia("plan", "build", "2018-2019", signed, *with_list)[0] == 0
    assert cambodia("plan", "sign", signed, "--key", officer.with_suffix(".key"))[0] == 0

    code, _, err = cambodia("plan", "import", signed)
    assert code == 1
    assert "does not know the root key behind this plan" in err
    assert signing.fingerprint(root.public) in err
    assert "plan trust FILE.pub --root" in err
    told = cambodia("plan", "trust", vouching, "--root", "--name", "ICBL-CMC root")[1]
    assert told.startswith("Trusted as a root: ICBL-CMC root.\nFingerprint: ")
    _, out, _ = cambodia("plan", "import", signed)
    assert out.startswith("Applied: 2018-2019 Operational Plan, signed by Marie.")
    assert "New for Cambodia: 2B Clearance (Mine Ban Treaty Article 5)." in out


@pytest.mark.parametrize(
    ("flags", "told", "kept"),
    [((), "Given up", 0), (("--keep-mine",), "Kept", 1), (("--take-plans",), "Given up", 0)],
)
def test_an_own_choice_that_meets_a_change_is_told(
    cambodia: Shell, signed: Path, flags: tuple[str, ...], told: str, kept: int
) -> None:
    folders = Folders(cambodia.folder / "workspace")
    with closing(open_app(folders)) as app:
        commitment = plans.plan(app.db, "2018-2019").commitments[0]
        about = f"2018-2019/commitments/{commitment.id}"
        choices.hide(app.db, about, replace(commitment, text="It said so once"))
    _, out, _ = cambodia("plan", "import", signed, "--trust", cambodia.folder / "root.pub", *flags)
    assert f"{told}: hidden, for It said so once; the plan now says: {commitment.text}" in out
    with closing(open_app(folders)) as app:
        assert len(choices.every(app.db)) == kept


def test_two_plans_are_compared_in_sentences(shell: Shell) -> None:
    _, out, _ = shell("plan", "diff", "2017", "2018-2019", "--state", "MMR")
    assert out.splitlines()[:2] == [
        "No longer named, Myanmar: 1B Mine Ban Treaty universalization. Work under it stays.",
        "Planned activities: 124 no longer.",
    ]
