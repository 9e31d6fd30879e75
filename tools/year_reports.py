"""The demonstration's year as reports, every page as a picture: ``python -m tools.year_reports [FOLDER]``.

Four quarters, the final report of its grant and an amendment; each in English, French and Arabic, on A4, and
the second quarter of 2018 on Letter too. To look at, with nothing left to guess.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from dataclasses import replace
from datetime import UTC, datetime, time
from pathlib import Path

from icbl_desktop.app import App, open_app
from icbl_desktop.commands import demo_year
from icbl_desktop.config import STATE_VARIABLE, Folders
from icbl_desktop.domain.period import Period
from icbl_desktop.domain.report_order import Paper, ReportKind, ReportOrder
from icbl_desktop.services import grants, report_history, reports

LANGUAGES = ("en", "fr", "ar")


def main(folder: Path) -> None:
    """Play the year into ``folder``, issue what is not issued yet, and draw every page."""
    os.environ.setdefault(STATE_VARIABLE, str(folder / "state"))
    app = open_app(Folders(folder / "workspace"))
    try:
        demo_year.play(app, demo_year.read_story())
        app.db.clock = lambda: datetime.combine(demo_year.read_story().today, time(2, tzinfo=UTC))
        issue_the_rest(app)
        for line in report_history.history(app.db):
            _write(folder / line.name, reports.pdf_of(app.db, line.id))
        for name, order in _orders(app).items():
            for language in LANGUAGES:
                preview = reports.preview(app.db, app.folders, replace(order, language=language))
                _write(folder / f"{name}-{language}.pdf", preview.pdf)
    finally:
        app.close()


def issue_the_rest(app: App) -> None:
    """The year's last quarter, the final report of the grant that ended, and an amendment of the third."""
    orders = _orders(app)
    for name in ("2018-Q2", "grant-final"):
        reports.issue(app.db, app.folders, orders[name])
    third = next(one for one in report_history.history(app.db) if one.number == 3)
    order = replace(reports.amend(app.db, third.id), why="Two results became clear after it was sent.")
    reports.issue(app.db, app.folders, order)


def _orders(app: App) -> dict[str, ReportOrder]:
    ended = next(one for one in grants.all_grants(app.db) if one.state == "reported")
    whole_year = Period(Period.quarter(2017, 3).start, Period.quarter(2018, 2).end)
    quarters = [Period.quarter(2017, 3), Period.quarter(2017, 4), Period.quarter(2018, 1)]
    last = ReportOrder(period=Period.quarter(2018, 2))
    return {
        **{one.label: ReportOrder(period=one) for one in quarters},
        "2018-Q2": last,
        "2018-Q2-letter": replace(last, paper=Paper.LETTER),
        "grant-final": ReportOrder(kind=ReportKind.GRANT_FINAL, period=whole_year, grant_id=ended.id),
        "state-brief": ReportOrder(kind=ReportKind.STATE_BRIEF, period=whole_year, iso3="KHM"),
    }


def _write(path: Path, pdf: bytes) -> None:
    path.write_bytes(pdf)
    subprocess.run(["pdftoppm", "-r", "70", "-png", str(path), str(path.with_suffix(""))], check=True)
    print(path)


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else tempfile.mkdtemp(prefix="year-reports-")))
