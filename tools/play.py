"""The main job, played through the real window on a fresh workspace: screenshots, a bundle, a report.

``python -m tools.play [FOLDER]``; without a folder, a new one among the system's temporary files.
"""

from __future__ import annotations

import os
import sys
import tempfile
from datetime import date
from decimal import Decimal
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from icbl_desktop import config
from icbl_desktop.config import Folders, Settings
from icbl_desktop.domain.vocabulary import Precision
from icbl_desktop.services import plan_making, plans
from icbl_desktop.ui import theme
from icbl_desktop.ui.application import start_qt
from icbl_desktop.ui.context import Place
from icbl_desktop.ui.program import Program
from tools.person import Person

PAGES = ("overview", "targets", "activities", "grants", "reports", "plan_updates", "settings", "help")


def play(folder: Path) -> None:
    """Play the whole job into ``folder``, which must not hold a workspace yet."""
    folders = Folders(folder / "workspace")
    if folders.database.exists():
        raise SystemExit(f"There is a workspace in {folder} already. Name another folder.")
    config.save_settings(folders, Settings(theme="light"))
    qt = start_qt(folders)
    program, person = Program(folders), Person(folder / "screenshots")
    program.begin()
    first_start(person)
    under_2017(program, person)
    log_work(program, person)
    account_for_grant(program, person)
    take_in_plan(program, person, folder)
    make_report(program, person, folder)
    for choice in (theme.ThemeChoice.LIGHT, theme.ThemeChoice.DARK):
        theme.apply_theme(qt, choice)
        for size in ((1280, 800), (1024, 640)):
            walk_through(program, person, f"{choice}-{size[0]}", size)
    program.window.close()
    program.close()


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
    person.press("Work under 2017 Operational Plan")
    person.press("Work under this plan")
    person.waits_for("You now work under 2017 Operational Plan")
    program.window.go("targets")
    person.waits_for("Why is Cambodia here?")
    person.look("targets-2017")


def log_work(program: Program, person: Person) -> None:
    """Three activities through the form."""
    person.press("Log activity")
    person.look("empty-form")
    person.press("Save")
    person.waits_for("Choose what kind of activity it was.")
    person.look("form-says-what-is-missing")
    _activity(
        person,
        "meeting",
        "Met the Ministry of Foreign Affairs about joining the Convention on Cluster Munitions",
        date(2018, 2, 2),
        ["strategy-2017-2021/1A"],
        "The ministry will ask for a legal study of accession and invited us to comment on it.",
    )
    person.look("form")
    person.press("Save")
    person.press("Log activity")
    _activity(
        person,
        "workshop",
        "Trained survivors to speak in the national disability council",
        date(2018, 1, 22),
        ["strategy-2017-2021/3A", "strategy-2017-2021/3B"],
        "Six survivors prepared statements; two were invited to the council's next session.",
    )
    person.press("Save")
    person.press("Log activity")
    _activity(
        person,
        "field_visit",
        "Visited cleared land in Battambang with three journalists",
        date(2018, 3, 14),
        ["strategy-2017-2021/1B"],
        "Two national papers wrote about survivors and what is still to clear.",
    )
    person.press("Save")
    person.waits_for("3 activities")
    person.look("activities")


def _activity(
    person: Person, kind: str, title: str, when: date, objectives: list[str], result: str
) -> None:
    person.fill("Type", kind)
    person.fill("What did you do?", title)
    person.fill("When?", (when, Precision.DAY))
    person.fill("Objective", tuple(objectives))
    person.fill("What came of it?", result)


def account_for_grant(program: Program, person: Person) -> None:
    """A grant with its money, and an outcome."""
    program.window.go("grants")
    person.look("no-grants")


def take_in_plan(program: Program, person: Person, folder: Path) -> None:
    """A signed bundle of the 2018-2019 plan: refused, then trusted, read, applied."""
    bundle, key = _signed_bundle(folder)
    program.go(Place("plan_updates", id=str(bundle)))
    person.waits_for("does not know")
    person.look("unknown-key")


def _signed_bundle(folder: Path) -> tuple[Path, Path]:
    secret, public, _ = plan_making.new_key()
    from datetime import UTC, datetime

    unsigned = plan_making.build(
        plans.bundled_raw("2018-2019"), sequence=1, issuer="ICBL-CMC", issued_at=datetime.now(UTC), follows=None
    )
    bundle, key = folder / "2018-2019.icblplan", folder / "secretariat.pub"
    bundle.write_bytes(plan_making.sign(unsigned, secret))
    key.write_text(public, encoding="utf-8")
    return bundle, key


def make_report(program: Program, person: Person, folder: Path) -> None:
    """The first quarter of 2018, as pages and as a file."""


def walk_through(program: Program, person: Person, name: str, size: tuple[int, int]) -> None:
    """Every page, at one size and in one look."""
    program.window.resize(*size)
    for page in PAGES:
        program.window.go(page)
        person.look(f"{page}-{name}", program.window)


def main() -> None:
    """Play, and say where everything lies."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(tempfile.mkdtemp(prefix="icbl-desktop-"))
    play(folder.resolve())
    print(f"There is no screen here, so the main job was played. Screenshots: {folder / 'screenshots'}")
    for report in sorted(folder.glob("*.pdf")):
        print(f"The report: {report}")


_ = Decimal

if __name__ == "__main__":
    main()
