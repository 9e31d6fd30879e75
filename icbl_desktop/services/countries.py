"""Country facts that came with the program."""

from __future__ import annotations

from functools import cache

from icbl_desktop import config
from icbl_desktop.domain.countries import Countries
from icbl_desktop.formats.countries_json import read_countries


@cache
def facts() -> Countries:
    """States and other areas with treaty status and deadlines, read once."""
    return read_countries(config.data("countries.json").read_bytes())
