"""The identity of a campaign, ``NAME.icblidentity``: the keys of all its streams in one locked file."""

from __future__ import annotations

from dataclasses import dataclass

from icbl_desktop.errors import BadFile
from icbl_desktop.formats import sealing, secret_key, signing, typed_json

FORMAT = "icbl-identity"
ENDING = ".icblidentity"
MAX_BYTES = 1024 * 1024

_NAME = "identity"
_MOST_STREAMS = 1000


@dataclass(frozen=True)
class StreamKeys:
    """The keys of one stream. ``secret`` is minisign's text, empty where it was not here any more."""

    id: str
    public_key: str
    secret: str
    age_recipient: str
    age_identity: str


@dataclass(frozen=True)
class Identity:
    """All streams of a campaign, first to last. ``campaign`` is the id that its reports carry."""

    format: str
    version: str
    campaign: str
    organisation: str
    streams: tuple[StreamKeys, ...]


def write_identity(
    campaign: str, organisation: str, streams: tuple[StreamKeys, ...], passphrase: str
) -> bytes:
    """The file, locked: ``age -d`` opens it too."""
    identity = Identity(FORMAT, typed_json.VERSION, campaign, organisation, streams)
    return sealing.lock(typed_json.write(identity), passphrase)


def read_identity(locked: bytes, passphrase: str) -> Identity:
    """The identity in a file. Raises UserError at "passphrase" for a wrong one, BadFile, and NewerFile."""
    identity, _ = typed_json.read(sealing.unlock(locked, passphrase), Identity, FORMAT, _NAME, MAX_BYTES)
    if not 1 <= len(identity.streams) <= _MOST_STREAMS:
        raise _wrong()
    for stream in identity.streams:
        public = signing.parse_public_key(stream.public_key)
        if stream.secret and secret_key.parse_secret_key(stream.secret).public.raw != public.raw:
            raise _wrong()
        if sealing.recipient_of(stream.age_identity) != stream.age_recipient:
            raise _wrong()
    return identity


def _wrong() -> BadFile:
    return BadFile(
        "The keys in this file do not belong together. Nothing was changed. Use another copy of it."
    )
