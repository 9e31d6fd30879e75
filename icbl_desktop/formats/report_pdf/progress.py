"""Progress: answers to the plan's indicators, and the work that stands under each target."""

from __future__ import annotations

from reportlab.platypus import CondPageBreak, Flowable, Spacer

from icbl_desktop.domain.plan import Target, reason_of, targets_of
from icbl_desktop.domain.words import CONFIDENCE, GROUPS
from icbl_desktop.domain.work import IndicatorUpdate
from icbl_desktop.formats.report_pdf import words
from icbl_desktop.formats.report_pdf.charts import trends
from icbl_desktop.formats.report_pdf.sheet import Sheet
from icbl_desktop.formats.report_pdf.styles import CELL, LEAD_TEXT, ROOM
from icbl_desktop.formats.report_pdf.text import answer, short_day


def progress(sheet: Sheet) -> list[Flowable]:
    """Answers of the period, then the targets of the plan worked under."""
    updates = sheet.report.records.indicator_updates
    answers = [flowable for one in updates for flowable in update_block(sheet, one)]
    targets = _targets(sheet)
    if not answers and not targets:
        return []
    story = sheet.section(words.PROGRESS, 175)
    if answers:
        story += [*sheet.plain_subsection(words.INDICATORS), *trends(sheet), *answers]
    return story + targets


def update_block(sheet: Sheet, update: IndicatorUpdate, note: str = "") -> list[Flowable]:
    """One question and its answer."""
    state = sheet.names.state_names([update.iso3])
    said = answer(sheet.language, update.value, update.currency)
    confidence = sheet.language.word(CONFIDENCE, update.confidence)
    return [
        CondPageBreak(ROOM + 26),  # with its question and source
        sheet.lead(
            sheet.joined((sheet.text(sheet.names.question(update.indicator)), sheet.bold(said)), " "),
            short_day(sheet.language, update.date),
            LEAD_TEXT,
            update.id,
        ),
        *sheet.small(
            [
                note,
                state if len(sheet.report.campaign.states) > 1 else "",
                sheet.say(words.SOURCE, source=update.source) if update.source else "",
                sheet.say(words.CONFIDENCE, confidence=confidence) if confidence else "",
            ]
        ),
    ]


def _targets(sheet: Sheet) -> list[Flowable]:
    plan, campaign = sheet.names.plan, sheet.report.campaign
    targets = targets_of(plan, campaign.states)
    if not targets:
        return []
    heading = sheet.say(words.TARGETS, states=sheet.names.state_names(campaign.states))
    heads = (words.OBJECTIVE, words.WHY_LISTED, words.WORK_DONE)
    rows: list[list[str | Flowable]] = [[sheet.say(one) for one in heads]]
    rows += [_target_row(sheet, target) for target in targets]
    return [
        *sheet.subsection(sheet.text(heading), heading, "targets", 125),
        sheet.table(rows, (44, 43, 13), numbers=(2,)),
        Spacer(0, 4),
    ]


def _target_row(sheet: Sheet, target: Target) -> list[str | Flowable]:
    plan = sheet.names.plan
    ref = plan.ref(target.objective)
    done = sum(ref in activity.objectives for activity in sheet.report.records.activities)
    group = sheet.language.word(GROUPS, target.group)
    state = "" if len(sheet.report.campaign.states) == 1 else f"{sheet.names.state_names([target.iso3])}: "
    why = sheet.joined((f"{state}{group}", reason_of(plan, target)), ". ")
    title = sheet.names.coded_objective(ref)
    return [
        sheet.paragraph(sheet.text(title), CELL),
        sheet.paragraph(sheet.text(why), CELL),
        sheet.language.number(done),
    ]
