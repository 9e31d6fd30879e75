"""What a record must hold to be saved: one rule set for forms, bulk edits, imports and the command line.

Each check returns a sentence per field that breaks a rule; an empty mapping means all is well. Grants and
expenses: ``domain.grant_rules``.
"""

from __future__ import annotations

import unicodedata

from icbl_desktop.domain.answer_rules import check_confidence, check_value
from icbl_desktop.domain.rule_parts import LARGEST, Problems, in_order, money, one_of, texts
from icbl_desktop.domain.vocabulary import (
    ActivityType,
    Level,
    OutcomeKind,
    Precision,
    PromiseState,
    RecordState,
    Sharing,
    Treaty,
)
from icbl_desktop.domain.work import (
    ActivityDraft,
    CampaignDraft,
    EvidenceDraft,
    FollowUpDraft,
    IndicatorUpdateDraft,
    OutcomeDraft,
    PromiseDraft,
)

_AGES = ("under_18", "aged_18_to_59", "aged_60_and_over")
_COUNTS = ("participants", "women", "men", *_AGES, "persons_with_disabilities", "survivors", "reached")


def check_campaign(draft: CampaignDraft) -> Problems:
    """A campaign has a name and works in at least one state."""
    problems: Problems = {}
    if not draft.organisation.strip():
        problems["organisation"] = "Write the name of your organisation."
    elif any(unicodedata.category(letter) == "Cc" for letter in draft.organisation):
        problems["organisation"] = "Write the name of your organisation on one line."
    if not draft.states:
        problems["states"] = "Choose at least one state your campaign works in."
    texts(problems, draft)
    return problems


def check_activity(draft: ActivityDraft) -> Problems:
    """A ready activity says what kind, what and when; a draft may lack them."""
    problems: Problems = {}
    ready = draft.state == RecordState.READY
    if ready and not draft.type:
        problems["type"] = "Choose what kind of activity it was."
    if ready and not draft.title.strip():
        problems["title"] = "Write in a few words what you did."
    if ready and draft.start is None:
        problems["start"] = "Give the date; a month alone is enough."
    in_order(problems, draft.start, draft.end)
    one_of(problems, "type", draft.type, ActivityType, empty=True)
    one_of(problems, "precision", draft.precision, Precision)
    one_of(problems, "level", draft.level, Level)
    one_of(problems, "treaty", draft.treaty, Treaty, empty=True)
    one_of(problems, "state", draft.state, RecordState)
    one_of(problems, "sharing", draft.sharing, Sharing)
    _counts(problems, draft)
    if any(not tag.strip() for tag in draft.tags):
        problems["tags"] = "A tag is a word of your own; it cannot be empty."
    if any(not one.strip() for one in draft.institutions):
        problems["institutions"] = "An institution has a name; it cannot be empty."
    money(problems, "cost", draft.cost, draft.currency)
    texts(problems, draft)
    return problems


def check_outcome(draft: OutcomeDraft) -> Problems:
    """An outcome says who changed, what changed, and when."""
    problems: Problems = {}
    if not draft.actor.strip():
        problems["actor"] = "Write who changed: a ministry, a parliament, an army, a company."
    if not draft.change.strip():
        problems["change"] = "Write what they did differently."
    if draft.when is None:
        problems["when"] = "Give the date; a month alone is enough."
    one_of(problems, "precision", draft.precision, Precision)
    one_of(problems, "outcome_kind", draft.outcome_kind, OutcomeKind)
    one_of(problems, "sharing", draft.sharing, Sharing)
    texts(problems, draft)
    return problems


def check_promise(draft: PromiseDraft) -> Problems:
    """A promise says who undertook what; one that is settled says when."""
    problems: Problems = {}
    if not draft.who.strip():
        problems["who"] = "Write who promised: an office or an institution."
    if not draft.what.strip():
        problems["what"] = "Write what was promised."
    if draft.state != PromiseState.OPEN and draft.settled_on is None:
        problems["settled_on"] = "Give the day on which this was known."
    one_of(problems, "state", draft.state, PromiseState)
    one_of(problems, "sharing", draft.sharing, Sharing)
    texts(problems, draft)
    return problems


def check_follow_up(draft: FollowUpDraft) -> Problems:
    """A follow-up says what is to be done."""
    problems: Problems = {}
    if not draft.what.strip():
        problems["what"] = "Write what is to be done."
    one_of(problems, "sharing", draft.sharing, Sharing)
    texts(problems, draft)
    return problems


def check_indicator_update(draft: IndicatorUpdateDraft, kind: str = "") -> Problems:
    """An answer to an indicator has a state, a date and a value, which is one of the indicator's ``kind``.

    Without a kind, where the plan is not at hand, any value will do.
    """
    problems: Problems = {}
    if not draft.indicator:
        problems["indicator"] = "Choose the indicator this answers."
    if not draft.iso3:
        problems["iso3"] = "Choose the state this is about."
    if draft.date is None:
        problems["date"] = "Give the date of the answer."
    if not draft.value.strip():
        problems["value"] = "Write the answer."
    else:
        check_value(problems, draft, kind)
    check_confidence(problems, draft.confidence)
    one_of(problems, "sharing", draft.sharing, Sharing)
    texts(problems, draft)
    return problems


def check_evidence(draft: EvidenceDraft) -> Problems:
    """What is said of a file is as long as a person writes it, and says how far it may go."""
    problems: Problems = {}
    one_of(problems, "sharing", draft.sharing, Sharing)
    texts(problems, draft)
    return problems


def _counts(problems: Problems, draft: ActivityDraft) -> None:
    """Numbers of people: none below zero, no part above the whole, and no parts that add up to more."""
    for field in _COUNTS:
        count = getattr(draft, field)
        if count is None:
            continue
        if count < 0:
            problems[field] = "A number of people cannot be below zero."
        elif count >= LARGEST:
            problems[field] = "This number is too large. Check the number of digits."
        elif (
            draft.participants is not None
            and field not in ("participants", "reached")
            and count > draft.participants
        ):
            problems[field] = "This is more than all participants."
    if draft.participants is None or problems.keys() & set(_COUNTS):
        return
    for parts in (("women", "men"), _AGES):
        if sum(getattr(draft, part) or 0 for part in parts) > draft.participants:
            problems["participants"] = "The parts add up to more than all participants."
