"""Photos and letters for the demonstration, drawn when it is played: nobody real is in them."""

from __future__ import annotations

import io
import random
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Literal

import msgspec

from icbl_desktop import config

if TYPE_CHECKING:
    from PIL.Image import Exif, Image
    from PIL.ImageDraw import ImageDraw

_SIZE = (960, 720)
_SCENES = {
    "hall": ("#E9E2D3", "#B9A98C"),
    "workshop": ("#DDE7E3", "#9CB3A8"),
    "village": ("#BFD9EA", "#8FA86B"),
    "walk": ("#C9DDEB", "#B7B2A6"),
    "field": ("#BBD6E8", "#A7B45E"),
    "evening": ("#2C3550", "#3D3A45"),
    "board": ("#F5F1E6", "#D8D2C0"),
}
"""The colours of background and ground."""
_CLOTHES = ("#0B6068", "#B4532A", "#5B6FA8", "#8A3F5E", "#6B7F3A", "#C28B2C", "#4A4A55")
_SKIN = ("#8D5B3E", "#A56F4C", "#7A4A30")
_MAKER, _MODEL, _WHEN, _PHOTO_PART, _PLACE_PART = 271, 272, 36867, 0x8769, 0x8825
_PHNOM_PENH = {1: "N", 2: (11.0, 33.0, 15.0), 3: "E", 4: (104.0, 55.0, 0.0)}


class DrawnFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A file to draw: a photo of a ``scene``, or a letter of these ``lines``.

    ``source`` is who made it; ``original`` keeps the photo as the camera made it, beside the one to send.
    """

    name: str
    draw: Literal["photo", "letter"]
    caption: str
    scene: str = "hall"
    lines: tuple[str, ...] = ()
    source: str = ""
    original: bool = False


def draw(file: DrawnFile, day: date) -> bytes:
    """The file's bytes, the same each time. Photos say where and with what they were taken, as cameras do."""
    return _letter(file, day) if file.draw == "letter" else _photo(file, day)


def _photo(file: DrawnFile, day: date) -> bytes:
    from PIL import Image, ImageDraw  # slow to load and seldom needed: starts faster

    chance = random.Random(file.name)  # noqa: S311  # a drawing, not a secret
    background, ground = _SCENES[file.scene]
    width, height = _SIZE
    image = Image.new("RGB", _SIZE, background)
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, height * 3 // 5, width, height), ground)
    if file.scene == "board":
        _writing(pen, chance, width, height)
    else:
        crowd = chance.randint(4, 8)
        for n in range(crowd):
            _person(pen, chance, (n + chance.uniform(0.4, 0.6)) * width / crowd, width)
    if file.scene in ("hall", "workshop"):
        pen.rectangle((width // 8, height * 7 // 9, width * 7 // 8, height * 8 // 9), "#6E5437")
    out = io.BytesIO()
    if file.name.endswith(".png"):
        image.save(out, "PNG")
    else:
        image.save(out, "JPEG", quality=80, exif=_as_a_camera_says(image, day))
    return out.getvalue()


def _person(pen: ImageDraw, chance: random.Random, middle: float, width: int) -> None:
    """A head and a body, standing at the front of the picture."""
    size = width * chance.uniform(0.035, 0.05)
    top = width * chance.uniform(0.3, 0.36)
    skin, clothes = chance.choice(_SKIN), chance.choice(_CLOTHES)
    pen.rounded_rectangle((middle - size * 1.3, top + size, middle + size * 1.3, width), size, clothes)
    pen.ellipse((middle - size, top - size, middle + size, top + size), skin)


def _writing(pen: ImageDraw, chance: random.Random, width: int, height: int) -> None:
    """A white board with lines on it."""
    pen.rectangle((width // 10, height // 10, width * 9 // 10, height * 4 // 5), "#FFFFFF", "#8A8578", 6)
    for n in range(7):
        y, end = height * (n + 2) // 11, width * chance.uniform(0.4, 0.85)
        pen.line((width // 6, y, end, y), chance.choice(_CLOTHES), 8)


def _as_a_camera_says(image: Image, day: date) -> Exif:
    exif = image.getexif()
    exif[_MAKER], exif[_MODEL] = "Demonstration", "Camera 1"
    exif[_PHOTO_PART] = {_WHEN: datetime.combine(day, time(10, 30)).strftime("%Y:%m:%d %H:%M:%S")}
    exif[_PLACE_PART] = _PHNOM_PENH
    return exif


def _letter(file: DrawnFile, day: date) -> bytes:
    """One page as a PDF."""
    from PIL import Image, ImageDraw, ImageFont  # slow to load and seldom needed: starts faster

    page = Image.new("L", (480, 672), 255)
    font = ImageFont.truetype(str(config.resource("fonts", "NotoSans-Regular.ttf")), 22)
    text = "\n".join((*file.lines, "", f"{day:%d/%m/%Y}"))
    ImageDraw.Draw(page).multiline_text((50, 70), text, 30, font, spacing=16)
    out, made = io.BytesIO(), day.timetuple()
    page.save(out, "PDF", resolution=72, title=file.caption, creationDate=made, modDate=made)
    return out.getvalue()
