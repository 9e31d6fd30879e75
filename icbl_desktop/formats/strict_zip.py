"""A zip file that can be read in one way only, and never grows beyond its limits.

The standard library's reader forgives much (bytes before and after, entries that overlap, headers that
disagree, more data than declared) and lists every entry before one can count them. So the shape is read
here, once, and ``zipfile`` only writes.
"""

from __future__ import annotations

import io
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from icbl_desktop.errors import BadFile

MAX_FILE_BYTES = 64 * 1024 * 1024
MAX_ENTRY_BYTES = 32 * 1024 * 1024
MAX_TOTAL_BYTES = 128 * 1024 * 1024
MAX_RATIO = 200
MAX_ENTRIES = 1000
MAX_NAME_LENGTH = 200

_LOCAL_MARK = b"PK\3\4"
_END_MARK = b"PK\5\6"
_END = struct.Struct("<4s4H2LH")
_CENTRAL = struct.Struct("<4sH26s3H2L")
_LOCAL = struct.Struct("<4s26s")
_SHARED = struct.Struct("<5H3L2H")  # the 26 bytes that both headers of an entry hold

_ENCRYPTED = 0x0001
_ALLOWED_FLAGS = 0x0002 | 0x0004 | 0x0800  # how hard deflate tried; names in UTF-8
_NOT_IN_NAMES = frozenset('\\:*?"<>|')
_DEVICE = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)  # not files on Windows
_EPOCH = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Entry:
    """One file in the zip, as the central directory describes it."""

    name: str
    header: bytes
    flags: int
    method: int
    crc: int
    packed_size: int
    size: int
    mode: int
    offset: int

    @property
    def start(self) -> int:
        """Where the packed bytes begin."""
        return self.offset + _LOCAL.size + len(self.name)

    @property
    def end(self) -> int:
        """Where the packed bytes end."""
        return self.start + self.packed_size


def entries(data: bytes) -> tuple[Entry, ...]:
    """The zip's entries, in their order. Raises BadFile unless sizes, then shape, then names are in order."""
    if len(data) > MAX_FILE_BYTES:
        raise BadFile("This file is larger than it can be. Nothing was changed. Ask for a new copy.")
    count, directory = _end(data)
    found = _directory(data, count, directory)
    _check_sizes(found)
    _check_shape(data, found, directory)
    _check_names([entry.name for entry in found])
    return found


def read(data: bytes, entry: Entry) -> bytes:
    """The entry's content, never more of it than declared. Raises BadFile if it is not what was declared."""
    packed = data[entry.start : entry.end]
    content = packed if entry.method == zipfile.ZIP_STORED else _inflate(packed, entry.size)
    if content is None or len(content) != entry.size or zlib.crc32(content) != entry.crc:
        raise BadFile(
            "This file is damaged at {name}. Nothing was changed. Ask for a new copy.", name=entry.name
        )
    return content


def write(contents: Mapping[str, bytes]) -> bytes:
    """A zip of these files in their order: the same files always give the same bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in contents.items():
            info = zipfile.ZipInfo(name, _EPOCH)
            info.create_system = 3  # Unix, on whatever system this runs
            info.external_attr = (stat.S_IFREG | 0o644) << 16
            archive.writestr(info, content, zipfile.ZIP_DEFLATED, compresslevel=9)
    return buffer.getvalue()


def _end(data: bytes) -> tuple[int, int]:
    """How many entries the end record announces, and where their directory starts."""
    position = len(data) - _END.size
    if position < 0 or data[position : position + 4] != _END_MARK:
        raise _endless(data)
    if not data.startswith((_LOCAL_MARK, _END_MARK)):
        raise BadFile("Something stands before the content of this file. Nothing was changed. Do not use it.")
    _, disk, first_disk, here, count, size, start, comment = _END.unpack_from(data, position)
    if max(here, count) > MAX_ENTRIES:
        raise BadFile("This file holds too many files. Nothing was changed. Ask for a new copy.")
    if disk or first_disk or here != count or comment or start + size != position:
        raise _misshapen()
    return count, start


def _endless(data: bytes) -> BadFile:
    """The refusal of a file that does not close as a zip does."""
    if not data.startswith(_LOCAL_MARK):
        return BadFile("This is not a plan bundle. Nothing was changed. Ask for a new copy.")
    end = data.rfind(_END_MARK)
    if 0 <= end < len(data) - _END.size:
        return BadFile("Something stands after the content of this file. Nothing was changed. Do not use it.")
    return BadFile("This file is cut short. Nothing was changed. Ask for a new copy.")


def _directory(data: bytes, count: int, start: int) -> tuple[Entry, ...]:
    """The central directory, which must fill the file to the end record."""
    found = []
    position, end = start, len(data) - _END.size
    for _ in range(count):
        if position + _CENTRAL.size > end:
            raise _misshapen()
        signature, _, header, comment, disk, _, attributes, offset = _CENTRAL.unpack_from(data, position)
        _, flags, method, _, _, crc, packed_size, size, name_size, extra_size = _SHARED.unpack(header)
        if signature != b"PK\1\2" or comment or disk or extra_size:
            raise _misshapen()
        position += _CENTRAL.size + name_size
        name = data[position - name_size : position].decode("latin-1")  # _check_names wants ASCII
        mode = attributes >> 16
        found.append(Entry(name, header, flags, method, crc, packed_size, size, mode, offset))
    if position != end:
        raise _misshapen()
    return tuple(found)


def _check_sizes(found: Sequence[Entry]) -> None:
    for entry in found:
        if entry.size > MAX_ENTRY_BYTES:
            raise BadFile("A part of this file is too large. Nothing was changed. Ask for a new copy.")
        if entry.size > MAX_RATIO * entry.packed_size:
            raise BadFile("This file would swell to many times its size. Nothing was changed. Do not use it.")
    if sum(entry.size for entry in found) > MAX_TOTAL_BYTES:
        raise BadFile("The parts of this file are too large. Nothing was changed. Ask for a new copy.")


def _check_shape(data: bytes, found: Sequence[Entry], directory: int) -> None:
    """Entries follow one another from byte 0 to the directory, plainly packed, with agreeing headers."""
    position = 0
    for entry in found:
        if entry.flags & _ENCRYPTED:
            raise BadFile(
                "This file is locked with a zip password, and ours never are. "
                "Nothing was changed. Ask for a new copy."
            )
        if entry.method not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) or entry.flags & ~_ALLOWED_FLAGS:
            raise BadFile(
                "This file is packed in a way ours are not. Nothing was changed. Ask for a new copy."
            )
        if stat.S_IFMT(entry.mode) not in (0, stat.S_IFREG):
            raise BadFile("This file holds a link in place of a file. Nothing was changed. Do not use it.")
        local = _LOCAL.pack(_LOCAL_MARK, entry.header) + entry.name.encode("latin-1")
        if entry.offset != position or data[position : entry.start] != local:
            raise _misshapen()
        position = entry.end
    if position != directory:
        raise _misshapen()


def _check_names(names: Sequence[str]) -> None:
    seen: set[str] = set()
    for name in names:
        if not _is_safe(name):
            raise BadFile(
                "This file holds a file with an unsafe name, {name}. Nothing was changed. Do not use it.",
                name=ascii(name[:60]),
            )
        if name.lower() in seen:
            raise BadFile(
                "This file holds two files with one name, {name}. Nothing was changed. Do not use it.",
                name=name,
            )
        seen.add(name.lower())


def _is_safe(name: str) -> bool:
    """Whether a name is plain ASCII and stays inside its folder on every system."""
    if not (name.isascii() and name.isprintable() and _NOT_IN_NAMES.isdisjoint(name)):
        return False
    return len(name) <= MAX_NAME_LENGTH and all(
        part.strip(" ").rstrip(".") == part != "" and not _DEVICE.fullmatch(part) for part in name.split("/")
    )


def _inflate(packed: bytes, size: int) -> bytes | None:
    """Unpacked bytes, at most one more than ``size``; None if the stream is broken or bytes follow it."""
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        content = inflater.decompress(packed, size + 1)
    except zlib.error:
        return None
    return content if inflater.eof and not inflater.unused_data else None


def _misshapen() -> BadFile:
    return BadFile(
        "This file is put together in an unusual way that could hide something. "
        "Nothing was changed. Ask for a new copy."
    )
