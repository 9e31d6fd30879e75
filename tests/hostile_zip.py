"""Zip files with any fault one asks for: the standard library refuses to write them."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Part:
    """One entry. ``size`` and ``packed_size`` are what it claims; ``local`` is for its local header."""

    name: bytes
    content: bytes
    method: int = 8
    flags: int = 0
    mode: int = 0o100644
    size: int | None = None
    packed_size: int | None = None
    tail: bytes = b""
    extra: bytes = b""
    comment: bytes = b""
    before: bytes = b""
    offset: int | None = None
    local: dict[str, bytes | int] = field(default_factory=dict)

    def packed(self) -> bytes:
        if self.method != 8:
            return self.content + self.tail
        packer = zlib.compressobj(9, zlib.DEFLATED, -15)
        return packer.compress(self.content) + packer.flush() + self.tail

    def header(self, **instead: bytes | int) -> bytes:
        packed = self.packed()
        values = {
            "flags": self.flags,
            "method": self.method,
            "crc": zlib.crc32(self.content),
            "packed_size": len(packed) if self.packed_size is None else self.packed_size,
            "size": len(self.content) if self.size is None else self.size,
            "name_size": len(self.name),
        } | instead
        return struct.pack(
            "<5H3L2H",
            20,
            values["flags"],
            values["method"],
            0,
            33,
            values["crc"],
            values["packed_size"],
            values["size"],
            values["name_size"],
            len(self.extra),
        )


def pack(
    parts: Sequence[Part],
    *,
    prefix: bytes = b"",
    suffix: bytes = b"",
    gap: bytes = b"",
    comment: bytes = b"",
    count: int | None = None,
) -> bytes:
    """The zip: ``gap`` stands before the directory, ``comment`` belongs to the end record."""
    body, directory = prefix, b""
    for part in parts:
        body += part.before
        local = dict(part.local)
        name = bytes(local.pop("name", part.name))
        offset = len(body) if part.offset is None else part.offset
        body += b"PK\3\4" + part.header(**local) + name + part.extra + part.packed()
        directory += struct.pack("<4sH", b"PK\1\2", 0x0314) + part.header()
        directory += struct.pack("<3H2L", len(part.comment), 0, 0, part.mode << 16, offset)
        directory += part.name + part.extra + part.comment
    body += gap
    number = len(parts) if count is None else count
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, number, number, len(directory), len(body), len(comment))
    return body + directory + end + comment + suffix
