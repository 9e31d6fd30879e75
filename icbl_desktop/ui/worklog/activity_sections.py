"""The fields of an activity, by theme: each function adds one section to the form."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from icbl_desktop.domain.vocabulary import ActivityType as Type
from icbl_desktop.domain.words import LEVELS, TREATIES
from icbl_desktop.ui.kit.forms import FoldingSection, Form
from icbl_desktop.ui.kit.input_amount import AmountInput, CurrencyInput
from icbl_desktop.ui.kit.input_choices import CheckList, Choice, Option
from icbl_desktop.ui.kit.input_dates import DateInput
from icbl_desktop.ui.kit.inputs import TextBox, TextLine, WholeNumber
from icbl_desktop.ui.kit.ticks import TickInput
from icbl_desktop.ui.words import choices
from icbl_desktop.ui.worklog.record_form import sharing_input, side_by_side

OPENED_BY_TYPE: dict[str, tuple[str, ...]] = {
    Type.MEETING: ("met", "officials"),
    Type.LETTER: ("met", "officials"),
    Type.ADVOCACY_MISSION: ("met", "officials"),
    Type.STATEMENT: ("officials",),
    Type.WORKSHOP: ("participants",),
    Type.PUBLIC_EVENT: ("participants",),
    Type.SIDE_EVENT: ("participants",),
    Type.SURVIVOR_PARTICIPATION: ("participants",),
    Type.FIELD_VISIT: ("met", "participants"),
    Type.PETITION: ("participants", "officials"),
    Type.MEDIA_ARTICLE: ("media",),
    Type.SOCIAL_MEDIA: ("media",),
    Type.PRESS_CONFERENCE: ("media",),
    Type.PRESS_RELEASE: ("media",),
    Type.INTERVIEW: ("media",),
    Type.RESEARCH: ("files",),
    Type.MATERIALS: ("files",),
}
"""The sections that matter for a type of activity."""


def add_sections(form: Form, files: QWidget) -> dict[str, FoldingSection]:
    """Add all sections, in their order; ``files`` is the widget for evidence."""
    return {
        "more": _more(form),
        "met": _met(form),
        "officials": _officials(form),
        "files": _files(form, files),
        "participants": _participants(form),
        "media": _media(form),
        "money": _money(form),
        "follow_up": _follow_up(form),
        "answers": _answers(form),
        "sharing": _sharing(form),
    }


def _tr(words: str) -> str:
    return QCoreApplication.translate("activity_sections", words)


def _more(form: Form) -> FoldingSection:
    made = form.section(_tr("More about it"))
    form.add("details", _tr("What happened"), TextBox(), into=made)
    form.add("place", _tr("Place"), TextLine(), into=made)
    form.add("states", _tr("State"), CheckList(), into=made)
    form.add("level", _tr("Level"), Choice(_options(LEVELS)), into=made)
    form.add("treaty", _tr("Treaty"), Choice(_options(TREATIES), none=_tr("No one treaty")), into=made)
    side_by_side(made, [form.row("level"), form.row("treaty")])
    return made


def _met(form: Form) -> FoldingSection:
    made = form.section(_tr("Who you met"))
    form.add("institutions", _tr("Institutions"), TextBox(lines=2), hint=_tr("One to a line."), into=made)
    form.add(
        "people",
        _tr("People"),
        TextBox(lines=2),
        hint=_tr("Names stay on this computer unless you tick the line below."),
        into=made,
    )
    raised = TickInput(_tr("The names may go to the secretariat with this activity"))
    form.add("people_shared", _tr("May names leave this computer?"), raised, into=made)
    return made


def _officials(form: Form) -> FoldingSection:
    made = form.section(_tr("What officials promised or did"))
    hint = _tr("A promise, a step taken, a refusal: who said or did what, and by when.")
    form.add("state_response", _tr("Promised or done by officials"), TextBox(), hint=hint, into=made)
    return made


def _files(form: Form, files: QWidget) -> FoldingSection:
    made = form.section(_tr("Files"))
    made.body.addWidget(files)
    return made


def _participants(form: Form) -> FoldingSection:
    made = form.section(_tr("Participants"))
    counts = {
        "participants": _tr("All participants"),
        "women": _tr("Women"),
        "men": _tr("Men"),
        "persons_with_disabilities": _tr("Persons with disabilities"),
        "survivors": _tr("Survivors"),
    }
    for name, words in counts.items():
        form.add(name, words, WholeNumber(), into=made)
    side_by_side(made, [form.row(name) for name in list(counts)[1:]])
    return made


def _media(form: Form) -> FoldingSection:
    made = form.section(_tr("Media reach"))
    hint = _tr("Where it appeared, and how many people it reached if you know.")
    form.add("media_reach", _tr("Reach"), TextLine(), hint=hint, into=made)
    return made


def _money(form: Form) -> FoldingSection:
    made = form.section(_tr("Grant and cost"))
    form.add("grant_id", _tr("Paid from a grant"), Choice([], none=_tr("No grant")), into=made)
    form.add("cost", _tr("Cost"), AmountInput(), into=made)
    form.add("currency", _tr("Currency"), CurrencyInput(), into=made)
    side_by_side(made, [form.row("cost"), form.row("currency")])
    return made


def _follow_up(form: Form) -> FoldingSection:
    made = form.section(_tr("Follow-up"))
    form.add("follow_up", _tr("What is to be done next?"), TextLine(), into=made)
    form.add("follow_up_due", _tr("By when?"), DateInput(months=False, optional=True), into=made)
    form.add("follow_up_done", _tr("Is it done?"), TickInput(_tr("Yes, this is done")), into=made)
    return made


def _answers(form: Form) -> FoldingSection:
    made = form.section(_tr("What it answers in the plan"))
    none = _tr("None in particular")
    form.add("planned_activity", _tr("Planned activity"), Choice([], none=none), into=made)
    form.add("event", _tr("Event"), Choice([], none=none), into=made)
    form.add("alert", _tr("Action alert"), Choice([], none=none), into=made)
    form.add("commitment", _tr("Commitment"), Choice([], none=none), into=made)
    return made


def _sharing(form: Form) -> FoldingSection:
    made = form.section(_tr("Sharing"))
    form.add("sharing", _tr("How far may this activity travel?"), sharing_input(), into=made)
    return made


def _options(words: Mapping[str, str]) -> list[Option]:
    return [Option(key, said) for key, said in choices(words)]
