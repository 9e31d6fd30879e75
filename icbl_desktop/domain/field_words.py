"""The English name of every field of every kind of record, in the words of its form.

The window translates them as it does ``domain.words``. ``value_words`` gives the words for the values of the
fields that have a vocabulary.
"""

from __future__ import annotations

from collections.abc import Mapping

from icbl_desktop.domain import words

EVIDENCE = "evidence"
"""Files behind a record: no field of it, but a part of its history."""

PRECISIONS = {"day": "The day", "month": "The month alone", "year": "The year alone"}
ACTIVITY_STATES = {"draft": "Draft", "ready": "Complete"}

_EVERY_KIND = {"sharing": "Sharing", "trashed_at": "Trash", EVIDENCE: "Files"}

_ACTIVITY = {
    "type": "Type",
    "title": "What did you do?",
    "start": "When?",
    "end": "Until, if it took several days",
    "precision": "How exactly is the date known?",
    "objectives": "Objective",
    "result": "What came of it?",
    "details": "What happened",
    "place": "Place",
    "states": "State",
    "level": "Level",
    "treaty": "Treaty",
    "institutions": "Institutions",
    "people": "People",
    "people_shared": "May names leave this computer?",
    "state_response": "Promised or done by officials",
    "participants": "All participants",
    "women": "Women",
    "men": "Men",
    "under_18": "Under 18",
    "aged_18_to_59": "18 to 59",
    "aged_60_and_over": "60 and over",
    "persons_with_disabilities": "Persons with disabilities",
    "survivors": "Survivors",
    "media_reach": "Where it appeared",
    "reached": "People reached",
    "cost": "Cost",
    "currency": "Currency",
    "grant_id": "Paid from a grant",
    "planned_activity": "Planned activity",
    "event": "Event",
    "alert": "Action alert",
    "commitment": "Commitment",
    "tags": "Tags",
    "state": "Draft or complete",
}

_GRANT = {
    "programme": "Programme",
    "call": "Which call was it?",
    "title": "What is it called?",
    "state": "Where does it stand?",
    "objectives": "Objective",
    "purpose": "What is it for?",
    "planned_results": "Planned results",
    "currency": "Currency",
    "requested": "Requested",
    "awarded": "Awarded",
    "payments": "Received, part by part",
    "budget": "Budget lines",
    "local_currency": "Currency you pay in",
    "rate": "Exchange rate",
    "rate_source": "Where was the rate read?",
    "applied_on": "Applied on",
    "decided_on": "Decided on",
    "decided_by": "Who decided?",
    "agreed_on": "Agreement signed on",
    "start": "Work from",
    "end": "Work until",
    "interim_report_due": "Interim report due",
    "interim_reported_on": "Interim report sent on",
    "report_due": "Final report due",
    "reported_on": "Final report sent on",
    "closed_on": "Closed on",
    "difficulties": "What was difficult?",
    "next_steps": "What comes next?",
    "unspent": "What becomes of unspent money",
    "certified_by": "Who certifies the report?",
}

_EXPENSE = {
    "grant_id": "Grant",
    "date": "When was it paid?",
    "what": "What for?",
    "line": "Budget line",
    "amount": "Amount",
    "currency": "Currency",
    "rate": "Exchange rate",
    "rate_source": "Where the rate was read",
    "paid_to": "Paid to",
    "receipt_missing": "If there is no receipt: why?",
    "activity_id": "For which activity?",
}

_OUTCOME = {
    "actor": "Who changed?",
    "change": "What do they do differently?",
    "when": "When?",
    "precision": "How exactly is the date known?",
    "place": "Where?",
    "significance": "Why does it matter?",
    "contribution": "What did your campaign contribute?",
    "others": "Who else had a part in it?",
    "substantiation": "Who can confirm it?",
    "outcome_kind": "Kind of change",
    "positive": "A change for the better?",
    "intended": "What we worked for?",
    "objectives": "Objective",
    "grant_id": "Grant it came of",
    "activities": "Activities",
    "promises": "Promises",
    "indicators": "Indicators it moves",
}

_PROMISE = {
    "who": "Who promised?",
    "person": "Name of the person",
    "what": "What was promised?",
    "iso3": "State",
    "made_on": "When was it said?",
    "due": "By when?",
    "state": "What became of it?",
    "settled_on": "Known since",
    "how": "How was it kept, or why not?",
    "objectives": "Objective",
    "activity_id": "Where was it made?",
}

_FOLLOW_UP = {
    "what": "What is to be done?",
    "who": "Who does it?",
    "due": "By when?",
    "done": "Done?",
    "done_on": "Done on",
    "activity_id": "Which activity did it begin with?",
    "promise_id": "Which promise is it about?",
}

_INDICATOR_UPDATE = {
    "indicator": "Indicator",
    "iso3": "State",
    "date": "True on",
    "value": "Answer",
    "currency": "Currency",
    "source": "How do you know?",
    "confidence": "How sure are you?",
    "activity_id": "Activity",
}

FIELDS: Mapping[str, Mapping[str, str]] = {
    kind: own | _EVERY_KIND
    for kind, own in {
        "activity": _ACTIVITY,
        "grant": _GRANT,
        "expense": _EXPENSE,
        "outcome": _OUTCOME,
        "promise": _PROMISE,
        "follow_up": _FOLLOW_UP,
        "indicator_update": _INDICATOR_UPDATE,
    }.items()
}
"""By kind of record and field."""

_VALUES = {
    ("activity", "type"): words.ACTIVITY_TYPES,
    ("activity", "level"): words.LEVELS,
    ("activity", "treaty"): words.TREATIES,
    ("activity", "state"): ACTIVITY_STATES,
    ("activity", "precision"): PRECISIONS,
    ("grant", "programme"): words.GRANT_PROGRAMMES,
    ("grant", "state"): words.GRANT_STATES,
    ("outcome", "outcome_kind"): words.OUTCOME_KINDS,
    ("outcome", "precision"): PRECISIONS,
    ("promise", "state"): words.PROMISE_STATES,
    ("indicator_update", "value"): words.ANSWERS | words.LADDER,
    ("indicator_update", "confidence"): words.CONFIDENCE,
}


def value_words(kind: str, field: str) -> Mapping[str, str]:
    """The English words for the values of a field; empty where it holds free text."""
    return words.SHARING if field == "sharing" else _VALUES.get((kind, field), {})
