"""Drafts as JSON: what the command line takes in and what a form saves while typing."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import msgspec

from icbl_desktop.domain.work import DraftT
from icbl_desktop.errors import BadFile


def read_draft(raw: bytes, kind: type[DraftT]) -> DraftT:
    """Read a draft from a JSON object whose members are the draft's fields.

    Raises BadFile naming the field that is unknown or of the wrong kind.
    """
    try:
        members = msgspec.json.decode(raw, type=dict[str, Any])
        known = {field.name for field in fields(kind)}
        for name in members:
            if name not in known:
                raise BadFile(
                    "There is no field “{name}” here. Nothing was saved. The fields are: {known}.",
                    field=name,
                    name=name,
                    known=", ".join(sorted(known)),
                )
        return msgspec.json.decode(raw, type=kind)
    except msgspec.MsgspecError as error:
        raise BadFile("The data cannot be read: {reason}. Nothing was saved.", reason=error) from error
    except (UnicodeDecodeError, RecursionError) as error:
        raise BadFile(
            "The data cannot be read: it is not in UTF-8, or nested too deeply. Nothing was saved."
        ) from error


def write_draft(draft: Any) -> bytes:
    """The draft as JSON; decimals as strings, dates as ISO text."""
    return msgspec.json.encode(draft)
