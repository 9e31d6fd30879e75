"""The fields of an activity, by theme: each function puts one section's fields into it when it is opened."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from icbl_desktop.domain.vocabulary import ActivityType as Type
from icbl_desktop.domain.words import LEVELS, TREATIES
from icbl_desktop.domain.work import FollowUpDraft, PromiseDraft
from icbl_desktop.ui.kit.forms import FoldingSection, Form
from icbl_desktop.ui.kit.input_amount import AmountInput, CurrencyInput
from icbl_desktop.ui.kit.input_choices import CheckList, Choice, Option
from icbl_desktop.ui.kit.input_lines import LineField, Lines
from icbl_desktop.ui.kit.inputs import TextBox, TextLine, WholeNumber
from icbl_desktop.ui.kit.ticks import TickInput
from icbl_desktop.ui.words import choices
from icbl_desktop.ui.worklog.offered_words import OfferedWords
from icbl_desktop.ui.worklog.record_form import date_value, day_input, day_of, sharing_input, side_by_side

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

_SEXES = ("women", "men")
_AGES = ("under_18", "aged_18_to_59", "aged_60_and_over")
_OTHERS = ("persons_with_disabilities", "survivors")


@dataclass(frozen=True)
class Theme:
    """A section: its title, the names of its fields, and what puts them in."""

    title: str
    fields: tuple[str, ...]
    fill: Callable[[Form, FoldingSection, OfferedWords], None]


def themes() -> dict[str, Theme]:
    """All sections, in their order; that for files has no fields but the widget for evidence."""
    return {
        "more": Theme(_tr("More about it"), ("details", "place", "states", "level", "treaty", "tags"), _more),
        "met": Theme(_tr("Who you met"), ("institutions", "people", "people_shared"), _met),
        "officials": Theme(_tr("What officials promised or did"), ("state_response", "promises"), _officials),
        "files": Theme(_tr("Files"), (), lambda _form, _into, _words: None),
        "participants": Theme(
            _tr("Participants"), ("participants", *_SEXES, *_AGES, *_OTHERS), _participants
        ),
        "media": Theme(_tr("Media reach"), ("media_reach", "reached"), _media),
        "money": Theme(_tr("Grant and cost"), ("grant_id", "cost", "currency"), _money),
        "follow_up": Theme(_tr("Follow-ups"), ("follow_ups",), _follow_up),
        "answers": Theme(
            _tr("What it answers in the plan"), ("planned_activity", "event", "alert", "commitment"), _answers
        ),
        "sharing": Theme(_tr("Sharing"), ("sharing",), _sharing),
    }


def _tr(words: str) -> str:
    return QCoreApplication.translate("activity_sections", words)


def _more(form: Form, into: FoldingSection, words: OfferedWords) -> None:
    form.add("details", _tr("What happened"), TextBox(), into=into)
    form.add("place", _tr("Place"), TextLine(words=words.places), into=into)
    form.add("states", _tr("State"), CheckList(), into=into)
    form.add("level", _tr("Level"), Choice(_options(LEVELS)), into=into)
    form.add("treaty", _tr("Treaty"), Choice(_options(TREATIES), none=_tr("No one treaty")), into=into)
    side_by_side(into, [form.row("level"), form.row("treaty")])
    hint = _tr("Words of your own to find it by, with commas between them.")
    form.add("tags", _tr("Tags"), TextLine(words=words.tags, between=","), hint=hint, into=into)


def _met(form: Form, into: FoldingSection, words: OfferedWords) -> None:
    institutions = TextBox(lines=2, words=words.institutions)
    form.add("institutions", _tr("Institutions"), institutions, hint=_tr("One to a line."), into=into)
    hint = _tr("Names stay on this computer unless you tick the line below.")
    form.add("people", _tr("People"), TextBox(lines=2, words=words.people), hint=hint, into=into)
    raised = TickInput(_tr("The names may go to the secretariat with this activity"))
    form.add("people_shared", _tr("May names leave this computer?"), raised, into=into)


def _officials(form: Form, into: FoldingSection, words: OfferedWords) -> None:
    hint = _tr("A promise, a step taken, a refusal: who said or did what, and by when.")
    form.add("state_response", _tr("Promised or done by officials"), TextBox(), hint=hint, into=into)
    fields = [
        LineField("what", _tr("What was promised?"), lambda: TextBox(lines=1), wide=True),
        LineField("who", _tr("Who promised?"), lambda: TextLine(words=words.promise_makers)),
        LineField("due", _tr("By when?"), day_input, show=date_value, read=day_of),
    ]

    def begin() -> PromiseDraft:
        return PromiseDraft(who=form.values()["institutions"].partition("\n")[0].strip())

    lines = Lines(fields, begin, add=_tr("Add a promise"), line=_tr("Promise {n}"))
    form.add("promises", _tr("Promises to come back to"), lines, into=into)


def _participants(form: Form, into: FoldingSection, _words: OfferedWords) -> None:
    form.add("participants", _tr("All participants"), WholeNumber(), into=into)
    for names in (_SEXES, _AGES, _OTHERS):
        for name in names:
            form.add(name, _count_words()[name], WholeNumber(), into=into)
        side_by_side(into, [form.row(name) for name in names], most=3, narrowest=150)


def _count_words() -> dict[str, str]:
    return {
        "women": _tr("Women"),
        "men": _tr("Men"),
        "under_18": _tr("Under 18"),
        "aged_18_to_59": _tr("18 to 59"),
        "aged_60_and_over": _tr("60 and over"),
        "persons_with_disabilities": _tr("Persons with disabilities"),
        "survivors": _tr("Survivors"),
    }


def _media(form: Form, into: FoldingSection, _words: OfferedWords) -> None:
    form.add("media_reach", _tr("Where it appeared"), TextLine(), into=into)
    form.add("reached", _tr("People reached"), WholeNumber(_tr("Not known")), into=into)


def _money(form: Form, into: FoldingSection, _words: OfferedWords) -> None:
    form.add("grant_id", _tr("Paid from a grant"), Choice([], none=_tr("No grant")), into=into)
    form.add("cost", _tr("Cost"), AmountInput(), into=into)
    form.add("currency", _tr("Currency"), CurrencyInput(), into=into)
    side_by_side(into, [form.row("cost"), form.row("currency")])


def _follow_up(form: Form, into: FoldingSection, words: OfferedWords) -> None:
    fields = [
        LineField("what", _tr("What is to be done?"), lambda: TextBox(lines=1), wide=True),
        LineField("who", _tr("Who does it?"), lambda: TextLine(words=words.doers)),
        LineField("due", _tr("By when?"), day_input, show=date_value, read=day_of),
    ]
    lines = Lines(fields, FollowUpDraft, add=_tr("Add a follow-up"), line=_tr("Follow-up {n}"))
    form.add("follow_ups", _tr("Next steps"), lines, into=into)


def _answers(form: Form, into: FoldingSection, _words: OfferedWords) -> None:
    none = _tr("None in particular")
    form.add("planned_activity", _tr("Planned activity"), Choice([], none=none), into=into)
    form.add("event", _tr("Event"), Choice([], none=none), into=into)
    form.add("alert", _tr("Action alert"), Choice([], none=none), into=into)
    form.add("commitment", _tr("Commitment"), Choice([], none=none), into=into)


def _sharing(form: Form, into: FoldingSection, _words: OfferedWords) -> None:
    form.add("sharing", _tr("How far may this activity travel?"), sharing_input(), into=into)


def _options(words: Mapping[str, str]) -> list[Option]:
    return [Option(key, said) for key, said in choices(words)]
