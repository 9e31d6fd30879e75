"""One's own reports, read from their files to rebuild a workspace; what is doubtful is set aside."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from icbl_desktop.domain.file_budget import LIMIT
from icbl_desktop.domain.record import as_draft
from icbl_desktop.errors import BadFile, UserError
from icbl_desktop.files import is_there, names_in, read_at_most
from icbl_desktop.formats import sealing, succession
from icbl_desktop.formats.identity import Identity
from icbl_desktop.formats.report_data import Report
from icbl_desktop.formats.report_parts import FileEntry
from icbl_desktop.formats.signing import PublicKey, parse_public_key
from icbl_desktop.services.record_kinds import KINDS
from icbl_desktop.services.report_files import opened

_SEALED = ".pdf.age"
_ENDINGS = (".pdf", _SEALED)
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,150}\.pdf")

NOT_OPENED = "It is sealed. Give the identity backup to open it."
TWO_OF_A_NUMBER = (
    "Another report here has its number, and they differ. Leave only the right one in the folder."
)
OTHER_KEY = "It is signed with another key than the reports of its stream."
NO_SUCCESSOR = "It says that it carries on another stream, and that one's key did not sign so."


@dataclass(frozen=True)
class FoundReport:
    """A report whose signature holds. ``name`` is what it was called when it was issued."""

    path: Path
    name: str
    digest: str
    report: Report


@dataclass(frozen=True)
class SetAside:
    """A file that is not used, and why."""

    path: Path
    fault: UserError


def files_in(paths: Iterable[Path]) -> list[Path]:
    """The report files among these, and in those that are folders. Raises UserError for an unreadable one."""
    found = []
    for path in paths:
        if not is_there(path):
            raise UserError(
                "There is no file or folder {path}. Nothing was changed. Check its name.", path=path
            )
        inside = [path / name for name in sorted(names_in(path))] if path.is_dir() else [path]
        found += [one for one in inside if one.name.lower().endswith(_ENDINGS)]
    return found


def pdf_in(path: Path, identity: Identity | None) -> bytes:
    """The report's PDF, unsealed where it is sealed. Raises UserError, BadFile."""
    content = read_at_most(path, sealing.MAX_BYTES + 1)
    if not path.name.lower().endswith(_SEALED):
        return content
    if identity is None:
        raise UserError(NOT_OPENED)
    return sealing.open_sealed(content, [one.age_identity for one in identity.streams])


def read(paths: Iterable[Path], identity: Identity | None) -> tuple[list[FoundReport], list[SetAside]]:
    """Each report once, whatever its order or repeats; and the files that are not used."""
    found: dict[str, FoundReport] = {}
    aside = []
    for path in files_in(paths):
        try:
            pdf = pdf_in(path, identity)
            one = opened(pdf)
            attached(pdf, [file for file in one.report.files if file.sent])
            _check_records(one.report)
        except UserError as fault:
            why = UserError(fault.template, None, **fault.values)  # the caught one holds on to the bytes
            aside.append(SetAside(path, why))
        else:
            name = one.name if _NAME.fullmatch(one.name) else f"report-{one.digest[:16]}.pdf"
            found.setdefault(one.digest, FoundReport(path, name, one.digest, one.report))
    doubts = _doubts(list(found.values()), _keys(found.values(), identity))
    aside += [SetAside(found[digest].path, UserError(why)) for digest, why in doubts.items()]
    return [one for one in found.values() if one.digest not in doubts], aside


def attached(pdf: bytes, files: Sequence[FileEntry]) -> list[bytes]:
    """The files that a report carries. Raises BadFile where one is missing, or is not what its data say."""
    from icbl_desktop.formats import pdf_envelope  # loads pikepdf: starts faster

    contents = pdf_envelope.read_files(pdf, [one.attachment for one in files], LIMIT)
    if any(hashlib.sha256(contents[one.attachment]).hexdigest() != one.sha256 for one in files):
        raise BadFile(
            "A file in this report is not the one that was sent with it. Nothing was changed. "
            "Ask for the original file."
        )
    return list(contents.values())


def _check_records(report: Report) -> None:
    """Raises BadFile for a record that could not be saved here: a form, or a list, would fail at it."""
    for kind, record in report.all_records():
        described = KINDS[kind]
        if problems := described.check(as_draft(record, described.draft)):
            raise BadFile(
                "A record in this report cannot be kept here: {problem} Nothing was changed. If it was made "
                "with a newer version of ICBL Desktop, install that first.",
                problem=next(iter(problems.values())),
            )


def _keys(found: Iterable[FoundReport], identity: Identity | None) -> dict[str, PublicKey]:
    """The key of each stream: the identity's, else the one that all its reports name."""
    named: defaultdict[str, dict[bytes, PublicKey]] = defaultdict(dict)
    for one in found:
        key = parse_public_key(one.report.campaign.key)
        named[one.report.stream.id][key.raw] = key
    keys = {stream: next(iter(keys.values())) for stream, keys in named.items() if len(keys) == 1}
    return keys | {one.id: parse_public_key(one.public_key) for one in (identity.streams if identity else ())}


def _doubts(found: Sequence[FoundReport], keys: Mapping[str, PublicKey]) -> dict[str, str]:
    """Why a person has to look at a report, by digest."""
    numbered: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
    for one in found:
        numbered[one.report.stream.id, one.report.number].append(one.digest)
    doubts = {digest: TWO_OF_A_NUMBER for same in numbered.values() if len(same) > 1 for digest in same}
    for one in found:
        key = keys.get(one.report.stream.id)
        if key is None or key.raw != parse_public_key(one.report.campaign.key).raw:
            doubts[one.digest] = OTHER_KEY
        elif not _succeeds(one.report, keys):
            doubts[one.digest] = NO_SUCCESSOR
    return doubts


def _succeeds(report: Report, keys: Mapping[str, PublicKey]) -> bool:
    """False only where a proof is given and is none: a restored backup has none to give."""
    said = report.stream.succeeds
    if said is None or not said.proof or said.id not in keys:
        return True
    line = succession.statement(
        said.id, said.number, said.digest or "", report.stream.id, report.campaign.key
    )
    return succession.holds(keys[said.id], line, said.proof)


def in_order(found: Sequence[FoundReport]) -> list[FoundReport]:
    """By stream, each after the one it carries on, then by number; never by a clock."""
    streams = {id_: place for place, id_ in enumerate(streams_in_order(found))}
    return sorted(found, key=lambda one: (streams[one.report.stream.id], one.report.number))


def streams_in_order(found: Sequence[FoundReport]) -> list[str]:
    """The ids of all streams that the reports name, each after those it carries on."""
    before = parents(found)
    every = {found[0].report.campaign.id, *before, *before.values()} - {""}
    return sorted(every, key=lambda one: (len([*ancestors(one, before)]), one))


def parents(found: Iterable[FoundReport]) -> dict[str, str]:
    """The stream that each stream carries on, by id; empty for a first one."""
    said = ((one.report.stream.id, one.report.stream.succeeds) for one in found)
    return {stream: part.id if part else "" for stream, part in said}


def ancestors(stream: str, before: Mapping[str, str]) -> Iterator[str]:
    """The streams that this one carries on, the nearest first."""
    seen = {stream, ""}
    while (stream := before.get(stream, "")) not in seen:
        seen.add(stream)
        yield stream
