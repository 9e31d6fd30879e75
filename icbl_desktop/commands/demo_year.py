"""``demo --year``: a small Cambodian campaign's year, played day by day through the services.

What happens stands in ``data/demo/cambodia-2017-2018.json``: one step a line, each on its own day.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import msgspec

from icbl_desktop import config
from icbl_desktop.app import App
from icbl_desktop.commands.demo_files import DrawnFile, draw
from icbl_desktop.commands.demo_plan import signed_bundle
from icbl_desktop.domain.period import Period
from icbl_desktop.domain.record import as_draft
from icbl_desktop.domain.report_order import ReportOrder
from icbl_desktop.domain.work import CampaignDraft, EvidenceDraft
from icbl_desktop.services import (
    campaign,
    evidence,
    imports,
    plan_offers,
    plan_updates,
    report_sending,
    reports,
    work_records,
)
from icbl_desktop.services.record_kinds import KINDS

_MORNING = time(2, tzinfo=UTC)  # nine o'clock in Phnom Penh
_KEY = re.compile(rb'"@([a-z0-9]+)"')


class Step(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is done ``on`` a day: a record of a ``kind`` is added, or the one of this ``key`` changed.

    In ``record`` "@KEY" stands for the id of another step's record. Two kinds are no records: a "plan"
    that comes into force, and a "report" of a ``quarter`` that is ``sent``.
    """

    on: date
    kind: str
    key: str = ""
    record: msgspec.Raw = msgspec.Raw(b"{}")
    files: tuple[DrawnFile, ...] = ()
    plan: str = ""
    quarter: str = ""
    sent: date | None = None


class Story(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A campaign's year. It starts under ``plan``; ``today`` is the day on which it is told."""

    format: str
    note: str
    organisation: str
    states: tuple[str, ...]
    plan: str
    today: date
    steps: tuple[Step, ...]


def read_story() -> Story:
    """The year that comes with the program."""
    raw = config.data("demo", "cambodia-2017-2018.json").read_bytes()
    return msgspec.json.decode(raw, type=Story)


def play(app: App, story: Story) -> None:
    """Seed a new workspace with the year; its clock then stands at the story's today."""
    app.db.clock = _clock(story.steps[0].on)
    campaign.start(app.db, CampaignDraft(organisation=story.organisation, states=story.states), story.plan)
    ids: dict[str, str] = {}
    for number, step in enumerate(story.steps):
        app.db.clock = _clock(step.on, number)
        if step.kind == "plan":
            offered = plan_offers.offer(app.db, signed_bundle(app, step.plan))
            plan_updates.apply(app.db, app.folders, offered)
        elif step.kind == "report":
            _report(app, step)
        else:
            ids[step.key] = _save(app, step, ids)
            _add_files(app, ids[step.key], step)
    app.db.clock = _clock(story.today)


def _save(app: App, step: Step, ids: dict[str, str]) -> str:
    """Add the step's record, or change it, by the same rules as any that comes in from outside."""
    kind = KINDS[step.kind]
    raw = _KEY.sub(lambda found: msgspec.json.encode(ids[found[1].decode()]), bytes(step.record))
    record_id = ids.get(step.key, "") if step.key else ""
    if record_id:
        before = as_draft(work_records.get(app.db, kind, record_id), kind.draft)
        draft = imports.edited(app.db, raw, before)
    else:
        draft = imports.draft(app.db, raw, kind.draft)
    (saved,) = imports.save(app.db, kind, draft, record_id).ids
    return saved


def _add_files(app: App, record_id: str, step: Step) -> None:
    for file in step.files:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / file.name
            path.write_bytes(draw(file, step.on))
            evidence.add(app.db, app.folders, record_id, [path], original=file.original)
        kept = evidence.of(app.db, record_id)[-1]
        said = EvidenceDraft(caption=file.caption, taken_on=step.on, source=file.source)
        evidence.describe(app.db, kept.id, said)


def _report(app: App, step: Step) -> None:
    issued = reports.issue(app.db, app.folders, ReportOrder(period=Period.parse_quarter(step.quarter)))
    if step.sent:
        report_sending.mark_sent(app.db, issued.id, step.sent)


def _clock(day: date, minutes: int = 0) -> Callable[[], datetime]:
    now = datetime.combine(day, _MORNING) + timedelta(minutes=minutes)
    return lambda: now
