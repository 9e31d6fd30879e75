"""E-mails as files: the reports attached to them, and nothing else of them."""

from __future__ import annotations

from collections.abc import Iterator
from email import policy
from email.message import Message
from email.parser import BytesParser
from pathlib import PurePath

from icbl_desktop.errors import BadFile

MAX_BYTES = 100 * 1024 * 1024
"""An e-mail with the largest report, which mail makes 37 % larger."""

MAX_PARTS = 300
"""Parts of one e-mail, those of the mails it forwards among them."""

_MAX_NAME = 200


def attached(mail: bytes, endings: tuple[str, ...]) -> list[tuple[str, bytes]]:
    """Name and bytes of each attachment with such an ending, also of forwarded mails.

    Raises BadFile for what is too large, holds too much, or is no e-mail that can be read.
    """
    if len(mail) > MAX_BYTES:
        raise BadFile(
            "This e-mail is too large. Nothing was changed. Save the report from it, then add that."
        )
    try:
        return [found for part in _parts(mail) if (found := _attachment(part, endings))]
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise BadFile(
            "This e-mail cannot be read. Nothing was changed. Save the report from it, then add that."
        ) from error


def _parts(mail: bytes) -> Iterator[Message]:
    for count, part in enumerate(BytesParser(policy=policy.compat32).parsebytes(mail).walk()):
        if count == MAX_PARTS:
            raise BadFile("This e-mail holds too many parts. Nothing was changed. Save the report from it.")
        yield part


def _attachment(part: Message, endings: tuple[str, ...]) -> tuple[str, bytes] | None:
    name = PurePath((part.get_filename() or "").replace("\\", "/")).name[-_MAX_NAME:]
    if part.is_multipart() or not name.lower().endswith(endings):
        return None
    content = part.get_payload(decode=True)
    return (name, content) if isinstance(content, bytes) else None
