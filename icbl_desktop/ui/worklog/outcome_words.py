"""What an outcome lacks, in words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from icbl_desktop.domain.outcome_gaps import OutcomeGap


def gaps_words(gaps: Sequence[OutcomeGap]) -> str:
    """One line: "Still missing: why it matters, who can confirm it"; empty where nothing is."""
    if not gaps:
        return ""
    words = {
        OutcomeGap.SIGNIFICANCE: _tr("why it matters"),
        OutcomeGap.CONTRIBUTION: _tr("what your campaign contributed"),
        OutcomeGap.SUBSTANTIATION: _tr("who can confirm it"),
        OutcomeGap.EVIDENCE: _tr("evidence"),
    }
    return _tr("Still missing: {gaps}").format(gaps=", ".join(words[gap] for gap in gaps))


def _tr(text: str) -> str:
    return QCoreApplication.translate("outcome_words", text)
