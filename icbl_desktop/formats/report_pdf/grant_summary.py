"""A grant in one paragraph, from its data: the money, the results, the work."""

from __future__ import annotations

from collections import Counter

from icbl_desktop.domain.grant import Grant
from icbl_desktop.domain.money import GrantMoney
from icbl_desktop.domain.vocabulary import Reached
from icbl_desktop.formats.report_pdf import document_words as words
from icbl_desktop.formats.report_pdf.sheet import Sheet
from icbl_desktop.formats.report_pdf.text import amount, shorten

_REACHED = {
    Reached.YES: words.REACHED_YES,
    Reached.PARTLY: words.REACHED_PARTLY,
    Reached.NO: words.REACHED_NO,
    "": words.REACHED_UNSAID,
}


def summary(sheet: Sheet, grant: Grant, money: GrantMoney) -> str:
    """Three or four sentences; what is not known is left out."""
    sentences = (_award(sheet, grant, money), _spending(sheet, money), _results(sheet, grant), _work(sheet))
    return " ".join(one for one in sentences if one)


def _award(sheet: Sheet, grant: Grant, money: GrantMoney) -> str:
    names = {
        "organisation": shorten(sheet.report.campaign.organisation, 120),
        "grant": shorten(grant.title, 120),
    }
    if money.awarded is not None:
        awarded = amount(sheet.language, money.awarded, money.currency)
        return sheet.say(words.AWARDED_FOR, awarded=awarded, **names)
    if money.requested is not None:
        requested = amount(sheet.language, money.requested, money.currency)
        return sheet.say(words.ASKED_FOR, requested=requested, **names)
    return sheet.say(words.ITS_GRANT, **names)


def _spending(sheet: Sheet, money: GrantMoney) -> str:
    spent = amount(sheet.language, money.spent, money.currency)
    if money.paid is None:
        return sheet.say(words.NOTHING_CAME, spent=spent)
    received = amount(sheet.language, money.paid, money.currency)
    return sheet.say(words.CAME_AND_WENT, received=received, spent=spent)


def _results(sheet: Sheet, grant: Grant) -> str:
    if not grant.planned_results:
        return ""
    counts = Counter(one.reached for one in grant.planned_results)
    parts = [sheet.count(forms, counts[state]) for state, forms in _REACHED.items() if counts[state]]
    return sheet.count(words.RESULTS_REACHED, len(grant.planned_results), parts=sheet.language.listed(parts))


def _work(sheet: Sheet) -> str:
    n, changes = sheet.report.figures.activities, sheet.report.figures.outcomes
    if not n:
        return ""
    activities = sheet.count(words.ACTIVITIES_DONE, n)
    if not changes:
        return sheet.say(words.WORK_ONLY, activities=activities)
    by_others = sheet.count(words.CHANGES_BY_OTHERS, changes)
    return sheet.say(words.WORK_AND_CHANGES, activities=activities, changes=by_others)
