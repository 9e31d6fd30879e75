"""The key list: officers' keys and recipients, which a root vouches for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class KeyRole(StrEnum):
    """What a trusted key may sign: plan bundles; or as a root lists of officers' keys, and nothing else."""

    PLANS = "plans"
    ROOT = "root"


@dataclass(frozen=True)
class OfficerKey:
    """A key that signs plan bundles. ``public`` is minisign's line; ``revoked``, it signs nothing more."""

    name: str
    public: str
    revoked: date | None = None
    reason: str = ""


@dataclass(frozen=True)
class Recipient:
    """An age public key that reports to the secretariat are sealed for."""

    name: str
    public: str


@dataclass(frozen=True)
class KeyList:
    """The list, whole. ``number`` grows with each edition; a lower one is never taken."""

    format: str
    version: str
    number: int
    issued_at: datetime
    keys: tuple[OfficerKey, ...]
    recipients: tuple[Recipient, ...] = ()
