"""A plan named on the command line: its id, or a workbook, a plan.json, its folder, a bundle."""

from __future__ import annotations

from pathlib import Path

from icbl_desktop.commands.common import existing_file, read_file
from icbl_desktop.domain.plan import Plan
from icbl_desktop.domain.plan_extras import Extras
from icbl_desktop.services import bundle_contents, plan_making, plans

_WORKBOOK = ".xlsx"


def file_of(name: str) -> Path | None:
    """The file that a plan is named by; None for an id."""
    return existing_file(name) or existing_file(f"{name}/plan.json")


def plan_in(path: Path) -> tuple[Plan, Extras]:
    """The plan in a file, and what goes with it. Raises UserError."""
    if path.suffix.lower() != _WORKBOOK:
        return plan_making.look_into(read_file(path))
    raw, extras = plan_making.plan_json(read_file(path))
    return plans.parse(raw), extras


def to_build(name: str, toolkit: Path | None) -> tuple[bytes, dict[str, bytes]]:
    """The plan.json to build a bundle from, and what a workbook wants beside it. Raises UserError."""
    path = file_of(name)
    if path is None:
        return plans.bundled_raw(name), {}
    if path.suffix.lower() != _WORKBOOK:
        return read_file(path), {}
    raw, extras = plan_making.plan_json(read_file(path))
    return raw, bundle_contents.of_workbook(extras, toolkit or path.parent)
