"""An age key in a file as age-keygen writes it: comments, and the identity on a line of its own."""

from __future__ import annotations

from datetime import datetime

from icbl_desktop.errors import BadFile
from icbl_desktop.formats import sealing
from icbl_desktop.formats.sealing import AgeKey

MAX_BYTES = 64 * 1024
"""More than a key file holds, locked or not."""


def write_key(key: AgeKey, made_at: datetime) -> bytes:
    """The file of a key, not locked: what ``age -d -i`` opens sealed files with."""
    return (
        f"# created: {made_at:%Y-%m-%dT%H:%M:%SZ}\n# public key: {key.recipient}\n{key.identity}\n".encode()
    )


def read_key(content: bytes) -> AgeKey:
    """The one key in such a file. Raises BadFile where there is none, or where there are several."""
    lines = [line.strip() for line in content.decode("utf-8", "replace").splitlines()]
    identities = [line for line in lines if line and not line.startswith("#")]
    recipient = sealing.recipient_of(identities[0]) if len(identities) == 1 else ""
    if not recipient:
        raise BadFile(
            "This is not the file of one age key, as age-keygen makes it. Nothing was changed. "
            "Choose the file with the line AGE-SECRET-KEY-1..."
        )
    return AgeKey(recipient, identities[0])
