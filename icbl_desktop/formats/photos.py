"""Photos made ready to be sent: smaller, upright, and with nothing in them but the picture."""

from __future__ import annotations

import io
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from icbl_desktop.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PIL.Image import Image

LONGEST_EDGE = 2000
"""In pixels: enough to fill a page, small enough for a slow line."""
_QUALITY = 85
_THUMBNAIL = (192, 192)
_MOST_PIXELS = 50_000_000
_MOST_PIXELS_JPEG = 250_000_000
"""A JPEG is read at a fraction of its size; anything else has to fit into memory whole."""

_STARTS = (b"\xff\xd8\xff", b"GIF8", b"\x89PNG\r\n\x1a\n", b"II*\x00", b"MM\x00*", b"BM")
_KINDS = ("JPEG", "PNG", "WEBP", "TIFF", "BMP", "GIF")
_UNREADABLE_KINDS = (b"heic", b"heix", b"heim", b"hevc", b"mif1", b"msf1", b"avif")
_TAKEN_IN_EXIF, _EXIF_PART, _CHANGED_IN_EXIF = 36867, 0x8769, 306


@dataclass(frozen=True)
class Photo:
    """A picture as it is sent. ``taken_on`` is the day its camera noted, if it did."""

    content: bytes
    suffix: str
    media_type: str
    taken_on: date | None


def is_photo(content: bytes) -> bool:
    """Whether these bytes begin like a picture that can be made ready here."""
    is_webp = content[:4] == b"RIFF" and content[8:12] == b"WEBP"
    return is_webp or content.startswith(_STARTS)


def is_closed_photo(content: bytes) -> bool:
    """Whether it is a photo of a kind (HEIC, AVIF) from which place and device cannot be taken here."""
    return content[4:8] == b"ftyp" and content[8:12] in _UNREADABLE_KINDS


def for_sending(content: bytes, name: str) -> Photo:
    """The picture turned upright, scaled down, without place, device or comments.

    Raises UserError where it is damaged, or too large to be opened on an old computer.
    """
    from PIL import ImageOps  # slow to load and seldom needed: starts faster

    with _opened(content, name) as image:
        taken_on = _taken_on(image)
        image.draft("RGB", (LONGEST_EDGE, LONGEST_EDGE))
        upright = ImageOps.exif_transpose(image)
        see_through = "A" in upright.getbands() or "transparency" in upright.info
        is_drawing = image.format in ("PNG", "BMP", "GIF")
        picture = _in_eight_bits(upright).convert("RGBA" if see_through else "RGB")
        picture.thumbnail((LONGEST_EDGE, LONGEST_EDGE))
        picture.info.clear()
    if see_through or is_drawing:
        return Photo(_saved(picture, "PNG"), ".png", "image/png", taken_on)
    return Photo(_saved(picture, "JPEG"), ".jpg", "image/jpeg", taken_on)


def thumbnail(content: bytes, name: str) -> bytes:
    """A small PNG of a picture. Raises UserError where it is damaged."""
    from PIL import ImageOps  # slow to load and seldom needed: starts faster

    with _opened(content, name) as image:
        image.draft("RGB", _THUMBNAIL)
        small = _in_eight_bits(ImageOps.exif_transpose(image)).convert("RGBA")
        small.thumbnail(_THUMBNAIL)
        small.info.clear()
    return _saved(small, "PNG")


def smaller(content: bytes, name: str, longest: int = 1280, quality: int = 70) -> bytes:
    """A JPEG of a picture, upright and with nothing else in it, ``longest`` pixels at its longer edge.

    What is see-through turns white. Raises UserError where it is damaged.
    """
    from PIL import Image as Pictures  # slow to load and seldom needed: starts faster
    from PIL import ImageOps  # as above

    with _opened(content, name) as image:
        image.draft("RGB", (longest, longest))
        upright = _in_eight_bits(ImageOps.exif_transpose(image)).convert("RGBA")
        upright.thumbnail((longest, longest))
    picture = Pictures.new("RGB", upright.size, "white")
    picture.paste(upright, mask=upright)
    return _saved(picture, "JPEG", quality)


@contextmanager
def _opened(content: bytes, name: str) -> Iterator[Image]:
    from PIL import Image as Pictures  # slow to load and seldom needed: starts faster

    Pictures.MAX_IMAGE_PIXELS = None  # its own limit only warns; ours is below
    try:
        with Pictures.open(io.BytesIO(content), formats=_KINDS) as image:
            most = _MOST_PIXELS_JPEG if image.format == "JPEG" else _MOST_PIXELS
            if image.width * image.height > most:
                raise UserError(
                    "{name} has too many pixels to be opened here. It was not added. Make it smaller first.",
                    name=name,
                )
            yield image
    except (OSError, SyntaxError, ValueError, EOFError, MemoryError) as error:
        raise UserError(
            "{name} is damaged: it cannot be read as a picture. It was not added. "
            "Copy it from the camera or phone again.",
            name=name,
        ) from error


def _in_eight_bits(image: Image) -> Image:
    """A scan in 16 bits of grey would turn white: its brighter half is above all that 8 bits hold."""
    return image.convert("I").point(lambda grey: grey / 256).convert("L") if image.mode[0] == "I" else image


def _saved(picture: Image, kind: str, quality: int = _QUALITY) -> bytes:
    out = io.BytesIO()
    if kind == "JPEG":
        picture.save(out, kind, quality=quality, optimize=True)
    else:
        picture.save(out, kind)
    return out.getvalue()


def _taken_on(image: Image) -> date | None:
    exif = image.getexif()
    noted = exif.get_ifd(_EXIF_PART).get(_TAKEN_IN_EXIF) or exif.get(_CHANGED_IN_EXIF)
    try:
        return datetime.strptime(str(noted)[:10], "%Y:%m:%d").date()  # noqa: DTZ007 - the camera's own day
    except ValueError:
        return None
