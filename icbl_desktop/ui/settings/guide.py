"""The short guide: what a new campaigner must know, by topic, and the keys that work everywhere."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence


@dataclass(frozen=True)
class Topic:
    """A heading and its sentences."""

    icon: str
    title: str
    sentences: tuple[str, ...]


@dataclass(frozen=True)
class Shortcut:
    """A key, as this system writes it, and what it does."""

    key: str
    does: str


def topics() -> tuple[Topic, ...]:
    """The guide, in the order in which it is needed."""
    return (
        _first_minutes(),
        _logging(),
        _promises(),
        _grants(),
        _proof(),
        _nothing_lost(),
        _sheets(),
        _reports(),
        _sending(),
        _sharing(),
        _plans(),
        _lost_computer(),
    )


def shortcuts() -> tuple[Shortcut, ...]:
    """Every key that does something."""
    keys = (
        (QKeySequence("Ctrl+K"), _tr("Search everything, or run a command")),
        (QKeySequence("Ctrl+N"), _tr("Log an activity")),
        (QKeySequence(QKeySequence.StandardKey.Open), _tr("Open a plan file")),
        (QKeySequence(QKeySequence.StandardKey.Save), _tr("Save the record that is open")),
        (QKeySequence("Ctrl+Return"), _tr("Save the activity and log another")),
        (QKeySequence("Ctrl+Down"), _tr("Go to the next question of a form")),
        (QKeySequence(QKeySequence.StandardKey.Cancel), _tr("Close what is open; it is kept as a draft")),
        (
            QKeySequence(QKeySequence.StandardKey.Undo),
            _tr("Undo the last removal or import; in a field, typing"),
        ),
        (QKeySequence(QKeySequence.StandardKey.Find), _tr("Search the list that is open")),
        (QKeySequence(QKeySequence.StandardKey.SelectAll), _tr("In a list: choose all")),
        (QKeySequence("Ctrl+D"), _tr("In the list of activities: begin one like it")),
        (QKeySequence(QKeySequence.StandardKey.Copy), _tr("In the list of activities: copy as text")),
        (QKeySequence(QKeySequence.StandardKey.Delete), _tr("In a list: move what is chosen to the trash")),
        (QKeySequence("Space"), _tr("In the list of activities: read one; elsewhere, press or tick")),
        (QKeySequence("Tab"), _tr("Go to the next field or button")),
    )
    native = QKeySequence.SequenceFormat.NativeText
    return tuple(Shortcut(key.toString(native), does) for key, does in keys)


def _first_minutes() -> Topic:
    return Topic(
        "clock",
        _tr("The first ten minutes"),
        (
            _tr("Log the last thing you did: press Log activity. What kind, what and when are enough."),
            _tr("Look at Targets: it says why your state is in the plan and what is asked of campaigns."),
            _tr("Open Reports: what you logged is in the next report already."),
        ),
    )


def _logging() -> Topic:
    return Topic(
        "pencil-simple",
        _tr("Logging what you did"),
        (
            _tr("Say what kind of thing it was, what you did, when, for which objective, what came of it."),
            _tr("Only the month is known? Tick that. You are not sure of the objective? Say so."),
            _tr("A number you did not ask for stays empty. Empty means not asked; it never counts as 0."),
            _tr("What you type is kept while you type. After a power cut it is offered back."),
        ),
    )


def _promises() -> Topic:
    return Topic(
        "handshake",
        _tr("Promises and follow-ups"),
        (
            _tr("Write down what an official promises, and by when. Later say whether it was kept."),
            _tr("A follow-up is your own next step. Give it a day, and Overview reminds you."),
            _tr("Something changed because of your work? Press Outcome under “Also record as”."),
        ),
    )


def _grants() -> Topic:
    return Topic(
        "hand-coins",
        _tr("Grants and expenses"),
        (
            _tr("Write down each thing you paid for, in the money you paid with, and add its receipt."),
            _tr("The program adds up what is spent on each budget line, and what is left."),
            _tr("Overview says when a report on a grant is due."),
        ),
    )


def _proof() -> Topic:
    return Topic(
        "camera",
        _tr("Photos and other proof"),
        (
            _tr("Drop a photo, a letter or a receipt on the form. The program keeps a copy."),
            _tr("A photo loses the place where it was taken and the name of the device. Faces stay."),
            _tr("Other files stay as they are: they may hold names or places."),
        ),
    )


def _nothing_lost() -> Topic:
    return Topic(
        "clock-counter-clockwise",
        _tr("Nothing is lost"),
        (
            _tr("What you remove goes to the trash. It can be restored from there at any time."),
            _tr("The clock in a form shows who changed what. Any older version can be brought back."),
            _tr("Undo takes back the last removal, import, or change of many records."),
        ),
    )


def _sheets() -> Topic:
    return Topic(
        "table",
        _tr("Spreadsheets"),
        (
            _tr("Import takes in a sheet you already have. You say what each column holds."),
            _tr("You see each row first. Rows that are not right are left out, with the reason."),
            _tr("The same sheet twice does no harm. The whole import can be undone."),
        ),
    )


def _reports() -> Topic:
    return Topic(
        "file-text",
        _tr("Reports"),
        (
            _tr("A report is a PDF for people to read. It also carries its data for the secretariat."),
            _tr("Go from step to step. Under What leaves stands all that goes, and why the rest stays."),
            _tr("Nothing has a number before you press Make the report. After that it never changes."),
            _tr("A mistake in a report you sent? Mend the record, then press Correct a sent report."),
        ),
    )


def _sending() -> Topic:
    return Topic(
        "paper-plane-tilt",
        _tr("Sending a report"),
        (
            _tr("The program saves the file. You send it yourself, when and how it is safe."),
            _tr("Sealed, only the secretariat and you can open it. Plain, anyone who gets it can read it."),
            _tr("A public copy holds only what may be published, and no files."),
            _tr("Then press I sent it. The same file sent twice does no harm: it does not count twice."),
            _tr("What the secretariat asks comes with a plan update and stands under Reports, Questions."),
        ),
    )


def _lost_computer() -> Topic:
    return Topic(
        "key",
        _tr("If the computer is lost"),
        (
            _tr("Keep your report files, and a copy of your keys: Settings, The keys of your reports."),
            _tr("Write its passphrase down, and keep it away from the copy. Without it nobody can open it."),
            _tr("On a new computer, press Rebuild from my reports on the first page."),
            _tr("What you reported comes back. Drafts, notes and names that stayed with you do not."),
        ),
    )


def _plans() -> Topic:
    return Topic(
        "tray-arrow-down",
        _tr("Plan updates"),
        (
            _tr(
                "The secretariat sends a plan as a signed file. Drop it anywhere on this window, or open it."
            ),
            _tr("You see first what changes for your state. Nothing changes before you apply it."),
            _tr("A new plan never removes your work, not even under an objective that is gone."),
        ),
    )


def _sharing() -> Topic:
    return Topic(
        "shield-check",
        _tr("Who can see what"),
        (
            _tr("Only on this computer: it never goes into a report."),
            _tr("Secretariat: it goes into reports to the secretariat."),
            _tr("May be published: the secretariat may also use it in public."),
            _tr("Names of people stay on this computer unless you say otherwise for that activity."),
        ),
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("guide", text)
