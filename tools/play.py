"""The main job, played through the real window on a fresh workspace: screenshots, a bundle, a report.

``python -m tools.play [FOLDER]``; without a folder, a new one among the system's temporary files.
"""

from __future__ import annotations

import os
import sys
import tempfile
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from icbl_desktop import config
from icbl_desktop.config import Folders, Settings
from icbl_desktop.domain.period import Period
from icbl_desktop.domain.vocabulary import Precision
from icbl_desktop.services import plan_making, plans
from icbl_desktop.ui.application import start_qt
from icbl_desktop.ui.context import Place
from icbl_desktop.ui.kit import theme
from icbl_desktop.ui.program import Program
from tools.person import Person

STRATEGY = "strategy-2017-2021"
WORK = (
    (
        "meeting",
        "Met the Ministry of Foreign Affairs about joining the Convention on Cluster Munitions",
        date(2018, 2, 2),
        ("1A",),
        "The ministry will ask for a legal study of accession and invited us to comment on it.",
    ),
    (
        "workshop",
        "Trained survivors to speak in the national disability council",
        date(2018, 1, 22),
        ("3A", "3B"),
        "Six survivors prepared statements; two were invited to the council's next session.",
    ),
    (
        "field_visit",
        "Visited cleared land in Battambang with three journalists",
        date(2018, 3, 14),
        ("2B",),
        "Two national papers wrote about the Mine Ban Treaty Article 5 deadline and what is still to clear.",
    ),
)
PAGES = (
    "overview",
    "targets",
    "progress",
    "activities",
    "promises",
    "outcomes",
    "grants",
    "calendar",
    "reports",
    "plan_updates",
    "toolkit",
    "import_sheet",
    "trash",
    "settings",
    "help",
)


def play(folder: Path) -> None:
    """Play the whole job into ``folder``, which must not hold a workspace yet."""
    folders = Folders(folder / "workspace")
    if folders.database.exists():
        raise SystemExit(f"There is a workspace in {folder} already. Name another folder.")
    os.environ.setdefault(config.STATE_VARIABLE, str(folder / "state"))
    config.save_settings(folders, Settings(theme="light"))
    qInstallMessageHandler(_say)
    qt = start_qt(folders)
    program, person = Program(folders), Person(folder / "screenshots")
    main_job(program, person, folder)
    for choice in (theme.ThemeChoice.LIGHT, theme.ThemeChoice.DARK):
        theme.apply_theme(qt, choice)
        for size in ((1280, 800), (1024, 640)):
            walk_through(program, person, f"{choice}-{size[0]}", size)
    program.window.close()
    program.close()


def main_job(program: Program, person: Person, folder: Path) -> None:
    """From the first start to the report's file in ``folder``."""
    program.begin()
    first_start(person)
    under_2017(program, person)
    log_work(program, person)
    account_for_grant(program, person)
    take_in_plan(program, person, folder)
    make_report(program, person, folder)


def first_start(person: Person) -> None:
    """Three questions, and the newest plan is applied."""
    person.waits_for("Welcome")
    person.look("welcome")
    person.press("Continue")
    person.fill("State or other area", ("KHM",))
    person.look("state")
    person.press("Continue")
    person.fill("Name of your organisation or campaign", "Cambodia Demonstration Campaign")
    person.press("Start")
    person.waits_for("2018-2019 Operational Plan")
    person.look("first-overview")


def under_2017(program: Program, person: Person) -> None:
    """Go back to the 2017 plan, and see what it asks."""
    program.window.go("plan_updates")
    person.waits_for("2017 Operational Plan")
    person.look("plans")
    person.will_answer("Work under this plan")
    person.press("Work under 2017 Operational Plan")
    person.waits_for("You now work under 2017 Operational Plan")
    program.window.go("targets")
    person.waits_for("Why is Cambodia here?")
    person.look("targets-2017")


def log_work(program: Program, person: Person) -> None:
    """Three activities through the form."""
    person.press("Log activity")
    person.press("Save")
    person.waits_for("Choose what kind of activity it was.")
    person.look("form-says-what-is-missing")
    for number, (kind, title, when, objectives, result) in enumerate(WORK, 1):
        if number > 1:
            person.press("Log activity")
        person.fill("Type", kind)
        person.fill("What did you do?", title)
        person.fill("When?", (when, Precision.DAY))
        person.fill("Objective", tuple(ref(code) for code in objectives))
        person.fill("What came of it?", result)
        if number == 1:
            person.unfold("Who you met")
            person.fill("Institutions", "Ministry of Foreign Affairs")
            person.fill("People", "The director of the treaties department")
            person.look("form")
        person.press("Save")
        person.waits_for(f"{number} logged")
    person.look("activities")


def account_for_grant(program: Program, person: Person) -> None:
    """A grant with its money, and an outcome."""
    program.window.go("grants")
    person.waits_for("No grant yet")
    person.look("no-grants")
    person.press("Add a grant")
    person.fill("Programme", "investing_in_action")
    person.fill("What is it called?", "Survivors at the table")
    person.fill("Where does it stand?", "running")
    person.fill("Currency", "USD")
    person.fill("Requested", Decimal("5000"))
    person.fill("Awarded", Decimal("4500"))
    person.press("Add a payment")
    person.fill("Amount", Decimal("3000"))
    person.unfold("Dates")
    person.fill("Work from", (date(2017, 10, 1), Precision.DAY))
    person.fill("Work until", (date(2018, 6, 30), Precision.DAY))
    person.fill("Final report due", (date(2018, 7, 31), Precision.DAY))
    person.fill("Objective", (ref("3B"),))
    person.fill(
        "What is it for?", "Prepare survivors to take part where decisions about their lives are made."
    )
    person.press("Add a planned result")
    person.fill("What is to change?", "At least two survivors take part in the disability council.")
    person.look("grant-form")
    person.press("Save")
    person.press("Add an outcome")
    person.fill("Who changed?", "The Disability Action Council")
    person.fill("What do they do differently?", "It invited two survivors to speak at its session.")
    person.fill("When?", (date(2018, 3, 1), Precision.DAY))
    person.fill("Why does it matter?", "Survivors had not been heard in the council before.")
    person.fill("Objective", (ref("3B"),))
    person.press("Save")
    person.waits_for("The Disability Action Council")
    program.window.go("grants")
    person.waits_for("The Disability Action Council")
    person.look("grant")


def take_in_plan(program: Program, person: Person, folder: Path) -> None:
    """A signed bundle of the 2018-2019 plan: its key compared and trusted, then read and applied."""
    program.go(Place("plan_updates", id=str(signed_bundle(folder))))
    person.waits_for("You have not confirmed this key yet")
    person.look("key-not-known")
    person.fill("On the phone", True)
    person.look("fingerprint")
    person.press("They match: trust this key")
    person.waits_for("Known key: ICBL-CMC")
    person.look("what-changes")
    person.press("Work under this plan")
    person.waits_for("You now work under")
    program.window.go("targets")
    person.waits_for("2B")
    person.look("targets-2018-2019")


def signed_bundle(folder: Path) -> Path:
    """A signed bundle as the secretariat would send it."""
    secret, _, _ = plan_making.new_key()
    unsigned = plan_making.build(
        plans.bundled_raw("2018-2019"),
        sequence=1,
        issuer="ICBL-CMC",
        issued_at=datetime.now(UTC),
        follows=None,
    )
    bundle = folder / "2018-2019.icblplan"
    bundle.write_bytes(plan_making.sign(unsigned, secret))
    return bundle


def make_report(program: Program, person: Person, folder: Path) -> None:
    """The first quarter of 2018, as pages and as a file."""
    program.window.go("reports")
    person.fill("Period", Period.quarter(2018, 1))
    person.waits_for("Activities: 3")
    person.look("report-pages")
    person.will_name_file(folder / "report.pdf")
    person.press("What leaves")
    person.look("report-leaving")
    person.press("Make the report")
    person.waits_for("Report 1 is ready.")
    person.press("Save the file…")
    person.waits_for("Report 1 is saved as a file. It has not been sent.")
    person.look("report-saved")
    person.press("Back to the reports")
    person.turn_to("Saved reports")
    person.look("report-history")


def walk_through(program: Program, person: Person, name: str, size: tuple[int, int]) -> None:
    """Every page, at one size and in one look."""
    program.window.resize(*size)
    for page in PAGES:
        program.window.go(page)
        person.look(f"{page}-{name}", program.window)


def _say(_kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    """What Qt has to say, without what the offscreen screen says of every dialog."""
    if "propagateSizeHints" not in message:
        sys.stderr.write(f"{message}\n")


def ref(code: str) -> str:
    """The stable reference of an objective of the strategy played here."""
    return f"{STRATEGY}/{code}"


def main() -> None:
    """Play, and say where everything lies."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(tempfile.mkdtemp(prefix="icbl-desktop-"))
    play(folder.resolve())
    print(f"There is no screen here, so the main job was played. Screenshots: {folder / 'screenshots'}")
    for report in sorted(folder.glob("*.pdf")):
        print(f"The report: {report}")


if __name__ == "__main__":
    main()
