"""What an outcome still lacks before somebody else can believe it, as Outcome Harvesting asks."""

from __future__ import annotations

from enum import StrEnum

from icbl_desktop.domain.work import OutcomeDraft


class OutcomeGap(StrEnum):
    """What is missing."""

    SIGNIFICANCE = "significance"
    CONTRIBUTION = "contribution"
    SUBSTANTIATION = "substantiation"
    EVIDENCE = "evidence"


def outcome_gaps(draft: OutcomeDraft, has_files: bool) -> tuple[OutcomeGap, ...]:
    """What is missing, in the order in which it is asked. Files or activities behind it are evidence."""
    there = {
        OutcomeGap.SIGNIFICANCE: bool(draft.significance.strip()),
        OutcomeGap.CONTRIBUTION: bool(draft.contribution.strip()),
        OutcomeGap.SUBSTANTIATION: bool(draft.substantiation.strip()),
        OutcomeGap.EVIDENCE: has_files or bool(draft.activities or draft.promises),
    }
    return tuple(gap for gap, is_there in there.items() if not is_there)
