"""``demo``: workspaces to look at, in an empty folder: the whole job in short, a year, or many campaigns."""

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
    which = demo.add_mutually_exclusive_group()
    which.add_argument(
        "--year", action="store_true", help="a small campaign's year instead, July 2017 to June 2018"
    )
    which.add_argument(
        "--world", action="store_true", help="twenty campaigns' two years instead, and the secretariat"
    )
    demo.add_argument("--seed", type=int, metavar="N", help="of --world: another story")
    demo.add_argument(
        "--added", action="store_true", help="of --world: with the reports in the inbox, the keys confirmed"
    )
    demo.set_defaults(run=_demo, parser=demo)


def _demo(options: argparse.Namespace, folders: Folders) -> None:
    if not options.world and (options.added or options.seed is not None):
        options.parser.error("--added and --seed go with --world")
    folder = options.folder
    if folder.exists() and not (folder.is_dir() and not any(folder.iterdir())):
        raise UserError(
            "{folder} is not an empty folder. Nothing was changed. Name a new one.", folder=folder
        )
    if options.world:
        for line in _world(options):
            print(line)
        return
    with new_workspace(Folders(folder / "workspace")) as app:
        told = _year(app) if options.year else demo_job.play(app, folder)
    print(f"The workspace is in {folder / 'workspace'}: open it with --data-dir.")
    for line in told:
        print(line)


def _year(app: App) -> tuple[str, ...]:
    story = demo_year.read_story()
    demo_year.play(app, story)
    return (f"It is told as on {story.today}: open promises, follow-ups and reports lie around that day.",)


def _world(options: argparse.Namespace) -> tuple[str, ...]:
    from icbl_desktop.commands.demo_world import inbox, world  # load the inbox: others start faster

    seed = world.SEED if options.seed is None else options.seed
    played = world.play(options.folder, seed)
    if not options.added:
        return world.told(played)
    became = inbox.take_in(played)
    counts = ", ".join(f"{verdict.replace('_', ' ')} {count}" for verdict, count in sorted(became.items()))
    return (*world.told(played), f"Added: {counts}. Then the campaigns' keys were confirmed.")
