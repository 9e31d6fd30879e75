"""The identity backup: one locked file with the keys of every stream."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from icbl_desktop.app import App
from icbl_desktop.errors import BadFile, UserError
from icbl_desktop.formats import identity as formats
from icbl_desktop.formats import sealing, secret_key, signing
from icbl_desktop.services import identity
from tests.workspace import contents, fresh

PASSPHRASE = "three small words"


@pytest.fixture(scope="module")
def backup(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[App, Path]]:
    """A campaign and its backup, made once: locking with a passphrase is slow on purpose."""
    app = fresh(tmp_path_factory.mktemp("identity"))
    yield app, identity.back_up(app.db, app.folders.root, PASSPHRASE)
    app.close()


def test_it_holds_the_keys_and_shows_none_of_them(backup: tuple[App, Path]) -> None:
    app, path = backup
    ((_, _, public, secret, recipient, age_secret, *_),) = contents(app.db)["stream"]
    kept = identity.read(path, PASSPHRASE)
    (stream,) = kept.streams
    assert (stream.public_key, stream.secret) == (public, secret)
    assert (stream.age_recipient, stream.age_identity) == (recipient, age_secret)
    assert kept.organisation == "Cambodia Campaign to Ban Landmines"
    assert path.suffix == ".icblidentity"
    assert path.stat().st_mode & 0o077 == 0
    raw = path.read_bytes()
    assert not any(one.encode() in raw for one in (secret.splitlines()[1], age_secret, kept.organisation))


@pytest.mark.parametrize("weak", ["", "   ", "short"])
def test_a_weak_passphrase_makes_no_file(app: App, tmp_path: Path, weak: str) -> None:
    with pytest.raises(UserError, match="too short"):
        identity.back_up(app.db, tmp_path / "mine.icblidentity", weak)
    assert not (tmp_path / "mine.icblidentity").exists()


def test_a_wrong_passphrase_is_told_apart_from_damage(backup: tuple[App, Path], tmp_path: Path) -> None:
    path = tmp_path / "copy.icblidentity"
    path.write_bytes(backup[1].read_bytes())
    with pytest.raises(UserError, match="does not open the file") as caught:
        identity.read(path, "another passphrase")
    assert caught.value.field == "passphrase"
    path.write_bytes(path.read_bytes()[:-4])
    with pytest.raises(BadFile, match="is damaged"):
        identity.read(path, PASSPHRASE)
    path.write_bytes(b"holiday")
    with pytest.raises(BadFile, match="not sealed with age"):
        identity.read(path, PASSPHRASE)


def test_another_file_is_replaced_only_when_asked(app: App, tmp_path: Path) -> None:
    path = tmp_path / "mine.icblidentity"
    path.write_bytes(b"older keys")
    with pytest.raises(UserError, match="another file called mine"):
        identity.back_up(app.db, path, PASSPHRASE)
    assert path.read_bytes() == b"older keys"
    identity.back_up(app.db, path, PASSPHRASE, replace=True)
    assert identity.read(path, PASSPHRASE).streams
    with pytest.raises(UserError, match="could not be saved"):
        identity.back_up(app.db, tmp_path / "nowhere" / "x", PASSPHRASE)


def test_keys_that_do_not_belong_together_are_refused() -> None:
    one, other = signing.generate(), signing.generate()
    age = sealing.generate()
    stream = formats.StreamKeys(
        id="s",
        public_key=signing.public_key_text(one.public),
        secret=secret_key.secret_key_text(other),
        age_recipient=age.recipient,
        age_identity=age.identity,
    )
    with pytest.raises(BadFile, match="do not belong together"):
        formats.read_identity(formats.write_identity("c", "Campaign", (stream,), PASSPHRASE), PASSPHRASE)
    with pytest.raises(BadFile, match="do not belong together"):
        formats.read_identity(formats.write_identity("c", "Campaign", (), PASSPHRASE), PASSPHRASE)
