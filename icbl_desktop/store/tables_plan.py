"""Plans as they came in: immutable versions, and a pointer to the one in force."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from icbl_desktop.store.base import Base


class PlanVersionRow(Base):
    """One version of one plan. ``raw`` is plan.json to the byte; ``bundle`` the whole signed file, which may
    be large: it is read where it is asked for.

    ``origin`` is "bundled" (came with the program, sequence 0) or "imported". ``digest`` is the
    SHA-256 of the manifest, or of plan.json where there is no manifest.
    """

    __tablename__ = "plan_version"

    digest: Mapped[str] = mapped_column(primary_key=True)
    plan_id: Mapped[str]
    sequence: Mapped[int]
    origin: Mapped[str]
    bundle_id: Mapped[str]
    issuer: Mapped[str]
    issued_at: Mapped[datetime | None]
    signer: Mapped[str]
    raw: Mapped[bytes] = mapped_column(LargeBinary)
    bundle: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    added_at: Mapped[datetime]


class PlanPointerRow(Base):
    """Which version of a plan is in force, and the highest sequence ever seen of it.

    No version is in force where the first bundle of a plan was undone.
    """

    __tablename__ = "plan_pointer"

    plan_id: Mapped[str] = mapped_column(primary_key=True)
    digest: Mapped[str | None] = mapped_column(ForeignKey("plan_version.digest"))
    highest_sequence: Mapped[int]


class PlanStepRow(Base):
    """One move of the pointer: the history of plan updates.

    ``before_plan`` was worked under until then; ``before_digest`` was this plan's version in force;
    ``before_choices`` (JSON) are own choices as they were before the step settled them.
    """

    __tablename__ = "plan_step"

    key: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[str]
    digest: Mapped[str] = mapped_column(ForeignKey("plan_version.digest"))
    action: Mapped[str]
    at: Mapped[datetime]
    before_plan: Mapped[str]
    before_digest: Mapped[str | None] = mapped_column(ForeignKey("plan_version.digest"))
    before_choices: Mapped[str]


class PlanPartRow(Base):
    """A small part that came in a bundle beside its plan, such as alerts.json, to the byte."""

    __tablename__ = "plan_part"

    digest: Mapped[str] = mapped_column(ForeignKey("plan_version.digest"), primary_key=True)
    name: Mapped[str] = mapped_column(primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)


class TrustedKeyRow(Base):
    """A public key a person confirmed. ``role`` says what it may sign: "plans", or as "root" key lists."""

    __tablename__ = "trusted_key"

    public_key: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    role: Mapped[str]
    added_at: Mapped[datetime]


class KeyListRow(Base):
    """An edition of the officers' key list that came in, signed by ``root`` (its public key)."""

    __tablename__ = "key_list"

    number: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[str]
    raw: Mapped[bytes] = mapped_column(LargeBinary)
    root: Mapped[str]
    added_at: Mapped[datetime]
