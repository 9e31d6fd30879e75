"""Progress: answers to the plan's indicators, and the work that stands under each target."""

from __future__ import annotations

from reportlab.platypus import CondPageBreak, Flowable, Paragraph, Spacer

from icbl_desktop.domain.plan import Target, reason_of, targets_of
from icbl_desktop.domain.words import GROUPS, say
from icbl_desktop.domain.work import IndicatorUpdate
from icbl_desktop.formats.report_pdf import words
from icbl_desktop.formats.report_pdf.layout import CELL, DATED, LEAD, ROOM, WIDTH, section, subsection, table
from icbl_desktop.formats.report_pdf.sheet import Sheet
from icbl_desktop.formats.report_pdf.text import answer, short_day


def progress(sheet: Sheet) -> list[Flowable]:
    """Answers of the period, then the targets of the plan worked under."""
    updates = sheet.report.records.indicator_updates
    answers = [flowable for one in updates for flowable in update_block(sheet, one)]
    targets = _targets(sheet)
    if not answers and not targets:
        return []
    story = section(words.PROGRESS, 175)
    if answers:
        story += [*subsection(words.INDICATORS, words.INDICATORS, "indicators"), *answers]
    return story + targets


def update_block(sheet: Sheet, update: IndicatorUpdate, note: str = "") -> list[Flowable]:
    """One answer: the question, then what is so."""
    state = sheet.names.state_names([update.iso3])
    return [
        CondPageBreak(ROOM),
        sheet.lead(
            sheet.text(answer(update.value, update.currency), bold=True),
            short_day(update.date),
            LEAD,
            update.id,
        ),
        Paragraph(sheet.text(sheet.names.question(update.indicator)), DATED),
        *sheet.small(
            [
                note,
                state if len(sheet.report.campaign.states) > 1 else "",
                words.SOURCE.format(source=update.source) if update.source else "",
                words.CONFIDENCE.format(confidence=update.confidence) if update.confidence else "",
            ]
        ),
    ]


def _targets(sheet: Sheet) -> list[Flowable]:
    plan, campaign = sheet.names.plan, sheet.report.campaign
    targets = targets_of(plan, campaign.states)
    if not targets:
        return []
    heading = words.TARGETS.format(states=sheet.names.state_names(campaign.states))
    rows: list[list[object]] = [[words.OBJECTIVE, words.WHY_LISTED, words.WORK_DONE]]
    rows += [_target_row(sheet, target) for target in targets]
    return [
        *subsection(sheet.text(heading, bold=True), heading, "targets", 125),
        table(rows, [WIDTH * n / 100 for n in (44, 42, 14)]),
        Spacer(0, 4),
    ]


def _target_row(sheet: Sheet, target: Target) -> list[object]:
    plan = sheet.names.plan
    ref = plan.ref(target.objective)
    done = sum(ref in activity.objectives for activity in sheet.report.records.activities)
    group = say(GROUPS, target.group)
    state = "" if len(sheet.report.campaign.states) == 1 else f"{sheet.names.state_names([target.iso3])}: "
    why = ". ".join(part for part in (f"{state}{group}", reason_of(plan, target)) if part)
    title = f"{target.objective}  {sheet.names.objective(ref)}"
    return [Paragraph(sheet.text(title), CELL), Paragraph(sheet.text(why), CELL), f"{done:,}"]
