"""The words a report prints around a campaign's own, in English: the keys of its catalogues.

``Language.say`` and ``Language.count`` give them in the report's language; a pair is for one and for many.
The vocabulary's own words are those of the screen: ``domain.words``.
"""

from __future__ import annotations

# Headings
QUARTERLY = "Quarterly report"
YEARLY = "Annual report"
OTHER_PERIOD = "Report"
IN_SHORT = "In short"
WHAT_CHANGED = "What changed"
NEEDED = "What we need from you"
ACTIVITIES = "Activities by objective"
NO_OBJECTIVE = "Not under an objective"
PROMISES = "Promises by officials"
FOLLOW_UPS = "What comes next"
FOLLOW_UPS_DONE = "Follow-ups that were done"
OUTCOMES = "Outcomes"
GRANTS = "Grants"
PROGRESS = "Progress"
INDICATORS = "Answers to the plan’s indicators"
TARGETS = "Where the plan names {states}"
CHANGES = "Changes to earlier records"
ANNEX = "Annex"
RECORDS = "Records in this report"
FILES = "Evidence files"
STAYED = "What stayed with the campaign"
CHECK = "How to check this report"

# The first page
NUMBER = "Report {number}"
DRAFT = "Draft"
MADE_ON = "Made on {day}"
UNDER_PLAN = "Written under the {plan}"
SEAL = "Report {number} of stream {stream}. Data: SHA-256 {digest}. Signed with key {fingerprint}."
PUBLIC = "Public copy"
PUBLIC_FOOT = (
    "A public copy of report {number} of stream {stream}: without its data, its files and what is not public."
)
NO_SEAL = "A draft to look at: it has no number and is not signed."
PAGE = "Page {page} of {total}"
PERIOD = "{first} to {last}"

FIGURE_ACTIVITIES = ("activity", "activities")
FIGURE_OUTCOMES = ("outcome", "outcomes")
FIGURE_PARTICIPANTS = "participants, asked in {asked} of {all} activities"
FIGURE_NO_PARTICIPANTS = "participants: not asked"
FIGURE_GRANTS = ("grant", "grants")
FIGURE_PROMISES = ("promise made, {kept} kept", "promises made, {kept} kept")
FIGURE_FILES = ("evidence file", "evidence files")

# In short
NOTHING = "Nothing was logged in this period."
COUNTED_ACTIVITIES = ("{n} activity", "{n} activities")
COUNTED_OBJECTIVES = ("{n} objective", "{n} objectives")
SHORT_ACTIVITIES = "{activities} under {objectives}; most under {code} ({most})."
SHORT_ACTIVITIES_EVEN = "{activities} under {objectives}."
SHORT_ACTIVITIES_ONE = "{activities} under objective {code}."
SHORT_ACTIVITIES_NONE = "{activities}, under no objective of the plan."
SHORT_OUTCOMES = (
    "{n} change by others, most recently by {actor}.",
    "{n} changes by others, most recently by {actor}.",
)
SHORT_PARTICIPANTS = (
    "{n} person took part, counted in {asked} of {all} activities.",
    "{n} people took part, counted in {asked} of {all} activities.",
)
SHORT_ALL_COUNTED = ("{n} person took part.", "{n} people took part.")
SHORT_GRANT = "{grant}: {spent} spent of {paid} received."
SHORT_PROMISES = "Promises by officials: {parts}."
PROMISES_MADE = ("{n} made", "{n} made")
PROMISES_KEPT = ("{n} kept", "{n} kept")
PROMISES_NOT_KEPT = ("{n} not kept", "{n} not kept")
PROMISES_OPEN = ("{n} open", "{n} open")
PROMISES_OPEN_OVERDUE = ("{n} open ({overdue} overdue)", "{n} open ({overdue} overdue)")
SHORT_FOLLOW_UPS = (
    "{n} follow-up is open; the first is due on {day}.",
    "{n} follow-ups are open; the first is due on {day}.",
)
SHORT_FOLLOW_UPS_UNDATED = (
    "{n} follow-up is open, with no date yet.",
    "{n} follow-ups are open, with no date yet.",
)
SHORT_CHANGES = (
    "{n} record outside the period, new or changed since the last report.",
    "{n} records outside the period, new or changed since the last report.",
)
SHORT_TAKEN_BACK = (
    "{n} record of earlier reports was deleted or withdrawn.",
    "{n} records of earlier reports were deleted or withdrawn.",
)
NEED_PAYMENT = "{missing} of the {awarded} awarded for “{grant}” has not been received yet."

# Activities and outcomes
NO_RESULT = "No result noted yet."
NO_ACTIVITIES = "No activities were logged in this period."
MET = "With {institutions}"
RESPONSE = "The state’s response:"
PEOPLE = "People:"
PARTICIPANTS = ("{n} participant", "{n} participants")
REACH = "Media reach:"
COST = "Cost: {cost}"
HOW = "How:"
MADE = "made {day}"
PROMISED_AT = "Promised at:"
STANDING = "{state}, {day}"
DUE = "due {day}"
OVERDUE = "overdue since {day}"
DONE = "Done"
DONE_ON = "Done on {day}"
NOTHING_NEXT = "No follow-up is open."
NO_DATE = "No date"
ALSO_UNDER = "also under {codes}"
PAID_FROM = "paid from {grant}"
FILES_BEHIND = ("{n} evidence file", "{n} evidence files")
WOMEN = ("{n} woman", "{n} women")
MEN = ("{n} man", "{n} men")
DISABILITIES = ("{n} person with disabilities", "{n} persons with disabilities")
SURVIVORS = ("{n} survivor", "{n} survivors")
SIGNIFICANCE = "Why it matters:"
CONTRIBUTION = "Our contribution:"
OTHERS = "Others’ part:"
SUBSTANTIATION = "Who can confirm it:"
UNINTENDED = "not intended"
UNDER = "under {codes}"
HELPED_BY = "helped by {grant}"
BEHIND_IT = "Behind it:"
NEGATIVE = "negative"
REVISION = "Revision {n}"

# Grants and progress
REQUESTED = "Requested"
AWARDED = "Awarded"
RECEIVED = "Received"
SPENT = "Spent"
BALANCE = "Balance"
BUDGET_LINE = "Budget line"
BUDGETED = "Planned"
OFF_LINE = "On no line of the budget"
UNKNOWN = "–"
OTHER_CURRENCY = (
    "{n} activity was paid in another currency and is not in this sum.",
    "{n} activities were paid in another currency and are not in this sum.",
)
WITHOUT_RATE = (
    "{n} expense in another currency has no exchange rate and is not in this sum.",
    "{n} expenses in another currency have no exchange rate and are not in this sum.",
)
OUT_OF_PERIOD = (
    "{n} expense lies outside the grant’s time.",
    "{n} expenses lie outside the grant’s time.",
)
RECEIPTS_MISSING = ("{n} expense has no receipt yet.", "{n} expenses have no receipt yet.")
RECEIPTS_EXPLAINED = (
    "{n} expense gives a reason in place of its receipt.",
    "{n} expenses give a reason in place of their receipts.",
)
WITHOUT_COST = ("{n} activity has no cost noted.", "{n} activities have no cost noted.")
RATE = "rate {rate}"
NO_RECEIPT = "no receipt: {reason}"
RECEIVED_IN_PARTS = "Received:"
PURPOSE = "Purpose:"
PLANNED_RESULTS = "Planned:"
DIFFICULTIES = "Difficulties:"
NEXT_STEPS = "Next steps:"
OUTCOMES_OF = "Outcomes:"
UNSPENT = "Money not spent:"
APPLIED_ON = "applied {day}"
DECIDED_ON = "decided {day}"
DECIDED_ON_BY = "decided {day} by {who}"
PAYMENT_ON = "{amount} on {day}"
REPORT_DUE = "report due {day}"
REPORTED_ON = "reported {day}"
SOURCE = "Source: {source}"
CONFIDENCE = "confidence: {confidence}"
OBJECTIVE = "Objective"
WHY_LISTED = "Why the state is listed"
WORK_DONE = "Activities"

# Changes and annex
CHANGES_ARE = "Records outside this period that are new, or changed since they were last sent."
TAKEN_BACK = "{what}: {ids}."
DELETED = (
    "The campaign deleted {n} record of its earlier reports",
    "The campaign deleted {n} records of its earlier reports",
)
WITHDRAWN = (
    "The campaign withdrew {n} record of its earlier reports",
    "The campaign withdrew {n} records of its earlier reports",
)
COLUMN_ID = "Id"
COLUMN_KIND = "Kind"
COLUMN_DAY = "Date"
COLUMN_TITLE = "Title"
COLUMN_REVISION = "Rev."
COLUMN_FILE = "File"
COLUMN_SIZE = "Size"
COLUMN_SHA = "SHA-256"
COLUMN_RECORD = "Record"
NO_RECORDS = "There are no records in this report."
STAYED_FILES = (
    "{n} evidence file is held by the campaign; it is named above with its hash and can be asked for.",
    "{n} evidence files are held by the campaign; they are named above with their hash and can be asked for.",
)
STAYED_LEFT_OUT = (
    "{n} record was left out of this report by choice.",
    "{n} records were left out of this report by choice.",
)
STAYED_DRAFTS = ("{n} activity is still being written.", "{n} activities are still being written.")
STAYED_RULE = (
    "Whatever a campaign marks “Only on this computer”, and names of people it did not choose to share, "
    "are in no report and are not counted here."
)
HOW_TO_CHECK = (
    "This PDF carries its data: the attachment report.json holds every record in full, and "
    "report.json.minisig is the campaign’s signature of it. Any program that shows attachments "
    "saves both; minisign checks them against this public key:"
)
NO_DATA_ON_PAPER = "A printed or converted copy loses the data: ask the campaign for the original file."
