"""What a new plan changes, arranged for a person to read: their own states first, then everything."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from icbl_desktop.domain.plan import Plan, Ref, targets_of
from icbl_desktop.domain.plan_diff import PlanDiff, objectives_of, under
from icbl_desktop.ui.kit.icon_line import Line
from icbl_desktop.ui.plan.plan_lines import Names, asked_lines, everyone_lines, state_lines


@dataclass(frozen=True)
class Block:
    """What changes under one objective: ``lines`` stand open, ``more`` is folded."""

    ref: Ref
    title: str
    lines: tuple[Line, ...]
    more: tuple[Line, ...] = ()


def for_states(old: Plan, new: Plan, mine: PlanDiff, name: Names) -> tuple[Block, ...]:
    """The objectives that one's own states were or are named for: gained, lost, with a new reason, kept."""
    parts = {ref: under(mine, old, new, ref) for ref in objectives_of(old, new)}
    named = [ref for ref, part in parts.items() if part.gained or part.lost or part.kept]
    return tuple(
        Block(ref, "", state_lines(old, new, parts[ref], name), asked_lines(parts[ref]))
        for ref in sorted(named, key=lambda ref: _rank(parts[ref]))
    )


def not_named(new: Plan, states: Sequence[str], name: Names) -> tuple[Line, ...]:
    """For each state that the plan does not name: that it is so, and what is open to every campaign."""
    codes = ", ".join(dict.fromkeys(one.objective for one in new.responsive))
    more = _tr("You can still work on any objective.")
    if codes:
        more = _tr("Objectives {codes} are open to every campaign.").format(codes=codes)
    words = _tr("This plan does not name {state}.")
    return tuple(
        Line(words.format(state=name(iso3)), more, "info", "info")
        for iso3 in states
        if not targets_of(new, [iso3])
    )


def for_everyone(old: Plan, new: Plan, diff: PlanDiff, name: Names) -> tuple[Block, ...]:
    """All changes, objective by objective: states, commitments, indicators, planned activities."""
    blocks = (
        Block(ref, f"{one.code}  {one.title}", everyone_lines(under(diff, old, new, ref), name))
        for ref, one in objectives_of(old, new).items()
    )
    return tuple(block for block in blocks if block.lines)


def _rank(part: PlanDiff) -> int:
    """What asks most of the reader comes first."""
    return next(at for at, met in enumerate((part.gained, part.lost, part.reasons, True)) if met)


def _tr(text: str) -> str:
    return QCoreApplication.translate("plan_changes", text)
