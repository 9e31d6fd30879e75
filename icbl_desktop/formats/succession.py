"""What a new stream says of the one it carries on, and the old key's word for it."""

from __future__ import annotations

from icbl_desktop.errors import UserError
from icbl_desktop.formats import signing


def statement(old: str, number: int, digest: str, new: str, new_key: str) -> bytes:
    """The line that the old stream's key signs: "stream OLD up to NUMBER DIGEST is carried on by NEW KEY".

    ``old`` and ``new`` are ids of streams; ``number`` and ``digest`` of the last report known, 0 and empty
    where there was none; ``new_key`` is the line of the new public key.
    """
    return f"stream {old} up to {number} {digest or '-'} is carried on by {new} {new_key}\n".encode()


def prove(key: signing.SigningKey, said: bytes) -> str:
    """The old key's signature of a statement, as minisign writes it."""
    return signing.sign(key, said, "succession of a stream").decode()


def holds(key: signing.PublicKey, said: bytes, proof: str) -> bool:
    """Whether the old key signed this statement."""
    try:
        signing.verify(said, proof.encode(), [key])
    except UserError:
        return False
    return True
