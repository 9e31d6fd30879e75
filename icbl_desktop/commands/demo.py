"""``demo``: a workspace to look at, in an empty folder: the whole job in short, or a whole year."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from icbl_desktop.app import App
from icbl_desktop.commands import demo_job, demo_year
from icbl_desktop.commands.common import new_workspace
from icbl_desktop.config import Folders
from icbl_desktop.errors import UserError


def add_to(commands: Any) -> None:
    """Add the ``demo`` command."""
    demo = commands.add_parser("demo", help="play the whole job on Cambodia into an empty folder")
    demo.add_argument("folder", type=Path, metavar="DIR")
    demo.add_argument(
        "--year", action="store_true", help="a small campaign's year instead, July 2017 to June 2018"
    )
    demo.set_defaults(run=_demo)


def _demo(options: argparse.Namespace, folders: Folders) -> None:
    folder = options.folder
    if folder.exists() and not (folder.is_dir() and not any(folder.iterdir())):
        raise UserError(
            "{folder} is not an empty folder. Nothing was changed. Name a new one.", folder=folder
        )
    with new_workspace(Folders(folder / "workspace")) as app:
        told = _year(app) if options.year else demo_job.play(app, folder)
    print(f"The workspace is in {folder / 'workspace'}: open it with --data-dir.")
    for line in told:
        print(line)


def _year(app: App) -> tuple[str, ...]:
    story = demo_year.read_story()
    demo_year.play(app, story)
    return (f"It is told as on {story.today}: open promises, follow-ups and reports lie around that day.",)
