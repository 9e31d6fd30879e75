"""Every zip that is not shaped as a plan bundle is refused, in its own words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from icbl_desktop.errors import BadFile
from icbl_desktop.formats import strict_zip
from icbl_desktop.formats.bundle import PLAN
from icbl_desktop.formats.signed_zip import MANIFEST, SIGNATURE
from tests.bundles import PLAN_JSON, SIGNED, parts, refused
from tests.hostile_zip import Part, pack


def with_part(name: str, **instead: object) -> list[Part]:
    found = parts()
    found[name] = replace(found[name], **instead)  # type: ignore[arg-type]
    return list(found.values())


def extra_part(**values: object) -> list[Part]:
    return [*parts().values(), Part(**({"name": b"toolkit/letter.txt", "content": b"x"} | values))]  # type: ignore[arg-type]


def many(count: int, size: int) -> list[Part]:
    """Entries that only claim their size."""
    return [Part(b"%d" % n, b"", 0, size=size, packed_size=size) for n in range(count)]


def overwritten(name: str, junk: bytes) -> bytes:
    (entry,) = [entry for entry in strict_zip.entries(SIGNED) if entry.name == name]
    return SIGNED[: entry.start] + junk + SIGNED[entry.start + len(junk) :]


SHAPES: dict[str, tuple[Callable[[], bytes], str]] = {
    "file too large": (lambda: bytes(strict_zip.MAX_FILE_BYTES + 1), "larger than it can be"),
    "too many": (lambda: pack([Part(b"%d" % n, b"") for n in range(1001)]), "too many files"),
    "entry too large": (
        lambda: pack(many(1, strict_zip.MAX_ENTRY_BYTES + 1)),
        "A part of this file is too large",
    ),
    "all too large": (lambda: pack(many(5, strict_zip.MAX_ENTRY_BYTES)), "parts of this file are too large"),
    "bomb": (lambda: pack(extra_part(content=bytes(10**6))), "many times its size"),
    "more than declared": (lambda: pack(with_part(PLAN, size=10)), "is damaged at plan.json"),
    "less than declared": (lambda: pack(with_part(PLAN, size=len(PLAN_JSON) + 1)), "is damaged at plan.json"),
    "not a zip": (lambda: b"%PDF-1.7 " * 100, "not a plan bundle."),
    "empty": (lambda: b"", "not a plan bundle."),
    "cut short": (lambda: SIGNED[:-1], "cut short"),
    "bytes after": (lambda: SIGNED + b"\0", "stands after the content"),
    "bytes before": (lambda: b"#!/bin/sh\n" + SIGNED, "stands before the content"),
    "bytes before, offsets right": (
        lambda: pack(list(parts().values()), prefix=b"MZ"),
        "stands before the content",
    ),
    "gap between": (lambda: pack(with_part(PLAN, before=b"hidden")), "unusual way"),
    "gap at the end": (lambda: pack(list(parts().values()), gap=b"hidden"), "unusual way"),
    "zip comment": (lambda: pack(list(parts().values()), comment=b"PK\5\6" + bytes(18)), "unusual way"),
    "entry comment": (lambda: pack(with_part(PLAN, comment=b"hidden")), "unusual way"),
    "extra field": (lambda: pack(with_part(PLAN, extra=b"\1\0\0\0")), "unusual way"),
    "two entries over one": (lambda: pack(with_part(PLAN, offset=0)), "unusual way"),
    "zip64": (lambda: pack(list(parts().values()), count=0xFFFF), "too many files"),
    "fewer announced": (lambda: pack(list(parts().values()), count=2), "unusual way"),
    "more announced": (lambda: pack(list(parts().values()), count=9), "unusual way"),
    "local name": (lambda: pack(with_part(PLAN, local={"name": b"plan.jsoN"})), "unusual way"),
    "local size": (lambda: pack(with_part(PLAN, local={"size": 1})), "unusual way"),
    "local method": (lambda: pack(with_part(PLAN, local={"method": 0})), "unusual way"),
    "bytes after the stream": (lambda: pack(with_part(PLAN, tail=b"hidden")), "is damaged at plan.json"),
    "broken stream": (lambda: overwritten(PLAN, b"\xff" * 8), "is damaged at plan.json"),
    "encrypted": (lambda: pack(with_part(PLAN, flags=1)), "locked with a zip password"),
    "data descriptor": (lambda: pack(with_part(PLAN, flags=8)), "packed in a way"),
    "other method": (lambda: pack(with_part(PLAN, method=12)), "packed in a way"),
    "symbolic link": (lambda: pack(extra_part(mode=0o120777)), "a link"),
    "folder": (lambda: pack(extra_part(name=b"toolkit/")), "unsafe name"),
    "absolute": (lambda: pack(extra_part(name=b"/etc/passwd")), "unsafe name"),
    "upwards": (lambda: pack(extra_part(name=b"toolkit/../../x")), "unsafe name"),
    "dot": (lambda: pack(extra_part(name=b"./plan.json")), "unsafe name"),
    "backslash": (lambda: pack(extra_part(name=b"..\\x")), "unsafe name"),
    "drive": (lambda: pack(extra_part(name=b"C:x")), "unsafe name"),
    "not ASCII": (lambda: pack(extra_part(name="toolkit/ក".encode(), flags=0x800)), "unsafe name"),
    "NUL": (lambda: pack(extra_part(name=b"plan.json\0.txt")), "unsafe name"),
    "trailing dot": (lambda: pack(extra_part(name=b"plan.json.")), "unsafe name"),
    "too long": (lambda: pack(extra_part(name=b"x" * 201)), "unsafe name"),
    "no name": (lambda: pack(extra_part(name=b"")), "unsafe name"),
    "twice": (lambda: pack(extra_part(name=b"plan.json")), "two files with one name"),
    "twice but for case": (lambda: pack(extra_part(name=b"PLAN.json")), "two files with one name"),
    "not in the manifest": (lambda: pack(extra_part()), "exactly the files its manifest lists"),
    "no manifest": (lambda: pack([parts()[PLAN]]), "it has no manifest.json"),
    "no plan": (lambda: pack([parts()[MANIFEST], parts()[SIGNATURE]]), "it has no plan.json"),
}


@pytest.mark.parametrize("fault", SHAPES)
def test_a_bundle_of_the_wrong_shape_is_refused(fault: str):
    make, words = SHAPES[fault]
    refused(make(), BadFile, words)
