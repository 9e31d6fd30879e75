"""What the secretariat's inbox says of a file that came, and of a report that it holds."""

from __future__ import annotations

from enum import StrEnum


class Verdict(StrEnum):
    """What became of one file that was put into the inbox."""

    ACCEPTED = "accepted"
    ALREADY_HERE = "already_here"
    AMENDMENT = "amendment"
    GAP_BEFORE = "gap_before"
    CONFLICT = "conflict"
    UNKNOWN_KEY = "unknown_key"
    BAD_SIGNATURE = "bad_signature"
    DAMAGED = "damaged"
    NOT_OURS = "not_ours"
    NEWER_FORMAT = "newer_format"
    SEALED = "sealed"


HELD = (Verdict.CONFLICT, Verdict.UNKNOWN_KEY)
"""The report is kept, and counts only once a person has decided."""

ASIDE = (
    Verdict.BAD_SIGNATURE,
    Verdict.DAMAGED,
    Verdict.NOT_OURS,
    Verdict.NEWER_FORMAT,
    Verdict.SEALED,
)
"""There is no report that could be kept: the file's name and the reason are."""


class Standing(StrEnum):
    """Whether a report counts. It follows from all reports and decisions, not from the order they came in.

    A ``REPLACED`` report was amended by one that counts: nothing that only it carried is lost.
    ``UNKNOWN_KEY``: nobody confirmed the key that signed it. ``CHANGED_KEY``: its stream is known under
    another. ``TWO_OF_A_NUMBER``: another report has its stream and number. ``RIVAL``: another stream says as
    well that it carries on the same one. ``REFUSED``: a person decided that it does not count.
    """

    COUNTED = "counted"
    REPLACED = "replaced"
    UNKNOWN_KEY = "unknown_key"
    CHANGED_KEY = "changed_key"
    TWO_OF_A_NUMBER = "two_of_a_number"
    RIVAL = "rival"
    REFUSED = "refused"


COUNTING = (Standing.COUNTED, Standing.REPLACED)
"""What these reports carry is merged into the picture."""
