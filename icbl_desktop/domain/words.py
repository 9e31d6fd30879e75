"""The English words for the vocabulary: one name for a thing on screen, in reports and in files.

The window translates them (``ui.words``). A word that is not known here, from a newer plan,
stands for itself.
"""

from __future__ import annotations

from collections.abc import Mapping

TREATIES = {"MBT": "Mine Ban Treaty", "CCM": "Convention on Cluster Munitions"}

CLEARANCE_ARTICLES = {
    "MBT": "Mine Ban Treaty Article 5",
    "CCM": "Convention on Cluster Munitions Article 4",
}

STATUSES = {"state_party": "State Party", "signatory": "Signatory", "not_party": "State not party"}

GROUPS = {
    "affected-or-stockpiling": "Stockpiles, past use or contamination",
    "no-known-obstacles": "No known obstacles to joining",
    "interim-steps": "Interim steps towards compliance",
    "foreign-stockpiles": "Foreign stockpiles and transit",
    "mbt-universalization": "Mine Ban Treaty universalization",
    "clearance": "Clearance",
    "victim-assistance": "Victim assistance",
    "victim-participation": "Participation of victims",
}

CATEGORIES = {
    "National Campaigning": "National campaigning",
    "International Advocacy": "International advocacy",
    "Media Outreach": "Media outreach",
    "Research": "Research",
    "Commemorate with Action": "Commemorate with action",
}

WHO = {
    "campaigns": "Campaigns",
    "secretariat": "Secretariat",
    "both": "Campaigns and secretariat",
    "monitor": "Monitor",
}

BOUNDS = {
    "at_least": "At least",
    "at_most": "At most",
    "about": "About",
    "exactly": "Exactly",
    "between": "Between",
}

ACTIVITY_TYPES = {
    "meeting": "Meeting with officials",
    "letter": "Letter or correspondence",
    "workshop": "Workshop or training",
    "public_event": "Public event",
    "media_article": "Media article",
    "social_media": "Social media",
    "statement": "Statement",
    "side_event": "Side event",
    "advocacy_mission": "Advocacy mission",
    "press_conference": "Press conference",
    "press_release": "Press release",
    "interview": "Interview",
    "petition": "Petition",
    "research": "Research or survey",
    "materials": "Materials or translation",
    "field_visit": "Field visit",
    "survivor_participation": "Survivor participation",
    "other": "Other",
}

LEVELS = {"national": "National", "regional": "Regional", "international": "International"}

SHARING = {"local": "Only on this computer", "secretariat": "Secretariat", "public": "May be published"}

GRANT_PROGRAMMES = {
    "investing_in_action": "Investing in Action",
    "together_in_action": "Together in Action",
}

GRANT_STATES = {
    "idea": "Idea",
    "applied": "Applied",
    "declined": "Declined",
    "approved": "Approved",
    "running": "Running",
    "final_report_due": "Final report due",
    "reported": "Reported",
    "closed": "Closed",
}

REACHED = {"yes": "Yes", "partly": "Partly", "no": "No"}

PROMISE_STATES = {"open": "Open", "kept": "Kept", "not_kept": "Not kept"}

RECORD_KINDS = {
    "activity": "Activity",
    "grant": "Grant",
    "expense": "Expense",
    "outcome": "Outcome",
    "promise": "Promise",
    "follow_up": "Follow-up",
    "indicator_update": "Indicator update",
}

ONE_RECORD = {
    "": "1 record",
    "activity": "1 activity",
    "grant": "1 grant",
    "expense": "1 expense",
    "outcome": "1 outcome",
    "promise": "1 promise",
    "follow_up": "1 follow-up",
    "indicator_update": "1 indicator update",
}

MANY_RECORDS = {
    "": "{n} records",
    "activity": "{n} activities",
    "grant": "{n} grants",
    "expense": "{n} expenses",
    "outcome": "{n} outcomes",
    "promise": "{n} promises",
    "follow_up": "{n} follow-ups",
    "indicator_update": "{n} indicator updates",
}

OUTCOME_KINDS = {
    "policy": "Policy",
    "practice": "Practice",
    "relationship": "Relationship",
    "action": "Action",
    "behaviour": "Behaviour",
}

REPORT_KINDS = {
    "activity_report": "Activity report",
    "grant_mid_term": "Mid-term grant report",
    "grant_final": "Final grant report",
    "state_brief": "State brief",
}

ANSWERS = {"yes": "Yes", "no": "No"}

LADDER = {
    "no_position": "No position",
    "supports": "Says it supports",
    "interim_step": "Has taken an interim step",
    "signed": "Signed",
    "approved": "Parliament approved",
    "deposited": "Deposited its instrument",
}

CONFIDENCE = {"low": "Low", "medium": "Medium", "high": "High"}


def say(words: Mapping[str, str], value: str) -> str:
    """The English word for a value; the value itself where it is not known."""
    return words.get(value, value)
