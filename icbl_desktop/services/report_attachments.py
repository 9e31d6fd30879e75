"""The files behind a report's records: which travel, what of them is attached, and pictures for the pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

import msgspec

from icbl_desktop.config import Folders
from icbl_desktop.domain import file_budget
from icbl_desktop.domain.file_budget import LIMIT, Candidate, FileChoice
from icbl_desktop.domain.file_names import attachment_name
from icbl_desktop.domain.report_order import Sending
from icbl_desktop.domain.work import Evidence
from icbl_desktop.errors import UserError
from icbl_desktop.formats import photos
from icbl_desktop.formats.report_data import digest_of
from icbl_desktop.formats.report_parts import FileEntry
from icbl_desktop.store import evidence as files

PHOTOS = ("image/jpeg", "image/png", "image/webp", "image/tiff", "image/bmp")
_ON_PAGES, _ON_PAGES_QUALITY = 480, 70
"""The longest edge, in pixels, of a photo on the pages."""


def choose(
    folders: Folders, evidence: Sequence[Evidence], records: int, chosen: Mapping[str, str]
) -> dict[str, FileChoice]:
    """How each file goes, by its id. Only photos that are to be made smaller are read.

    How small they become is known only once they are made; then what was chosen may not fit, or more may.
    """
    photographs = {one.id: one for one in evidence if one.media_type in PHOTOS}
    smaller: dict[str, int] = {}
    while True:
        candidates = [Candidate(o.id, o.size, o.id in photographs, smaller.get(o.id)) for o in evidence]
        sending = file_budget.choose(candidates, records, chosen)
        unknown = [one for one in photographs if sending[one] == Sending.SMALLER and one not in smaller]
        if not unknown:
            return {one.id: _choice(one, sending[one.id], smaller) for one in evidence}
        smaller |= {one: _size_when_smaller(folders, photographs[one]) for one in unknown}


def entries(
    folders: Folders, evidence: Iterable[Evidence], choices: Mapping[str, FileChoice]
) -> tuple[FileEntry, ...]:
    """The files as the report lists them, those that travel with a name of their own."""
    found: list[FileEntry] = []
    sent = 0
    for one in evidence:
        how = choices[one.id].sending
        sent += how != Sending.HELD
        found.append(_entry(folders, one, how, sent))
    return tuple(found)


def check_size(listed: Sequence[FileEntry]) -> None:
    """Raises UserError where the files that travel are more than any report can hold."""
    total = sum(one.size for one in listed if one.sent)
    if total > LIMIT:
        raise UserError(
            "The files chosen come to {size} MB; a report can hold {most} MB. No report was made, nothing "
            "was changed. Send fewer of them: the report lists the rest as kept by you.",
            field="files",
            size=round(total / 1_000_000),
            most=LIMIT // 1_000_000,
        )


def content(folders: Folders, one: FileEntry) -> bytes:
    """The bytes of a file that travels. Raises UserError where they are gone or damaged."""
    try:
        if one.held_sha256:
            return _smaller(folders.evidence, one.held_sha256, one.name)
        return files.load(folders.evidence, one.sha256)
    except UserError as error:
        raise UserError(
            "The file {name} is missing or damaged. No report was made, nothing was changed. Add it to its "
            "record again, or choose not to send it.",
            name=one.name,
        ) from error


def pictures(folders: Folders, listed: Iterable[FileEntry]) -> dict[str, bytes]:
    """A small JPEG of each photo that travels, by the file's id; none of one that cannot be read."""
    found = {}
    for one in listed:
        if one.sent and one.media_type in PHOTOS:
            try:
                found[one.id] = _picture(folders.evidence, one.held_sha256 or one.sha256, one.name)
            except UserError:  # said where the file itself is attached
                continue
    return found


def _size_when_smaller(folders: Folders, one: Evidence) -> int:
    """Its own size where it cannot be read: that is said where the file itself is attached."""
    try:
        return min(one.size, len(_smaller(folders.evidence, one.sha256, one.name)))
    except UserError:
        return one.size


def _choice(one: Evidence, how: Sending, smaller: Mapping[str, int]) -> FileChoice:
    """A file that gains nothing by it goes whole."""
    if how == Sending.HELD:
        return FileChoice(how, 0)
    size = smaller.get(one.id, one.size)
    if how == Sending.SMALLER and size < one.size:
        return FileChoice(how, size)
    return FileChoice(Sending.WHOLE, one.size)


def _entry(folders: Folders, one: Evidence, how: Sending, number: int) -> FileEntry:
    listed = FileEntry(
        id=one.id,
        record_id=one.record_id,
        name=one.name,
        media_type=one.media_type,
        size=one.size,
        sha256=one.sha256,
        caption=one.caption,
        taken_on=one.taken_on,
        sharing=one.sharing,
    )
    if how == Sending.HELD:
        return listed
    if how == Sending.WHOLE:
        return msgspec.structs.replace(listed, sent=True, attachment=attachment_name(number, one.name))
    made = _smaller(folders.evidence, one.sha256, one.name)
    return msgspec.structs.replace(
        listed,
        sent=True,
        attachment=attachment_name(number, f"{Path(one.name).stem}.jpg"),
        media_type="image/jpeg",
        size=len(made),
        sha256=digest_of(made),
        held_sha256=one.sha256,
    )


@lru_cache(maxsize=64)  # a preview makes them, and again the next one, and the report itself
def _smaller(folder: Path, digest: str, name: str) -> bytes:
    return photos.smaller(files.load(folder, digest), name)


@lru_cache(maxsize=256)
def _picture(folder: Path, digest: str, name: str) -> bytes:
    return photos.smaller(files.load(folder, digest), name, _ON_PAGES, _ON_PAGES_QUALITY)
