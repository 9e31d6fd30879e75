"""The colours of the program: light, dark, and the two of high contrast."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Palette:
    """Each colour by its use, as ``#rrggbb``. A ``..._tint`` is the ground for text of that colour."""

    name: str
    dark: bool
    page: str
    surface: str
    rail: str
    text: str
    muted: str
    divider: str
    control: str
    accent: str
    accent_hover: str
    accent_tint: str
    on_accent: str
    success: str
    success_tint: str
    caution: str
    caution_tint: str
    error: str
    error_tint: str
    info: str
    info_tint: str


LIGHT = Palette(
    name="light",
    dark=False,
    page="#F6F4EF",
    surface="#FFFFFF",
    rail="#ECE9E1",
    text="#1F2A2E",
    muted="#55636A",
    divider="#D9D4C8",
    control="#7C868A",
    accent="#0B6068",
    accent_hover="#084A50",
    accent_tint="#DCEDEC",
    on_accent="#FFFFFF",
    success="#2B6A3F",
    success_tint="#E1F0E4",
    caution="#855100",
    caution_tint="#FBEBCB",
    error="#A32D28",
    error_tint="#FAE3E0",
    info="#2F5A8C",
    info_tint="#E2ECF7",
)

DARK = Palette(
    name="dark",
    dark=True,
    page="#14191B",
    surface="#1C2326",
    rail="#252E32",
    text="#E8E6E1",
    muted="#A5B0B3",
    divider="#36424A",
    control="#7F8D95",
    accent="#6CC5C6",
    accent_hover="#8DD6D6",
    accent_tint="#173F42",
    on_accent="#14191B",
    success="#86CD98",
    success_tint="#1B3A25",
    caution="#EDB95E",
    caution_tint="#3F2E0E",
    error="#F39A91",
    error_tint="#4A1F1C",
    info="#97BDEB",
    info_tint="#1C3350",
)

CONTRAST_LIGHT = Palette(
    name="contrast-light",
    dark=False,
    page="#FFFFFF",
    surface="#FFFFFF",
    rail="#F2F2F2",
    text="#000000",
    muted="#2B2B2B",
    divider="#5F5F5F",
    control="#000000",
    accent="#003F45",
    accent_hover="#00262A",
    accent_tint="#D5F0EF",
    on_accent="#FFFFFF",
    success="#0A4019",
    success_tint="#E6F6E9",
    caution="#553300",
    caution_tint="#FFF1D2",
    error="#7A0F0B",
    error_tint="#FFEAE8",
    info="#12355F",
    info_tint="#E8F1FC",
)

CONTRAST_DARK = Palette(
    name="contrast-dark",
    dark=True,
    page="#000000",
    surface="#000000",
    rail="#121212",
    text="#FFFFFF",
    muted="#DADADA",
    divider="#9C9C9C",
    control="#FFFFFF",
    accent="#86ECEC",
    accent_hover="#B5F6F6",
    accent_tint="#00383B",
    on_accent="#000000",
    success="#A6F0B6",
    success_tint="#06290F",
    caution="#FFD27A",
    caution_tint="#332200",
    error="#FFB3AB",
    error_tint="#3D0D0A",
    info="#B5D4FF",
    info_tint="#0B2140",
)

PALETTES = {palette.name: palette for palette in (LIGHT, DARK, CONTRAST_LIGHT, CONTRAST_DARK)}


def contrast(first: str, second: str) -> float:
    """The contrast ratio of two colours, 1 to 21, as WCAG 2 defines it."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
