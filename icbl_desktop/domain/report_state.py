"""How a report stands: worked out from what the person said of it and from the secretariat's receipt."""

from __future__ import annotations

from enum import StrEnum

from icbl_desktop.domain.receipt import ReceiptState


class ReportState(StrEnum):
    """From kept here to accepted there; the last three are the words of receipts (``ReceiptState``)."""

    SAVED = "saved"
    SENT = "sent"
    CONFIRMED = "confirmed"
    RECEIVED = "received"
    HAS_ISSUES = "has_issues"
    ACCEPTED = "accepted"


def state_of(receipt: str | None, *, sent: bool, confirmed: bool) -> ReportState:
    """The state of an issued report. ``receipt`` is what the newest receipt says, None without one.

    A receipt outweighs what the person noted; one in words of a newer program says at least "received".
    """
    if receipt is not None:
        return ReportState(receipt) if receipt in tuple(ReceiptState) else ReportState.RECEIVED
    if confirmed:
        return ReportState.CONFIRMED
    return ReportState.SENT if sent else ReportState.SAVED
