"""A record that counts in the office, with the line that traces it to the report that tells it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from icbl_desktop.domain.picture import Traced
from icbl_desktop.domain.record_set import WorkRecord

RecordT = TypeVar("RecordT", bound=WorkRecord, covariant=True)


@dataclass(frozen=True)
class CountedRecord(Generic[RecordT]):
    """A campaign's merged record. ``line`` says whose it is, where it stands, and which report says so."""

    line: Traced
    record: RecordT
