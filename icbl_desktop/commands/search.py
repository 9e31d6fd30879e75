"""``search``: everything that answers some words."""

from __future__ import annotations

import argparse
from typing import Any

from icbl_desktop.commands.common import add_json_flag, plain_text, print_json, workspace
from icbl_desktop.config import Folders
from icbl_desktop.services import search


def add_to(commands: Any) -> None:
    """Add the ``search`` command."""
    found = commands.add_parser("search", help="find activities, people, outcomes, targets and all else")
    found.add_argument("words", nargs="+", type=plain_text, metavar="WORDS")
    add_json_flag(found)
    found.set_defaults(run=_search)


def _search(options: argparse.Namespace, folders: Folders) -> None:
    with workspace(folders) as app:
        hits = search.find(app.db, " ".join(options.words))
    if options.json:
        print_json(hits)
        return
    for hit in hits:
        print(f"{hit.kind:<17}  {hit.record[:8] or hit.id:<8}  {hit.title}")
