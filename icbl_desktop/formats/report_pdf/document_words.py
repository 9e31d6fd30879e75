"""The words of grant reports, state briefs, amendments, charts and evidence, in English.

They are keys of the catalogues as those in ``words``; a pair is for one and for many.
"""

from __future__ import annotations

from icbl_desktop.domain.final_report import Lack

# What the documents are called
FINAL_GRANT_REPORT = "Final grant report"
MID_TERM_GRANT_REPORT = "Mid-term grant report"
STATE_BRIEF = "State brief"
AMENDMENT_TO = "Amendment to report {number}"

LABEL = "{label}:"
"""Before what a label is about."""

# Amendments
REPLACES = "This is an amendment: it replaces report {number} (SHA-256 {digest})."
WHY_AMENDED = "Why:"
OTHERWISE = "What is otherwise"
NOTHING_OTHERWISE = "No record is otherwise."
AMENDED_RECORD = "Record"
AMENDED_WHAT = "What changed"
ADDED = "Added"
CHANGED = "Changed"
GONE = "No longer in it"
FROM_TO = "{field}: {before}, now {after}"
NOT_SAID = "not said"

# The grant's summary, sentences of one paragraph
AWARDED_FOR = "{organisation} was awarded {awarded} for “{grant}”."
ASKED_FOR = "{organisation} asked for {requested} for “{grant}”."
ITS_GRANT = "This is about “{grant}” of {organisation}."
CAME_AND_WENT = "{received} came in and {spent} was spent."
NOTHING_CAME = "Nothing was received yet; {spent} was spent."
RESULTS_REACHED = ("One result was planned: {parts}.", "{n} results were planned: {parts}.")
REACHED_YES = ("{n} reached", "{n} reached")
REACHED_PARTLY = ("{n} partly reached", "{n} partly reached")
REACHED_NO = ("{n} not reached", "{n} not reached")
REACHED_UNSAID = ("{n} still open", "{n} still open")
WORK_AND_CHANGES = "The work: {activities}; {changes} by others came of it."
WORK_ONLY = "The work: {activities}."
ACTIVITIES_DONE = ("1 activity", "{n} activities")
CHANGES_BY_OTHERS = ("1 change", "{n} changes")

# A grant report
GRANT_TIME = "Work from {start} to {end}"
WHAT_BECAME = "What was planned, and what became of it"
PLANNED_RESULT = "Planned"
HAPPENED = "What happened"
HAPPENED_SO_FAR = "What happened so far"
IS_REACHED = "Reached"
NOTHING_PLANNED = "No planned result is written down."
EVIDENCE_OF_GRANT = "Evidence:"
OF_FILES = ("{title} (1 file)", "{title} ({n} files)")
NO_EVIDENCE = "No file stands behind it yet."
LASTING_CHANGES = "Lasting changes"
NO_CHANGES = "No outcome is written down yet."
CERTIFIED = "Certified by {who}, {day}."
NOT_CERTIFIED = "Nobody is named yet who certifies this report."
ACCOUNTS = "The money in full"
MONEY_SO_FAR = "The money so far"
NO_BUDGET = "The grant has no budget lines."
DIFFERENCE = "Difference"
REASON = "Reason"
SPENT_OF_PLANNED = "Used"
IN_ALL = "In all"
EXCHANGE_RATE = "Exchange rate:"
RATE_IS = "1 {currency} was {rate} {local} ({source})"
RATE_WITHOUT_SOURCE = "1 {currency} was {rate} {local}; where that was read is not said"
WITHOUT_RECEIPT = "Expenses without a receipt"
NO_REASON_GIVEN = "No reason is given."
UNSPENT_MONEY = "Unspent money"
WHAT_WAS_DIFFICULT = "Difficulties"
WHAT_COMES_NEXT = "Next steps"
REST_OF_GRANT = "For the rest of the grant"
NOTHING_SAID = "Nothing is written down yet."
STILL_LACKS = "What this report still lacks"
EXPENSES = "Expenses"
NO_EXPENSES = "No expense is written down."
PAID_ON = "Paid on"
WHAT_FOR = "What for"
AMOUNT = "Amount"
IN_CURRENCY = "In {currency}"
RECEIPT = "Receipt"
HAS_RECEIPT = ("1 file", "{n} files")

LACKS = {
    Lack.PERIOD: "The time of the work is not noted.",
    Lack.NOT_OVER: "The work is not over yet.",
    Lack.PLANNED: "No planned result is written down.",
    Lack.RESULT: "What happened, or whether it was reached, is not said: “{about}”",
    Lack.PAYMENTS: "What was received is not noted.",
    Lack.EXPENSES: "No expense is written down.",
    Lack.LINE_REASON: "No reason is given why “{about}” is more than 10 % from its budget.",
    Lack.RATE: "The exchange rate is missing: “{about}”",
    Lack.RECEIPT: "The receipt is missing, and no reason is given: “{about}”",
    Lack.UNSPENT: "Money is left over, and what becomes of it is not said.",
    Lack.OUTCOME: "No outcome is written down.",
    Lack.DIFFICULTIES: "Difficulties are not written down.",
    Lack.NEXT_STEPS: "Next steps are not written down.",
    Lack.CERTIFIER: "Nobody is named who certifies the report.",
}

# A state brief
WHERE_IT_STANDS = "Where {state} stands"
STATE_PARTY_SINCE = "State Party since {day}"
SIGNED_ON = "Signatory, signed on {day}"
WITHDRAWN_ON = "Withdrew, with effect from {day}"
STANDING_UNKNOWN = "Not known"
ITS_DEADLINE = "Deadline: {day}"
DEADLINE_PASSED = "Deadline: {day}, passed"
DEADLINE_UNKNOWN = "Deadline: not known"
LADDER_STEP = "Way to joining: {step}"
LADDER_STEP_ON = "Way to joining: {step}, {day}"
STATUS_AS_OF = "Treaty status as of {day}."
DATED = "as of {date}"
BY_RULE = "counted by the treaty’s rule"
WHY_NAMED = "Why the plan names it"
NOT_NAMED = "The {plan} does not name {state} on a list of targets."
LATEST_ANSWERS = "Latest answers to the plan’s indicators"
PROMISES_OPEN = "Open"
LATEST_ACTIVITIES = "Latest activities"
MORE_IN_DATA = ("1 more is in the data of this file.", "{n} more are in the data of this file.")
NEXT_FOLLOW_UPS = "Next"
BRIEF_SUMMARY = "{organisation} worked here from {start} to {end}: {parts}."
BRIEF_NOTHING = "{organisation} has nothing to report of the time from {start} to {end}."

# Charts
BY_MONTH = "Activities by month"
SHARE_SPENT = "Spent of the award"
TREND_SHOWS = "{question}: from {first} on {start} to {last} on {end}."
BAR_SHOWS = "{percent} %"

# Evidence
EVIDENCE_SENT = "Sent with this report"
EVIDENCE_ATTACHED = "Attachment {name}"
EVIDENCE_HELD = "Held by the campaign"
HELD_IS = "Not sent: each can be asked for by its hash, and checked against it."
SHOWN_SMALLER = "made smaller; the campaign holds the original"
COLUMN_ATTACHMENT = "Attachment"
