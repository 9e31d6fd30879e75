"""The words of the office's consolidated document, in English: the office works in it."""

from __future__ import annotations

from collections.abc import Mapping

from icbl_desktop.domain.inbox import Standing
from icbl_desktop.domain.picture_tables import Reach

PICTURE = "What campaigns reported"
KICKER = "Consolidated picture"
MADE_FROM = "Counted on {day} from the reports that the office holds."
FOOT = "Every figure is counted from signed reports; the annex names each with the SHA-256 of its data."
PAGE = "Page {page} of {total}"

REPORTS = ("report", "reports")
CAMPAIGNS = ("campaign", "campaigns")
STATES = ("state", "states")
ACTIVITIES = ("activity", "activities")
OUTCOMES = ("outcome", "outcomes")
GRANTS = ("grant", "grants")
PROMISES = ("promise, {kept} kept", "promises, {kept} kept")

COUNTS = "What counts, and what is missing"
ALL_COUNT = "Every report that the office holds of this scope counts."
HELD = (
    "{n} report is held back, and counted nowhere: {why}.",
    "{n} reports are held back, and counted nowhere: {why}.",
)
HELD_ONE: Mapping[str, str] = {
    Standing.UNKNOWN_KEY: "signed with a key that nobody confirmed yet",
    Standing.CHANGED_KEY: "signed with another key than the campaign's",
    Standing.TWO_OF_A_NUMBER: "another report has the same number",
    Standing.RIVAL: "two streams say that they carry on the same one",
    Standing.REFUSED: "refused by a person",
}
UNDATED = ("{n} record names no day, and is in no period.", "{n} records name no day, and are in no period.")
CONFLICTS = (
    "{n} record is told differently by two reports, and counted nowhere until a person has chosen.",
    "{n} records are told differently by two reports, and counted nowhere until a person has chosen.",
)
PEOPLE = "People who came, or whom it reached"
PEOPLE_HEADS = ("Who", "Activities that say how many", "Largest number of one")
PEOPLE_HOW = "The same people may have been at several activities: the numbers are not added up."
SILENT = "Campaigns without a report on this time"
SILENT_HEADS = ("Campaign", "States", "Its newest report is of")
NEVER = "no report counts"
MISSING = "Reports that are missing"
MISSING_HEADS = ("Campaign", "Stream", "Numbers")

TYPES = "Activities by type"
TYPE_HEADS = ("Type", "Activities", "")

MATRIX = "States and objectives"
MATRIX_HOW = (
    "Each place: the number of activities, then O outcomes, G grants, P promises, I answers to indicators. "
    "Shaded: the plan targets the state under this objective; “silence” where nothing was reported of it. "
    "A record under two objectives stands under both, and is in the last column once."
)
STATE, IN_ALL, NO_OBJECTIVE, NO_STATE, SILENCE = "State", "In all", "None", "No state", "silence"

TIME_LINE = "By quarter"
TIME_HEADS = ("Quarter", "Reports", "Outcomes", "Grants", "Promises", "Activities", "")

COMMITMENTS = "Commitments of the plan"
COMMITMENT_HEADS = ("", "What the plan asks", "Wanted", "Counted", "")
REACH: Mapping[Reach, str] = {
    Reach.YES: "reached",
    Reach.NO: "not reached",
    Reach.MORE: "more than planned",
    Reach.UNTOLD: "no report tells of it",
}
AS_OF = "As of {day}."
PROGRAMMES = "Grant programmes in all"
PROGRAMME_HEADS = ("Programme", "Wanted in all", "Counted", "How it is counted")

INDICATORS = "Indicators"
INDICATOR_HEADS = ("", "Question", "States that answered", "Their newest answers", "Sum")
DIFFERS = "differs"
ANSWERS_OF_STATES = "Newest answer of each state"
ANSWER_HEADS = ("", "State", "Day", "Answer", "Report")
STEPS = "Steps towards joining a treaty"
STEP_HEADS = ("State", "Treaty", "Step", "Day", "Report")

MONEY = "Grants and their money"
MONEY_HOW = "Amounts of different currencies are not added up. “{dash}” is not known, which is not 0."
CURRENCY_HEADS = ("Currency", "Grants", "Requested", "Awarded", "Paid", "Spent")
NO_CURRENCY = "not said"
GRANT_HEADS = ("Campaign", "Grant", "Awarded", "Paid", "Spent", "Report")

NOTHING = "Nothing of this kind was reported."

ANNEX = "Annex: what the figures are made of"
TOWARDS = "Behind the commitments"
TOWARDS_HEADS = ("Campaign", "Day", "What", "Report", "SHA-256 begins")
RECORD_HEADS = ("Campaign", "States", "Day", "What", "Report", "SHA-256 begins")
MORE = (
    "{n} more is not printed here; the workbook of the same export lists it.",
    "{n} more are not printed here; the workbook of the same export lists them.",
)
ALL_REPORTS = "Reports that count"
OTHER_REPORTS = "Reports on another time, with news of what is counted here"
REPORT_HEADS = ("Report", "Campaign", "SHA-256 of its data")
CHECK = (
    "Each report is a PDF that carries its data, report.json, and the campaign’s signature of it. The "
    "SHA-256 above is that of report.json: whoever has the PDF can check that it is the one that was counted."
)
