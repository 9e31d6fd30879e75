"""The inbox: reports of 50 records taken in, against opening their PDFs and reading the attachments alone.

``python -m bench.inbox FOLDER COUNT`` takes in that many, and prints what each tenth of them took.
"""

from __future__ import annotations

import hashlib
import random
import shutil
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import asdict, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import Any

import pikepdf

from bench import picture
from bench.generate import drafts
from bench.measure import Result, seconds
from icbl_desktop import config
from icbl_desktop.domain.period import Period
from icbl_desktop.domain.record_set import Records
from icbl_desktop.domain.report_figures import figures
from icbl_desktop.domain.work import Activity, Outcome, Promise
from icbl_desktop.formats import pdf_envelope, report_parts, signing
from icbl_desktop.formats.pdf_archive import About
from icbl_desktop.formats.report_data import Report, digest_of, write_report
from icbl_desktop.formats.report_pdf import Names, Seal, language, render
from icbl_desktop.services import countries, plans, report_files
from icbl_desktop.services.office import arriving, campaigns
from icbl_desktop.store.office import OfficeStore

RECORDS = 50
OF_ONE = 20
"""Reports of one campaign: five years of quarters."""
STATES = ("KHM", "LAO", "SRB", "AFG", "AGO", "BIH", "COL", "TCD", "IRQ", "LBN", "MMR", "VNM", "ZWE", "SEN")


def results(folder: Path, count: int = 1000) -> Iterator[Result]:
    """What taking in that many reports of known campaigns costs."""
    paths = write(folder / "reports", count)
    with closing(OfficeStore(folder / "office.db")) as store:
        know_all(store, paths)
        ours = seconds(lambda: arriving.add(store, paths, "Bench"))
        shown = [*picture.results(store)]
    what = f"inbox of {count} reports of {RECORDS} records"
    yield Result(what, "PDFs opened, data read and checked", ours, seconds(lambda: _check_all(paths)), 3)
    yield Result(what, "PDFs and attachments alone", ours, seconds(lambda: _read_all(paths)), 2)
    yield from shown


def know_all(store: OfficeStore, paths: Sequence[Path]) -> None:
    """Take in the first report of each campaign, and confirm its key."""
    arriving.add(store, paths[::OF_ONE], "Bench")
    for one in campaigns.unknown(store):
        campaigns.confirm(store, one.id, one.key, "Bench")


def write(folder: Path, count: int) -> list[Path]:
    """That many reports with real pages, 20 of each campaign; the same pages for all: nobody reads them."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"{place // OF_ONE:04}-{place % OF_ONE + 1:02}.pdf" for place in range(count)]
    for place, path in enumerate(paths):
        if not path.exists():
            path.write_bytes(_pdf(place // OF_ONE, place % OF_ONE + 1))
    return paths


def _read_all(paths: Sequence[Path]) -> None:
    """The least that anyone has to do: open each PDF and read what is attached to it."""
    for path in paths:
        with pikepdf.open(BytesIO(path.read_bytes())) as document:
            for name in (pdf_envelope.REPORT, pdf_envelope.SIGNATURE):
                document.attachments[name].get_file().read_bytes()


def _check_all(paths: Sequence[Path]) -> None:
    """What any reader of the data has to do as well: see that they are sound, and who signed them."""
    for path in paths:
        report_files.opened(path.read_bytes())


def _pdf(campaign: int, number: int) -> bytes:
    key = _key(campaign)
    report = _report(campaign, number)
    raw = write_report(report)
    about = About(title="Report", author="Campaign", made_at=report.made_at, language="en")
    profile = config.resource("colour", "sRGB.icc").read_bytes()
    minisig = signing.sign(key, raw, f"{campaign}-{number}.pdf report.json")
    return pdf_envelope.wrap(_pages(), raw, minisig, about, profile)


@cache
def _pages() -> bytes:
    report = _report(0, 1)
    facts = countries.facts()
    states = {one: state.name for one, state in facts.states.items()}
    meanings = Names(plans.bundled(), states, language("en", config.resource("report-words")), facts)
    seal = Seal(digest_of(write_report(report)), signing.fingerprint(_key(0).public))
    return render(report, meanings, config.resource("fonts"), seal)


@cache
def _key(campaign: int) -> signing.SigningKey:
    secret = hashlib.sha256(f"campaign {campaign}".encode()).digest()
    return signing.SigningKey(secret[:8], secret)


def _report(campaign: int, number: int) -> Report:
    stream, iso3 = f"00000000-0000-4000-8000-{campaign:012}", STATES[campaign % len(STATES)]
    key, year = _key(campaign), 2015 + (number - 1) // 4
    period = Period.quarter(year, (number - 1) % 4 + 1)
    made_at = datetime(period.end.year, period.end.month, 28, tzinfo=UTC)
    records = _records(campaign, number, stream, iso3, period.start, made_at)
    return Report(
        campaign=report_parts.CampaignPart(
            id=stream,
            organisation=f"Campaign {campaign}",
            states=(iso3,),
            key=signing.public_key_line(key.public),
        ),
        stream=report_parts.StreamPart(id=stream, code=signing.short_code(key.public)),
        number=number,
        previous=None,
        period=report_parts.PeriodPart(start=period.start, end=period.end),
        plan=report_parts.PlanPart(id="2018-2019", digest="11" * 32, sequence=0),
        made_at=made_at,
        records=report_parts.record_set(records),
        changes=report_parts.record_set(Records()),
        files=(),
        figures=figures(period, records, records),
    )


def _records(campaign: int, number: int, stream: str, iso3: str, start: date, made_at: datetime) -> Records:
    """Forty activities, five promises and five outcomes of a quarter."""
    chance = random.Random(campaign * 1000 + number)
    kept: dict[str, Any] = {"stream": stream, "revision": 1, "made_at": made_at, "changed_at": made_at}
    ids = (f"{chance.getrandbits(128):032x}" for _ in range(RECORDS))
    activities = tuple(
        Activity(
            **{
                **asdict(one),
                "id": next(ids),
                "states": (iso3,),
                "start": start + timedelta(days=chance.randrange(85)),
                **kept,
            }
        )
        for one in islice(drafts(40, campaign * 1000 + number), 40)
    )
    day = start + timedelta(days=30)
    promises = tuple(
        Promise(id=next(ids), who="Ministry", what="Will answer.", iso3=iso3, made_on=day, **kept)
        for _ in range(5)
    )
    outcomes = tuple(
        Outcome(
            id=next(ids),
            actor="Ministry",
            change="answered.",
            when=day,
            objectives=activities[place].objectives,
            activities=(activities[place].id,),
            **kept,
        )
        for place in range(5)
    )
    return Records(
        activities=tuple(replace(one, state="ready") for one in activities),
        promises=promises,
        outcomes=outcomes,
    )


def main(folder: Path, count: int) -> None:
    """Show that taking in grows with the number of reports, and no faster."""
    start = time.perf_counter()
    paths = write(folder / "reports", count)
    print(f"{count} reports written in {time.perf_counter() - start:.0f} s")
    shutil.rmtree(folder / "office", ignore_errors=True)
    with closing(OfficeStore(folder / "office" / "office.db")) as store:
        know_all(store, paths)
        tenth = max(1, count // 10)
        for first in range(0, count, tenth):
            some = paths[first : first + tenth]
            ours = seconds(lambda some=some: arriving.add(store, some, "Bench"))  # type: ignore[misc]
            bare = seconds(lambda some=some: _read_all(some))  # type: ignore[misc]
            read = seconds(lambda some=some: _check_all(some))  # type: ignore[misc]
            print(
                f"{first + len(some):6} reports: {ours:6.2f} s, PDFs and attachments alone {bare:6.2f} s "
                f"({ours / bare:.1f}x), read and checked {read:6.2f} s ({ours / read:.1f}x)"
            )


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
