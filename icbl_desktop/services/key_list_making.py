"""The key list an office keeps: ``keys.json``, edited here, signed by an offline root, carried by bundles.

The first edit after a signature begins the next edition, and later edits go into it. The new list is written
before the old signature goes. A reader who comes between sees a signature that does not match, never a list
that a root did not sign; and because the old signature is what counts as "signed", a number is at worst left
out, never used twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

from icbl_desktop.domain.key_list import KeyList, OfficerKey, Recipient
from icbl_desktop.errors import NewerFile, UserError
from icbl_desktop.files import is_there, read_at_most
from icbl_desktop.formats import key_lists, secret_key, signing, typed_json
from icbl_desktop.formats.key_lists import KEYS, KEYS_FORMAT, KEYS_SIGNATURE, MAX_KEYS_BYTES
from icbl_desktop.services import key_office

MAX_LINE = 200
"""Characters of a name or a reason."""

_EMPTY = KeyList(KEYS_FORMAT, typed_json.VERSION, 0, datetime.fromtimestamp(0, UTC), ())


@dataclass(frozen=True)
class KeptList:
    """A key list as it lies there. ``signed_by`` is the fingerprint of a key whose signature holds.

    ``spoken`` are that key's words: campaigns compare them when they meet the office for the first time.
    ``problems`` are sentences; a list that cannot be read at all is None.
    """

    keys: KeyList | None
    signed_by: str | None = None
    problems: tuple[str, ...] = ()
    spoken: tuple[str, ...] = ()


def key_list(folder: Path, roots: Sequence[str] = ()) -> KeptList:
    """The list this folder keeps; ``roots`` are public keys that may have signed it."""
    return look_at(folder / KEYS, roots)


def look_at(path: Path, roots: Sequence[str] = ()) -> KeptList:
    """The list in a file, and whose signature lies beside it.

    Without the root's public key, a signature made here still shows whose it is: compare the fingerprint.
    """
    if not is_there(path):
        return KeptList(None)
    raw = read_at_most(path, MAX_KEYS_BYTES + 1)
    try:
        keys = key_lists.read_key_list(raw)
    except UserError as error:
        return KeptList(None, problems=(error.sentence,))
    signature = path.with_name(f"{path.name}.minisig")
    if not signature.exists():
        return KeptList(keys)
    try:
        signer = _signer(raw, read_at_most(signature, signing.MAX_SIGNATURE_BYTES + 1), roots)
    except UserError as error:
        return KeptList(keys, problems=(error.sentence,))
    spoken = key_office.words_of(signing.public_key_text(signer))
    return KeptList(keys, signing.fingerprint(signer), tuple(_not_a_root(keys, signer, roots)), spoken)


def add_officer(folder: Path, name: str, public_text: str, now: datetime) -> KeyList:
    """Let this key sign plans. Raises UserError for a key that is listed already, revoked or not."""
    key = signing.parse_public_key(public_text)
    officer = OfficerKey(_line(name, "name"), signing.public_key_line(key))

    def add(keys: KeyList) -> KeyList:
        if _holds(keys, key):
            raise UserError(
                "This key is in the list already. Nothing was changed. A revoked key never comes back: "
                "make a new one.",
                field="public",
            )
        return replace(keys, keys=(*keys.keys, officer))

    return _edit(folder, add, now)


def add_recipient(folder: Path, name: str, public: str, now: datetime) -> KeyList:
    """Let reports be sealed for this age key. Raises UserError for one that is listed or is none."""
    recipient = Recipient(_line(name, "name"), public.strip())
    if not key_lists.RECIPIENT.fullmatch(recipient.public):
        raise UserError(
            "This is not an age public key: “age1” and 58 small letters and digits. Nothing was changed.",
            field="public",
        )

    def add(keys: KeyList) -> KeyList:
        if any(one.public == recipient.public for one in keys.recipients):
            raise UserError("This recipient is in the list already. Nothing was changed.", field="public")
        return replace(keys, recipients=(*keys.recipients, recipient))

    return _edit(folder, add, now)


def remove_recipient(folder: Path, public: str, now: datetime) -> KeyList:
    """Seal no more reports for this age key. Raises UserError where it is not in the list."""

    def remove(keys: KeyList) -> KeyList:
        rest = tuple(one for one in keys.recipients if one.public != public.strip())
        if rest == keys.recipients:
            raise UserError("This recipient is not in the list. Nothing was changed.", field="public")
        return replace(keys, recipients=rest)

    return _edit(folder, remove, now)


def revoke(folder: Path, public_text: str, reason: str, on: date, now: datetime) -> KeyList:
    """Let this key sign nothing more, for good. Raises UserError if it is not listed or revoked already."""
    key, reason = signing.parse_public_key(public_text), _line(reason, "reason")

    def take_away(keys: KeyList) -> KeyList:
        found = key_lists.entry_of(keys.keys, key)
        if found is None:
            raise UserError("This key is not in the list. Nothing was changed.", field="public")
        if found.revoked:
            raise UserError("This key was revoked on {date}. Nothing was changed.", date=found.revoked)
        revoked = replace(found, revoked=on, reason=reason)
        return replace(keys, keys=tuple(revoked if one is found else one for one in keys.keys))

    return _edit(folder, take_away, now)


def sign_list(folder: Path, root_secret: str, passphrase: str = "") -> KeptList:
    """Sign the list with a root. Raises UserError where the key does not open, or is an officer's."""
    raw = _raw(folder)
    if raw is None:
        raise UserError("There is no key list here yet. Nothing was signed. Add an officer's key first.")
    root = secret_key.parse_secret_key(root_secret, passphrase)
    if _holds(key_lists.read_key_list(raw), root.public):
        raise UserError("This is an officer's key. Nothing was signed. Only a root signs the key list.")
    key_office.write(folder / KEYS_SIGNATURE, key_lists.sign_list(raw, root))
    return key_list(folder, [signing.public_key_text(root.public)])


def _edit(folder: Path, change: Callable[[KeyList], KeyList], now: datetime) -> KeyList:
    """Change the list, in the next edition where this one is signed; the new one is not signed yet."""
    raw, signature = _raw(folder), folder / KEYS_SIGNATURE
    keys = _EMPTY if raw is None else key_lists.read_key_list(raw)
    if keys.version != typed_json.VERSION:
        raise NewerFile(
            "A newer version of this program wrote the key list. Nothing was changed. Install the newest one."
        )
    number = keys.number + 1 if raw is None or signature.exists() else keys.number
    changed = replace(change(keys), number=number, issued_at=now.astimezone(UTC).replace(microsecond=0))
    content = key_lists.write_key_list(changed)
    key_lists.read_key_list(content)  # what nobody would accept is not written
    key_office.write(folder / KEYS, content)
    try:
        signature.unlink(missing_ok=True)
    except OSError as error:
        raise UserError(
            "The list was changed, but its old signature at {path} stayed: delete that file.", path=signature
        ) from error
    return changed


def _raw(folder: Path) -> bytes | None:
    path = folder / KEYS
    return read_at_most(path, MAX_KEYS_BYTES + 1) if is_there(path) else None


def _signer(raw: bytes, minisig: bytes, roots: Sequence[str]) -> signing.PublicKey:
    """Whose signature this is. Raises UnknownKey if it cannot be told, NotTrusted if it does not hold."""
    known = [signing.parse_public_key(text) for text in roots]
    return signing.claimed(raw, minisig) or signing.verify(raw, minisig, known).key


def _not_a_root(keys: KeyList, signer: signing.PublicKey, roots: Sequence[str]) -> Iterator[str]:
    if _holds(keys, signer):
        yield "An officer's key signed this list. Only a root may."
    if roots and signer not in map(signing.parse_public_key, roots):
        yield "None of the roots given signed this list. Compare the fingerprint."


def _holds(keys: KeyList, key: signing.PublicKey) -> bool:
    return key_lists.entry_of(keys.keys, key) is not None


def _line(text: str, field: str) -> str:
    line = text.strip()
    if not line or not line.isprintable() or len(line) > MAX_LINE:
        raise UserError("Write this in one short line. Nothing was changed.", field=field)
    return line
