"""What every table shares."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, ClassVar

from sqlalchemy import Date, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from icbl_desktop.store.types import Money, TextList, UtcTime


class Base(DeclarativeBase):
    """The one set of tables; migrations make them, a test holds the two together."""

    type_annotation_map: ClassVar[dict[Any, Any]] = {
        str: Text(),
        date: Date(),
        datetime: UtcTime(),
        Decimal: Money(),
        tuple[str, ...]: TextList(),
    }


class RecordRow:
    """Columns of every work record; ``audit`` fills all but ``trashed_at`` at each flush.

    ``kind`` names the record in the audit trail, in ``Changed`` and in reports. ``hangs_on`` are the links,
    by column, to records without which this one is not shown, counted or sent.
    """

    kind: ClassVar[str]
    hangs_on: ClassVar[Mapping[str, type[RecordRow]]] = {}

    id: Mapped[str] = mapped_column(primary_key=True)
    stream: Mapped[str]
    revision: Mapped[int]
    made_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    trashed_at: Mapped[datetime | None]

    def staying(self) -> frozenset[str]:
        """Columns that do not leave this computer as the record stands: they make no new revision."""
        return frozenset()
