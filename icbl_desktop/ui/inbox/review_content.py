"""What a report that came in says: what is asked of it, in short, what it amends, its records and files."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from icbl_desktop.domain.receipt import ReceiptState
from icbl_desktop.services.office.report_view import ChangeLine, FieldChange, ReportBody, ReportView
from icbl_desktop.services.office.review import Asked
from icbl_desktop.ui.inbox.inbox_words import day_words
from icbl_desktop.ui.inbox.review_records import Ask, add_files, record_sections
from icbl_desktop.ui.kit.forms import FoldingSection
from icbl_desktop.ui.kit.icon_line import Line, add_lines
from icbl_desktop.ui.kit.layouts import column, row
from icbl_desktop.ui.kit.widgets import Card, Paragraph, button, divider, label
from icbl_desktop.ui.report.leaving_lines import kind_words
from icbl_desktop.ui.words import counted, day, number
from icbl_desktop.ui.worklog.history_words import field_words, value_text

Withdraw = Callable[[str], None]


def body_of(body: ReportBody, ask: Ask | None) -> QWidget:
    """What the report says. Without ``ask`` nothing can be asked about it."""
    made = QWidget()
    layout = column(made, gap=16)
    layout.addWidget(_in_short(body))
    if body.amends:
        layout.addWidget(_amendment(body))
    for section in record_sections(body.records, ask):
        layout.addWidget(section)
    files = [file for one in body.records for file in one.files]
    if files:
        title = _tr("Files ({n})").format(n=number(len(files)))
        layout.addWidget(FoldingSection(title, fill=lambda into: add_files(into, files)))
    layout.addStretch(1)
    return made


def asked_card(questions: Sequence[Asked], withdraw: Withdraw | None) -> QWidget | None:
    """What is asked of the report; None where that is nothing."""
    if not questions:
        return None
    card = Card(_tr("What is asked"), gap=12)
    for at, one in enumerate(questions):
        if at:
            card.body.addWidget(divider())
        card.body.addWidget(_question(one, withdraw))
    return card


def _question(asked: Asked, withdraw: Withdraw | None) -> QWidget:
    made = QWidget()
    layout = column(made, gap=4)
    field = field_words(asked.kind, asked.field) if asked.field else ""
    place = " · ".join(filter(None, (asked.title, field))) or _tr("The report as a whole")
    layout.addWidget(label(place, "caption", wrap=True))
    layout.addWidget(Paragraph(asked.text))
    who = _tr("{name}, {date}").format(name=asked.asked_by, date=day(asked.asked_at))
    line = row(None, [label(who, "secondary")], gap=8)
    line.addStretch(1)
    if withdraw is not None:
        take = button(_tr("Withdraw"), "quiet")
        take.setAccessibleName(_tr("Withdraw: {question}").format(question=asked.text))
        take.clicked.connect(lambda: withdraw(asked.id))
        line.addWidget(take)
    layout.addLayout(line)
    return made


def review_words(view: ReportView) -> str:
    """Who said last what stands, and whether the campaign has it."""
    report = view.review.report
    if report.reviewed_at is None:
        return ""
    when = day(report.reviewed_at)
    by = {
        ReceiptState.ACCEPTED: _tr("Accepted by {name}, {date}."),
        ReceiptState.HAS_ISSUES: _tr("Found to have issues by {name}, {date}."),
    }.get(ReceiptState(report.state), _tr("Looked at by {name}, {date}."))
    if view.review.revision == 1:
        by = _tr("Came in {date}, put in by {name}.")
    handed = _tr("The campaign's receipt went out.")
    if report.handed_revision < view.review.revision:
        handed = _tr("The campaign does not know yet: its receipt goes with the next plan, or in a file.")
    return f"{by.format(name=report.reviewer, date=when)} {handed}"


def _in_short(body: ReportBody) -> Card:
    card = Card(_tr("In short"), gap=8)
    for words in body.in_short:
        card.body.addWidget(Paragraph(words))
    sums = ", ".join(counted(kind, count) for kind, count in body.counts.items())
    card.body.addWidget(label(sums or _tr("It carries no records."), "secondary", wrap=True))
    if body.taken_back:
        words = _tr("Records of earlier reports that it takes back: {n}.")
        card.body.addWidget(label(words.format(n=number(body.taken_back)), "secondary", wrap=True))
    if body.needs:
        card.body.addWidget(label(_tr("What they need"), "strong"))
        for words in body.needs:
            card.body.addWidget(Paragraph(words))
    return card


def _amendment(body: ReportBody) -> Card:
    card = Card(_tr("What it changes in report {n}").format(n=number(body.amends)), gap=10)
    if body.why:
        card.body.addWidget(Paragraph(body.why))
    add_lines(card.body, [_change(one) for one in body.changes])
    if not body.changes:
        card.body.addWidget(label(_tr("Its records say the same as before."), "secondary", wrap=True))
    return card


def _change(one: ChangeLine) -> Line:
    icon, ink = {"added": ("plus", "success"), "gone": ("minus", "error")}.get(
        one.what, ("pencil-simple", "info")
    )
    title = one.title or kind_words(one.kind)
    words = {"added": _tr("New: {title}"), "gone": _tr("Gone: {title}")}.get(one.what, "{title}")
    more = "\n".join(_field_change(one.kind, field) for field in one.fields)
    return Line(words.format(title=title), more, icon, ink)


def _field_change(kind: str, field: FieldChange) -> str:
    name = field_words(kind, field.field)
    if not field.before and not field.after:
        return _tr("{field} (written anew)").format(field=name)
    before, after = (_value(kind, field.field, one) or "–" for one in (field.before, field.after))
    return _tr("{field}  {before} → {after}").format(field=name, before=before, after=after)


def _value(kind: str, field: str, text: str) -> str:
    """A value that an amendment says as text: dates are written as people here do."""
    return day_words(text) or value_text(kind, field, text)


def _tr(text: str) -> str:
    return QCoreApplication.translate("review_content", text)
