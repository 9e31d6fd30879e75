"""The identity backup: one locked file with the keys of this workspace's streams.

With it a workspace that is rebuilt from its reports opens sealed ones and answers to them, and its new stream
carries the word of the old one.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import select

from icbl_desktop.errors import UserError
from icbl_desktop.files import is_folder, is_there, read_at_most, write_whole
from icbl_desktop.formats import identity as formats
from icbl_desktop.formats.identity import ENDING, Identity
from icbl_desktop.services import campaign, key_office, streams
from icbl_desktop.store.database import Database
from icbl_desktop.store.tables_sync import StreamRow

__all__ = ["ENDING", "MIN_PASSPHRASE", "Identity", "back_up", "read"]

MIN_PASSPHRASE = key_office.MIN_PASSPHRASE


def back_up(db: Database, out: Path, passphrase: str, *, replace: bool = False) -> Path:
    """Write the identity to ``out``, a file, or a folder (then under the stream's name); return the path.

    Raises UserError for a weak passphrase, where another file is there and ``replace`` is not asked for, or
    the disk refuses.
    """
    key_office.check_new_passphrase(passphrase)
    me = campaign.get(db)
    with db.read() as session:
        named = streams.campaign_id(session)
        kept = tuple(_keys(row) for row in session.scalars(select(StreamRow).order_by(streams.IN_ORDER)))
    held = tuple(one for one in kept if one.age_identity)
    target = out / f"{me.states[0]}-{me.stream_code}{ENDING}" if is_folder(out) else out
    if is_there(target) and not replace:
        raise UserError(
            "There is another file called {name} in this folder. Nothing was changed. "
            "Choose another name or folder, or ask to replace it.",
            name=target.name,
        )
    content = formats.write_identity(named, me.organisation, held, passphrase)
    try:
        write_whole(target, content, key_office.ONLY_OWNER)
    except OSError as error:
        raise UserError(
            "The identity backup could not be saved in {folder}. Nothing was changed. Choose another folder.",
            folder=target.parent,
        ) from error
    return target


def read(path: Path, passphrase: str) -> Identity:
    """The identity in this file; takes a second or two.

    Raises UserError at "passphrase" for a wrong one, BadFile for a damaged or other file, NewerFile.
    """
    return formats.read_identity(read_at_most(path, formats.MAX_BYTES + 1), passphrase)


def _keys(row: StreamRow) -> formats.StreamKeys:
    return formats.StreamKeys(
        id=row.id,
        public_key=row.public_key,
        secret=row.secret or "",
        age_recipient=row.age_recipient,
        age_identity=row.age_identity,
    )
