"""The command line's commands: they call the same services as the window."""

from __future__ import annotations

import argparse

from icbl_desktop.commands import (
    calendar,
    campaign,
    demo,
    evidence,
    inbox,
    keys,
    plan,
    rebuild,
    receipts,
    records,
    report,
    search,
    sheets,
)


def add_to(parser: argparse.ArgumentParser) -> None:
    """Add every command; each sets ``run(options, folders)``."""
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    campaign.add_to(commands)
    records.add_to(commands)
    evidence.add_to(commands)
    sheets.add_to(commands)
    calendar.add_to(commands)
    search.add_to(commands)
    plan.add_to(commands)
    keys.add_to(commands)
    report.add_to(commands)
    receipts.add_to(commands)
    inbox.add_to(commands)
    rebuild.add_to(commands)
    demo.add_to(commands)
