"""The field's words: the closed lists that records and plans draw from."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Treaty(StrEnum):
    """The two treaties; always named together with an article number."""

    MBT = "MBT"
    CCM = "CCM"


class TreatyStatus(StrEnum):
    """Where a state stands to a treaty."""

    STATE_PARTY = "state_party"
    SIGNATORY = "signatory"
    NOT_PARTY = "not_party"


class Category(StrEnum):
    """Kinds of planned activity, in the plans' own order."""

    NATIONAL_CAMPAIGNING = "National Campaigning"
    INTERNATIONAL_ADVOCACY = "International Advocacy"
    MEDIA_OUTREACH = "Media Outreach"
    RESEARCH = "Research"
    COMMEMORATE_WITH_ACTION = "Commemorate with Action"


class Group(StrEnum):
    """Why a state stands on a target list of an objective."""

    AFFECTED_OR_STOCKPILING = "affected-or-stockpiling"
    NO_KNOWN_OBSTACLES = "no-known-obstacles"
    INTERIM_STEPS = "interim-steps"
    FOREIGN_STOCKPILES = "foreign-stockpiles"
    MBT_UNIVERSALIZATION = "mbt-universalization"
    CLEARANCE = "clearance"
    VICTIM_ASSISTANCE = "victim-assistance"
    VICTIM_PARTICIPATION = "victim-participation"


class Who(StrEnum):
    """Who a plan asks to act."""

    CAMPAIGNS = "campaigns"
    SECRETARIAT = "secretariat"
    BOTH = "both"
    MONITOR = "monitor"


class Bound(StrEnum):
    """How a commitment's number is meant. ``BETWEEN`` has a minimum and a maximum."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    ABOUT = "about"
    EXACTLY = "exactly"
    BETWEEN = "between"


class IndicatorKind(StrEnum):
    """What an indicator's value is."""

    NUMBER = "number"
    YES_NO = "yes_no"
    STEPS = "steps"
    MONEY = "money"
    QUALITATIVE = "qualitative"


class Direction(StrEnum):
    """Which way an indicator should move."""

    UP = "up"
    DOWN = "down"
    STEADY = "steady"


class Precision(StrEnum):
    """How exactly a date is known. A ``MONTH`` is stored as its first day."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


class Sharing(StrEnum):
    """How far a record may travel, from nearest to furthest."""

    LOCAL = "local"
    SECRETARIAT = "secretariat"
    PUBLIC = "public"


class ActivityType(StrEnum):
    """What kind of thing a campaign did. The first six are offered first."""

    MEETING = "meeting"
    LETTER = "letter"
    WORKSHOP = "workshop"
    PUBLIC_EVENT = "public_event"
    MEDIA_ARTICLE = "media_article"
    SOCIAL_MEDIA = "social_media"
    STATEMENT = "statement"
    SIDE_EVENT = "side_event"
    ADVOCACY_MISSION = "advocacy_mission"
    PRESS_CONFERENCE = "press_conference"
    PRESS_RELEASE = "press_release"
    INTERVIEW = "interview"
    PETITION = "petition"
    RESEARCH = "research"
    MATERIALS = "materials"
    FIELD_VISIT = "field_visit"
    SURVIVOR_PARTICIPATION = "survivor_participation"
    OTHER = "other"


class Level(StrEnum):
    """Where an activity aims."""

    NATIONAL = "national"
    REGIONAL = "regional"
    INTERNATIONAL = "international"


class RecordState(StrEnum):
    """The only states a campaign stores; issued, sent and received are worked out from reports."""

    DRAFT = "draft"
    READY = "ready"


class GrantProgramme(StrEnum):
    """The two small grants of ICBL-CMC."""

    INVESTING_IN_ACTION = "investing_in_action"
    TOGETHER_IN_ACTION = "together_in_action"


class GrantState(StrEnum):
    """The life of a grant."""

    IDEA = "idea"
    APPLIED = "applied"
    DECLINED = "declined"
    APPROVED = "approved"
    RUNNING = "running"
    FINAL_REPORT_DUE = "final_report_due"
    REPORTED = "reported"
    CLOSED = "closed"


class Reached(StrEnum):
    """Whether what a grant planned came true."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


class PromiseState(StrEnum):
    """What became of an official's promise."""

    OPEN = "open"
    KEPT = "kept"
    NOT_KEPT = "not_kept"


class OutcomeKind(StrEnum):
    """What changed, in the words of Outcome Harvesting."""

    POLICY = "policy"
    PRACTICE = "practice"
    RELATIONSHIP = "relationship"
    ACTION = "action"
    BEHAVIOUR = "behaviour"


@dataclass(frozen=True)
class Changed:
    """What an action changed, so that whoever shows it can fetch it anew.

    ``kinds`` holds names like "activity", "grant", "plan", "report", "campaign". ``undoable`` is the number
    of the action where it can be undone whole, else 0: see ``services.undo``.
    """

    kinds: frozenset[str]
    ids: frozenset[str] = frozenset()
    undoable: int = 0

    @classmethod
    def of(cls, kind: str, *ids: str) -> Changed:
        """One kind, and the records of it."""
        return cls(frozenset({kind}), frozenset(ids))
